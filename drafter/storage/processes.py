"""Which running program a lock or a copy belongs to: a number alone is given again to another program.

On Linux the start is told by the boot and the tick of it, which stay the same however the clock is set; elsewhere the
system notes the time of the start once, and psutil reads it.
"""

from __future__ import annotations

import getpass
import math
import os
import socket
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from drafter.storage.strict_json import Json

_SAME = 5.0
"""Seconds. The clock that a start is read from may be set right meanwhile."""
_STATE, _TICKS = 0, 19
"""Where /proc/PID/stat tells them, counted from behind the name, which may hold anything."""
_ENDED = (b"Z", b"X")
"""A program that was killed and whose end nobody has asked about yet."""


@dataclass(frozen=True, slots=True)
class Process:
    """A program on a computer. `start` tells it from all others that have its number, had it or will have it. Where it
    is "", only `started` is known: the time in seconds since 1970 (of older files)."""

    host: str
    pid: int
    started: float = 0.0
    start: str = ""

    @property
    def is_here(self) -> bool:
        """Whether it is, or was, on this computer: of others nobody can tell whether they run."""
        return self.host == this_host()

    @property
    def is_gone(self) -> bool:
        """Whether it is known to run no longer."""
        return self.is_here and not self._runs()

    def to_tree(self) -> Json:
        when: dict[str, Json] = {"start": self.start} if self.start else {"started": round(self.started, 2)}
        return {"host": self.host, "pid": self.pid, **when}

    def _runs(self) -> bool:
        if self.start:
            return is_running(self.pid, self.start)
        started = _started(self.pid)
        return started is None or abs(started - self.started) < _SAME


def process_from_tree(found: Json) -> Process | None:
    """None where it cannot be read."""
    if not isinstance(found, dict):
        return None
    host, pid, started, start = (found.get(member) for member in ("host", "pid", "started", "start"))
    if not isinstance(host, str) or type(pid) is not int:
        return None
    if isinstance(start, str) and start:
        return Process(host, pid, start=start)
    try:
        return Process(host, pid, float(started)) if isinstance(started, int | float) else None
    except OverflowError:
        return None


def this_process() -> Process:
    return _process(os.getpid())


def is_running(pid: int, start: str = "") -> bool:
    """Whether a program of that number runs on this computer; with `start`, as `start_of` told it, that very one. One
    of which the system says nothing counts as running."""
    now = start_of(pid)
    return now is None or (now != "" and start in ("", now))


def start_of(pid: int) -> str | None:
    """What tells the program that has this number now from every other: "" where there is none, None where the system
    does not say."""
    if not 0 < pid < 2**31:
        return ""
    if sys.platform != "linux":
        started = _started(pid)
        return None if started is None else f"{started:.2f}" if started > 0 else ""
    try:
        told = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        if told[_STATE] in _ENDED:
            return ""
        return f"{_boot()} {int(told[_TICKS])}"
    except (OSError, ValueError, IndexError):
        return None if _has_number(pid) else ""


@cache
def this_host() -> str:
    return socket.gethostname()


def this_user() -> str:
    """Who is logged in; "" where the system does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


@cache
def _boot() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_bytes().decode().strip()


def _has_number(pid: int) -> bool:
    """Whether any program has it: the folder of another person's may be hidden."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True


def _started(pid: int) -> float | None:
    """In seconds since 1970; endlessly long before where no such program runs, None where the system does not say."""
    try:
        import psutil
    except ImportError:  # a disk in trouble may not let it be read
        return None
    try:
        return float(psutil.Process(pid).create_time())
    except (psutil.NoSuchProcess, ValueError, OverflowError):
        return -math.inf
    except psutil.Error:
        return None


@cache
def _process(pid: int) -> Process:
    """Kept by number: a program that forks is another one."""
    start = start_of(pid)
    return Process(this_host(), pid, start=start) if start else Process(this_host(), pid, _started(pid) or 0.0)
