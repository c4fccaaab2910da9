"""The private folder of the person who uses drafter: everything in it is its owner's alone."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

from drafter.storage.atomic import digest
from drafter.storage.errors import CannotWrite

A_DAY = 24 * 60 * 60
"""Seconds."""


def make_private(folder: Path) -> None:
    """Make the folder where it is not there, with every folder above it that is missing. Raises OSError.

    `Path.mkdir` gives the folders above the usual rights; here each one is its owner's alone.
    """
    missing, above = [], folder
    while not above.is_dir():
        missing.append(above)
        above = above.parent
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)


def why_not_kept(home: Path) -> str:
    """Why nothing can be kept in the private folder, in a sentence that names it; "" where it can. Nothing is made."""
    above = next((one for one in (home, *home.parents) if os.path.lexists(one)), home)
    if above.is_dir() and os.access(above, os.W_OK | os.X_OK):
        return ""
    return f"Nothing can be kept in {home}: no copies of what you type, no earlier versions and no settings."


def private_folder(folder: Path, home: Path) -> Path:
    """A folder of the private folder `home`, made where it was not there. Raises CannotWrite, which names `home` alone:
    the names within it say nothing to an officer."""
    try:
        make_private(folder)
    except OSError as error:
        raise CannotWrite(f"Nothing can be kept in {home} ({error.strerror}).",
                          "Ask whoever looks after this computer to let you write there.") from None
    return folder


def name_for(draft_id: str) -> str:
    """The name under which the private folder keeps what belongs to a draft. Its id comes out of a file, and nothing
    inside a file becomes a path: its hash does."""
    return digest(draft_id.encode("utf-8", "surrogatepass"))


def files_in(folder: Path, suffix: str) -> list[Path]:
    """The ordinary files in a folder whose names end so; none where there is no such folder."""
    try:
        with os.scandir(folder) as entries:
            return sorted(Path(entry.path) for entry in entries if entry.name.endswith(suffix) and entry.is_file())
    except OSError:
        return []


def remove_older(files: list[Path], days: int) -> None:
    """Remove what nobody has written or moved here for so many days. What cannot be removed stays."""
    for file in files:
        with contextlib.suppress(OSError):
            if time.time() - file.stat().st_mtime > days * A_DAY:
                file.unlink()
