"""Versions of a draft as they come about: at opening, at each save that was asked for, now and then, and at closing."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.app.recent import moment
from drafter.model.draft import Draft
from drafter.model.draft import Path as FieldPath
from drafter.model.failure import Failure
from drafter.model.form import Section

if TYPE_CHECKING:
    from drafter.storage.history import Version, Why
    from drafter.storage.packs import Pack


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
        return f"No version of {path.name} was kept. {failure}"
    return ""


def holds(path: Path, sha256: str) -> bool:
    """Whether the file holds those bytes, and can be read."""
    from drafter.storage.atomic import digest, read_file

    try:
        return digest(read_file(path)) == sha256
    except Failure:
        return False


def keep_replaced(path: Path, home: Path) -> str | None:
    """Keep what a file holds before another draft, or another state, takes its place: among the versions of the draft
    that is in it. Returns the SHA-256 of what may be replaced; None where no file is there.

    Raises a Failure where it cannot be kept; then it must stay.
    """
    from drafter.storage.atomic import digest, read_file, shown
    from drafter.storage.draft_files import read_draft
    from drafter.storage.history import keep_version

    if not os.path.exists(path):  # noqa: PTH110  (no error where it cannot be asked: the save tells what is the matter)
        return None
    content = read_file(path)
    if content:
        try:
            found = read_draft(content, shown(path))[0]
        except Failure as failure:
            raise Failure(f"{shown(path)} was not replaced: what it holds cannot be kept as a version. {failure.what}",
                          "Choose another name.") from None
        keep_version(home, found.id, content, "replaced", file=path.name)
    return digest(content)


def keep_draft(draft: Draft, home: Path, why: Why, *, name: str = "", file: str = "") -> str:
    """The same for a draft as it is on the screen."""
    from drafter.storage.draft_files import format_draft
    from drafter.storage.history import keep_version

    try:
        keep_version(home, draft.id, format_draft(draft), why, name=name, file=file)
    except Failure as failure:
        return f"No version of {file or 'the draft'} was kept. {failure}"
    return ""


def list_versions(draft_id: str, home: Path) -> tuple[Version, ...]:
    """All that is kept of the draft, the newest first."""
    from drafter.storage.history import versions

    return versions(home, draft_id)


def draft_of(version: Version) -> Draft:
    """The draft as it was. Raises CannotRead."""
    from drafter.storage.history import open_version

    return open_version(version).draft


def draft_on(version: Version, pack: Pack, home: Path) -> Draft:
    """The same, brought to the form of the pack where it was on another. Raises CannotRead."""
    from drafter.app.packs import pack_kept
    from drafter.model.brought import brought_to

    draft = draft_of(version)
    old = pack_kept(draft.form.sha256, home)
    return brought_to(draft, old.form if old is not None else None, pack.form).draft


def forget_all(draft_id: str, home: Path) -> None:
    """Remove every version of the draft, and the recovery copies that were put aside. Raises CannotWrite."""
    from drafter.storage.history import purge_history
    from drafter.storage.recovery import purge_copies

    purge_history(home, draft_id)
    purge_copies(home, draft_id)


def restored(now: Draft, version: Draft) -> Draft:
    """The whole draft as it was in the version; what it was imported from and what nobody knows come along."""
    return replace(version, id=now.id, form=now.form)


def with_section(now: Draft, version: Draft, section: Section) -> Draft:
    """The draft with one section as it was in the version: its answers, and its marks as exempt."""
    fields = {field.id for field in section.fields}
    entries = {name: entry for name, entry in now.entries.items() if name not in fields}
    entries.update({name: entry for name, entry in version.entries.items() if name in fields})
    marks = [*(mark for mark in now.exempt if FieldPath.parse(mark).field not in fields),
             *(mark for mark in version.exempt if FieldPath.parse(mark).field in fields)]
    return replace(now, entries=entries, exempt=tuple(marks))


def told(version: Version, today: date) -> str:
    """When and why, for a list: "Saved, today, 14:02"."""
    what = f"“{version.name}”" if version.name else WHY[version.why]
    return f"{what}, {moment(version.when.astimezone().replace(tzinfo=None), today)}"


WHY: dict[str, str] = {"opened": "As it was opened", "saved": "Saved", "closed": "As it was closed",
                       "autosave": "Saved automatically", "named": "A moment you kept",
                       "replaced": "Somebody else’s, before yours took its place",
                       "brought": "Before it was brought to another form"}
