"""Which papers were made of a draft, in the private folder: making a paper changes nothing in the draft's own file.

A draft's id comes out of a file and never becomes a path: its hash names the log.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

from drafter.storage.atomic import read_file, sha256_now, write_file
from drafter.storage.errors import CannotRead, CannotWrite
from drafter.storage.private import make_private, name_for
from drafter.storage.strict_json import NotJson, strict_json

_SHA256 = re.compile(r"[0-9a-f]{64}")


def papers_made(draft_id: str, home: Path) -> Mapping[str, str]:
    """The SHA-256 of each paper as it was written, by the file's name. A log that cannot be read counts as none: then a
    paper that is there is asked about, never replaced."""
    path = _log(draft_id, home)
    try:
        members = strict_json(read_file(path)) if os.access(path, os.F_OK) else {}
    except (CannotRead, NotJson):
        return {}
    return {name: mark for name, mark in members.items() if isinstance(mark, str) and _SHA256.fullmatch(mark)
            } if isinstance(members, dict) else {}


def remember_paper(draft_id: str, name: str, sha256: str, home: Path) -> None:
    """Raises CannotWrite."""
    path = _log(draft_id, home)
    members = {**papers_made(draft_id, home), name: sha256}
    try:
        make_private(path.parent)
        over = sha256_now(path)
    except OSError as error:
        raise CannotWrite(f"Nothing can be kept in {path.parent} ({error.strerror}).") from error
    write_file(path, json.dumps(members, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace"), over=over)


def _log(draft_id: str, home: Path) -> Path:
    return home / "papers" / f"{name_for(draft_id)}.json"
