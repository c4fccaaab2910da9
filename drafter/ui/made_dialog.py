"""What became of the papers that were wanted: each that was made with a way to open it, each that was not with why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path as FilePath

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from drafter.app.papers import Result
from drafter.ui import look
from drafter.ui.room import fit
from drafter.ui.sign import Sign
from drafter.ui.words import plain_label


class MadeDialog(QDialog):
    def __init__(self, results: Sequence[Result], words: Sequence[str], open_file: Callable[[FilePath], None],
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Create papers")
        self._open = open_file
        made = [result.path for result in results if result.path is not None]
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        title = title_of(len(made), len(results))
        self.setAccessibleName(title)
        column.addWidget(plain_label(title, "heading"))
        if made:
            for one in (f"In {made[0].parent}", *words):
                column.addWidget(plain_label(one, "muted"))
        column.addWidget(self._list(results), 1)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        if made:
            folder = QPushButton("Open &folder")
            folder.setIcon(look.icon("folder-open"))
            folder.clicked.connect(partial(self._open_one, made[0].parent))
            row.addWidget(folder)
        close = QPushButton("&Close")
        look.say(close, role="primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addWidget(close)
        column.addLayout(row)
        fit(self, 760, min(640, 210 + 60 * len(results)))
        close.setFocus()

    def _list(self, results: Sequence[Result]) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QFrame()
        look.say(inside, role="card")
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 6, 12, 6)
        column.setSpacing(0)
        for result in results:
            column.addWidget(self._row(result))
        column.addStretch(1)
        area.setWidget(inside)
        return area

    def _row(self, result: Result) -> QFrame:
        frame = QFrame()
        look.say(frame, role="problem")
        across = QHBoxLayout(frame)
        across.setContentsMargins(0, 7, 0, 9)
        across.setSpacing(10)
        sign = Sign("circle-check", "success", 18) if result.path else Sign("circle-alert", "error", 18)
        across.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(plain_label(result.title, "part"))
        for words in (result.path.name if result.path else "", result.words):
            if words:
                column.addWidget(plain_label(words, "small"))
        across.addLayout(column, 1)
        if result.path is not None:
            button = QPushButton("Open")
            button.setIcon(look.icon("external-link"))
            button.setAccessibleName(f"Open {result.path.name}")
            button.clicked.connect(partial(self._open_one, result.path))
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return frame

    def _open_one(self, path: FilePath) -> None:
        self._open(path)


def title_of(made: int, wanted: int) -> str:
    if not made:
        return "No paper was made" if wanted > 1 else "The paper was not made"
    if made < wanted:
        return f"{made} of {wanted} papers {'was' if made == 1 else 'were'} made"
    return "The paper was made" if made == 1 else f"{made} papers were made"
