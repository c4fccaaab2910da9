from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.app import files
from drafter.app.files import ReadOnly
from drafter.model.draft import Draft, FormVersion
from drafter.model.draft import Path as FieldPath
from drafter.model.failure import Failure
from drafter.storage import atomic, packs
from drafter.storage.atomic import digest
from drafter.storage.draft_files import format_draft, open_draft
from drafter.storage.errors import CannotRead, CannotWrite, Conflict
from drafter.storage.packs import Pack, kept_pack

TITLE = FieldPath("title")


@pytest.mark.parametrize(("given", "name"), [
    ("road", "road.decision"), ("road.decision", "road.decision"), ("road.DECISION", "road.DECISION"),
    ("26.00017 Marsh Road", "26.00017 Marsh Road.decision"), ("No. 7", "No. 7.decision"),
    ("v1.5", "v1.5.decision")])
def test_a_name_without_a_suffix_gets_the_one_of_drafts(given: str, name: str) -> None:
    assert files.named(Path("/x", given)) == Path("/x", name)


@pytest.mark.parametrize("given", ["road.docx", "road.json", "road.TXT"])
def test_a_name_that_promises_another_kind_of_file_is_refused(kent_pack: Pack, tmp_path: Path, private_home: Path,
                                                              given: str) -> None:
    with pytest.raises(Failure, match=r"ends in \.decision, not in .* Call it 'road\.decision'\."):
        files.save_as(files.new_draft(kent_pack), tmp_path / given, kent_pack, private_home)
    assert not any(path.suffix for path in tmp_path.iterdir())


def test_a_private_folder_that_may_not_be_entered_is_a_note_beside_a_draft_that_is_saved(
        kent_pack: Pack, tmp_path: Path, private_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.stat

    def closed(path: Path, **settings: bool) -> os.stat_result:
        if private_home in path.parents:
            raise PermissionError(13, "Permission denied")
        return real(path, **settings)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", closed)
        saved = files.save_as(files.new_draft(kent_pack), tmp_path / "road", kent_pack, private_home)
    assert "The form could not be kept" in saved.note and "Permission denied" in saved.note
    assert open_draft(tmp_path / "road.decision").draft == saved.opened.draft


def test_a_new_draft_is_saved_opened_changed_and_saved_again(kent_pack: Pack, tmp_path: Path,
                                                             private_home: Path) -> None:
    saved = files.save_as(files.new_draft(kent_pack), tmp_path / "road", kent_pack, private_home)
    assert saved.opened.path == tmp_path / "road.decision" and not saved.note
    opened = files.open_file(saved.opened.path)
    assert opened == saved.opened
    again = files.save(opened.draft.with_entry(TITLE, "Road"), opened, kent_pack, private_home)
    once_more = files.save(again.opened.draft.with_entry(TITLE, "Roads"), again.opened, kent_pack, private_home)
    assert open_draft(opened.path).draft.entries["title"] == "Roads"
    with pytest.raises(Conflict):
        files.save(opened.draft, opened, kent_pack, private_home)
    assert open_draft(opened.path).sha256 == once_more.opened.sha256


def test_save_as_replaces_a_file_only_where_that_was_said(kent_pack: Pack, tmp_path: Path, private_home: Path) -> None:
    (tmp_path / "road.decision").write_text("mine")
    draft = files.new_draft(kent_pack)
    with pytest.raises(Conflict, match="already"):
        files.save_as(draft, tmp_path / "road", kent_pack, private_home)
    assert (tmp_path / "road.decision").read_text() == "mine"
    with pytest.raises(Conflict):
        files.save_as(draft, tmp_path / "road", kent_pack, private_home, over=digest(b"yours"))
    assert (tmp_path / "road.decision").read_text() == "mine"
    files.save_as(draft, tmp_path / "road.decision", kent_pack, private_home, over=digest(b"mine"))
    assert open_draft(tmp_path / "road.decision").draft == draft


def test_the_form_a_draft_was_edited_with_is_kept_and_named_in_it(kent_pack: Pack, tmp_path: Path,
                                                                  private_home: Path) -> None:
    draft = Draft(FormVersion("kent", "0"))
    saved = files.save_as(draft, tmp_path / "road", kent_pack, private_home)
    assert saved.opened.draft.form == kent_pack.form.form_version
    kept = kept_pack(kent_pack.form.sha256, private_home)
    assert kept is not None and kept.form == kent_pack.form


def test_a_draft_is_saved_even_where_its_form_cannot_be_kept(kent_pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    saved = files.save_as(files.new_draft(kent_pack), tmp_path / "road", kent_pack, tmp_path / "file")
    assert saved.opened.path.exists() and "could not be kept" in saved.note


def test_a_save_that_the_disk_did_not_confirm_is_told_and_the_next_one_is_no_conflict(
        kent_pack: Pack, tmp_path: Path, private_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(folder: Path) -> None:
        raise OSError(5, "Input/output error")

    draft = files.new_draft(kent_pack)
    with monkeypatch.context() as patch:
        patch.setattr(atomic, "_sync_folder", fail)
        patch.setattr(packs, "keep_pack", lambda *_: None)
        saved = files.save_as(draft, tmp_path / "road", kent_pack, private_home)
    assert "did not confirm" in saved.note
    assert not files.save(draft.with_entry(TITLE, "Road"), saved.opened, kent_pack, private_home).note


def test_a_draft_of_a_newer_version_cannot_be_saved_here(kent_pack: Pack, tmp_path: Path, private_home: Path) -> None:
    path = tmp_path / "road.decision"
    path.write_bytes(format_draft(files.new_draft(kent_pack)).replace(b'"schema": 1', b'"schema": 2'))
    before = path.read_bytes()
    opened = files.open_file(path)
    assert files.why_read_only(opened) == opened.newer != ""
    with pytest.raises(ReadOnly, match="newer version"):
        files.save(opened.draft, opened, kent_pack, private_home)
    assert path.read_bytes() == before


def test_a_draft_that_may_not_be_changed_says_so(kent_pack: Pack, tmp_path: Path, private_home: Path,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    opened = files.save_as(files.new_draft(kent_pack), tmp_path / "road", kent_pack, private_home).opened
    assert files.why_read_only(opened) == ""
    assert files.why_read_only(replace(opened, path=tmp_path / "gone.decision")) == ""
    monkeypatch.setattr(os, "access", lambda _, mode: mode == os.F_OK)
    assert files.why_read_only(opened).startswith("You are not allowed to change 'road.decision'.")


def test_a_folder_that_is_not_there_is_a_sentence(kent_pack: Pack, tmp_path: Path, private_home: Path) -> None:
    for over in (None, digest(b"mine")):
        with pytest.raises(CannotWrite, match=r"The folder for 'road.decision' is not there"):
            files.save_as(files.new_draft(kent_pack), tmp_path / "gone" / "road", kent_pack, private_home,
                          over=over)


RECORD = "Title of Decision: Renewal of Café Bridge\n\nReason(s) for decision:\nIt is worn – and old.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_record_is_read_in_the_encodings_that_plain_text_comes_in(kent_pack: Pack, tmp_path: Path,
                                                                    encoding: str) -> None:
    source = tmp_path / "record.txt"
    source.write_bytes(RECORD.encode(encoding))
    draft = files.import_record(source, kent_pack)
    assert draft.entries["title"] == "Renewal of Café Bridge"
    assert draft.imported is not None and draft.imported.source == "record.txt"
    assert draft.form == kent_pack.form.form_version


@pytest.mark.parametrize("content", [b"PK\x03\x04rest", b"%PDF-1.7", b"{\\rtf1", b"a\x00b", b"\xd0\xcf\x11\xe0",
                                     b"\xff\xfe\x00", b"caf\x81"])
def test_what_is_no_plain_text_is_not_imported(kent_pack: Pack, tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "record.docx"
    source.write_bytes(content)
    with pytest.raises(CannotRead, match=r"'record.docx' is not plain text"):
        files.import_record(source, kent_pack)


def test_a_record_larger_than_any_is_refused(kent_pack: Pack, tmp_path: Path) -> None:
    with (tmp_path / "record.txt").open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(CannotRead, match="larger than 8 MB"):
        files.import_record(tmp_path / "record.txt", kent_pack)
