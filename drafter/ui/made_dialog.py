"""What became of the papers that were wanted: each that was made with a way to open it, each that was not with why;
and what comes next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path as FilePath

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from drafter.app.next_steps import NextSteps
from drafter.app.papers import Result
from drafter.ui import look
from drafter.ui.announce import announce
from drafter.ui.room import fit
from drafter.ui.sign import Sign
from drafter.ui.words import plain_label


class MadeDialog(QDialog):
    """What was made and where, what comes next and by when, and the words to send it with."""

    def __init__(self, results: Sequence[Result], after: NextSteps, open_file: Callable[[FilePath], None],
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Create papers")
        self._open, self._email = open_file, after.email
        made = [result.path for result in results if result.path is not None]
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        title = title_of(len(made), len(results))
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(after.steps))
        column.addWidget(plain_label(title, "heading"))
        if made:
            column.addWidget(plain_label(f"In {made[0].parent}. {after.words}".strip(), "muted"))
        within = QWidget()
        inside = QVBoxLayout(within)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(14)
        inside.addWidget(self._list(results))
        if after.steps:
            inside.addWidget(plain_label("What next", "title"))
            inside.addWidget(_steps(after.steps))
        inside.addStretch(1)
        column.addWidget(_area(within), 1)
        column.addLayout(self._buttons(made))
        fit(self, 760, min(680, 210 + 60 * len(results) + 58 * len(after.steps)))

    def _buttons(self, made: Sequence[FilePath]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        if made:
            folder = QPushButton("Open &folder")
            folder.setIcon(look.icon("folder-open"))
            folder.clicked.connect(partial(self._open_one, made[0].parent))
            row.addWidget(folder)
        if made and self._email:
            self.email_button = QPushButton("Copy &e-mail text")
            self.email_button.setIcon(look.icon("mail"))
            self.email_button.clicked.connect(self._copy_email)
            row.addWidget(self.email_button)
        close = QPushButton("&Close")
        look.say(close, role="primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addWidget(close)
        close.setFocus()
        return row

    def _copy_email(self) -> None:
        QGuiApplication.clipboard().setText(self._email)
        self.email_button.setText("E-mail text copied")
        self.email_button.setIcon(look.icon("check"))
        announce(self, "E-mail text copied")

    def _list(self, results: Sequence[Result]) -> QFrame:
        inside = QFrame()
        look.say(inside, role="card")
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 6, 12, 6)
        column.setSpacing(0)
        for result in results:
            column.addWidget(self._row(result))
        return inside

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
            button = QPushButton("Open in Word" if result.path.suffix == ".docx" else "Open")
            button.setIcon(look.icon("external-link"))
            button.setAccessibleName(f"{button.text()}: {result.path.name}")
            button.clicked.connect(partial(self._open_one, result.path))
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return frame

    def _open_one(self, path: FilePath) -> None:
        self._open(path)


def _area(within: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(within)
    return area


def _steps(steps: Sequence[str]) -> QWidget:
    """Numbered, one below the other."""
    whole = QWidget()
    grid = QGridLayout(whole)
    grid.setContentsMargins(4, 0, 4, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for number, words in enumerate(steps):
        grid.addWidget(plain_label(f"{number + 1}.", "part"), number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(plain_label(words), number, 1)
    return whole


def title_of(made: int, wanted: int) -> str:
    if not made:
        return "No paper was made" if wanted > 1 else "The paper was not made"
    if made < wanted:
        return f"{made} of {wanted} papers {'was' if made == 1 else 'were'} made"
    return "The paper was made" if made == 1 else f"{made} papers were made"
