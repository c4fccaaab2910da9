"""Recovery copies: what is typed and not yet saved, one file a draft being edited, in the private folder.

A copy is a draft file like any other, so that it can be read by hand; its header tells in addition which file it
belongs to, what that file held when it was opened, and which program keeps the copy:

    "kept": {"path": "/home/jo/road.decision", "base": "<sha256>", "when": "2026-11-21T20:15:00.000+00:00",
             "process": {...}, "sha256": "<of the members before it>"}

A copy whose program is gone is what was left behind by a crash. None is ever deleted on a "no": it is put aside for
30 days.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote_from_bytes, unquote_to_bytes

from drafter.storage.atomic import digest, read_file, sha256_now
from drafter.storage.errors import CannotRead, CannotWrite, Unconfirmed
from drafter.storage.locations import SUFFIX
from drafter.storage.neighbours import sweep, sweep_below_once, take_away
from drafter.storage.private import files_in, private_folder, remove_older
from drafter.storage.processes import Process, process_from_tree, this_process
from drafter.storage.strict_json import Json, NotJson, strict_json

if TYPE_CHECKING:
    from drafter.model.draft import Draft

DAYS_ASIDE = 30
_ASIDE = "aside"
_FIRST, _LAST = 1980, 9000
"""Years that every computer can tell in its own time."""
_ELSEWHERE = 15 * 60
"""Seconds. A private folder may move with its owner from one computer to another, as on a virtual desktop: what another
computer has not written for so long is offered here."""


@dataclass(frozen=True, slots=True)
class RecoveryCopy:
    """What is kept at `place` of the draft at `path` (None: it never got a name), which held the bytes of SHA-256
    `base` when it was opened or last saved (None: no file was there). A copy too damaged to say is told as one of no
    name."""

    place: Path
    path: Path | None = None
    base: str | None = None
    when: datetime | None = None
    process: Process | None = None

    @property
    def was_cut_off(self) -> bool:
        """Whether the program that kept it ended without closing the draft."""
        return self.process is not None and self.is_left_behind

    @property
    def is_left_behind(self) -> bool:
        """Whether the program that kept it runs no longer."""
        if self.process is None or self.process.is_gone:
            return True
        if self.process.is_here or self.when is None:
            return False
        return (datetime.now(UTC) - self.when).total_seconds() > _ELSEWHERE


def new_place(home: Path) -> Path:
    """Where the copy of one more draft will be kept, named by chance. Nothing is written yet."""
    return home / "recovery" / f"{secrets.token_hex(8)}{SUFFIX}"


def keep_copy(draft: Draft, place: Path, *, path: Path | None, base: str | None, closed: bool = False) -> RecoveryCopy:
    """Put the draft, as it is now, in the place of what was kept there before. `closed`: it was put away in good order,
    and the copy belongs to no program any more. Raises CannotWrite; then what was kept before is still there."""
    from drafter.storage.draft_files import save_draft

    private_folder(place.parent, place.parent.parent)
    copy = RecoveryCopy(place, path and path.absolute(), base, datetime.now(UTC), None if closed else this_process())
    try:
        over = sha256_now(place)
    except OSError as error:
        raise CannotWrite(f"The recovery copy cannot be reached ({error.strerror}).",
                          f"Check {place.parent}.") from None
    with contextlib.suppress(Unconfirmed):
        save_draft(draft, place, over=over, kept=_to_tree(copy))
    return copy


def left_behind(home: Path) -> tuple[RecoveryCopy, ...]:
    """The copies whose program is gone, the newest first. `open_draft(copy.place)` reads one. It is asked at each
    start, so what was put aside more than 30 days ago goes here, and what a killed program had not finished."""
    sweep_below_once(home / "recovery")
    _end_aside(home / "recovery" / _ASIDE)
    copies = [copy for copy in map(_read, files_in(home / "recovery", SUFFIX)) if copy.is_left_behind]
    return _newest_first(copies)


def claim_copy(copy: RecoveryCopy) -> Path:
    """The new place of a copy that is worked on from here, so that two windows never work on the same. One that was
    put aside comes back with it. Raises CannotRead where another one has taken it."""
    folder = copy.place.parent
    place = new_place(folder.parent.parent if folder.name == _ASIDE else folder.parent)
    try:
        copy.place.rename(place)
    except FileNotFoundError:
        raise CannotRead("This copy is not there any more.",
                         "Another window has taken it, or it was put aside.") from None
    except OSError as error:
        raise CannotRead(f"The copy cannot be reached ({error.strerror}).", f"Check {copy.place.parent}.") from None
    return place


def aside_folder(place: Path) -> Path:
    """Where a copy goes that is put aside."""
    return place.parent / _ASIDE


def put_aside(place: Path) -> None:
    """The officer does not want it: it goes out of sight, and can be found again for 30 days. Raises CannotWrite."""
    aside = private_folder(aside_folder(place), place.parent.parent)
    try:
        os.utime(place)
        place.replace(aside / place.name)
    except FileNotFoundError:
        return
    except OSError as error:
        raise CannotWrite(f"The recovery copy could not be put aside ({error.strerror}).",
                          "It stays where it is.") from None
    _end_aside(aside)


def put_aside_copies(home: Path) -> tuple[RecoveryCopy, ...]:
    """What was put aside in the last 30 days, the newest first; `claim_copy` brings one back."""
    aside = home / "recovery" / _ASIDE
    _end_aside(aside)
    return _newest_first([_read(place) for place in files_in(aside, SUFFIX)])


def _end_aside(aside: Path) -> None:
    remove_older(files_in(aside, SUFFIX), DAYS_ASIDE)


def forget_copy(place: Path) -> None:
    """The draft is saved in its own file: the copy is not needed any more. One that cannot be removed does no harm."""
    take_away(place)


def purge_copies(home: Path, draft_id: str) -> None:
    """Remove every copy of the draft, those put aside too, but what an open window keeps: nothing else holds that yet.
    Raises CannotWrite where some of it stays."""
    folder = home / "recovery"
    sweep(folder)
    sweep(folder / _ASIDE)
    known = [place for place in files_in(folder, SUFFIX) if _read(place).is_left_behind]
    gone = [place for place in (*known, *files_in(folder / _ASIDE, SUFFIX)) if _draft_id(place) == draft_id]
    for place in gone:
        take_away(place)
    if any(map(os.path.lexists, gone)):
        raise CannotWrite("Not every copy of the draft could be removed.", f"Close other programs, or delete {folder}.")


def _draft_id(place: Path) -> str | None:
    """Also of a copy that is damaged elsewhere: its words can be read all the same."""
    try:
        file = strict_json(read_file(place))
    except (CannotRead, NotJson):
        return None
    found = file.get("id") if isinstance(file, dict) else None
    return found if isinstance(found, str) else None


def _newest_first(copies: list[RecoveryCopy]) -> tuple[RecoveryCopy, ...]:
    return tuple(sorted(copies, key=lambda copy: copy.when or datetime.min.replace(tzinfo=UTC), reverse=True))


def _read(place: Path) -> RecoveryCopy:
    try:
        file = strict_json(read_file(place))
    except (CannotRead, NotJson):
        return RecoveryCopy(place, when=_written(place))
    kept = file.get("kept") if isinstance(file, dict) else None
    members = kept if isinstance(kept, dict) and kept.pop("sha256", None) == _digest(kept) else {}
    path, base = members.get("path"), members.get("base")
    return RecoveryCopy(place, _to_path(path) if isinstance(path, str) else None,
                        base if isinstance(base, str) else None, _moment(members.get("when")) or _written(place),
                        process_from_tree(members.get("process")))


def _to_tree(copy: RecoveryCopy) -> dict[str, Json]:
    assert copy.when is not None
    tree: dict[str, Json] = {"path": _from_path(copy.path) if copy.path else None, "base": copy.base,
                             "when": copy.when.isoformat(timespec="milliseconds"),
                             "process": copy.process.to_tree() if copy.process else None}
    return {**tree, "sha256": _digest(tree)}


def _digest(tree: dict[str, Json]) -> str:
    return digest(json.dumps(tree, sort_keys=True).encode())


def _from_path(path: Path) -> str:
    """A file's name need not be text: what is not is written as in a web address."""
    return quote_from_bytes(os.fsencode(path), safe="/\\: ()'&+,;=@!$~")


def _to_path(words: str) -> Path | None:
    try:
        name = os.fsdecode(unquote_to_bytes(words))
    except ValueError:
        return None
    return None if "\0" in name else Path(name)


def _moment(found: Json) -> datetime | None:
    """In UTC; None for what is none, and for days on which no computer kept anything."""
    try:
        moment = datetime.fromisoformat(found) if isinstance(found, str) else None
        told = moment.astimezone(UTC) if moment is not None and moment.tzinfo else None
    except (ValueError, OverflowError, OSError):
        return None
    return told if told is not None and _FIRST <= told.year <= _LAST else None


def _written(place: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(place.stat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return None
