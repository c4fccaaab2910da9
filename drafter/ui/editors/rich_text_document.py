"""Rich text as a Qt document and back, by our own walk and build. No HTML and no Markdown stand between.

Qt demands a block before and after every table, and one in every cell. Those that the text does not hold are marked as
stand-ins, and are dropped again as long as nothing is typed in them and Qt demands them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextTable

from drafter.model.base import new_id
from drafter.model.characters import printable
from drafter.model.rich_text import Block, Cell, Item, ListKind, Paragraph, RichText, Run, Table
from drafter.ui.editors.rich_text_formats import (
    BETWEEN_PARAGRAPHS,
    BOLD,
    ID,
    LEVEL,
    LIST,
    STAND_IN,
    STARTS,
    TITLE,
    block_format,
    dress_table,
    inside,
    run_format,
    stand_in,
    table_format,
)
from drafter.ui.editors.rich_text_lists import arrange_lists

_LINE = "\u2028"


# -- model to document


def build(text: RichText, document: QTextDocument) -> None:
    """Make the document say the text, and nothing else."""
    document.clear()
    writer = Writer(QTextCursor(document))
    writer.cursor.beginEditBlock()
    writer.cursor.setBlockFormat(stand_in())
    writer.write(text.blocks)
    writer.cursor.endEditBlock()
    arrange_lists(document)


class Writer:
    """Writes blocks one after another, from the cursor on. `is_free`: the block the cursor is in is yet to be used."""

    def __init__(self, cursor: QTextCursor, *, is_free: bool = True) -> None:
        self.cursor, self.is_free = cursor, is_free

    def write(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            if not isinstance(block, Table):
                self._paragraph(block)
            elif block.table and block.table[0]:
                self._table(block)

    def _paragraph(self, block: Paragraph | Item) -> None:
        form = block_format(block)
        if self.is_free:
            self.cursor.setBlockFormat(form)
        else:
            self.cursor.insertBlock(form, QTextCharFormat())
        self.is_free = False
        write_runs(self.cursor, block.runs)

    def _table(self, block: Table) -> None:
        columns = max(len(row) for row in block.table)
        table = self.cursor.insertTable(len(block.table), columns, table_format(block, columns))
        for number, row in enumerate(block.table):
            for place in range(columns):
                cell = table.cellAt(number, place)
                inner = Writer(cell.firstCursorPosition())
                inner.cursor.setBlockFormat(stand_in())
                inner.write(row[place].blocks if place < len(row) else ())
        dress_table(table)
        self.cursor = table.lastCursorPosition()
        self.cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        self.cursor.setBlockFormat(stand_in())
        self.is_free = True


def write_runs(cursor: QTextCursor, runs: tuple[Run, ...]) -> None:
    for run in runs:
        words = printable(run.text)[0].replace("\n", _LINE)
        if words:
            cursor.insertText(words, run_format(run))


# -- document to model


class Walk:
    """Reads a document. Blocks that have no id of their own get one, and keep it: of two halves of a split paragraph
    the second, of copies all but the first."""

    def __init__(self, document: QTextDocument) -> None:
        self._document, self._seen = document, set[str]()

    def read(self) -> RichText:
        return RichText(tuple(self._read(inside(self._document.rootFrame().begin()))))

    def _read(self, parts: list[QTextBlock | QTextTable]) -> Iterator[Block]:
        for place, part in enumerate(parts):
            if isinstance(part, QTextTable):
                yield self._table(part)
                continue
            beside = parts[max(0, place - 1):place + 2]
            may_stand_in = len(parts) == 1 or any(isinstance(one, QTextTable) for one in beside)
            if (found := self._block(part, may_stand_in)) is not None:
                yield found

    def _table(self, table: QTextTable) -> Table:
        form = table.format()
        table_id = self._id(str(form.property(ID) or ""))
        if table_id != form.property(ID):
            form.setProperty(ID, table_id)
            table.setFormat(form)
        return Table(tuple(tuple(self._cell(table, row, column) for column in range(table.columns()))
                           for row in range(table.rows())), str(form.property(TITLE) or ""), table_id)

    def _cell(self, table: QTextTable, row: int, column: int) -> Cell:
        found = self._read(inside(table.cellAt(row, column).begin()))
        return Cell(tuple(block for block in found if not isinstance(block, Table)))

    def _block(self, block: QTextBlock, may_stand_in: bool) -> Paragraph | Item | None:
        form = block.blockFormat()
        runs = runs_of(block)
        if form.property(STAND_IN) and not form.property(LIST):
            if may_stand_in and not runs:
                return None
            form.clearProperty(STAND_IN)
            form.setBottomMargin(BETWEEN_PARAGRAPHS)
            QTextCursor(block).setBlockFormat(form)
        old = str(form.property(ID) or "")
        block_id = self._id(old)
        if block_id != old:
            form.setProperty(ID, block_id)
            QTextCursor(block).setBlockFormat(form)
        kind = form.property(LIST)
        if not kind:
            return Paragraph(runs, block_id)
        level, starts = int(form.property(LEVEL) or 1), bool(form.property(STARTS))
        return Item(cast(ListKind, str(kind)), runs, level, starts, block_id)

    def _id(self, old: str) -> str:
        fresh = old if old and old not in self._seen else new_id()
        self._seen.add(fresh)
        return fresh


def walk(document: QTextDocument) -> RichText:
    """What the document says."""
    return Walk(document).read()


def runs_of(block: QTextBlock) -> tuple[Run, ...]:
    runs: list[Run] = []
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        form = fragment.charFormat()
        link = form.anchorHref() if form.isAnchor() else ""
        words = printable(fragment.text())[0]
        run = Run(words, form.fontWeight() >= BOLD, form.fontItalic(), form.fontUnderline() and not link, link)
        if runs and replace(runs[-1], text=words) == run:
            runs[-1] = replace(run, text=runs[-1].text + words)
        elif words:
            runs.append(run)
        place += 1
    return tuple(runs)


def normalised(text: RichText) -> RichText:
    """The text as an editor can hold it: neighbouring runs of one look made one, nothing unprintable, tables square."""
    return RichText(tuple(made for block in text.blocks for made in _normal_block(block)))


def _normal_block(block: Block) -> Iterator[Block]:
    if not isinstance(block, Table):
        yield replace(block, runs=_normal_runs(block.runs))
    elif block.table and block.table[0]:
        columns = max(len(row) for row in block.table)
        rows = (row + (Cell(()),) * (columns - len(row)) for row in block.table)
        yield replace(block, table=tuple(tuple(Cell(tuple(replace(b, runs=_normal_runs(b.runs)) for b in cell.blocks))
                                               for cell in row) for row in rows))


def _normal_runs(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    made: list[Run] = []
    for run in runs:
        run = replace(run, text=printable(run.text)[0], underline=run.underline and not run.link)
        if made and replace(made[-1], text=run.text) == run:
            made[-1] = replace(run, text=made[-1].text + run.text)
        elif run.text:
            made.append(run)
    return tuple(made)
