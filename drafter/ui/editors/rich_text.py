"""The box in which rich text is written: its keys, its looks, its lists and tables, and what may be put in."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QTextBlock, QTextCharFormat, QTextCursor, QTextTable
from PySide6.QtWidgets import QWidget

from drafter.model.base import new_id
from drafter.model.rich_text import MAX_LEVEL, Cell, Item, ListKind, Paragraph, RichText, Run, Table
from drafter.ui.editors.boxes import is_undo, names_files, passes_to_window
from drafter.ui.editors.rich_text_edits import TableChange, insert_blocks, link_words, whole_link, without_link
from drafter.ui.editors.rich_text_formats import (
    ID,
    LEVEL,
    LIST,
    STAND_IN,
    STARTS,
    block_format,
    plain_format,
    run_format,
)
from drafter.ui.editors.rich_text_lists import arrange_lists
from drafter.ui.editors.rich_text_view import RichTextView

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class RichTextBox(RichTextView):
    """Edits a RichText. `said` tells what a paste left out; `link_asked`, that Ctrl+K was pressed."""

    said = Signal(str)
    link_asked = Signal()

    def __init__(self, parent: QWidget | None = None, *, least: int = 6, most: int = 18) -> None:
        super().__init__(parent, least=least, most=most)
        self._keys: dict[tuple[Qt.Key, bool], Callable[[], None]] = {
            (Qt.Key.Key_B, False): self.toggle_bold, (Qt.Key.Key_I, False): self.toggle_italic,
            (Qt.Key.Key_U, False): self.toggle_underline, (Qt.Key.Key_K, False): self.link_asked.emit,
            (Qt.Key.Key_L, True): self.toggle_bullets, (Qt.Key.Key_N, True): self.toggle_numbers,
        }

    # -- looks

    def toggle_bold(self) -> None:
        form = QTextCharFormat()
        is_bold = self.currentCharFormat().fontWeight() >= QFont.Weight.DemiBold
        form.setFontWeight(QFont.Weight.Normal if is_bold else QFont.Weight.Bold)
        self._dress(form)

    def toggle_italic(self) -> None:
        form = QTextCharFormat()
        form.setFontItalic(not self.currentCharFormat().fontItalic())
        self._dress(form)

    def toggle_underline(self) -> None:
        if not self.link_here():
            form = QTextCharFormat()
            form.setFontUnderline(not self.currentCharFormat().fontUnderline())
            self._dress(form)

    def _dress(self, form: QTextCharFormat) -> None:
        if not self.isReadOnly():
            self.mergeCurrentCharFormat(form)
            if self.textCursor().hasSelection():
                self.touch()

    def link_here(self) -> str:
        """The address at the cursor, or ""."""
        cursor = self.textCursor()
        form = cursor.charFormat()
        return form.anchorHref() if form.isAnchor() else ""

    def set_link(self, address: str) -> None:
        """Link the selection, or the link the cursor is in, to the address; without either, the address itself is put
        in. An empty address takes the link away."""
        cursor = self.textCursor()
        if not cursor.hasSelection() and self.link_here():
            cursor = whole_link(cursor)
        if cursor.hasSelection():
            link_words(cursor, address)
        elif address:
            cursor.insertText(address, run_format(Run(address, link=address)))
        self.touch()

    def _leave_link(self) -> None:
        """What is typed after a link is not part of it."""
        cursor = self.textCursor()
        if not self.link_here() or cursor.hasSelection():
            return
        link = whole_link(cursor)
        if cursor.position() in (link.selectionStart(), link.selectionEnd()):
            self.setCurrentCharFormat(without_link(self.currentCharFormat()))

    # -- lists

    def toggle_bullets(self) -> None:
        self.set_list("bullet")

    def toggle_numbers(self) -> None:
        self.set_list("decimal")

    def set_list(self, kind: ListKind) -> None:
        """Make the paragraphs chosen a list of that kind, or plain again where they all are one already."""
        blocks = self._chosen_blocks()
        if self.isReadOnly():
            return
        undo = all(block.blockFormat().property(LIST) == kind for block in blocks)
        for block in blocks:
            form = block.blockFormat()
            block_id = str(form.property(ID) or "") or new_id()
            if undo:
                self._reformat(block, Paragraph((), block_id))
            else:
                self._reformat(block, Item(kind, (), int(form.property(LEVEL) or 1), False, block_id))
        self.arrange()
        self.touch()

    def change_level(self, by: int) -> bool:
        """Move the list items chosen in or out; whether any was one, and could move. None goes deeper than one level
        beneath the item above it, so that Tab soon leaves the box."""
        moved = False
        blocks = self._chosen_blocks()
        if by > 0 and not self._may_go_deeper(blocks[0]):
            return False
        for block in blocks:
            form = block.blockFormat()
            level = int(form.property(LEVEL) or 1) + by
            if form.property(LIST) and 1 <= level <= MAX_LEVEL and not self.isReadOnly():
                form.setProperty(LEVEL, level)
                form.setProperty(STARTS, False)
                with self.ours():
                    QTextCursor(block).setBlockFormat(form)
                moved = True
        if moved:
            self.arrange()
            self.touch()
        return moved

    def _may_go_deeper(self, block: QTextBlock) -> bool:
        above, here = block.previous().blockFormat(), block.blockFormat()
        return bool(above.property(LIST)) and int(above.property(LEVEL) or 1) >= int(here.property(LEVEL) or 1)

    def list_here(self) -> str:
        """The kind of list the cursor is in, or ""."""
        return str(self.textCursor().blockFormat().property(LIST) or "")

    def _chosen_blocks(self) -> list[QTextBlock]:
        cursor = self.textCursor()
        block, last = (self.document().findBlock(place) for place in (cursor.selectionStart(), cursor.selectionEnd()))
        blocks = [block]
        while block.position() < last.position():
            block = block.next()
            blocks.append(block)
        return blocks

    def _reformat(self, block: QTextBlock, like: Paragraph | Item) -> None:
        with self.ours():
            QTextCursor(block).setBlockFormat(block_format(like))

    # -- tables, and what is put in

    def insert_table(self, rows: int = 3, columns: int = 3) -> None:
        """A small empty table after the paragraph the cursor is in, the cursor in its first cell."""
        if self.isReadOnly() or self.table_here() is not None:
            return
        self.put_cursor(self.textCursor().block().position() + self.textCursor().block().length() - 1)
        start = self.textCursor().position()
        self.insert(RichText((Table(tuple((Cell(()),) * columns for _ in range(rows))),)))
        self.put_cursor(start + 1)

    def table_here(self) -> QTextTable | None:
        """The table the cursor is in."""
        return self.textCursor().currentTable()

    def change_table(self, change: TableChange) -> None:
        """Change the table the cursor is in by one of the acts of `rich_text_edits`."""
        table = self.table_here()
        if table is not None and not self.isReadOnly():
            with self.ours():
                change(table, self.textCursor())
            self.arrange()
            self.touch()

    def insert(self, text: RichText) -> None:
        """Put the text in at the cursor, as if it had been written there."""
        cursor = self.textCursor()
        self.break_lines_for(self.text, text)
        with self.ours():
            cursor.beginEditBlock()
            cursor.removeSelectedText()
            insert_blocks(cursor, text)
            cursor.endEditBlock()
            arrange_lists(self.document())
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.touch()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return (source.hasHtml() or source.hasText()) and not names_files(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Nothing foreign reaches Qt: what is pasted is read by our own reader."""
        if self.isReadOnly():
            return
        if not self.canInsertFromMimeData(source):
            if source.hasImage():
                self.said.emit("A picture was not pasted: papers hold words, lists and tables.")
            return
        from drafter.ui.editors.paste import read_html, read_plain  # lxml loads at the first paste

        pasted = read_html(source.html(), source.text()) if source.hasHtml() else read_plain(source.text())
        self.insert(pasted.text)
        if pasted.left_out:
            self.said.emit(pasted.left_out)

    # -- keys

    def event(self, event: QEvent) -> bool:
        if passes_to_window(event):
            event.ignore()
            return False
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self._own_key(event) is not None:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() in _TABS and self._tab(event):
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        own, enter = self._own_key(event), event.key() in _ENTER
        if own is not None:
            own()
        elif is_undo(event) or (enter and event.modifiers() & _CTRL):
            event.ignore()
        elif self.isReadOnly():
            super().keyPressEvent(event)
        elif enter and not event.modifiers() & _SHIFT:
            self._new_paragraph()
        elif event.key() == Qt.Key.Key_Backspace and self._is_at_start_of_item():
            self.set_list(cast(ListKind, self.list_here()))
        else:
            if event.text():
                self._leave_link()
            super().keyPressEvent(event)

    def _own_key(self, event: QKeyEvent) -> Callable[[], None] | None:
        if self.isReadOnly() or not event.modifiers() & _CTRL or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return None
        return self._keys.get((Qt.Key(event.key()), bool(event.modifiers() & _SHIFT)))

    def _tab(self, event: QKeyEvent) -> bool:
        """Tab goes to the next cell of a table, or one level in within a list. Elsewhere, and with Ctrl, it leaves."""
        if event.modifiers() & _CTRL or self.isReadOnly():
            return self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab and not event.modifiers() & _SHIFT)
        forward = event.key() == Qt.Key.Key_Tab and not event.modifiers() & _SHIFT
        table = self.table_here()
        if table is not None and not self.list_here():
            cell = table.cellAt(self.textCursor())
            place = cell.row() * table.columns() + cell.column() + (1 if forward else -1)
            if not 0 <= place < table.rows() * table.columns():
                return False
            self.setTextCursor(table.cellAt(*divmod(place, table.columns())).firstCursorPosition())
            return True
        return self.change_level(1 if forward else -1)

    def _is_at_start_of_item(self) -> bool:
        cursor = self.textCursor()
        return cursor.atBlockStart() and not cursor.hasSelection() and bool(self.list_here())

    def _new_paragraph(self) -> None:
        """Enter. In an empty list item it leads out of the list, a level at a time."""
        cursor = self.textCursor()
        form = cursor.blockFormat()
        if form.property(LIST) and cursor.block().length() == 1 and not cursor.hasSelection():
            if not self.change_level(-1):
                self.set_list(cast(ListKind, form.property(LIST)))
            return
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        form = cursor.blockFormat()
        if form.property(STAND_IN):
            form = plain_format("")
            cursor.setBlockFormat(form)
        form.setProperty(ID, "")
        form.setProperty(STARTS, False)
        look = without_link(cursor.charFormat())
        cursor.insertBlock(form, look)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
