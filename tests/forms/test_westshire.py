"""The form of an invented council: other sections, other numbers, another layout; not a word of it in the program."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest

from drafter.app.desk import Desk
from drafter.app.files import open_file
from drafter.app.generate import Made, check_draft, create
from drafter.model.form import Form
from drafter.storage.locations import resources, shipped_root
from drafter.storage.packs import Pack, load_pack

TODAY = date(2026, 10, 12)


@pytest.fixture(scope="module")
def westshire() -> Pack:
    return load_pack("westshire", [shipped_root()])


@pytest.fixture(scope="module")
def kent() -> Form:
    return load_pack("kent", [shipped_root()]).form


def test_no_line_of_the_program_knows_the_council():
    program = [file for file in (shipped_root() / "drafter").rglob("*.py") if "forms" not in file.parts]
    assert program
    assert [file.name for file in program if "westshire" in file.read_text("utf-8").casefold()
            and file.name not in ("arguments.py", "pack_copies.py")] == []  # where it is an example in a sentence


def test_its_sections_numbers_and_papers_are_its_own(westshire, kent):
    form = westshire.form
    assert {"climate", "risk", "ward_members", "sign_off"} <= {section.id for section in form.sections}
    assert (form.conventions.call_in_days, kent.conventions.call_in_days) == (3, 5)
    value = {one.id: [entry.settings["above"] for entry in one.rules if entry.rule == "key_by_amount"]
             for one in (form, kent)}
    assert value == {"westshire": ["£500,000"], "kent": ["£1,000,000"]}
    titles = [{output.id: output.title for output in one.outputs} for one in (form, kent)]
    assert titles[0].keys() == titles[1].keys() and titles[0]["proposed_record"] != titles[1]["proposed_record"]


def test_its_sample_is_ready_but_for_what_the_day_of_the_decision_brings(westshire):
    problems = check_draft(open_file(resources() / "samples" / "westshire.decision").draft, westshire.form, TODAY)
    assert [problem.severity for problem in problems] == ["advice"]


def test_its_record_has_its_own_headings_tables_and_letters(westshire, tmp_path: Path):
    sample = resources() / "samples" / "westshire.decision"
    made = create(open_file(sample).draft, westshire, "proposed_record", tmp_path / "record.docx", beside=sample,
                  today=TODAY, home=tmp_path / "home", as_draft=True)
    assert isinstance(made, Made)
    printed = docx.Document(str(made.path))
    headings = [one.text for one in printed.paragraphs if one.style.name == "Heading 1"]
    assert headings[1] == "2. Recommendation" and "7. Climate and nature" in headings and "13. Sign-off" in headings
    assert printed.styles["Body Text"].font.name == "Georgia"
    said = "\n".join(one.text for one in printed.paragraphs)
    assert "Change in carbon: -6 tonnes a year" in said
    cells = {cell.text for table in printed.tables for row in table.rows for cell in row.cells}
    assert {"Director of Law and Governance", "The member supports the renewal."} <= cells
    assert b"kent" not in zipfile.ZipFile(BytesIO(made.path.read_bytes())).read("word/document.xml").lower()


def test_officers_are_not_asked_to_choose_between_their_form_and_an_example(tmp_path: Path):
    assert [form_id for form_id, _ in Desk(tmp_path, [shipped_root()]).forms()] == ["kent"]


def test_its_paste_sheet_has_the_boxes_of_its_own_register(westshire, tmp_path: Path):
    sample = resources() / "samples" / "westshire.decision"
    made = create(open_file(sample).draft, westshire, "paste_sheet", tmp_path / "sheet.html", beside=sample,
                  today=TODAY, home=tmp_path / "home", as_draft=True)
    assert isinstance(made, Made)
    sheet = made.path.read_text("utf-8")
    assert "<h3>Ward members' views</h3>" in sheet and "Renewing the bridge" in sheet.partition("Climate and nature")[2]


def test_the_words_of_its_places_are_known_and_kents_are_not(westshire, kent, tmp_path: Path):
    draft = open_file(resources() / "samples" / "westshire.decision").draft
    told = check_draft(draft, westshire.form, TODAY, tmp_path)
    assert [one.message for one in told if one.code.startswith("spell")] == []
    assert "Westmarsh" in westshire.form.spelling.words and "Westmarsh" not in kent.spelling.words
    assert "Maidstone" not in westshire.form.spelling.words
