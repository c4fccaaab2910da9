"""Packs: found in their roots, kept by hash, found again; and where the program's own things are."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import threading
from pathlib import Path

import pytest

from drafter.model.form import Form
from drafter.storage import locations
from drafter.storage.errors import CannotRead, CannotWrite, FormError
from drafter.storage.packs import Pack, find_packs, keep_pack, kept_pack, load_pack, load_pack_folder

SMALL = """
id = "{id}"
version = "1"
title = "{title}"
council = "Westshire Council"
sections = ["one"]
title_field = "title"
number_field = "title"
decision_maker_field = "title"
"""
ONE = 'title = "One"\n[[fields]]\nid = "title"\nkind = "line"\nlabel = "Title"\n'


def make_pack(root: Path, form_id: str = "small", title: str = "Small") -> Path:
    folder = root / "forms" / form_id
    (folder / "sections").mkdir(parents=True)
    (folder / "form.toml").write_text(SMALL.format(id=form_id, title=title))
    (folder / "sections" / "one.toml").write_text(ONE)
    (root / "templates" / form_id / "record").mkdir(parents=True)
    (root / "templates" / form_id / "record" / "layout.docx").write_bytes(b"PK layout")
    return folder


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    make_pack(tmp_path / "root")
    return load_pack("small", [tmp_path / "root"])


# Finding


def test_a_pack_is_its_form_with_its_folder_and_its_templates(tmp_path: Path) -> None:
    folder = make_pack(tmp_path)
    pack = load_pack("small", [tmp_path])
    assert (pack.form.id, pack.folder, pack.templates) == ("small", folder, tmp_path / "templates" / "small")


def test_the_first_root_that_has_a_form_wins(tmp_path: Path) -> None:
    make_pack(tmp_path / "own", title="Own")
    make_pack(tmp_path / "shipped", title="Shipped")
    make_pack(tmp_path / "shipped", "other", title="Other")
    roots = [tmp_path / "own", tmp_path / "shipped"]
    assert load_pack("small", roots).form.title == "Own"
    assert load_pack("other", roots).form.title == "Other"
    assert find_packs(roots).keys() == {"small", "other"}


def test_a_root_that_is_not_there_has_no_forms(tmp_path: Path) -> None:
    make_pack(tmp_path / "there")
    assert list(find_packs([tmp_path / "away", tmp_path / "there"])) == ["small"]


def test_an_unknown_form_is_refused_with_those_there_are(tmp_path: Path) -> None:
    make_pack(tmp_path)
    with pytest.raises(CannotRead, match=r"There is no form 'smal'\. Did you mean 'small'\? The forms are: small\."):
        load_pack("smal", [tmp_path])


def test_without_any_forms_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="No forms were found at all"):
        load_pack("kent", [tmp_path])


@pytest.mark.parametrize("name", ["../small", "..", "", "small/", "/etc", "SMALL", "small\0"])
def test_the_name_of_a_form_never_becomes_a_path(tmp_path: Path, name: str) -> None:
    make_pack(tmp_path)
    with pytest.raises(CannotRead, match="There is no form"):
        load_pack(name, [tmp_path / "forms" / "small", tmp_path])


def test_folders_that_are_no_forms_are_passed_by(tmp_path: Path) -> None:
    make_pack(tmp_path)
    (tmp_path / "forms" / "empty").mkdir()
    (tmp_path / "forms" / "Old copy of small").mkdir()
    (tmp_path / "forms" / "notes.txt").write_text("x")
    assert list(find_packs([tmp_path])) == ["small"]


def test_a_form_with_slips_is_refused_with_its_faults(tmp_path: Path) -> None:
    folder = make_pack(tmp_path)
    (folder / "sections" / "one.toml").write_text(ONE + "requird = true\n")
    with pytest.raises(FormError, match=r"sections/one\.toml: field 'title': 'requird'"):
        load_pack("small", [tmp_path])


def test_a_form_without_templates_is_a_pack_still(tmp_path: Path) -> None:
    make_pack(tmp_path)
    shutil.rmtree(tmp_path / "templates")
    assert not load_pack("small", [tmp_path]).templates.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of folders are another matter there")
def test_a_root_may_be_read_only(tmp_path: Path) -> None:
    root, home = tmp_path / "root", tmp_path / "home"
    make_pack(root)
    folders = [root, *(folder for folder in root.rglob("*") if folder.is_dir())]
    for folder in folders:
        folder.chmod(0o500)
    try:
        pack = load_pack("small", [root])
        keep_pack(pack, home)
        kept = kept_pack(pack.form.sha256, home)
        assert kept is not None and kept.form == pack.form
    finally:
        for folder in folders:
            folder.chmod(0o700)


# The hash


def test_the_same_files_have_the_same_hash_wherever_they_lie(tmp_path: Path) -> None:
    make_pack(tmp_path / "here")
    make_pack(tmp_path / "there")
    here, there = (load_pack("small", [tmp_path / root]).form.sha256 for root in ("here", "there"))
    assert here == there and len(here) == 64


@pytest.mark.parametrize("name", ["forms/small/form.toml", "forms/small/sections/one.toml",
                                  "templates/small/record/layout.docx", "templates/small/record/new.j2"])
def test_any_change_of_a_file_changes_the_hash(tmp_path: Path, name: str) -> None:
    make_pack(tmp_path)
    before = load_pack("small", [tmp_path]).form.sha256
    with (tmp_path / name).open("a") as file:
        file.write("\n# changed\n")
    assert load_pack("small", [tmp_path]).form.sha256 != before


def test_bytes_that_move_from_one_file_to_the_next_change_the_hash(tmp_path: Path) -> None:
    for root, (first, second) in {"one": (b"ab", b"c"), "two": (b"a", b"bc")}.items():
        make_pack(tmp_path / root)
        (tmp_path / root / "templates" / "small" / "a.j2").write_bytes(first)
        (tmp_path / root / "templates" / "small" / "b.j2").write_bytes(second)
    one, two = (load_pack("small", [tmp_path / root]).form.sha256 for root in ("one", "two"))
    assert one != two


@pytest.mark.parametrize("name", ["~$layout.docx", ".DS_Store", ".~lock.layout.docx#"])
def test_what_word_and_the_desktop_leave_lying_about_changes_nothing(tmp_path: Path, name: str) -> None:
    make_pack(tmp_path)
    before = load_pack("small", [tmp_path]).form.sha256
    (tmp_path / "templates" / "small" / "record" / name).write_bytes(b"x")
    assert load_pack("small", [tmp_path]).form.sha256 == before


# Keeping


def test_a_kept_pack_is_found_again_after_the_original_has_changed(pack: Pack, tmp_path: Path) -> None:
    keep_pack(pack, tmp_path / "home")
    (pack.folder / "form.toml").write_text(SMALL.format(id="small", title="Changed"))
    kept = kept_pack(pack.form.sha256, tmp_path / "home")
    assert kept is not None
    assert kept.form == pack.form
    assert (kept.templates / "record" / "layout.docx").read_bytes() == b"PK layout"
    assert kept.folder.is_relative_to(tmp_path / "home")


def test_keeping_twice_changes_nothing(pack: Pack, tmp_path: Path) -> None:
    keep_pack(pack, tmp_path)
    kept = tmp_path / "packs" / pack.form.sha256
    before = sorted((file, file.stat().st_mtime_ns) for file in kept.rglob("*"))
    keep_pack(pack, tmp_path)
    assert sorted((file, file.stat().st_mtime_ns) for file in kept.rglob("*")) == before
    assert [folder.name for folder in (tmp_path / "packs").iterdir()] == [pack.form.sha256]


def test_a_pack_that_was_never_kept_is_none(tmp_path: Path) -> None:
    assert kept_pack("0" * 64, tmp_path) is None


@pytest.mark.parametrize("sha256", ["", "..", "../../etc", "0" * 63, "G" * 64, "A" * 64, "0" * 64 + "\n"])
def test_a_hash_from_a_draft_never_becomes_a_path(pack: Pack, tmp_path: Path, sha256: str) -> None:
    keep_pack(pack, tmp_path)
    assert kept_pack(sha256, tmp_path) is None


def test_a_kept_pack_that_was_changed_is_not_the_one_asked_for(pack: Pack, tmp_path: Path) -> None:
    keep_pack(pack, tmp_path)
    kept = tmp_path / "packs" / pack.form.sha256 / "forms" / "small" / "form.toml"
    kept.write_text(SMALL.format(id="small", title="Changed"))
    assert kept_pack(pack.form.sha256, tmp_path) is None


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of files are another matter there")
def test_kept_packs_are_for_their_owner_only(pack: Pack, tmp_path: Path) -> None:
    keep_pack(pack, tmp_path / "home")
    for file in (tmp_path / "home", *(tmp_path / "home").rglob("*")):
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file


def test_a_pack_that_changed_while_it_was_read_is_not_kept_under_the_old_hash(pack: Pack, tmp_path: Path) -> None:
    (pack.folder / "sections" / "one.toml").write_text(ONE + "# changed\n")
    with pytest.raises(CannotWrite, match="was changed while it was being read"):
        keep_pack(pack, tmp_path / "home")
    assert list((tmp_path / "home" / "packs").iterdir()) == []


def test_a_home_that_is_a_file_is_said_so(pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("x")
    with pytest.raises(CannotWrite, match="The form could not be kept"):
        keep_pack(pack, tmp_path / "home")


def test_two_windows_may_keep_the_same_pack_at_once(pack: Pack, tmp_path: Path) -> None:
    failed: list[Exception] = []

    def keep() -> None:
        try:
            keep_pack(pack, tmp_path / "home")
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=keep) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    kept = kept_pack(pack.form.sha256, tmp_path / "home")
    assert kept is not None and kept.form == pack.form
    assert [folder.name for folder in (tmp_path / "home" / "packs").iterdir()] == [pack.form.sha256]


def test_kents_pack_is_kept_and_found_again(kent_pack: Pack, kent: Form, tmp_path: Path) -> None:
    keep_pack(kent_pack, tmp_path)
    kept = kept_pack(kent.sha256, tmp_path)
    assert kept is not None and kept.form == kent


def test_a_folder_with_a_form_in_it_is_a_pack_by_itself(tmp_path: Path) -> None:
    assert load_pack_folder(make_pack(tmp_path)).form.id == "small"


# Locations


def test_a_file_of_a_pack_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_pack(tmp_path)
    real = Path.read_bytes

    def closed(path: Path) -> bytes:
        if path.name == "layout.docx":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", closed)
    with pytest.raises(CannotRead, match=r"The form 'small' cannot be used: 'layout\.docx' could not be read"):
        load_pack_folder(folder)


def test_a_folder_of_a_pack_that_may_not_be_looked_into_is_named(tmp_path: Path,
                                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_pack(tmp_path)
    real = os.scandir

    def closed(path: str) -> object:
        if str(path).endswith("record"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", closed)
    with pytest.raises(CannotRead, match=r"'record' could not be read"):
        load_pack_folder(folder)


def test_what_the_program_brings_is_found() -> None:
    assert (locations.shipped_root() / "forms" / "kent" / "form.toml").is_file()


def test_the_private_folder_is_the_one_that_is_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DRAFTER_HOME", str(tmp_path))
    assert locations.user_folder() == tmp_path


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these systems have other customs")
def test_the_private_folder_follows_the_custom_of_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DRAFTER_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert locations.user_folder() == tmp_path / "drafter"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert locations.user_folder() == tmp_path / ".local" / "share" / "drafter"
