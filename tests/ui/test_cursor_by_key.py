"""Alt and a letter, Tab, Enter: wherever keys take the cursor, it answers the question, and the page goes with it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from drafter.model.draft import Path, Row


def letter_of(editor):
    return editor.label.text().replace("&&", "").partition("&")[2][:1]


def alt(qtbot, window, letter):
    qtbot.keyClick(QApplication.focusWidget() or window, letter.lower(), Qt.KeyboardModifier.AltModifier)


def is_in_sight(page, widget):
    top = widget.mapTo(page.viewport(), QPoint(0, 0)).y()
    return top >= 0 and top + min(widget.height(), 60) <= page.viewport().height()


@pytest.mark.parametrize("kind", ("line", "rich_text", "date", "money", "yes_no", "choice", "multi_choice", "table",
                                  "clauses", "options", "people", "documents", "consultation", "implication"))
def test_alt_and_the_letter_of_a_question_put_the_cursor_there_and_bring_it_into_sight(window, sample, qtbot, kent,
                                                                                      kind):
    field = next(field for section in kent.sections for field in reversed(section.fields) if field.kind == kind)
    assert window.filing.open_draft(sample)
    window.resize(1100, 500)
    view = window.panel.view
    view.show_section(kent.section_of(field.id).id)
    page = view.page
    editor = next(one.editor for one in page.bindings if one.field.id == field.id)
    if not editor.isVisible():
        pytest.skip("the sample does not ask it")
    letter = letter_of(editor)
    assert letter, "the label has a letter"
    qtbot.wait(1)
    page.finish.next_button.setFocus()
    qtbot.wait(1)
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    alt(qtbot, window, letter)
    focus = QApplication.focusWidget()
    assert editor.isAncestorOf(focus), focus
    qtbot.waitUntil(lambda: is_in_sight(page, focus))


def test_alt_goes_to_the_radio_button_that_is_chosen(window, sample, qtbot, go_to):
    window.filing.open_draft(sample)
    go_to("Key decision")
    editor = next(one.editor for one in window.panel.view.page.bindings if one.field.id == "key_decision")
    window.panel.session.edit(Path("key_decision"), "no")
    alt(qtbot, window, letter_of(editor))
    assert editor.buttons[1].hasFocus()


def test_the_page_goes_with_the_cursor_into_a_row_that_was_just_added(window, sample, qtbot, go_to):
    window.filing.open_draft(sample)
    window.resize(1100, 500)
    go_to("Decision")
    page = window.panel.view.page
    editor = next(one.editor for one in page.bindings if one.field.id == "decision_clauses")
    for _ in range(6):
        last = list(editor.cards.values())[-1]
        last.cells["text"].box.setFocus()
        qtbot.keyClick(last.cells["text"].box, Qt.Key.Key_Return)
        focus = QApplication.focusWidget()
        assert focus is not last.cells["text"].box
        qtbot.waitUntil(lambda focus=focus: is_in_sight(page, focus))


def test_where_the_cursor_is_in_sight_already_the_page_stays(window, sample, qtbot, go_to):
    window.filing.open_draft(sample)
    go_to("Decision")
    page = window.panel.view.page
    editor = next(one.editor for one in page.bindings if one.field.id == "decision_clauses")
    window.panel.session.add_row("decision_clauses", Row({}))
    card = list(editor.cards.values())[1]
    card.cells["verb"].box.setFocus()
    qtbot.wait(1)
    at = page.verticalScrollBar().value()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not card.cells["verb"].box
    qtbot.wait(1)
    assert is_in_sight(page, QApplication.focusWidget())
    assert abs(page.verticalScrollBar().value() - at) < 200


@pytest.mark.parametrize(("section", "kind"), [("reasons", "QTextEdit"), ("decision", "QComboBox")])
def test_a_section_that_is_gone_to_is_typed_into_at_once(window, sample, section, kind):
    """Never a button first: the space bar would press it."""
    assert window.filing.open_draft(sample)
    window.activateWindow()
    view = window.panel.view
    view.page.focus_first()
    view.show_section(section)
    view.page.focus_first()
    focus = QApplication.focusWidget()
    assert focus is not None and focus.inherits(kind), focus
