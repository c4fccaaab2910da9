from __future__ import annotations

import errno
import os
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from drafter.app import files
from drafter.app.generate import Made, NotReady, check_draft, create
from drafter.app.paper_files import KEPT_FOR, Changed, keep_replaced
from drafter.checks.explaining import explain
from drafter.document import word_blocks
from drafter.model.draft import Draft
from drafter.model.draft import Path as FieldPath
from drafter.model.failure import Failure
from drafter.model.rich_text import from_plain
from drafter.storage import atomic
from drafter.storage.errors import CannotWrite, FormError
from drafter.storage.locations import resources
from drafter.storage.packs import Pack
from drafter.storage.paper_log import papers_made

TODAY = date(2026, 10, 12)
PAPER = "proposed_record"


@pytest.fixture(scope="session")
def sample() -> Draft:
    return files.open_file(resources() / "samples" / "sample.decision").draft


@pytest.fixture
def make(kent_pack: Pack, tmp_path: Path, private_home: Path) -> Callable[..., Made | NotReady]:
    """create() for a draft that lies in the test's folder as road.decision."""
    return lambda draft, target=None, **choices: create(draft, kent_pack, choices.pop("paper", PAPER), target,
                                                        beside=tmp_path / "road.decision", today=TODAY,
                                                        home=private_home, **choices)


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


def test_what_must_be_explained_holds_up_a_signature_until_it_is(sample: Draft, make, kent_pack: Pack) -> None:
    odd = sample.with_entry(FieldPath("background"), from_plain("The end of the works is to be confirmed."))
    waiting = make(odd)
    assert isinstance(waiting, NotReady)
    assert [(one.code, one.severity) for one in waiting.problems] == [("template_prompt", "must_explain")]
    assert isinstance(make(odd, paper="forward_plan_notice"), Made), "what is not signed does not wait for a reason"
    told = explain(odd, waiting.problems[0], "The contractor names the day in May.", "A. Clerk", TODAY)
    assert isinstance(make(told), Made)
    changed = told.with_entry(FieldPath("background"), from_plain("All the costs are to be confirmed."))
    assert isinstance(make(changed), NotReady), "the reason was given for another text"


def test_a_draft_that_goes_out_for_comments_carries_no_explanations(sample: Draft, make, kent_pack: Pack) -> None:
    odd = sample.with_entry(FieldPath("background"), from_plain("The end of the works is to be confirmed."))
    (problem,) = make(odd).problems
    told = explain(odd, problem, "Only the contractor knows, says the engineer.", "A. Clerk", TODAY)
    made = make(told, share=True, as_draft=True)
    with zipfile.ZipFile(made.path) as package:
        assert not [name for name in package.namelist() if b"says the engineer" in package.read(name)]
        assert not [name for name in package.namelist() if b"A. Clerk" in package.read(name)]


def test_somebody_elses_file_is_left_until_the_officer_chooses(sample: Draft, make, tmp_path: Path,
                                                               private_home: Path) -> None:
    target = tmp_path / "record.docx"
    target.write_bytes(b"edited in Word")
    changed = make(sample, target)
    assert changed == Changed(target, ours=False, both=tmp_path / "record (2).docx")
    assert "left as it is" in changed.sentence and target.read_bytes() == b"edited in Word"
    both = make(sample, target, when_changed="keep_both")
    assert both.path == tmp_path / "record (2).docx" and zipfile.is_zipfile(both.path)
    assert target.read_bytes() == b"edited in Word"
    made = make(sample, target, when_changed="replace")
    assert made.path == target and zipfile.is_zipfile(target)
    (kept,) = (private_home / "replaced papers").iterdir()
    assert kept.read_bytes() == b"edited in Word" and kept.name.endswith("record.docx")
    assert make(sample, tmp_path / "record").path == target


def test_a_paper_as_it_was_written_is_replaced_without_a_question(sample: Draft, make, tmp_path: Path,
                                                                  private_home: Path) -> None:
    target = tmp_path / "record.docx"
    made = make(sample, target)
    assert papers_made(sample.id, private_home) == {target.name: made.sha256}
    assert make(sample.with_entry(FieldPath("title"), "Another"), target).path == target
    assert not (private_home / "replaced papers").exists()
    target.write_bytes(b"edited in Word")
    changed = make(sample, target)
    assert changed.ours and "was changed after drafter wrote it" in changed.sentence


def test_a_file_that_cannot_be_kept_is_not_replaced(sample: Draft, make, tmp_path: Path, private_home: Path) -> None:
    target = tmp_path / "record.docx"
    target.write_bytes(b"edited in Word")
    (private_home / "replaced papers").write_text("a file where the folder belongs")
    with pytest.raises(CannotWrite, match="was not replaced"):
        make(sample, target, when_changed="replace")
    assert target.read_bytes() == b"edited in Word"


def test_what_was_replaced_stays_a_year(tmp_path: Path, private_home: Path) -> None:
    target = tmp_path / "record.docx"
    target.write_bytes(b"first")
    first = keep_replaced(target, private_home)
    long_ago = first.stat().st_mtime - KEPT_FOR - 10
    os.utime(first, (long_ago, long_ago))
    target.write_bytes(b"second")
    second = keep_replaced(target, private_home)
    assert not first.exists() or first == second
    assert second.read_bytes() == b"second"


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
        create(sample, kent_pack, PAPER, path, beside=path, today=TODAY, home=private_home, when_changed="replace")
    assert path.read_bytes() == before


def test_a_layout_with_a_fault_makes_no_paper(sample: Draft, root: Path, tmp_path: Path, kent_pack: Pack) -> None:
    templates = root / "templates" / "kent"
    (templates / PAPER / "layout.docx").write_bytes(b"no Word file")
    spoiled = replace(kent_pack, templates=templates, form=replace(kent_pack.form, sha256="f" * 64))
    with pytest.raises(FormError, match=r"layout\.docx"):
        create(sample, spoiled, PAPER, tmp_path / "record.docx", beside=tmp_path / "road.decision", today=TODAY,
               home=tmp_path)
    assert not (tmp_path / "record.docx").exists()


def test_a_folder_that_cannot_be_written_is_a_sentence(sample: Draft, make, tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"The folder for 'record.docx' is not there"):
        make(sample, tmp_path / "gone" / "record.docx")


def test_the_same_draft_gives_the_same_problems_on_the_same_day(sample: Draft, kent_pack: Pack) -> None:
    assert check_draft(sample, kent_pack.form, TODAY) == check_draft(sample, kent_pack.form, TODAY)
    assert not [one for one in check_draft(sample, kent_pack.form, TODAY) if one.severity != "advice"]


PROPOSED = ("proposed_record", "forward_plan_notice", "urgency_notice", "exempt_appendix", "certificate", "paste_sheet")


def test_every_paper_that_applies_is_made_of_one_draft(sample: Draft, make, kent_pack: Pack, tmp_path: Path) -> None:
    made = {paper: make(sample, paper=paper) for paper in PROPOSED}
    assert all(isinstance(one, Made) for one in made.values())
    assert len({one.path.name for one in made.values()}) == len(PROPOSED)
    assert all(one.path.name.startswith("26-00041 ") for one in made.values())
    for output in kent_pack.form.outputs:
        if output.id not in PROPOSED:
            with pytest.raises(Failure, match=re.escape(output.not_when)):
                make(sample, paper=output.id)


def test_a_paper_that_is_published_comes_as_word_and_as_a_page(sample: Draft, make, tmp_path: Path) -> None:
    page = make(sample, tmp_path / "details.html", paper="publication", as_draft=True)
    word = make(sample, tmp_path / "details.docx", paper="publication", as_draft=True)
    assert page.path.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert "Harbour Road Footbridge" in words_of(word.path)


def test_a_notice_waits_only_for_what_stands_in_it(sample: Draft, make) -> None:
    early = sample.with_entry(FieldPath("reasons"), None)
    assert isinstance(make(early, paper="forward_plan_notice"), Made)
    assert isinstance(make(early, paper="certificate"), NotReady)
    short = early.with_entry(FieldPath("urgency_route"), "normal")
    result = make(short, paper="forward_plan_notice")
    assert isinstance(result, NotReady)
    assert [problem.path for problem in result.problems] == [FieldPath("decision_due_not_before")]


def test_the_certificate_knows_the_record_that_was_made(sample: Draft, make) -> None:
    record = make(sample)
    certificate = make(sample, paper="certificate")
    assert record.sha256 in words_of(certificate.path)


def test_a_paper_that_would_give_away_what_is_exempt_is_not_written(sample: Draft, make, tmp_path: Path) -> None:
    secret = from_plain("The lowest tender came from Marlow Bridges at four million pounds.")
    target = tmp_path / "record.docx"
    target.write_bytes(b"the old file")
    draft = sample.with_entry(FieldPath("exempt_information"), secret).with_entry(FieldPath("background"), secret)
    with pytest.raises(Failure, match="would make public what is marked exempt"):
        make(draft, target, as_draft=True, when_changed="replace")
    assert target.read_bytes() == b"the old file"
    kept_back = sample.with_entry(FieldPath("exempt_information"), secret)
    assert "Marlow" not in words_of(make(kept_back, target, as_draft=True, when_changed="replace").path)


def test_a_paper_that_does_not_read_back_is_not_written(sample: Draft, make, tmp_path: Path,
                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    written = word_blocks.run_xml
    monkeypatch.setattr(word_blocks, "run_xml", lambda text, look: written(text.replace("bearings", "bearing"), look))
    with pytest.raises(Failure, match=r"does not read back exactly: word/document\.xml differs after"):
        make(sample, tmp_path / "record.docx", as_draft=True)
    assert list(tmp_path.iterdir()) == []


def test_a_draft_to_share_carries_its_answers_and_no_other_paper_does(sample: Draft, make, tmp_path: Path) -> None:
    shared = make(sample, tmp_path / "shared.docx", as_draft=True, share=True)
    plain = make(sample, tmp_path / "plain.docx", as_draft=True)
    with zipfile.ZipFile(shared.path) as one, zipfile.ZipFile(plain.path) as other:
        assert set(one.namelist()) - set(other.namelist()) == {
            "customXml/item1.xml", "customXml/itemProps1.xml", "customXml/_rels/item1.xml.rels"}
    with pytest.raises(Failure, match="Only a draft in Word"):
        make(sample, tmp_path / "signed.docx", share=True)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may do anything is refused nothing")
def test_a_folder_that_is_read_only_is_a_sentence(sample: Draft, make, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    with pytest.raises(CannotWrite, match="not allowed to write"):
        make(sample, folder / "record.docx")


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_disk_that_refuses_leaves_the_old_file_as_it_was(sample: Draft, make, tmp_path: Path, error: int,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "record.docx"
    make(sample, target)
    before = target.read_bytes()

    def refuse(*_: object) -> int:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(atomic.os, "write", refuse)
    with pytest.raises(CannotWrite, match=r"'record\.docx'"):
        make(sample.with_entry(FieldPath("title"), "Other"), target)
    assert target.read_bytes() == before and list(tmp_path.glob("*.tmp")) == []
