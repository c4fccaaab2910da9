"""About drafter: its version and promise, and what it brings along that others wrote, with their terms."""

from __future__ import annotations

import platform

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from drafter import __version__
from drafter.storage.locations import resources
from drafter.ui import look
from drafter.ui.room import fit
from drafter.ui.start_page import PROMISE
from drafter.ui.words import plain_label

OWN = "drafter"


class AboutDialog(QDialog):
    """The parts in a list, drafter first; the terms of the one chosen beside it, to read and to copy."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About drafter")
        files = sorted((resources() / "licences").glob("*.txt"),
                       key=lambda file: (file.stem != OWN, file.stem.casefold()))
        self._files = {file.stem: file for file in files}
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(plain_label(f"drafter {__version__}", "title"))
        column.addWidget(plain_label(PROMISE))
        column.addWidget(plain_label(f"With Python {platform.python_version()} and Qt {qVersion()}. What others wrote "
                                     "is listed here with its licence.", "hint"))
        self.parts = QListWidget()
        look.say(self.parts, role="framed")
        self.parts.setAccessibleName("Parts of drafter")
        self.parts.addItems(list(self._files))
        self.terms = QPlainTextEdit()
        self.terms.setReadOnly(True)
        self.terms.setTabChangesFocus(True)
        self.terms.setAccessibleName("Licence")
        self.parts.currentTextChanged.connect(self._show)
        both = QHBoxLayout()
        both.addWidget(self.parts, 1)
        both.addWidget(self.terms, 3)
        column.addLayout(both, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.parts.setCurrentRow(0)
        fit(self, 760, 480)

    def _show(self, part: str) -> None:
        try:
            text = self._files[part].read_text("utf-8")
        except OSError:
            text = "The text of this licence is missing. Install drafter again."
        self.terms.setPlainText(text)

