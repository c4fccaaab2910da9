"""One saver of a file at a time: between the look at it and its replacement no other of us may come.

The lock is the system's own, on the file that is looked at: whoever is killed holds nothing and leaves nothing behind.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from drafter.storage.neighbours import short_name

if sys.platform != "win32":
    import fcntl

PATIENCE = 10.0
"""Seconds. A save takes a few thousandths; who needs longer has stopped."""


class StillBusy(Exception):
    """Somebody else has the turn, and does not end. It is no OSError: a disk's own time-out is another thing."""


@contextlib.contextmanager
def turn(target: Path, written: Path) -> Iterator[None]:
    """Hold what whoever comes next will find: the file that takes the target's place. Raises StillBusy while
    somebody else saves."""
    if sys.platform == "win32":
        with _neighbour_held(target):
            yield
        return
    with _held(written):
        yield


@contextlib.contextmanager
def sight(target: Path) -> Iterator[int | None]:
    """Hold the file that is to be replaced, until it is. Gives a handle to look at it with: closing another one of it
    would let go of it. None where there is no target, or it cannot be held; it is looked at all the same. Raises
    StillBusy while somebody else holds it."""
    if sys.platform == "win32":
        yield None
        return
    with _held(target) as handle:
        yield handle


@contextlib.contextmanager
def _held(path: Path) -> Iterator[int | None]:
    handle = _hold(path)
    try:
        yield handle
    finally:
        if handle is not None:
            _close(handle)


def _hold(path: Path) -> int | None:
    for _ in _patience():
        try:
            handle = os.open(path, os.O_RDWR)
        except OSError:
            return None
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        except (BlockingIOError, PermissionError, FileNotFoundError):
            pass  # somebody else holds it, or has just put another one in its place
        except OSError:
            _close(handle)
            return None  # a network folder that knows no locks
        _close(handle)
    return None


@contextlib.contextmanager
def _neighbour_held(target: Path) -> Iterator[None]:
    """Windows replaces no file that is open: there a neighbour is held that goes with its handle, killed or not."""
    path = target.with_name(f".~{short_name(target.name)}.saving.tmp")
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_TEMPORARY", 0)
    for _ in _patience():
        try:
            handle = os.open(path, flags)
            break
        except FileExistsError:
            continue
        except PermissionError:
            if not path.exists():
                raise
    try:
        yield
    finally:
        _close(handle)


def _close(handle: int) -> None:
    with contextlib.suppress(OSError):
        os.close(handle)


def _patience() -> Iterator[None]:
    """Once, and again after ever longer pauses. Raises StillBusy in the end."""
    pause, until = 0.001, time.monotonic() + PATIENCE
    while True:
        yield
        if time.monotonic() > until:
            raise StillBusy
        time.sleep(pause)
        pause = min(pause * 2, 0.05)
