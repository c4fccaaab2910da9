"""An officer who has never seen drafter: from the start page to the Word record, by labels, keys and clicks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from drafter.app.papers import Wanted
from drafter.storage.draft_files import open_draft
from drafter.ui.papers_dialog import GO
from tests.ui.officer import ANSWER, CTRL, KeyboardOfficer, MouseWatch, Officer, words_of


@pytest.fixture
def officer(window) -> Officer:
    return Officer(window)


MOST = 120
"""Clicks and keys besides letters that a first record may take: every Tab, arrow and Enter, and `ANSWER` for each
question and telling of a dialog, which the test answers for the officer."""
REASONS = "The shelter was damaged in the storm of 3 September 2026.\nRepair costs less than a new one & takes a week."


def fill_the_form(officer: Officer) -> None:
    officer.fill("Title of Decision", "Repair of the bus shelter, Mill Lane, Westmarsh")
    officer.fill("DECISION TO BE TAKEN BY", "Cabinet Member for Highways and Transport")
    officer.fill("DECISION NO", "26/00052")
    officer.press("For publication: Yes")
    officer.press("Yes. Next: Key decision")
    officer.press("Key decision: No")
    officer.go("Decision")
    officer.press("Add clause")
    officer.fill("Verb", "APPROVE")
    officer.fill("Text", "the repair of the bus shelter at Mill Lane at a cost of no more than £9,400; and")
    officer.next_clause()
    officer.fill("Verb", "DELEGATE", 2)
    officer.fill("Post", "Corporate Director Growth, Environment and Transport")
    officer.fill("Text", "authority to take the actions needed to implement the decision.", 2)
    officer.go("Reasons")
    officer.fill("Reason(s) for decision", REASONS)
    officer.go("Options")
    officer.press("Add option")
    officer.fill("Option", "Do nothing")
    officer.fill("What it is", "Leave the shelter as it is.")
    officer.press("Outcome: Considered and rejected")
    officer.fill("Reason", "The roof is unsafe & would have to be closed off.")
    officer.go("Finance")
    officer.press("Financial Implications: Answered")
    officer.fill("Financial Implications", "The cost of £9,400 is met from the highways revenue budget for 2026/27.")
    officer.go("Legal")
    officer.press("Legal implications: Answered")
    officer.fill("Legal implications", "The council may provide shelters under section 4 of the Local Government "
                                       "(Miscellaneous Provisions) Act 1953.")
    officer.go("Equalities")
    officer.press("Equalities Implications: Answered")
    officer.fill("Equalities Implications", "A screening of 5 October 2026 found that older people gain most.")
    officer.go("Data protection")
    officer.press("Data Protection Implications: None, because ...")
    officer.fill("Data Protection Implications: none, because", "the works involve no personal data")
    officer.go("Consultation")
    officer.fill("Cabinet Committee recommendations and other consultation",
                 "The Environment and Transport Cabinet Committee was told on 6 October 2026.")


def make_the_record(officer, dialogs, folder, settled) -> Path:
    """From the start page to the Word record for signature."""
    officer.press("Start a new decision")
    assert "Nothing has been sent to anyone." in officer.reads()
    fill_the_form(officer)
    said = officer.statuses()
    assert {said[name] for name in ("The basics", "Decision", "Reasons", "Options", "Data protection")} == {"Ready"}
    dialogs.expect(folder / "Shelter.decision")
    officer.key(Qt.Key.Key_S, CTRL)
    settled()
    assert officer.window.windowTitle().startswith("Shelter[*]") and "Saved " in officer.reads()
    assert open_draft(folder / "Shelter.decision").draft == officer.window.panel.session.draft
    officer.press("Check and create")
    assert "The record is ready for signature." in officer.reads()
    officer.press("Create the Word record for signature")
    (record,), after = dialogs.told("papers_made")[-1]
    assert record.path is not None and after.words == "Nothing has been sent to anyone."
    assert after.steps[0].startswith("Send the papers to Democratic Services")
    assert after.email.startswith("Subject: For signature: 26/00052 – Repair of the bus shelter")
    assert record.path.parent == folder and record.path.name.startswith("26-00052 Proposed record")
    return record.path


def says_all_of_it(record: Path) -> None:
    text = words_of(record)
    in_order = ["Cabinet Member for Highways and Transport", "26/00052",
                "Repair of the bus shelter, Mill Lane, Westmarsh",
                "APPROVE the repair of the bus shelter at Mill Lane at a cost of no more than £9,400; and",
                "Corporate Director Growth, Environment and Transport", *REASONS.split("\n"),
                "The cost of £9,400 is met from the highways revenue budget for 2026/27.", "section 4 of the Local",
                "older people gain most", "the works involve no personal data", "was told on 6 October 2026.",
                "Do nothing", "The roof is unsafe & would have to be closed off."]
    places = [text.find(words) for words in in_order]
    assert -1 not in places, in_order[places.index(-1)]
    assert "DRAFT" not in text


def test_from_the_start_page_to_the_word_record(officer, dialogs, tmp_path, settled, record_property):
    says_all_of_it(make_the_record(officer, dialogs, tmp_path, settled))
    acts = officer.acts + ANSWER * len(dialogs.asked)
    print(f"clicks and keys besides letters: {acts} of at most {MOST}, {len(dialogs.asked)} dialogs among them")
    record_property("interactions", acts)
    assert acts <= MOST


def test_the_same_by_keyboard_alone(window, dialogs, tmp_path, settled, qapp, record_property):
    watch, officer = MouseWatch(), KeyboardOfficer(window)
    qapp.installEventFilter(watch)
    try:
        says_all_of_it(make_the_record(officer, dialogs, tmp_path, settled))
    finally:
        qapp.removeEventFilter(watch)
    acts = officer.acts + ANSWER * len(dialogs.asked)
    print(f"keys besides letters: {acts} of at most {MOST}, {len(dialogs.asked)} dialogs among them")
    record_property("keys", acts)
    assert watch.seen == 0 and acts <= MOST


def test_a_record_that_is_not_ready_can_be_shared_as_a_draft(officer, window, dialogs, tmp_path):
    officer.press("Start a new decision")
    officer.fill("Title of Decision", "Repair of the bus shelter")
    officer.press("Check and create")
    assert "things must be put right before the record can be signed." in officer.reads()
    dialogs.expect(lambda question: replace(as_proposed(question), folder=tmp_path))
    officer.press("Other papers…")
    (question,) = dialogs.told("which_papers")[0]
    assert question.left > 5 and question.as_draft
    assert not question.offers[0].can_be_made(as_draft=False) and question.offers[0].can_be_made(as_draft=True)
    (record,), after = dialogs.told("papers_made")[0]
    assert after.words == "Marked DRAFT on every page." and record.path.name.endswith(" - DRAFT.docx")
    assert "Repair of the bus shelter" in words_of(record.path)


def test_the_first_thing_that_is_missing_is_gone_to(officer, window, dialogs):
    officer.press("Start a new decision")
    officer.go("Legal")
    officer.press("Check and create")
    dialogs.expect(GO)
    officer.press("Other papers…")
    assert window.panel.view.page.section.id == "basics"
    assert officer.find("Title of Decision").hasFocus()


def test_a_paper_that_cannot_be_written_says_so_and_nothing_changes(officer, window, dialogs, tmp_path):
    officer.press("Start a new decision")
    dialogs.expect(lambda question: replace(as_proposed(question), folder=tmp_path / "no such folder"))
    before = window.panel.session.draft
    officer.press("Check and create")
    officer.press("Other papers…")
    (record,), _ = dialogs.told("papers_made")[0]
    assert record.path is None and "Choose a folder that can be reached." in record.words
    assert window.panel.session.draft is before


def test_a_mistake_is_taken_back_across_the_whole_form(officer, window):
    officer.press("Start a new decision")
    blank = window.panel.session.draft
    fill_the_form(officer)
    end = window.panel.session.draft
    for _ in range(200):
        officer.key(Qt.Key.Key_Z, CTRL)
    assert window.panel.session.draft == blank
    for _ in range(200):
        officer.key(Qt.Key.Key_Y, CTRL)
    assert window.panel.session.draft == end


def as_proposed(question) -> Wanted:
    """What Enter does in the dialog."""
    formats = {offer.output.id: offer.output.formats[0] for offer in question.offers}
    return Wanted(tuple((name, formats[name]) for name in question.chosen), question.folder, question.as_draft)


def test_a_choice_from_the_directory_is_offered_as_it_is_typed(officer):
    officer.press("Start a new decision")
    combo = officer.find("DECISION TO BE TAKEN BY", QComboBox)
    assert "Cabinet Member for Highways and Transport" in [combo.itemText(n) for n in range(combo.count())]
