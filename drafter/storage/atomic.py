"""The old file or the new one, never half of one, and never somebody else's work replaced unseen."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path

from drafter.model.characters import printable
from drafter.storage.errors import CannotRead, CannotWrite, Conflict, Gone, Unconfirmed
from drafter.storage.neighbours import sweep_once, take_away, temporary
from drafter.storage.rights import PRIVATE, keep_rights
from drafter.storage.turns import StillBusy, sight, turn

LARGEST = 64 * 1024 * 1024
"""Bytes. No draft comes near it; what is larger is not one of drafter's files."""

_IN_USE = {5, 32, 33}
"""Windows: access denied, sharing violation, lock violation - what an open file answers to its replacement."""
_PATIENCE = 10.0
"""Seconds. Viewers, indexers and OneDrive let go of a file within one or two."""
_BINARY = getattr(os, "O_BINARY", 0)

if sys.platform == "win32":
    import ctypes

    _KERNEL = ctypes.WinDLL("kernel32", use_last_error=True)
    _REPLACE, _WRITE_THROUGH = 0x1, 0x8

    def _move(written: Path, target: Path, how: int) -> None:
        """Windows syncs no folder: there the move itself waits until it is on the disk."""
        if not _KERNEL.MoveFileExW(str(written), str(target), how):
            raise ctypes.WinError(ctypes.get_last_error())


def shown(path: Path) -> str:
    """The name of the file as it stands in a sentence."""
    return f"'{printable(path.name or str(path))[0]}'"


def digest(content: bytes) -> str:
    """The SHA-256 of the bytes, in small hexadecimal letters: what tells one state of a file from another."""
    return hashlib.sha256(content).hexdigest()


def read_file(path: Path, largest: int = LARGEST) -> bytes:
    """All bytes of an ordinary file. Raises CannotRead for anything else."""
    try:
        if path.is_dir():
            raise CannotRead(f"{shown(path)} is a folder, not a file.", "Choose a file inside it.")
        if path.exists() and not path.is_file():
            raise CannotRead(f"{shown(path)} is not an ordinary file.", "Choose a file on a disk.")
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except FileNotFoundError:
        raise CannotRead(f"There is no file {shown(path)} in this place.",
                         "Check its name and its folder; it may have been moved or renamed.") from None
    except PermissionError:
        raise CannotRead(f"You are not allowed to read {shown(path)}.",
                         "Ask whoever looks after the folder to let you read it.") from None
    except (OSError, ValueError) as error:
        raise CannotRead(f"{shown(path)} could not be read{_because(error)}.",
                         "Check that the disk or the network folder can be reached, then try again.") from None
    if len(content) > largest:
        raise CannotRead(f"{shown(path)} is larger than {largest // 2**20} MB, more than drafter reads.",
                         "Check that it is the file you meant.")
    return content


def write_file(path: Path, content: bytes, *, over: str | None, proof: Callable[[], None] = lambda: None) -> str:
    """Put the content where the path says, whole, and return its SHA-256.

    `over` is the SHA-256 of the bytes that may be replaced; None: no file may be there yet. `proof` is asked while the
    disk takes the bytes; what it raises keeps them from being put in place. Raises Conflict when something else is
    there, CannotWrite when the disk refuses; the old file is then untouched. Raises Unconfirmed when the new one is
    there and the disk does not say that it stays.
    """
    try:
        target = Path(os.path.realpath(path)) if path.is_symlink() else path
        sweep_once(target.parent)
        written = temporary(target)
        new = _write_new(written, content, target, proof)
        try:
            with turn(target, written):
                with sight(target) as held:
                    _refuse_other_work(target, held, path, over)
                    _put_in_place(written, target, path, over)
                _confirm(target, path, content)
        except BaseException:
            take_away(written)
            raise
    except StillBusy:
        raise CannotWrite(f"{shown(path)} was not saved: another program is saving it, and does not end.",
                          "Close other windows of drafter, then try again.") from None
    except (OSError, ValueError) as error:
        raise cannot_write(path, error) from None
    return new


def refuse_other_work(path: Path, over: str) -> None:
    """Raises Conflict or Gone where the file holds other bytes than those of SHA-256 `over`, or is not there any more;
    OSError where that cannot be told."""
    _refuse_other_work(path, None, path, over)


def is_folder(path: Path) -> bool:
    """Whether a folder is there that can be reached."""
    try:
        return path.is_dir()
    except OSError:
        return False


def sha256_now(path: Path) -> str | None:
    """The SHA-256 of what the file holds at this moment; None where there is no file. Raises OSError."""
    try:
        return digest(_bytes_of(path))
    except FileNotFoundError:
        return None


def _bytes_of(path: Path) -> bytes:
    handle = os.open(path, os.O_RDONLY | _BINARY)
    try:
        return _bytes_behind(handle)
    finally:
        os.close(handle)


def _bytes_behind(handle: int) -> bytes:
    parts = [os.read(handle, os.fstat(handle).st_size + 1)]
    while parts[-1]:
        parts.append(os.read(handle, 2**20))
    return b"".join(parts)


def _write_new(path: Path, content: bytes, target: Path, proof: Callable[[], None]) -> str:
    """Every byte on the disk, read back, in a file that only its owner can read, or those who can read the target.
    Gives the SHA-256."""
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, PRIVATE)
    try:
        try:
            keep_rights(handle, target)
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(handle, rest):]
            _begin_to_sync(handle)
            proof()
            new = digest(content)
            os.fsync(handle)
        finally:
            os.close(handle)
        if _bytes_of(path) != content:
            raise OSError(errno.EIO, "what was written did not read back the same")
    except BaseException:
        take_away(path)
        raise
    return new


def _begin_to_sync(handle: int) -> None:
    """The disk works while we do; on Linux, this word makes it begin at once."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def _refuse_other_work(target: Path, held: int | None, path: Path, over: str | None) -> None:
    """Content decides, never the time on the file: a change in the same second counts too."""
    if target.is_dir():
        raise CannotWrite(f"{shown(path)} is a folder.", "Choose another name.")
    found = sha256_now(target) if held is None else digest(_bytes_behind(held))
    if found == over:
        return
    if over is None:
        raise _already_there(path)
    if found is None:
        raise Gone(f"{shown(path)} is not there any more: it was moved, renamed or deleted after it was opened.",
                   "Save it there again, or under a new name.")
    raise Conflict(f"{shown(path)} was changed by somebody else, or in another window, after it was opened.",
                   "Save under a new name, then compare the two.")


def _put_in_place(written: Path, target: Path, path: Path, over: str | None) -> None:
    if over is not None:
        _patiently(written, target)
        return
    try:
        _give_name(written, target)
    except FileExistsError:
        raise _already_there(path) from None


def _give_name(written: Path, target: Path) -> None:
    """Raises FileExistsError where a file has that name."""
    if sys.platform == "win32":
        _move(written, target, _WRITE_THROUGH)
        return
    try:
        os.link(written, target)
        take_away(written)
    except FileExistsError:
        raise
    except OSError:
        # FAT and some network folders know no links; the look a moment ago has to do there.
        _patiently(written, target)


def _already_there(path: Path) -> Conflict:
    return Conflict(f"There is a file {shown(path)} already.", "Choose another name.")


def _patiently(written: Path, target: Path) -> None:
    """Windows refuses to replace a file that anyone has open. Wait for them; never delete it first."""
    pause, until = 0.01, time.monotonic() + _PATIENCE
    while True:
        try:
            _replace(written, target)
            return
        except OSError as error:
            if getattr(error, "winerror", None) not in _IN_USE or _is_read_only(target) or time.monotonic() > until:
                raise
        time.sleep(pause)
        pause = min(pause * 2, 0.5)


def _replace(written: Path, target: Path) -> None:
    if sys.platform == "win32":
        _move(written, target, _REPLACE | _WRITE_THROUGH)
    else:
        written.replace(target)


def _is_read_only(target: Path) -> bool:
    return target.exists() and not target.stat().st_mode & stat.S_IWUSR


def _confirm(target: Path, path: Path, content: bytes) -> None:
    """Only what reads back from a folder that is on the disk counts as saved."""
    try:
        _sync_folder(target.parent)
        found = _bytes_of(target)
    except OSError:
        raise Unconfirmed(f"{shown(path)} was written, but the disk did not confirm that it is safe there.",
                          "Save it once more.", digest(content)) from None
    if found != content:
        raise Conflict(f"{shown(path)} was saved, and somebody else changed it in the same moment.",
                       "Save under a new name, then compare the two.")


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network folders cannot do this for a folder; they are no worse for the asking.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(handle)


def cannot_write(path: Path, error: Exception) -> CannotWrite:
    """Why the system refused to write the file, and what to do, in a sentence each."""
    code = error.errno if isinstance(error, OSError) else None
    if getattr(error, "winerror", None) in _IN_USE and not _is_read_only(path):
        return CannotWrite(f"{shown(path)} is open in another program.", "Close it there, then try again.")
    if code in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return CannotWrite(f"There is no room left to write {shown(path)}.",
                           "Make room on the disk, or choose another folder.")
    if code in (errno.EACCES, errno.EPERM, errno.EROFS):
        return CannotWrite(f"You are not allowed to write {shown(path)} in this folder.", "Choose another folder.")
    if code in (errno.ENOENT, errno.ENOTDIR):
        return CannotWrite(f"The folder for {shown(path)} is not there.", "Choose a folder that can be reached.")
    if code == errno.ENAMETOOLONG:
        return CannotWrite(f"The name {shown(path)} is too long for this disk.", "Choose a shorter name.")
    return CannotWrite(f"{shown(path)} could not be written{_because(error)}.",
                       "Check the disk or the network folder, or choose another folder.")


def _because(error: Exception) -> str:
    words = error.strerror if isinstance(error, OSError) else "its name cannot be used"
    return f" ({words})" if words else ""
