"""What a folder holds, told by the heads of its files: thousands of drafts in the time it takes to open fifty."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from drafter.storage.atomic import read_file, shown
from drafter.storage.errors import CannotRead
from drafter.storage.locations import SUFFIX
from drafter.storage.strict_json import Json, NotJson, strict_json

_HEAD = 8192
"""Bytes. A head of ours has 600."""
_BODY = b'\n "content": {'
"""Where the head ends in a file as drafter writes it; one written by others is read as a whole."""


@dataclass(frozen=True, slots=True)
class DraftHead:
    """`id` is the draft's, `form` that of its form; `saved` when that is told. Opening is what checks a draft."""

    path: Path
    id: str
    form: str
    saved: datetime | None = None


def read_head(path: Path) -> DraftHead:
    """Raises CannotRead for what is no draft."""
    head, mark, _ = _start(path).partition(_BODY)
    try:
        found = strict_json(head + _BODY + b"}}" if mark else read_file(path))
    except NotJson as error:
        raise CannotRead(f"{shown(path)} is damaged, cut short or not a drafter file: {error}.") from None
    members = found if isinstance(found, dict) and "drafter" in found else {}
    draft_id, form = members.get("id"), members.get("form")
    form_id = form.get("id") if isinstance(form, dict) else None
    if not isinstance(draft_id, str) or not isinstance(form_id, str):
        raise CannotRead(f"{shown(path)} is not a drafter file.", f"Choose a file that ends in {SUFFIX}.")
    return DraftHead(path, draft_id, form_id, _moment(members.get("saved")))


def _start(path: Path) -> bytes:
    """b"" where nothing can be read: why not is told by who reads the whole."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError):
        return b""
    try:
        return os.read(handle, _HEAD)
    except OSError:
        return b""
    finally:
        os.close(handle)


def heads(folder: Path) -> tuple[list[DraftHead], list[CannotRead]]:
    """The drafts in a folder by name, and what is the matter with the files that are called drafts and are none. Raises
    CannotRead for a folder that cannot be read."""
    try:
        paths = sorted(path for path in folder.iterdir() if path.name.endswith(SUFFIX))
    except OSError as error:
        raise CannotRead(f"The folder {shown(folder)} cannot be read ({error.strerror}).",
                         "Check that it can be reached.") from None
    found, faults = [], []
    for path in paths:
        try:
            found.append(read_head(path))
        except CannotRead as fault:
            faults.append(fault)
    return found, faults


def _moment(found: Json) -> datetime | None:
    try:
        return datetime.fromisoformat(found) if isinstance(found, str) else None
    except ValueError:
        return None
