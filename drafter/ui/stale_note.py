"""Above an answer that comes from an earlier decision: that it does, until it is written in or said to hold."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from drafter.ui import look
from drafter.ui.sign import Sign
from drafter.ui.words import plain_label

WORDS = "From the earlier decision. Write it anew, or say that it still holds."


class StaleNote(QFrame):
    held = Signal()

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look.say(self, role="notice", state="warning")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 6, 3)
        row.setSpacing(8)
        row.addWidget(Sign("clock", "warning", 16))
        row.addWidget(plain_label(WORDS), 1)
        self.button = QPushButton("It still holds")
        look.say(self.button, role="quiet")
        self.button.setAccessibleName(f"It still holds: {label}")
        self.button.setAccessibleDescription(WORDS)
        self.button.clicked.connect(self.held)
        row.addWidget(self.button)
