"""Two states of one draft that must come together: this window's, and what somebody else has put into the file."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.model.comparison import WHOLE_DRAFT, Comparison, compare, place_name, words_at
from drafter.model.draft import Draft, Explanation
from drafter.model.draft import Path as FieldPath
from drafter.model.form import Form
from drafter.model.merging import Clash, Clashing, Merged, merge

if TYPE_CHECKING:
    from drafter.storage.draft_files import OpenedDraft

_HOST = 30
"""Letters of the computer's name in the name of a file."""


@dataclass(frozen=True)
class Place:
    """A place that both changed, with what each has there in plain words; "" for nothing."""

    clash: Clash
    label: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class BothChanged:
    """`incoming` is what their changes do to mine where nobody need be asked; `places` are where somebody must be.
    `is_copy`: theirs is a file beside mine, and mine is saved where it was."""

    name: str
    theirs: OpenedDraft
    merged: Merged
    incoming: Comparison
    places: tuple[Place, ...]
    is_copy: bool = False


def both_changed(base: Draft | None, mine: Draft, theirs: OpenedDraft, form: Form, *, is_copy: bool = False
                 ) -> BothChanged:
    """`base` is what both began with; None where that is not known."""
    merged = merge(base, mine, theirs.draft)
    places = tuple(Place(clash, _label(clash, mine if _is_in(clash, mine) else theirs.draft, form),
                         _words(clash.path, clash.mine, form), _words(clash.path, clash.theirs, form))
                   for clash in merged.clashes)
    return BothChanged(theirs.path.stem, theirs, merged, compare(mine, merged.settled(()), form), places, is_copy)


def name_beside(path: Path, now: datetime) -> Path:
    """The name of a file that holds mine beside theirs: "road (conflict LAPTOP-7 2026-11-21 201500).decision"."""
    host = "".join(one for one in socket.gethostname() if one.isalnum() or one in "-_")[:_HOST] or "here"
    return path.with_name(f"{path.stem} (conflict {host} {now:%Y-%m-%d %H%M%S}){path.suffix}")


def _label(clash: Clash, draft: Draft, form: Form) -> str:
    place = place_name(clash.path, draft, form) or WHOLE_DRAFT
    return f"{place}: why it is right as it is" if clash.is_reason else place


def _words(path: FieldPath, what: Clashing, form: Form) -> str:
    if isinstance(what, Explanation):
        return f"{what.reason} ({what.who})" if what.who and what.reason else what.reason or "Advice dismissed"
    return words_at(path, what, form)


def _is_in(clash: Clash, draft: Draft) -> bool:
    return clash.path.row is None or draft.rows(clash.path.field).row(clash.path.row) is not None
