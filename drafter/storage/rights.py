"""A file keeps its owner, group and mode when another takes its place. Where the system does not allow that, the new
one can be read by fewer people, never by more."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from pathlib import Path

PRIVATE = stat.S_IRUSR | stat.S_IWUSR
_LIST = "system.posix_acl_access"
_NONE = (errno.ENODATA, errno.ENOTSUP)


def keep_rights(handle: int, target: Path) -> None:
    """Give the new file behind the handle, which is its owner's alone, what the target has. On Windows both have the
    rights of their folder."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        was, new = target.stat(), os.fstat(handle)
        if (new.st_uid, new.st_gid) != (was.st_uid, was.st_gid):
            new = _handed_over(handle, was)
        mode = stat.S_IMODE(was.st_mode) & 0o777
        if new.st_gid != was.st_gid or (mode & 0o070 and not _has_same_list(handle, target)):
            both = mode >> 3 & mode & 0o007  # what its group and all others could do, all others still can
            mode = mode & 0o700 | both << 3 | both
        if mode != PRIVATE:
            os.fchmod(handle, mode)


def _handed_over(handle: int, was: os.stat_result) -> os.stat_result:
    """Only an administrator gives a file to another owner; to a group, whoever belongs to it."""
    for owner in (was.st_uid, -1):
        try:
            os.fchown(handle, owner, was.st_gid)
            break
        except OSError:
            continue
    return os.fstat(handle)


def _has_same_list(handle: int, target: Path) -> bool:
    """Whether both have the same list of further people and groups; without one, what the mode says of the group would
    be said of others."""
    if sys.platform != "linux":
        return True
    theirs = _list(target)
    if theirs != _list(handle):
        try:
            os.setxattr(handle, _LIST, theirs) if theirs else os.removexattr(handle, _LIST)
        except OSError:
            return False
    return True


def _list(file: Path | int) -> bytes:
    """Raises OSError where it cannot be read."""
    try:
        return os.getxattr(file, _LIST) if sys.platform == "linux" else b""
    except OSError as error:
        if error.errno in _NONE:
            return b""
        raise
