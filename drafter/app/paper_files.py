"""Where a paper goes on the disk, so that nobody's edits are replaced unseen.

A file that is still what drafter wrote from this draft may be replaced. Any other is somebody's work: the officer
chooses, and what gives way is kept in the private folder first.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from drafter.storage.atomic import read_file, sha256_now, shown, write_file
from drafter.storage.errors import CannotWrite, Unconfirmed
from drafter.storage.private import make_private

WhenChanged = Literal["ask", "refuse", "keep_both", "replace"]
"""What becomes of a file that is there already. To `refuse` is to ask even where it is what drafter wrote itself."""
KEPT_FOR = 365 * 24 * 60 * 60
"""Seconds that a replaced file stays in the private folder."""
_LARGEST = 256 * 2**20


@dataclass(frozen=True)
class Changed:
    """Nothing was written: `path` holds something that this draft did not make, or that was changed since it did
    (`ours`). `both` is the free name that keeping both would take."""

    path: Path
    ours: bool
    both: Path

    @property
    def sentence(self) -> str:
        if self.ours:
            return f"{shown(self.path)} was changed after drafter wrote it, and it was left as it is."
        return f"There is a file {shown(self.path)} already, and it was left as it is."


def write_paper(path: Path, content: bytes, made: Mapping[str, str], beside: Path, home: Path,
                when_changed: WhenChanged) -> tuple[Path, str, str] | Changed:
    """Write a paper of the draft in `beside`, of which the papers `made` are known: SHA-256 by file name.

    Returns where it went, its SHA-256, and what did not go as well as it should. Raises CannotWrite; then what was
    there is untouched.
    """
    found = _found(path, beside)
    own = found is not None and found == made.get(path.name)
    if found is not None and (not own or when_changed == "refuse"):
        both = _free(path)
        if when_changed in ("ask", "refuse"):
            return Changed(path, path.name in made and not own, both)
        if when_changed == "replace":
            keep_replaced(path, home)
        else:
            path, found = both, None
    try:
        return path, write_file(path, content, over=found), ""
    except Unconfirmed as error:
        return path, error.sha256, str(error)


def keep_replaced(path: Path, home: Path) -> Path:
    """A copy of the file in the private folder, where it stays for a year. Raises CannotWrite, CannotRead."""
    content = read_file(path, _LARGEST)
    folder = home / "replaced papers"
    try:
        make_private(folder)
        _forget_old(folder)
        day = time.strftime("%Y-%m-%d %H%M%S")
        kept = _free(folder / f"{day} {os.fsencode(path.name)[-180:].decode('utf-8', 'ignore')}")
        write_file(kept, content, over=None)
    except OSError as error:
        raise CannotWrite(f"{shown(path)} was not replaced: its copy could not be kept in {folder} ({error.strerror}).",
                          "Make room there, or keep both.") from error
    return kept


def _found(path: Path, beside: Path) -> str | None:
    """The SHA-256 of what is there. Raises CannotWrite for the draft itself."""
    try:
        found = sha256_now(path)
        is_draft = found is not None and beside.exists() and path.samefile(beside)
    except (OSError, ValueError):
        return None  # write_file says what is the matter
    if is_draft:
        raise CannotWrite(f"{shown(path)} is the draft itself.", "Choose another name.")
    return found


def _free(path: Path) -> Path:
    """The path, or the first of "name (2).docx", "name (3).docx" ... that is free."""
    number, free = 1, path
    while os.path.lexists(free):
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free


def _forget_old(folder: Path) -> None:
    for old in folder.iterdir():
        if time.time() - old.stat().st_mtime > KEPT_FOR:
            old.unlink(missing_ok=True)
