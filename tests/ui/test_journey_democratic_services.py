"""Democratic Services: two records that came in, the publishing system, and the council's own pack, changed and tried.
Files are edited as in a text editor and in Word; all else is done by command or by what is on the screen. Not walked
here: a clause added to the library and one retired, bank holidays and closed days, and open drafts that stay on their
form or are brought to the new one (which test_bringing_window.py tries)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from drafter.__main__ import main
from drafter.app.desk import Desk
from drafter.app.papers import Wanted
from drafter.storage.locations import shipped_root
from drafter.ui.main_window import MainWindow
from tests.ui.officer import CTRL, Officer, words_of

RECORDS = Path(__file__).parents[1] / "data" / "records"
CLIMATE = """
[[fields]]
id = "climate_implications"
kind = "implication"
label = "Climate implications"
requird_when = { field = "key_decision", equals = "yes" }
law = "The council's climate plan, 2026"
local = true
missing = "Enter the climate implications, or say why there are none"
"""


@pytest.fixture
def own(tmp_path) -> Path:
    """The pack copied, both folders of it."""
    root = tmp_path / "my-council"
    for part in ("forms", "templates"):
        shutil.copytree(shipped_root() / part / "kent", root / part / "kent")
    return root


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text, f"{old} is not in {file.name}"
    file.write_text(text.replace(old, new), "utf-8")


def test_two_records_that_came_in_are_checked_by_command_and_in_the_window(window, dialogs, tmp_path, capsys):
    drafts = []
    for name in ("proposed_record", "decision_details"):
        drafts.append(tmp_path / f"{name}.decision")
        assert main(["import", str(RECORDS / f"{name}.txt"), "-o", str(drafts[-1])]) == 0
    capsys.readouterr()
    assert main(["check", *map(str, drafts), "--today", "2026-11-02"]) == 1, "neither may go out as it is"
    said = capsys.readouterr().out
    assert all(draft.name in said for draft in drafts) and "SI 2012/2089" in said, "what to send back has its law"

    officer = Officer(window)
    dialogs.expect(RECORDS / "proposed_record.txt")
    officer.press("Open a draft or a record")
    assert "was read into the form" in officer.reads()
    assert officer.box("Title of Decision").text() == "Marsh Lane Library: longer opening hours"
    officer.press("Check and create")
    assert "to explain" in officer.reads() and "Council rule" in officer.reads(), officer.reads()


def test_a_record_goes_into_the_publishing_system_box_by_box(window, dialogs, sample):
    officer = Officer(window)
    dialogs.expect(sample)
    officer.press("Open a draft or a record")
    officer.key(Qt.Key.Key_B, CTRL | Qt.KeyboardModifier.ShiftModifier)
    officer.until(lambda: "boxes copied" in officer.reads(), "the sheet is in front")
    copied = []
    while not officer.find("Close").hasFocus():
        officer.key(Qt.Key.Key_Return)
        copied.append(QApplication.clipboard().text())
        assert len(copied) < 60
    assert "Harbour Road Footbridge" in copied[0] and any("APPROVE the renewal" in one for one in copied)
    assert f"{len(copied)} of {len(copied)} boxes copied" in officer.reads()
    officer.key(Qt.Key.Key_Escape)
    assert "Nothing has been sent to anyone." in officer.reads()


def test_the_councils_own_pack_is_changed_tried_and_compared(own, tmp_path, capsys, dialogs, qtbot, dressed,
                                                             private_home, desk):
    form = own / "forms" / "kent"
    with (form / "sections" / "legal.toml").open("a", encoding="utf-8") as section:
        section.write(CLIMATE)
    slip = told_by_the_check(own, capsys)
    assert "legal.toml" in slip and "climate_implications" in slip and "Did you mean 'required_when'?" in slip
    edit(form / "sections" / "legal.toml", "requird_when", "required_when")

    layout = own / "templates" / "kent" / "proposed_record" / "layout.docx"
    into_the_layout(layout, "[[climate_implication]]")
    slip = told_by_the_check(own, capsys)
    assert "layout.docx" in slip and "climate_implications" in slip, "the right name is offered"
    into_the_layout(layout, "[[climate_implications]]")
    assert main(["form", "check", str(own)]) == 0
    capsys.readouterr()

    assert "key_by_value" in found_at_one_and_a_half_million(own, tmp_path, capsys)
    edit(form / "rules.toml", 'above = "£1,000,000"', 'above = "£2,000,000"')
    assert main(["form", "check", str(own)]) == 0
    capsys.readouterr()
    assert "key_by_value" not in found_at_one_and_a_half_million(own, tmp_path, capsys)

    record = a_record_with_the_new_question(own, private_home, desk, dialogs, qtbot, tmp_path)
    printed = words_of(record)
    assert "Climate implications" in printed and "Eleven electric vans replace diesel ones." in printed

    assert main(["form", "compare", str(shipped_root() / "forms" / "kent"), str(form)]) in (0, 1)
    differs = capsys.readouterr().out
    assert "climate_implications" in differs and "£2,000,000" in differs


def told_by_the_check(root: Path, capsys) -> str:
    """The slip, where there is exactly one."""
    assert main(["form", "check", str(root)]) != 0
    said = capsys.readouterr()
    return said.out + said.err


def into_the_layout(layout: Path, slot: str) -> None:
    """A heading and the place of the answer, at the end, as typed in Word; typed over where it is there already."""
    document = docx.Document(str(layout))
    there = [one for one in document.paragraphs if one.text.startswith("[[climate")]
    if there:
        there[0].runs[0].text = slot
    else:
        document.add_paragraph("Climate implications", style="Heading 1")
        document.add_paragraph(slot)
    document.save(str(layout))


def found_at_one_and_a_half_million(root: Path, folder: Path, capsys) -> set[str]:
    """The codes found in a decision of that value that is said not to be key."""
    draft = folder / "value.decision"
    draft.unlink(missing_ok=True)
    assert main(["new", "--packs", str(root), "-o", str(draft)]) == 0
    for field, words in (("key_decision", "no"), ("key_value_gbp", "£1.5m"),
                         ("financial_implications", "The whole cost is £1.5m.")):
        assert main(["set", "--packs", str(root), str(draft), field, words]) == 0
    capsys.readouterr()
    main(["check", "--packs", str(root), "--format", "json", str(draft)])
    said = json.loads(capsys.readouterr().out)
    return codes_in(said)


def codes_in(said: object) -> set[str]:
    if isinstance(said, dict):
        return {str(said["code"])} if "code" in said else set().union(*map(codes_in, said.values()), set())
    return set().union(*map(codes_in, said), set()) if isinstance(said, list) else set()


def a_record_with_the_new_question(root: Path, home: Path, desk: Desk, dialogs, qtbot, folder: Path) -> Path:
    window = MainWindow(Desk(home, [root, shipped_root()], desk.today), dialogs)
    qtbot.addWidget(window, before_close_func=lambda one: (one.desk.clear(), one.desk.wait(60)))
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.after_first_paint()
    officer = Officer(window)
    officer.press("Start a new decision")
    officer.fill("Title of Decision", "Electric vans for the libraries")
    officer.go("Legal")
    officer.press("Climate implications: Answered")
    officer.fill("Climate implications", "Eleven electric vans replace diesel ones.")
    officer.press("Check and create")
    dialogs.expect(lambda question: Wanted((("proposed_record", "docx"),), folder, True))
    officer.press("Other papers…")
    (made,), _ = dialogs.told("papers_made")[-1]
    return made.path
