"""Versions of a draft as they come about: at opening, at each save that was asked for, now and then, and at closing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from drafter.model.failure import Failure

if TYPE_CHECKING:
    from drafter.model.draft import Draft
    from drafter.storage.history import Why


def keep_file(path: Path, sha256: str, draft_id: str, home: Path, why: Why) -> str:
    """Keep what the file holds, as long as that is what was just read or written; returns why it could not be kept.

    A version is a help: that none could be kept stops nobody from opening or saving.
    """
    from drafter.storage.atomic import digest, read_file
    from drafter.storage.history import keep_version

    try:
        content = read_file(path)
        if digest(content) == sha256:
            keep_version(home, draft_id, content, why, file=path.name)
    except Failure as failure:
        return f"No version of it was kept. {failure}"
    return ""


def keep_draft(draft: Draft, home: Path, why: Why, *, name: str = "", file: str = "") -> str:
    """The same for a draft as it is on the screen."""
    from drafter.storage.draft_files import format_draft
    from drafter.storage.history import keep_version

    try:
        keep_version(home, draft.id, format_draft(draft), why, name=name, file=file)
    except Failure as failure:
        return f"No version of it was kept. {failure}"
    return ""
