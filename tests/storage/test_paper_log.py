from __future__ import annotations

import os
from pathlib import Path

import pytest

from drafter.storage.errors import CannotWrite
from drafter.storage.paper_log import papers_made, remember_paper

RECORD, NOTICE = "ab" * 32, "cd" * 32


def test_what_was_made_of_a_draft_is_known_again_and_of_no_other(tmp_path: Path) -> None:
    assert papers_made("road", tmp_path) == {}
    remember_paper("road", "Record.docx", RECORD, tmp_path)
    remember_paper("road", "Notice.docx", RECORD, tmp_path)
    remember_paper("road", "Notice.docx", NOTICE, tmp_path)
    assert papers_made("road", tmp_path) == {"Record.docx": RECORD, "Notice.docx": NOTICE}
    assert papers_made("park", tmp_path) == {}


def test_the_log_lies_in_the_private_folder_for_its_owner_only(tmp_path: Path) -> None:
    remember_paper("../../road\ud800", "Record.docx", RECORD, tmp_path)
    (log,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert log.parent == tmp_path / "papers" and log.stem.isalnum()
    assert papers_made("../../road\ud800", tmp_path) == {"Record.docx": RECORD}
    assert os.name == "nt" or (log.stat().st_mode & 0o077) == 0


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"Record.docx": 7}', b'{"Record.docx": "../x"}'])
def test_a_log_that_cannot_be_read_counts_as_none_and_is_written_anew(tmp_path: Path, content: bytes) -> None:
    remember_paper("road", "Old.docx", RECORD, tmp_path)
    (log,) = (tmp_path / "papers").iterdir()
    log.write_bytes(content)
    assert papers_made("road", tmp_path) == {}
    remember_paper("road", "Record.docx", RECORD, tmp_path)
    assert papers_made("road", tmp_path) == {"Record.docx": RECORD}


def test_a_folder_that_takes_no_log_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "papers").write_text("a file where the folder belongs")
    with pytest.raises(CannotWrite, match="Nothing can be kept"):
        remember_paper("road", "Record.docx", RECORD, tmp_path)
