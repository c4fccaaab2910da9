"""Where a file dialog begins, and what it proposes."""

from __future__ import annotations

import re
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from drafter.app import recent
from drafter.storage.locations import SUFFIX

if TYPE_CHECKING:
    from drafter.app.desk import Desk


def usual_folder(desk: Desk) -> FilePath:
    """Beside the draft on the desk; else where the settings say, or where people keep their files on this machine."""
    work = desk.work
    if work and work.opened:
        return work.opened.path.parent
    usual = recent.settings(desk.home).folder
    return FilePath(usual) if usual and FilePath(usual).is_dir() else _documents_folder()


def _documents_folder() -> FilePath:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return FilePath(found) if found and FilePath(found).is_dir() else FilePath.home()


def proposed_name(title: str) -> str:
    """A file name for a draft of that title: short, and without marks of a web page and what Windows refuses."""
    title = re.sub(r"</?[A-Za-z][^<>]*>", "", title)
    words = " ".join("".join(" " if one in '<>:"/\\|?*' or ord(one) < 32 else one for one in title).split())
    return (words[:80].strip(". ") or "Draft") + SUFFIX
