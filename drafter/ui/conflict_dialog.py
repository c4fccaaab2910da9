"""Somebody else changed the draft as well: what comes of the two is seen, and chosen where both changed one place."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from drafter.app.both_changed import BothChanged, Place
from drafter.model.merging import Clash
from drafter.ui import look
from drafter.ui.comparison_view import ComparisonView
from drafter.ui.room import fit
from drafter.ui.sign import Sign
from drafter.ui.words import plain_label

_SHOWN = 240
"""Letters of a text beside its choice; the whole of it is in the tool tip."""
Answer = Literal["both"] | tuple[Clash, ...]


class ConflictDialog(QDialog):
    """`answer` is the clashes at which theirs is taken, or "both" for two files; None: nothing is done now."""

    def __init__(self, conflict: BothChanged, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answer: Answer | None = None
        self._choices: list[tuple[Clash, QRadioButton]] = []
        title = (f"There is a copy beside the draft: {conflict.name}" if conflict.is_copy else
                 f"{conflict.name} was changed by somebody else too")
        self.setWindowTitle("Two versions of one draft")
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Sign("triangle-alert", "warning", 28), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(plain_label(title, "heading"), 1)
        column.addLayout(head)
        column.addWidget(plain_label(_words(conflict), "muted"))
        column.addWidget(self._inside(conflict), 1)
        column.addLayout(self._buttons(conflict))
        fit(self, 860, 660)

    def _inside(self, conflict: BothChanged) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QFrame()
        look.say(inside, role="card")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 10, 14, 12)
        column.setSpacing(6)
        if conflict.places:
            column.addWidget(plain_label("Both changed: choose one of each", "title"))
        for place in conflict.places:
            column.addWidget(self._choice(place))
        if conflict.incoming.changes:
            heading = plain_label("What theirs brings in without a question", "title")
            column.addWidget(heading)
            self.view = ComparisonView(conflict.incoming)
            self.view.setAccessibleName(heading.text())
            self.view.setMinimumHeight(220)
            column.addWidget(self.view, 1)
        else:
            column.addStretch(1)
        area.setWidget(inside)
        return area

    def _choice(self, place: Place) -> QFrame:
        frame = QFrame()
        look.say(frame, role="problem")
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 6, 0, 10)
        column.setSpacing(2)
        column.addWidget(plain_label(place.label, "part"))
        group = QButtonGroup(frame)
        for who, words in (("Mine", place.mine), ("Theirs", place.theirs)):
            button = QRadioButton(who)
            button.setAccessibleName(f"{place.label}. {who}: {words or 'nothing'}")
            button.setToolTip(_first(words, 2_000))
            button.setChecked(who == "Mine")
            group.addButton(button)
            across = QHBoxLayout()
            across.setSpacing(8)
            button.setMinimumWidth(96)
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            shown = plain_label(_first(words, _SHOWN) or "Nothing", "" if words else "muted")
            shown.setContentsMargins(0, 6, 0, 4)
            across.addWidget(shown, 1)
            column.addLayout(across)
        self._choices.append((place.clash, button))
        return frame

    def _buttons(self, conflict: BothChanged) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        together = QPushButton("&Put both together")
        look.say(together, role="primary")
        together.setDefault(True)
        together.clicked.connect(self._together)
        row.addWidget(together)
        if not conflict.is_copy:
            both = QPushButton("&Keep two files")
            both.clicked.connect(self._both)
            row.addWidget(both)
        later = QPushButton("&Back to the draft")
        later.clicked.connect(self.reject)
        row.addWidget(later)
        return row

    def _together(self) -> None:
        self.answer = tuple(clash for clash, theirs in self._choices if theirs.isChecked())
        self.accept()

    def _both(self) -> None:
        self.answer = "both"
        self.accept()


def _words(conflict: BothChanged) -> str:
    count = len(conflict.places)
    asked = ("No place was changed by both." if not count else
             f"{'One place was' if count == 1 else f'{count} places were'} changed by both.")
    if conflict.is_copy:
        return f"A program that synchronises folders has left it. {asked} The copy stays where it is."
    return f"Nothing was replaced, and yours is kept. {asked} Putting both together is one step that can be undone."


def _first(words: str, most: int) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else line[:most].rstrip() + "…"
