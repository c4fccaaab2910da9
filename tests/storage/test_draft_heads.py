from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafter.model.draft import Draft, FormVersion
from drafter.storage.conflict_copies import ConflictCopy, copies_of
from drafter.storage.draft_files import save_draft
from drafter.storage.draft_heads import heads, read_head
from drafter.storage.errors import CannotRead


def saved(path: Path, draft_id: str = "d1") -> Path:
    save_draft(Draft(FormVersion("kent", "1"), id=draft_id, entries={"title": "Marsh Road"}), path, over=None)
    return path


def test_a_head_tells_which_draft_it_is_and_when_it_was_saved(tmp_path: Path) -> None:
    head = read_head(saved(tmp_path / "road.decision"))
    assert (head.id, head.form) == ("d1", "kent") and head.saved is not None


def test_a_file_written_by_another_program_is_read_as_a_whole(tmp_path: Path) -> None:
    path = saved(tmp_path / "road.decision")
    path.write_text(json.dumps(json.loads(path.read_bytes())), encoding="utf-8")
    assert read_head(path).id == "d1"


@pytest.mark.parametrize("content", [b"", b"\x00" * 5000, b"[]", b"{}", b'{"drafter": 1}', b'{"id": "d1", "form": {}}',
                                     b'{"drafter": 1, "id": 7, "form": {"id": "kent"}}', b'{\n "content": {',
                                     b'\xff\n "content": {}'])
def test_what_is_no_draft_is_told_with_its_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "road.decision"
    path.write_bytes(content)
    with pytest.raises(CannotRead, match=r"'road\.decision'"):
        read_head(path)


def test_a_folder_is_told_with_what_is_damaged_in_it(tmp_path: Path) -> None:
    saved(tmp_path / "b.decision")
    saved(tmp_path / "a.decision")
    (tmp_path / "c.decision").write_bytes(b"\x00")
    (tmp_path / "d.decision").mkdir()
    (tmp_path / "notes.txt").write_bytes(b"x")
    found, faults = heads(tmp_path)
    assert [head.path.name for head in found] == ["a.decision", "b.decision"] and len(faults) == 2
    with pytest.raises(CannotRead, match="cannot be read"):
        heads(tmp_path / "gone")


def test_only_copies_of_the_same_draft_are_told(tmp_path: Path) -> None:
    path = saved(tmp_path / "road.decision")
    saved(tmp_path / "road-LAPTOP7.decision")
    saved(tmp_path / "road-A4.decision", "d2")
    (tmp_path / "road-PC7.decision").write_bytes(b"")
    assert copies_of(path, "d1") == (ConflictCopy("road-LAPTOP7.decision", "OneDrive"),)
    assert copies_of(tmp_path / "gone" / "road.decision", "d1") == ()
