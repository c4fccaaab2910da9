"""Other states of the draft on the screen: somebody else's change, a copy beside it, another draft, its own past."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Protocol, TypeVar

from drafter.app.desk import Desk
from drafter.model.failure import Failure
from drafter.storage.errors import CannotRead, Conflict
from drafter.ui.dialogs import Dialogs

if TYPE_CHECKING:
    from drafter.app.both_changed import BothChanged
    from drafter.app.saver import Saver
    from drafter.app.work import Work
    from drafter.model.draft import Draft
    from drafter.storage.draft_files import OpenedDraft

T = TypeVar("T")


class Beside(Protocol):
    """Does a job beside the window and waits for it; None where the officer does not."""

    def __call__(self, words: str, job: Callable[[], T]) -> T | None: ...


class Reconciling:
    """Each is seen before anything is done; what is done is one step that can be undone."""

    def __init__(self, desk: Desk, dialogs: Dialogs, beside: Beside) -> None:
        self.desk, self.dialogs, self._beside = desk, dialogs, beside

    def may_resolve(self) -> bool:
        """Whether the draft was not saved because somebody else changed its file, and that file can be opened."""
        work = self.desk.work
        if work is None or not isinstance(work.trouble, Conflict):
            return False
        try:
            return self._theirs(work) is not None
        except Failure:
            return False

    def resolve(self) -> bool:
        """Somebody else changed the file. Whether the two were put together, or each has a file, and a save is begun.
        Raises a Failure where what is there now cannot be put together with this.
        """
        from drafter.app.both_changed import both_changed, name_beside

        work, saver = self.desk.work, self.desk.saver
        theirs = self._theirs(work) if work is not None else None
        if work is None or saver is None or work.opened is None or theirs is None:
            return False
        conflict = both_changed(work.opened.draft, work.session.draft, theirs, work.pack.form)
        answer = self.dialogs.both_changed(conflict)
        if answer is None:
            return False
        if answer == "both":
            saver.save_as(name_beside(work.opened.path, datetime.now()))
            return True
        work.session.put_whole(conflict.merged.settled(answer), "putting both changes together")
        saver.save_over(theirs)
        return True

    def look_at_copy(self) -> bool:
        """A program that synchronises left a copy beside the draft. Whether the two were put together."""
        from drafter.app.both_changed import both_changed

        work = self.desk.work
        if work is None or work.opened is None or not work.copies:
            return False
        beside = work.opened.path.with_name(work.copies[0].name)
        theirs = self._open(beside)
        if theirs is None:
            return False
        if theirs.draft.id != work.session.draft.id:
            raise Failure(f"{beside.name} is another draft: only its name looks like a copy.")
        conflict: BothChanged = both_changed(None, work.session.draft, theirs, work.pack.form, is_copy=True)
        answer = self.dialogs.both_changed(conflict)
        if answer is None or answer == "both":
            return False
        work.session.put_whole(conflict.merged.settled(answer), "putting the copy together with the draft")
        work.copies = work.copies[1:]
        return True

    def compare_with(self, folder: FilePath) -> None:
        """Shows what the draft on the screen has changed against another file."""
        from drafter.model.comparison import compare

        work, path = self.desk.work, self.dialogs.which_draft(str(folder))
        if work is None or path is None:
            return
        other = self._open(path)
        if other is not None:
            self.dialogs.compare(f"From {path.stem} to the draft on the screen",
                                 compare(other.draft, work.session.draft, work.pack.form))

    def history(self) -> str:
        """Shows the versions and does what is wanted of one; what was done, in a sentence."""
        from drafter.app import versions

        work, saver = self.desk.work, self.desk.saver
        if work is None or saver is None:
            return ""
        draft, home = work.session.draft, self.desk.home
        open_version = partial(versions.draft_on, pack=work.pack, home=home)
        answer = self.dialogs.history(versions.list_versions(draft.id, home), draft, work.pack.form,
                                      open_version, self.desk.today(), not work.read_only)
        if answer is None:
            return ""
        if answer == "name":
            return self._name(work)
        if answer == "forget":
            return self._forget(draft, saver)
        what, version = answer
        before = open_version(version)
        if what == "whole":
            after, told = versions.restored(draft, before), "The version was restored."
        else:
            after, told = versions.with_section(draft, before, what), f"“{what.short_name}” was restored."
        work.session.put_whole(after, "restoring an earlier version")
        return told

    def _name(self, work: Work) -> str:
        from drafter.app import versions

        name = self.dialogs.name_moment()
        if not name:
            return ""
        file = work.opened.path.name if work.opened else ""
        trouble = versions.keep_draft(work.session.draft, self.desk.home, "named", name=name, file=file)
        if trouble:
            raise Failure(trouble)
        return f"Kept as “{name}”."

    def _forget(self, draft: Draft, saver: Saver) -> str:
        from drafter.app import versions

        found = versions.list_versions(draft.id, self.desk.home)
        if not self.dialogs.forget_versions(sorted({version.file for version in found if version.file})):
            return ""
        versions.forget_all(draft.id, self.desk.home)
        saver.keep_anew()
        return "All earlier versions were removed."

    def _theirs(self, work: Work) -> OpenedDraft | None:
        """What the file holds now; None where the officer did not wait for it. Raises a Failure where that is gone,
        cannot be opened, only by a newer version, or is another draft."""
        if work.opened is None:
            return None
        path = work.opened.path
        try:
            found = self._open(path)
        except CannotRead as failure:
            raise Failure(failure.what, "Save the draft on the screen under a name.") from None
        if found is not None and found.newer:
            raise Failure(found.newer, "Save the draft on the screen under another name.")
        if found is not None and found.draft.id != work.session.draft.id:
            raise Failure(f"{path.name} holds another draft now.", "Save the draft on the screen under another name.")
        return found

    def _open(self, path: FilePath) -> OpenedDraft | None:
        from drafter.app.files import open_file

        return self._beside(f"Opening {path.name}", partial(open_file, path))
