"""Files that stand beside a draft for a moment, and what a saver that was killed left of them."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from functools import cache
from hashlib import sha256
from pathlib import Path

from drafter.storage.processes import start_of, this_host

_NAME_BYTES = 120
"""How much of the file's name its neighbour carries: names end at 255 bytes on most disks."""
_LEFT = re.compile(r"\.~.+\.(?P<host>[0-9a-f]{8})\.(?P<pid>\d{1,10})(?:-(?P<start>[0-9a-f]{8}))?\.[0-9a-f]+\.tmp",
                   re.DOTALL)


def short_name(name: str) -> str:
    """The name of a file as a file beside it carries it in its own name: cut where it is long, with a mark then."""
    short = os.fsencode(name)[:_NAME_BYTES].decode("utf-8", "ignore")
    return short if short == name else f"{short}.{_mark(name)}"


def temporary(target: Path) -> Path:
    """A new neighbour of the target. Its name ends in .tmp, which OneDrive does not upload; it tells whose it is, so
    that another program can sweep it when this one is gone."""
    return target.with_name(f".~{short_name(target.name)}.{_maker(os.getpid())}.{secrets.token_hex(4)}.tmp")


def take_away(path: Path) -> None:
    """Remove such a file; one that is gone, or held by another program, does no harm."""
    with contextlib.suppress(OSError):
        path.unlink()


@cache
def sweep_once(folder: Path) -> None:
    """Take away what savers on this computer that were killed left in the folder. Once a program is enough: what it
    leaves itself, it takes away itself."""
    sweep(folder)


@cache
def sweep_below_once(root: Path) -> None:
    """The same for all folders below it, where each may be written to once and never again."""
    for folder, _, names in os.walk(root):
        _sweep(Path(folder), names)


def sweep(folder: Path) -> None:
    """The same, now. What belongs to a program that runs stays, and so does what cannot be removed."""
    with contextlib.suppress(OSError):
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries]
        _sweep(folder, names)


def _sweep(folder: Path, names: list[str]) -> None:
    for name in names:
        if name.startswith(".~") and name.endswith(".tmp") and _is_left(name):
            take_away(folder / name)


def _is_left(name: str) -> bool:
    """Whether its maker, on this computer, is known to run no longer."""
    told = _LEFT.fullmatch(name)
    if told is None or told["host"] != _mark(this_host()):
        return False
    now = start_of(int(told["pid"]))
    if not now:
        return now is not None
    return told["start"] is not None and told["start"] != _mark(now)


@cache
def _maker(pid: int) -> str:
    """Kept by number: a program that forks is another one."""
    start = start_of(pid)
    return f"{_mark(this_host())}.{pid}" + (f"-{_mark(start)}" if start else "")


def _mark(name: str) -> str:
    return sha256(os.fsencode(name)).hexdigest()[:8]
