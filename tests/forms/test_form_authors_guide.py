"""The guide for form authors is true: its examples are done to a copy of Kent's pack, and its commands are run."""

from __future__ import annotations

import dataclasses
import re
import shlex
import shutil
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from drafter.cli import main
from drafter.document.context import GENERAL
from drafter.document.facts import TABLES, WORDS
from drafter.model.clause_library import ApprovedClause
from drafter.model.conditions import BY_KEY
from drafter.model.fields import KINDS, FieldBase
from drafter.model.form import Output
from drafter.storage.form_files import load_form
from drafter.storage.locations import shipped_root

CHECKOUT = Path(__file__).resolve().parents[2]
GUIDE = (CHECKOUT / "docs" / "form-authors.md").read_text("utf-8")


class Example(NamedTuple):
    """A fenced block. `action` is what becomes of it: it `is` in the file, is an `add` to it, or is a `new` one."""

    action: str
    file: str
    text: str


EXAMPLES = [Example(*found)
            for found in re.findall(r"```(?:toml|jinja|text) (is|add|new) (\S+)\n(.*?)```", GUIDE, re.S)]
COMMANDS = [line for block in re.findall(r"```console\n(.*?)```", GUIDE, re.S) for line in block.splitlines()]


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped pack, made as the guide says, in the folder where its commands are run."""
    root = tmp_path / "my-council"
    for folder in ("forms", "templates"):
        shutil.copytree(shipped_root() / folder / "kent", root / folder / "kent")
    monkeypatch.chdir(tmp_path)
    return root


def do_all(copy: Path) -> None:
    for action, name, text in EXAMPLES:
        if action == "add":
            with (copy / name).open("a", encoding="utf-8") as file:
                file.write("\n" + text)
        elif action == "new" and name.startswith(("forms/", "templates/")):
            (copy / name).parent.mkdir(exist_ok=True)
            (copy / name).write_text(text, "utf-8")
    form = copy / "forms" / "kent" / "form.toml"
    form.write_text(form.read_text("utf-8").replace('"legal",', '"legal", "risk",'), "utf-8")


def test_there_are_examples_of_every_sort() -> None:
    assert {example.action for example in EXAMPLES} == {"is", "add", "new"} and len(COMMANDS) >= 5


@pytest.mark.parametrize("example", [one for one in EXAMPLES if one.action == "is"], ids=lambda one: one.file)
def test_what_the_guide_quotes_stands_in_the_file(example: Example) -> None:
    assert example.text in (shipped_root() / example.file).read_text("utf-8")


def test_every_example_fits_the_pack_and_every_command_works(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    do_all(copy)
    for command in sorted(COMMANDS, key=lambda command: " form layout " not in command):  # the others need the layout
        program, *arguments = shlex.split(command)
        assert program == "drafter" and main(arguments) == 0, command
    out, err = capsys.readouterr()
    assert "no faults" in out and err == ""
    assert out.count("Member briefing - DRAFT") == 1
    assert "2027-01-06" in out      # the closed days at Christmas count


def test_the_new_question_is_asked_and_the_new_days_are_closed(copy: Path) -> None:
    do_all(copy)
    form = load_form(copy / "forms" / "kent")
    assert form.field("climate_implications") is not None and form.section_of("risks") is not None
    assert len(form.conventions.closed_days) == 3


def test_the_new_clause_is_offered_and_the_retired_one_leads_to_it(copy: Path) -> None:
    do_all(copy)
    form = load_form(copy / "forms" / "kent")
    new, retired = form.clause("join_framework"), form.clause("spot_purchase")
    assert new is not None and new.is_current(date(2027, 1, 4)) and not new.is_current(date(2027, 1, 3))
    assert retired is not None and not retired.is_current(date(2027, 1, 4)) and retired.instead == new.id


def test_every_key_of_a_clause_is_explained() -> None:
    table = GUIDE.partition("### Add a clause")[2].partition("\n## ")[0]
    listed = {name for row in re.findall(r"^\| (`.*?`) \|", table, re.M) for name in re.findall(r"`(\w+)`", row)}
    assert listed == {field.name for field in dataclasses.fields(ApprovedClause)}


def test_the_directory_example_fits(copy: Path) -> None:
    text = next(example.text for example in EXAMPLES if example.file == "directory-example.toml")
    directory = copy / "forms" / "kent" / "directory.toml"
    kept = directory.read_text("utf-8")
    start, end = kept.index("posts = ["), kept.index("directors = [")
    directory.write_text(kept[:start] + text + kept[end:], "utf-8")
    assert [entry.title for entry in load_form(copy / "forms" / "kent").directory["posts"]] == [
        "Corporate Director Finance", "Corporate Director Resources"]


def test_the_message_it_shows_is_the_one_that_is_given(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    section = copy / "forms" / "kent" / "sections" / "basics.toml"
    section.write_text(section.read_text("utf-8").replace("required = true", "requird = true", 1), "utf-8")
    assert main(["form", "check", "my-council"]) != 0
    said = "".join(capsys.readouterr())
    shown = re.search(r"^sections/basics\.toml: field 'title':.*$", GUIDE, re.M)
    assert shown is not None and shown[0] in said


def keys_of(kind: type[FieldBase]) -> set[str]:
    return {field.name for field in dataclasses.fields(kind)}


def test_every_kind_is_listed_with_its_own_keys() -> None:
    table = GUIDE.partition("## Kinds")[2].partition("##")[0]
    rows = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \|([^|]*)\|$", table, re.M))
    assert {kind: set(re.findall(r"`(\w+)`", keys)) for kind, keys in rows.items()} == {
        name: keys_of(kind) - keys_of(FieldBase) for name, kind in KINDS.items()}


def test_every_key_that_all_fields_have_is_explained() -> None:
    table = GUIDE.partition("## Change a question")[2].partition("##")[0]
    listed = {name for row in re.findall(r"^\| (`.*?`) \|", table, re.M) for name in re.findall(r"`(\w+)`", row)}
    assert listed == keys_of(FieldBase) | {"kind"}


def test_every_key_of_a_paper_is_explained() -> None:
    table = GUIDE.partition("## Add a paper")[2].partition("\n## ")[0]
    listed = {name for row in re.findall(r"^\| (`.*?`) \|", table, re.M) for name in re.findall(r"`(\w+)`", row)}
    assert listed == {field.name for field in dataclasses.fields(Output)}


def test_every_word_that_papers_know_is_explained() -> None:
    table = GUIDE.partition("Besides fields")[2].partition("\n## ")[0]
    listed = {name for row in re.findall(r"^\| (`.*?`) \|", table, re.M) for name in re.findall(r"`(\w+)`", row)}
    assert listed == {*GENERAL, *WORDS, *TABLES, "withheld"}


def test_every_condition_is_explained() -> None:
    table = GUIDE.partition("## Conditions")[2].partition("##")[0]
    assert [key for key in BY_KEY if f"{key} = " not in table] == []
