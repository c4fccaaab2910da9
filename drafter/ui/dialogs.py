"""Every question drafter asks, in one class, so that a test can answer them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path as FilePath
from typing import Literal

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from drafter.model.failure import Failure
from drafter.storage.locations import SUFFIX
from drafter.ui import look
from drafter.ui.crash import CrashDialog
from drafter.ui.sign import Sign
from drafter.ui.words import plain_label

DRAFTS = f"Drafts (*{SUFFIX})"
RECORDS = "Records as text (*.txt);;All files (*)"
Severity = Literal["error", "warning", "success", "accent"]
_SIGNS: dict[Severity, str] = {"error": "circle-alert", "warning": "triangle-alert", "success": "circle-check",
                               "accent": "info"}


class Dialogs:
    """Files are chosen in the system's own dialogs, which also ask before replacing one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._parent = parent

    def which_draft(self, folder: str) -> FilePath | None:
        return _path(QFileDialog.getOpenFileName(self._parent, "Open a draft", folder, f"{DRAFTS};;All files (*)")[0])

    def which_record(self, folder: str) -> FilePath | None:
        return _path(QFileDialog.getOpenFileName(self._parent, "Open a published record", folder, RECORDS)[0])

    def where_to_save(self, proposal: str) -> FilePath | None:
        chosen = _path(QFileDialog.getSaveFileName(self._parent, "Save the draft as", proposal, DRAFTS)[0])
        return _with_suffix(chosen, SUFFIX)

    def where_to_create(self, proposal: str, title: str, suffix: str) -> FilePath | None:
        kinds = f"Word documents (*.{suffix})"
        chosen = _path(QFileDialog.getSaveFileName(self._parent, title, proposal, kinds)[0])
        return _with_suffix(chosen, f".{suffix}")

    def which_form(self, forms: Sequence[tuple[str, str]]) -> str | None:
        """Ids and names; the id of the one chosen."""
        return Question("Which form?", "accent", [], [(name, form_id) for form_id, name in forms], self._parent).ask()

    def tell(self, failure: Failure) -> None:
        """What happened, and what to do."""
        Question(failure.what, "error", [failure.advice], [("OK", "ok")], self._parent).ask()

    def tell_words(self, title: str, words: Sequence[str]) -> None:
        Question(title, "accent", words, [("OK", "ok")], self._parent).ask()

    def not_saved(self, failure: Failure) -> str | None:
        """"again", "elsewhere" or "keep" (close, with a copy in the private folder); None: back to the draft."""
        return Question(failure.what, "error", [failure.advice, "Nothing is lost: the draft is still in the window."],
                        [("Try again", "again"), ("Save as…", "elsewhere"), ("Keep a copy and close", "keep"),
                         ("Back to the draft", None)], self._parent).ask()

    def not_ready(self, sentences: Sequence[str]) -> str | None:
        """The record cannot be signed yet. "draft": with a watermark; "go": to the first problem."""
        number = len(sentences)
        title = ("One thing must be put right before the record can be signed" if number == 1 else
                 f"{number} things must be put right before the record can be signed")
        return Question(title, "error", sentences, [("Go to the first", "go"), ("Create a draft to share", "draft"),
                                                    ("Cancel", None)], self._parent, listed=True).ask()

    def made(self, title: str, file: FilePath, more: Sequence[str] = ()) -> None:
        """What was made, and where."""
        answer = Question(title, "success", [file.name, f"in {file.parent}", *more],
                          [("Open", "open"), ("Open folder", "folder"), ("Close", None)], self._parent).ask()
        if answer is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(file if answer == "open" else file.parent)))

    def crashed(self, report: str, safe: str) -> None:
        CrashDialog(report, safe, self._parent).exec()


class Question(QDialog):
    """A sentence, a few words more, and buttons that say what they do. Escape is the last one."""

    def __init__(self, title: str, severity: Severity, words: Sequence[str], answers: Sequence[tuple[str, str | None]],
                 parent: QWidget | None = None, listed: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle("drafter")
        self.answer: str | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 20)
        column.setSpacing(14)
        across = QHBoxLayout()
        across.setSpacing(14)
        across.addWidget(Sign(_SIGNS[severity], severity, 28), 0, Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setSpacing(8)
        heading = plain_label(title, "title")
        heading.setMinimumWidth(420)
        said.addWidget(heading)
        for part in [_listed(words)] if listed else [plain_label(one) for one in words if one]:
            said.addWidget(part)
        across.addLayout(said, 1)
        column.addLayout(across)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        self.buttons: list[QPushButton] = []
        for number, (label, answer) in enumerate(answers):
            button = QPushButton(label)
            button.setProperty("answer", answer or "")
            button.clicked.connect(self._answered)
            if number == 0:
                look.say(button, role="primary")
                button.setDefault(True)
            row.addWidget(button)
            self.buttons.append(button)
        column.addLayout(row)
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(words))

    def ask(self) -> str | None:
        self.exec()
        return self.answer

    def _answered(self) -> None:
        self.answer = self.sender().property("answer") or None
        self.accept()


def _listed(words: Sequence[str]) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setAccessibleName("What must be put right")
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 8, 0)
    column.setSpacing(7)
    for one in words:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Sign("circle-alert", "error", 15), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(plain_label(one), 1)
        column.addLayout(row)
    column.addStretch(1)
    area.setWidget(inside)
    area.setMinimumHeight(min(300, 34 * len(words) + 12))
    return area


def _path(chosen: str) -> FilePath | None:
    return FilePath(chosen) if chosen else None


def _with_suffix(path: FilePath | None, suffix: str) -> FilePath | None:
    if path is None or path.suffix.lower() == suffix:
        return path
    return path.with_name(path.name + suffix)
