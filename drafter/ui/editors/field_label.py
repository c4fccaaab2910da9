"""The label of a question, and its letter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel

from drafter.ui import look


class FieldLabel(QLabel):
    """Says `called` when Alt and its letter are pressed. Qt by itself goes only to a buddy that takes the focus, which
    a row of buttons or of cards does not."""

    called = Signal()

    def __init__(self, words: str, role: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(words)
        self.setWordWrap(True)
        look.say(self, role=role)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Shortcut:
            self.called.emit()
            return True
        return super().event(event)
