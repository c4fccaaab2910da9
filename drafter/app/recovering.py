"""What was typed and never saved when drafter ended: told by name, time and what differs, before anything is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path as FilePath

from drafter.app.opening import base_of
from drafter.app.recent import moment, title_of
from drafter.model.comparison import Comparison, compare
from drafter.model.draft import Draft, Path
from drafter.model.failure import Failure
from drafter.model.fields import is_blank
from drafter.model.form import Form
from drafter.storage.recovery import RecoveryCopy


@dataclass(frozen=True)
class Left:
    """A copy that was left behind. `when` is in words; `comparison` says how it differs from what it began with, None
    where that is not known, or where it began with nothing."""

    copy: RecoveryCopy
    name: str
    when: str
    comparison: Comparison | None = None
    trouble: str = ""

    @property
    def sentence(self) -> str:
        """What there is in it, for a list."""
        if self.trouble:
            return self.trouble
        if self.comparison is not None:
            return self.comparison.sentence
        return "It never had a file." if self.copy.path is None else "What its file held at the time is not known."


def what_was_left(copies: Sequence[RecoveryCopy], roots: Sequence[FilePath], home: FilePath, today: date
                  ) -> tuple[Left, ...]:
    """Looks at the private folder alone: where a network folder does not answer, this does all the same."""
    return tuple(_left(copy, roots, home, today) for copy in copies)


def worked_on(draft: Draft, base: Draft | None, form: Form) -> Path | None:
    """Where to go on: the first place that differs from what the copy began with; where that is not known, the last
    question that holds anything. None where nothing is there to go on with."""
    if base is not None:
        found = compare(base, draft, form).changes
        return found[0].path if found else None
    return next((Path(field.id) for field in reversed(form.fields)
                 if (entry := draft.entry(Path(field.id))) is not None and not is_blank(entry)), None)


def _left(copy: RecoveryCopy, roots: Sequence[FilePath], home: FilePath, today: date) -> Left:
    from drafter.app.packs import pack_for
    from drafter.storage.draft_files import open_draft

    when = moment(copy.when.astimezone().replace(tzinfo=None), today) if copy.when else ""
    try:
        draft = open_draft(copy.place).draft
        base = base_of(copy, draft.id, home) if copy.path is not None else None
        found = compare(base, draft, pack_for(draft, roots, home).pack.form) if base is not None else None
    except Failure as failure:
        return Left(copy, _name(copy, None), when, trouble=str(failure))
    return Left(copy, _name(copy, draft), when, found)


def _name(copy: RecoveryCopy, draft: Draft | None) -> str:
    if copy.path is not None:
        return copy.path.stem
    return title_of(draft) if draft is not None else "a draft that cannot be read"
