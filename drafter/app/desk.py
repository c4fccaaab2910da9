"""The desk: the one draft that is being worked on, with its form and the file it belongs to. No dialogs here.

What reads forms and drafts is imported when it is first needed, so that the start page is painted without it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.app import recent
from drafter.model.failure import Failure
from drafter.storage.locations import SUFFIX

if TYPE_CHECKING:
    from drafter.app.bringing import Report
    from drafter.app.generate import Made, NotReady
    from drafter.app.opening import Opening, Restoring
    from drafter.app.paper_files import Changed, WhenChanged
    from drafter.app.papers import Wanted
    from drafter.app.saver import Saver
    from drafter.app.session import Check
    from drafter.app.work import Work
    from drafter.model.draft import CellEntry, Draft
    from drafter.model.form import Form
    from drafter.storage.locks import Holder
    from drafter.storage.packs import Pack
    from drafter.storage.recovery import RecoveryCopy
    from drafter.storage.settings_files import Settings


class Desk:
    """`roots` are searched for forms, in order; `home` is the private folder; `today` gives the day. `wanted` are the
    papers that were created last of each draft, by its id, for as long as the program runs."""

    def __init__(self, home: Path, roots: Sequence[Path], today: Callable[[], date] = date.today,
                 check: Check | None = None) -> None:
        self.home, self.roots, self.today, self._check = home, tuple(roots), today, check
        self.saver: Saver | None = None
        self._leaving: list[Saver] = []
        self.wanted: dict[str, Wanted] = {}

    @property
    def work(self) -> Work | None:
        """What is worked on; None while the start page is shown."""
        return self.saver.work if self.saver is not None else None

    def forms(self) -> list[tuple[str, str]]:
        """Ids and titles of the forms to choose from. One alone is not read for its title; one with a slip is left out
        where there is another, and so is an example."""
        from drafter.app.packs import open_pack
        from drafter.storage.packs import find_packs

        ids = list(find_packs(self.roots))
        if len(ids) == 1:
            return [(ids[0], ids[0])]
        found: list[tuple[str, str]] = []
        examples: list[tuple[str, str]] = []
        slips: list[Failure] = []
        for form_id in ids:
            try:
                form = open_pack(form_id, self.roots).form
            except Failure as failure:
                slips.append(failure)
                continue
            (examples if form.example else found).append((form_id, f"{form.council}: {form.title}"))
        if not found and not examples:
            raise slips[0] if slips else Failure("No forms were found.", "Install drafter again, or name a folder of "
                                                 "forms with --packs.")
        return found or examples

    def new(self, form_id: str) -> Work:
        from drafter.app.files import new_draft
        from drafter.app.packs import open_pack

        pack = open_pack(form_id, self.roots)
        work = self._put(_with_contact(new_draft(pack), pack.form, recent.settings(self.home)), pack)
        work.blank = work.session.draft
        return work

    def opening(self, path: Path, from_holder: Holder | None = None) -> Callable[[], Opening]:
        """What reads a draft's file. It may wait for a network folder, and may be done in another thread; it raises
        CannotRead or FormError."""
        from drafter.app.opening import open_to_write

        return partial(open_to_write, path, self.roots, self.home, from_holder=from_holder)

    def put_opened(self, found: Opening) -> Work:
        """The draft that was read, on the desk."""
        work = self._put(found.opened.draft, found.pack)
        work.opened, work.lock, work.in_use, work.read_only = found.opened, found.lock, found.in_use, found.read_only
        work.locked, work.note, work.copies = found.locked, found.note, found.copies
        work.latest = found.latest
        self._saver().hold()
        recent.remember(found.opened.path, self.home)
        return work

    def open(self, path: Path) -> Work:
        """Both at once. Raises CannotRead or FormError; then what is on the desk stays there."""
        return self.put_opened(self.opening(path)())

    def restoring(self, copy: RecoveryCopy) -> Callable[[], Restoring]:
        """What reads a recovery copy; as `opening`."""
        from drafter.app.opening import restore

        return partial(restore, copy, self.roots, self.home)

    def put_restored(self, found: Restoring) -> Work:
        """What was recovered, on the desk: it belongs to the file it belonged to, told by what that held at the time,
        so that a save sees what others did since. Restoring is a step that can be undone."""
        from drafter.model.draft import Draft
        from drafter.storage.draft_files import OpenedDraft

        work = self._put(found.base or found.draft, found.pack)
        work.place, work.note, work.latest = found.place, found.note, found.latest
        if found.path is not None:
            work.opened = OpenedDraft(found.base or Draft(found.draft.form, found.draft.id), found.path, found.sha256)
            if found.file is not None:
                work.lock, work.copies = found.file.lock, found.file.copies
                work.locked = found.file.locked or found.file.read_only
            self._saver().hold()
        work.session.put_whole(found.draft, "restoring what was not saved")
        if found.base is None or found.file is None or found.file.opened.sha256 != found.sha256:
            work.session.mark_unsaved()  # the file may hold anything by now, or be gone
        self._saver().keep()
        return work

    def import_record(self, path: Path, form_id: str) -> Work:
        """A draft from a published record as text. It has no name until it is saved."""
        from drafter.app.files import import_record
        from drafter.app.packs import open_pack

        pack = open_pack(form_id, self.roots)
        return self._put(import_record(path, pack), pack)

    def begin(self, path: Path, form_id: str) -> Work:
        """A new draft from an earlier one, or from a published record as text (then on that form)."""
        from drafter.app.begin import begun_from
        from drafter.app.files import import_record, open_file
        from drafter.app.packs import open_pack

        if path.suffix.lower() == SUFFIX:
            earlier = open_file(path.absolute()).draft
            pack = open_pack(earlier.form.id, self.roots)
        else:
            pack = open_pack(form_id, self.roots)
            earlier = import_record(path, pack)
        return self._put(begun_from(earlier, pack.form), pack)

    def creating(self, output_id: str, target: Path, *, as_draft: bool, share: bool = False,
                 when_changed: WhenChanged = "ask") -> Callable[[], Made | NotReady | Changed]:
        """What makes a paper of the draft as it is now; it may be done in another thread, and raises a Failure."""
        from drafter.app.generate import create

        work = self._saver().work
        beside = work.opened.path if work.opened else work.place
        return partial(create, work.session.draft, work.pack, output_id, target, beside=beside, today=self.today(),
                       home=self.home, as_draft=as_draft, share=share, when_changed=when_changed)

    def proposed_name(self, output_id: str, suffix: str, *, as_draft: bool = False) -> str:
        """What the form calls the paper, as a legal file name."""
        from drafter.document.file_names import file_name

        work = self._saver().work
        output = work.pack.form.output(output_id)
        return file_name(work.session.answers, output, suffix, as_draft=as_draft) if output else f"{output_id}.{suffix}"

    def report(self) -> Report | None:
        """What bringing the draft to its form as it is now would change; None where it is on that."""
        from drafter.app import bringing

        work = self._saver().work
        return (bringing.report(work.session.draft, work.pack, work.latest, self.today())
                if work.latest is not None and work.may_be_brought else None)

    def bring(self, report: Report) -> None:
        """Do it, as one step that can be undone. What the draft is now is kept as a version: where that cannot be done,
        it is a Failure and nothing changes."""
        from drafter.app import versions
        from drafter.storage.calendars import calendar_for

        work = self._saver().work
        trouble = versions.keep_draft(work.session.draft, self.home, "brought",
                                      file=work.opened.path.name if work.opened else "")
        if trouble:
            raise Failure(trouble, "The draft was left as it is.")
        form = report.pack.form
        work.session.bring_to(report.draft, form, calendar_for(form.conventions))

    def clear(self) -> None:
        """Nothing is on the desk any more. What was there is in safety: others know how it got there."""
        saver, self.saver = self.saver, None
        if saver is not None:
            self._note_state(saver.work)
            self._leaving = [one for one in self._leaving if not one.is_idle]
            saver.leave()
            self._leaving.append(saver)

    def wait(self, seconds: float) -> bool:
        """Stand still until the drafts that were left are put away, but no longer than that."""
        return all(saver.wait(seconds) for saver in self._leaving)

    def _put(self, draft: Draft, pack: Pack) -> Work:
        from drafter.app.saver import Saver
        from drafter.app.session import Session
        from drafter.app.work import Work
        from drafter.storage.calendars import calendar_for
        from drafter.storage.recovery import new_place

        session = Session(draft, pack.form, self.today(), calendar_for(pack.form.conventions), self._check)
        self.clear()
        work = Work(session, pack, new_place(self.home), self.home,
                    to_file=recent.settings(self.home).autosave_to_file)
        self.saver = Saver(work)
        self.saver.moved.connect(self._moved)
        return work

    def _note_state(self, work: Work) -> None:
        """What the start page says of a draft that is left, where its file holds it."""
        if work.opened is not None and work.is_saved and not work.read_only:
            from drafter.app.progress import progress, summary

            session = work.session
            recent.note_state(work.opened.path, summary(progress(session.answers, session.problems)), self.home)

    def _moved(self, path: Path) -> None:
        recent.remember(path, self.home)

    def _saver(self) -> Saver:
        if self.saver is None:
            raise ValueError("there is no draft on the desk")
        return self.saver


def _with_contact(draft: Draft, form: Form, settings: Settings) -> Draft:
    """The officer as the one to ask, where the settings know them and the form asks."""
    from drafter.model.draft import Row
    from drafter.model.fields import PeopleField

    cells: dict[str, CellEntry] = {"name": settings.name, "post": settings.post, "phone": settings.phone,
                                   "email": settings.email}
    cells = {column: value for column, value in cells.items() if value}
    known = cells.keys() - {"name"}
    field = form.field(form.contact_field)
    return draft.with_row_added(field.id, Row(cells)) if known and isinstance(field, PeopleField) else draft
