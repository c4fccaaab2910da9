"""New, open, save, close, as the officer meets them: which dialogs, in which order, and that nothing is ever lost."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal

from drafter.app import recent
from drafter.app.desk import Desk
from drafter.app.worker import Worker
from drafter.model.failure import Failure
from drafter.storage.errors import Conflict, Gone
from drafter.storage.locations import SUFFIX
from drafter.ui.dialogs import Dialogs
from drafter.ui.file_places import proposed_name, usual_folder
from drafter.ui.on_screen import OnScreen
from drafter.ui.reconciling import Reconciling

if TYPE_CHECKING:
    from drafter.app.opening import Opening
    from drafter.app.saver import Report, Saver
    from drafter.app.work import Work
    from drafter.storage.locks import Holder
    from drafter.storage.recovery import RecoveryCopy

T = TypeVar("T")
AT_ONCE = 0.3
"""Seconds in which a file is read or written, as a rule."""
A_WHILE = 1_500
"""Milliseconds more, before there is a word on the screen about it."""

RECORD_SUFFIXES = (".txt",)


class Filing(QObject):
    """`shown` carries the work that came on the desk, `saved` what else to tell after a save. `kept` is the same for a
    draft that was put into safety of itself; `restored` the place that was worked on, or None; `slow` tells of a save
    that takes long, `done` of a step that can be undone.

    What was typed in the last moment is taken over from the screen before anything is saved or left. Files are read
    and written beside the window. Where an answer is needed first, and a folder does not give it, the officer is told,
    and may stop waiting.
    """

    shown = Signal(object)
    restored = Signal(object)
    saved = Signal(str)
    kept = Signal(str)
    slow = Signal()
    done = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, dialogs: Dialogs, screen: OnScreen, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk, self.dialogs, self._screen = desk, dialogs, screen
        self.reconciling = Reconciling(desk, dialogs, self.beside)

    def new_draft(self) -> bool:
        return self.leave() and self.attempt(lambda: self._with_form(self.desk.new))

    def ask_draft(self) -> bool:
        path = self.dialogs.which_draft(str(self.folder()))
        return path is not None and self.open_draft(path)

    def ask_any(self) -> bool:
        """A draft, or a published record to be read into the form: told apart by the name."""
        path = self.dialogs.which_draft(str(self.folder()), records=True)
        if path is None:
            return False
        return self.open_record(path) if path.suffix.lower() in RECORD_SUFFIXES else self.open_draft(path)

    def open_draft(self, path: FilePath) -> bool:
        """Where it cannot be read, what was on the screen stays. What is open already is not opened anew."""
        work = self.desk.work
        if work is not None and not work.read_only and self.has_open(path):
            return True
        return self.leave() and self.attempt(lambda: self._open(path))

    def open_again(self) -> bool:
        """What could only be read, because somebody else had it open."""
        work = self.desk.work
        return work is not None and work.opened is not None and self.open_draft(work.opened.path)

    def has_open(self, path: FilePath) -> bool:
        """Whether that file is the one on the screen, under whatever name it is reached."""
        from drafter.app.files import same_file

        work = self.desk.work
        if work is None or work.opened is None:
            return False

        return same_file(path, work.opened.path)

    def ask_record(self) -> bool:
        path = self.dialogs.which_record(str(self.folder()))
        return path is not None and self.open_record(path)

    def open_record(self, path: FilePath) -> bool:
        """Read a published record into the form; where that cannot be done, what was on the screen stays."""
        return self.leave() and self.attempt(
            lambda: self._with_form(lambda form_id: self.desk.import_record(path, form_id)))

    def begin(self) -> bool:
        """A new draft that starts from an earlier one, or from a published record."""
        path = self.dialogs.which_earlier(str(self.folder()))
        if path is None or not self.leave():
            return False
        if path.suffix.lower() == SUFFIX:
            return self.attempt(lambda: self.shown.emit(self.desk.begin(path, "")))
        return self.attempt(lambda: self._with_form(lambda form_id: self.desk.begin(path, form_id)))

    def recover(self, told: FilePath | None = None) -> bool:
        """After drafter ended without closing a draft: what was kept of it is told and offered. Whether one of them is
        on the screen now. `told` is a file whose copies were offered when it was opened; where the officer goes on with
        one of those, the others wait on the start page."""
        from drafter.app.files import same_file
        from drafter.storage.recovery import left_behind

        work = self.desk.work
        return (work is None or work.is_saved) and self._offer([
            copy for copy in left_behind(self.desk.home) if copy.was_cut_off
            and not (told is not None and copy.path is not None and same_file(copy.path, told))])

    def restore(self, copy: RecoveryCopy) -> bool:
        """Go on with what was kept. What belongs to a file is told first."""
        return self.leave() and (self._offer([copy]) if copy.path is not None else self._restore(copy))

    def show_put_aside(self) -> bool:
        """What the officer did not want when it was offered. Whether one of the copies is on the screen now; the draft
        that was there is put into safety first."""
        from drafter.app.recovering import what_was_left
        from drafter.storage.recovery import put_aside_copies

        copies = put_aside_copies(self.desk.home)
        if not copies:
            self.dialogs.tell_words("No copies are put aside", [
                "A copy that is put aside when drafter offers it is found here for 30 days."])
            return False
        chosen = self.dialogs.put_aside(what_was_left(copies, self.desk.roots, self.desk.home, self.desk.today()))
        if chosen is None or not self.leave():
            return False
        if chosen.copy.path is not None and self.has_open(chosen.copy.path):
            self.close_draft()
            self.desk.wait(10)  # it is this program that has the file open
        return self._restore(chosen.copy)

    def save(self) -> bool:
        """Whether it is on its way; the header tells when it is saved, a dialog when it cannot be."""
        work = self._settled()
        if work is None or work.read_only or self.desk.saver is None:
            return False
        if work.opened is None or work.locked:
            return self.save_as()
        self.desk.saver.save("saved")
        return True

    def save_as(self) -> bool:
        """As `save`, under a name; also what somebody else has open, and so can only be read here."""
        work = self._settled()
        if work is None or self.desk.saver is None or (work.opened is not None and work.opened.newer):
            return False
        if work.opened is None:
            name = proposed_name(recent.title_of(work.session.draft))
        elif isinstance(work.trouble, Conflict):  # the file holds somebody else's change: theirs stays
            from drafter.app.both_changed import name_beside

            name = name_beside(work.opened.path, datetime.now()).name
        else:
            name = work.opened.path.name
        return self._save_under(name)

    def _is_put_back(self, work: Work, saver: Saver) -> bool:
        """Whether its file, which was removed, is being saved again where it was."""
        if work.opened is None or not isinstance(work.trouble, Gone):
            return False
        saver.save_as(work.opened.path)
        return True

    def _save_under(self, name: str) -> bool:
        path = self.dialogs.where_to_save(str(self.folder() / name))
        if path is None or self.desk.saver is None:
            return False
        self.desk.saver.save_as(path.absolute())
        self.desk.saver.wait(AT_ONCE)  # a dialog was on the screen until now: nobody types
        return True

    def close_draft(self) -> bool:
        if not self.leave():
            return False
        self.desk.clear()
        self.desk.wait(AT_ONCE)
        self.closed.emit()
        return True

    def leave(self) -> bool:
        """Put the draft into safety, without a question while all goes well. False: stay with it."""
        work, saver = self._settled(), self.desk.saver
        if work is not None and saver is not None and work.is_saved and saver.look() and not self._waited_for(
                f"Looking at {work.name}", saver):
            return self._keep()
        while work is not None and saver is not None and (saver.is_saving or not work.is_safe):
            if saver.is_saving:
                pass
            elif not work.may_save:
                saver.keep()
            elif work.to_file:
                saver.save("closed")
            else:
                wanted = self.dialogs.unsaved(work.name)
                if wanted != "save":
                    return wanted == "keep" and self._keep()
                saver.save("saved")
            if not self._waited_for(f"Saving {work.name}", saver):
                return self._keep()
            trouble = work.trouble or work.copy_trouble
            if work.is_safe or trouble is None:
                continue
            if self.reconciling.may_resolve():
                if not self.resolve():
                    return False
                self._waited_for(f"Saving {work.name}", saver)
                continue
            answer = self.dialogs.not_saved(trouble)
            if answer is None:
                return False
            if answer == "keep":
                return self._keep()
            if (self.save_as() if answer == "elsewhere" else self._is_put_back(work, saver)):
                self._waited_for(f"Saving {work.name}", saver)
        return True

    def resolve(self) -> bool:
        """Somebody else changed the file: the two are put together, or each gets a file. Where what is there now cannot
        be shown, the officer is told why, and may save under a name; where nothing is there, also in its old place."""
        work, saver = self._settled(), self.desk.saver
        if work is not None and saver is not None and isinstance(work.trouble, Gone):
            answer = self.dialogs.gone(work.trouble)
            return self.save_as() if answer == "elsewhere" else answer is not None and self._is_put_back(work, saver)
        try:
            return self.reconciling.resolve()
        except Failure as failure:
            return (work is not None and work.opened is not None and self.dialogs.elsewhere(failure)
                    and self._save_under(work.opened.path.name))

    def look_at_copy(self) -> bool:
        """What a program that synchronises left beside the draft."""
        self._screen.settle()
        return self.attempt(self.reconciling.look_at_copy)

    def compare_with(self) -> None:
        self._screen.settle()
        self.attempt(lambda: self.reconciling.compare_with(self.folder()))

    def bring(self) -> None:
        """The draft to its form as it is now, once the officer has seen what that changes."""
        def bring() -> None:
            report = self.beside("Looking what would change", self.desk.report)
            if report is not None and self.dialogs.brings(report):
                self.desk.bring(report)

        self._screen.settle()
        self.attempt(bring)

    def show_history(self) -> None:
        def show() -> None:
            words = self.reconciling.history()
            if words:
                self.done.emit(words)

        self._screen.settle()
        self.attempt(show)

    def save_quietly(self) -> None:
        """Of itself, while the officer works: no question, whatever happens. The header tells."""
        if self.desk.saver is not None:
            self._screen.take_over()
            self.desk.saver.save_quietly()

    def keep_quietly(self) -> None:
        """A copy alone, more often than the file."""
        if self.desk.saver is not None:
            self._screen.take_over()
            self.desk.saver.keep_quietly()

    def keep_safe(self) -> str:
        """For the last net: puts a copy into the private folder, and says where the officer finds it. Raises a Failure
        where there is none."""
        with contextlib.suppress(Exception):  # what was typed last may be what broke
            self._screen.settle()
        work, saver = self.desk.work, self.desk.saver
        if work is None or saver is None or work.is_saved:
            return "Nothing was unsaved."
        saver.keep()
        if not saver.wait_for_copy(10):
            raise work.copy_trouble or Failure("No copy could be kept.")
        return "A copy of it is kept, and offered when drafter starts again."

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do it; where it fails, say so in its own words."""
        try:
            return act() is not False
        except Failure as failure:
            self.dialogs.tell(failure)
            return False

    def folder(self) -> FilePath:
        """Where a file dialog begins."""
        return usual_folder(self.desk)

    def _open(self, path: FilePath, from_holder: Holder | None = None) -> bool:
        found = self.beside(f"Opening {path.name}", self.desk.opening(path, from_holder), _give_back)
        if found is None:
            return False
        if found.in_use is not None and found.in_use.is_quiet and self.dialogs.take_over(path.name, found.in_use):
            return self._open(path, found.in_use)
        if found.left:
            _give_back(found)
            if self._offer(list(found.left)):
                return True
            found = self.beside(f"Opening {path.name}", self.desk.opening(path), _give_back)
            if found is None:
                return False
        self._show(self.desk.put_opened(found))
        return True

    def _offer(self, copies: list[RecoveryCopy]) -> bool:
        """Ask about each what shall become of it; those not decided on stay. Whether one is on the screen now."""
        if not copies:
            return False
        from drafter.app.recovering import what_was_left
        from drafter.storage.recovery import put_aside

        left = list(what_was_left(copies, self.desk.roots, self.desk.home, self.desk.today()))
        while left:
            answer = self.dialogs.recovered(left)
            if answer is None:
                return False
            chosen, wanted = answer
            if wanted == "restore":
                return self._restore(chosen.copy)
            if self.attempt(partial(put_aside, chosen.copy.place)):
                left.remove(chosen)
        return False

    def _restore(self, copy: RecoveryCopy) -> bool:
        from drafter.app.recovering import worked_on

        def restore() -> bool:
            found = self.beside("Restoring the draft", self.desk.restoring(copy),
                                 lambda late: _give_back(late.file) if late.file is not None else None)
            if found is None:
                return False
            work = self.desk.put_restored(found)
            self._show(work)
            self.restored.emit(worked_on(found.draft, found.base, found.pack.form))
            return True

        return self.attempt(restore)

    def _with_form(self, make: Callable[[str], Work]) -> bool:
        forms = self.desk.forms()
        usual = recent.settings(self.desk.home).form
        chosen = (forms[0][0] if len(forms) == 1 else usual if usual in dict(forms) else
                  self.dialogs.which_form(forms))
        if chosen is None:
            return False
        self._show(make(chosen))
        return True

    def _show(self, work: Work) -> None:
        if self.desk.saver is not None:
            self.desk.saver.reported.connect(self._heard)
            self.desk.saver.slow.connect(self.slow)
        self.shown.emit(work)

    def _heard(self, report: Report) -> None:
        if self.sender() is not self.desk.saver:
            return
        if report.what != "saved":
            self.kept.emit(report.note)
        elif report.failure is None:
            self.saved.emit(report.note)
        else:
            self.kept.emit("")
            if isinstance(report.failure, Gone) or self.reconciling.may_resolve():
                self.resolve()
            else:
                self.dialogs.tell(report.failure)

    def _keep(self) -> bool:
        """Leave the draft with a copy in the private folder; whether there is one."""
        work, saver = self.desk.work, self.desk.saver
        if work is None or saver is None:
            return True
        saver.keep()
        if saver.wait_for_copy(10):
            return True
        self.dialogs.tell(work.copy_trouble or Failure("No copy could be kept in the private folder.",
                                                       "Save the draft under another name."))
        return False

    def beside(self, words: str, job: Callable[[], T], give_back: Callable[[T], None] | None = None
               ) -> T | None:
        """What the job returns; None where the officer did not wait for it. `give_back` is for what comes too late."""
        worker, came = Worker(self), list[T | Exception]()
        gone: list[bool] = []

        def take(result: T | Exception) -> None:
            if gone and give_back is not None and not isinstance(result, Exception):
                give_back(result)
            came.append(result)
            worker.deleteLater()

        worker.do(job, take)
        worker.leave()
        if not self._waited_for(words, worker):
            gone.append(True)
            return None
        if isinstance(came[0], Exception):
            raise came[0]
        return came[0]

    def _waited_for(self, words: str, worker: Saver | Worker) -> bool:
        return worker.wait(AT_ONCE) or _painted_while(worker) or self.dialogs.still_waiting(words, worker)

    def _settled(self) -> Work | None:
        self._screen.settle()
        return self.desk.work
def _give_back(found: Opening) -> None:
    """It was opened and is not worked on: others may."""
    if found.lock is not None:
        found.lock.release()


def _painted_while(worker: Saver | Worker) -> bool:
    """Wait a little longer, while the window paints and takes no key. Whether it is done."""
    loop = QEventLoop()
    worker.idle.connect(loop.quit)
    QTimer.singleShot(A_WHILE, loop, loop.quit)
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    return worker.is_idle
