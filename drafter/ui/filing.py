"""New, open, save, close, as the officer meets them: which dialogs, in which order, and that nothing is ever lost."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path as FilePath

from PySide6.QtCore import QObject, QStandardPaths, Signal

from drafter.app import recent
from drafter.app.desk import Desk, Work
from drafter.model.failure import Failure
from drafter.storage.locations import SUFFIX
from drafter.ui.dialogs import Dialogs


class Filing(QObject):
    """`shown` carries the work that came on the desk, `saved` what else to tell after a save. `kept` is the same for a
    draft that was put into safety of itself.

    `settle` takes over what was typed in the last moment; it is called before anything is saved or left.
    """

    shown = Signal(object)
    saved = Signal(str)
    kept = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, dialogs: Dialogs, settle: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk, self.dialogs, self._settle = desk, dialogs, settle

    def new_draft(self) -> bool:
        return self.leave() and self.attempt(lambda: self._with_form(self.desk.new))

    def ask_draft(self) -> bool:
        path = self.dialogs.which_draft(str(self.folder()))
        return path is not None and self.open_draft(path)

    def open_draft(self, path: FilePath) -> bool:
        """Where it cannot be read, what was on the screen stays."""
        return self.leave() and self.attempt(lambda: self.shown.emit(self.desk.open(path)))

    def has_open(self, path: FilePath) -> bool:
        """Whether that file is the one on the screen, under whatever name it is reached."""
        work = self.desk.work
        if work is None or work.opened is None:
            return False
        try:
            return path.samefile(work.opened.path)
        except OSError:
            return path.absolute() == work.opened.path

    def ask_record(self) -> bool:
        path = self.dialogs.which_record(str(self.folder()))
        if path is None or not self.leave():
            return False
        return self.attempt(lambda: self._with_form(lambda form_id: self.desk.import_record(path, form_id)))

    def save(self) -> bool:
        work = self._settled()
        if work is None or work.read_only:
            return False
        if work.opened is None or work.locked:
            return self.save_as()
        return self.attempt(lambda: self.saved.emit(self.desk.save()))

    def save_as(self) -> bool:
        work = self._settled()
        if work is None or work.read_only:
            return False
        name = work.opened.path.name if work.opened else proposed_name(recent.title_of(work.session.draft))
        path = self.dialogs.where_to_save(str(self.folder() / name))
        return path is not None and self.attempt(lambda: self.saved.emit(self.desk.save_as(path)))

    def close_draft(self) -> bool:
        if not self.leave():
            return False
        self.desk.clear()
        self.closed.emit()
        return True

    def leave(self) -> bool:
        """Put the draft into safety, without a question while all goes well. False: stay with it."""
        work = self._settled()
        while work is not None and not work.is_safe:
            try:
                if not work.may_save:
                    self.desk.keep()
                    return True
                self.desk.save()
            except Failure as failure:
                answer = self.dialogs.not_saved(failure)
                if answer is None:
                    return False
                if answer == "elsewhere":
                    self.save_as()
                elif answer == "keep":
                    return self.attempt(self.desk.keep)
        return True

    def save_quietly(self) -> None:
        """Of itself, while the officer works: no question, whatever happens. The header tells."""
        if self.desk.work is not None:
            self.kept.emit(self.desk.save_quietly())

    def keep_safe(self) -> str:
        """For the last net: puts a copy into the private folder, and says where the officer finds it."""
        with contextlib.suppress(Exception):  # what was typed last may be what broke
            self._settle()
        work = self.desk.work
        if work is None or work.is_saved:
            return "Nothing was unsaved."
        if not work.is_kept:
            self.desk.keep()
        return "A copy of it is offered on the start page as an unsaved draft."

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do it; where it fails, say so in its own words."""
        try:
            return act() is not False
        except Failure as failure:
            self.dialogs.tell(failure)
            return False

    def folder(self) -> FilePath:
        """Where a file dialog begins."""
        work = self.desk.work
        return work.opened.path.parent if work and work.opened else documents_folder()

    def _with_form(self, make: Callable[[str], Work]) -> bool:
        forms = self.desk.forms()
        chosen = forms[0][0] if len(forms) == 1 else self.dialogs.which_form(forms)
        if chosen is None:
            return False
        self.shown.emit(make(chosen))
        return True

    def _settled(self) -> Work | None:
        self._settle()
        return self.desk.work


def documents_folder() -> FilePath:
    """Where people keep their files on this machine."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return FilePath(found) if found and FilePath(found).is_dir() else FilePath.home()


def proposed_name(title: str) -> str:
    """A file name for a draft of that title: short, and without what Windows refuses."""
    words = " ".join("".join(" " if one in '<>:"/\\|?*' or ord(one) < 32 else one for one in title).split())
    return (words[:80].strip(". ") or "Draft") + SUFFIX
