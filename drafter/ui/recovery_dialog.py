"""What was kept and is in no file: when, and what differs. Nothing is decided unseen.

After drafter ended without closing a draft it is offered; what was put aside then is offered when it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from drafter.app.recovering import Left
from drafter.storage.recovery import DAYS_ASIDE
from drafter.ui import look
from drafter.ui.comparison_view import ComparisonView
from drafter.ui.room import fit
from drafter.ui.sign import Sign
from drafter.ui.words import plain_label

Answer = tuple[Left, Literal["restore", "aside"]]
ROOM_BESIDE = 620
"""Dialogs narrower than this, in pixels at the usual size of text, have the buttons of a draft below its name."""


class RecoveryDialog(QDialog):
    """`answer` is what shall become of one of them; None: later. `aside`: they were put aside already."""

    def __init__(self, left: Sequence[Left], parent: QWidget | None = None, *, aside: bool = False) -> None:
        super().__init__(parent)
        self.answer: Answer | None = None
        self._aside = aside
        self._rows: list[QBoxLayout] = []
        title = aside_title_of(left) if aside else title_of(left)
        self.setWindowTitle("Copies put aside" if aside else "Recovered drafts")
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Sign("shield-check", "success", 28), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(plain_label(title, "heading"), 1)
        column.addLayout(head)
        column.addWidget(plain_label(
            f"Each stays for {DAYS_ASIDE} days after it was put aside. One that you go on with is not saved yet."
            if aside else
            f"What is put aside stays for {DAYS_ASIDE} days. “Copies put aside” in the File menu gives it back.",
            "muted"))
        column.addWidget(self._list(left), 1)
        self.view = ComparisonView()
        self.view.hide()
        column.addWidget(self.view, 2)
        row = QHBoxLayout()
        row.addStretch(1)
        later = QPushButton("&Close" if aside else "&Decide later")
        later.clicked.connect(self.reject)
        row.addWidget(later)
        column.addLayout(row)
        fit(self, 780, min(620, 230 + 92 * len(left)))
        self.restore_buttons[0].setFocus()

    def _list(self, left: Sequence[Left]) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QFrame()
        look.say(inside, role="card")
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 6, 12, 6)
        column.setSpacing(0)
        self.restore_buttons: list[QPushButton] = []
        for number, one in enumerate(left):
            column.addWidget(self._row(one, first=number == 0))
        column.addStretch(1)
        area.setWidget(inside)
        return area

    def _row(self, one: Left, *, first: bool) -> QFrame:
        frame = QFrame()
        look.say(frame, role="problem")
        across = QBoxLayout(QBoxLayout.Direction.LeftToRight, frame)
        self._rows.append(across)
        across.setContentsMargins(0, 8, 0, 10)
        across.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(plain_label(one.name, "part"))
        words.addWidget(plain_label(" · ".join(part for part in (one.when, one.sentence) if part), "small"))
        across.addLayout(words, 1)
        restore = QPushButton("Go on with it")
        look.say(restore, role="primary" if first else "")
        restore.setDefault(first)
        restore.setEnabled(not one.trouble)
        restore.clicked.connect(partial(self._decide, one, "restore"))
        self.restore_buttons.append(restore)
        compare = QPushButton("What differs")
        compare.setEnabled(one.comparison is not None)
        compare.clicked.connect(partial(self._show, one))
        buttons = [restore, compare]
        if not self._aside:
            aside = QPushButton("Put aside")
            aside.clicked.connect(partial(self._decide, one, "aside"))
            buttons.append(aside)
        beside = QHBoxLayout()
        beside.setSpacing(8)
        for button in buttons:
            button.setAccessibleName(f"{button.text()}: {one.name}")
            beside.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        beside.addStretch(1)
        across.addLayout(beside)
        return frame

    def resizeEvent(self, event: QResizeEvent) -> None:
        """No button is cut off, as at 200 % on a small screen."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        for row in self._rows:
            row.setDirection(way.LeftToRight if self.width() >= look.scaled(ROOM_BESIDE) else way.TopToBottom)

    def _show(self, one: Left) -> None:
        if one.comparison is not None:
            self.view.show_comparison(one.comparison, f"{one.name}: {one.comparison.sentence}")
            if self.view.isHidden():
                self.view.show()
                fit(self, 780, 620)
            self.view.setFocus()

    def _decide(self, one: Left, wanted: Literal["restore", "aside"]) -> None:
        self.answer = (one, wanted)
        self.accept()


def aside_title_of(left: Sequence[Left]) -> str:
    return "One copy was put aside" if len(left) == 1 else f"{len(left)} copies were put aside"


def title_of(left: Sequence[Left]) -> str:
    """ "You were writing Harbour Road, today, 14:02. Nothing was lost." """
    if len(left) > 1:
        return f"You were writing {len(left)} drafts when drafter ended. Nothing was lost."
    at = f" ({left[0].when})" if left[0].when else ""
    return f"You were writing “{left[0].name}” when drafter ended{at}. Nothing was lost."
