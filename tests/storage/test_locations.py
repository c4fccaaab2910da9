"""Where the private folder is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from drafter.model.failure import Failure
from drafter.storage.locations import user_folder
from drafter.storage.private import why_not_kept


@pytest.mark.skipif(sys.platform == "win32", reason="Windows names the folder otherwise")
def test_where_no_home_folder_is_known_the_failure_says_what_to_set(monkeypatch: pytest.MonkeyPatch,
                                                                    tmp_path: Path) -> None:
    def unknown() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for name in ("DRAFTER_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", unknown)
    with pytest.raises(Failure, match="Set DRAFTER_HOME"):
        user_folder()
    monkeypatch.setenv("DRAFTER_HOME", str(tmp_path))
    assert user_folder() == tmp_path


def test_a_private_folder_where_nothing_can_be_kept_is_named(tmp_path: Path) -> None:
    assert why_not_kept(tmp_path) == "" == why_not_kept(tmp_path / "not" / "there yet")
    (tmp_path / "file").write_text("in the way", "utf-8")
    assert str(tmp_path / "file" / "drafter") in why_not_kept(tmp_path / "file" / "drafter")
    assert not (tmp_path / "not").exists()
