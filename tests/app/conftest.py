"""Pack roots that a test may spoil. The session is a Qt object: it needs no screen, but it needs to know that."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.storage.locations import shipped_root

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def _lets_go(nothing_left_under_way: None) -> None:
    """Of what it began beside the window."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A pack root of its own: Kent's form with its templates."""
    root = tmp_path / "root"
    for name in ("forms", "templates"):
        shutil.copytree(shipped_root() / name / "kent", root / name / "kent")
    return root


@pytest.fixture
def spoil() -> Callable[[Path, str, str], None]:
    """Replaces words in a file that must hold them."""

    def spoil(file: Path, old: str, new: str) -> None:
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil
