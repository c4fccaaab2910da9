"""Qt's own controls, taught the manners of the house.

There is one undo history, and it is the session's: no control keeps one of its own, and none takes Ctrl+Z or Ctrl+Y
from the window. Nothing that Word cannot hold gets in. The wheel scrolls the page, and never changes an answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QScrollArea, QSizePolicy, QTextEdit, QWidget

from drafter.model.characters import printable

_UNDO_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_ENDLESS_WORD = re.compile(r"\S{2000}")
NO_LIMIT = 2**30
"""Qt cuts a line off at 32,767 characters unless told otherwise; nothing typed is ever cut."""
_AROUND_TEXT = 19
"""Pixels above and below the text of a box: border and padding as the style sheet has them, the document's margin, and
the one that Qt keeps back."""


def is_undo(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and any(event.matches(key) for key in _UNDO_KEYS)


def passes_to_window(event: QEvent) -> bool:
    """Whether the key is the window's: undo, redo. Its announcement is let pass, so that the window's action fires."""
    return event.type() == QEvent.Type.ShortcutOverride and is_undo(event)


def without_undo(menu: QMenu) -> QMenu:
    """A control's own menu, without the undo that it no longer has. It goes when it closes."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    actions = menu.actions()
    for action in actions:
        if action.objectName() in ("edit-undo", "edit-redo"):
            menu.removeAction(action)
    while menu.actions() and menu.actions()[0].isSeparator():
        menu.removeAction(menu.actions()[0])
    return menu


def place_after(old: Sequence[object], new: Sequence[object], place: int) -> int:
    """Where a cursor at `place` in the old text belongs in the new: by the words around it, or where they changed."""
    shorter = min(len(old), len(new))
    same = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    if place <= same:
        return place
    tail = next((n for n in range(shorter - same) if old[-1 - n] != new[-1 - n]), shorter - same)
    return len(new) - min(tail, len(old) - place) if place >= len(old) - tail else len(new) - tail


def wrap_mode(text: str) -> QTextOption.WrapMode:
    """How to break the text into lines. Qt takes minutes to find where to break a word of a million letters, unless
    it may do so anywhere."""
    is_endless = _ENDLESS_WORD.search(text) is not None
    return QTextOption.WrapMode.WrapAnywhere if is_endless else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


def keep_cursor_in_sight(box: QPlainTextEdit | QTextEdit) -> None:
    """The page goes along with the cursor of a box that grows past its edge, once the page has grown too."""

    def scroll() -> None:
        page = box.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        inside = page.widget() if page is not None else None
        if page is None or inside is None or not box.hasFocus():
            return
        cursor = box.cursorRect()
        place = box.viewport().mapTo(inside, cursor.center())
        page.ensureVisible(page.horizontalScrollBar().value(), place.y(), 0, cursor.height() + 12)

    if box.hasFocus():
        QTimer.singleShot(0, box, scroll)


def dropped_words(count: int) -> str:
    """The sentence that says how many characters were left out."""
    return (f"{count:,} characters that Word cannot hold were left out." if count > 1
            else "One character that Word cannot hold was left out.")


class LineBox(QLineEdit):
    """One line of text. `typed` carries the text as the officer left it. Where `takes_lines` is set, text of several
    lines that was put in is carried by `lines_given` instead."""

    typed = Signal(str)
    lines_given = Signal(str)
    takes_lines = False
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(NO_LIMIT)
        self.textEdited.connect(self._clean)

    def show_text(self, text: str) -> None:
        """Show other text; the cursor stays where it was, as far as there is text."""
        if text != self.text():
            place = place_after(self.text(), text, self.cursorPosition()) if self.hasFocus() else 0
            self.setText(text)
            self.setCursorPosition(place)

    def event(self, event: QEvent) -> bool:
        if passes_to_window(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_undo(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        without_undo(self.createStandardContextMenu()).exec(event.globalPos())

    def _clean(self, text: str) -> None:
        clean, dropped = printable(text)
        if self.takes_lines and "\n" in clean.strip("\n"):
            self.lines_given.emit(clean)
            return
        clean = clean.replace("\n", " ")
        if clean != text:
            place = self.cursorPosition() - (len(text) - len(clean))
            self.setText(clean)
            self.setCursorPosition(max(0, place))
        if dropped:
            self.said.emit(dropped_words(dropped))
        self.typed.emit(clean)


class GrowingBox(QPlainTextEdit):
    """A line too long for one line: it wraps, and the box grows. It holds no paragraphs: Enter says `entered`. Where
    `takes_lines` is set, text of several lines that is put in is carried by `lines_given` instead."""

    typed = Signal(str)
    entered = Signal()
    lines_given = Signal(str)
    takes_lines = False
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, least: int = 2, most: int = 12) -> None:
        """`least` and `most`: how many lines high."""
        super().__init__(parent)
        self._least, self._most, self._showing = least, most, False
        self._lines, self._text_height = least, 0.0
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(wrap_mode(""))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self._keep_height()
        self.textChanged.connect(self._changed)
        self.cursorPositionChanged.connect(self._follow_cursor)

    def _follow_cursor(self) -> None:
        keep_cursor_in_sight(self)

    def show_text(self, text: str) -> None:
        if text != self.toPlainText():
            place = place_after(self.toPlainText(), text, self.textCursor().position()) if self.hasFocus() else 0
            self._showing = True
            self.setWordWrapMode(wrap_mode(text))
            self.setPlainText(text)
            self._showing = False
            cursor = self.textCursor()
            cursor.setPosition(min(place, self.document().characterCount() - 1))
            self.setTextCursor(cursor)

    def sizeHint(self) -> QSize:
        return QSize(240, self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._wanted_height())

    def event(self, event: QEvent) -> bool:
        if passes_to_window(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
                event.ignore()
            elif not self.isReadOnly():
                self.entered.emit()
        elif is_undo(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        without_undo(self.createStandardContextMenu()).exec(event.globalPos())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() and not names_files(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.isReadOnly() or not self.canInsertFromMimeData(source):
            return
        text, dropped = printable(source.text())
        if self.takes_lines and "\n" in text.strip("\n"):
            self.lines_given.emit(text.strip("\n"))
            return
        words = " ".join(text.strip("\n").split("\n"))
        self.setWordWrapMode(wrap_mode(self.toPlainText() + words))
        self.insertPlainText(words)
        if dropped:
            self.said.emit(dropped_words(dropped))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus() and self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._keep_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
        self._show_from_the_top()
        keep_cursor_in_sight(self)

    def _changed(self) -> None:
        self._fit()
        if not self._showing:
            self.typed.emit(self.toPlainText())

    def _fit(self) -> None:
        """As high as the text, within bounds; a scroll bar only where there is more than that."""
        before = self._lines, self._text_height
        self._lines, self._text_height = self._measure()
        if before != (self._lines, self._text_height):
            over = self._lines > self._most
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded if over
                                            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._keep_height()

    def _keep_height(self) -> None:
        """At once as high as wanted: a page that is shown before it is laid out anew would press the box flat. A box
        one types in grows with its page, which follows the cursor."""
        self.setMinimumHeight(0 if self.hasFocus() else self._wanted_height())
        self.updateGeometry()

    def _show_from_the_top(self) -> None:
        """Qt scrolls to the cursor before the box has grown, and does not scroll back after."""
        if self._lines <= self._most:
            self.verticalScrollBar().setValue(0)

    def _measure(self) -> tuple[int, float]:
        """How many lines there are, counted to one more than are shown, and their height. Qt lays a block out when
        asked where it is; a very long text is not even asked."""
        if self.document().characterCount() > self._most * 400:
            return self._most + 1, 0.0
        lines, height, block = 0, 0.0, self.document().begin()
        while block.isValid() and lines <= self._most:
            height += self.document().documentLayout().blockBoundingRect(block).height()
            lines += max(1, block.layout().lineCount())
            block = block.next()
        return min(lines, self._most + 1), height

    def _wanted_height(self) -> int:
        lines = max(self._least, min(self._most, self._lines)) * self.fontMetrics().lineSpacing()
        text = self._text_height if self._lines <= self._most else 0.0
        return max(lines, ceil(text)) + _AROUND_TEXT


def names_files(source: QMimeData) -> bool:
    """Whether something dropped is files rather than words."""
    return source.hasUrls() and all(url.isLocalFile() for url in source.urls())
