"""A draft on the screen, whole: its header, what must be known about it, its pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from drafter.app.preview import preview_of, previewed
from drafter.app.work import Work
from drafter.model.draft import Imported
from drafter.model.form import Form, Output
from drafter.storage.errors import Conflict, Gone
from drafter.ui.banner import Banner
from drafter.ui.choosing_wording import ChoosingWording
from drafter.ui.dialogs import Dialogs
from drafter.ui.draft_view import DraftView
from drafter.ui.explaining import Explaining
from drafter.ui.find_bar import FindBar
from drafter.ui.header import Header
from drafter.ui.preview_panel import PreviewPanel
from drafter.ui.spelling import Spelling


class WorkPanel(QWidget):
    """`is_slow` tells whether a save takes longer than it should."""

    save_as_wanted = Signal()
    try_again_wanted = Signal()
    resolve_wanted = Signal()
    look_at_copy_wanted = Signal()
    bring_wanted = Signal()
    _left_over_wanted = Signal()

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
        self.wording = ChoosingWording(work.session, dialogs, self.view, self)
        self.spelling = Spelling(work, self)
        self.spelling.serve(self.view.side.problems.inside)
        self.spelling.done.connect(self.view.said)
        self.view.check_built.connect(self.explaining.serve)
        self.view.check_built.connect(self.spelling.serve)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.banner)
        column.addWidget(self.view, 1)
        self.finding = FindBar(work.session, not work.read_only)
        self.finding.chosen.connect(self.view.go_to)
        self.finding.said.connect(self.view.said)
        column.addWidget(self.finding)
        self.header.sections_wanted.connect(self.view.place.toggle)
        self.view.place.away.connect(self.header.sections.setVisible)
        self.header.sections.setVisible(self.view.place.is_away)
        self.header.stage_chosen.connect(self.session.set_stage)
        self.header.stage.setEnabled(not work.read_only)
        self._told: _Notice | None = None
        self.banner.acted.connect(self._act)
        self._left_over_wanted.connect(self.view.show_left_over)
        self.session.changed.connect(self.show_work)
        self.tell()
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
        self.tell()
        self.show_work()

    def tell(self) -> None:
        """What must be known about the draft as a whole, once: a message that was put away stays away."""
        notice = self._notice()
        if notice != self._told:
            self._told = notice
            self.banner.tell(notice.words, notice.action, warns=notice.warns)

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

    def _notice(self) -> _Notice:
        work, imported = self.work, self.session.draft.imported
        if work.in_use is not None:
            return _Notice(f"{work.read_only} You can read it here, or save a copy under a new name.", "Try again",
                           self.try_again_wanted)
        if work.read_only:
            return _Notice(work.read_only)
        if work.locked:
            return _Notice(work.locked, "Save as…", self.save_as_wanted)
        if isinstance(work.trouble, Gone):
            return _Notice(f"{work.trouble.what} Your text is kept on this computer.", "Save it again…",
                           self.resolve_wanted)
        if isinstance(work.trouble, Conflict):
            return _Notice(f"{work.trouble.what} Your text is kept on this computer.", "See what differs…",
                           self.resolve_wanted)
        if work.copies:
            copy = work.copies[0]
            return _Notice(f"{copy.left_by} has left a copy of this draft beside it: {copy.name}. Somebody may have "
                           "changed it there.", "See what differs…", self.look_at_copy_wanted)
        if work.may_be_brought and work.latest is not None:
            return _Notice(_earlier_form_words(work.pack.form, work.latest.form), "See what would change…",
                           self.bring_wanted, warns=False)
        if work.note:
            return _Notice(work.note)
        if imported is not None and work.opened is None:
            return _Notice(_imported_words(imported), "Show what was left over" if imported.left_over else "",
                           self._left_over_wanted, warns=False)
        return _Notice("")

    def _act(self) -> None:
        if self._told is not None and self._told.wanted is not None:
            self._told.wanted.emit()


class _Notice(NamedTuple):
    """A message above the pages: its words, what may be done about it, and the signal for that."""

    words: str
    action: str = ""
    wanted: SignalInstance | None = None
    warns: bool = True


def _earlier_form_words(was: Form, latest: Form) -> str:
    now = f"version {latest.version} is in use now" if was.version != latest.version else "it has changed since"
    return f"This draft was begun on version {was.version} of the form and stays on it; {now}."


def _imported_words(imported: Imported) -> str:
    left = len(imported.left_over)
    words = [f"{imported.source} was read into the form."]
    if left:
        words.append("One line belongs to no question and is kept apart." if left == 1 else
                     f"{left} lines belong to no question and are kept apart.")
    if imported.removed:
        words.append(f"{imported.removed} characters that no record can hold were left out.")
    return " ".join(words)
