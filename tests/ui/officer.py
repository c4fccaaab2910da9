"""Officers at work: they see what is on the screen, and act on it by its name, as a person does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import docx
from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QRadioButton,
    QTextEdit,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from drafter.ui.main_window import MainWindow

W = TypeVar("W", bound=QWidget)
BOXES = (QLineEdit, QTextEdit, QPlainTextEdit, QComboBox)
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
ANSWER = 4
"""What a question in a dialog of its own is counted as, where a test answers for the officer: into the box or list, the
choice, to the button, pressed. (Of the dialogs of drafter each proposal may be taken by Enter alone.)"""


class Officer:
    """With the mouse. `acts` counts each click, and each key that is not a letter of a text; turns of the wheel do not
    count."""

    def __init__(self, window: MainWindow, acts: int = 0) -> None:
        """`acts`: what was done before, in another window."""
        self.window, self.acts = window, acts

    # -- what is seen

    def find(self, name: str, kind: type[W] = QWidget, nth: int = 1) -> W:
        found = [one for one in self.root().findChildren(kind) if one.isVisible() and name in names_of(one)]
        assert len(found) >= nth, f"{name!r} is not on the screen"
        return found[nth - 1]

    def box(self, name: str, nth: int = 1) -> QWidget:
        boxes = [one for one in self.root().findChildren(QWidget) if isinstance(one, BOXES) and one.isVisible()
                 and one.accessibleName() == name]
        assert len(boxes) >= nth, f"there is no box {name!r} on the screen"
        return boxes[nth - 1]

    def root(self) -> QWidget:
        """What is in front: a dialog, or the window."""
        front = QApplication.activeWindow()
        if front is None or front.isHidden() or front.windowType() == Qt.WindowType.Popup:
            return QApplication.activeModalWidget() or self.window  # a list that dropped down is in front of it
        return front

    def sees(self, name: str) -> bool:
        """Whether there is a button of that name."""
        return any(one.isVisible() and name in names_of(one) for one in self.root().findChildren(QAbstractButton))

    def reads(self) -> str:
        return "\n".join(label.text() for label in self.root().findChildren(QLabel) if label.isVisible())

    def statuses(self) -> dict[str, str]:
        """Of each section, as the list says them."""
        model = self.find("Sections", QListView).model()
        said = (model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount()))
        return dict(one.split(": ", 1) for one in said)

    # -- what is done

    def press(self, name: str, nth: int = 1) -> None:
        button = self.find(name, QAbstractButton, nth)
        row = button.parentWidget().findChildren(QToolButton) if isinstance(button, QToolButton) else []
        by_arrows = (isinstance(button, QRadioButton) and button.group() is not None) or any(
            one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in row)
        assert (by_arrows or button.focusPolicy() & Qt.FocusPolicy.TabFocus) and button.isEnabled(), name
        self.acts += 1
        self.click(button, button.rect())

    def enter(self, name: str, nth: int = 1) -> None:
        """Go into the box, by a click where its words begin; who is in it already stays."""
        box = self.box(name, nth)
        if not _has_focus(box):
            self.acts += 1
            self.click(box, box.rect().adjusted(0, 0, -box.width() // 2, 0) if isinstance(box, QComboBox)
                       else QRect(0, 0, box.width(), min(box.height(), 40)))
            assert _has_focus(box), name

    def _click_row(self, rows: QAbstractItemView, index: QModelIndex) -> None:
        """The list brings it into sight, as it does for arrows; the wheel is tried on pages alone."""
        rows.scrollTo(index)
        self.click(rows.viewport(), rows.visualRect(index))

    def click(self, widget: QWidget, area: QRect) -> None:
        """In the middle of the area of the widget, on the window, as a mouse does: whatever lies over it gets the
        click. What is out of sight is scrolled to."""
        scroll_to(widget, area)
        window = widget.window()
        point = widget.mapTo(window, area.center())
        hit = window.childAt(point)
        assert hit is not None and (hit is widget or widget.isAncestorOf(hit)), f"{hit} lies over {names_of(widget)}"
        QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, NONE, point)
        self._back_in_front()

    def fill(self, name: str, text: str, nth: int = 1) -> None:
        """Go there, write over what is there, and go on with Tab."""
        self.enter(name, nth)
        self.type_over(text)
        self.key(Qt.Key.Key_Tab)

    def type_over(self, text: str) -> None:
        """Where nothing is there yet, nothing is chosen to be typed over."""
        if words_in(QApplication.focusWidget()):
            self.key(Qt.Key.Key_A, CTRL)
        for number, line in enumerate(text.split("\n")):
            if number:
                self.key(Qt.Key.Key_Return)
            QTest.keyClicks(QApplication.focusWidget(), line)

    def paste(self, name: str, html: str = "", text: str = "", nth: int = 1) -> None:
        """What was copied in another program, at the cursor of the box."""
        data = QMimeData()
        if html:
            data.setHtml(html)
        data.setText(text)
        QApplication.clipboard().setMimeData(data)
        self.enter(name, nth)
        self.key(Qt.Key.Key_V, CTRL)

    def choose(self, name: str, words: str) -> None:
        """One of a list that drops down."""
        box = self.box(name)
        assert isinstance(box, QComboBox)
        self.acts += 1
        self.click(box, box.rect())
        QTest.qWait(QApplication.doubleClickInterval() + 50)  # or it would be the second of a double click
        rows = box.view()
        assert rows.isVisible(), name
        self.acts += 1
        self._click_row(rows, rows.model().index(box.findText(words), 0))
        assert box.currentText() == words, [box.itemText(number) for number in range(box.count())]

    def next_clause(self) -> None:
        """One more, after the clause just written."""
        self.press("Add clause")

    def go(self, section: str) -> None:
        self.acts += 1
        found = self.find("Sections", QListView)
        index = next(found.model().index(row, 0) for row in range(found.model().rowCount())
                     if found.model().index(row, 0).data() == section)
        self._click_row(found, index)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """The one door for every key that is not a letter of a text. Each counts."""
        self.acts += 1
        QTest.keyClick(self.root().windowHandle(), key, held)  # as it comes: a list that drops down gets it first
        self._back_in_front()

    def _back_in_front(self) -> None:
        """Where a list that dropped down is gone, the window has the keys again. (The platform without a screen leaves
        them with the list.)"""
        QApplication.processEvents()
        if QApplication.activePopupWidget() is None and not self.root().isActiveWindow():
            self.root().activateWindow()
            QApplication.processEvents()

    def until(self, done: Callable[[], object], what: str) -> None:
        for _ in range(2000):
            if done():
                return
            QTest.qWait(10)
        raise AssertionError(what)


class KeyboardOfficer(Officer):
    """Without a mouse: Alt and a letter, Tab, arrows, Enter."""

    def press(self, name: str, nth: int = 1) -> None:
        button = self.find(name, QAbstractButton, nth)
        assert button.isEnabled(), name
        question, _, _ = name.rpartition(": ")
        if isinstance(button, QRadioButton):
            self._to_question(question)
            buttons = [one for one in self.root().findChildren(QRadioButton)
                       if one.isVisible() and one.group() is button.group()]
            for _ in buttons:
                if button.isChecked():
                    return
                self.key(Qt.Key.Key_Space if button.hasFocus() else Qt.Key.Key_Down)
            assert button.isChecked(), name
        elif self._by_key(name):
            QApplication.processEvents()
        elif self._by_letter(name):  # Qt lets a button that is pressed so be seen for a moment
            self.until(lambda: not isValid(button) or not button.isDown(), name)
        else:
            self._tab_to(button, name)
            self.key(Qt.Key.Key_Space)

    def enter(self, name: str, nth: int = 1) -> None:
        box = self.box(name, nth)
        if not _has_focus(box) and not (nth == 1 and self._by_letter(name) and _has_focus(box)):
            self._tab_to(box, name)

    def fill(self, name: str, text: str, nth: int = 1) -> None:
        self.enter(name, nth)
        self.type_over(text)

    def choose(self, name: str, words: str) -> None:
        """One of a list that drops down."""
        self.enter(name)
        box = self.box(name)
        assert isinstance(box, QComboBox)
        for _ in range(box.count()):
            if box.currentText() == words:
                return
            self.key(Qt.Key.Key_Down)
        assert box.currentText() == words, [box.itemText(number) for number in range(box.count())]

    def next_clause(self) -> None:
        """Enter, within its words."""
        self.key(Qt.Key.Key_Return)

    def go(self, section: str) -> None:
        def here() -> str:
            found = self.find("Sections", QListView)
            return str(found.currentIndex().data())

        for _ in range(40):
            if here() == section:
                return
            self.key(Qt.Key.Key_Return, CTRL)
        raise AssertionError(f"there is no section {section!r} ahead")

    def _to_question(self, name: str) -> None:
        """To the buttons of a question."""
        def inside() -> bool:
            focus = QApplication.focusWidget()
            return isinstance(focus, QRadioButton) and focus.accessibleName().startswith(f"{name}: ")

        if not inside() and self._by_letter(name):
            for _ in range(4):  # from the box below, past its tools, to the buttons
                if not inside():
                    self.key(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        for _ in range(60):
            if inside():
                return
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {name!r}")

    def _by_key(self, name: str) -> bool:
        """The key that the menu says for it."""
        for menu in self.root().findChildren(QMenu):
            for action in menu.actions():
                if action.text().replace("&", "") == name and not action.shortcut().isEmpty() and action.isEnabled():
                    held = action.shortcut()[0]
                    self.key(held.key(), held.keyboardModifiers())
                    return True
        return False

    def _by_letter(self, name: str) -> bool:
        """Alt and the letter that is underlined, where one is."""
        for one in self.root().findChildren(QWidget):
            if isinstance(one, QLabel | QAbstractButton) and one.isVisible():
                text = one.text().replace("&&", "\0")
                if "&" in text and text.replace("&", "").replace("\0", "&").removesuffix(" (optional)") == name:
                    self.key(Qt.Key(ord(text[text.index("&") + 1].upper())), ALT)
                    return True
        return False

    def _tab_to(self, widget: QWidget, name: str) -> None:
        for _ in range(80):
            if _has_focus(widget):
                return
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {name!r}")


class MouseWatch(QObject):
    """Counts what a mouse does anywhere in the program."""

    KINDS = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseMove, QEvent.Type.Wheel)

    def __init__(self) -> None:
        super().__init__()
        self.seen = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen += event.type() in self.KINDS
        return False


def scroll_to(widget: QWidget, area: QRect) -> None:
    """With the wheel, over the margin of what scrolls, until the area of the widget is in sight."""
    around: QWidget | None = widget
    while (around := around.parentWidget()) is not None and not around.isWindow():
        if (isinstance(around, QAbstractScrollArea) and around.viewport() is not widget
                and around.viewport().isAncestorOf(widget)):
            _turn(around.viewport(), lambda seen: QRect(widget.mapTo(seen, area.topLeft()), area.size()))


def _turn(seen: QWidget, place: Callable[[QWidget], QRect]) -> None:
    """Turn the wheel until the place is between top and bottom of what is seen."""
    for _ in range(400):
        middle = place(seen).center().y()
        inside = 12 <= middle < seen.height() - 12
        if inside:
            return
        notch = QPoint(0, 30 if middle < 12 else -30)
        over = QPoint(2, seen.height() // 2)
        wheel = QWheelEvent(over, seen.mapToGlobal(over), QPoint(), notch, Qt.MouseButton.NoButton, NONE,
                            Qt.ScrollPhase.NoScrollPhase, False)
        QApplication.sendEvent(seen, wheel)
        QApplication.processEvents()
    raise AssertionError("what is looked for cannot be scrolled to")


def words_in(box: QWidget) -> str:
    if isinstance(box, QTextEdit | QPlainTextEdit):
        return box.toPlainText()
    return box.currentText() if isinstance(box, QComboBox) else box.text() if isinstance(box, QLineEdit) else ""


def names_of(widget: QWidget) -> tuple[str, ...]:
    """What a screen reader calls it, and the words on it."""
    said = (widget.accessibleName(),)
    return (*said, widget.text().replace("&", "")) if isinstance(widget, QAbstractButton) else said


def _has_focus(widget: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))


def words_of(file: Path) -> str:
    """All words of a Word file in their order, tables too."""
    return "\n".join("".join(node.text or "" for node in paragraph.iter("{*}t"))
                     for paragraph in docx.Document(str(file)).element.body.iter("{*}p"))
