from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from drafter.storage.errors import CannotRead, CannotWrite
from drafter.storage.settings_files import RECENT, Settings, load_settings, save_settings


def test_who_has_set_nothing_has_the_usual_settings(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "new") == Settings((), (), "system")


def test_settings_come_back_with_members_nobody_knows(tmp_path: Path) -> None:
    home = tmp_path / "new" / "drafter"
    save_settings(Settings(("/a/å.decision",), ("//share/packs",), "dark", {"font": {"size": 12}}), home)
    assert load_settings(home) == Settings(("/a/å.decision",), ("//share/packs",), "dark", {"font": {"size": 12}})
    save_settings(Settings(theme="light"), home)
    assert load_settings(home).theme == "light", "the last one wins"
    assert [one.name for one in home.iterdir()] == ["settings.json"]


def test_the_last_draft_comes_first_once_and_the_oldest_goes() -> None:
    settings = Settings()
    for number in range(RECENT + 3):
        settings = settings.with_recent(Path(f"/{number}.decision"))
    settings = settings.with_recent(Path("/5.decision"))
    assert settings.recent[0] == "/5.decision" and len(set(settings.recent)) == len(settings.recent) == RECENT
    assert "/0.decision" not in settings.recent


def test_a_member_that_makes_no_sense_counts_as_not_set(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"theme": ["dark"], "recent": "a", "pack_roots": [1, "b"]}))
    assert load_settings(tmp_path) == Settings((), ("b",), "system")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"theme": NaN}', b"\xff"])
def test_damaged_settings_are_named_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(content)
    with pytest.raises(CannotRead, match=r"settings in 'settings.json' are damaged.* 'settings\.damaged\.json'"):
        load_settings(tmp_path)


def test_damaged_settings_are_put_aside_before_others_take_their_place(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(b'{"name": "A. Officer",')
    save_settings(Settings(theme="dark"), tmp_path)
    assert load_settings(tmp_path).theme == "dark"
    assert (tmp_path / "settings.damaged.json").read_bytes() == b'{"name": "A. Officer",'
    save_settings(Settings(theme="light"), tmp_path)
    assert (tmp_path / "settings.damaged.json").read_bytes() == b'{"name": "A. Officer",', "sound ones stay"


def test_a_name_that_no_file_can_have_counts_as_not_there(tmp_path: Path) -> None:
    name = "/a/\0.decision"
    (tmp_path / "settings.json").write_text(json.dumps({
        "recent": [name, "/b"], "pack_roots": [name], "states": {name: [1, "ready"]}}))
    found = load_settings(tmp_path)
    assert (found.recent, found.pack_roots, found.states) == (("/b",), (), {})


@pytest.mark.parametrize("name", ["/a/\ud800.decision", "\udcff"])
def test_a_name_in_half_characters_is_not_noted_and_damages_nothing(tmp_path: Path, name: str) -> None:
    save_settings(Settings((name, "/b"), (name,), "dark", {"odd": name}, folder=name, states={name: (1, "x")}),
                  tmp_path)
    found = load_settings(tmp_path)
    assert (found.recent, found.pack_roots, found.states, found.theme) == (("/b",), (), {}, "dark")


def test_a_private_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite, match="private folder"):
        save_settings(Settings(), tmp_path / "file" / "drafter")


def test_the_settings_and_every_folder_made_for_them_are_their_owners_alone(tmp_path: Path) -> None:
    save_settings(Settings(), tmp_path / "a" / "b")
    for path in (tmp_path / "a", *(tmp_path / "a").rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_settings_are_read_without_pydantic() -> None:
    """The start page shows them before its first paint."""
    code = "import sys, drafter.storage.settings_files; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False).returncode == 0
