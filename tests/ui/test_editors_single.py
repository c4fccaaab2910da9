"""Single answers, typed and chosen as a person would."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QCalendarWidget, QComboBox, QLabel

from drafter.model.answers import read_answers
from drafter.model.draft import Draft, Path
from drafter.model.fields import (
    Choice,
    ChoiceField,
    DateField,
    LineField,
    MoneyField,
    MultiChoiceField,
    PeopleField,
    WholeNumberField,
    YesNoField,
)
from drafter.model.form import Form, Section
from drafter.ui.editors import make_editor

NAME = {"id": "it", "label": "It"}
TITLES = (Choice(id="Leader of the Council"), Choice(id="Cabinet Member for Highways", until=date(2024, 5, 1)),
          Choice(id="Cabinet Member for Transport", since=date(2024, 5, 2)))
LETTERS = tuple(Choice(id=letter, label=f"Choice {letter}") for letter in "abcdefghijkl")


@pytest.fixture
def shown(qtbot):
    def show(field, entry=None, today=None):
        editor = make_editor(field, today)
        qtbot.addWidget(editor)
        editor.heard = []
        editor.edited.connect(editor.heard.append)
        editor.show_entry(entry)
        editor.show()
        editor.activateWindow()
        qtbot.waitUntil(editor.isActiveWindow)
        return editor
    return show


def test_a_line_is_heard_key_by_key_and_emptied_to_nothing(qtbot, shown):
    editor = shown(LineField(**NAME))
    qtbot.keyClicks(editor.box, "ab")
    qtbot.keyClick(editor.box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(editor.box, Qt.Key.Key_Delete)
    assert editor.heard == ["a", "ab", None]


def test_a_length_near_its_limit_is_told(qtbot, shown):
    editor = shown(LineField(**NAME, max_length=9), "short")
    assert not editor.note
    qtbot.keyClicks(editor.box, "er")
    editor.box.setCursorPosition(0)
    assert editor.note == "7 of 9 characters"
    qtbot.keyClicks(editor.box, "too ")
    assert editor.note == "2 characters too many"


@pytest.mark.parametrize("long", [False, True])
def test_a_pasted_line_keeps_its_words_on_one_line_and_drops_what_word_cannot_hold(qtbot, shown, long):
    editor = shown(LineField(**NAME, long=long))
    told = []
    editor.said.connect(told.append)
    QApplication.clipboard().setText("one\r\ntwo\x0bthree\x01")
    editor.box.setFocus()
    editor.box.paste()
    assert editor.heard[-1] == "one two three"
    assert told == ["One character that Word cannot hold was left out."]


@pytest.mark.parametrize("long", [False, True])
def test_a_very_long_line_is_not_cut(shown, long):
    text = "word " * 40_000
    editor = shown(LineField(**NAME, long=long), text)
    box = editor.box
    assert (box.toPlainText() if long else box.text()) == text


def test_a_long_line_grows_and_takes_no_paragraphs_nor_files(qtbot, shown):
    editor = shown(LineField(**NAME, long=True))
    editor.resize(300, 200)
    low = editor.box.sizeHint().height()
    qtbot.keyClicks(editor.box, "several words that need more than one line " * 4)
    qtbot.keyClick(editor.box, Qt.Key.Key_Return)
    assert "\n" not in editor.heard[-1]
    assert editor.box.sizeHint().height() > low
    files = QMimeData()
    files.setUrls(["file:///etc/passwd"])
    files.setText("/etc/passwd")
    assert not editor.box.canInsertFromMimeData(files)


@pytest.mark.parametrize(("field", "typed", "said"), [
    (DateField(**NAME), "4/10/2026", "Sunday 4 October 2026, 48 days ago"),
    (DateField(**NAME), "4 October 2027", "Monday 4 October 2027"), (DateField(**NAME), "31/2/2026", ""),
    (MoneyField(**NAME), "3.087m", "£3,087,000"),
    (MoneyField(**NAME), "lots", ""), (WholeNumberField(**NAME), "1,200", "1200")])
def test_figures_are_kept_as_typed_and_said_back_as_understood(qtbot, shown, field, typed, said):
    editor = shown(field, today=date(2026, 11, 21))
    qtbot.keyClicks(editor.box, typed)
    assert editor.heard[-1] == typed
    assert editor._echo.text() == said
    assert said in editor.control.accessibleDescription()


def test_a_date_in_figures_is_written_in_words_on_leaving_and_one_passed_by_stays_as_it_is(qtbot, shown):
    editor = shown(DateField(**NAME), today=date(2026, 11, 2))
    qtbot.keyClicks(editor.box, "3/4/27")
    assert editor.heard[-1] == "3/4/27" and editor.box.text() == "3/4/27", "nothing changes under the hands"
    qtbot.keyClick(editor.box, Qt.Key.Key_Return)
    assert editor.heard[-1] == "3 April 2027" and editor.box.text() == "3 April 2027"
    editor.show_entry("5.6.27")
    heard = len(editor.heard)
    qtbot.keyClick(editor.box, Qt.Key.Key_Return)
    assert editor.box.text() == "5.6.27" and len(editor.heard) == heard


def test_a_day_that_depends_on_today_goes_in_as_the_date_it_means_and_is_written_so_on_leaving(qtbot, shown):
    editor = shown(DateField(**NAME), today=date(2026, 11, 2))
    qtbot.keyClicks(editor.box, "next Friday")
    assert editor.heard[-1] == "13 November 2026" and editor.box.text() == "next Friday"
    assert editor._echo.text() == "Friday 13 November 2026, in 11 days"
    assert "Friday 13 November 2026" in editor.box.accessibleDescription()
    editor.show_entry("13 November 2026")
    assert editor.box.text() == "next Friday", "nothing changes under the hands"
    qtbot.keyClick(editor.box, Qt.Key.Key_Return)
    assert editor.box.text() == "13 November 2026"


def test_a_day_is_picked_from_the_calendar_and_goes_in_as_words(qtbot, shown):
    editor = shown(DateField(**NAME), "4/10/2026")
    qtbot.mouseClick(editor.button, Qt.MouseButton.LeftButton)
    calendar = editor.findChild(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2026, 10, 4)
    calendar.setSelectedDate(QDate(2026, 10, 9))
    qtbot.keyClick(calendar.focusProxy() or calendar, Qt.Key.Key_Return)
    calendar.activated.emit(QDate(2026, 10, 9))
    assert editor.heard == ["9 October 2026"]
    assert editor.box.text() == "9 October 2026"


def test_digits_typed_over_the_calendar_open_no_box_of_qts_own(qtbot, shown):
    editor = shown(DateField(**NAME), "4/10/2026")
    qtbot.mouseClick(editor.button, Qt.MouseButton.LeftButton)
    calendar = editor.findChild(QCalendarWidget)
    qtbot.keyClicks(calendar.focusProxy() or calendar, "31")
    assert not [line.text() for line in calendar.findChildren(QLabel) if line.isVisible() and "/" in line.text()]
    assert calendar.selectedDate() == QDate(2026, 10, 4)


def test_yes_is_chosen_cleared_and_undone(qtbot, shown):
    editor = shown(YesNoField(**NAME))
    yes, no = editor.buttons
    assert editor.clear_button.isHidden()
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(no, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(editor.clear_button, Qt.MouseButton.LeftButton)
    assert editor.heard == ["yes", "no", None]
    editor.show_entry("yes")
    assert yes.isChecked()
    editor.show_entry(None)
    assert not yes.isChecked() and not no.isChecked(), "undo takes the answer back"
    qtbot.keyClick(yes, Qt.Key.Key_Space)
    qtbot.keyClick(yes, Qt.Key.Key_Delete)
    assert editor.heard[3:] == ["yes", None]


def test_arrows_choose_also_where_nothing_is_chosen_yet(qtbot, shown):
    editor = shown(YesNoField(**NAME))
    yes, no = editor.buttons
    yes.setFocus()
    qtbot.keyClick(yes, Qt.Key.Key_Right)
    assert no.isChecked() and no.hasFocus()
    qtbot.keyClick(no, Qt.Key.Key_Up)
    assert yes.isChecked() and editor.heard == ["no", "yes"]


def test_words_that_records_use_for_yes_are_understood_and_others_are_shown(shown):
    editor = shown(YesNoField(**NAME, yes_words=("Key",)), "Key")
    assert editor.buttons[0].isChecked()
    editor.show_entry("perhaps")
    assert "perhaps" in editor.note


def test_few_choices_are_buttons_and_many_drop_down(shown):
    few, many = shown(ChoiceField(**NAME, choices=LETTERS[:4])), shown(ChoiceField(**NAME, choices=LETTERS))
    assert len(few.buttons) == 4
    assert not many.box.isEditable() and many.box.currentText() == "Choose one"


def test_a_choice_by_keyboard_goes_in_by_its_id_and_can_be_taken_back(qtbot, shown):
    editor = shown(ChoiceField(**NAME, choices=LETTERS))
    editor.box.setFocus()
    qtbot.keyClick(editor.box, Qt.Key.Key_Down)
    qtbot.keyClick(editor.box, Qt.Key.Key_Down)
    qtbot.keyClick(editor.box, Qt.Key.Key_Home)
    assert editor.heard == ["a", "b", None]


def test_a_choice_the_form_no_longer_knows_is_shown_until_another_is_made(shown):
    editor = shown(ChoiceField(**NAME, choices=LETTERS), "old")
    assert editor.box.currentText() == "old"
    editor.show_entry("b")
    assert editor.box.currentText() == "Choice b" and editor.box.findText("old") < 0


def test_titles_of_another_time_are_not_offered_but_shown_where_they_stand(shown):
    field = ChoiceField(**NAME, directory="posts", choices=TITLES)
    editor = shown(field, "Cabinet Member for Highways", date(2026, 1, 1))
    offered = [editor.box.itemText(n) for n in range(editor.box.count())]
    assert offered == ["Leader of the Council", "Cabinet Member for Transport"]
    assert editor.box.currentText() == "Cabinet Member for Highways"


def test_a_title_is_found_by_a_part_of_it_and_another_may_be_typed(qtbot, shown):
    editor = shown(ChoiceField(**NAME, directory="posts", choices=TITLES))
    line = editor.box.lineEdit()
    qtbot.keyClicks(line, "transp")
    popup = editor.box.completer().popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert editor.heard[-1] == "Cabinet Member for Transport"
    line.selectAll()
    qtbot.keyClicks(line, "Deputy Leader")
    assert editor.heard[-1] == "Deputy Leader"


def test_a_title_is_found_by_all_its_words_in_any_order_and_by_its_directorate(qtbot, shown):
    posts = (Choice(id="Director of Roads", directorate="Growth and Transport"), Choice(id="Director of Schools"))
    editor = shown(ChoiceField(**NAME, directory="posts", choices=posts))
    line = editor.box.lineEdit()
    for typed, found in (("roads dir", ["Director of Roads"]), ("growth", ["Director of Roads"]),
                         ("director", ["Director of Roads", "Director of Schools"]), ("(x", [])):
        line.selectAll()
        qtbot.keyClicks(line, typed)
        model = editor.box.completer().completionModel()
        assert [model.index(n, 0).data() for n in range(model.rowCount())] == found


def test_a_title_that_is_picked_brings_its_directorate_and_how_it_is_reached_where_nothing_was_answered(qtbot, shown):
    post = Choice(id="Director of Roads", directorate="Transport", email="roads@example.gov.uk", phone="03000 410000")
    field = ChoiceField(**NAME, directory="posts", choices=(post,), directorate_into="department", contact_into="who")
    form = Form(id="f", version="1", title="F", council="C", sections=(Section(id="s", title="S", fields=(
        field, LineField(id="department", label="Department"), PeopleField(id="who", label="Contact"))),))
    editor = shown(field)
    fixes = []
    editor.fix_chosen.connect(fixes.append)
    draft = Draft(form.form_version)
    editor.show_answers(read_answers(form, draft))
    editor.box.setCurrentIndex(0)
    editor.box.activated.emit(0)
    editor.box.textActivated.emit("Director of Roads")
    (fix,), entries = fixes, {path.field: entry for path, entry in fixes[0].edits}
    assert fix.label == f"{field.label} and Department and Contact" and not editor.heard, "one step, and said once"
    assert entries["department"] == "Transport"
    assert dict(entries["who"].rows[0].cells) == {"post": "Director of Roads", "email": "roads@example.gov.uk",
                                                  "phone": "03000 410000"}
    editor.show_entry(None)
    editor.show_answers(read_answers(form, draft.with_entry(Path("department"), "Schools")))
    editor.box.activated.emit(0)
    assert [path.field for path, _ in fixes[1].edits] == [field.id, "who"], "what was answered stays"


def test_the_wheel_changes_no_choice(shown):
    editor = shown(ChoiceField(**NAME, choices=LETTERS), "c")
    box = editor.findChild(QComboBox)
    down = QWheelEvent(QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
                       Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(box, down)
    assert editor.heard == [] and box.currentText() == "Choice c"


def test_boxes_are_ticked_in_the_order_of_the_form_and_what_is_unknown_stays(qtbot, shown):
    editor = shown(MultiChoiceField(**NAME, choices=LETTERS[:3]), ("c", "old one"))
    qtbot.keyClick(editor.boxes["a"], Qt.Key.Key_Space)
    qtbot.keyClick(editor.boxes["old one"], Qt.Key.Key_Space)
    qtbot.keyClick(editor.boxes["a"], Qt.Key.Key_Space)
    qtbot.keyClick(editor.boxes["c"], Qt.Key.Key_Space)
    assert editor.heard == [("a", "c", "old one"), ("a", "c"), ("c",), None]


def test_many_boxes_are_a_list_that_narrows_down(qtbot, shown):
    editor = shown(MultiChoiceField(**NAME, choices=LETTERS), ("c",))
    assert editor.note == "Chosen: Choice c"
    qtbot.keyClicks(editor.filter, "choice k")
    assert [item.text() for item in editor._items() if not item.isHidden()] == ["Choice k"]
    qtbot.keyClick(editor.filter, Qt.Key.Key_Return)
    assert editor.heard == [("c", "k")]
    assert editor.note == "Chosen: Choice c; Choice k"
    editor.list.setCurrentRow(2)
    qtbot.keyClick(editor.list, Qt.Key.Key_Return)
    assert editor.heard[-1] == ("k",)
