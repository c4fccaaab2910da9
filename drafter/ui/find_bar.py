"""Find and replace, at the foot of the pages: each place is shown where it stands, and all are replaced as one step."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QToolButton,
    QWidget,
)

from drafter.app.finding import Found, Wanted, find, replaced
from drafter.app.session import Session
from drafter.ui import look
from drafter.ui.announce import announce
from drafter.ui.words import plain_label


class FindBar(QFrame):
    """`chosen` carries the path to show. Where there is a match the cursor selects it, and the focus stays here."""

    chosen = Signal(object)
    said = Signal(str, bool)

    def __init__(self, session: Session, may_change: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._at = session, -1
        self._found: tuple[Found, ...] = ()
        self._before: QWidget | None = None
        self.setObjectName("ways")
        self.words, self.other = QLineEdit(), QLineEdit()
        grid = QGridLayout(self)
        grid.setContentsMargins(18, 8, 12, 8)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (box, label) in enumerate(((self.words, "F&ind"), (self.other, "Re&place with"))):
            title = QLabel(label)
            title.setBuddy(box)
            box.setAccessibleName(label.replace("&", ""))
            grid.addWidget(title, row, 0)
            grid.addWidget(box, row, 1)
        self.case, self.whole = QCheckBox("&Match case"), QCheckBox("&Whole words")
        self.count = plain_label("", "muted")
        self.count.setMinimumWidth(130)
        self.next, self.previous = _button("&Next", self.go_on), _button("Previo&us", self.go_back)
        self.replace_one = _button("&Replace", self._replace_one)
        self.replace_all = _button("Replace &all", self._replace_all)
        self.close_button = QToolButton()
        self.close_button.setIcon(look.icon("x"))
        self.close_button.setAccessibleName("Close find and replace")
        self.close_button.setToolTip("Escape")
        self.close_button.clicked.connect(self.leave)
        grid.addLayout(_row(self.next, self.previous, self.case, self.whole, self.close_button), 0, 2)
        grid.addLayout(_row(self.replace_one, self.replace_all, self.count, None), 1, 2)
        for widget in (self.other, self.replace_one, self.replace_all):
            widget.setEnabled(may_change)
        self.words.textChanged.connect(self._look_again)
        self.case.toggled.connect(self._look_again)
        self.whole.toggled.connect(self._look_again)
        self.words.returnPressed.connect(self.go_on)
        self.other.returnPressed.connect(self._replace_one)
        session.changed.connect(self._follow)
        self.hide()

    @property
    def _wanted(self) -> Wanted:
        return Wanted(self.words.text(), self.case.isChecked(), self.whole.isChecked())

    def open(self) -> None:
        """Looking for what is selected, if anything is."""
        before = QApplication.focusWidget()
        if before is not None and not self.isAncestorOf(before):
            self._before = before
            before.destroyed.connect(self._forget)
            selected = _selected(before)
            if selected:
                self.words.setText(selected)
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self._look_again()

    def leave(self) -> None:
        """Back to where one was, or to what was found."""
        self.hide()
        if self._at >= 0:
            self.chosen.emit(self._found[self._at].path)
        elif self._before is not None:
            self._before.setFocus()

    def go_on(self) -> None:
        self._step(1)

    def go_back(self) -> None:
        self._step(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _look_again(self) -> None:
        self._found, self._at = find(self._session.answers, self._wanted), -1
        self._tell()

    def _follow(self) -> None:
        if not self.isHidden():
            here = self._found[self._at] if self._at >= 0 else None
            self._found = find(self._session.answers, self._wanted)
            self._at = self._found.index(here) if here in self._found else -1
            self._tell()

    def _step(self, by: int) -> None:
        if not self._found:
            announce(self, self.count.text())
            return
        self._at = (self._at + by) % len(self._found) if self._at >= 0 or by > 0 else len(self._found) - 1
        self._tell()
        self._show(self._found[self._at])

    def _show(self, found: Found) -> None:
        """Go there, select it, and come back: the next key goes on looking."""
        was = QApplication.focusWidget() if self.isAncestorOf(QApplication.focusWidget() or self) else self.words
        self.chosen.emit(found.path)
        select(QApplication.focusWidget(), self._wanted.pattern, found.number)
        (was or self.words).setFocus()
        announce(self, f"{self.count.text()}, {self._session.label(found.path)}")

    def _replace_one(self) -> None:
        if self._at < 0:
            self._step(1)
            return
        here, at = self._found[self._at], self._at
        after = replaced(self._session.answers, self._wanted, self.other.text(), here)
        self._session.put_whole(after, f"replacing “{self.words.text()}”", here.path)
        self._at = min(at, len(self._found)) - 1
        self._step(1)

    def _replace_all(self) -> None:
        number = len(self._found)
        if not number:
            announce(self, self.count.text())
            return
        after = replaced(self._session.answers, self._wanted, self.other.text())
        self._session.put_whole(after, f"replacing “{self.words.text()}” throughout", self._found[0].path)
        self.said.emit(f"{_counted(number)} replaced.", True)

    def _tell(self) -> None:
        number = len(self._found)
        self.count.setText("" if not self.words.text() else "Not found" if not number else
                           f"{self._at + 1} of {number}" if self._at >= 0 else _counted(number))
        for button in (self.next, self.previous):
            button.setAccessibleDescription(self.count.text())

    def _forget(self) -> None:
        self._before = None


def select(box: QWidget | None, pattern: re.Pattern[str], number: int) -> None:
    """Select the match of that number, from 0, in a box of text."""
    if isinstance(box, QLineEdit):
        for count, match in enumerate(pattern.finditer(box.text())):
            if count == number:
                box.setSelection(match.start(), len(match[0]))
    elif isinstance(box, QTextEdit | QPlainTextEdit):
        count, block = 0, box.document().firstBlock()
        while block.isValid():
            for match in pattern.finditer(block.text()):
                if count == number:
                    _select_in(box, block, match)
                    return
                count += 1
            block = block.next()


def _select_in(box: QTextEdit | QPlainTextEdit, block: QTextBlock, match: re.Match[str]) -> None:
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + match.start())
    cursor.setPosition(block.position() + match.end(), QTextCursor.MoveMode.KeepAnchor)
    box.setTextCursor(cursor)


def _selected(box: QWidget) -> str:
    text = (box.selectedText() if isinstance(box, QLineEdit) else
            box.textCursor().selectedText() if isinstance(box, QTextEdit | QPlainTextEdit) else "")
    return text if len(text) < 80 and "\u2029" not in text else ""


def _counted(number: int) -> str:
    return "1 place" if number == 1 else f"{number} places"


def _button(words: str, act: object) -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(True)
    button.clicked.connect(act)
    return button


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row
