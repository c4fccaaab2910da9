"""Every question drafter asks, in one class, so that a test can answer them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from drafter.model.failure import Failure
from drafter.storage.errors import Gone
from drafter.storage.locations import SUFFIX
from drafter.ui import look
from drafter.ui.crash import CrashDialog
from drafter.ui.sign import Sign
from drafter.ui.words import plain_label

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from drafter.app.both_changed import BothChanged
    from drafter.app.bringing import Report
    from drafter.app.next_steps import NextSteps
    from drafter.app.paper_files import Changed
    from drafter.app.papers import Result, Wanted
    from drafter.app.recovering import Left
    from drafter.app.saver import Saver
    from drafter.app.wordings import WordingQuestion
    from drafter.app.worker import Worker
    from drafter.model.answers import Answers
    from drafter.model.comparison import Comparison
    from drafter.model.draft import Draft
    from drafter.model.form import Form
    from drafter.model.merging import Clash
    from drafter.storage.history import Version
    from drafter.storage.locks import Holder
    from drafter.ui.goto_dialog import Place
    from drafter.ui.history_dialog import Answer as HistoryAnswer
    from drafter.ui.keys_dialog import KeyMap
    from drafter.ui.papers_dialog import PapersQuestion
    from drafter.ui.wording_dialog import Chosen

DRAFTS = f"Drafts (*{SUFFIX})"
EARLIER = f"Drafts and records as text (*{SUFFIX} *.txt)"
RECORDS = "Records as text (*.txt);;All files (*)"
_KINDS = {"docx": "Word documents", "pdf": "PDF files"}
Severity = Literal["error", "warning", "success", "accent"]
_SIGNS: dict[Severity, str] = {"error": "circle-alert", "warning": "triangle-alert", "success": "circle-check",
                               "accent": "info"}


class Dialogs:
    """Files are chosen in the system's own dialogs, which also ask before replacing one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._parent = parent

    def which_draft(self, folder: str, *, records: bool = False) -> FilePath | None:
        """`records`: a published record will do as well."""
        title, kinds = ("Open a draft or a record", EARLIER) if records else ("Open a draft", DRAFTS)
        return _path(QFileDialog.getOpenFileName(self._parent, title, folder, f"{kinds};;All files (*)")[0])

    def which_record(self, folder: str) -> FilePath | None:
        return _path(QFileDialog.getOpenFileName(self._parent, "Open a published record", folder, RECORDS)[0])

    def which_earlier(self, folder: str) -> FilePath | None:
        return _path(QFileDialog.getOpenFileName(self._parent, "Start from an earlier decision", folder,
                                                 f"{EARLIER};;All files (*)")[0])

    def where_to_save(self, proposal: str) -> FilePath | None:
        return self._where("Save the draft as", proposal, DRAFTS, SUFFIX)

    def where_to_create(self, proposal: str, title: str, suffix: str) -> FilePath | None:
        kinds = f"{_KINDS.get(suffix, 'Files')} (*.{suffix})"
        return self._where(title, proposal, kinds, f".{suffix}")

    def _where(self, title: str, proposal: str, kinds: str, suffix: str) -> FilePath | None:
        """The system's dialog asks before replacing the file of the name that was typed. Where that lacks the suffix,
        nobody was asked about the one that gets it."""
        while True:
            chosen = _path(QFileDialog.getSaveFileName(self._parent, title, proposal, kinds)[0])
            path = _with_suffix(chosen, suffix)
            if path is None or path == chosen or not os.path.lexists(path) or self.replaces(path):
                return path
            proposal = str(path)

    def replaces(self, path: FilePath) -> bool:
        """Whether a file that is there shall be replaced."""
        return Question(f"{path.name} is there already", "warning", ["Another file of this name is in that folder."],
                        [("Choose another name", None), ("Replace it", "replace")], self._parent).ask() == "replace"

    def elsewhere(self, failure: Failure) -> bool:
        """The draft cannot be saved where it was opened, and what is there now cannot be shown. Whether to save it
        under a name."""
        return Question(failure.what, "warning", [failure.advice, "Nothing is lost: the draft is still in the window."],
                        [("Save as…", "elsewhere"), ("Back to the draft", None)], self._parent).ask() == "elsewhere"

    def gone(self, failure: Failure) -> Literal["again", "elsewhere"] | None:
        """The draft's file was removed from its folder. Where to save it; None: back to it."""
        answer = Question(failure.what, "warning", ["Nothing is lost: the draft is still in the window."],
                          [("Save it there again", "again"), ("Save as…", "elsewhere"), ("Back to the draft", None)],
                          self._parent).ask()
        return "again" if answer == "again" else "elsewhere" if answer == "elsewhere" else None

    def which_form(self, forms: Sequence[tuple[str, str]]) -> str | None:
        """Ids and names; the id of the one chosen."""
        return Question("Which form?", "accent", [], [(name, form_id) for form_id, name in forms], self._parent).ask()

    def tell(self, failure: Failure) -> None:
        """What happened, and what to do."""
        Question(failure.what, "error", [failure.advice], [("OK", "ok")], self._parent).ask()

    def tell_words(self, title: str, words: Sequence[str]) -> None:
        Question(title, "accent", words, [("OK", "ok")], self._parent).ask()

    def tell_about(self) -> None:
        from drafter.ui.about import AboutDialog

        AboutDialog(self._parent).exec()

    def tell_keys(self, keys: KeyMap) -> None:
        from drafter.ui.keys_dialog import KeysDialog

        KeysDialog(keys, self._parent).exec()

    def where_to_go(self, answers: Answers) -> Place | None:
        from drafter.ui.goto_dialog import GoToDialog

        dialog = GoToDialog(answers, self._parent)
        dialog.exec()
        return dialog.answer

    def which_wording(self, question: WordingQuestion) -> Chosen | None:
        """An approved wording with the words for its gaps; None: nothing is put in."""
        from drafter.ui.wording_dialog import WordingDialog

        dialog = WordingDialog(question, self._parent)
        dialog.exec()
        return dialog.answer

    def which_settings(self, now: Mapping[str, object], forms: Sequence[tuple[str, str]]) -> dict[str, object] | None:
        """What is set now, by name, and what is to be; None: all stays."""
        from drafter.ui.settings_dialog import SettingsDialog

        dialog = SettingsDialog(now, forms, self.which_folder, self._parent)
        dialog.exec()
        return dialog.answer

    def not_saved(self, failure: Failure) -> str | None:
        """"again", "elsewhere" or "keep" (close, with a copy in the private folder); None: back to the draft."""
        again = "Save it there again" if isinstance(failure, Gone) else "Try again"
        return Question(failure.what, "error", [failure.advice, "Nothing is lost: the draft is still in the window."],
                        [(again, "again"), ("Save as…", "elsewhere"), ("Keep a copy and close", "keep"),
                         ("Back to the draft", None)], self._parent).ask()

    def unsaved(self, name: str) -> Literal["save", "keep"] | None:
        """Its file is written only when that is asked for, and does not hold the last changes; None: back to it."""
        answer = Question(f"{name} has changes that are not in its file", "warning", [
            "Keep a copy: the file stays as it is; the start page offers what you have typed."],
            [("Save", "save"), ("Keep a copy", "keep"), ("Back to the draft", None)], self._parent).ask()
        return "save" if answer == "save" else "keep" if answer == "keep" else None

    def still_waiting(self, words: str, worker: Saver | Worker) -> bool:
        """A folder does not answer. Whether it did after all; False: the officer stopped waiting."""
        question = Question(f"{words} takes longer than usual", "warning", [
            "The folder or the network does not answer yet. What you have typed is kept on this computer."],
            [("Stop waiting", None)], self._parent)
        worker.idle.connect(question.accept)
        question.exec()
        return worker.is_idle

    def take_over(self, name: str, holder: Holder) -> bool:
        """Whether to open for writing what another computer had open and says nothing of any more."""
        return Question(f"{name} is open on another computer: {holder}", "warning", [
            "Nothing was heard from that computer for five minutes or more. It may have been switched off.",
            "Before each save drafter looks whether somebody else has changed the file."],
            [("Open it to read", None), ("Open it to write", "take")], self._parent).ask() == "take"

    def recovered(self, left: Sequence[Left]) -> tuple[Left, Literal["restore", "aside"]] | None:
        """What becomes of one of them; None: that is decided later."""
        from drafter.ui.recovery_dialog import RecoveryDialog

        dialog = RecoveryDialog(left, self._parent)
        dialog.exec()
        return dialog.answer

    def put_aside(self, left: Sequence[Left]) -> Left | None:
        """Which of the copies that were put aside comes back; None: none."""
        from drafter.ui.recovery_dialog import RecoveryDialog

        dialog = RecoveryDialog(left, self._parent, aside=True)
        dialog.exec()
        return dialog.answer[0] if dialog.answer is not None else None

    def both_changed(self, conflict: BothChanged) -> Literal["both"] | tuple[Clash, ...] | None:
        """Where theirs is taken; "both" for two files; None: nothing now."""
        from drafter.ui.conflict_dialog import ConflictDialog

        dialog = ConflictDialog(conflict, self._parent)
        dialog.exec()
        return dialog.answer

    def compare(self, title: str, comparison: Comparison) -> None:
        """What differs, to read."""
        from drafter.ui.compare_dialog import CompareDialog

        CompareDialog(title, comparison, self._parent).exec()

    def brings(self, report: Report) -> bool:
        """Whether to bring the draft to its form as it is now, after a look at what that changes."""
        from drafter.ui.bring_dialog import BringDialog

        return bool(BringDialog(report, self._parent).exec())

    def history(self, versions: Sequence[Version], now: Draft, form: Form, open_version: Callable[[Version], Draft],
                today: date, may_change: bool) -> HistoryAnswer | None:
        """A version, or one section of it, to restore; "name" for this moment, "forget" for all; None for nothing."""
        from drafter.ui.history_dialog import HistoryDialog

        dialog = HistoryDialog(versions, now, form, open_version, today, may_change, self._parent)
        dialog.exec()
        return dialog.answer

    def name_moment(self) -> str:
        """What the officer calls the draft as it is now; "" for nothing."""
        from drafter.ui.history_dialog import MomentDialog

        dialog = MomentDialog(self._parent)
        return dialog.name.text().strip() if dialog.exec() else ""

    def forget_versions(self, files: Sequence[str]) -> bool:
        """Whether all earlier versions go: that cannot be undone. `files` are the names the draft was saved under: each
        of those files loses them."""
        answer = Question("Remove all earlier versions of this draft?", "warning", [
            f"It was saved under more than one name, and the versions are those of each: {', '.join(files)}."
            if len(files) > 1 else "",
            "The moments that were given a name go as well, and so do the copies kept for recovery.",
            "The draft stays as it is. This cannot be undone."],
            [("Keep them", None), ("Remove them", "forget")], self._parent).ask()
        return answer == "forget"

    def which_papers(self, question: PapersQuestion) -> Wanted | str | None:
        """What to make, or GO: to the first thing that must be put right."""
        from drafter.ui.papers_dialog import PapersDialog

        dialog = PapersDialog(question, self.which_folder, self._parent)
        dialog.exec()
        return dialog.answer

    def which_folder(self, folder: str) -> FilePath | None:
        return _path(QFileDialog.getExistingDirectory(self._parent, "Choose a folder", folder))

    def file_changed(self, changed: Changed) -> Literal["keep_both", "replace"] | None:
        """A file is there that holds somebody's work."""
        answer = Question(changed.sentence, "warning", [
            f"Keep both: the new one is called {changed.both.name}.",
            "Replace it: the old one is kept in drafter’s private folder for a year."],
            [("Keep both", "keep_both"), ("Replace it", "replace"), ("Cancel", None)], self._parent).ask()
        return "keep_both" if answer == "keep_both" else "replace" if answer == "replace" else None

    def whose_reason(self) -> str | None:
        """The officer's name; None: back to the reason."""
        from drafter.ui.name_dialog import NameDialog

        dialog = NameDialog(self._parent)
        dialog.exec()
        return dialog.name

    def papers_made(self, results: Sequence[Result], after: NextSteps) -> None:
        """What was made, and where, and what comes next."""
        from drafter.ui.made_dialog import MadeDialog

        MadeDialog(results, after, self.open_file, self._parent).exec()

    def open_file(self, path: FilePath) -> None:
        """A file or a folder, in the program that the system opens it with."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.tell_words(f"No program opened {path.name}", [f"It is in {path.parent}."])

    def which_printer(self, title: str) -> QPrinter | None:
        """The printer, set up as the officer wants it."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        dialog = QPrintDialog(printer, self._parent)
        dialog.setWindowTitle("Print the preview")
        return printer if dialog.exec() else None

    def crashed(self, report: str, safe: str) -> None:
        CrashDialog(report, safe, self._parent).exec()


class Question(QDialog):
    """A sentence, a few words more, and buttons that say what they do. Escape is the last one."""

    def __init__(self, title: str, severity: Severity, words: Sequence[str], answers: Sequence[tuple[str, str | None]],
                 parent: QWidget | None = None) -> None:
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
        for one in words:
            if one:
                said.addWidget(plain_label(one))
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


def _path(chosen: str) -> FilePath | None:
    return FilePath(chosen) if chosen else None


def _with_suffix(path: FilePath | None, suffix: str) -> FilePath | None:
    if path is None or path.suffix.lower() == suffix:
        return path
    return path.with_name(path.name + suffix)
