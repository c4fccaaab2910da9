"""Asks once for the name that stands beside the reasons an officer gives."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from drafter.ui import look
from drafter.ui.editors.boxes import LineBox
from drafter.ui.words import plain_label


class NameDialog(QDialog):
    """`name` is what was entered; None where the officer goes back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("drafter")
        self.name: str | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 20)
        column.setSpacing(10)
        column.addWidget(plain_label("Whose reason is it?", "title"))
        words = plain_label("Your name stands beside the reason, in the draft and on the certificate. It is kept in "
                            "the settings and not asked for again.")
        words.setMinimumWidth(420)
        column.addWidget(words)
        label = QLabel("&Your name")
        look.say(label, role="label")
        self.box = LineBox()
        self.box.setAccessibleName("Your name")
        self.box.typed.connect(self._typed)
        label.setBuddy(self.box)
        column.addWidget(label)
        column.addWidget(self.box)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        self.keep_button = QPushButton("&Keep the reason")
        look.say(self.keep_button, role="primary")
        self.keep_button.setDefault(True)
        self.keep_button.setEnabled(False)
        self.keep_button.clicked.connect(self._keep)
        cancel = QPushButton("Cancel")
        cancel.clicked.connect(self.reject)
        row.addWidget(self.keep_button)
        row.addWidget(cancel)
        column.addLayout(row)
        self.box.setFocus()

    def _typed(self, text: str) -> None:
        self.keep_button.setEnabled(bool(text.strip()))

    def _keep(self) -> None:
        self.name = " ".join(self.box.text().split())
        self.accept()
