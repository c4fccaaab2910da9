"""A draft on the desk: where it belongs, what is known to hold it, and what stands in the way of saving it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.model.failure import Failure

if TYPE_CHECKING:
    from drafter.app.session import Session
    from drafter.document.facts import Facts
    from drafter.model.draft import Draft
    from drafter.storage.conflict_copies import ConflictCopy
    from drafter.storage.draft_files import OpenedDraft
    from drafter.storage.locks import Holder, Lock
    from drafter.storage.packs import Pack


@dataclass(eq=False)
class Work:
    """`opened` is its file; None while it has no name. `place` is where its recovery copy is kept, `home` the private
    folder.

    `read_only` says why it may not be changed, `in_use` by whom where that is the reason; `locked` why it cannot be
    saved where it is, `note` what else to tell, `copies` what a program that synchronises has left beside it.
    `trouble` is why its file was not saved, `copy_trouble` why no copy was kept; `saved_at` when it was saved last;
    `kept` what the copy holds; `blank` what a new draft began with. Where not `to_file`, its file is written only when
    that is asked for. `begun_on` is the pack that it was opened with, `latest` the one in use now, where that is
    another.
    """

    session: Session
    begun_on: Pack
    place: Path
    home: Path
    opened: OpenedDraft | None = None
    lock: Lock | None = None
    read_only: str = ""
    in_use: Holder | None = None
    locked: str = ""
    note: str = ""
    copies: tuple[ConflictCopy, ...] = ()
    trouble: Failure | None = None
    copy_trouble: Failure | None = None
    kept: Draft | None = None
    blank: Draft | None = None
    saved_at: datetime | None = None
    to_file: bool = True
    latest: Pack | None = None

    def facts(self) -> Facts:
        """What the papers say beyond the answers, as things stand now."""
        from drafter.app.facts import facts_for
        from drafter.storage.paper_log import papers_made

        session = self.session
        return facts_for(session.answers, session.today, session.calendar,
                         papers_made(session.draft.id, self.home))

    @property
    def pack(self) -> Pack:
        """The pack of the form that the draft is on now."""
        latest = self.latest
        return latest if latest is not None and self.session.form is latest.form else self.begun_on

    @property
    def may_be_brought(self) -> bool:
        """Whether there is a later form that it may be brought to."""
        return self.latest is not None and self.pack is not self.latest and not self.read_only

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
        if self.opened is not None:
            return self.session.is_saved
        return self.session.draft == self.blank

    @property
    def is_kept(self) -> bool:
        """Whether the private folder holds what is on the screen."""
        return self.kept == self.session.draft

    @property
    def is_safe(self) -> bool:
        """Whether it may be left: it is saved, or kept where it has no file of its own to be saved in."""
        return self.is_saved or (self.is_kept and not self.may_save)
