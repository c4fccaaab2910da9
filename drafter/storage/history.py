"""Versions of a draft, in the private folder: never in the draft's own file, which is sent to others.

    history/<hash of the draft's id>/
        20261121T201500123456-1f2e3d4c.json    one moment: when, why, name, file, sha256, size
        <sha256>.decision                      the file as it was then, kept once however often it was so

Every version of the last two days stays, then the last of each day, each week and each month, for good what was given a
name; and no more than 200 MB a draft.
"""

from __future__ import annotations

import contextlib
import json
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from drafter.storage.atomic import cannot_write, digest, read_file, sha256_now, write_file
from drafter.storage.errors import CannotRead, CannotWrite, Conflict, Unconfirmed
from drafter.storage.locations import SUFFIX
from drafter.storage.neighbours import sweep, sweep_below_once, take_away
from drafter.storage.private import files_in, name_for, private_folder
from drafter.storage.strict_json import Json, NotJson, strict_json

if TYPE_CHECKING:
    from drafter.storage.draft_files import OpenedDraft

Why = Literal["opened", "saved", "closed", "autosave", "named", "replaced", "brought"]
"""`autosave`: of itself, while it was worked on. `replaced`: what somebody else had saved, before it was written over.
`brought`: before it was brought to another form."""

BETWEEN_AUTOSAVES = timedelta(minutes=10)
KEEP_ALL = timedelta(days=2)
DAYS, WEEKS, MONTHS = 12, 10, 9
"""How many days, weeks and months with a version of their own, after those of which all are kept."""
LARGEST_HISTORY = 200 * 1024 * 1024
"""Bytes a draft."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
_YOUNG = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Version:
    """One moment of a draft. `name` is what the officer called it ("as sent to Legal"), `file` the name of the draft's
    file at that time, `sha256` and `size` (bytes) those of its bytes. `record` is where the moment is noted."""

    record: Path
    when: datetime
    why: Why
    sha256: str
    size: int
    name: str = ""
    file: str = ""


def keep_version(home: Path, draft_id: str, content: bytes, why: Why, *, name: str = "", file: str = "",
                 when: datetime | None = None) -> Version | None:
    """Keep the bytes of a draft file. None where that says nothing new: the same as the version before, or, of itself,
    less than ten minutes after it. Raises CannotWrite; then the history is as it was."""
    folder, now = _folder(home, draft_id), (when or datetime.now(UTC)).astimezone(UTC)
    known, sha256 = versions(home, draft_id), digest(content)
    latest = known[0] if known and why != "named" else None
    if latest and why == "autosave" and timedelta(0) <= now - latest.when < BETWEEN_AUTOSAVES:
        return None
    private_folder(folder, home)
    sweep_below_once(folder.parent)
    _keep(folder / f"{sha256}{SUFFIX}", content)
    if latest and latest.sha256 == sha256:
        return None
    version = Version(folder / f"{now:%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}.json", now, why, sha256, len(content),
                      name, file)
    _keep(version.record, json.dumps(_to_tree(version), indent=1).encode() + b"\n")
    thin(home, draft_id, now)
    return version


def versions(home: Path, draft_id: str) -> tuple[Version, ...]:
    """All that is kept of a draft, the newest first. A record that is damaged, or has lost its text, is passed over."""
    folder = _folder(home, draft_id)
    texts = {path.name for path in files_in(folder, SUFFIX)}
    found = [version for version in map(_read, files_in(folder, ".json"))
             if version is not None and f"{version.sha256}{SUFFIX}" in texts]
    return tuple(sorted(found, key=lambda version: (version.when, version.record.name), reverse=True))


def open_version(version: Version) -> OpenedDraft:
    """The draft as it was. Its `path` is that of the kept file, which is never saved to. Raises CannotRead."""
    from drafter.storage.draft_files import OpenedDraft, read_draft

    path = version.record.with_name(f"{version.sha256}{SUFFIX}")
    content = read_file(path)
    if digest(content) != version.sha256:
        raise CannotRead(f"The version of {version.when.astimezone():%H:%M on %d.%m.%Y} was damaged on the disk.",
                         "Choose another one.")
    draft, newer = read_draft(content, "This version")
    return OpenedDraft(draft, path, version.sha256, newer)


def purge_history(home: Path, draft_id: str) -> None:
    """Remove every version of the draft, those with a name too. Raises CannotWrite where some of it stays."""
    folder = _folder(home, draft_id)
    sweep(folder)
    for file in [*files_in(folder, ".json"), *files_in(folder, SUFFIX)]:
        take_away(file)
    if files_in(folder, ""):
        raise CannotWrite("Not every earlier version could be removed.", f"Close other programs, or delete {folder}.")
    with contextlib.suppress(OSError):
        folder.rmdir()


def thin(home: Path, draft_id: str, now: datetime) -> None:
    """Remove the versions that have had their time, and the texts that no version names."""
    known = versions(home, draft_id)
    kept = set(to_keep(known, now))
    for version in known:
        if version not in kept:
            take_away(version.record)
    named = {f"{version.sha256}{SUFFIX}" for version in kept}
    for text in files_in(_folder(home, draft_id), SUFFIX):
        # Another window may have written the text and not yet the record of it.
        if text.name not in named and not _is_young(text, now):
            take_away(text)


def to_keep(known: Iterable[Version], now: datetime) -> Iterator[Version]:
    """Those that stay. The newest always does, and so does what was given a name, whatever room it takes."""
    room, texts = LARGEST_HISTORY, set[str]()
    for place, version in enumerate(_by_age(sorted(known, key=lambda one: one.when, reverse=True), now)):
        room -= 0 if version.sha256 in texts else version.size
        if room >= 0 or place == 0 or version.why == "named":
            texts.add(version.sha256)
            yield version


def _by_age(known: list[Version], now: datetime) -> Iterator[Version]:
    """The last one of each day, then of each week, then of each month; weeks and months count from the newest that is
    beyond those before."""
    seen: dict[str, set[str]] = {"day": set(), "week": set(), "month": set()}
    for version in known:
        if version.why == "named" or now - version.when <= KEEP_ALL or version is known[0]:
            yield version
            continue
        at = version.when.astimezone()
        for span, mark, most in (("day", f"{at:%Y-%m-%d}", DAYS), ("week", f"{at:%G-%V}", WEEKS),
                                 ("month", f"{at:%Y-%m}", MONTHS)):
            if mark in seen[span]:
                break
            if len(seen[span]) < most:
                seen[span].add(mark)
                yield version
                break


def _keep(path: Path, content: bytes) -> None:
    """What is there already stays, unless the disk made something else of it. Conflict: another window keeps the very
    same bytes at this moment."""
    try:
        there = sha256_now(path)
    except OSError as error:
        raise cannot_write(path, error) from None
    if there != digest(content):
        with contextlib.suppress(Conflict, Unconfirmed):
            write_file(path, content, over=there)


def _folder(home: Path, draft_id: str) -> Path:
    return home / "history" / name_for(draft_id)


def _is_young(text: Path, now: datetime) -> bool:
    try:
        return now - datetime.fromtimestamp(text.stat().st_mtime, UTC) < _YOUNG
    except (OSError, OverflowError, ValueError):
        return True


def _to_tree(version: Version) -> dict[str, Json]:
    return {"when": version.when.isoformat(timespec="microseconds"), "why": version.why, "name": version.name,
            "file": version.file, "sha256": version.sha256, "size": version.size}


def _read(record: Path) -> Version | None:
    try:
        found = strict_json(read_file(record, 100_000))
    except (CannotRead, NotJson):
        return None
    if not isinstance(found, dict):
        return None
    when, why, sha256, size = (found.get(member) for member in ("when", "why", "sha256", "size"))
    name, file = found.get("name"), found.get("file")
    if why not in get_args(Why) or not isinstance(sha256, str) or not _SHA256.fullmatch(sha256):
        return None
    if not isinstance(when, str) or type(size) is not int or not isinstance(name, str) or not isinstance(file, str):
        return None
    try:
        moment = datetime.fromisoformat(when).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return Version(record, moment, why, sha256, size, name, file)  # type: ignore[arg-type]
