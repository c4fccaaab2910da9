from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from drafter.app import files
from drafter.app.generate import Made, NotReady, check_draft, create
from drafter.model.draft import Draft
from drafter.model.draft import Path as FieldPath
from drafter.model.failure import Failure
from drafter.storage.errors import CannotWrite, Conflict, FormError
from drafter.storage.locations import resources
from drafter.storage.packs import Pack

TODAY = date(2026, 10, 12)
PAPER = "proposed_record"


@pytest.fixture(scope="session")
def sample() -> Draft:
    return files.open_file(resources() / "samples" / "sample.decision").draft


@pytest.fixture
def make(kent_pack: Pack, tmp_path: Path) -> Callable[..., Made | NotReady]:
    """create() for a draft that lies in the test's folder as road.decision."""
    return lambda draft, target=None, **choices: create(draft, kent_pack, choices.pop("paper", PAPER), target,
                                                        beside=tmp_path / "road.decision", today=TODAY, **choices)


def words_of(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read("word/document.xml").decode()


def test_a_sound_draft_becomes_a_word_file_beside_it(sample: Draft, make, tmp_path: Path) -> None:
    made = make(sample)
    assert isinstance(made, Made) and made.path.parent == tmp_path and made.path.suffix == ".docx"
    assert "26-00041" in made.path.name or "26_00041" in made.path.name or "26 00041" in made.path.name
    assert "Harbour Road Footbridge" in words_of(made.path)


def test_nothing_is_written_for_signature_while_something_must_be_fixed(sample: Draft, make, kent_pack: Pack,
                                                                       tmp_path: Path) -> None:
    unready = sample.with_entry(FieldPath("reasons"), None)
    result = make(unready, tmp_path / "record.docx")
    assert isinstance(result, NotReady)
    assert [problem.severity for problem in result.problems] == ["must_fix"] * len(result.problems)
    assert FieldPath("reasons") in [problem.path for problem in result.problems]
    assert set(result.problems) <= set(check_draft(unready, kent_pack.form, TODAY))
    assert list(tmp_path.iterdir()) == []
    made = make(unready, tmp_path / "record.docx", as_draft=True)
    assert isinstance(made, Made) and made.path.exists()


def test_an_existing_file_is_replaced_only_where_that_was_said(sample: Draft, make, tmp_path: Path) -> None:
    target = tmp_path / "record.docx"
    target.write_bytes(b"edited in Word")
    with pytest.raises(Conflict, match="left as it is"):
        make(sample, target)
    assert target.read_bytes() == b"edited in Word"
    assert make(sample, target, replace=True).path == target
    assert zipfile.is_zipfile(target)
    with pytest.raises(Conflict):
        make(sample, tmp_path / "record")


def test_the_suffix_chooses_the_format_and_an_unknown_one_is_a_sentence(sample: Draft, make, tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"cannot be made as \.odt\. Choose a name that ends in \.docx"):
        make(sample, tmp_path / "record.odt")
    assert make(sample, tmp_path / "RECORD.DOCX").path.name == "RECORD.DOCX"
    assert make(sample, tmp_path / "26.00041 Bridge").path.name == "26.00041 Bridge.docx"
    folder = tmp_path / "papers"
    folder.mkdir()
    assert make(sample, folder).path.parent == folder


def test_an_unknown_paper_is_answered_with_the_one_that_was_meant(sample: Draft, make, tmp_path: Path) -> None:
    with pytest.raises(Failure, match="Did you mean 'proposed_record'"):
        make(sample, paper="proposed_recrod")
    assert list(tmp_path.iterdir()) == []


def test_the_draft_itself_is_never_written_over(sample: Draft, kent_pack: Pack, tmp_path: Path,
                                                private_home: Path) -> None:
    saved = files.save_as(sample, tmp_path / "road", kent_pack, private_home)
    path = saved.opened.path.rename(tmp_path / "road.docx")
    before = path.read_bytes()
    with pytest.raises(CannotWrite, match="is the draft itself"):
        create(sample, kent_pack, PAPER, path, beside=path, today=TODAY, replace=True)
    assert path.read_bytes() == before


def test_a_layout_with_a_fault_makes_no_paper(sample: Draft, root: Path, tmp_path: Path, kent_pack: Pack) -> None:
    templates = root / "templates" / "kent"
    (templates / PAPER / "layout.docx").write_bytes(b"no Word file")
    spoiled = replace(kent_pack, templates=templates, form=replace(kent_pack.form, sha256="f" * 64))
    with pytest.raises(FormError, match=r"layout\.docx"):
        create(sample, spoiled, PAPER, tmp_path / "record.docx", beside=tmp_path / "road.decision", today=TODAY)
    assert not (tmp_path / "record.docx").exists()


def test_a_folder_that_cannot_be_written_is_a_sentence(sample: Draft, make, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"The folder for 'record.docx' is not there"):
        make(sample, tmp_path / "gone" / "record.docx")


def test_the_same_draft_gives_the_same_problems_on_the_same_day(sample: Draft, kent_pack: Pack) -> None:
    assert check_draft(sample, kent_pack.form, TODAY) == check_draft(sample, kent_pack.form, TODAY)
    assert not [one for one in check_draft(sample, kent_pack.form, TODAY) if one.severity != "advice"]
