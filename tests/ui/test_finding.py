"""Find and replace, and go to, as an officer uses them: by key, from wherever one is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from drafter.model.rich_text import plain
from drafter.ui.find_bar import FindBar
from drafter.ui.goto_dialog import GoToDialog, matching, places


@pytest.fixture
def opened(window, sample):
    window.filing.open_draft(sample)
    return window


@pytest.fixture
def bar(opened, qtbot):
    qtbot.keyClick(opened, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    return opened.panel.finding


def test_each_place_is_shown_and_selected_while_the_cursor_stays_in_the_bar(opened, bar, qtbot):
    assert bar.isVisible() and bar.words.hasFocus()
    qtbot.keyClicks(bar.words, "footbridge")
    number = int(bar.count.text().split()[0])
    assert number > 5
    sections = set()
    for at in range(number):
        qtbot.keyClick(bar.words, Qt.Key.Key_Return)
        assert bar.count.text() == f"{at + 1} of {number}" and bar.words.hasFocus()
        sections.add(opened.panel.view.page.section.id)
    assert {"basics", "decision", "reasons"} <= sections
    qtbot.keyClick(bar.words, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    focus = QApplication.focusWidget()
    assert opened.panel.view.page.isAncestorOf(focus)


def test_all_are_replaced_in_one_step_that_undo_takes_back(opened, bar, qtbot):
    before = opened.panel.session.draft
    qtbot.keyClicks(bar.words, "Harbour Road")
    qtbot.keyClicks(bar.other, "Quay Street")
    qtbot.mouseClick(bar.replace_all, Qt.MouseButton.LeftButton)
    after = opened.panel.session.draft
    assert "Quay Street" in after.entries["title"] and "Quay Street" in plain(after.entries["reasons"])
    assert bar.count.text() == "Not found"
    opened.furniture.acts.undo()
    assert opened.panel.session.draft == before
    assert opened.panel.view.page.section.id == "basics"


def test_one_after_the_other_is_replaced_and_what_was_put_in_is_not_found_again(opened, bar, qtbot):
    bar.words.setText("footbridge")
    bar.other.setText("foot-footbridge")
    number = int(bar.count.text().split()[0])
    bar.go_on()
    qtbot.mouseClick(bar.replace_one, Qt.MouseButton.LeftButton)
    assert "foot-footbridge" in opened.panel.session.draft.entries["title"].lower()
    assert bar.count.text().endswith(f"of {number}")


def test_a_draft_that_is_only_read_is_searched_and_not_replaced(opened, sample):
    bar = FindBar(opened.panel.session, False)
    assert not bar.replace_all.isEnabled() and bar.next.isEnabled()


def test_go_to_finds_a_question_by_a_few_letters(opened, dialogs, qtbot):
    answers = opened.panel.session.answers
    every = tuple(places(answers))
    assert matching(every, "equal impl")[0].path.field == "equalities_implications"
    assert every[-1].words == "Check and create"
    dialog = GoToDialog(answers)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.box, "reasons")
    qtbot.keyClick(dialog.box, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.box, Qt.Key.Key_Up)
    qtbot.keyClick(dialog.box, Qt.Key.Key_Return)
    assert dialog.answer.section == "reasons"
    dialogs.expect(dialog.answer)
    qtbot.keyClick(opened, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert opened.panel.view.page.section.id == "reasons"
