"""Text with paragraphs, lists and small tables: what Word can show and a screen reader can read, and no more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from drafter.model.base import new_id

ListKind = Literal["bullet", "decimal", "alpha", "roman"]
MAX_LEVEL = 5
SAFE_LINK = re.compile(r"(?i)(https?://|mailto:)\S+\Z")
"""The only addresses a record may link to."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look. A line break within a paragraph is "\n"."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words between two line ends. Its id stays with it wherever it is moved."""

    runs: tuple[Run, ...]
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list. Items that follow each other are one list, unless one `starts` another.

    `level` counts from 1 (outermost) to MAX_LEVEL.
    """

    list: ListKind
    runs: tuple[Run, ...]
    level: int = 1
    starts: bool = False
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: paragraphs and lists, never another table."""

    blocks: tuple[Paragraph | Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A small table: rows of equally many cells. The first row is its header; `title` says what it shows."""

    table: tuple[tuple[Cell, ...], ...]
    title: str = ""
    id: str = field(default_factory=new_id)


Block = Paragraph | Item | Table


@dataclass(frozen=True, slots=True)
class RichText:
    """What a box with paragraphs holds, block by block."""

    blocks: tuple[Block, ...]


EMPTY = RichText(())


def from_plain(text: str) -> RichText:
    """Plain paragraphs, one a line that holds anything."""
    return RichText(tuple(Paragraph((Run(line),)) for line in text.split("\n") if line.strip()))


def plain_runs(runs: tuple[Run, ...]) -> str:
    """The words of a paragraph, whatever they look like."""
    return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])


def lines(text: RichText) -> Iterator[str]:
    """The text of every paragraph, item and cell, in reading order."""
    for block in text.blocks:
        if isinstance(block, Table):
            for row in block.table:
                for cell in row:
                    yield from lines(RichText(cell.blocks))
        else:
            yield plain_runs(block.runs)


def plain(text: RichText) -> str:
    """The words alone, a line a paragraph, for checks, searches and previews."""
    return "\n".join(lines(text))


def is_blank(text: RichText) -> bool:
    """Whether there are no words at all; empty paragraphs and cells are none."""
    return not any(line.strip() for line in lines(text))


def join(first: RichText, second: RichText) -> RichText:
    """One text after the other, as further blocks."""
    return RichText(first.blocks + second.blocks)


def count_words(text: str) -> int:
    """How many words a reader would count: "don't" and "25-year" are one each."""
    return len(re.findall(r"\w[\w'’.,-]*", text))


def map_text(text: RichText, change: Callable[[str], str]) -> RichText:
    """The same text with the words of every run changed, ids and looks kept. What does not change stays the very same.
    """

    def inner(old: Paragraph | Item) -> Paragraph | Item:
        new = [change(run.text) for run in old.runs]
        if all(text == run.text for text, run in zip(new, old.runs, strict=True)):
            return old
        return replace(old, runs=tuple(run if text == run.text else replace(run, text=text)
                                       for text, run in zip(new, old.runs, strict=True)))

    def block(old: Block) -> Block:
        if isinstance(old, Table):
            return replace(old, table=tuple(tuple(Cell(tuple(inner(b) for b in c.blocks)) for c in row)
                                            for row in old.table))
        return inner(old)

    return RichText(tuple(block(old) for old in text.blocks))
