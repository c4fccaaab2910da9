"""What every key does, by the menu it stands in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from drafter.ui import look
from drafter.ui.room import fit
from drafter.ui.words import plain_label

KeyMap = Mapping[str, Sequence[tuple[str, str]]]
"""What is done and the key for it, by menu."""
EVERYWHERE = (
    ("Go to a question", "Alt and the underlined letter of the question"),
    ("Open a menu, press a button", "Alt and its underlined letter"),
    ("To the next or the previous question", "Tab, Shift+Tab: they leave a box of text too"),
    ("Next section, with a look at what is left here", "Alt+N"),
    ("Come back to this section later", "Alt+K"),
)


class KeysDialog(QDialog):
    def __init__(self, keys: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(plain_label("Keys", "heading"))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("Keys")
        look.say(area, role="read")
        card = QFrame()
        look.say(card, role="card")
        grid = QGridLayout(card)
        grid.setContentsMargins(18, 12, 18, 14)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        row = 0
        for title, lines in {"Everywhere": EVERYWHERE, **keys}.items():
            grid.addWidget(plain_label(title, "label"), row, 0, 1, 2)
            for words, key in lines:
                row += 1
                grid.addWidget(plain_label(words), row, 0)
                grid.addWidget(plain_label(key, "part"), row, 1)
            row += 1
        area.setWidget(card)
        column.addWidget(area, 1)
        close = QPushButton("&Close")
        look.say(close, role="primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.setAccessibleDescription(". ".join(f"{words}: {key}" for lines in (EVERYWHERE, *keys.values())
                                                for words, key in lines))
        fit(self, 700, 640)
        area.setFocus()
