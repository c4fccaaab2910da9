"""Edits of a rich-text document that take more than a key: links, what is put in, rows and columns of tables."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextFormat, QTextFragment, QTextTable

from drafter.model.rich_text import Block, Paragraph, RichText, Run, Table, plain_runs
from drafter.ui.editors.rich_text_document import Writer, write_runs
from drafter.ui.editors.rich_text_formats import (
    LIST,
    STAND_IN,
    TITLE,
    dress_table,
    even_widths,
    run_format,
    stand_in,
)

TableChange = Callable[[QTextTable, QTextCursor], None]
KEEP = QTextCursor.MoveMode.KeepAnchor


# -- links


def without_link(form: QTextCharFormat) -> QTextCharFormat:
    """The look without the link, nor the line and colour that showed it."""
    plain = QTextCharFormat(form)
    if plain.isAnchor():
        plain.clearProperty(QTextFormat.Property.IsAnchor.value)
        plain.clearProperty(QTextFormat.Property.AnchorHref.value)
        plain.clearForeground()
        plain.setFontUnderline(False)
    return plain


def _pieces(cursor: QTextCursor) -> list[QTextFragment]:
    """The stretches of one look that the selection touches."""
    found = []
    block = cursor.document().findBlock(cursor.selectionStart())
    while block.isValid() and block.position() < cursor.selectionEnd():
        place = block.begin()
        while not place.atEnd():
            piece = place.fragment()
            if piece.position() < cursor.selectionEnd() and cursor.selectionStart() < piece.position() + piece.length():
                found.append(piece)
            place += 1
        block = block.next()
    return found


def whole_link(cursor: QTextCursor) -> QTextCursor:
    """The words of the link that the cursor is in, selected."""
    address, block = cursor.charFormat().anchorHref(), cursor.block()
    whole = QTextCursor(block)
    whole.movePosition(QTextCursor.MoveOperation.EndOfBlock, KEEP)
    spans = [(piece.position(), piece.position() + piece.length(), piece.charFormat().anchorHref())
             for piece in _pieces(whole)]
    here = next((n for n, (start, end, href) in enumerate(spans)
                 if start < cursor.position() <= end and href == address), None)
    if here is None:
        return QTextCursor(cursor)
    first = last = here
    while first > 0 and spans[first - 1][2] == address:
        first -= 1
    while last + 1 < len(spans) and spans[last + 1][2] == address:
        last += 1
    whole.setPosition(spans[first][0])
    whole.setPosition(spans[last][1], KEEP)
    return whole


def link_words(cursor: QTextCursor, address: str) -> None:
    """Make the words selected a link to the address, or plain words where it is empty. Their other looks stay."""
    spans = [(max(piece.position(), cursor.selectionStart()),
              min(piece.position() + piece.length(), cursor.selectionEnd()), piece.charFormat())
             for piece in _pieces(cursor)]
    part = QTextCursor(cursor.document())
    part.beginEditBlock()
    for start, end, form in spans:
        part.setPosition(start)
        part.setPosition(end, KEEP)
        look = without_link(form)
        if address:
            look.merge(run_format(Run("", link=address)))
        part.setCharFormat(look)
    part.endEditBlock()


# -- putting in


def insert_blocks(cursor: QTextCursor, text: RichText) -> None:
    """Write the text at the cursor: its first paragraph goes on where the cursor is, what followed the cursor comes
    after it. Within a cell, tables become paragraphs."""
    blocks = _without_tables(text) if cursor.currentTable() is not None else text.blocks
    if not blocks:
        return
    is_item = bool(cursor.blockFormat().property(LIST))
    is_empty = cursor.block().length() == 1
    goes_on = not isinstance(blocks[0], Table) and (is_item or (isinstance(blocks[0], Paragraph) and not is_empty))
    if goes_on:
        first = blocks[0]
        assert not isinstance(first, Table)
        write_runs(cursor, first.runs)
        blocks = blocks[1:]
        if not blocks:
            return
    elif is_empty:
        cursor.setBlockFormat(stand_in())
        _write(cursor, blocks, is_free=True)
        return
    if not cursor.atBlockEnd():
        cursor.insertBlock()
        cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
    _write(cursor, blocks, is_free=False)


def _write(cursor: QTextCursor, blocks: tuple[Block, ...], *, is_free: bool) -> None:
    writer = Writer(QTextCursor(cursor), is_free=is_free)
    writer.write(blocks)
    cursor.setPosition(writer.cursor.position())


def _without_tables(text: RichText) -> tuple[Block, ...]:
    """The rows of tables as paragraphs, their cells apart by tabs."""
    made: list[Block] = []
    for block in text.blocks:
        if isinstance(block, Table):
            for row in block.table:
                cells = (" ".join(plain_runs(inner.runs) for inner in cell.blocks) for cell in row)
                made.append(Paragraph((Run("\t".join(cells)),)))
        else:
            made.append(block)
    return tuple(made)


# -- tables


def add_row(table: QTextTable, cursor: QTextCursor) -> None:
    """Below the row the cursor is in."""
    row = table.cellAt(cursor).row() + 1
    table.insertRows(row, 1)
    _prepare([(row, column) for column in range(table.columns())], table)


def add_column(table: QTextTable, cursor: QTextCursor) -> None:
    """To the right of the column the cursor is in."""
    column = table.cellAt(cursor).column() + 1
    table.insertColumns(column, 1)
    _prepare([(row, column) for row in range(table.rows())], table)


def remove_row(table: QTextTable, cursor: QTextCursor) -> None:
    """With the last row the table goes too."""
    if table.rows() == 1:
        remove_table(table, cursor)
    else:
        table.removeRows(table.cellAt(cursor).row(), 1)
        dress_table(table)


def remove_column(table: QTextTable, cursor: QTextCursor) -> None:
    """With the last column the table goes too."""
    if table.columns() == 1:
        remove_table(table, cursor)
    else:
        table.removeColumns(table.cellAt(cursor).column(), 1)
        _share_width(table)


def remove_table(table: QTextTable, cursor: QTextCursor) -> None:
    """Qt makes one paragraph of those before and after a table that goes, so an empty one is put between them first,
    unless the one after is empty itself."""
    after = table.lastCursorPosition()
    after.movePosition(QTextCursor.MoveOperation.NextBlock)
    after.beginEditBlock()
    if after.block().length() > 1 or not after.blockFormat().property(STAND_IN):
        after.insertBlock()
        after.movePosition(QTextCursor.MoveOperation.PreviousBlock)
        after.setBlockFormat(stand_in())
    table.removeRows(0, table.rows())
    after.endEditBlock()


def title_of(table: QTextTable) -> str:
    return str(table.format().property(TITLE) or "")


def set_title(table: QTextTable, title: str) -> None:
    """What the table shows, for those who hear it."""
    form = table.format()
    form.setProperty(TITLE, title)
    table.setFormat(form)


def _prepare(places: list[tuple[int, int]], table: QTextTable) -> None:
    for row, column in places:
        table.cellAt(row, column).firstCursorPosition().setBlockFormat(stand_in())
    dress_table(table)
    _share_width(table)


def _share_width(table: QTextTable) -> None:
    form = table.format()
    form.setColumnWidthConstraints(even_widths(table.columns()))
    table.setFormat(form)
