"""The underline beneath words that no list has, as one types, and the menu that puts them right.

An editor of prose has one line for it: `Underline.beneath(box, self)`. The words are looked up by the `SpellingSource`
of the panel that the draft stands in; without one, or where the field holds names, nothing is underlined.

The marks belong to the layout and are never part of the text, so that neither what is read from it nor any history
knows of them. Only the paragraphs that changed are looked at again, and a long text in slices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QInputMethodEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextLayout,
)
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QTextEdit, QWidget

from drafter.checks.spelling import Speller
from drafter.model.fields import FieldBase, LineField, PeopleField
from drafter.ui import look
from drafter.ui.editors.boxes import without_undo

SLICE = 40
"""Paragraphs that are looked at in one go."""
LONGEST = 100_000
"""Letters: a paragraph that is longer is no prose, and is left alone."""
Place = tuple[int, int]
"""Where a word stands in the text of its box, from and to, counted as Qt counts."""


class SpellingSource(QObject):
    """A direct child of the panel that the boxes are in. `changed` asks them to look again."""

    changed = Signal()

    def __init__(self, parent: QWidget, add: Callable[[str], None]) -> None:
        """`add` puts a word into the officer's own list."""
        super().__init__(parent)
        self.speller: Speller | None = None
        self.names: tuple[str, ...] = ()
        self.add = add

    def use(self, speller: Speller | None, names: tuple[str, ...] = ()) -> None:
        """`names` are the fields that hold no prose."""
        self.speller, self.names = speller, names
        self.changed.emit()

    def checks(self, fields: Iterable[FieldBase]) -> bool:
        """Whether what stands in these fields, one within another, is prose."""
        return not any(isinstance(field, PeopleField) or field.id in self.names
                       or (isinstance(field, LineField) and field.pattern) for field in fields)


class Underline(QObject):
    """The marks of one box. `places` are the words that are underlined."""

    @staticmethod
    def beneath(box: QWidget, editor: QWidget) -> None:
        """Watch the box from now on; `editor` and what it stands in say what it holds."""
        if isinstance(box, QLineEdit):
            LineUnderline(box, editor)
        elif isinstance(box, QTextEdit | QPlainTextEdit):
            TextUnderline(box, editor)

    def __init__(self, box: QLineEdit | QTextEdit | QPlainTextEdit, editor: QWidget) -> None:
        super().__init__(box)
        self.widget: QWidget = box
        self._editor = editor
        self._source: SpellingSource | None = None
        box.installEventFilter(self)

    @property
    def speller(self) -> Speller | None:
        return self._source.speller if self._source is not None else None

    def places(self) -> list[Place]:
        raise NotImplementedError

    def refresh(self) -> None:
        """Look at everything again."""
        raise NotImplementedError

    def left(self) -> None:
        """The cursor has gone elsewhere: look at the word that was being written."""
        raise NotImplementedError

    def word(self, place: Place) -> str:
        raise NotImplementedError

    def cursor_at(self) -> int:
        raise NotImplementedError

    def select(self, place: Place) -> None:
        raise NotImplementedError

    def put(self, place: Place, text: str) -> None:
        """Write the text in the place of the word, as if it had been typed."""
        raise NotImplementedError

    def standard_menu(self) -> QMenu:
        raise NotImplementedError

    def is_read_only(self) -> bool:
        raise NotImplementedError

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Show:
            self._find_source()
        elif kind == QEvent.Type.PaletteChange:
            QTimer.singleShot(0, self, self.refresh)
        elif kind == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self.left)
        elif kind == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            return self._show_menu(event)
        return False

    def menu_at(self, place: Place) -> QMenu:
        """What may have been meant, and the way into the officer's own list, above what the box offers anyway."""
        menu = self.standard_menu()
        first = menu.addSeparator() if menu.isEmpty() else menu.actions()[0]
        word = self.word(place)
        made = []
        for meant in self.speller.suggestions(word) if self.speller else ():
            action = menu.addAction(meant)
            font = action.font()
            font.setBold(True)
            action.setFont(font)
            action.triggered.connect(partial(self.put, place, meant))
            made.append(action)
        if not made:
            made.append(menu.addAction("No word is like it"))
            made[0].setEnabled(False)
        add = menu.addAction(f"Add \"{word.replace('&', '&&')}\" to my words")
        add.triggered.connect(partial(self._add, word))
        for action in (*made, add):
            menu.insertAction(first, action)
        menu.insertSeparator(first)
        menu.setActiveAction(made[0])
        return menu

    def _find_source(self) -> None:
        if self._source is not None:
            return
        fields: list[FieldBase] = []
        above: QWidget | None = self._editor
        found: SpellingSource | None = None
        while above is not None and found is None:
            field = getattr(above, "field", None)
            if isinstance(field, FieldBase):
                fields.append(field)
            found = above.findChild(SpellingSource, options=Qt.FindChildOption.FindDirectChildrenOnly)
            above = above.parentWidget()
        if found is None or not found.checks(fields):
            return
        self._source = found
        found.changed.connect(self.refresh)
        self._start()
        self.refresh()

    def _start(self) -> None:
        """Follow what is typed from now on."""
        raise NotImplementedError

    def _show_menu(self, event: QContextMenuEvent) -> bool:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.cursor_at() if by_key else self._position_at(event)
        place = next((one for one in self.places() if one[0] <= at <= one[1]), None)
        if place is None or self.is_read_only():
            return False
        self.menu_at(place).popup(event.globalPos())
        return True

    def _position_at(self, event: QContextMenuEvent) -> int:
        raise NotImplementedError

    def _add(self, word: str) -> None:
        if self._source is not None:
            self._source.add(word)


class LineUnderline(Underline):
    """In a box of one line, which draws marks only as those of an input method: without one there is no text to it."""

    def __init__(self, box: QLineEdit, editor: QWidget) -> None:
        super().__init__(box, editor)
        self._box = box
        self._places: list[Place] = []

    def places(self) -> list[Place]:
        return self._places

    def refresh(self) -> None:
        text = self._box.text()
        speller = self.speller
        before = self._places
        found = list(speller.misspelt(text)) if speller is not None and len(text) <= LONGEST else []
        writing = self._box.hasFocus()
        self._places = [one for one in found if not (writing and one[1] == self._box.cursorPosition() == len(text))]
        if self._places or before:
            cursor = self._box.cursorPosition()
            kind = QInputMethodEvent.AttributeType.TextFormat
            marks = [QInputMethodEvent.Attribute(kind, start - cursor, end - start, _mark())
                     for start, end in self._places]
            QCoreApplication.sendEvent(self._box, QInputMethodEvent("", marks))

    def left(self) -> None:
        self.refresh()

    def word(self, place: Place) -> str:
        return self._box.text()[slice(*place)]

    def cursor_at(self) -> int:
        return self._box.selectionEnd() if self._box.hasSelectedText() else self._box.cursorPosition()

    def select(self, place: Place) -> None:
        self._box.setSelection(place[0], place[1] - place[0])

    def put(self, place: Place, text: str) -> None:
        self.select(place)
        self._box.insert(text)
        self._box.textEdited.emit(self._box.text())

    def standard_menu(self) -> QMenu:
        return without_undo(self._box.createStandardContextMenu())

    def is_read_only(self) -> bool:
        return self._box.isReadOnly()

    def _start(self) -> None:
        self._box.textChanged.connect(self.refresh)

    def _position_at(self, event: QContextMenuEvent) -> int:
        return self._box.cursorPositionAt(event.pos())


class TextUnderline(Underline):
    """In a box of paragraphs. The marks lie in the layout of each, as those of a syntax highlighter do."""

    def __init__(self, box: QTextEdit | QPlainTextEdit, editor: QWidget) -> None:
        super().__init__(box, editor)
        self._box = box
        self._waiting: Place | None = None
        self._writing: QTextCursor | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._look_on)

    def places(self) -> list[Place]:
        found: list[Place] = []
        block = self._box.document().begin()
        while block.isValid():
            found.extend((block.position() + one.start, block.position() + one.start + one.length)
                         for one in block.layout().formats())
            block = block.next()
        return found

    def refresh(self) -> None:
        self._look_at(0, self._box.document().characterCount())

    def left(self) -> None:
        writing, self._writing = self._writing, None
        if writing is not None:
            self._look_at(writing.selectionStart(), writing.selectionEnd())

    def word(self, place: Place) -> str:
        return self._cursor(place).selectedText()

    def cursor_at(self) -> int:
        return self._box.textCursor().position()

    def select(self, place: Place) -> None:
        self._box.setTextCursor(self._cursor(place))
        self._box.ensureCursorVisible()

    def put(self, place: Place, text: str) -> None:
        self._cursor(place).insertText(text)

    def standard_menu(self) -> QMenu:
        return without_undo(self._box.createStandardContextMenu())

    def is_read_only(self) -> bool:
        return self._box.isReadOnly()

    def _start(self) -> None:
        self._box.document().contentsChange.connect(self._changed)
        self._box.cursorPositionChanged.connect(self._moved)

    def _position_at(self, event: QContextMenuEvent) -> int:
        return self._box.cursorForPosition(self._box.viewport().mapFrom(self._box, event.pos())).position()

    def _cursor(self, place: Place) -> QTextCursor:
        cursor = QTextCursor(self._box.document())
        cursor.setPosition(place[0])
        cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _changed(self, place: int, removed: int, added: int) -> None:
        if self._waiting is not None:  # what is still to be looked at has moved too
            start, end = self._waiting
            moved = start if place > start else max(place, start + added - removed)
            self._waiting = moved, end + added
        self._look_at(place, place + added)

    def _moved(self) -> None:
        """The word that was being written is looked at once the cursor has left it."""
        writing, cursor = self._writing, self._box.textCursor()
        if writing is not None and not writing.selectionStart() <= cursor.position() <= writing.selectionEnd():
            self.left()

    def _look_at(self, start: int, end: int) -> None:
        """At the paragraphs from one place to another: the first of them now, the others when there is time."""
        document = self._box.document()
        block = document.findBlock(max(0, min(start, document.characterCount() - 1)))
        looked = 0
        while block.isValid() and block.position() <= end and looked < SLICE:
            self._mark(block)
            block, looked = block.next(), looked + 1
        if block.isValid() and block.position() <= end:
            before = self._waiting or (block.position(), end)
            self._waiting = min(before[0], block.position()), max(before[1], end)
        if self._waiting is not None:
            self._later.start(0)

    def _look_on(self) -> None:
        if self._waiting is not None:
            start, end = self._waiting
            self._waiting = None
            self._look_at(start, end)

    def _mark(self, block: QTextBlock) -> None:
        """Only where a mark came, went or moved is the paragraph drawn again."""
        layout, found, marked = block.layout(), self._in_block(block), block.layout().formats()
        if not found and not marked:
            return
        mark = _mark()
        if [(one.start, one.start + one.length) for one in marked] != found or marked[0].format != mark:
            layout.setFormats([_range(start, end, mark) for start, end in found])
            self._box.document().markContentsDirty(block.position(), block.length())

    def _in_block(self, block: QTextBlock) -> list[Place]:
        """The unknown words of a paragraph, counted from its beginning, but for the one that is being written."""
        text, speller = block.text(), self.speller
        if speller is None or not text or len(text) > LONGEST:
            return []
        found = list(speller.misspelt(text))
        if found and max(text) > "\uffff":
            units = _units(text)
            found = [(units[start], units[end]) for start, end in found]
        here = self._box.textCursor().position() - block.position() if self._box.hasFocus() else -1
        if any(end == here for _, end in found):
            self._writing = self._cursor((block.position() + next(start for start, end in found if end == here),
                                          block.position() + here))
        return [one for one in found if one[1] != here]


def next_misspelling(page: QWidget, after: QWidget | None) -> bool:
    """Go to the next underlined word of the page, round and round, and mark it; the menu key offers what was meant.
    `after` is the widget one is in. False where there is none."""
    found = {one.widget: one for one in page.findChildren(Underline) if one.places() and one.widget.isVisible()}
    if not found:
        return False
    ring = _in_tab_order(page, found)
    at = next((n for n, widget in enumerate(ring) if widget is after), None)
    if at is not None:
        here = found[ring[at]]
        later = [one for one in sorted(here.places()) if one[0] >= here.cursor_at()]
        if later:
            _go(here, later[0])
            return True
    to = found[ring[0 if at is None else (at + 1) % len(ring)]]
    _go(to, min(to.places()))
    return True


def _go(to: Underline, place: Place) -> None:
    to.widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
    to.select(place)


def _in_tab_order(page: QWidget, found: dict[QWidget, Underline]) -> list[QWidget]:
    ring, widget = [], page.nextInFocusChain()
    while widget is not None and widget is not page:
        if widget in found:
            ring.append(widget)
        widget = widget.nextInFocusChain()
    return ring


def _mark() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
    made.setUnderlineColor(QColor(look.TOKENS["error"]))
    return made


def _range(start: int, end: int, mark: QTextCharFormat) -> QTextLayout.FormatRange:
    one = QTextLayout.FormatRange()
    one.start, one.length, one.format = start, end - start, mark
    return one


def _units(text: str) -> list[int]:
    """For each place in the text, and its end, the place as Qt counts: a letter beyond the first plane is two."""
    places, at = [], 0
    for letter in text:
        places.append(at)
        at += 2 if ord(letter) > 0xFFFF else 1
    places.append(at)
    return places
