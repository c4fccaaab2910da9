"""Files that stand beside a draft for a moment, and what a saver that was killed left of them."""

from __future__ import annotations

import contextlib
import os
import secrets
from functools import cache
from hashlib import sha256
from pathlib import Path

from drafter.storage.processes import is_running, this_host

_NAME_BYTES = 120
"""How much of the file's name its neighbour carries: names end at 255 bytes on most disks."""


def short_name(name: str) -> str:
    """The name of a file as a file beside it carries it in its own name: cut where it is long, with a mark then."""
    short = os.fsencode(name)[:_NAME_BYTES].decode("utf-8", "ignore")
    return short if short == name else f"{short}.{_mark(name)}"


def temporary(target: Path) -> Path:
    """A new neighbour of the target. Its name ends in .tmp, which OneDrive does not upload; it tells whose it is, so
    that a later save can sweep it."""
    return target.with_name(f"{temporary_start(target.name)}{os.getpid()}.{secrets.token_hex(4)}.tmp")


def temporary_start(name: str) -> str:
    """How the names of all such neighbours begin that this computer makes."""
    return f".~{short_name(name)}.{_mark(this_host())}."


@cache
def sweep_once(target: Path) -> None:
    """Take away what savers of this file that were killed on this computer left beside it. Once a program is enough:
    what it leaves itself, it takes away itself."""
    with contextlib.suppress(OSError, ImportError):  # a disk in trouble may not let psutil be read either
        sweep(target)


def sweep(target: Path) -> None:
    """Raises OSError where the folder cannot be read."""
    start = temporary_start(target.name)
    with os.scandir(target.parent) as entries:
        left = [entry.path for entry in entries if entry.name.startswith(start) and entry.name.endswith(".tmp")]
    for path in left:
        pid, _, _ = Path(path).name[len(start):].partition(".")
        if pid.isdigit() and not is_running(int(pid)):
            with contextlib.suppress(OSError):
                Path(path).unlink()


def _mark(name: str) -> str:
    return sha256(os.fsencode(name)).hexdigest()[:8]
