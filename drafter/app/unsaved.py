"""Drafts that never got a name, or could not be saved where they belong: kept in the private folder, never lost.

Each has a file of its own, named by chance: nothing inside a draft ever becomes the name of a file.
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.storage.locations import SUFFIX

if TYPE_CHECKING:
    from drafter.model.draft import Draft
    from drafter.model.form import Form

PUT_AWAY_FOR = 30 * 24 * 60 * 60
"""Seconds."""


def new_place(home: Path) -> Path:
    """Where the next one may be kept. Nothing is written yet."""
    import secrets

    return home / "unsaved" / f"{secrets.token_hex(8)}{SUFFIX}"


def is_place(path: Path, home: Path) -> bool:
    """Whether the file is one of those kept here, rather than one that an officer named."""
    return path.parent == home / "unsaved"


def places(home: Path) -> list[Path]:
    """The files kept, the last one first."""
    try:
        return sorted((home / "unsaved").glob(f"*{SUFFIX}"), key=lambda file: file.stat().st_mtime, reverse=True)
    except OSError:
        return []


def keep(draft: Draft, form: Form, place: Path, over: str | None) -> str:
    """Write the draft to its place; returns the SHA-256 of the file.

    `over` is that of what was kept there before, None for nothing. Raises Conflict where another window has kept
    something there since, CannotWrite where the folder cannot be written.
    """
    from drafter.storage.draft_files import save_draft
    from drafter.storage.errors import CannotWrite, Unconfirmed

    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"The draft could not be kept in {place.parent} ({error.strerror}).",
                          "Save it under a name, in a folder of your own.") from error
    try:
        return save_draft(replace(draft, form=form.form_version), place, over=over)
    except Unconfirmed as error:
        return error.sha256


def put_away(place: Path) -> None:
    """Take it from the start page. It stays in the private folder for a month, in case that was a slip."""
    aside = place.parent / "put away"
    try:
        aside.mkdir(mode=0o700, exist_ok=True)
        place.replace(aside / place.name)
        (aside / place.name).touch()
        for old in aside.glob(f"*{SUFFIX}"):
            if time.time() - old.stat().st_mtime > PUT_AWAY_FOR:
                old.unlink()
    except OSError:
        return


def forget(place: Path) -> None:
    """The draft has a name now. A copy that cannot be removed does no harm."""
    try:
        place.unlink(missing_ok=True)
    except OSError:
        return
