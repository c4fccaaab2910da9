"""An approved wording, chosen and put into the decision by somebody with a keyboard."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path as FilePath

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from drafter.app.wordings import WordingQuestion
from drafter.model.draft import Path, Row, Rows
from drafter.ui import look
from drafter.ui.main_window import MainWindow
from drafter.ui.wording_dialog import WordingDialog


@pytest.fixture
def opened(window: MainWindow, sample: FilePath) -> MainWindow:
    window.filing.open_draft(sample)
    assert window.panel is not None
    return window


@pytest.fixture
def question(opened: MainWindow) -> WordingQuestion:
    session = opened.panel.session
    return WordingQuestion(session.answers, session.form.field("decision_clauses"), None, session.today)


@pytest.fixture
def dialog(qtbot, question) -> WordingDialog:
    shown = WordingDialog(question)
    qtbot.addWidget(shown)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    return shown


def choosing(qtbot, act: Callable[[WordingDialog], None]):
    """What an officer does with the dialog."""
    def answer(question: WordingQuestion):
        dialog = WordingDialog(question)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        act(dialog)
        return dialog.answer
    return answer


def clauses(window: MainWindow) -> list[dict]:
    return [dict(row.cells) for row in window.panel.session.draft.rows("decision_clauses").rows]


def test_a_wording_is_found_filled_and_put_in_as_one_step_with_the_cursor_on_its_first_gap(qtbot, opened, dialogs):
    view, before = opened.panel.view, clauses(opened)

    def grant(dialog: WordingDialog) -> None:
        qtbot.keyClicks(dialog.box, "grant give")
        assert dialog.title.text() == "Give a grant"
        qtbot.keyClick(dialog.box, Qt.Key.Key_Return)
        amount = QApplication.focusWidget()
        assert amount.accessibleName() == "Amount", "Enter goes to the first gap that is open"
        qtbot.keyClicks(amount, "1.2m")
        assert "APPROVE a grant of £1,200,000 to [Who receives it]" in dialog.preview.text()
        assert dialog.left_open.text() == "2 gaps are still open; they can be filled in the clause."
        qtbot.mouseClick(dialog.put_button, Qt.MouseButton.LeftButton)

    dialogs.expect(choosing(qtbot, grant))
    view.enter_section("decision")
    editor = view.page.bindings[0].editor
    qtbot.mouseClick(editor.wording_button, Qt.MouseButton.LeftButton)
    made = clauses(opened)
    assert len(made) == len(before) + 1 and made[:-1] == before
    assert made[-1]["text"].startswith("a grant of £1,200,000 to [Who receives it] for [What it is for]")
    box = opened.focusWidget()
    assert box.textCursor().selectedText() == "[Who receives it]"
    qtbot.keyClicks(box, "the village hall")
    assert "to the village hall for [What it is for]" in clauses(opened)[-1]["text"]
    opened.furniture.acts.undo()
    opened.furniture.acts.undo()
    assert clauses(opened) == before


def test_a_gap_that_is_left_open_must_be_fixed_and_a_filled_one_is_not_told(qtbot, opened, dialogs):
    dialogs.expect(choosing(qtbot, lambda dialog: qtbot.mouseClick(dialog.put_button, Qt.MouseButton.LeftButton)))
    opened.furniture.acts.choose_wording()
    gaps = [one for one in opened.panel.session.problems if one.code == "clause_gap"]
    assert {one.severity for one in gaps} == {"must_fix"} and len(gaps) == 2
    assert "[What is bought]" in gaps[0].message
    assert "unknown_field" not in {one.code for one in opened.panel.session.problems}, "it has its place"


def test_what_the_draft_knows_stands_in_the_gaps_already(dialog):
    assert "for a contract of 8 months from 26 October 2026 to 25 June 2027" in dialog.preview.text()
    assert dialog.gaps["months"].note == "From the draft: Term of the contract, grant or lease"


def test_what_is_exempt_never_fills_a_gap(opened):
    session = opened.panel.session
    session.set_exempt(Path("contract_term"), True)
    question = WordingQuestion(session.answers, session.form.field("decision_clauses"), None, session.today)
    assert question.known(question.offered[0]) == {}


def test_the_key_puts_it_after_the_clause_one_is_in(qtbot, opened, dialogs):
    view = opened.panel.view
    first = opened.panel.session.draft.rows("decision_clauses").rows[0]
    dialogs.expect(choosing(qtbot, lambda dialog: (qtbot.keyClicks(dialog.box, "note something"),
                                                   qtbot.mouseClick(dialog.put_button, Qt.MouseButton.LeftButton))))
    view.go_to(Path("decision_clauses", first.id, "text"))
    qtbot.keyClick(opened.focusWidget(), Qt.Key.Key_C,
                   Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert [one.get("verb") for one in clauses(opened)][:2] == [first.cells["verb"], "NOTE"]


def test_an_empty_clause_makes_way_for_the_wording(qtbot, opened, dialogs):
    view, before = opened.panel.view, clauses(opened)
    view.enter_section("decision")
    qtbot.mouseClick(view.page.bindings[0].editor.add_button, Qt.MouseButton.LeftButton)
    dialogs.expect(choosing(qtbot, lambda dialog: qtbot.mouseClick(dialog.put_button, Qt.MouseButton.LeftButton)))
    opened.furniture.acts.choose_wording()
    assert len(clauses(opened)) == len(before) + 1 and clauses(opened)[-1]["approved_wording"].startswith("procure ")


def test_sub_clauses_come_along_and_are_lettered_in_the_preview(qtbot, dialog):
    qtbot.keyClicks(dialog.box, "on conditions")
    lines = dialog.preview.text().splitlines()
    assert lines[0].startswith("d) APPROVE [What is approved], on condition that:")
    assert [line.split()[0] for line in lines[1:]] == ["i.", "ii."]
    dialog.put_button.click()
    assert [row.cells.get("level") for row in dialog.answer.rows] == [None, "2", "2"]


def test_a_retired_wording_is_not_offered_and_a_draft_that_has_it_is_told_its_successor(opened, question):
    assert "delegate_all_action" not in [one.id for one in question.offered]
    session = opened.panel.session
    row = session.draft.rows("decision_clauses").rows[0]
    session.edit(Path("decision_clauses", row.id, "approved_wording"), "delegate_all_action 2019-01-01")
    session.edit(Path("decision_clauses", row.id, "text"), "take all action considered necessary")
    told = next(one for one in session.problems if one.code == "wording_retired")
    assert told.severity == "must_explain"
    assert told.message.endswith("a wording that was retired on 1 April 2024. Use \"Delegate what is needed to "
                                 "carry the decision out\" instead. It says what the officer's authority is for.")


def test_nothing_is_put_in_where_the_officer_goes_back(opened, dialogs):
    before = clauses(opened)
    dialogs.expect(None)
    opened.furniture.acts.choose_wording()
    assert clauses(opened) == before and not opened.panel.session.undo_stack.count()


def test_words_that_no_wording_has_say_so(qtbot, dialog):
    qtbot.keyClicks(dialog.box, "zebra")
    assert dialog.title.text() == "No wording has these words" and not dialog.put_button.isEnabled()
    for _ in "zebra":
        qtbot.keyClick(dialog.box, Qt.Key.Key_Backspace)
    assert dialog.title.text() == "Go out to tender"


def test_arrows_go_through_the_list_while_one_types_and_pass_its_headings(qtbot, dialog):
    seen = []
    for _ in range(len(dialog.question.offered)):
        seen.append(dialog.clause.id)
        qtbot.keyClick(dialog.box, Qt.Key.Key_Down)
    assert seen == [one.id for one in dialog.question.offered]


def test_what_was_typed_for_a_wording_is_still_there_on_coming_back(qtbot, dialog):
    qtbot.keyClicks(dialog.gaps["service"].box, "meals")
    qtbot.keyClick(dialog.box, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.box, Qt.Key.Key_Up)
    assert dialog.gaps["service"].box.text() == "meals" and "meals" in dialog.preview.text()


@pytest.mark.parametrize("theme", look.THEMES)
def test_every_control_has_a_name_of_its_own_is_large_enough_and_shows_its_focus(qtbot, dressed, dialog, theme):
    look.wear(dressed, theme)
    try:
        dialog.resize(900, 900)
        QApplication.processEvents()
        stops = [one for one in dialog.findChildren(QWidget) if one.isVisible() and one.focusProxy() is None
                 and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(one, QScrollArea)]
        names = [one.accessibleName() or getattr(one, "text", str)() for one in stops]
        assert all(names) and len(set(names)) == len(names)
        assert [one.accessibleName() for one in stops if min(one.width(), one.height()) < 24] == []
        unseen = []
        for one in stops:
            dialog.focusWidget().clearFocus()
            before = one.grab().toImage()
            one.setFocus(Qt.FocusReason.TabFocusReason)
            unseen += [one.accessibleName()] if one.grab().toImage() == before else []
        assert unseen == []
        assert [label.text() for label in dialog.findChildren(QLabel)
                if label.text() and label.textFormat() != Qt.TextFormat.PlainText] == []
    finally:
        look.wear(dressed, "light")


def test_a_day_that_the_library_does_not_reach_offers_less(question):
    earlier = WordingQuestion(question.answers, question.field, None, date(2024, 3, 1))
    ids = [one.id for one in earlier.offered]
    assert "delegate_all_action" in ids and "award_after_competition" not in ids


def test_a_wording_that_nobody_approved_says_so_and_another_names_who_did(qtbot, dialog, question):
    assert dialog.approved.text() == "Example wording, not yet approved by the council."
    assert dialog.approved.text() in dialog.box.accessibleDescription()
    [first] = [replace(one, approved_by="Leader") for one in question.offered[:1]]
    form = replace(question.answers.form, clauses=(first,))
    approved = WordingDialog(replace(question, answers=replace(question.answers, form=form)))
    qtbot.addWidget(approved)
    assert approved.approved.text() == "Approved by Leader, in force since 24 February 2025."


@pytest.mark.parametrize(("wording", "gap", "typed", "told", "right", "read"), [
    ("go out to tender", "months", "-3", "Length in months must be 1 or more", "1", "contract of 1 month from"),
    ("adopt a policy", "start", "32/13/2026", "is not a date", "1/4/2027", "take effect on 1 April 2027"),
    ("give a grant", "amount", "about two bob", "is not an amount", "0.5m", "a grant of £500,000 to"),
])
def test_what_a_gap_cannot_take_is_told_on_leaving_it_counts_as_open_and_is_not_put_in(
        qtbot, dialog, wording, gap, typed, told, right, read):
    qtbot.keyClicks(dialog.box, wording)
    editor = dialog.gaps[gap]
    editor.box.setFocus()
    editor.box.selectAll()
    qtbot.keyClicks(editor.box, typed)
    assert editor.problem_lines.sentences == [], "not while it is being typed"
    dialog.box.setFocus()
    assert told in editor.problem_lines.sentences[0] and told in editor.box.accessibleDescription()
    assert f"[{editor.field.label}]" in dialog.preview.text() and typed not in dialog.preview.text()
    assert "still open" in dialog.left_open.text()
    dialog.put_button.click()
    assert dialog.answer is None and dialog.focusWidget() is editor.box
    editor.box.selectAll()
    qtbot.keyClicks(editor.box, right)
    assert editor.problem_lines.sentences == [] and read in dialog.preview.text()
    dialog.put_button.click()
    assert dialog.answer is not None


def test_a_clause_just_put_in_is_not_red_before_it_is_left(qtbot, opened, dialogs):
    view = opened.panel.view
    dialogs.expect(choosing(qtbot, lambda dialog: (qtbot.keyClicks(dialog.box, "note something"),
                                                   qtbot.mouseClick(dialog.put_button, Qt.MouseButton.LeftButton))))
    opened.furniture.acts.choose_wording()
    assert "clause_gap" in {one.code for one in opened.panel.session.problems}
    shown = [one.code for one in view.attention.visible(opened.panel.session.problems)]
    assert "clause_gap" not in shown
    assert "[What is noted]" not in " ".join(view.page.bindings[0].editor.problem_lines.sentences)
    view.enter_section("decision")
    view.show_section(opened.panel.session.form.sections[0].id)
    assert "clause_gap" in [one.code for one in view.attention.visible(opened.panel.session.problems)]


def test_an_empty_clause_with_sub_clauses_does_not_make_way(question):
    rows = (Row({}, id="a"), Row({"level": "2", "text": "beneath"}, id="b"), Row({"text": "after"}, id="c"))
    draft = question.answers.draft.with_entry(Path("decision_clauses"), Rows(rows))
    asked = WordingQuestion(replace(question.answers, draft=draft), question.field, "a", question.today)
    put = asked.with_rows((Row({"text": "new"}, id="n"),)).rows
    assert [row.id for row in put] == ["a", "b", "n", "c"]
    alone = WordingQuestion(replace(question.answers, draft=draft.with_entry(
        Path("decision_clauses"), Rows((rows[0], rows[2])))), question.field, "a", question.today)
    assert [row.id for row in alone.with_rows((Row({"text": "new"}, id="n"),)).rows] == ["n", "c"]
