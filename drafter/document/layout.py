"""A compiled Word layout: the text that stays, and the places to be filled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from drafter.document.package import OFFICE_RELATIONSHIPS, Part, Relationship
from drafter.document.slots import If, Place, Slip, Slot
from drafter.document.styles import ListStyle, Styles
from drafter.document.word_text import escape

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CORE = "docProps/core.xml"
LIST_STYLES = {"bullet": "List Bullet", "decimal": "List Number", "clause": "Decision Clause"}
TABLE_STYLES = ("Record Table", "Table Grid")
"""The names under which a layout keeps its lists and tables."""


class LayoutError(Exception):
    """The layout cannot be used; `slips` say why and where."""

    def __init__(self, slips: list[Slip]) -> None:
        super().__init__("; ".join(slip.sentence for slip in slips))
        self.slips = tuple(slips)


@dataclass(frozen=True)
class Numbering:
    """The lists of a layout: `definitions` up to where more definitions can be put in, `numbers` from there to where
    more lists can be."""

    part: str
    definitions: str
    numbers: str
    tail: str
    next_definition: int
    next_number: int

    def around(self, definitions: str, numbers: str) -> str:
        return "".join((self.definitions, definitions, self.numbers, numbers, self.tail))


@dataclass(frozen=True, eq=False)
class Layout:
    """A compiled layout. `texts` are the parts with places; `links` and `types` the parts that name other parts, each
    without its closing tag. `lists` are by kind; one that the layout lacks is not there."""

    static: Mapping[str, Part]
    texts: Mapping[str, tuple[str | Place, ...]]
    links: Mapping[str, str]
    types: str
    draft_only: Mapping[str, str]
    numbering: Numbering | None
    styles: Styles
    lists: Mapping[str, ListStyle]
    width: int
    main: str

    @property
    def slots(self) -> Iterator[Slot]:
        return (piece for pieces in self.texts.values() for piece in pieces if isinstance(piece, Slot))

    @property
    def conditions(self) -> Iterator[If]:
        return (piece for pieces in self.texts.values() for piece in pieces if isinstance(piece, If))


def relationships_xml(links: list[Relationship]) -> str:
    found = [f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">']
    for link in links:
        target = link.target if link.external else f"/{link.target}"
        mode = ' TargetMode="External"' if link.external else ""
        found.append(f'<Relationship Id="{escape(link.id)}" Type="{OFFICE_RELATIONSHIPS}/{link.kind}" '
                     f'Target="{escape(target)}"{mode}/>')
    return "".join(found)
