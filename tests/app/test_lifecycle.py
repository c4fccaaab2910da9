"""The life of drafts as officers lead it - new, typing, undo, save, save as, crash, reopen, recover, a colleague in the
same file, a full disk - walked at random beside a model that knows what must never be lost. And mistakes planted on
purpose, each of which the walk must find.

DRAFTER_LIFECYCLE=2000x80 walks 2,000 lives of 80 steps.
"""

from __future__ import annotations

import errno
import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from drafter.app import files, opening, saver, versions
from drafter.app.desk import Desk
from drafter.app.session import Session
from drafter.app.work import Work
from drafter.model.draft import Draft, Entry
from drafter.model.draft import Path as FieldPath
from drafter.storage import atomic, history, locks, packs, recovery
from drafter.storage.atomic import digest
from drafter.storage.draft_files import OpenedDraft, open_draft, save_draft
from drafter.storage.errors import CannotWrite, Conflict
from drafter.storage.history import open_version
from drafter.storage.locations import shipped_root
from drafter.storage.locks import InUse, holder_of, take_lock
from drafter.storage.processes import Process, this_host
from drafter.storage.recovery import left_behind, put_aside_copies

FIELDS = ("title", "decision_number")
NAMES = ("road.decision", "bridge.decision", "park.decision")
WORDS = st.sampled_from(("", "a", "Marsh Road", "Phase 2", "é €"))
Entries = dict[str, Entry]
Patch = Callable[[pytest.MonkeyPatch], None]


_load_pack_folder = cache(packs.load_pack_folder)


class Life(RuleBasedStateMachine):
    """`safe` is what the program has promised to keep of the draft on the desk, and `safe_in` the file it belongs to.
    `disk` is what every file must hold; `states[at]` what must be on the screen, with what undo and redo lead to."""

    plant: Patch = staticmethod(lambda patch: None)

    def __init__(self) -> None:
        super().__init__()
        gc.collect(1)  # the life before: tests collect between two of them alone
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(os, "fsync", lambda handle: None)  # durability is tried elsewhere, by kills and power cuts
        self.patch.setattr(Process, "_runs", lambda process: process.started == self.life)
        for module in (locks, recovery):
            self.patch.setattr(module, "this_process", lambda: Process(this_host(), os.getpid(), self.life))
        self.patch.setattr(packs, "load_pack_folder", _load_pack_folder)  # a form is read once, not in every life
        type(self).plant(self.patch)
        self.top = Path(tempfile.mkdtemp(prefix="life"))
        self.folder, self.home = self.top / "shared", self.top / "home"
        self.folder.mkdir()
        self.savers: list[saver.Saver] = []
        self.life, self.colleagues = 1.0, 0
        self.disk: dict[Path, Entries] = {}
        self.theirs: dict[Path, tuple[str, str | None]] = {}
        self.saved_once: dict[str, list[Entries]] = {}
        self.safe: Entries | None = None
        self.safe_in: Path | None = None
        self.kept_by_others: list[tuple[Path | None, Entries]] = []
        self.start()

    def teardown(self) -> None:
        if self.desk.saver is not None:
            self.desk.saver.leave()
            self.savers.append(self.desk.saver)  # a step may have been broken off before it was noted
        for one in self.savers:
            while not one.is_idle:  # a mistake may have broken off what was being handed back
                with suppress(Exception):
                    assert one.wait(60)
        self.patch.undo()
        shutil.rmtree(self.top)

    # ---- steps ----------------------------------------------------------------------------------------------------

    @precondition(lambda self: self.work is None)
    @rule()
    def new(self) -> None:
        self.desk.new("kent")
        self.begin({}, None)

    @precondition(lambda self: self.work is None and self.disk)
    @rule(data=st.data())
    def open(self, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(sorted(self.disk)))
        work = self.desk.open(path)
        assert not work.read_only and not work.locked
        self.begin(self.disk[path], path)
        self.note_saved(self.disk[path])

    @precondition(lambda self: self.work is None and self.disk)
    @rule(data=st.data())
    def open_while_a_colleague_has_it(self, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(sorted(self.disk)))
        with self.as_a_colleague():
            lock = take_lock(path)
        work = self.desk.open(path)
        self.savers.append(self.desk.saver)
        assert work.read_only and "OFFICE-7" in work.read_only and not work.may_save
        assert dict(work.session.draft.entries) == self.disk[path]
        self.desk.clear()
        assert self.desk.wait(60)
        lock.release()

    @precondition(lambda self: self.work is not None)
    @rule(field=st.sampled_from(FIELDS), words=WORDS)
    def type(self, field: str, words: str) -> None:
        session = self.work.session
        session.edit(FieldPath(field), words)
        session.end_typing()
        self.step({**self.screen, field: words})

    @precondition(lambda self: self.work is not None and self.at > 0)
    @rule()
    def undo(self) -> None:
        self.work.session.undo_stack.undo()
        self.at -= 1

    @precondition(lambda self: self.work is not None and self.at < len(self.states) - 1)
    @rule()
    def redo(self) -> None:
        self.work.session.undo_stack.redo()
        self.at += 1

    @precondition(lambda self: self.work is not None)
    @rule()
    def go_back_to_opening(self) -> None:
        if self.opened_with is not None:
            self.work.session.go_back_to_opening()
            self.step(self.opened_with)

    @precondition(lambda self: self.work is not None and self.path is not None)
    @rule(words=WORDS)
    def save(self, words: str) -> None:
        """Typing may go on while the save is under way."""
        asked_for = self.screen
        self.desk.saver.save("saved")
        self.type("title", words)
        assert self.desk.saver.wait(60)
        if self.foreign:
            assert isinstance(self.work.trouble, Conflict) and not self.work.is_saved
            self.promise()  # a copy is kept of what is on the screen
        else:
            assert self.work.trouble is None
            self.disk[self.path] = asked_for
            self.note_saved(asked_for)
            self.promise()
            assert self.work.is_saved == (asked_for == self.screen)
            newest = history.versions(self.home, self.work.session.draft.id)[:1]
            assert [dict(open_version(version).draft.entries) for version in newest] == [asked_for]

    @precondition(lambda self: self.work is not None)
    @rule(name=st.sampled_from(NAMES))
    def save_as(self, name: str) -> None:
        """A colleague's change to the same file is never replaced so; what another file held is a version (see below).
        """
        self.desk.saver.save_as(self.folder / name)
        self.is_saved_as(name)

    @precondition(lambda self: self.work is not None and self.path is not None)
    @rule(name=st.sampled_from(NAMES), words=WORDS)
    def save_as_behind_a_save_of_itself_that_fails(self, name: str, words: str) -> None:
        self.type("title", words)
        real, failures = files.save, [CannotWrite("There is no room left.")]

        def full_once(*given: object) -> files.Saved:
            if failures:
                raise failures.pop()
            return real(*given)  # type: ignore[arg-type]

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(files, "save", full_once)
            self.desk.saver.save("autosave")
            self.desk.saver.save_as(self.folder / name)
            self.is_saved_as(name)

    def is_saved_as(self, name: str) -> None:
        assert self.desk.saver.wait(60)
        if self.foreign and self.folder / name == self.path and self.path in self.disk:
            assert isinstance(self.work.trouble, Conflict) and not self.work.is_saved
            self.promise()
            return
        self.path, self.foreign = self.folder / name, False
        self.disk[self.path] = self.screen
        self.note_saved(self.screen)
        self.promise()
        assert self.work.trouble is None and self.work.is_saved
        assert self.work.opened is not None and self.work.opened.path == self.path

    @precondition(lambda self: self.work is not None)
    @rule()
    def pause(self) -> None:
        """Two seconds without a key: the draft is put into safety of itself."""
        self.desk.saver.save_quietly()
        assert self.desk.saver.wait(60)
        if self.path is not None and not self.foreign and not self.work.trouble:
            self.disk[self.path] = self.screen
            assert self.work.is_saved
        if self.foreign and self.work.is_saved:
            assert self.is_a_version(self.screen), "it is as it was opened, and others changed the file since"
            self.safe = None
        else:
            self.promise()

    @precondition(lambda self: self.work is not None and self.path is not None)
    @rule(words=WORDS)
    def save_on_a_full_disk(self, words: str) -> None:
        self.type("title", words)

        def full(handle: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "fsync", full)
            self.desk.saver.save("saved")
            assert self.desk.saver.wait(60)
        assert self.work.trouble is not None
        assert not self.work.is_saved or self.foreign or self.screen == self.disk[self.path]

    @precondition(lambda self: self.work is not None and self.path is not None)
    @rule(words=WORDS)
    def save_where_the_disk_does_not_confirm(self, words: str) -> None:
        """After a power cut the file may be the old one: a copy has to stay."""
        self.type("title", words)

        def unconfirmed(folder: Path) -> None:
            if folder == self.folder:
                raise OSError(errno.EIO, "Input/output error")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(atomic, "_sync_folder", unconfirmed)
            self.desk.saver.save("saved")
            assert self.desk.saver.wait(60)
        assert self.work.trouble is not None and not self.work.is_saved and self.is_a_copy(self.path, self.screen)
        if not self.foreign:
            self.disk[self.path] = self.screen
            self.note_saved(self.screen)
        self.promise()

    @precondition(lambda self: self.work is not None and self.path in self.disk and not self.foreign)
    @rule(deleted=st.booleans(), seen=st.booleans())
    def others_change_it_and_it_is_closed(self, deleted: bool, seen: bool) -> None:
        """In the same moment, or after it was seen."""
        self.type("title", f"mine {self.colleagues}")
        self.pause()
        path, draft_id, screen = self.path, self.work.session.draft.id, self.screen
        if deleted:
            self.deleted_by_a_colleague(path)
        else:
            self.saved_by_a_colleague(path)
        if seen:
            self.pause()
        self.desk.clear()
        assert self.desk.wait(60)
        assert self.is_a_version(screen, draft_id)
        self.leave()
        self.end()

    @precondition(lambda self: self.work is not None)
    @rule()
    def close(self) -> None:
        self.pause()
        self.desk.clear()
        assert self.desk.wait(60)
        self.leave()
        self.end()

    @precondition(lambda self: self.work is not None)
    @rule()
    def crash(self) -> None:
        """The program is gone, and with it what was typed since it was last in safety; it is started again."""
        assert self.desk.saver.wait(60)
        self.desk.saver._touch.stop()
        for worker in (self.desk.saver._copies, self.desk.saver._files):
            worker.leave()
        self.life += 1
        self.leave()
        self.start()

    @precondition(lambda self: self.work is not None)
    @rule(words=WORDS, written=st.booleans())
    def crash_while_it_is_saved(self, words: str, written: bool) -> None:
        """Before or after the file was written; the window never learns what came of it."""
        self.type("title", words)
        with pytest.MonkeyPatch.context() as patch:
            if not written:
                patch.setattr(files, "save", lambda *_: None)
            self.desk.saver.save_quietly()
            if not self.work.is_saved:
                self.promise()
            if self.desk.saver.is_saving and written and not self.foreign:
                self.disk[self.path] = self.screen
            for worker in (self.desk.saver._copies, self.desk.saver._files):
                thread = worker._thread
                worker._then.clear()
                worker._look.stop()
                worker.leave()
                if thread is not None:
                    thread.join(60)
        self.crash()

    @precondition(lambda self: self.work is None)
    @rule(data=st.data())
    def recover(self, data: st.DataObject) -> None:
        copies = left_behind(self.home)
        if not copies:
            return
        copy = data.draw(st.sampled_from(copies))
        draft = open_draft(copy.place).draft
        kept = dict(draft.entries)
        in_its_file = copy.path in self.disk and open_draft(copy.path).draft == draft  # not another that says the same
        work = self.desk.put_restored(self.desk.restoring(copy)())
        assert self.desk.saver.wait(60)
        assert dict(work.session.draft.entries) == kept
        assert (work.opened.path if work.opened else None) == copy.path
        self.begin(kept, copy.path)
        self.kept_by_others.remove((copy.path, kept))
        self.opened_with = dict(work.session._opened.draft.entries)
        self.safe, self.safe_in = kept, copy.path
        if copy.path is not None:
            now = self.sha256(copy.path)
            self.foreign = copy.base != now and not in_its_file
            assert work.is_saved == in_its_file
            assert work.is_saved or work.opened.sha256 == copy.base, "what others did since would go unseen"

    @precondition(lambda self: self.work is not None)
    @rule(data=st.data(), words=WORDS, theirs=st.booleans())
    def crash_after_a_pause_and_recover(self, data: st.DataObject, words: str, theirs: bool) -> None:
        if theirs and self.path in self.disk:
            self.saved_by_a_colleague(self.path)
        self.type("title", words)
        self.pause()
        self.crash()
        self.recover(data)

    @precondition(lambda self: self.work is None)
    @rule(data=st.data())
    def decline(self, data: st.DataObject) -> None:
        copies = left_behind(self.home)
        if not copies:
            return
        copy = data.draw(st.sampled_from(copies))
        kept = open_draft(copy.place).draft
        recovery.put_aside(copy.place)
        self.kept_by_others.remove((copy.path, dict(kept.entries)))
        assert kept in [open_draft(one.place).draft for one in put_aside_copies(self.home)]

    @precondition(lambda self: self.disk)
    @rule(data=st.data())
    def a_colleague_saves(self, data: st.DataObject) -> None:
        self.saved_by_a_colleague(data.draw(st.sampled_from(sorted(self.disk))))

    @precondition(lambda self: self.work is not None and self.disk.keys() - {self.path})
    @rule(data=st.data())
    def save_as_over_what_a_colleague_saved(self, data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(sorted(self.disk.keys() - {self.path})))
        self.saved_by_a_colleague(path)
        self.save_as(path.name)

    def saved_by_a_colleague(self, path: Path) -> None:
        self.colleagues += 1
        theirs = replace(open_draft(path).draft, entries={"title": f"theirs {self.colleagues}"})
        save_draft(theirs, path, over=self.sha256(path))
        self.disk[path] = dict(theirs.entries)
        self.theirs[path] = (theirs.id, self.sha256(path))
        self.note_foreign(path)

    @precondition(lambda self: self.disk)
    @rule(data=st.data())
    def a_colleague_deletes(self, data: st.DataObject) -> None:
        self.deleted_by_a_colleague(data.draw(st.sampled_from(sorted(self.disk))))

    def deleted_by_a_colleague(self, path: Path) -> None:
        path.unlink()
        del self.disk[path]
        self.theirs.pop(path, None)
        self.note_foreign(path)

    @precondition(lambda self: self.work is not None and self.saved_once.get(self.work.session.draft.id))
    @rule(data=st.data())
    def restore_a_version(self, data: st.DataObject) -> None:
        found = history.versions(self.home, self.work.session.draft.id)
        kept = data.draw(st.sampled_from(self.saved_once[self.work.session.draft.id]))
        version = next((one for one in found if dict(open_version(one).draft.entries) == kept), None)
        assert version is not None, "a version that was saved is not there"
        self.work.session.put_whole(open_version(version).draft, "restoring a version")
        self.step(kept)

    # ---- what must hold -------------------------------------------------------------------------------------------

    @invariant()
    def the_screen_shows_what_was_typed(self) -> None:
        if self.work is not None:
            assert dict(self.work.session.draft.entries) == self.screen

    @invariant()
    def the_files_hold_what_they_must_and_nothing_else_is_there(self) -> None:
        found = {path for path in self.folder.iterdir() if not path.name.startswith("~$")}
        assert found == set(self.disk)
        for path, entries in self.disk.items():
            assert dict(open_draft(path).draft.entries) == entries

    @invariant()
    def what_a_colleague_saved_is_in_the_file_or_in_a_version(self) -> None:
        for path, (draft_id, sha256) in self.theirs.items():
            assert self.sha256(path) == sha256 or sha256 in [
                version.sha256 for version in history.versions(self.home, draft_id)], "a colleague's work is lost"

    @invariant()
    def saved_is_said_only_where_it_is_so(self) -> None:
        if self.work is not None and self.path is not None and self.work.is_saved and not self.foreign:
            assert self.disk[self.path] == self.screen

    @invariant()
    def what_was_promised_is_there(self) -> None:
        """In the draft's own file, or in a copy that is offered should the program end now."""
        if self.work is not None and self.safe:
            assert self.is_there(self.safe_in, self.safe)

    @invariant()
    def what_was_left_is_offered(self) -> None:
        offered = [(copy.path, dict(open_draft(copy.place).draft.entries)) for copy in left_behind(self.home)]
        for left in self.kept_by_others:
            assert left in offered, left

    @invariant()
    def others_are_told_while_it_is_open_and_no_longer(self) -> None:
        for path in self.disk:
            holder = holder_of(path)
            if self.work is None or path != self.path:
                assert holder is None, f"{path.name} is still held"
            elif holder is not None:
                with pytest.raises(InUse), self.as_a_colleague():
                    take_lock(path)
        if self.work is not None and self.path in self.disk and not self.foreign:
            assert holder_of(self.path) is not None, "nobody is told"

    # ---- the model ------------------------------------------------------------------------------------------------

    @property
    def work(self) -> Work | None:
        return self.desk.work

    @property
    def screen(self) -> Entries:
        return self.states[self.at]

    def start(self) -> None:
        self.desk = Desk(self.home, (shipped_root(),), lambda: date(2026, 11, 21), lambda *_: ())
        self.end()

    def begin(self, entries: Entries, path: Path | None) -> None:
        self.states, self.at, self.path, self.foreign = [entries], 0, path, False
        self.opened_with: Entries | None = entries
        self.savers.append(self.desk.saver)
        self.safe, self.safe_in = None, None

    def end(self) -> None:
        self.states, self.at, self.path, self.foreign, self.safe = [{}], 0, None, False, None

    def step(self, entries: Entries) -> None:
        if entries != self.screen:
            self.states[self.at + 1:] = [entries]
            self.at += 1

    def note_foreign(self, path: Path) -> None:
        """No promise reaches beyond what others do to the file itself, until it is looked at again."""
        if path == self.path:
            self.foreign = True
            if self.safe and not self.is_there(self.safe_in, self.safe):
                self.safe = None

    def promise(self) -> None:
        self.safe, self.safe_in = self.screen, self.path

    def leave(self) -> None:
        """What was promised and is in no file has to be offered from now on."""
        if self.safe and not (self.safe_in and self.disk.get(self.safe_in) == self.safe):
            self.kept_by_others.append((self.safe_in, self.safe))
        offered = [(copy.path, dict(open_draft(copy.place).draft.entries)) for copy in left_behind(self.home)]
        self.kept_by_others += [one for one in offered if one not in self.kept_by_others]
        self.safe = None

    def is_there(self, path: Path | None, entries: Entries) -> bool:
        return (path is not None and self.disk.get(path) == entries) or self.is_a_copy(path, entries)

    def is_a_copy(self, path: Path | None, entries: Entries) -> bool:
        places = (self.home / "recovery").glob("*.decision")
        found = [recovery._read(place) for place in places]
        return any(copy.path == path and dict(open_draft(copy.place).draft.entries) == entries for copy in found)

    def is_a_version(self, entries: Entries, draft_id: str | None = None) -> bool:
        kept = history.versions(self.home, draft_id or self.work.session.draft.id)
        return any(dict(open_version(version).draft.entries) == entries for version in kept)

    def note_saved(self, entries: Entries) -> None:
        self.saved_once.setdefault(self.work.session.draft.id, []).append(entries)

    def sha256(self, path: Path) -> str | None:
        return digest(path.read_bytes()) if path.exists() else None

    @contextmanager
    def as_a_colleague(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(locks, "this_process", lambda: Process("OFFICE-7", 7, 7.0))
            yield


# ---- mistakes planted on purpose -----------------------------------------------------------------------------------


def never_written(patch: pytest.MonkeyPatch) -> None:
    """A save that says so and writes nothing."""
    patch.setattr(files, "_save", lambda draft, path, over, pack, home: files.Saved(
        OpenedDraft(draft, path, over or "")))


def nobody_looks(patch: pytest.MonkeyPatch) -> None:
    """A save over what somebody else has saved meanwhile."""
    patch.setattr(atomic, "_refuse_other_work", lambda *_: None)


def typing_counts_as_saved(patch: pytest.MonkeyPatch) -> None:
    """What was typed while the save was under way is called saved too."""
    real = Session.mark_saved
    patch.setattr(Session, "mark_saved", lambda session, draft: real(session, session.draft))


def a_failed_save_counts(patch: pytest.MonkeyPatch) -> None:
    """The mark of unsaved work goes before the disk has answered."""
    real = saver.Saver.save

    def save(self: saver.Saver, what: saver.Save) -> None:
        self.work.session.mark_saved(self.work.session.draft)
        real(self, what)

    patch.setattr(saver.Saver, "save", save)


def saving_forgets_the_steps(patch: pytest.MonkeyPatch) -> None:
    """Undo ends at the last save."""
    real = Session.mark_saved

    def mark(session: Session, draft: Draft) -> None:
        real(session, draft)
        session.undo_stack.clear()

    patch.setattr(Session, "mark_saved", mark)


def no_copy(patch: pytest.MonkeyPatch) -> None:
    """No copy is kept of what has no file."""
    patch.setattr(saver, "_keep_copy", lambda *_: None)


def a_copy_without_its_file(patch: pytest.MonkeyPatch) -> None:
    """A copy does not know which file it belongs to."""
    real = saver._keep_copy
    patch.setattr(saver, "_keep_copy", lambda draft, place, path, base, closed: real(draft, place, None, None, closed))


def a_copy_takes_the_file_as_it_is(patch: pytest.MonkeyPatch) -> None:
    """What is recovered is saved over what others did since."""
    real = opening.restore

    def restore(copy: recovery.RecoveryCopy, roots: object, home: Path) -> object:
        base = digest(copy.path.read_bytes()) if copy.path and copy.path.exists() else copy.base
        return real(replace(copy, base=base), roots, home)  # type: ignore[arg-type]

    patch.setattr(opening, "restore", restore)


def declined_is_deleted(patch: pytest.MonkeyPatch) -> None:
    """A "no" to recovery deletes the only copy."""
    patch.setattr(recovery, "put_aside", lambda place: place.unlink())


def closing_drops_the_copy(patch: pytest.MonkeyPatch) -> None:
    """A draft is closed in good order, and the copy of what its file does not hold goes."""
    real = saver.Saver.leave

    def leave(self: saver.Saver) -> None:
        real(self)
        self.wait(60)
        self.work.place.unlink(missing_ok=True)

    patch.setattr(saver.Saver, "leave", leave)


def the_start_clears_up(patch: pytest.MonkeyPatch) -> None:
    """A fresh start writes over what was left behind: every copy has the same place."""
    patch.setattr(recovery, "new_place", lambda home: home / "recovery" / "copy.decision")


def saved_as_the_old_one(patch: pytest.MonkeyPatch) -> None:
    """After "save as", the next save goes into the old file."""
    real = saver._save_as

    def save_as(draft: Draft, path: Path, *others: object) -> object:
        done = real(draft, path, *others)  # type: ignore[arg-type]
        return replace(done, opened=replace(done.opened, path=path.with_name("road.decision")))

    patch.setattr(saver, "_save_as", save_as)


def replaced_unkept(patch: pytest.MonkeyPatch) -> None:
    """What a file held is not kept when another draft takes its place."""
    def sha256(path: Path, _home: Path) -> str | None:
        return digest(path.read_bytes()) if path.exists() else None

    patch.setattr(versions, "keep_replaced", sha256)


def no_versions(patch: pytest.MonkeyPatch) -> None:
    """No version is kept of what was saved."""
    patch.setattr(versions, "keep_file", lambda *_: "")


def another_version(patch: pytest.MonkeyPatch) -> None:
    """A version is kept under the moment of another one."""
    real, last = history.keep_version, [b""]

    def keep(home: Path, draft_id: str, content: bytes, why: history.Why, **others: str) -> object:
        last.append(content)
        return real(home, draft_id, last[-2] or content, why, **others)  # type: ignore[arg-type]

    patch.setattr(history, "keep_version", keep)


def nobody_is_told(patch: pytest.MonkeyPatch) -> None:
    """No lock is set."""
    def none(draft: Path, **_: object) -> locks.Lock:
        return locks.Lock(draft)

    patch.setattr(opening, "take_lock", none)
    patch.setattr(locks, "take_lock", none)


def a_lock_for_ever(patch: pytest.MonkeyPatch) -> None:
    """The lock stays when the draft is closed."""
    patch.setattr(locks.Lock, "release", lambda lock: None)


def a_failure_drops_what_waits(patch: pytest.MonkeyPatch) -> None:
    """What was asked for while a save was under way is forgotten when that fails."""
    real = saver.Saver._saved

    def saved(self: saver.Saver, draft: Draft, what: saver.Save, outcome: object) -> None:
        if isinstance(outcome, Exception):
            self._follow(lambda: None, False)
        real(self, draft, what, outcome)  # type: ignore[arg-type]

    patch.setattr(saver.Saver, "_saved", saved)


def unconfirmed_counts(patch: pytest.MonkeyPatch) -> None:
    """What the disk did not confirm is called saved."""
    real = files._save
    patch.setattr(files, "_save", lambda *given: replace(real(*given), unconfirmed=None))


def closing_trusts_the_file(patch: pytest.MonkeyPatch) -> None:
    """Nobody asks at closing whether the file still holds what was saved."""
    patch.setattr(versions, "holds", lambda *_: True)


def saved_is_for_ever(patch: pytest.MonkeyPatch) -> None:
    """What others do to the file after it was saved goes unseen."""
    patch.setattr(saver.Saver, "look", lambda self: False)


def the_copy_goes_too_soon(patch: pytest.MonkeyPatch) -> None:
    """The copy is dropped when a save begins."""
    real = saver.Saver._begin

    def begin(self: saver.Saver, *given: object) -> None:
        self._forget_copy()
        real(self, *given)  # type: ignore[arg-type]

    patch.setattr(saver.Saver, "_begin", begin)


MISTAKES = (
    never_written, nobody_looks, typing_counts_as_saved, a_failed_save_counts, saving_forgets_the_steps, no_copy,
    a_copy_without_its_file, a_copy_takes_the_file_as_it_is, declined_is_deleted, closing_drops_the_copy,
    the_start_clears_up, saved_as_the_old_one, replaced_unkept, no_versions, another_version, nobody_is_told,
    a_lock_for_ever, a_failure_drops_what_waits, unconfirmed_counts, closing_trusts_the_file, saved_is_for_ever,
    the_copy_goes_too_soon)


def walk(plant: Patch | None, lives: int, steps: int) -> None:
    machine = type("Walk", (Life,), {"plant": staticmethod(plant)} if plant else {})
    run_state_machine_as_test(machine, settings=settings(
        max_examples=lives, stateful_step_count=steps, deadline=None, database=None, derandomize=True,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate], report_multiple_bugs=False, print_blob=False))


@pytest.mark.usefixtures("qapp")
def test_no_life_of_a_draft_loses_what_was_promised() -> None:
    lives, steps = os.environ.get("DRAFTER_LIFECYCLE", "30x40").split("x")
    walk(None, int(lives), int(steps))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.__name__)
def test_every_planted_mistake_is_found(mistake: Patch) -> None:
    with pytest.raises(AssertionError):
        walk(mistake, 200, 40)
