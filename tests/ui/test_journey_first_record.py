"""An officer who has never seen drafter: from the start page to the Word record, by labels, keys and clicks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTextEdit,
    QWidget,
)

from drafter.app.papers import Wanted
from drafter.storage.draft_files import open_draft
from drafter.ui.main_window import MainWindow
from drafter.ui.papers_dialog import GO

W = TypeVar("W", bound=QWidget)
BOXES = (QLineEdit, QTextEdit, QPlainTextEdit, QComboBox)


class Officer:
    """Sees what is on the screen, and acts on it by its name, as a person does. Counts what is done besides typing:
    presses, and ways from one box or section to another. Nothing is used that keys alone could not reach."""

    def __init__(self, window: MainWindow, qtbot) -> None:
        self.window, self.qtbot, self.acts = window, qtbot, 0

    def find(self, name: str, kind: type[W] = QWidget, nth: int = 1) -> W:
        found = [one for one in self.window.findChildren(kind)
                 if one.isVisible() and (one.accessibleName() or _words(one)) == name]
        assert len(found) >= nth, f"{name!r} is not on the screen"
        return found[nth - 1]

    def press(self, name: str, nth: int = 1) -> None:
        button = self.find(name, QAbstractButton, nth)
        by_arrows = isinstance(button, QRadioButton) and button.group() is not None
        assert (by_arrows or button.focusPolicy() & Qt.FocusPolicy.TabFocus) and button.isEnabled(), name
        self.acts += 1
        if self.window.panel is not None:
            self.window.panel.view.page.ensureWidgetVisible(button)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def fill(self, name: str, text: str, nth: int = 1) -> None:
        """Go there, write over what is there, and go on with Tab."""
        boxes = [one for one in self.window.findChildren(QWidget) if isinstance(one, BOXES) and one.isVisible()
                 and one.accessibleName() == name]
        assert len(boxes) >= nth, f"there is no box {name!r} on the screen"
        box = boxes[nth - 1]
        self.acts += 1
        box.setFocus()
        box = QApplication.focusWidget() or box
        self.qtbot.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        for number, line in enumerate(text.split("\n")):
            if number:
                self.qtbot.keyClick(box, Qt.Key.Key_Return)
            self.qtbot.keyClicks(box, line)
        self.qtbot.keyClick(QApplication.focusWidget() or box, Qt.Key.Key_Tab)

    def go(self, section: str) -> None:
        self.acts += 1
        view = self.window.panel.view.sections
        row = next(n for n, one in enumerate(view.model.progress) if one.section.short_name == section)
        view.list.scrollTo(view.model.index(row))
        area = view.list.visualRect(view.model.index(row))
        self.qtbot.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=area.center())

    def status(self, section: str) -> str:
        return next(one.words for one in self.window.panel.view.sections.model.progress
                    if one.section.short_name == section)

    def key(self, key: Qt.Key, with_ctrl: bool = False) -> None:
        self.acts += 1
        held = Qt.KeyboardModifier.ControlModifier if with_ctrl else Qt.KeyboardModifier.NoModifier
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, held)

    def reads(self) -> str:
        return "\n".join(label.text() for label in self.window.findChildren(QLabel) if label.isVisible())


def _words(widget: QWidget) -> str:
    return widget.text().replace("&", "") if isinstance(widget, QAbstractButton) else ""


@pytest.fixture
def officer(window, qtbot) -> Officer:
    return Officer(window, qtbot)


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
    officer.press("Add clause")
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


def test_from_the_start_page_to_the_word_record(officer, window, dialogs, tmp_path, settled):
    officer.press("Start a new decision")
    assert "Nothing has been sent to anyone." in officer.reads()
    fill_the_form(officer)
    left = [problem for problem in window.panel.session.problems if problem.severity == "must_fix"]
    assert left == []
    assert [officer.status(name) for name in ("The basics", "Decision", "Reasons", "Options", "Data protection")] == [
        "Ready"] * 5

    dialogs.expect(tmp_path / "Shelter.decision")
    officer.key(Qt.Key.Key_S, with_ctrl=True)
    settled()
    assert officer.window.windowTitle().startswith("Shelter[*]") and "Saved " in officer.reads()
    assert open_draft(tmp_path / "Shelter.decision").draft == window.panel.session.draft

    officer.press("Check and create")
    assert "The record is ready for signature." in officer.reads()
    officer.press("Create the Word record for signature")
    (record,), after = dialogs.told("papers_made")[0]
    assert officer.acts <= 120, "what is asked of an officer besides typing"
    assert record.path is not None and after.words == "Nothing has been sent to anyone."
    assert after.steps[0].startswith("Send the papers to Democratic Services")
    assert after.email.startswith("Subject: For signature: 26/00052 – Repair of the bus shelter")
    assert record.path.parent == tmp_path and record.path.name.startswith("26-00052 Proposed record")

    text = words_of(record.path)
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
        officer.key(Qt.Key.Key_Z, with_ctrl=True)
    assert window.panel.session.draft == blank
    for _ in range(200):
        officer.key(Qt.Key.Key_Y, with_ctrl=True)
    assert window.panel.session.draft == end


def as_proposed(question) -> Wanted:
    """What Enter does in the dialog."""
    formats = {offer.output.id: offer.output.formats[0] for offer in question.offers}
    return Wanted(tuple((name, formats[name]) for name in question.chosen), question.folder, question.as_draft)


def words_of(file: Path) -> str:
    """All words of a Word file in their order, tables too."""
    return "\n".join("".join(node.text or "" for node in paragraph.iter("{*}t"))
                     for paragraph in docx.Document(str(file)).element.body.iter("{*}p"))


def test_a_choice_from_the_directory_is_offered_as_it_is_typed(officer):
    officer.press("Start a new decision")
    combo = officer.find("DECISION TO BE TAKEN BY", QComboBox)
    assert "Cabinet Member for Highways and Transport" in [combo.itemText(n) for n in range(combo.count())]
