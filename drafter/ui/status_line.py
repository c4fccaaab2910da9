"""The line at the foot of the window: nothing was sent, the earliest lawful date, and what was just done."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from drafter.ui import look
from drafter.ui.announce import announce
from drafter.ui.sign import Sign
from drafter.ui.words import OneLine

NOTHING_SENT = "Draft. Nothing has been sent to anyone."
SHOWN_FOR = 10_000
"""Milliseconds."""


class StatusLine(QFrame):
    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 4, 18, 4)
        row.setSpacing(8)
        row.addWidget(Sign("shield-check", "success", 16))
        self.nothing_sent = QLabel(NOTHING_SENT)
        look.say(self.nothing_sent, role="muted")
        row.addWidget(self.nothing_sent)
        row.addSpacing(18)
        self.message = OneLine()
        row.addWidget(self.message, 1)
        self.undo = QPushButton("Undo")
        look.say(self.undo, role="quiet")
        self.undo.setAccessibleName("Undo")
        self.undo.clicked.connect(self._undo)
        self.undo.hide()
        row.addWidget(self.undo)
        self._clock = Sign("clock", "muted", 16)
        self.earliest = QLabel()
        look.say(self.earliest, role="muted")
        row.addWidget(self._clock)
        row.addWidget(self.earliest)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_FOR)
        self._timer.timeout.connect(self.clear)
        self.show_earliest("")
        self.setMinimumHeight(38)

    def show_earliest(self, words: str) -> None:
        self.earliest.setText(words)
        self.earliest.setVisible(bool(words))
        self._clock.setVisible(bool(words))

    def say(self, words: str, can_undo: bool = False) -> None:
        """For a while, until the next one or until something else is done: `can_undo` speaks of the last step alone."""
        self.message.setText(words)
        self.message.setToolTip(words)
        self.message.setAccessibleName(words)
        announce(self, words)
        self.undo.setVisible(can_undo)
        self._timer.start()

    def clear(self) -> None:
        self.message.setText("")
        self.undo.hide()

    def _undo(self) -> None:
        self.clear()
        self.undo_wanted.emit()
