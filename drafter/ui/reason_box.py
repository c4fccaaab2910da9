"""The box for the reason why something found may stand as it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from drafter.model.problem import Problem
from drafter.ui import look
from drafter.ui.editors.boxes import GrowingBox


class ReasonBox(QWidget):
    """`kept` carries the reason once the officer has done with it: Enter or the button. `typed` carries it before."""

    kept = Signal(str)
    typed = Signal(str)

    def __init__(self, problem: Problem, reason: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 2, 10, 8)
        column.setSpacing(4)
        words = "Or say why it is right as it is" if problem.fixes else "Say why it is right as it is"
        label = QLabel(words)
        look.say(label, role="small")
        self.box = GrowingBox(least=1, most=8)
        self.box.show_text(reason)
        self.box.setAccessibleName(words)
        self.box.setAccessibleDescription(problem.message)
        label.setBuddy(self.box)
        self.button = QPushButton("Keep this reason")
        self.button.setAccessibleDescription(problem.message)
        self.button.setAutoDefault(True)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        column.addWidget(label)
        column.addWidget(self.box)
        column.addLayout(row)
        self.box.typed.connect(self._typed)
        self.box.entered.connect(self._keep)
        self.button.clicked.connect(self._keep)
        self.button.setVisible(bool(reason))

    def _typed(self, text: str) -> None:
        self.button.setVisible(bool(text.strip()))
        self.typed.emit(text)

    def _keep(self) -> None:
        if self.box.toPlainText().strip():
            self.kept.emit(self.box.toPlainText())
