"""One saver at a time in a folder: between the look at a file and its replacement nobody else of us may come."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Iterator
from pathlib import Path

from drafter.storage.neighbours import short_name

PATIENCE = 10.0
"""Seconds. A save takes a few thousandths; who needs longer has stopped."""
_NO_FOR_FOLDERS = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)
"""What some network folders answer to a wish that they cannot fulfil for a folder."""


@contextlib.contextmanager
def turn(target: Path) -> Iterator[int | None]:
    """Hold the folder of the target, and give a handle of it to sync; None where the system knows none.

    A program that is killed holds nothing. A folder that cannot be held is used all the same: the look at the content
    stays. Raises TimeoutError while another one holds it, OSError where the folder cannot be reached.
    """
    if os.name == "nt":
        with _file_held(target):
            yield None
        return
    handle = os.open(target.parent, os.O_RDONLY)
    try:
        _wait(handle)
        yield handle
    finally:
        with contextlib.suppress(OSError):
            os.close(handle)


def sync(handle: int | None) -> None:
    """Have the folder's names on the disk. Raises OSError."""
    if handle is None:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOR_FOLDERS:
            raise


def _wait(handle: int) -> None:
    import fcntl

    for _ in _patience():
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            continue
        except OSError:
            return


@contextlib.contextmanager
def _file_held(target: Path) -> Iterator[None]:
    """Windows knows no lock on a folder: a file that goes with its handle, even when the program is killed."""
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
        os.close(handle)


def _patience() -> Iterator[None]:
    """Once, and again after ever longer pauses. Raises TimeoutError in the end."""
    pause, until = 0.001, time.monotonic() + PATIENCE
    while True:
        yield
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(pause)
        pause = min(pause * 2, 0.05)
