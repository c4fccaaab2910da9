"""The list of what is left: in groups, each with its law, its place and, where there is one, its mending."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from drafter.checks.explaining import explain
from drafter.model.draft import Explanation, Path, Row, Rows
from drafter.model.problem import Fix, Problem
from drafter.ui.editors.boxes import GrowingBox
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


def words(panel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def test_the_law_and_the_councils_own_rule_are_told_apart(panel, answers):
    own = replace(EXPLAIN, local=True)
    named = replace(EXPLAIN, message="Say who.", local=True, law="Kent's call-in rule")
    panel.show_problems([SHORT, own, named, replace(EXPLAIN, message="Say what.")], answers)
    told = [text for text in words(panel) if "ule" in text or "Law" in text]
    assert told == ["Law: Regulation 9(2), SI 2012/2089", "Council rule", "Council rule: Kent's call-in rule"]


def box_of(panel) -> GrowingBox:
    return next(box for box in panel.findChildren(GrowingBox) if box.isVisible())


def button(panel, name: str) -> QPushButton:
    return next(one for one in panel.findChildren(QPushButton) if one.isVisible() and one.text() == name)


def heard(signal) -> list:
    got: list = []
    signal.connect(lambda *values: got.append(values))
    return got


def test_why_it_matters_is_folded_until_it_is_wanted(panel, answers):
    panel.show_problems([replace(EXPLAIN, why="The public may see it.")], answers)
    assert "The public may see it." not in words(panel)
    button(panel, "Why it matters").click()
    assert "The public may see it." in words(panel)


@pytest.mark.parametrize("keep", ["button", "enter"])
def test_a_reason_is_typed_beside_what_must_be_explained_and_kept_with_a_key_or_a_click(panel, answers, qtbot, keep):
    panel.show_problems([SHORT, EXPLAIN, ADVICE], answers)
    told = heard(panel.inside.explained)
    box = box_of(panel)
    assert box.accessibleName() == "Say why it is right as it is" and box.accessibleDescription() == "Say why."
    assert [one.text() for one in panel.findChildren(QPushButton) if one.isVisible()].count("Keep this reason") == 0
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert told == [], "there is nothing to keep yet"
    qtbot.keyClicks(box, "It is the name")
    if keep == "enter":
        qtbot.keyClick(box, Qt.Key.Key_Return)
    else:
        button(panel, "Keep this reason").click()
    assert told == [(EXPLAIN, "It is the name")]


def test_what_is_typed_and_not_kept_stays_whatever_else_changes(panel, answers, qtbot):
    panel.show_problems([EXPLAIN], answers)
    qtbot.keyClicks(box_of(panel), "It is the name")
    assert panel.inside.unkept() == [(EXPLAIN, "It is the name")]
    panel.show_problems([SHORT, EXPLAIN, replace(EXPLAIN, path=Path("reasons"))], answers)
    assert box_of(panel).toPlainText() == "It is the name"
    panel.show_problems([SHORT], answers)
    assert panel.inside.unkept() == [], "it is not asked any more"
    panel.show_problems([EXPLAIN], answers)
    assert box_of(panel).toPlainText() == "It is the name" and panel.inside.unkept()
    box_of(panel).clear()
    assert panel.inside.unkept() == []


def test_explained_and_dismissed_stand_apart_folded_and_can_be_asked_again(panel, answers, qtbot):
    said = Explanation("odd", "title", "ab", "It is the name of the scheme.", "A. Clerk", date(2026, 11, 2))
    done = replace(EXPLAIN, explained=said)
    gone = [replace(ADVICE, explained=Explanation("long", "title", "cd")),
            replace(ADVICE, message="Shorten it.", explained=Explanation("long", "title", "ef"))]
    panel.show_problems([done, *gone], answers)
    assert [group.title.accessibleName() for group in panel.groups.values() if group.isVisible()] == [
        "Explained: 1", "Dismissed advice: 2"]
    assert panel.empty.isVisible() and cards(panel) == []
    again = heard(panel.inside.asked_again)
    panel.groups["explained"].title.click()
    assert {"Because: It is the name of the scheme.", "A. Clerk, 2 November 2026"} <= set(words(panel))
    button(panel, "Change the reason").click()
    panel.groups["dismissed"].title.click()
    button(panel, "Show again").click()
    button(panel, "Show all of them again").click()
    assert again == [((done,),), ((gone[0],),), (tuple(gone),)]
    panel.show_problems([EXPLAIN], answers)
    assert box_of(panel).toPlainText() == "It is the name of the scheme.", "the reason to change is there"
    assert panel.inside.unkept() == []


def test_advice_is_dismissed_with_one_click_and_the_next_is_at_hand(panel, answers, qtbot):
    other = replace(ADVICE, message="Say it plainly.")
    panel.show_problems([ADVICE, other], answers)
    panel.groups["advice"].title.click()
    told = heard(panel.inside.explained)
    first = button(panel, "Dismiss")
    assert first.accessibleDescription() == "Shorten the title."
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Space)
    assert told == [(ADVICE, "")]
    panel.show_problems([replace(ADVICE, explained=Explanation("long", "title", "cd")), other], answers)
    assert button(panel, "Dismiss").hasFocus()
    gone = Explanation("long", "title", "cd")
    panel.show_problems([replace(ADVICE, explained=gone), replace(other, explained=gone)], answers)
    assert panel.groups["dismissed"].title.hasFocus(), "nothing is left there: the cursor is not lost"


def test_an_earlier_reason_is_offered_where_the_text_has_changed(panel, answers):
    before = explain(answers.draft, EXPLAIN, "It is the name of the scheme.", "A. Clerk", date(2026, 11, 2))
    draft = before.with_entry(Path("title"), "Parking again")
    panel.show_problems([EXPLAIN], replace(answers, draft=draft))
    assert box_of(panel).toPlainText() == "It is the name of the scheme."
    assert button(panel, "Keep this reason").isVisible()


def test_where_nothing_may_be_changed_there_is_nothing_to_press(panel, answers):
    panel.inside.read_only = True
    panel.show_problems([SHORT, EXPLAIN], answers)
    assert len(cards(panel)) == 2 and not [box for box in panel.findChildren(GrowingBox) if box.isVisible()]
    assert "Use 21 March" not in words(panel)


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
