"""The list of what is left: in groups, each with its law, its place and, where there is one, its mending."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from drafter.model.draft import Path, Row, Rows
from drafter.model.problem import Fix, Problem
from drafter.ui.places import place_name
from drafter.ui.problems_panel import ProblemsPanel
from drafter.ui.words_button import WordsButton

USE_21_MARCH = Fix("Use 21 March", ((Path("decision_due_not_before"), "21 March 2027"),))
SHORT = Problem("short_notice", "must_fix", Path("decision_due_not_before"), "The decision date must be later.",
                "Regulation 9(2), SI 2012/2089", fixes=(USE_21_MARCH,))
EXPLAIN = Problem("odd", "must_explain", Path("title"), "Say why.")
BLANK = Problem("missing", "must_fix", Path("reasons"), "Enter the reasons for the decision")
ADVICE = Problem("long", "advice", Path("title"), "Shorten the title.")


@pytest.fixture
def answers(filled):
    return filled(title="Parking", decision_due_not_before="1 March 2027", alternatives=Rows((
        Row({"name": "Do nothing"}, "r1"), Row({"name": "Hub"}, "r2"))), decision_clauses=Rows((
            Row({"text": "x"}, "c1"), Row({"text": "y", "level": "2"}, "c2"), Row({"text": "z"}, "c3"))))


@pytest.fixture
def panel(qtbot, dressed):
    made = ProblemsPanel()
    qtbot.addWidget(made)
    made.resize(340, 600)
    made.show()
    made.activateWindow()
    return made


def cards(panel) -> list[str]:
    return [button.accessibleName() for button in panel.findChildren(WordsButton) if button.isVisible()]


def test_problems_stand_in_groups_and_what_is_only_blank_or_advice_is_folded(panel, answers):
    panel.show_problems([replace(SHORT, fixes=()), EXPLAIN, BLANK, ADVICE], answers)
    assert [group.title.accessibleName() for group in panel.groups.values() if group.isVisible()] == [
        "Must be fixed: 1", "Must be explained: 1", "Still to answer: 1", "Advice: 1"]
    assert cards(panel) == ["Decision due not before: The decision date must be later.", "Title of Decision: Say why."]
    panel.groups["advice"].title.click()
    assert cards(panel)[-1] == "Title of Decision: Shorten the title."


def test_the_law_is_shown(panel, answers):
    panel.show_problems([SHORT], answers)
    assert "Regulation 9(2), SI 2012/2089" in [label.text() for label in panel.findChildren(QLabel)]


def test_click_and_enter_go_to_the_place_row_and_all(panel, answers, qtbot):
    path = Path("alternatives", "r2", "reason")
    panel.show_problems([Problem("why", "must_explain", path, "Say why it was rejected.")], answers)
    card = next(button for button in panel.findChildren(WordsButton) if button.isVisible())
    assert card.accessibleName() == "Any alternatives considered and rejected, option 2: Say why it was rejected."
    with qtbot.waitSignal(panel.chosen) as chosen:
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert chosen.args == [path]
    card.setFocus()
    with qtbot.waitSignal(panel.chosen):
        qtbot.keyClick(card, Qt.Key.Key_Return)


def test_a_fix_is_one_click(panel, answers, qtbot):
    panel.show_problems([SHORT], answers)
    button = next(one for one in panel.findChildren(QPushButton) if one.accessibleName() == "Use 21 March")
    with qtbot.waitSignal(panel.fix_chosen) as chosen:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen.args == [USE_21_MARCH]


def test_with_nothing_left_but_advice_the_panel_says_so(panel, answers):
    panel.show_problems([ADVICE], answers)
    assert panel.empty.isVisible() and panel.empty.text() == "Nothing must be fixed or explained."
    panel.show_problems([SHORT], answers)
    assert not panel.empty.isVisible()


def test_the_same_problems_shown_again_leave_every_card_where_it_is(panel, answers):
    panel.show_problems([SHORT, EXPLAIN], answers)
    before = [id(button) for button in panel.findChildren(WordsButton)]
    panel.show_problems([SHORT, EXPLAIN], answers)
    assert [id(button) for button in panel.findChildren(WordsButton)] == before


def test_what_others_wrote_is_shown_as_it_is(panel, answers):
    panel.show_problems([Problem("odd", "must_explain", Path("title"), "<b>Look</b> at &this;")], answers)
    assert any(label.text() == "<b>Look</b> at &this;" and label.textFormat() == Qt.TextFormat.PlainText
               for label in panel.findChildren(QLabel))


def test_long_sentences_wrap_within_the_panel(panel, answers, qtbot):
    long = Fix("Use " + "a very long title " * 9, ((Path("title"), "x"),))
    panel.show_problems([Problem("odd", "must_explain", Path("title"), "word " * 80, fixes=(long,))], answers)
    qtbot.wait(20)
    buttons = [button for button in panel.findChildren(QPushButton) if button.isVisible()]
    assert len(buttons) == 3 and all(button.width() <= panel.viewport().width() for button in buttons)
    card = next(button for button in panel.findChildren(WordsButton) if button.isVisible())
    assert card.width() <= panel.viewport().width() and card.height() > 100
    assert not panel.horizontalScrollBar().isVisible()


@pytest.mark.parametrize(("path", "name"), [
    (Path("reasons"), "Reason(s) for decision"),
    (Path("alternatives", "r1", "name"), "Any alternatives considered and rejected, option 1"),
    (Path("decision_clauses", "c1", "text"), "Decision, clause a)"),
    (Path("decision_clauses", "c2", "text"), "Decision, clause a) i."),
    (Path("decision_clauses", "c3"), "Decision, clause b)"),
    (Path("alternatives", "gone", "name"), "Any alternatives considered and rejected"),
    (Path("from_another_form"), "from_another_form"),
])
def test_places_are_called_as_they_are_printed(answers, path, name):
    assert place_name(path, answers) == name
