"""Where things are: what the program brings, and the private folder of the person who uses it.

The program runs from a checkout, from an installed wheel and from a PyInstaller bundle; only this module knows.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

from drafter.model.failure import Failure

SUFFIX = ".decision"
"""How the name of every draft ends."""

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def shipped_root() -> Path:
    """The pack root that comes with the program: the folder that holds forms/ and templates/.

    That is the package itself once installed, and the folder above it in a checkout.
    """
    return _PACKAGE if (_PACKAGE / "forms").is_dir() else _PACKAGE.parent


def resources() -> Path:
    """The folder of icons, fonts, word lists and samples."""
    return shipped_root() / "resources"


def guide() -> Path:
    """The user guide, with its pictures beside it."""
    return shipped_root() / "docs" / "guide.md"


def sample() -> Path:
    """The draft that is shown to those who have none yet."""
    return resources() / "samples" / "sample.decision"


def user_folder() -> Path:
    """The private folder of this user, which need not exist yet. DRAFTER_HOME names another one. Raises a Failure
    where no home folder is known."""
    chosen = os.environ.get("DRAFTER_HOME")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or _home() / "AppData" / "Local", "drafter")
    if sys.platform == "darwin":
        return _home() / "Library" / "Application Support" / "drafter"
    return Path(os.environ.get("XDG_DATA_HOME") or _home() / ".local" / "share", "drafter")


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:  # neither the environment nor the system names one, as in a container without that user
        raise Failure("No home folder is known.", "Set DRAFTER_HOME to a folder that drafter may write.") from None
