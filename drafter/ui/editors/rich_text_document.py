"""Rich text as a Qt document and back, by our own walk and build. No HTML and no Markdown stand between.

What a record knows beyond Qt's own formats is kept as properties of the blocks and tables: the lasting id, the kind,
level and start of a list item. Qt's lists are made from these properties, never the other way round, so that what is
counted on the screen is what is stored.

Qt demands a block before and after every table, and one in every cell. Those that the text does not hold are marked as
stand-ins, and are dropped again as long as nothing is typed in them and Qt demands them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextList,
    QTextListFormat,
    QTextTable,
    QTextTableFormat,
)

from drafter.model.base import new_id
from drafter.model.characters import printable
from drafter.model.rich_text import MAX_LEVEL, Block, Cell, Item, ListKind, Paragraph, RichText, Run, Table
from drafter.ui import look

_FIRST = int(QTextFormat.Property.UserProperty.value)
ID, STAND_IN, LIST, LEVEL, STARTS, TITLE = (_FIRST + n for n in range(1, 7))

_LINE = "\u2028"
_BOLD = 600
_INDENT = 26
_BULLETS = (QTextListFormat.Style.ListDisc, QTextListFormat.Style.ListCircle, QTextListFormat.Style.ListSquare)
_NUMBERS = {"decimal": QTextListFormat.Style.ListDecimal, "alpha": QTextListFormat.Style.ListLowerAlpha,
            "roman": QTextListFormat.Style.ListLowerRoman}
_SHADE = QColor(128, 138, 155, 46)
"""Behind the header row; clear enough on light and dark alike."""
_LINE_COLOUR = QColor(128, 138, 155)


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


def run_format(run: Run) -> QTextCharFormat:
    form = QTextCharFormat()
    if run.bold:
        form.setFontWeight(QFont.Weight.Bold)
    if run.italic:
        form.setFontItalic(True)
    if run.underline or run.link:
        form.setFontUnderline(True)
    if run.link:
        form.setAnchor(True)
        form.setAnchorHref(run.link)
        form.setForeground(QBrush(QColor(look.TOKENS["accent"])))
    return form


def block_format(block: Paragraph | Item) -> QTextBlockFormat:
    form = plain_format(block.id)
    if isinstance(block, Item):
        form.setProperty(LIST, block.list)
        form.setProperty(LEVEL, block.level)
        form.setProperty(STARTS, block.starts)
        form.setBottomMargin(2)
    return form


def plain_format(block_id: str) -> QTextBlockFormat:
    form = QTextBlockFormat()
    form.setProperty(ID, block_id)
    form.setBottomMargin(7)
    form.setLineHeight(118, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return form


def stand_in() -> QTextBlockFormat:
    form = plain_format("")
    form.setProperty(STAND_IN, True)
    form.setBottomMargin(0)
    return form


def table_format(block: Table, columns: int) -> QTextTableFormat:
    form = QTextTableFormat()
    form.setProperty(ID, block.id)
    form.setProperty(TITLE, block.title)
    form.setHeaderRowCount(1)
    form.setCellPadding(5)
    form.setCellSpacing(0)
    form.setBorder(1)
    form.setBorderCollapse(True)
    form.setBorderBrush(QBrush(_LINE_COLOUR))
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setColumnWidthConstraints(even_widths(columns))
    return form


def even_widths(columns: int) -> list[QTextLength]:
    return [QTextLength(QTextLength.Type.PercentageLength, 100 / columns)] * columns


def dress_table(table: QTextTable) -> None:
    """Thin lines, and a first row that looks like a header as no other does."""
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            form = cell.format().toTableCellFormat()
            form.setBorder(1)
            form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            form.setBorderBrush(QBrush(_LINE_COLOUR))
            if row == 0:
                form.setBackground(QBrush(_SHADE))
            else:
                form.clearBackground()
            cell.setFormat(form)


# -- document to model


class Walk:
    """Reads a document. Blocks that have no id of their own get one, and keep it: of two halves of a split paragraph
    the second, of copies all but the first."""

    def __init__(self, document: QTextDocument) -> None:
        self._document, self._seen = document, set[str]()

    def read(self) -> RichText:
        return RichText(tuple(self._read(_inside(self._document.rootFrame().begin()))))

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
        found = self._read(_inside(table.cellAt(row, column).begin()))
        return Cell(tuple(block for block in found if not isinstance(block, Table)))

    def _block(self, block: QTextBlock, may_stand_in: bool) -> Paragraph | Item | None:
        form = block.blockFormat()
        runs = runs_of(block)
        if form.property(STAND_IN) and not form.property(LIST):
            if may_stand_in and not runs:
                return None
            form.clearProperty(STAND_IN)
            form.setBottomMargin(7)
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
        run = Run(words, form.fontWeight() >= _BOLD, form.fontItalic(), form.fontUnderline() and not link, link)
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


# -- lists


def arrange_lists(document: QTextDocument) -> None:
    """Put every list item into the list that its kind, level and neighbours ask for, and every other block out of any.

    Items that follow each other count on, unless one starts anew; a deeper list begins anew after an item above it.
    """
    claimed: set[int] = set()
    for blocks in _stretches(document):
        _arrange(blocks, claimed)


def _arrange(blocks: list[QTextBlock], claimed: set[int]) -> None:
    running: dict[int, tuple[str, QTextList]] = {}
    for block in blocks:
        form = block.blockFormat()
        kind, level, there = str(form.property(LIST) or ""), int(form.property(LEVEL) or 1), block.textList()
        if not kind:
            running.clear()
            if there is not None:
                there.remove(block)
            continue
        running = {n: one for n, one in running.items() if n < level or (n == level and not form.property(STARTS))}
        known = running.get(level)
        if known is not None and known[0] == kind:
            if there is None or there.objectIndex() != known[1].objectIndex():
                known[1].add(block)
            continue
        wanted = list_format(kind, level)
        if there is None or there.objectIndex() in claimed or there.format() != wanted:
            there = QTextCursor(block).createList(wanted)
        claimed.add(there.objectIndex())
        running[level] = (kind, there)


def list_format(kind: str, level: int) -> QTextListFormat:
    form = QTextListFormat()
    form.setIndent(min(level, MAX_LEVEL))
    form.setStyle(_NUMBERS.get(kind, _BULLETS[(level - 1) % len(_BULLETS)]))
    form.setNumberSuffix(")" if kind == "alpha" else ".")
    return form


def _stretches(document: QTextDocument) -> Iterator[list[QTextBlock]]:
    """Blocks that stand directly one after another; a table, or the edge of a cell, ends a stretch."""
    blocks: list[QTextBlock] = []
    for part in _inside(document.rootFrame().begin()):
        if isinstance(part, QTextTable):
            yield blocks
            blocks = []
            for row in range(part.rows()):
                for column in range(part.columns()):
                    inner = _inside(part.cellAt(row, column).begin())
                    yield [one for one in inner if not isinstance(one, QTextTable)]
        else:
            blocks.append(part)
    yield blocks


def _inside(place: QTextFrame.iterator) -> list[QTextBlock | QTextTable]:
    """What stands in a frame or a cell, in order."""
    parts: list[QTextBlock | QTextTable] = []
    while not place.atEnd():
        frame, block = place.currentFrame(), place.currentBlock()
        if isinstance(frame, QTextTable):
            parts.append(frame)
        elif block.isValid():
            parts.append(block)
        place += 1
    return parts
