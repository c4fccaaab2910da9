"""Lines of an imported record that found no field. They stay here, each with a way to copy it: nothing disappears."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from drafter.model.draft import Imported
from drafter.ui import look
from drafter.ui.words import plain_label


class LeftOverPanel(QScrollArea):
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: Imported | None = None
        page = QWidget()
        page.setObjectName("panel")
        self.setWidget(page)
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(8)

    def show_imported(self, imported: Imported | None) -> None:
        """Built when first shown for a draft; an import never changes afterwards."""
        if imported is None or imported == self._shown:
            return
        self._shown = imported
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self._column.addWidget(plain_label(
            f"These lines of {imported.source} belong to no question. They are kept with the draft, and not printed.",
            "muted"))
        for line in imported.left_over:
            self._column.addWidget(self._line(line.line, line.text))
        self._column.addStretch(1)

    def _line(self, number: int, text: str) -> QFrame:
        frame = QFrame()
        look.say(frame, role="row")
        column = QVBoxLayout(frame)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        words = plain_label(text)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(words)
        row = QHBoxLayout()
        row.addWidget(plain_label(f"Line {number}", "small"), 1)
        copy = QPushButton("Copy")
        look.say(copy, role="quiet")
        copy.setIcon(look.icon("copy", "accent"))
        copy.setAccessibleName(f"Copy line {number}")
        copy.setAccessibleDescription(text)
        copy.clicked.connect(partial(self._copy, number, text))
        row.addWidget(copy)
        column.addLayout(row)
        return frame

    def _copy(self, number: int, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.said.emit(f"Line {number} copied.")
