"""What found no field: lines of an imported record, answers whose question is gone. They stay here, each with a way to
copy it: nothing disappears."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from drafter.model.brought import words_of
from drafter.model.draft import Entry, Imported, Path, plain_entry
from drafter.ui import look
from drafter.ui.words import plain_label


class LeftOverPanel(QScrollArea):
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: tuple[Imported | None, Sequence[tuple[Path, Entry]]] = (None, ())
        page = QWidget()
        page.setObjectName("panel")
        self.setWidget(page)
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(8)

    def show_left_over(self, imported: Imported | None, beside: Sequence[tuple[Path, Entry]]) -> None:
        """`beside` is what the form has no question for. Built anew where that or the import is another."""
        if (imported, beside) == self._shown:
            return
        self._shown = (imported, beside)
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        if beside:
            self._column.addWidget(plain_label("These answers belong to no question of the form that the draft is on. "
                                               "They are kept with the draft, and not printed.", "muted"))
        for path, entry in beside:
            self._column.addWidget(self._line(words_of(path), plain_entry(entry)))
        if imported is not None and imported.left_over:
            self._column.addWidget(plain_label(f"These lines of {imported.source} belong to no question. They are kept "
                                               "with the draft, and not printed.", "muted"))
            for line in imported.left_over:
                self._column.addWidget(self._line(f"Line {line.line}", line.text))
        self._column.addStretch(1)

    def _line(self, name: str, text: str) -> QFrame:
        frame = QFrame()
        look.say(frame, role="row")
        column = QVBoxLayout(frame)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        words = plain_label(text)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(words)
        row = QHBoxLayout()
        row.addWidget(plain_label(name, "small"), 1)
        copy = QPushButton("Copy")
        look.say(copy, role="quiet")
        copy.setIcon(look.icon("copy", "accent"))
        copy.setAccessibleName(f"Copy {name[:1].lower()}{name[1:]}")
        copy.setAccessibleDescription(text)
        copy.clicked.connect(partial(self._copy, name, text))
        row.addWidget(copy)
        column.addLayout(row)
        return frame

    def _copy(self, name: str, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.said.emit(f"{name} copied.")
