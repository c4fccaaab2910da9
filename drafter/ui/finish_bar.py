"""The foot of a page: whether the section is finished, and the way on. Going on is never refused."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from drafter.ui import look
from drafter.ui.words import plain_label

QUESTION = "Have you finished this section?"


class FinishBar(QFrame):
    """`finished` and `later` are the two answers. After an answer of yes that found something to put right the same
    button goes on all the same."""

    finished = Signal()
    later = Signal()

    def __init__(self, following: str, may_answer: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._following, self._may_answer = following, may_answer
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(8)
        self.question = plain_label(QUESTION, "label")
        column.addWidget(self.question)
        row = QHBoxLayout()
        row.setSpacing(10)
        self.next_button = QPushButton()
        self.next_button.setToolTip("Ctrl+Enter goes on without the check")
        self.later_button = QPushButton("No, I’ll come bac&k later")
        look.say(self.next_button, role="primary")
        for button, signal in ((self.next_button, self.finished), (self.later_button, self.later)):
            button.setAutoDefault(True)
            button.setAccessibleDescription(QUESTION if may_answer else "")
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.show_state(asked=may_answer, told=False)

    def show_state(self, *, asked: bool, told: bool) -> None:
        """`asked`: there are questions on the page. `told`: what is left was listed, and may be left."""
        asks = asked and self._may_answer
        self.question.setVisible(asks)
        self.later_button.setVisible(asks and not told)
        way = self._following.replace("&", "&&")
        self.next_button.setText(f"Go on all the same. &Next: {way}" if asks and told else
                                 f"Yes. &Next: {way}" if asks else f"&Next: {way}")
