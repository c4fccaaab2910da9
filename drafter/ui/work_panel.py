"""A draft on the screen, whole: its header, what must be known about it, its pages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from drafter.app.preview import preview_of, previewed
from drafter.app.work import Work
from drafter.model.draft import Imported
from drafter.model.form import Output
from drafter.ui.banner import Banner
from drafter.ui.dialogs import Dialogs
from drafter.ui.draft_view import DraftView
from drafter.ui.explaining import Explaining
from drafter.ui.header import Header
from drafter.ui.preview_panel import PreviewPanel


class WorkPanel(QWidget):
    """`is_slow` tells whether a save takes longer than it should."""

    save_as_wanted = Signal()

    def __init__(self, work: Work, dialogs: Dialogs, is_slow: Callable[[], bool],
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_slow = is_slow
        self.work, self.session = work, work.session
        self.header = Header()
        self.banner = Banner()
        self.preview = PreviewPanel(previewed(work.pack.form), self._preview_of)
        self.view = DraftView(work.session, self.preview, bool(work.read_only))
        self.explaining = Explaining(work.session, dialogs, work.home, self)
        self.explaining.serve(self.view.side.problems.inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.banner)
        column.addWidget(self.view, 1)
        self.header.stage_chosen.connect(self.session.set_stage)
        self.header.stage.setEnabled(not work.read_only)
        self.banner.acted.connect(self._act)
        self.session.changed.connect(self.show_work)
        self._tell()
        self.show_work()

    def show_work(self) -> None:
        """The header in line with the draft."""
        answers = self.session.answers
        form = answers.form
        number, title = answers.text(form.number_field), answers.text(form.title_field)
        subject = " – ".join(part for part in (number, title) if part)
        self.header.show_draft(form.title, subject or "No title yet", self.session.draft.stage)
        self.header.show_saved(*self._saved_words())

    def saved_now(self) -> None:
        """By the officer: what stood in the way of it is out of the way."""
        if self.work.may_save:
            self.banner.hide()
        self.show_work()

    def _preview_of(self, paper: Output) -> str:
        return preview_of(self.session.answers, self.work.pack, paper, self.work.facts())

    def _saved_words(self) -> tuple[str, bool, str]:
        """What is said, whether all is well, and more for who asks."""
        work = self.work
        if work.is_saved and work.opened is not None:
            if work.read_only:
                return "Read only", False, ""
            return (f"Saved {work.saved_at:%H:%M}" if work.saved_at else "Saved"), True, ""
        if work.trouble is not None or work.copy_trouble is not None:
            copy = "a copy is kept" if work.is_kept else "no copy is kept"
            return f"Not saved; {copy}", False, str(work.trouble or work.copy_trouble)
        if self._is_slow():
            return "Saving; the folder does not answer yet", False, "What you type is kept on this computer meanwhile."
        if work.is_kept:
            return "Not saved yet; a copy is kept", False, "drafter offers the copy when it starts again."
        return ("Not saved yet" if work.opened is None else "Changed since it was saved"), False, ""

    def _tell(self) -> None:
        work, imported = self.work, self.session.draft.imported
        if work.read_only:
            self.banner.tell(work.read_only, warns=True)
        elif work.locked:
            self.banner.tell(work.locked, "Save as…", warns=True)
        elif work.note:
            self.banner.tell(work.note, warns=True)
        elif imported is not None and work.opened is None:
            self.banner.tell(_imported_words(imported), "Show what was left over" if imported.left_over else "")

    def _act(self) -> None:
        if self.work.locked:
            self.save_as_wanted.emit()
        else:
            self.view.show_left_over()


def _imported_words(imported: Imported) -> str:
    left = len(imported.left_over)
    words = [f"{imported.source} was read into the form."]
    if left:
        words.append("One line belongs to no question and is kept apart." if left == 1 else
                     f"{left} lines belong to no question and are kept apart.")
    if imported.removed:
        words.append(f"{imported.removed} characters that no record can hold were left out.")
    return " ".join(words)
