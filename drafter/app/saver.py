"""Puts a draft into safety, beside the window: a copy in the private folder, and its own file.

Each goes through a thread of its own, so that a network folder that does not answer keeps no copy waiting. What is
saved is one state of the draft: a value that never changes, however the officer types on.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from drafter.app.worker import Worker
from drafter.model.failure import Failure
from drafter.storage import history
from drafter.storage.errors import CannotWrite, Conflict

if TYPE_CHECKING:
    from drafter.app.work import Work
    from drafter.model.draft import Draft
    from drafter.storage.draft_files import OpenedDraft
    from drafter.storage.locks import Lock
    from drafter.storage.packs import Pack

Save = Literal["saved", "closed", "autosave"]
"""A save that the officer asked for, one at closing, one of itself."""
What = Save | Literal["copy"]
"""What was done: a save, or a copy alone."""

SLOW = 3_000
"""Milliseconds after which a save under way is worth a word."""


@dataclass(frozen=True)
class Report:
    """What came of it. `note` says what did not go as well as it should have, `failure` why it was not done."""

    what: What
    note: str = ""
    failure: Failure | None = None


@dataclass(frozen=True)
class _Done:
    """The draft as it is on the disk now; the lock on it, where it lies under another name than before. `unconfirmed`:
    the disk did not say that it stays there."""

    opened: OpenedDraft
    note: str = ""
    lock: Lock | None = None
    unconfirmed: Failure | None = None


class Saver(QObject):
    """`reported` follows everything that was tried, `slow` a save that takes long; `idle` is told when nothing is under
    way any more. `moved` follows a save under another name."""

    reported = Signal(object)
    slow = Signal()
    idle = Signal()
    moved = Signal(object)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work
        self._copies, self._files = Worker(self), Worker(self)
        self._copying: Draft | None = None
        self._version_at = time.monotonic()
        self._saving: Draft | None = None
        self._next: Callable[[], None] = _do_nothing
        self._next_is_asked_for = False
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW)
        self._slow.timeout.connect(self.slow)
        self._touch = QTimer(self)
        self._touch.timeout.connect(self._touch_lock)
        for worker in (self._copies, self._files):
            worker.idle.connect(self._tell_idle)
        self._copies.do(_make_ready, _take_no_notice)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way."""
        return self._copies.is_idle and self._files.is_idle

    @property
    def is_saving(self) -> bool:
        """Whether its own file is being written."""
        return self._saving is not None

    @property
    def is_slow(self) -> bool:
        """Whether a save has been under way for long."""
        return self._saving is not None and not self._slow.isActive()

    def save_quietly(self) -> None:
        """Of itself: a copy always; its own file too, unless that waits to be asked for, or holds somebody else's
        change. Where all is saved, a copy that is left is put aside, and the file is looked at."""
        work = self.work
        if work.is_saved:
            if self._saving is None:
                self._put_copy_away()
                self.look()
            return
        self.keep()
        if work.may_save and work.to_file and not isinstance(work.trouble, Conflict):
            self.save("autosave")

    def look(self) -> bool:
        """Look whether the file still holds what was saved here: others may have removed or replaced it since, and then
        nothing does. One that was only read is theirs to change. Whether a look is under way."""
        work = self.work
        if work.opened is None or work.saved_at is None or not work.may_save or not self._files.is_idle:
            return False
        self._files.do(partial(_look, work.opened), partial(self._looked, work.opened))
        return True

    def keep_quietly(self) -> None:
        """A copy of what is not saved, while typing goes on; none where the last one is not done yet."""
        if self._copying is None and not self.work.is_saved:
            self.keep()

    def keep(self) -> None:
        """Keep a copy of what is on the screen, unless one is there or on its way."""
        draft = self.work.session.draft
        if draft != (self.work.kept if self._copying is None else self._copying):
            self._keep(draft)

    def save(self, what: Save) -> None:
        """Save what is on the screen where it was opened. While a save is under way, another one follows it."""
        work = self.work
        if work.opened is None:
            raise ValueError("a draft without a name is saved under one")
        if self._saving is None:
            self._begin(partial(_save, work.session.draft, work.opened, work.pack, work.home, what), what)
        elif not self._next_is_asked_for:
            self._follow(partial(self.save, what), what != "autosave")

    def save_as(self, path: Path) -> None:
        """Save under a name, over a file of that name: the dialog has asked. What is under way ends first. Over its own
        file it goes as `save` does; what another file held stays among the versions of that draft, and one that
        somebody has open is not replaced."""
        work = self.work
        if self._saving is None:
            self._begin(partial(_save_as, work.session.draft, path, work.opened, work.lock, work.pack, work.home),
                        "saved")
        else:
            self._follow(partial(self.save_as, path), True)

    def wait(self, seconds: float) -> bool:
        """Stand still until nothing is under way, but no longer than that. Whether nothing is."""
        until = time.monotonic() + seconds
        while not self.is_idle:  # what comes back may ask for more
            for worker in (self._files, self._copies):
                if not worker.wait(until - time.monotonic()):
                    return False
        return True

    def wait_for_copy(self, seconds: float) -> bool:
        """The same for the copy alone. Whether what is on the screen is kept."""
        return self._copies.wait(seconds) and self.work.is_kept

    def leave(self) -> None:
        """The draft is put away in good order: a version of it is kept, a copy that holds more than its file stays and
        is offered, one that holds no more is put aside, and others may open it. All that is begun is still done."""
        work = self.work
        self._touch.stop()
        if work.kept is not None or self._copying is not None:
            if work.is_saved:
                self._put_copy_away()
            else:
                self._keep(work.session.draft, closed=True)
        if work.session.undo_stack.count() or work.saved_at is not None:
            self._files.do(partial(_keep_closing, self._as_kept(work.session.draft), work.opened, work.is_saved,
                                   work.home), _take_no_notice)
        if work.lock is not None:
            self._files.do(work.lock.release, _take_no_notice)
        self._copies.leave()
        self._files.leave()

    def save_over(self, theirs: OpenedDraft) -> None:
        """Save what is on the screen: it takes into account what somebody else has put into the file. Theirs stays
        among the versions; where it cannot be kept there, nothing is saved."""
        work = self.work
        if self._saving is None:
            self._begin(partial(_save_over, work.session.draft, theirs, work.pack, work.home), "saved")
        else:
            self._follow(partial(self.save_over, theirs), True)

    def keep_anew(self) -> None:
        """The copies of the draft were removed; what is unsaved needs one all the same."""
        self.work.kept = None
        if not self.work.is_saved:
            self._keep(self.work.session.draft)

    def hold(self) -> None:
        """As long as the draft is open, tell others that it is, where there is a lock to tell it by."""
        from drafter.storage.locks import TOUCH_EVERY

        if self.work.lock is not None:
            self._touch.start(TOUCH_EVERY * 1000)

    def _begin(self, job: Callable[[], _Done], what: Save) -> None:
        draft = self.work.session.draft
        self._saving = draft
        self._slow.start()
        self._files.do(job, partial(self._saved, draft, what))

    def _follow(self, save: Callable[[], None], asked_for: bool) -> None:
        self._next, self._next_is_asked_for = save, asked_for

    def _saved(self, draft: Draft, what: Save, outcome: _Done | Exception) -> None:
        work, self._saving = self.work, None
        self._slow.stop()
        then, asked_for = self._next, self._next_is_asked_for
        self._follow(_do_nothing, False)
        if isinstance(outcome, Exception):
            self._not_saved(outcome, what)
        else:
            self._is_there(outcome, draft, what)
        if asked_for or (not work.is_saved and work.trouble is None):
            then()
        if isinstance(outcome, Exception) and not isinstance(outcome, Failure):
            raise outcome

    def _not_saved(self, error: Exception, what: What) -> None:
        """What is on the screen is kept, whatever went wrong; an error of the program is told by others."""
        work = self.work
        if isinstance(error, Failure):
            work.trouble = error
        if isinstance(error, Conflict):
            work.session.mark_unsaved()  # whatever the file holds now, it is not this
        self.keep()
        if isinstance(error, Failure):
            self.reported.emit(Report(what, failure=error))

    def _is_there(self, saved: _Done, draft: Draft, what: Save) -> None:
        """It is saved, unless the disk does not say so: then the copy stays, and it is tried again."""
        work = self.work
        before, work.opened = work.opened, saved.opened
        work.trouble, work.saved_at = saved.unconfirmed, datetime.now()
        if saved.unconfirmed is None:
            work.session.mark_saved(draft)
        else:
            work.session.mark_unsaved()
        if before is None or before.path != saved.opened.path or saved.lock is not None:
            self._moved(saved)
        if not work.is_saved:
            self._keep(work.session.draft)  # a copy is told by what its file holds, and that is another now
        elif work.kept is not None or self._copying is not None:
            self._forget_copy()
        self.reported.emit(Report(what, saved.note, saved.unconfirmed))

    def _looked(self, at: OpenedDraft, found: Conflict | Exception | None) -> None:
        """What was begun since tells more."""
        if isinstance(found, Exception) and self._saving is None and self.work.opened is at:
            self._not_saved(found, "autosave")
        if isinstance(found, Exception) and not isinstance(found, Failure):
            raise found

    def _moved(self, saved: _Done) -> None:
        """It has another file now: the lock is on that one."""
        from drafter.app.opening import why_shipped

        work = self.work
        if work.lock is not None:
            self._files.do(work.lock.release, _take_no_notice)
        work.lock, work.in_use, work.read_only = saved.lock, None, ""
        work.locked, work.copies = why_shipped(saved.opened.path), ()
        self.hold()
        self.moved.emit(saved.opened.path)

    def _as_kept(self, draft: Draft) -> Draft:
        """As it goes to the disk: it says which form it is on."""
        return replace(draft, form=self.work.pack.form.form_version)

    def _keep(self, draft: Draft, *, closed: bool = False) -> None:
        work = self.work
        opened = work.opened
        self._copying = draft
        self._copies.do(partial(_keep_copy, self._as_kept(draft), work.place,
                                opened.path if opened else None, opened.sha256 if opened else None, closed),
                        partial(self._kept, draft))

    def _kept(self, draft: Draft, outcome: Exception | None) -> None:
        work = self.work
        if self._copying is draft:
            self._copying = None
        if isinstance(outcome, Exception):
            if not isinstance(outcome, Failure):
                raise outcome
            work.copy_trouble = outcome
        else:
            work.kept, work.copy_trouble = draft, None
            self._keep_version(draft)
        self.reported.emit(Report("copy", failure=work.copy_trouble))

    def _keep_version(self, draft: Draft) -> None:
        """Now and then, of what is in no file: a copy alone knows no earlier state."""
        work, now = self.work, time.monotonic()
        saves_itself = work.may_save and work.to_file and work.trouble is None
        if not saves_itself and now - self._version_at >= history.BETWEEN_AUTOSAVES.total_seconds():
            self._version_at = now
            file = work.opened.path.name if work.opened else ""
            self._files.do(partial(_keep_version, self._as_kept(draft), work.home, file), _take_no_notice)

    def _forget_copy(self) -> None:
        """Its file holds all of it. What may be in the way of removing the copy does no harm."""
        from drafter.storage.recovery import forget_copy

        self.work.kept = None
        self._copies.do(partial(forget_copy, self.work.place), self._without_copy)

    def _put_copy_away(self) -> None:
        """All that was kept has been undone, or deleted again; for a month it can still be found."""
        from drafter.storage.recovery import put_aside

        self.work.trouble = None
        if self.work.kept is not None:
            self.work.kept = None
            self._copies.do(partial(put_aside, self.work.place), self._without_copy)

    def _without_copy(self, _outcome: object) -> None:
        """Gone, or in the way of nobody: what is kept next is written over it."""
        self.work.kept = None

    def _touch_lock(self) -> None:
        if self.work.lock is not None and self._files.is_idle:
            self._files.do(self.work.lock.refresh, self._touched)

    def _touched(self, is_ours: bool | Exception) -> None:
        if is_ours is False:
            self._touch.stop()
            self.work.lock = None
            self.reported.emit(Report("copy", "The draft was opened to write on another computer too. Before each save "
                                              "drafter looks whether somebody else has changed the file."))

    def _tell_idle(self) -> None:
        if self.is_idle:
            self.idle.emit()


def _make_ready() -> None:
    """What the first copy needs is read now: it must not be late."""
    from drafter.model.draft import Draft, FormVersion
    from drafter.storage import draft_files, processes

    processes.this_process()
    draft_files.format_draft(Draft(FormVersion("none", "1")))


def _save(draft: Draft, opened: OpenedDraft, pack: Pack, home: Path, what: Save) -> _Done:
    from drafter.app import files, versions

    saved = files.save(draft, opened, pack, home)
    note = versions.keep_file(saved.opened.path, saved.opened.sha256, draft.id, home, what)
    return _Done(saved.opened, saved.note if what == "autosave" else f"{saved.note} {note}".strip(),
                 unconfirmed=saved.unconfirmed)


def _look(opened: OpenedDraft) -> None:
    """Raises Conflict or Gone. Where the file cannot be reached, the next save tells."""
    from drafter.storage.atomic import refuse_other_work

    with contextlib.suppress(OSError):
        refuse_other_work(opened.path, opened.sha256)


def _save_over(draft: Draft, theirs: OpenedDraft, pack: Pack, home: Path) -> _Done:
    from drafter.app import versions

    versions.keep_replaced(theirs.path, home)
    return _save(draft, theirs, pack, home, "saved")


def _save_as(draft: Draft, path: Path, opened: OpenedDraft | None, held: Lock | None, pack: Pack, home: Path) -> _Done:
    from drafter.app import files, versions

    files.refuse_other_suffix(path)
    path = files.named(path)
    its_own = opened is not None and files.same_file(path, opened.path)
    lock = None if its_own and held is not None else _lock_on(path)
    try:
        if opened is not None and its_own and os.path.exists(path):  # noqa: PTH110  (no error where it cannot be asked)
            return replace(_save(draft, opened, pack, home, "saved"), lock=lock)
        saved = files.save_as(draft, path, pack, home, over=versions.keep_replaced(path, home))
    except BaseException as error:
        if lock is not None:
            lock.release()
        if isinstance(error, Conflict) and not its_own:  # a conflict is told of the draft's own file alone
            raise CannotWrite(error.what, error.advice) from None
        raise
    note = versions.keep_file(saved.opened.path, saved.opened.sha256, draft.id, home, "saved")
    return _Done(saved.opened, f"{saved.note} {note}".strip(), lock, saved.unconfirmed)


def _lock_on(path: Path) -> Lock | None:
    """None where the folder takes no lock: each save looks at what the file holds. Raises CannotWrite where somebody
    has the file open."""
    from drafter.storage.locks import InUse, take_lock

    try:
        return take_lock(path)
    except InUse as error:
        raise CannotWrite(error.what, "It was not replaced. Choose another name.") from None
    except CannotWrite:
        return None


def _keep_copy(draft: Draft, place: Path, path: Path | None, base: str | None, closed: bool) -> None:
    from drafter.storage.recovery import keep_copy

    keep_copy(draft, place, path=path, base=base, closed=closed)


def _keep_version(draft: Draft, home: Path, file: str) -> None:
    from drafter.app import versions

    versions.keep_draft(draft, home, "autosave", file=file)


def _keep_closing(draft: Draft, opened: OpenedDraft | None, is_saved: bool, home: Path) -> None:
    """A version, whether or not the file still holds it; where the file does not, and no version can be kept, a copy
    that is offered."""
    from drafter.app import versions
    from drafter.storage.recovery import new_place

    path, sha256 = (opened.path, opened.sha256) if opened is not None else (None, None)
    if is_saved and path is not None and sha256 is not None and versions.holds(path, sha256):
        versions.keep_file(path, sha256, draft.id, home, "closed")
    elif versions.keep_draft(draft, home, "closed", file=path.name if path else "") and is_saved and path is not None:
        _keep_copy(draft, new_place(home), path, sha256, closed=True)


def _take_no_notice(_outcome: object) -> None:
    """Nothing in the window hangs on what came of it."""


def _do_nothing() -> None:
    """No save follows."""
