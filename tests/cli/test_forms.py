"""A council's own form begun as a copy, and two forms compared, by command."""

import json
import shutil
from pathlib import Path

import docx
import pytest

from drafter.__main__ import main
from drafter.storage.form_files import load_form
from drafter.storage.locations import shipped_root

KENT = shipped_root() / "forms" / "kent"


def begin(root: Path, *more: str) -> int:
    return main(["form", "new", "westshire", "--council", "Westshire & Vale Council", "-o", str(root), *more])


def test_a_new_form_is_whole_under_its_own_name_and_says_what_still_speaks_of_the_old_one(tmp_path, capsys):
    assert begin(tmp_path) == 0
    told = capsys.readouterr()
    assert told.out.strip() == str(tmp_path / "forms" / "westshire")
    assert "still name Kent" in told.err and "forms/westshire/rules.toml" in told.err
    assert main(["form", "check", str(tmp_path)]) == 0
    assert [one.id for one in load_form(tmp_path / "forms" / "westshire").clauses] == [
        one.id for one in load_form(KENT).clauses], "approved wordings come along"
    draft = tmp_path / "new.decision"
    assert main(["new", "--form", "westshire", "--packs", str(tmp_path), "-o", str(draft)]) == 0
    assert main(["render", str(draft), "--packs", str(tmp_path), "--output", "proposed_record", "--as-draft",
                 "-o", str(tmp_path / "record.docx")]) == 0
    printed = docx.Document(str(tmp_path / "record.docx"))
    assert "WESTSHIRE & VALE COUNCIL" in " ".join(paragraph.text for paragraph in printed.paragraphs)


@pytest.mark.parametrize("form_id", ["West-shire", "../kent", "", "two words"])
def test_an_id_that_no_form_may_have_is_a_sentence_and_leaves_nothing(form_id, tmp_path, capsys):
    assert main(["form", "new", form_id, "--council", "X", "-o", str(tmp_path / "root")]) == 2
    assert "cannot be the id of a form" in capsys.readouterr().err
    assert not (tmp_path / "root").exists()


@pytest.mark.parametrize("council", ["", "Two\nlines", 'A "quoted" council', "{{ council }}"])
def test_a_name_that_would_break_a_file_is_refused(council, tmp_path, capsys):
    assert main(["form", "new", "westshire", "--council", council, "-o", str(tmp_path / "root")]) == 2
    assert "one line of words" in capsys.readouterr().err
    assert not (tmp_path / "root").exists()


def test_a_form_that_is_there_is_never_written_over(tmp_path, capsys):
    assert begin(tmp_path) == 0
    before = (tmp_path / "forms" / "westshire" / "form.toml").read_bytes()
    assert begin(tmp_path) == 3
    assert "is there already" in capsys.readouterr().err
    assert (tmp_path / "forms" / "westshire" / "form.toml").read_bytes() == before


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """Kent's pack with a change of each kind."""
    for top in ("forms", "templates"):
        shutil.copytree(shipped_root() / top / "kent", tmp_path / top / "kent")
    folder = tmp_path / "forms" / "kent"

    def put(name: str, old: str, new: str) -> None:
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")

    put("form.toml", 'version = "1"', 'version = "2"')
    put("rules.toml", '[[rules]]\nrule = "short_notice"\n', '[[rules]]\nrule = "short_notice"\nlaw = "Our rule"\n')
    put("sections/options.toml", "[[fields]]", '[[fields]]\nkind = "line"\nid = "ward"\nlabel = "Ward"\n\n[[fields]]')
    wording = tmp_path / "templates" / "kent" / "wordings" / "reasons.j2"
    wording.write_text(wording.read_text("utf-8") + "\n", "utf-8")
    return folder


def test_each_difference_is_a_sentence_with_its_place(changed, capsys):
    assert main(["form", "compare", str(KENT), str(changed)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert 'form: Its version was "1", and is "2" now.' in told
    assert "field ward: New in the section 'options': \"Ward\"." in told
    assert any(line.startswith("rule short_notice: Its law") for line in told)
    assert "templates: wordings/reasons.j2 (changed)" in told
    assert len(told) == 4


def test_backwards_the_field_is_gone_and_as_json_each_is_a_member(changed, capsys):
    assert main(["form", "compare", str(changed), str(KENT), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {"place": "field ward", "sentence": 'Gone: "Ward".'} in told["changes"]


def test_a_form_is_the_same_as_itself(capsys):
    assert main(["form", "compare", str(KENT), str(KENT)]) == 0
    assert capsys.readouterr().out.strip() == "The two forms are the same."
