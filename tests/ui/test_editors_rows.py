"""Rows, clauses, options and implications, in the hands of an officer, with a real session behind them."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from drafter.app.session import Session
from drafter.model.conditions import Equals
from drafter.model.draft import Draft, FormVersion, Implication, Path, Row, Rows
from drafter.model.fields import (
    Choice,
    ClausesField,
    DocumentsField,
    ImplicationField,
    LineField,
    MoneyField,
    OptionsField,
    PeopleField,
    TableField,
)
from drafter.model.form import Form, Section
from drafter.model.problem import Fix, Problem
from drafter.model.rich_text import from_plain, plain
from drafter.model.timetable import Calendar
from drafter.ui.editors import make_editor

CLAUSES = ClausesField(id="it", label="Decision", verbs=("APPROVE", "DELEGATE"), posts=(Choice(id="Director of Law"),))
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def at_work(qtbot):
    """An editor bound to a session as a page binds it."""
    def begin(field, entry=None):
        section = Section(id="s", title="S", fields=(field,))
        form = Form(id="f", version="1", title="F", council="C", sections=(section,))
        draft = Draft(FormVersion("f", "1"))
        if entry is not None:
            draft = draft.with_entry(Path(field.id), entry)
        session = Session(draft, form, date(2026, 11, 21), Calendar(lambda year: {}), lambda *_: ())
        window = QWidget()
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        before, after, editor = QLineEdit(), QLineEdit(), make_editor(field)
        for widget in (before, editor, after):
            column.addWidget(widget)
        editor.window_, editor.before, editor.after, editor.session = window, before, after, session

        def show():
            editor.show_entry(session.draft.entry(Path(field.id)))

        name = field.id
        editor.edited.connect(lambda entry: session.edit(Path(name), entry))
        editor.part_edited.connect(lambda part, entry: session.edit(Path(name, None, part), entry))
        editor.cell_edited.connect(lambda row, cell, entry: session.edit(Path(name, row, cell), entry))
        editor.row_added.connect(lambda row, at: session.add_row(name, row, at))
        editor.row_removed.connect(lambda row: session.remove_row(name, row))
        editor.row_moved.connect(lambda *where: session.move_row(name, *where))
        editor.cells_edited.connect(lambda row, cells: session.apply_fix(Fix("splitting", tuple(
            (Path(name, row, column), cell) for column, cell in cells.items()))))
        editor.fix_chosen.connect(session.apply_fix)
        session.changed.connect(show)
        show()
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return editor
    return begin


def rows(editor):
    return [dict(row.cells) for row in editor.session.draft.rows("it").rows]


def tool(card, name):
    return next(tool for tool in card.tools.tools if tool.accessibleName() == name)


def press(qtbot, button):
    assert button.isEnabled() and button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def cards(editor):
    return list(editor.cards.values())


def test_a_row_is_added_filled_moved_and_removed_and_all_of_it_undone(qtbot, at_work):
    editor = at_work(PeopleField(id="it", label="Contact", row_name="person"))
    press(qtbot, editor.add_button)
    name = cards(editor)[0].cells["name"].box
    assert name.hasFocus(), "the cursor goes to the new row"
    qtbot.keyClicks(name, "A N Officer")
    press(qtbot, editor.add_button)
    qtbot.keyClicks(cards(editor)[1].cells["name"].box, "Another")
    assert rows(editor) == [{"name": "A N Officer"}, {"name": "Another"}]
    first = cards(editor)[0]
    press(qtbot, tool(first, "Move person 1 down"))
    assert [row["name"] for row in rows(editor)] == ["Another", "A N Officer"]
    assert cards(editor)[1] is first, "the card is the same widget in another place"
    assert first.title == "person 2"
    press(qtbot, tool(first, "Remove person 2"))
    assert [row["name"] for row in rows(editor)] == ["Another"]
    assert cards(editor)[0].cells["name"].box.hasFocus()
    for _ in range(editor.session.undo_stack.count()):
        editor.session.undo_stack.undo()
    assert rows(editor) == [] and cards(editor) == []
    for _ in range(editor.session.undo_stack.count()):
        editor.session.undo_stack.redo()
    assert rows(editor) == [{"name": "Another"}]


def test_what_was_still_being_typed_in_a_row_that_an_undo_takes_away_speaks_to_nobody(qtbot, at_work):
    editor = at_work(OptionsField(id="it", label="Alternatives", row_name="option"))
    press(qtbot, editor.add_button)
    box = cards(editor)[0].cells["reason"]
    box.focus_on(Path("it"))
    qtbot.keyClicks(box.box, "half a")
    editor.session.undo_stack.undo()
    qtbot.wait(300)
    assert rows(editor) == [] and cards(editor) == []
    assert editor.add_button.hasFocus()


def test_typing_in_one_cell_touches_no_other_and_keeps_the_cursor(qtbot, at_work):
    editor = at_work(DocumentsField(id="it", label="Documents", row_name="document"),
                     Rows((Row({"title": "Report"}, "r1"), Row({"title": "Plan"}, "r2"))))
    heard = []
    editor.cell_edited.connect(lambda *what: heard.append(what))
    box = editor.cards["r2"].cells["title"].box
    box.setFocus()
    box.setCursorPosition(2)
    qtbot.keyClicks(box, "XY")
    assert heard == [("r2", "title", "PlXan"), ("r2", "title", "PlXYan")]
    assert box.cursorPosition() == 4 and box.hasFocus()
    assert editor.path_in_focus() == Path("it", "r2", "title")


def test_tab_goes_through_rows_as_they_stand_whatever_order_they_came_in(qtbot, at_work):
    editor = at_work(TableField(id="it", label="Costs", row_name="line", columns=(
        LineField(id="year", label="Year"), MoneyField(id="cost", label="Cost"))), Rows((Row({"year": "1"}, "r1"),)))
    editor.add_row(Row({"year": "0"}, "r0"), 0)
    editor.before.setFocus()
    stops = []
    for _ in range(20):
        focus = editor.window_.focusWidget()
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
        focus = editor.window_.focusWidget()
        stops.append(focus)
        if focus is editor.after:
            break
    boxes = [editor.cards[row].cells[column].box for row in ("r0", "r1") for column in ("year", "cost")]
    assert [stop for stop in stops if stop in boxes] == boxes
    assert stops.index(editor.add_button) > stops.index(boxes[-1]) and stops[-1] is editor.after


def test_problems_stand_at_their_cell_their_row_or_the_whole(qtbot, at_work):
    editor = at_work(PeopleField(id="it", label="Contact", row_name="person"), Rows((Row({"name": "A"}, "r1"),)))
    editor.show_problems((Problem("a", "must_fix", Path("it", "r1", "email"), "Enter an e-mail address"),
                          Problem("b", "must_fix", Path("it", "r1"), "This person is named twice"),
                          Problem("c", "must_fix", Path("it"), "Add one more")))
    card = editor.cards["r1"]
    assert "Enter an e-mail address" in card.cells["email"].control.accessibleDescription()
    assert card._problems.sentences == ["Problem: This person is named twice"]
    assert editor.problem_lines.sentences == ["Problem: Add one more"]
    assert editor.focus_on(Path("it", "r1", "email")) is card.cells["email"].box
    assert card.cells["email"].box.hasFocus()


def test_a_row_is_marked_exempt_by_its_button(qtbot, at_work):
    editor = at_work(DocumentsField(id="it", label="Documents", row_name="document"),
                     Rows((Row({"title": "Price"}, "r1"),)))
    marked = []
    editor.exempt_marked.connect(lambda row, on: marked.append((row, on)))
    press(qtbot, tool(editor.cards["r1"], "Mark document 1 exempt"))
    assert marked == [("r1", True)]
    editor.set_exempt(False, {"r1"})
    assert editor.cards["r1"]._badge.isVisible()


def test_clauses_are_lettered_as_they_are_moved_indented_and_outdented(qtbot, at_work):
    editor = at_work(CLAUSES, Rows(tuple(Row({"text": f"clause {n}"}, f"r{n}") for n in range(1, 5))))

    def letters():
        return [f"{card._title.text()} {card.row.cells['text'][-1]}" for card in cards(editor)]

    press(qtbot, tool(editor.cards["r2"], "Indent clause b"))
    press(qtbot, tool(editor.cards["r3"], "Indent clause b"))
    assert letters() == ["a) 1", "i. 2", "ii. 3", "b) 4"]
    assert tool(editor.cards["r3"], "Outdent clause a ii").isEnabled()
    press(qtbot, tool(editor.cards["r4"], "Move clause b up"))
    assert letters() == ["a) 4", "b) 1", "i. 2", "ii. 3"], "past the clause above and all that belongs to it"
    press(qtbot, tool(editor.cards["r3"], "Outdent clause b ii"))
    assert letters() == ["a) 4", "b) 1", "i. 2", "c) 3"]
    assert not tool(editor.cards["r4"], "Indent clause a").isEnabled()
    box = editor.cards["r3"].cells["text"].box
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Up, CTRL | SHIFT)
    assert letters() == ["a) 4", "b) 3", "c) 1", "i. 2"]
    assert box.hasFocus(), "the cursor moves with its clause"


def test_a_clause_takes_its_sub_clauses_along_as_one_step(qtbot, at_work):
    editor = at_work(CLAUSES, Rows((Row({"text": "one"}, "r1"), Row({"text": "sub", "level": "2"}, "r2"),
                                    Row({"text": "two"}, "r3"), Row({"text": "sub", "level": "2"}, "r4"))))
    press(qtbot, tool(editor.cards["r1"], "Move clause a down"))
    assert list(editor.cards) == ["r3", "r4", "r1", "r2"]
    assert not tool(editor.cards["r1"], "Move clause b down").isEnabled()
    editor.session.undo_stack.undo()
    assert list(editor.cards) == ["r1", "r2", "r3", "r4"]
    press(qtbot, tool(editor.cards["r3"], "Move clause b up"))
    assert list(editor.cards) == ["r3", "r4", "r1", "r2"]
    press(qtbot, tool(editor.cards["r4"], "Move clause a i down"))
    assert list(editor.cards) == ["r3", "r1", "r4", "r2"], "a sub-clause goes by itself"
    press(qtbot, tool(editor.cards["r4"], "Move clause b i up"))
    assert not tool(editor.cards["r4"], "Move clause a i up").isEnabled(), "no sub-clause stands before all clauses"


@pytest.mark.parametrize(("typed", "verb", "text"), [
    ("approve the award of a contract", "APPROVE", "the award of a contract"),
    ("DELEGATE: authority to sign", "DELEGATE", "authority to sign"),
    ("The Leader will go ahead", None, "The Leader will go ahead"),
    ("APPROVE", "APPROVE", None),
    ("SUPPORT", "SUPPORT", None),
])
def test_a_sentence_typed_for_a_verb_goes_on_into_the_text_once_the_box_is_left(qtbot, at_work, typed, verb, text):
    editor = at_work(CLAUSES)
    press(qtbot, editor.add_button)
    card = cards(editor)[0]
    qtbot.keyClicks(card.cells["verb"].box.lineEdit(), typed)
    assert rows(editor) == [{"verb": typed}], "not while it is typed"
    card.cells["text"].box.setFocus()
    assert rows(editor) == [{name: cell for name, cell in (("verb", verb), ("text", text)) if cell}]
    assert card.cells["text"].box.textCursor().position() == len(text or "")


def test_a_list_pasted_for_a_verb_is_a_clause_for_each_line_as_one_step(qtbot, at_work):
    editor = at_work(CLAUSES, Rows((Row({"verb": "APPROVE"}, "r1"), Row({"text": "last"}, "r2"))))
    editor.cards["r1"].cells["verb"].focus_on(Path("verb"))
    line = editor.cards["r1"].cells["verb"].box.lineEdit()
    line.end(False)
    QApplication.clipboard().setText("1.\tThe award of the contract\n2.\tDELEGATE authority to sign\n"
                                     "a)\tto the Director\nb)\tto the Leader\n")
    line.paste()
    assert rows(editor) == [{"verb": "APPROVE", "text": "The award of the contract"},
                            {"verb": "DELEGATE", "text": "authority to sign"},
                            {"text": "to the Director", "level": "2"}, {"text": "to the Leader", "level": "2"},
                            {"text": "last"}]
    assert line.text() == "APPROVE"
    editor.session.undo_stack.undo()
    assert rows(editor) == [{"verb": "APPROVE"}, {"text": "last"}]


def test_an_implication_is_gone_to_where_it_is_typed(at_work):
    editor = at_work(ImplicationField(id="it", label="Financial implications"))
    assert editor.focus_on(Path("it")) is editor.parts["text"].focus_on(Path("it"))


def test_a_split_sentence_is_one_step_and_is_not_split_again_after_it_was_undone(qtbot, at_work):
    editor = at_work(CLAUSES, Rows((Row({"text": "of a contract"}, "r1"),)))
    card = editor.cards["r1"]
    card.cells["verb"].focus_on(Path("verb"))
    qtbot.keyClicks(card.cells["verb"].box.lineEdit(), "APPROVE the award")
    editor.after.setFocus()
    assert rows(editor) == [{"verb": "APPROVE", "text": "the award of a contract"}]
    editor.session.undo_stack.undo()
    assert rows(editor) == [{"verb": "APPROVE the award", "text": "of a contract"}]
    card.cells["verb"].focus_on(Path("verb"))
    editor.after.setFocus()
    assert rows(editor) == [{"verb": "APPROVE the award", "text": "of a contract"}]


def test_what_is_wrong_in_a_narrow_box_is_said_over_the_width_of_the_card(qtbot, at_work, dressed):
    editor = at_work(CLAUSES, Rows((Row({"text": "it"}, "r1"),)))
    people = at_work(PeopleField(id="it", label="Contact", row_name="person"), Rows((Row({"name": "A"}, "r2"),)))
    for one, row, column in ((editor, "r1", "verb"), (people, "r2", "email")):
        one.window_.resize(760, 400)
        one.show_problems((Problem("a", "must_fix", Path("it", row, column), "Enter a word that does what is meant"),))
        lines = one.cards[row].cells[column].problem_lines
        qtbot.waitUntil(lambda lines=lines, card=one.cards[row]: lines.width() > card.face.width() * 0.9)
        assert lines.isVisible() and lines.mapTo(one, lines.rect().bottomLeft()).y() <= one.height()


def test_a_delegation_asks_who_and_shows_how_it_will_read(qtbot, at_work):
    editor = at_work(CLAUSES)
    press(qtbot, editor.add_button)
    card = cards(editor)[0]
    assert "delegate_to" not in card.cells
    qtbot.keyClicks(card.cells["verb"].box.lineEdit(), "DELEGATE")
    qtbot.keyClicks(card.cells["delegate_to"].box.lineEdit(), "Director of Law")
    qtbot.keyClicks(card.cells["consulting"].box, "the Leader")
    qtbot.keyClicks(card.cells["text"].box, "to sign the lease")
    assert rows(editor) == [{"verb": "DELEGATE", "delegate_to": "Director of Law", "consulting": "the Leader",
                             "text": "to sign the lease"}]
    assert card.preview == ("It will read: a) DELEGATE authority to the Director of Law, in consultation with the "
                            "Leader, to sign the lease")
    card.cells["verb"].focus_on(Path("verb"))
    for column in ("delegate_to", "consulting", "text"):
        qtbot.keyClick(editor.window_.focusWidget(), Qt.Key.Key_Tab)
        assert card.column_in_focus() == column, "Tab goes as the eye goes"
    card.cells["verb"].box.lineEdit().clear()
    qtbot.keyClicks(card.cells["verb"].box.lineEdit(), "APPROVE")
    assert not card.cells["delegate_to"].isHidden() and rows(editor)[0]["delegate_to"], "what was typed stays in sight"


def test_enter_in_a_clause_adds_the_next_at_its_level(qtbot, at_work):
    editor = at_work(CLAUSES, Rows((Row({"text": "one"}, "r1"), Row({"text": "sub", "level": "2"}, "r2"),
                                    Row({"text": "two"}, "r3"))))
    box = editor.cards["r2"].cells["text"].box
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert [card._title.text() for card in cards(editor)] == ["a)", "i.", "ii.", "b)"]
    assert cards(editor)[2].cells["verb"].box.hasFocus()


def test_the_introduction_is_a_part_of_the_decision(qtbot, at_work):
    editor = at_work(CLAUSES)
    assert editor.opening_line.isVisible() and editor.parts["introduction"].isHidden(), "it is written for the officer"
    press(qtbot, editor.change_button)
    box = editor.parts["introduction"].box
    assert box.hasFocus() and editor.opening_line.isHidden()
    qtbot.keyClicks(box, "I propose to:")
    assert editor.session.draft.rows("it").introduction == "I propose to:"
    editor.show_problems((Problem("x", "must_fix", Path("it", None, "introduction"), "Name the Leader"),))
    assert "Name the Leader" in editor.parts["introduction"].control.accessibleDescription()


def test_an_opening_sentence_that_was_typed_or_has_a_problem_is_in_sight_above_the_clauses(qtbot, at_work):
    typed = at_work(CLAUSES, Rows((Row({"text": "it"}, "r1"),), introduction="I agree to:"))
    box = typed.parts["introduction"]
    assert box.isVisible() and box.box.toPlainText() == "I agree to:"
    assert box.mapTo(typed, box.rect().bottomLeft()).y() < typed.cards["r1"].mapTo(typed, box.rect().topLeft()).y()
    blank = at_work(CLAUSES)
    blank.show_problems((Problem("x", "must_fix", Path("it", None, "introduction"), "Name the Leader"),))
    assert blank.parts["introduction"].isVisible()
    other = at_work(CLAUSES)
    assert other.focus_on(Path("it", None, "introduction")) is other.parts["introduction"].box
    assert other.parts["introduction"].box.hasFocus()


def test_the_opening_sentence_is_shown_as_the_form_and_the_other_answers_make_it(qtbot, at_work):
    editor = at_work(replace(CLAUSES, opening="As {who}, I propose to:"))
    answers = {"who": ""}
    editor.show_answers(SimpleNamespace(text=answers.get, form=SimpleNamespace(clauses=())))
    assert editor.change_button.accessibleDescription() == "As ..., I propose to:"
    answers["who"] = "Leader of the Council"
    editor.show_answers(SimpleNamespace(text=answers.get, form=SimpleNamespace(clauses=())))
    assert "As Leader of the Council, I propose to:" in [one.text() for one in editor.findChildren(QLabel)]


def drag(qtbot, card, onto, where):
    """Take the card by its grip and let it go at the top or the bottom of another, as a hand does."""
    grip, edge = card.grip, onto.rect().topLeft() if where == "top" else onto.rect().bottomLeft()
    place = grip.mapFromGlobal(onto.mapToGlobal(edge))
    qtbot.mousePress(grip, Qt.MouseButton.LeftButton)
    qtbot.mouseMove(grip, (grip.rect().center() + place) / 2)
    qtbot.mouseMove(grip, place)
    return place


def test_rows_are_dragged_to_their_place_and_escape_leaves_them(qtbot, at_work):
    editor = at_work(DocumentsField(id="it", label="Documents", row_name="document"),
                     Rows(tuple(Row({"title": f"Paper {n}"}, f"r{n}") for n in range(1, 4))))
    one, last = editor.cards["r1"], editor.cards["r3"]
    place = drag(qtbot, one, last, "bottom")
    qtbot.mouseRelease(one.grip, Qt.MouseButton.LeftButton, pos=place)
    assert list(editor.cards) == ["r2", "r3", "r1"]
    editor.session.undo_stack.undo()
    assert list(editor.cards) == ["r1", "r2", "r3"], "one step"
    drag(qtbot, last, one, "top")
    qtbot.keyClick(last.grip, Qt.Key.Key_Escape)
    qtbot.mouseRelease(last.grip, Qt.MouseButton.LeftButton)
    assert list(editor.cards) == ["r1", "r2", "r3"]
    place = drag(qtbot, one, one, "bottom")
    qtbot.mouseRelease(one.grip, Qt.MouseButton.LeftButton, pos=place)
    assert editor.session.undo_stack.index() == 0, "where it was, nothing happened"


def test_a_dragged_clause_takes_its_sub_clauses_past_whole_clauses(qtbot, at_work):
    editor = at_work(CLAUSES, Rows((Row({"text": "one"}, "r1"), Row({"text": "sub", "level": "2"}, "r2"),
                                    Row({"text": "two"}, "r3"), Row({"text": "sub", "level": "2"}, "r4"))))
    place = drag(qtbot, editor.cards["r1"], editor.cards["r4"], "bottom")
    qtbot.mouseRelease(editor.cards["r1"].grip, Qt.MouseButton.LeftButton, pos=place)
    assert list(editor.cards) == ["r3", "r4", "r1", "r2"]
    place = drag(qtbot, editor.cards["r1"], editor.cards["r4"], "top")
    qtbot.mouseRelease(editor.cards["r1"].grip, Qt.MouseButton.LeftButton, pos=place)
    assert list(editor.cards)[:2] in (["r1", "r2"], ["r3", "r4"]), "never between a clause and its own"
    place = drag(qtbot, editor.cards["r4"], next(iter(editor.cards.values())), "top")
    qtbot.mouseRelease(editor.cards["r4"].grip, Qt.MouseButton.LeftButton, pos=place)
    assert list(editor.cards).index("r4") == 1, "no sub-clause stands before all clauses"


def test_a_row_of_any_kind_is_moved_by_key_from_any_of_its_boxes(qtbot, at_work):
    editor = at_work(OptionsField(id="it", label="Alternatives", row_name="option"),
                     Rows(tuple(Row({"name": f"Option {n}"}, f"r{n}") for n in range(1, 4))))
    box = editor.cards["r2"].cells["reason"].box
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Up, CTRL | SHIFT)
    assert list(editor.cards) == ["r2", "r1", "r3"] and box.hasFocus()
    name = editor.cards["r2"].cells["name"].box
    name.setFocus()
    qtbot.keyClick(name, Qt.Key.Key_Down, CTRL | SHIFT)
    assert list(editor.cards) == ["r1", "r2", "r3"] and name.hasFocus()


def test_undoing_the_removal_of_a_row_stays_with_the_row_and_redoing_it_stays_near(qtbot, at_work):
    editor = at_work(OptionsField(id="it", label="Alternatives", row_name="option"),
                     Rows(tuple(Row({"name": f"Option {n}"}, f"r{n}") for n in range(1, 5))))
    editor.session.acted.connect(editor.focus_on)
    editor.session.remove_row("it", "r2")
    editor.after.setFocus()
    editor.session.undo_stack.undo()
    assert editor.cards["r2"].cells["name"].box.hasFocus()
    editor.session.undo_stack.redo()
    assert editor.cards["r3"].cells["name"].box.hasFocus()


def test_doing_nothing_is_offered_until_it_is_there(qtbot, at_work):
    editor = at_work(OptionsField(id="it", label="Alternatives", may_be_none=True))
    assert editor.parts["none_because"].isVisible()
    press(qtbot, editor.do_nothing_button)
    assert rows(editor) == [{"name": "Do nothing"}]
    assert editor.do_nothing_button.isHidden() and editor.parts["none_because"].isHidden()
    card = cards(editor)[0]
    card.cells["reason"].focus_on(Path("it"))
    qtbot.keyClicks(card.cells["reason"].box, "It costs more")
    qtbot.mouseClick(card.cells["outcome"].buttons[0], Qt.MouseButton.LeftButton)
    assert plain(rows(editor)[0]["reason"]) == "It costs more", "leaving for the button said it first"
    assert rows(editor)[0]["outcome"] == "rejected"


def test_a_reason_for_no_options_is_kept_and_stays_to_be_seen(qtbot, at_work):
    editor = at_work(OptionsField(id="it", label="Alternatives", may_be_none=True))
    qtbot.keyClicks(editor.parts["none_because"].box, "Only one road")
    assert editor.session.draft.rows("it").none_because == "Only one road"
    press(qtbot, editor.add_button)
    assert editor.parts["none_because"].isVisible()


def test_a_column_that_applies_only_sometimes_is_shown_only_then(qtbot, at_work):
    field = TableField(id="it", label="It", columns=(LineField(id="kind", label="Kind"),
                                                     LineField(id="other", label="Other", when=Equals("kind", "x"))))
    editor = at_work(field, Rows((Row({"kind": "y"}, "r1"),)))
    assert editor.cards["r1"].cells["other"].isHidden()
    box = editor.cards["r1"].cells["kind"].box
    box.selectAll()
    qtbot.keyClicks(box, "x")
    assert editor.cards["r1"].cells["other"].isVisible()


def test_an_implication_keeps_what_was_typed_in_every_state(qtbot, at_work):
    editor = at_work(ImplicationField(id="it", label="Legal implications"))
    qtbot.keyClicks(editor.parts["text"].box, "The power is section 1")
    qtbot.mouseClick(editor.buttons["none"], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(editor.parts["because"].box, "nothing changes")
    qtbot.mouseClick(editor.buttons["waiting"], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(editor.parts["waiting_for"].box, "Legal")
    entry = editor.session.draft.entry(Path("it"))
    assert (entry.state, plain(entry.text), entry.because, entry.waiting_for) == (
        "waiting", "The power is section 1", "nothing changes", "Legal")
    visible = [name for name, part in editor.parts.items() if part.isVisible()]
    assert visible == ["waiting_for"]
    while editor.session.undo_stack.canUndo():
        editor.session.undo_stack.undo()
    assert not any(button.isChecked() for button in editor.buttons.values())
    assert editor.parts["text"].isVisible() and editor.parts["text"].box.toPlainText() == ""


def test_words_typed_without_choosing_a_state_are_an_answer(qtbot, at_work):
    editor = at_work(ImplicationField(id="it", label="Legal implications"))
    qtbot.keyClicks(editor.parts["text"].box, "x")
    editor.flush()
    assert editor.buttons["answered"].isChecked()


def test_a_field_that_may_not_be_none_does_not_offer_it(at_work):
    editor = at_work(ImplicationField(id="it", label="Equalities", may_be_none=False))
    assert list(editor.buttons) == ["answered", "waiting"]


def test_a_problem_of_an_implication_stands_at_the_part_that_is_shown(at_work):
    editor = at_work(ImplicationField(id="it", label="Legal"), Implication("none", from_plain("x")))
    editor.show_problems((Problem("a", "must_fix", Path("it", None, "because"), "Say why there are none"),
                          Problem("b", "must_fix", Path("it"), "Answer it")))
    assert "Say why there are none" in editor.parts["because"].control.accessibleDescription()
    assert editor.problem_lines.sentences == ["Problem: Answer it"]
    assert editor.focus_on(Path("it")) is editor.parts["because"].box


def test_rows_filled_before_the_page_is_in_its_window_come_in_their_place(qtbot):
    """A page is filled before it is put in the window; there the chain of the Tab key is still a small ring."""
    page, before, after = QWidget(), QLineEdit(), QLineEdit()
    editor = make_editor(PeopleField(id="it", label="Contact", row_name="person"))
    column = QVBoxLayout(page)
    for widget in (before, editor, after):
        column.addWidget(widget)
    editor.show_entry(Rows((Row({"name": "A"}, "r1"), Row({"name": "B"}, "r2"))))
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(page)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    before.setFocus()
    stops = [before]
    while stops[-1] is not after and len(stops) < 30:
        qtbot.keyClick(stops[-1], Qt.Key.Key_Tab)
        stops.append(window.focusWidget())
    boxes = [editor.cards[row].cells["name"].box for row in ("r1", "r2")]
    assert [stop for stop in stops if stop in boxes] == boxes
    assert stops[-2] is editor.add_button


def test_boxes_side_by_side_say_their_hint_within(at_work):
    year = LineField(id="year", label="Year", hint="Such as 2027/28")
    editor = at_work(TableField(id="it", label="Costs", columns=(year, MoneyField(id="cost", label="Cost"))),
                     Rows((Row({"cost": "1"}, "r1"),)))
    cell = editor.cards["r1"].cells["year"]
    assert cell.box.placeholderText() == "Such as 2027/28" and cell._hint.isHidden()
    assert "Such as 2027/28" in cell.control.accessibleDescription()


def test_a_tool_says_its_name_to_those_who_point_without_reading_markup(at_work):
    editor = at_work(PeopleField(id="it", label="It", row_name="<b>person</b>"), Rows((Row({"name": "A"}, "r1"),)))
    assert tool(editor.cards["r1"], "Remove <b>person</b> 1").toolTip() == "<qt>Remove &lt;b&gt;person&lt;/b&gt; 1</qt>"


def paste(box, text):
    QApplication.clipboard().setText(text)
    box.paste()


def test_lines_pasted_into_the_words_of_a_clause_are_clauses_as_one_step(qtbot, at_work):
    editor = at_work(CLAUSES, Rows((Row({"verb": "APPROVE"}, "r1"), Row({"text": "the last"}, "r2"))))
    paste(editor.cards["r1"].cells["text"].box,
          "1. the lease;\n2. the works; and\n3. DELEGATE authority to the Director.\n")
    assert rows(editor) == [{"verb": "APPROVE", "text": "the lease;"}, {"text": "the works; and"},
                            {"verb": "DELEGATE", "text": "authority to the Director."}, {"text": "the last"}]
    editor.session.undo_stack.undo()
    assert rows(editor) == [{"verb": "APPROVE"}, {"text": "the last"}]


def test_lines_pasted_amid_the_words_of_a_clause_break_it_where_the_cursor_is(qtbot, at_work):
    editor = at_work(CLAUSES, Rows((Row({"verb": "APPROVE", "text": "the lease of the hall.", "level": "1"}, "r1"),)))
    box = editor.cards["r1"].cells["text"].box
    cursor = box.textCursor()
    cursor.setPosition(len("the lease"))
    box.setTextCursor(cursor)
    paste(box, " and the sale;\nthe works")
    assert rows(editor) == [{"verb": "APPROVE", "text": "the lease and the sale;", "level": "1"},
                            {"text": "the works of the hall."}]
    editor.session.undo_stack.undo()
    assert rows(editor)[0]["text"] == "the lease of the hall." and len(rows(editor)) == 1


def test_words_dropped_on_a_clause_that_is_only_read_change_nothing(qtbot, at_work):
    editor = at_work(CLAUSES, Rows((Row({"text": "one"}, "r1"),)))
    editor.set_read_only(True)
    paste(editor.cards["r1"].cells["text"].box, "two\nthree")
    assert rows(editor) == [{"text": "one"}]


def test_arrows_choose_the_state_of_an_implication(qtbot, at_work):
    editor = at_work(ImplicationField(id="it", label="Legal"))
    first = editor.buttons["answered"]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert editor.session.draft.entry(Path("it")).state == "none" and editor.buttons["none"].hasFocus()
    qtbot.keyClick(editor.buttons["none"], Qt.Key.Key_Up)
    assert editor.session.draft.entry(Path("it")).state == "answered" and editor.buttons["answered"].hasFocus()


@pytest.mark.parametrize(("state", "part"), [("", "text"), ("answered", "text"), ("none", "because"),
                                             ("waiting", "waiting_for")])
def test_what_is_typed_at_the_state_of_an_implication_is_written_below_from_its_first_key(qtbot, at_work, state, part):
    editor = at_work(ImplicationField(id="it", label="Legal"))
    if state:
        press(qtbot, editor.buttons[state])
    button = editor.buttons[state or "answered"]
    button.setFocus()
    for letter in "£5":
        qtbot.keyClicks(QApplication.focusWidget(), letter)
    editor.flush()
    entry = editor.session.draft.entry(Path("it"))
    written = getattr(entry, part)
    assert (plain(written) if part == "text" else written) == "£5"
    assert editor.buttons[state or "answered"].isChecked()


def test_what_is_typed_at_the_state_goes_on_after_what_is_there(qtbot, at_work):
    editor = at_work(ImplicationField(id="it", label="Legal"), Implication("answered", from_plain("The power is")))
    editor.buttons["answered"].setFocus()
    qtbot.keyClicks(QApplication.focusWidget(), ".")
    editor.flush()
    assert plain(editor.session.draft.entry(Path("it")).text) == "The power is."


def test_space_and_keys_of_the_window_are_not_written_below_a_state(qtbot, at_work):
    editor = at_work(ImplicationField(id="it", label="Legal"))
    button = editor.buttons["none"]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.keyClick(button, Qt.Key.Key_K, CTRL)
    assert button.hasFocus() and editor.session.draft.entry(Path("it")) == Implication("none")


def test_a_post_is_searched_and_brings_what_is_known_of_it_and_not_written_yet_as_one_step(qtbot, at_work):
    law = Choice(id="Director of Law", phone="01632 960106", email="law@example.gov.uk")
    editor = at_work(PeopleField(id="it", label="Contact", row_name="person", directory="posts",
                                 posts=(Choice(id="Director of Place"), law)),
                     Rows((Row({"phone": "01632 960999"}, "r1"), Row({"name": "A N Officer"}, "r2"))))
    first, second = (card.cells["post"].box for card in cards(editor))
    second.lineEdit().setFocus()
    qtbot.keyClicks(second.lineEdit(), "law")
    assert [found.data() for found in (second.completer().completionModel().index(n, 0) for n in range(
        second.completer().completionModel().rowCount()))] == ["Director of Law"]
    editor.session.end_typing()
    second.setCurrentIndex(1)
    second.activated.emit(1)
    second.textActivated.emit("Director of Law")
    assert rows(editor)[1] == {"name": "A N Officer", "post": "Director of Law", "phone": "01632 960106",
                               "email": "law@example.gov.uk"}
    assert cards(editor)[1].cells["email"].box.text() == "law@example.gov.uk"
    editor.session.undo_stack.undo()
    assert rows(editor)[1] == {"name": "A N Officer", "post": "law"}
    first.setCurrentIndex(1)
    first.activated.emit(1)
    assert rows(editor)[0] == {"phone": "01632 960999", "post": "Director of Law", "email": "law@example.gov.uk"}


def test_any_other_post_may_be_typed_and_without_a_directory_there_is_a_line(qtbot, at_work):
    editor = at_work(PeopleField(id="it", label="Contact", directory="posts", posts=(Choice(id="Director of Law"),)),
                     Rows((Row({}, "r1"),)))
    qtbot.keyClicks(cards(editor)[0].cells["post"].box.lineEdit(), "Bridge engineer")
    assert rows(editor) == [{"post": "Bridge engineer"}]
    assert isinstance(make_editor(PeopleField(id="it", label="It")).field.column("post"), LineField)


def test_what_is_typed_at_an_empty_list_of_rows_begins_the_first_of_them(qtbot, at_work):
    editor = at_work(OptionsField(id="it", label="Options"))
    editor.add_button.setFocus()
    for letter in "Do nothing":
        qtbot.keyClicks(QApplication.focusWidget(), letter)
    editor.flush()
    assert [row.cells["name"] for row in editor.session.draft.entry(Path("it")).rows] == ["Do nothing"]
