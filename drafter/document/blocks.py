"""A document as values: paragraphs, list items, clauses and tables, before any of it is Word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drafter.model import rich_text
from drafter.model.rich_text import Item, Paragraph, Run, Table


@dataclass(frozen=True, slots=True)
class Styled:
    """A paragraph whose style the wording names."""

    style: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the decision: level 1 is lettered a) b) c), level 2 beneath it i. ii. iii."""

    runs: tuple[Run, ...]
    level: int = 1


Block = Paragraph | Item | Table | Styled | Clause


def plain(blocks: tuple[Block, ...]) -> str:
    """The words alone, a line a paragraph, for a place inside other text."""
    return "\n".join(_lines(blocks))


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            if block.title:
                yield block.title
            for row in block.table:
                yield "\t".join(rich_text.plain(rich_text.RichText(cell.blocks)) for cell in row)
        else:
            yield rich_text.plain_runs(block.runs)
