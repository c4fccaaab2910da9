"""Who has a draft open, told to others by a small file beside it. A lock is never stolen.

    ~$road.decision.lock    {"user": "jo", "since": "2026-11-21T20:15:00+00:00", "mark": "...", "process": {...}}

The name is one that OneDrive does not upload and other programs hide. Whoever holds the lock touches it every minute.
It counts as left behind when its process, on this computer, runs no longer; then the next one takes it. When it is of
another computer, or cannot be read, and was not touched for five minutes, the officer is asked. A lock keeps people
from typing into the same draft; what keeps their work apart is the look at the file's content that every save takes.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from drafter.model.characters import printable
from drafter.storage.atomic import cannot_write, read_file, shown
from drafter.storage.errors import CannotRead, CannotWrite, StorageError
from drafter.storage.neighbours import short_name, take_away, temporary
from drafter.storage.processes import Process, process_from_tree, this_process, this_user
from drafter.storage.strict_json import Json, NotJson, strict_json

TOUCH_EVERY = 60
"""Seconds between two calls of `Lock.refresh`."""
QUIET_AFTER = 300
"""Seconds without one, after which the officer is asked whether that computer still runs."""
_LARGEST = 10_000
"""Bytes of a lock file; ours have 200."""
_LONGEST = 60
"""Letters of a name in a sentence."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the draft open; "" is what the lock does not say, and `is_told` whether it says anything. `is_quiet`:
    nothing was heard of them for five minutes. `mark` tells this lock from any other."""

    user: str
    host: str
    since: datetime | None
    is_quiet: bool
    mark: str
    process: Process | None = None
    is_told: bool = True

    @property
    def is_gone(self) -> bool:
        """Whether the program that took the lock is known to run no longer."""
        return self.process is not None and self.process.is_gone

    def __str__(self) -> str:
        """"jo on LAPTOP-7, since 20:15 on 21 November 2026": in the middle of a sentence."""
        if not self.is_told:
            return "somebody (the lock cannot be read)"
        host = f" on {self.host}" if self.host else ""
        since = f", since {self.since:%H:%M} on {self.since.day} {self.since:%B %Y}" if self.since else ""
        return f"{self.user or 'somebody'}{host}{since}"


class InUse(StorageError):
    """Somebody has the draft open: `holder`."""

    def __init__(self, draft: Path, holder: Holder) -> None:
        self.holder = holder
        whom = "from that computer" if holder.host else "of them"
        quiet = f" Nothing was heard {whom} for {QUIET_AFTER // 60} minutes or more." if holder.is_quiet else ""
        super().__init__(f"{shown(draft)} is open already: {holder}.{quiet}",
                         "Read it here, or save a copy of it under a new name.")


@dataclass
class Lock:
    """A lock that this window holds on a draft, until `release`."""

    draft: Path
    mark: str = field(default_factory=lambda: secrets.token_hex(8))

    def refresh(self) -> bool:
        """Say that the draft is still open here; call it every `TOUCH_EVERY` seconds. A lock that was removed by hand
        is set again. Whether it is still ours: False once somebody was told to take it."""
        try:
            if _found(self.draft) is None:
                _create(self.draft, self.mark)
            holder = _found(self.draft)
            if holder is not None and holder.mark == self.mark:
                os.utime(_beside(self.draft))
        except OSError:
            return True  # the folder cannot be reached now; nobody can have taken the lock through it for certain
        return holder is None or not holder.is_told or holder.mark == self.mark

    def release(self) -> None:
        """The draft is closed here. A lock that somebody else has taken meanwhile stays."""
        with contextlib.suppress(OSError):
            holder = _found(self.draft)
            if holder is not None and holder.mark == self.mark:
                _beside(self.draft).unlink()


def take_lock(draft: Path, *, from_holder: Holder | None = None) -> Lock:
    """Tell others that the draft is open here.

    `from_holder` is the one the officer was asked about, and takes the lock from; it is taken from no one else. Raises
    InUse where somebody has it, CannotWrite where no lock can be set: the draft may be edited all the same.
    """
    lock = Lock(Path(os.path.realpath(draft)))
    try:
        for _ in range(5):
            if _create(lock.draft, lock.mark):
                return lock
            holder = _found(lock.draft)
            if holder is None:
                continue
            if not holder.is_gone and (from_holder is None or from_holder.mark != holder.mark):
                raise InUse(draft, holder)
            _remove(_beside(lock.draft), holder)
    except (OSError, ValueError) as error:
        raise cannot_write(_beside(lock.draft), error) from None
    raise CannotWrite(f"{shown(draft)} is being opened by somebody else at this moment.", "Try again.")


def holder_of(draft: Path) -> Holder | None:
    """Who has the draft open, this window included; None where nobody has, or the program that had it is gone."""
    with contextlib.suppress(OSError, ValueError):
        holder = _found(Path(os.path.realpath(draft)))
        return None if holder is None or holder.is_gone else holder
    return None


def _beside(draft: Path) -> Path:
    return draft.with_name(f"~${short_name(draft.name)}.lock")


def _create(draft: Path, mark: str) -> bool:
    """Whether the lock was free. Nobody finds half of one: it gets its name when all of it is written."""
    process = this_process()
    words = json.dumps({"user": this_user(), "since": datetime.now(UTC).isoformat(timespec="seconds"), "mark": mark,
                        "process": process.to_tree()}).encode()
    written = temporary(_beside(draft))
    _write_new(written, words)
    try:
        return _put(written, _beside(draft))
    finally:
        take_away(written)


def _put(written: Path, lock: Path) -> bool:
    """The same file under the name of the lock; False where there is one."""
    try:
        os.link(written, lock)
    except FileExistsError:
        return False
    except OSError:  # FAT and some network folders know no links
        try:
            _write_new(lock, written.read_bytes())
        except FileExistsError:
            return False
    return True


def _write_new(path: Path, words: bytes) -> None:
    """All of it or no file. Others must be able to read who has the draft, so it gets the rights of any new file."""
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
    try:
        try:
            while words:
                words = words[os.write(handle, words):]
        finally:
            os.close(handle)
    except BaseException:
        take_away(path)
        raise


def _found(draft: Path) -> Holder | None:
    """What the lock file says; None where there is none. One that cannot be read is somebody's all the same."""
    return _read(_beside(draft))


def _read(lock: Path) -> Holder | None:
    try:
        written = lock.stat()
        found = strict_json(read_file(lock, _LARGEST))
    except FileNotFoundError:
        return None
    except (CannotRead, NotJson):
        if not os.path.lexists(lock):
            return None
        found = None
    quiet = time.time() - written.st_mtime > QUIET_AFTER
    members = found if isinstance(found, dict) else {}
    process, mark = process_from_tree(members.get("process")), members.get("mark")
    if not isinstance(mark, str):
        mark = f"of {written.st_mtime_ns}"  # the same lock as long as nobody writes to it
    who, where = _name(members.get("user")), _name(process.host if process else None)
    return Holder(who, where, _moment(members.get("since")), quiet, mark, process, bool(who or where))


def _remove(lock: Path, holder: Holder) -> None:
    """Remove the lock of that holder; should another one have been set in the same moment, it is put back."""
    aside = temporary(lock)
    try:
        lock.rename(aside)
    except FileNotFoundError:
        return
    found = _read(aside)
    if found is not None and found.mark != holder.mark:
        _put(aside, lock)
    take_away(aside)


def _name(found: Json) -> str:
    """A name out of a file, fit for a sentence; "" for none."""
    return " ".join(printable(found)[0].split())[:_LONGEST] if isinstance(found, str) else ""


def _moment(found: Json) -> datetime | None:
    try:
        return datetime.fromisoformat(found).astimezone() if isinstance(found, str) else None
    except (ValueError, OverflowError, OSError):
        return None
