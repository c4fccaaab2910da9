"""An officer's decision from an earlier record to the draft that is shared and the Word record: four weeks of it in one
sitting, by what is on the screen. Not walked here: wordings of the library ("Choose a wording…", which
test_wordings_window.py tries), decision day, and the set that is handed over; nor a record that comes back with tracked
changes, and advice that is asked for and comes back."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView

from drafter.app.desk import Desk
from drafter.app.papers import Wanted
from drafter.storage import recovery
from drafter.storage.locations import shipped_root
from drafter.storage.processes import Process, this_host
from drafter.ui.main_window import MainWindow
from tests.ui.officer import CTRL, Officer, words_of

EARLIER = Path(__file__).parents[1] / "data" / "records" / "proposed_record.txt"
SHIFT = Qt.KeyboardModifier.ShiftModifier
PRICE = "£1,181,400"
FOUR_PAGES = "".join(
    f"<h2>Page {page}</h2>" + "".join(
        f"<p>Part {part} of page {page}: the shelves of Marsh Lane Library carry <b>{part * 137} books</b> each and "
        "bend by more than the standard allows. A survey of 3 September 2026 found that they cannot be repaired.</p>"
        for part in range(1, 9)) + f"<ul><li>First of page {page}</li><li>Second of page {page}</li></ul>"
    for page in range(1, 5))


@pytest.fixture
def after_the_crash(desk, dialogs, qtbot, private_home, monkeypatch) -> Callable[[], MainWindow]:
    """What this window keeps is as if kept by a program that runs no longer; gives the window that is opened next."""
    monkeypatch.setattr(recovery, "this_process", lambda: Process(this_host(), os.getpid(), 1.0))

    def start() -> MainWindow:
        window = MainWindow(Desk(private_home, [shipped_root()], desk.today), dialogs)
        qtbot.addWidget(window, before_close_func=lambda one: (one.desk.clear(), one.desk.wait(60)))
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.after_first_paint()
        return window

    return start


def test_from_an_earlier_record_to_the_record_for_signature(window, dialogs, tmp_path, settled, private_home,
                                                            after_the_crash):
    officer = Officer(window)
    start_from_the_earlier_record(officer, dialogs)
    say_what_is_decided(officer)
    count_back_from_the_day_it_is_needed(officer)
    write_the_clauses(officer)
    paste_the_reasons(officer)
    weigh_the_options(officer)
    wait_for_finance(officer)
    officer.go("Data protection")
    officer.press("Data Protection Implications: None, because ...")
    officer.fill("Data Protection Implications: none, because", "the contract involves no personal data")

    kept = private_home / "recovery"
    officer.until(lambda: any("no personal data" in one.read_text("utf-8") for one in kept.glob("*.decision")),
                  "a copy of what was typed is kept while one types")
    window.hide()
    dialogs.expect("restore")
    officer = Officer(after_the_crash(), officer.acts)
    left, = dialogs.told("recovered")[0][0]
    assert left.name.startswith("Marsh Lane Library: new shelves")
    officer.go("Data protection")
    assert officer.box("Data Protection Implications: none, because").toPlainText() == (
        "the contract involves no personal data")

    finish_the_rest(officer)
    officer.press("Check and create")
    put_right_what_is_left(officer, dialogs)
    dialogs.expect(tmp_path / "Shelves.decision")
    officer.key(Qt.Key.Key_S, CTRL)
    assert officer.window.desk.saver.wait(60)
    officer.press("Check and create")
    assert "The record is ready for signature." in officer.reads()
    officer.press("Create the Word record for signature")
    (record,), after = dialogs.told("papers_made")[-1]
    text = words_of(record.path)
    assert "Marsh Lane Library: new shelves" in text and PRICE not in text and "DRAFT" not in text
    for page in range(1, 5):
        assert f"Part 8 of page {page}: the shelves" in text and f"Second of page {page}" in text
    assert any("Democratic Services" in step for step in after.steps)
    assert any("2027" in step or "2026" in step for step in after.steps), "what next says by when"

    officer.press("Create a draft to share")
    (shared,), _ = dialogs.told("papers_made")[-1]
    assert shared.path.name.endswith(" - DRAFT.docx") and PRICE not in words_of(shared.path)

    notice = create(officer, dialogs, tmp_path, "forward_plan_notice")
    assert "Marsh Lane Library: new shelves" in words_of(notice) and PRICE not in words_of(notice)
    appendix = create(officer, dialogs, tmp_path, "exempt_appendix")
    assert PRICE in words_of(appendix)
    print(f"interactions besides typing and pasting: {officer.acts}")


def start_from_the_earlier_record(officer: Officer, dialogs) -> None:
    dialogs.expect(EARLIER)
    officer.press("Start from an earlier decision")
    assert "was read into the form" in officer.reads()
    assert "From the earlier decision" in officer.reads(), "what came along is marked until it was looked at"


def say_what_is_decided(officer: Officer) -> None:
    officer.fill("Title of Decision", "Marsh Lane Library: new shelves")
    officer.fill("DECISION TO BE TAKEN BY", "Cabinet Member for Community and Regulatory Services")
    officer.fill("DECISION NO", "26/00077")
    officer.press("For publication: Part exempt")
    officer.press("A contract: award, extension or change")
    officer.go("Key decision")
    officer.press("Key decision: Yes")
    officer.press("Expenditure or savings of more than £1m")
    officer.fill("Whole value of the decision", "£1.2m")


def count_back_from_the_day_it_is_needed(officer: Officer) -> None:
    officer.key(Qt.Key.Key_T, CTRL | SHIFT)
    officer.enter("To be in force by")
    officer.type_over("1 April 2027")
    days = officer.find("Timetable", QListView).model()
    said = [days.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(days.rowCount())]
    latest = next(one for one in said if "Latest notice" in one)
    assert "2027" in latest and "Regulation" in latest
    officer.go("Notice and timing")
    officer.fill("Notice of proposed decision first published", "2 November 2026")
    officer.fill("Name of the decision maker", "The holder of the portfolio")
    officer.press("Notice given: Normal: 28 clear days")
    officer.fill("Decision due not before", "1/12/26")
    officer.fill("Reason for the date", "So that the shelves stand before the summer reading challenge.")
    officer.press("Anticipated restriction: Part exempt")


def write_the_clauses(officer: Officer) -> None:
    officer.go("Decision")
    while officer.sees("Remove clause a"):
        officer.press("Remove clause a")
    officer.press("Add clause")
    officer.paste("Text", text="1. APPROVE the award of a contract for shelves at Marsh Lane Library at a cost of no "
                               "more than £1.2m; and\n2. DELEGATE authority to the Deputy Chief Executive to sign it.")
    assert "2 clauses were made" in officer.reads()


def paste_the_reasons(officer: Officer) -> None:
    officer.go("Reasons")
    officer.enter("Reason(s) for decision")
    officer.key(Qt.Key.Key_A, CTRL)
    officer.paste("Reason(s) for decision", html=f"<html><body>{FOUR_PAGES}</body></html>", text="not this")
    assert "Second of page 4" in officer.box("Reason(s) for decision").toPlainText()


def weigh_the_options(officer: Officer) -> None:
    officer.go("Options")
    while officer.sees("Remove option 1"):
        officer.press("Remove option 1")
    assert "removed" in officer.reads()
    officer.press("Add “Do nothing”")
    officer.fill("What it is", "Keep the shelves of 1971.")
    officer.press("Outcome: Considered and rejected")
    officer.fill("Reason", "The survey found that they may fall.")


def wait_for_finance(officer: Officer) -> None:
    officer.go("Finance")
    officer.press("Financial Implications: Waiting for ...")
    officer.fill("Financial Implications: waiting for", "Finance")
    assert officer.statuses()["Finance"].startswith("Waiting"), officer.statuses()


def finish_the_rest(officer: Officer) -> None:
    """What does not hold any more is written anew; what does is said to."""
    officer.go("Finance")
    officer.press("Financial Implications: Answered")
    officer.fill("Financial Implications", "The cost of no more than £1.2m is met from the libraries capital "
                                           "budget for 2026/27. It needs no revenue.")
    officer.press("Add year")
    officer.fill("Year", "2026/27")
    officer.fill("Capital", "1200000")
    officer.fill("Source of funding", "Libraries capital budget")
    officer.go("Legal")
    officer.fill("Legal implications", "The council provides libraries under section 7 of the Public Libraries and "
                                       "Museums Act 1964. The contract is for goods.")
    officer.choose("Procurement law", "Procurement Act 2023")
    officer.fill("Date on which the procurement began", "5 October 2026")
    officer.go("Equalities")
    officer.fill("Equalities Implications", "The assessment of 12 October 2026 found that shelves within reach help "
                                            "readers who use a wheelchair.")
    officer.press("Equality impact assessment: Full assessment done")
    officer.fill("Date of the equality impact assessment", "12 October 2026")
    officer.go("Consultation")
    officer.fill("Cabinet Committee recommendations and other consultation",
                 "The Growth, Economic Development and Communities Cabinet Committee was told on 13 October 2026.")
    officer.go("Contact and papers")
    officer.press("Add person")
    officer.fill("Name", "The library building officer")
    officer.fill("E-mail", "libraries@example.gov.uk")
    officer.press("Add document")
    officer.fill("Title", "Survey of the shelves")
    officer.fill("Where it can be read", "https://www.example.gov.uk/shelves")
    officer.go("Exempt information")
    officer.press("3. Financial or business affairs of any particular person, including the council")
    officer.fill("Explanation of anticipated restriction",
                 "The price that one bidder offered would help the others in the next tender. The public interest in "
                 "knowing it now is outweighed by the public interest in a fair price, and the whole cost is public.")
    officer.fill("Exempt information", f"The best bid is {PRICE}, from the second bidder.")


def put_right_what_is_left(officer: Officer, dialogs) -> None:
    """One press for what the check mends itself, one sentence for what may stand."""
    assert "One thing must be put right before the record can be signed." in officer.reads()
    officer.press("Use Cabinet Member for Community and Regulatory Services")
    assert "The record is ready but for one thing to explain." in officer.reads()
    dialogs.expect("The library building officer")
    officer.fill("Say why it is right as it is", "The shelves are bought once; the contract has no term.")
    officer.press("Keep this reason")


def create(officer: Officer, dialogs, folder: Path, paper: str) -> Path:
    def only_that(question):
        offer = next(one for one in question.offers if one.output.id == paper)
        return Wanted(((paper, offer.output.formats[0]),), folder, False)

    dialogs.expect(only_that)
    officer.press("Other papers…")
    (made,), _ = dialogs.told("papers_made")[-1]
    return made.path

