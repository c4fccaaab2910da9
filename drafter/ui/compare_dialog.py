"""What differs between two drafts, to read."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from drafter.model.comparison import Comparison
from drafter.ui import look
from drafter.ui.comparison_view import ComparisonView
from drafter.ui.room import fit
from drafter.ui.words import plain_label


class CompareDialog(QDialog):
    """`title` names the two: what was removed is in the first alone, what was added in the second."""

    def __init__(self, title: str, comparison: Comparison, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Compare")
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(plain_label(title, "heading"))
        self.view = ComparisonView(comparison)
        column.addWidget(self.view, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        close = QPushButton("&Close")
        look.say(close, role="primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addWidget(close)
        column.addLayout(row)
        fit(self, 860, 640)
        self.view.setFocus()
