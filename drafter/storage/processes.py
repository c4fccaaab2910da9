"""Which running program a lock or a copy belongs to: a number alone is given again to another program."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from functools import cache

from drafter.storage.strict_json import Json

_SAME = 5.0
"""Seconds. The clock that a start is read from may be set right meanwhile."""


@dataclass(frozen=True, slots=True)
class Process:
    """A program on a computer. `started` is in seconds since 1970."""

    host: str
    pid: int
    started: float

    @property
    def is_here(self) -> bool:
        """Whether it is, or was, on this computer: of others nobody can tell whether they run."""
        return self.host == this_host()

    @property
    def is_gone(self) -> bool:
        """Whether it is known to run no longer."""
        return self.is_here and not self._runs()

    def to_tree(self) -> Json:
        return {"host": self.host, "pid": self.pid, "started": round(self.started, 2)}

    def _runs(self) -> bool:
        import psutil

        try:
            started: float = psutil.Process(self.pid).create_time()
        except (psutil.NoSuchProcess, ValueError, OverflowError):
            return False
        except psutil.Error:
            return True
        return abs(started - self.started) < _SAME


def process_from_tree(found: Json) -> Process | None:
    """None where it cannot be read."""
    if not isinstance(found, dict):
        return None
    host, pid, started = found.get("host"), found.get("pid"), found.get("started")
    if not isinstance(host, str) or type(pid) is not int or not isinstance(started, int | float):
        return None
    return Process(host, pid, float(started))


def this_process() -> Process:
    return _process(os.getpid())


def is_running(pid: int) -> bool:
    """Whether any program of that number runs on this computer."""
    import psutil

    try:
        return bool(psutil.pid_exists(pid))
    except OverflowError:
        return False


@cache
def this_host() -> str:
    return socket.gethostname()


@cache
def _process(pid: int) -> Process:
    """Kept by number: a program that forks is another one."""
    import psutil

    return Process(this_host(), pid, psutil.Process(pid).create_time())
