"""The box that shows rich text and reads it again: its size, its cursor, what it never does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QByteArray, QElapsedTimer, QEvent, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from drafter.model.rich_text import EMPTY, RichText, Table, is_blank, plain
from drafter.ui import look
from drafter.ui.editors.boxes import keep_cursor_in_sight, place_after, without_undo, wrap_mode
from drafter.ui.editors.rich_text_document import build, walk
from drafter.ui.editors.rich_text_lists import arrange_lists

PAUSE = 250
"""Milliseconds without a key after which the text is read."""
LONGEST_PAUSE = 1000
"""Where reading takes its time, in a long text on a slow machine, the pause is longer, up to this, so that a key seldom
falls into it."""


class RichTextView(QTextEdit):
    """`typed` carries what the text says, after a pause in typing or at once by `flush`."""

    typed = Signal(object)
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, least: int = 6, most: int = 18) -> None:
        """`least` and `most`: how many lines high."""
        super().__init__(parent)
        self._least, self._most = least, most
        self._text, self._is_ours, self._unread = EMPTY, False, False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.flush)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAcceptRichText(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.setWordWrapMode(wrap_mode(""))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.document().setIndentWidth(26)
        self.document().setDocumentMargin(3)
        build(EMPTY, self.document())
        self.document().contentsChange.connect(self._contents_changed)
        self.document().blockCountChanged.connect(self._blocks_changed)
        self.cursorPositionChanged.connect(self._follow_cursor)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    # -- showing and reading

    @property
    def text(self) -> RichText:
        """What it says now."""
        self.flush()
        return self._text

    def show_text(self, text: RichText) -> None:
        """Show another text. The cursor stays with the words it was among, and the scroll bar where it was."""
        if text == self._text or (text == EMPTY and is_blank(self._text) and is_blank(walk(self.document()))):
            return
        self._pause.stop()
        before, place, scrolled = self._words(), self.textCursor().position(), self.verticalScrollBar().value()
        self.setUpdatesEnabled(False)
        self._rebuild(text)
        self.put_cursor(place_after(before, self._words(), place) if self.hasFocus() else 0)
        self.document().size()
        self.verticalScrollBar().setValue(scrolled)
        self.setUpdatesEnabled(True)

    def flush(self) -> None:
        """Read the text now, and say so if it changed."""
        self._pause.stop()
        if not self._unread:
            return
        self._unread = False
        with self.ours():
            text = walk(self.document())
        if text != self._text:
            self._text = text
            clock = QElapsedTimer()
            clock.start()
            self.typed.emit(text)
            self._pause.setInterval(max(PAUSE, min(LONGEST_PAUSE, 8 * clock.elapsed())))

    def _rebuild(self, text: RichText) -> None:
        self._text = text
        self.break_lines_for(text)
        with self.ours():
            build(text, self.document())
        self._unread = False

    def break_lines_for(self, *texts: RichText) -> None:
        """Be ready to show these words, however long they are."""
        self.setWordWrapMode(wrap_mode(" ".join(plain(text) for text in texts)))

    @contextmanager
    def ours(self) -> Iterator[None]:
        """What we do to the document ourselves is no typing."""
        before, self._is_ours = self._is_ours, True
        try:
            yield
        finally:
            self._is_ours = before

    def _words(self) -> memoryview:
        """The document in the units that Qt counts places in."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        return memoryview(cursor.selectedText().encode("utf-16-le", "surrogatepass")).cast("H")

    def put_cursor(self, place: int) -> None:
        """At the place, or as near as there is text; never within a character that takes two places."""
        cursor = self.textCursor()
        place = max(0, min(place, self.document().characterCount() - 1))
        within = place > 0 and "\udc00" <= self.document().characterAt(place) <= "\udfff"
        cursor.setPosition(place - within)
        self.setTextCursor(cursor)

    def _contents_changed(self, place: int, removed: int, added: int) -> None:
        if not self._is_ours and (removed or added):
            self.touch()

    def touch(self) -> None:
        """The officer changed something."""
        self._unread = True
        self._pause.start()

    def _blocks_changed(self, count: int) -> None:
        """Paragraphs came or went: the lists are counted anew, once the change is whole."""
        if not self._is_ours:
            QTimer.singleShot(0, self, self.arrange)

    def arrange(self) -> None:
        """Count the lists anew."""
        with self.ours():
            arrange_lists(self.document())

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing is ever fetched, whatever a text may name."""
        if kind == QTextDocument.ResourceType.ImageResource.value:
            blank = QImage(1, 1, QImage.Format.Format_ARGB32)
            blank.fill(Qt.GlobalColor.transparent)
            return blank
        return QByteArray(b" ")

    # -- the box itself

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        keep_cursor_in_sight(self)

    def _follow_cursor(self) -> None:
        keep_cursor_in_sight(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box paints its own ground, so that a key does not paint the page, its cards and the window behind it."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(look.TOKENS["surface"]))
        painter.end()
        super().paintEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.flush()
        super().focusOutEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        without_undo(self.createStandardContextMenu()).exec(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus() and self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Links are written in the colour of the theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange) and hasattr(self, "_text"):
            self._fit()
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_text"):
            text, place = self.text, self.textCursor().position()
            if any(run.link for block in text.blocks if not isinstance(block, Table) for run in block.runs):
                self._rebuild(text)
                self.put_cursor(place)

    def set_read_only(self, read_only: bool) -> None:
        self.setReadOnly(read_only)
        if read_only:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse
                                         | Qt.TextInteractionFlag.TextSelectableByKeyboard)

    def sizeHint(self) -> QSize:
        return QSize(320, self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._wanted_height())

    def _fit(self) -> None:
        """At once as high as wanted: a page that is shown before it is laid out anew would press the box flat. A box
        one types in grows with its page, which follows the cursor."""
        self.setMinimumHeight(0 if self.hasFocus() else self._wanted_height())
        self.updateGeometry()

    def _wanted_height(self) -> int:
        line = self.fontMetrics().lineSpacing() * 1.18
        return int(max(self._least * line, min(self._most * line, self.document().size().height()))) + 16
