"""What must be known about this draft as a whole, above its pages: why it is read-only, what an import left over."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from drafter.ui import look
from drafter.ui.sign import Sign
from drafter.ui.words import plain_label


class Banner(QFrame):
    """A sentence, one thing to do about it, and a way to put it away."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look.say(self, role="notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 12, 8)
        row.setSpacing(10)
        self._sign = Sign("info", "warning", 18)
        row.addWidget(self._sign)
        self.words = plain_label("")
        row.addWidget(self.words, 1)
        self.action = QPushButton()
        self.action.clicked.connect(self.acted)
        row.addWidget(self.action)
        self.close_button = QToolButton()
        self.close_button.setIcon(look.icon("x"))
        self.close_button.setAccessibleName("Put this message away")
        self.close_button.setToolTip("Put this message away")
        self.close_button.clicked.connect(self.hide)
        row.addWidget(self.close_button)
        self.hide()

    def tell(self, words: str, action: str = "", *, warns: bool = False) -> None:
        """"" hides it. `warns`: something cannot be done as usual."""
        self._sign.show_sign("triangle-alert" if warns else "info", "warning" if warns else "accent")
        look.say(self, state="warning" if warns else "")
        self.words.setText(words)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.setVisible(bool(words))
