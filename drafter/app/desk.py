"""The desk: the one draft that is being worked on, with its form and the file it belongs to. No dialogs here.

What reads forms and drafts is imported when it is first needed, so that the start page is painted without it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.app import recent, unsaved
from drafter.model.failure import Failure

if TYPE_CHECKING:
    from drafter.app.generate import Made, NotReady
    from drafter.app.paper_files import Changed, WhenChanged
    from drafter.app.session import Check, Session
    from drafter.document.facts import Facts
    from drafter.model.draft import Draft
    from drafter.storage.draft_files import OpenedDraft
    from drafter.storage.packs import Pack


@dataclass
class Work:
    """A draft on the desk. `opened` is its file; None while it has no name: then `place` is where it is kept. `home` is
    the private folder.

    `read_only` says why it may not be changed, `locked` why it cannot be saved where it is, `note` what else to tell,
    `trouble` why it was not saved of itself, `saved_at` when it was saved last. `kept` is what the file at `place`
    holds, `kept_sha256` tells its bytes.
    """

    session: Session
    pack: Pack
    place: Path
    home: Path
    opened: OpenedDraft | None = None
    read_only: str = ""
    locked: str = ""
    note: str = ""
    trouble: Failure | None = None
    kept: Draft | None = None
    kept_sha256: str | None = None
    saved_at: datetime | None = None

    def facts(self) -> Facts:
        """What the papers say beyond the answers, as things stand now."""
        from drafter.app.facts import facts_for
        from drafter.storage.paper_log import papers_made

        session = self.session
        return facts_for(session.answers, session.today, session.calendar,
                         papers_made(session.draft.id, self.home))

    @property
    def name(self) -> str:
        """For the window's title: the name of its file, never its text."""
        return self.opened.path.stem if self.opened else "Unsaved draft"

    @property
    def may_save(self) -> bool:
        """Whether it has a file of its own that may be written."""
        return self.opened is not None and not self.locked and not self.read_only

    @property
    def is_saved(self) -> bool:
        """Whether its own file holds what is on the screen, or there is nothing to hold."""
        return self.session.is_saved if self.opened is not None else not self.session.draft.entries

    @property
    def is_kept(self) -> bool:
        """Whether the private folder holds what is on the screen."""
        return self.kept == self.session.draft

    @property
    def is_safe(self) -> bool:
        """Whether it may be left: it is saved, or kept where it has no file of its own to be saved in."""
        return self.is_saved or (self.is_kept and not self.may_save)


class Desk:
    """`roots` are searched for forms, in order; `home` is the private folder; `today` gives the day."""

    def __init__(self, home: Path, roots: Sequence[Path], today: Callable[[], date] = date.today,
                 check: Check | None = None) -> None:
        self.home, self.roots, self.today, self._check = home, tuple(roots), today, check
        self.work: Work | None = None

    def forms(self) -> list[tuple[str, str]]:
        """Ids and titles of the forms to choose from. One alone is not read for its title; one with a slip is left out
        where there is another."""
        from drafter.app.packs import open_pack
        from drafter.storage.packs import find_packs

        ids = list(find_packs(self.roots))
        if len(ids) == 1:
            return [(ids[0], ids[0])]
        found, slips = [], []
        for form_id in ids:
            try:
                form = open_pack(form_id, self.roots).form
            except Failure as failure:
                slips.append(failure)
                continue
            found.append((form_id, f"{form.council}: {form.title}"))
        if not found:
            raise slips[0] if slips else Failure("No forms were found.", "Install drafter again, or name a folder of "
                                                 "forms with --packs.")
        return found

    def new(self, form_id: str) -> Work:
        from drafter.app.files import new_draft
        from drafter.app.packs import open_pack

        pack = open_pack(form_id, self.roots)
        return self._put(new_draft(pack), pack)

    def open(self, path: Path) -> Work:
        """Raises CannotRead or FormError; then what is on the desk stays there."""
        from drafter.app.files import open_file, why_read_only
        from drafter.app.packs import pack_for

        path = path.absolute()
        opened = open_file(path)
        found = pack_for(opened.draft, self.roots, self.home)
        work = self._put(opened.draft, found.pack)
        work.note = found.note
        if unsaved.is_place(path, self.home):
            work.place, work.kept, work.kept_sha256 = path, opened.draft, opened.sha256
            return work
        work.opened, work.read_only = opened, opened.newer
        work.locked = "" if opened.newer else why_read_only(opened) or _why_shipped(path)
        recent.remember(path, self.home)
        return work

    def import_record(self, path: Path, form_id: str) -> Work:
        """A draft from a published record as text. It has no name until it is saved."""
        from drafter.app.files import import_record
        from drafter.app.packs import open_pack

        pack = open_pack(form_id, self.roots)
        return self._put(import_record(path, pack), pack)

    def save(self, *, typing: bool = False) -> str:
        """Save where it was opened; returns what did not go as well as it should have. Raises a Failure.

        `typing` goes on in the same step of the history.
        """
        from drafter.app.files import save

        work = self._working()
        if work.opened is None:
            raise ValueError("a draft without a name is saved under one")
        draft = work.session.draft
        saved = save(draft, work.opened, work.pack, self.home)
        return self._saved(draft, saved.opened, saved.note, typing)

    def save_as(self, path: Path) -> str:
        """Save under a name, over a file of that name: the dialog has asked. Raises a Failure."""
        from drafter.app.files import save_as

        work = self._working()
        draft = work.session.draft
        saved = save_as(draft, path.absolute(), work.pack, self.home, replace_file=True)
        work.locked, work.read_only = _why_shipped(saved.opened.path), ""
        return self._saved(draft, saved.opened, saved.note)

    def save_quietly(self) -> str:
        """Put the draft into safety while it is worked on: in its own file where that may be written, else in the
        private folder. Nothing is asked; `trouble` says why its own file was not written. Returns as `save` does."""
        work = self._working()
        if work.is_saved:
            self._put_copy_away()
            return ""
        if work.is_kept:
            return ""
        try:
            if work.may_save:
                return self.save(typing=True)
            self.keep()
        except Failure as failure:
            work.trouble = failure
            if work.may_save:
                self._keep_after(failure)
        return ""

    def keep(self) -> None:
        """Put a copy of the draft into the private folder, from where the start page offers it. Raises CannotWrite."""
        from drafter.storage.errors import Conflict

        work = self._working()
        draft, form = work.session.draft, work.pack.form
        try:
            work.kept_sha256 = unsaved.keep(draft, form, work.place, work.kept_sha256)
        except Conflict:  # another window works on the same copy, or has put it away: each keeps its own
            work.place = unsaved.new_place(self.home)
            work.kept_sha256 = unsaved.keep(draft, form, work.place, None)
        work.kept, work.trouble = draft, None

    def create(self, output_id: str, target: Path, *, as_draft: bool, share: bool = False,
               when_changed: WhenChanged = "ask") -> Made | NotReady | Changed:
        """Make a paper. Raises a Failure."""
        from drafter.app.generate import create

        work = self._working()
        beside = work.opened.path if work.opened else work.place
        return create(work.session.draft, work.pack, output_id, target, beside=beside, today=self.today(),
                      home=self.home, as_draft=as_draft, share=share, when_changed=when_changed)

    def proposed_name(self, output_id: str, suffix: str, *, as_draft: bool = False) -> str:
        """What the form calls the paper, as a legal file name."""
        from drafter.document.file_names import file_name

        work = self._working()
        output = work.pack.form.output(output_id)
        return file_name(work.session.answers, output, suffix, as_draft=as_draft) if output else f"{output_id}.{suffix}"

    def clear(self) -> None:
        self.work = None

    def _put(self, draft: Draft, pack: Pack) -> Work:
        from drafter.app.session import Session
        from drafter.storage.calendars import calendar_for

        session = Session(draft, pack.form, self.today(), calendar_for(pack.form.conventions), self._check)
        self.work = Work(session, pack, unsaved.new_place(self.home), self.home)
        return self.work

    def _saved(self, draft: Draft, opened: OpenedDraft, note: str, typing: bool = False) -> str:
        work = self._working()
        if work.opened is None or work.opened.path != opened.path:
            recent.remember(opened.path, self.home)
        work.opened, work.trouble, work.saved_at = opened, None, datetime.now()
        if work.kept_sha256 is not None:
            unsaved.forget(work.place)
            work.kept = work.kept_sha256 = None
        work.session.mark_saved(draft, typing=typing)
        return note

    def _keep_after(self, failure: Failure) -> None:
        """Its own file could not be written. Where a copy cannot be kept either, that is the trouble to tell."""
        work = self._working()
        try:
            self.keep()
            work.trouble = failure
        except Failure as second:
            work.trouble = second

    def _put_copy_away(self) -> None:
        """All that was kept has been undone, or deleted again; for a month it can still be found."""
        work = self._working()
        work.trouble = None
        if work.kept_sha256 is not None:
            unsaved.put_away(work.place)
            work.kept = work.kept_sha256 = None

    def _working(self) -> Work:
        if self.work is None:
            raise ValueError("there is no draft on the desk")
        return self.work


def _why_shipped(path: Path) -> str:
    """Why a draft that came with the program cannot be saved where it is; "" for all others."""
    from drafter.storage.locations import resources

    if path.resolve().is_relative_to(resources().resolve()):
        return "This sample comes with drafter and stays as it is. Save it under a new name to keep your changes."
    return ""
