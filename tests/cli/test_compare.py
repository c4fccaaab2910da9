"""`drafter compare`: two drafts, section by section and word by word, for people, browsers and programs."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from drafter.cli import main
from drafter.storage.locations import resources


@pytest.fixture
def run(capsys) -> Callable[..., tuple[int, str, str]]:
    def run(*argv: object) -> tuple[int, str, str]:
        code = main([str(one) for one in argv])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def before(tmp_path) -> Path:
    return Path(shutil.copy(resources() / "samples" / "sample.decision", tmp_path / "before.decision"))


@pytest.fixture
def after(tmp_path, before, run) -> Path:
    path = Path(shutil.copy(before, tmp_path / "after.decision"))
    for field, words in (("title", "A <b>bridge</b> & \x07more"), ("key_decision", "no"), ("stage", "decided")):
        assert run("set", path, field, words)[0] == 0
    return path


def test_the_same_draft_differs_in_nothing(run, before):
    code, out, err = run("compare", before, before)
    assert (code, err) == (0, "") and out == f"{before} and {before}: Nothing differs.\n"


def test_as_text_each_section_has_its_places_with_the_words_that_came_and_went(run, before, after):
    code, out, _ = run("compare", before, after)
    assert code == 0 and out.splitlines()[0].endswith("3 places differ, in 3 sections.")
    assert "== The draft as a whole ==\nStage - changed\n  [removed: Proposed][added: Decided]\n" in out
    assert "Key decision - changed\n  [removed: Yes][added: No]\n" in out
    assert "\x07" not in out


def test_a_long_text_is_shown_where_it_differs(run, before, tmp_path):
    path = Path(shutil.copy(before, tmp_path / "long.decision"))
    run("set", path, "reasons", "One.\nTwo.\nThree.\nFour.")
    shutil.copy(path, before)
    run("set", path, "reasons", "One.\nTwo.\nThree!\nFour.")
    assert "\n  …\n  Three[removed: .][added: !]\n  …\n" in run("compare", before, path)[1]


def test_as_a_page_it_says_removed_and_added_in_words_and_takes_no_text_for_markup(run, before, after):
    page = html.fromstring(run("compare", before, after, "--format", "html")[1])
    assert [one.text_content() for one in page.iter("h2")] == [
        "The draft as a whole", "What is decided, and who decides", "Is it a key decision?"]
    assert next(page.iter("ins")).text_content() == "added: Decided"
    assert any("A <b>bridge</b>" in one.text_content() for one in page.iter("ins", "p"))
    assert not list(page.iter("b")) and not [one for one in page.iter() if {"src", "href"} & set(one.attrib)]


def test_as_json_every_stretch_is_there(run, before, after):
    found = json.loads(run("compare", before, after, "--format", "json")[1])
    assert found["same"] is False and found["before"] == str(before)
    stage, = found["sections"][0]["changes"]
    assert stage == {"field": "", "label": "Stage", "what": "changed", "stretches": [
        {"kind": "removed", "text": "Proposed"}, {"kind": "added", "text": "Decided"}, {"kind": "same", "text": "\n"}]}


def test_a_file_that_is_no_draft_is_one_sentence(run, before, tmp_path):
    (tmp_path / "other.txt").write_text("x")
    code, out, err = run("compare", before, tmp_path / "other.txt")
    assert code == 2 and out == "" and "'other.txt'" in err
