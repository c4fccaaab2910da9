"""What holds for every editor, whatever its kind: it is silent when shown, and speaks when the officer acts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTextEdit,
)

from drafter.model.draft import Implication, Path, Row, Rows, Unread
from drafter.model.fields import (
    KINDS,
    Choice,
    ChoiceField,
    ClausesField,
    ConsultationField,
    DateField,
    DocumentsField,
    ImplicationField,
    LineField,
    MoneyField,
    MultiChoiceField,
    OptionsField,
    PeopleField,
    RichTextField,
    TableField,
    WholeNumberField,
    YesNoField,
)
from drafter.model.problem import Fix, Problem
from drafter.model.rich_text import Paragraph, RichText, Run, from_plain
from drafter.ui.editors import EDITORS, make_editor

NAME = {"id": "it", "label": "Costs & benefits", "hint": "Say what it costs."}
MANY = tuple(Choice(id=f"c{n}", label=f"Choice {n}") for n in range(12))
CASES = {
    "line": (LineField(**NAME), "Park"),
    "long line": (LineField(**NAME, long=True), "Park and ride"),
    "rich_text": (RichTextField(**NAME), RichText((Paragraph((Run("Park", bold=True),)),))),
    "date": (DateField(**NAME), "4/10/2026"),
    "money": (MoneyField(**NAME), "£3.1m"),
    "whole_number": (WholeNumberField(**NAME), "12"),
    "yes_no": (YesNoField(**NAME), "no"),
    "choice": (ChoiceField(**NAME, choices=MANY[:3]), "c1"),
    "long choice": (ChoiceField(**NAME, choices=MANY), "c7"),
    "directory choice": (ChoiceField(**NAME, choices=MANY, directory="posts"), "Choice 7"),
    "multi_choice": (MultiChoiceField(**NAME, choices=MANY[:3]), ("c0", "c2")),
    "long multi_choice": (MultiChoiceField(**NAME, choices=MANY), ("c0", "c9")),
    "table": (TableField(**NAME, columns=(LineField(id="year", label="Year"), MoneyField(id="cost", label="Cost"))),
              Rows((Row({"year": "2026/27"}, "r1"),))),
    "clauses": (ClausesField(**NAME, verbs=("APPROVE",)), Rows((Row({"verb": "APPROVE", "text": "it"}, "r1"),))),
    "options": (OptionsField(**NAME, may_be_none=True),
                Rows((Row({"name": "Hub", "reason": from_plain("Dear")}, "r1"),))),
    "people": (PeopleField(**NAME), Rows((Row({"name": "A N Officer"}, "r1"),))),
    "documents": (DocumentsField(**NAME), Rows((Row({"title": "Report"}, "r1"),))),
    "consultation": (ConsultationField(**NAME), Rows((Row({"who": "Residents"}, "r1"),))),
    "implication": (ImplicationField(**NAME), Implication("answered", from_plain("It costs."))),
}
SIGNALS = ("edited", "part_edited", "row_added", "row_removed", "row_moved", "cell_edited", "cells_edited",
           "exempt_marked", "fix_chosen", "said")


@pytest.fixture(params=CASES)
def case(request):
    return CASES[request.param]


@pytest.fixture
def editor(qtbot, case):
    made = make_editor(case[0])
    qtbot.addWidget(made)
    made.heard = []
    for name in SIGNALS:
        getattr(made, name).connect(lambda *values, name=name: made.heard.append((name, *values)))
    made.show()
    qtbot.waitExposed(made)
    return made


def inputs(editor, *kinds):
    return [box for kind in kinds for box in editor.findChildren(kind) if box.isVisible()]


def cursor_in(box):
    return box.cursorPosition() if isinstance(box, QLineEdit) else box.textCursor().position()


def test_there_is_an_editor_for_every_kind_and_a_case_for_every_editor():
    assert set(EDITORS) == set(KINDS) == {field.kind for field, _ in CASES.values()}


def test_showing_says_nothing(editor, case):
    for entry in (case[1], None, case[1], case[1]):
        editor.show_entry(entry)
    editor.show_problems((Problem("x", "must_fix", Path("it"), "Say more"),))
    editor.set_exempt(True, ["r1"])
    editor.set_optional(True)
    editor.set_read_only(True)
    editor.flush()
    assert editor.heard == []


def test_the_control_is_called_what_the_label_says_and_described_by_hint_and_problem(editor):
    assert editor.control.accessibleName() == "Costs & benefits"
    assert editor.label.text().replace("&&", "&") == "Costs & benefits"
    editor.show_problems((Problem("x", "must_fix", Path("it"), "Enter the costs"),))
    assert editor.control.accessibleDescription().startswith("Problem: Enter the costs Say what it costs.")
    assert editor.property("state") == "error"
    editor.show_problems(())
    assert "Problem" not in editor.control.accessibleDescription() and not editor.property("state")


def test_every_input_has_a_name(editor, case):
    editor.show_entry(case[1])
    for box in inputs(editor, QLineEdit, QPlainTextEdit, QTextEdit, QCheckBox, QRadioButton):
        assert box.accessibleName() or (box.parent() and box.parent().accessibleName()), box


def test_typing_speaks_and_showing_what_was_said_moves_no_cursor(qtbot, editor, case):
    editor.show_entry(case[1])
    boxes = inputs(editor, QLineEdit, QPlainTextEdit, QTextEdit)
    box = next((box for box in boxes if "Find" not in box.accessibleName()), None)
    if box is None:
        press_something(qtbot, editor)
        assert len(editor.heard) == 1, "a press is heard once"
        return
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    qtbot.keyClicks(box, "ab")
    editor.flush()
    assert editor.heard, "typing is heard"
    heard, place = list(editor.heard), cursor_in(box)
    name, *values = heard[-1]
    if name == "edited":
        editor.show_entry(values[0])
    editor.show_problems(())
    assert editor.heard == heard
    assert place == cursor_in(box) == 2
    assert box.hasFocus()


def press_something(qtbot, editor):
    buttons = inputs(editor, QRadioButton, QCheckBox)
    if buttons:
        qtbot.keyClick(buttons[0], Qt.Key.Key_Space)
    for choice in inputs(editor, QComboBox):
        qtbot.keyClick(choice, Qt.Key.Key_Down)
    for ticks in inputs(editor, QListWidget):
        qtbot.keyClick(ticks, Qt.Key.Key_Space)


def test_read_only_is_honoured(qtbot, editor, case):
    editor.show_entry(case[1])
    editor.set_read_only(True)
    for box in inputs(editor, QLineEdit, QPlainTextEdit, QTextEdit):
        qtbot.keyClicks(box, "x")
        qtbot.keyClick(box, Qt.Key.Key_Delete)
    for box in inputs(editor, QRadioButton, QCheckBox):
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
        qtbot.keyClick(box, Qt.Key.Key_Delete)
    editor.flush()
    assert editor.heard == []
    editor.set_read_only(False)
    assert all(box.isEnabled() for box in inputs(editor, QLineEdit, QPlainTextEdit, QTextEdit, QRadioButton))


def test_an_answer_of_another_version_is_kept_and_said_to_be(qtbot, editor):
    editor.show_entry(Unread('{"new": 1}'))
    for box in inputs(editor, QLineEdit, QPlainTextEdit, QTextEdit):
        qtbot.keyClicks(box, "x")
    editor.flush()
    assert editor.heard == []
    assert "newer version" in editor.note


@pytest.mark.parametrize("entry", ["words", ("a", "b"), from_plain("rich"), Rows((Row({"x": "y"}),)),
                                   Implication("none", because="so")])
def test_an_entry_of_another_kind_is_shown_without_a_sound(editor, entry):
    editor.show_entry(entry)
    editor.flush()
    assert editor.heard == []


def test_undo_and_redo_are_the_windows(qtbot, case):
    """No control keeps a history of its own, nor takes the keys from the window."""
    window, fired = QMainWindow(), []
    qtbot.addWidget(window)
    for key in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo):
        action = QAction("", window)
        action.setShortcut(key)
        action.triggered.connect(lambda checked=False, key=key: fired.append(key))
        window.addAction(action)
    made = make_editor(case[0])
    made.show_entry(case[1])
    window.setCentralWidget(made)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    boxes = inputs(made, QLineEdit, QPlainTextEdit, QTextEdit)
    for box in boxes:
        box.setFocus()
        qtbot.keyClicks(box, "x")
        text = box.text() if isinstance(box, QLineEdit) else box.toPlainText()
        qtbot.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert (box.text() if isinstance(box, QLineEdit) else box.toPlainText()) == text
    assert len(fired) == len(boxes)


def test_leaving_is_said_once_the_focus_is_outside(qtbot, case):
    window = QMainWindow()
    qtbot.addWidget(window)
    made, elsewhere = make_editor(case[0]), QLineEdit(window)
    made.show_entry(case[1])
    window.setCentralWidget(made)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    left = []
    made.left.connect(lambda: left.append(True))
    made.focus_on(Path("it"))
    assert left == []
    elsewhere.setFocus()
    assert left == [True]


def test_a_fix_is_offered_as_a_button(qtbot, editor):
    fix = Fix("Use 21 March", ((Path("it"), "21/3/2027"),))
    editor.show_problems((Problem("x", "must_fix", Path("it"), "Too early", "Regulation 9(2)", fixes=(fix,)),))
    buttons = [b for b in editor.findChildren(QPushButton) if b.accessibleName() == "Use 21 March"]
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert editor.heard == [("fix_chosen", fix)]


def test_a_mnemonic_is_a_letter_nobody_took(editor):
    taken = {"c"}
    editor.offer_mnemonic(taken)
    assert taken == {"c", "b"}
    assert "&b" in editor.label.text()
    assert editor.control.accessibleName() == "Costs & benefits"


def test_nothing_typed_or_in_the_form_is_read_as_markup(qtbot):
    field = LineField(id="it", label="<b>Label</b>", hint="<img src='file:///etc/passwd'>")
    made = make_editor(field)
    qtbot.addWidget(made)
    assert made.label.textFormat() == Qt.TextFormat.PlainText
    assert made._hint.textFormat() == Qt.TextFormat.PlainText
