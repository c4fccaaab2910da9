"""Blocks as WordprocessingML: real styles, real lists that begin again where they should, real tables, real links."""

from __future__ import annotations

import itertools
import re
import urllib.parse
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from drafter.document.blocks import Block, Clause, Styled, plain
from drafter.document.columns import column_widths
from drafter.document.layout import TABLE_STYLES, Layout
from drafter.document.package import OFFICE_RELATIONSHIPS
from drafter.document.slots import Slot
from drafter.document.styles import LEVELS, Counting, ListStyle
from drafter.document.word_text import (
    BOLD,
    ITALIC,
    PLAIN_LOOK,
    TURNED,
    UNDERLINE,
    RunLook,
    escape,
    is_right_to_left,
    run_xml,
)
from drafter.model.rich_text import SAFE_LINK, Cell, Item, Paragraph, RichText, Run, Table, plain_runs
from drafter.model.rich_text import plain as plain_text

_NOT_IN_ADDRESS = re.compile(r'[\s"<>\\^`{|}\x00-\x20\x7f]')
_STYLE = re.compile(r"<w:pStyle [^>]*/>")
_EMPTY = "<w:p/>"
_PROSE = (Paragraph, Styled)
_AGAIN = "".join(f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
                 for level in range(LEVELS))
"""What makes a list begin at its beginning, on every level."""


class MissingStyle(Exception):
    """The layout lacks a style that the words need; the text is its name."""


@dataclass(slots=True)
class Lists:
    """The lists of one document. Each that counts is a list of its own, so that it begins at the beginning."""

    layout: Layout
    new: list[str] = field(default_factory=list)
    _definitions: dict[Counting, tuple[str, str]] = field(default_factory=dict)

    def number(self, style: ListStyle, counts: bool) -> str:
        """The id of a list of this look: the layout's own for bullets, a new one for numbers."""
        if not counts:
            return style.number
        assert self.layout.numbering is not None
        number = str(self.layout.numbering.next_number + len(self.new))
        self.new.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{self._definition(style)}"/>'
                        f"{_AGAIN}</w:num>")
        return number

    def _definition(self, style: ListStyle) -> str:
        """The id of the definition, which is put in where the layout has none that counts like this."""
        if style.counting is None:
            return style.definition
        if style.counting not in self._definitions:
            assert self.layout.numbering is not None
            new_id = str(self.layout.numbering.next_definition + len(self._definitions))
            xml = self.layout.styles.counted_otherwise(style, style.counting, new_id)
            self._definitions[style.counting] = new_id, xml
        return self._definitions[style.counting][0]

    @property
    def xml(self) -> str:
        """The layout's lists with those of the document."""
        assert self.layout.numbering is not None
        definitions = "".join(xml for _, xml in self._definitions.values())
        return self.layout.numbering.around(definitions, "".join(self.new))


@dataclass(slots=True)
class Links:
    """The links of one part."""

    new: dict[str, str] = field(default_factory=dict)

    def id(self, address: str) -> str:
        return self.new.setdefault(address, f"rIdLink{len(self.new) + 1}")

    @property
    def xml(self) -> str:
        return "".join(f'<Relationship Id="{link}" Type="{OFFICE_RELATIONSHIPS}/hyperlink" '
                       f'Target="{escape(address)}" TargetMode="External"/>' for address, link in self.new.items())


@dataclass(slots=True)
class _OpenLists:
    """The lists being written, by level: an item of a deeper list belongs to the item above it."""

    lists: Lists
    open: dict[int, tuple[str, str]] = field(default_factory=dict)

    def number(self, kind: str, style: ListStyle, level: int, starts: bool) -> str:
        self.open = {at: one for at, one in self.open.items() if at < level or (at == level and not starts)}
        if self.open.get(level, ("",))[0] != kind:
            number = next((number for at, (one, number) in self.open.items() if one == kind and at < level), None)
            self.open[level] = (kind, number or self.lists.number(style, kind != "bullet"))
        return self.open[level][1]


class BlockWriter:
    """Writes the blocks of one part of a document."""

    def __init__(self, layout: Layout, lists: Lists, links: Links) -> None:
        self.layout, self.lists, self.links = layout, lists, links
        styles = layout.styles
        self._caption = styles.id("caption")
        self._table_text = styles.id("Table Text")
        self._table_heading = styles.id("Table Heading") or self._table_text
        link = styles.id("Hyperlink", "character")
        self._link = (("rStyle", f'<w:rStyle w:val="{escape(link)}"/>'),) if link else UNDERLINE
        self._looks: dict[tuple[RunLook, bool, bool, bool, bool], RunLook] = {}

    def write(self, slot: Slot, blocks: Sequence[Block]) -> str:
        """What fills the place: blocks, or the plain words of them where the place is inside a paragraph."""
        if not slot.block:
            return run_xml(plain(tuple(blocks)), slot.look)
        written = self._blocks(slot, blocks)
        if blocks and isinstance(blocks[0], Table) and slot.after_table:
            written.insert(0, _EMPTY)
        if blocks and isinstance(blocks[-1], Table) and not slot.then_paragraph:
            written.append(_EMPTY)
        return "".join(written) or (_EMPTY if slot.alone else "")

    def _blocks(self, slot: Slot, blocks: Sequence[Block]) -> list[str]:
        written: list[str] = []
        open_lists = _OpenLists(self.lists)
        was_clause = was_table = False
        for at, block in enumerate(blocks, 1):
            if open_lists.open and (not isinstance(block, Item | Clause) or isinstance(block, Clause) != was_clause):
                open_lists = _OpenLists(self.lists)
            if isinstance(block, Paragraph):
                leads = at < len(blocks) and not isinstance(blocks[at], _PROSE)
                written.append(self._prose(slot, block.runs, leads=leads and _is_opening(block.runs)))
            elif isinstance(block, Item):
                written.append(self._item(block.list, block.runs, block.level, open_lists, block.starts, slot.look))
            elif isinstance(block, Clause):
                written.append(self._item("clause", block.runs, block.level, open_lists, False, slot.look))
            elif isinstance(block, Styled):
                written.append(self._styled(block.style, block.runs))
            else:
                if was_table and not block.title:
                    written.append(_EMPTY)
                written.append(self._table(block))
            was_clause, was_table = isinstance(block, Clause), isinstance(block, Table)
        return written

    def _prose(self, slot: Slot, runs: tuple[Run, ...], *, leads: bool) -> str:
        """A paragraph; one that leads to a list or a table stays on the page with it."""
        inside = self._runs(runs, slot.look)
        bidi = "" if slot.has_bidi or not _is_turned(inside, runs) else "<w:bidi/>"
        properties = f"{_kept(slot.before) if leads else slot.before}{bidi}{slot.after}"
        return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"

    def _styled(self, name: str, runs: tuple[Run, ...]) -> str:
        style = self.layout.styles.id(name)
        if not style:
            raise MissingStyle(name)
        return self._paragraph(f'<w:pStyle w:val="{escape(style)}"/>', runs)

    def _item(self, kind: str, runs: tuple[Run, ...], level: int, open_lists: _OpenLists, starts: bool,
              look: RunLook) -> str:
        style = self.layout.lists.get(kind)
        if style is None:
            raise MissingStyle({"bullet": "List Bullet", "clause": "Decision Clause"}.get(kind, "List Number"))
        number = open_lists.number(kind, style, level, starts)
        return self._paragraph(_item_properties(style.style(level), level, number), runs, look)

    def _paragraph(self, properties: str, runs: tuple[Run, ...], look: RunLook = PLAIN_LOOK) -> str:
        inside = self._runs(runs, look)
        if _is_turned(inside, runs):
            properties += "<w:bidi/>"
        return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"

    def _runs(self, runs: tuple[Run, ...], base: RunLook) -> str:
        if len(runs) == 1 and not runs[0].link:
            return run_xml(runs[0].text, self._look(base, runs[0]))
        written = []
        for address, group in itertools.groupby(runs, lambda run: safe_address(run.link)):
            inside = "".join(run_xml(run.text, self._look(base, run, bool(address))) for run in group)
            written.append(f'<w:hyperlink r:id="{self.links.id(address)}" w:history="1">{inside}</w:hyperlink>'
                           if address and inside else inside)
        return "".join(written)

    def _look(self, base: RunLook, run: Run, link: bool = False) -> RunLook:
        if not (run.bold or run.italic or run.underline or link):
            return base
        key = (base, run.bold, run.italic, run.underline, link)
        if key not in self._looks:
            self._looks[key] = base.with_(itertools.chain(
                BOLD if run.bold else (), ITALIC if run.italic else (), UNDERLINE if run.underline else (),
                self._link if link else ()))
        return self._looks[key]

    def _table(self, table: Table) -> str:
        columns = max((len(row) for row in table.table), default=0)
        if not columns:
            return ""
        style = next((found for name in TABLE_STYLES if (found := self.layout.styles.id(name, "table"))), "")
        if not style:
            raise MissingStyle(TABLE_STYLES[0])
        widths = column_widths(table, columns, self.layout.width)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        title = table.title or f"Table: {', '.join(_head(table))}"
        rows = "".join(self._row(row, widths, first=index == 0) for index, row in enumerate(table.table))
        return (f"{self._caption_above(table.title)}<w:tbl><w:tblPr><w:tblStyle w:val=\"{escape(style)}\"/>"
                f'<w:tblW w:w="5000" w:type="pct"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" '
                f'w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
                f'<w:tblCaption w:val="{escape(title)}"/></w:tblPr>'
                f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>")

    def _caption_above(self, title: str) -> str:
        if not title:
            return ""
        style = f'<w:pStyle w:val="{escape(self._caption)}"/>' if self._caption else ""
        return self._paragraph(f"{style}<w:keepNext/>", (Run(title),))

    def _row(self, row: tuple[Cell, ...], widths: Sequence[int], *, first: bool) -> str:
        properties = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if first else ''}</w:trPr>"
        slot = _cell_slot(self._table_heading if first else self._table_text)
        cells = (*row, *(Cell(()) for _ in range(len(widths) - len(row))))
        inside = "".join(self._cell(cell, width, slot) for cell, width in zip(cells, widths, strict=True))
        return f"<w:tr>{properties}{inside}</w:tr>"

    def _cell(self, cell: Cell, width: int, slot: Slot) -> str:
        properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        return f"<w:tc>{properties}{''.join(self._blocks(slot, cell.blocks)) or _EMPTY}</w:tc>"


@lru_cache(maxsize=64)
def _cell_slot(style: str) -> Slot:
    return Slot((), True, "", before=f'<w:pStyle w:val="{escape(style)}"/>' if style else "")


@lru_cache(maxsize=64)
def _kept(before: str) -> str:
    """The properties with one that keeps the paragraph with what follows it."""
    style = _STYLE.match(before)
    at = style.end() if style else 0
    return before if "<w:keepNext" in before else f"{before[:at]}<w:keepNext/>{before[at:]}"


def _is_opening(runs: tuple[Run, ...]) -> bool:
    return bool(runs) and runs[-1].text.rstrip().endswith(":")


@lru_cache(maxsize=256)
def _item_properties(style: str, level: int, number: str) -> str:
    return (f'<w:pStyle w:val="{escape(style)}"/><w:numPr><w:ilvl w:val="{min(level, LEVELS) - 1}"/>'
            f'<w:numId w:val="{number}"/></w:numPr>')


def _head(table: Table) -> list[str]:
    """The words over the columns."""
    return plain_text(RichText(tuple(block for cell in table.table[0] for block in cell.blocks))).splitlines()


def _is_turned(written: str, runs: tuple[Run, ...]) -> bool:
    """Whether the paragraph runs from right to left: only one that holds a turned run can."""
    return TURNED in written and is_right_to_left(plain_runs(runs))


def safe_address(address: str) -> str:
    """The address as a link may carry it; "" for one that no record links to, whose words stay plain text."""
    if not address or not SAFE_LINK.fullmatch(address):
        return ""
    try:
        urllib.parse.urlsplit(address)
    except ValueError:
        return ""
    return _NOT_IN_ADDRESS.sub(lambda letter: urllib.parse.quote(letter[0], safe=""), address)
