"""Copies that programs which synchronise folders leave when a file was changed in two places, told by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from drafter.storage.draft_heads import read_head
from drafter.storage.errors import CannotRead


@dataclass(frozen=True, slots=True)
class ConflictCopy:
    """A file beside the draft, and who left it there: the words of a sentence ("OneDrive")."""

    name: str
    left_by: str


_ENDS = (
    # "road (Jo Smith's conflicted copy 2026-11-21).decision", "road (conflicted copy 2026-11-21 (1)).decision"
    ("Dropbox", r" \((?:[^()]{1,80}['’]s )?(?:conflicted copy|[Ss]elective [Ss]ync [Cc]onflict|[Cc]ase [Cc]onflict)"
                r"(?: \d{4}-\d\d-\d\d)?(?: ?\(\d{1,4}\)| \d{1,4})?\)"),
    # "road (conflicted copy 2026-11-21 201500).decision", with the user's name before the date; "road_conflict-2026..."
    ("Nextcloud", r" \(conflicted copy [^()]{0,80}\d{4}-\d\d-\d\d \d{4,6}\)|_conflict-\d{8}-\d{6}"),
    ("Syncthing", r"\.sync-conflict-\d{8}-\d{6}(?:-[0-9A-Z]{7})?"),
    ("Seafile", r" \(SFConflict [^()]{1,120}\)"),
    ("drafter", r" \(conflict [^()]{1,80} \d{4}-\d\d-\d\d \d{4,6}(?: \d{1,4})?\)"),
    # OneDrive puts the computer's name behind a hyphen: "road-LAPTOP7.decision", "road-DESKTOP-1AB2CD-2.decision".
    ("OneDrive", r"-(?=[0-9-]*[A-Z])[0-9A-Z](?:[0-9A-Z-]{0,13}[0-9A-Z])(?:-\d{1,3})?"),
)


def conflict_copies(name: str, listing: Iterable[str]) -> tuple[ConflictCopy, ...]:
    """Which of the names in a folder look like copies of the file `name` that were left there, in order.

    A name is a hint, no more: what is in the file says whether it is the same draft.
    """
    stem, dot, suffix = name.rpartition(".")
    if not stem:
        stem, dot, suffix = name, "", ""
    start, end = f"{stem}", f"{dot}{suffix}"
    found = []
    for one in sorted(set(listing)):
        if one == name or not one.startswith(start) or not one.endswith(end) or len(one) <= len(name):
            continue
        middle = one[len(start):len(one) - len(end)]
        left_by = next((program for program, pattern in _ENDS if re.fullmatch(pattern, middle)), "")
        if left_by:
            found.append(ConflictCopy(one, left_by))
    return tuple(found)


def copies_of(path: Path, draft_id: str) -> tuple[ConflictCopy, ...]:
    """The copies beside the file that were left there and hold the draft of that id; none where the folder cannot be
    read."""
    try:
        named = conflict_copies(path.name, [other.name for other in path.parent.iterdir()])
    except OSError:
        return ()
    return tuple(copy for copy in named if _id(path.with_name(copy.name)) == draft_id)


def _id(path: Path) -> str | None:
    try:
        return read_head(path).id
    except CannotRead:
        return None
