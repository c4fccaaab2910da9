"""Small things that a first-time officer tripped over in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QStyleOptionViewItem

from drafter.app.progress import Progress
from drafter.model.draft import Path as FieldPath
from drafter.ui.keys_dialog import KeysDialog


@pytest.fixture
def opened(window, sample):
    assert window.filing.open_draft(sample)
    QApplication.processEvents()
    return window


def test_a_new_decision_can_be_typed_into_at_once(window, qtbot):
    window.start.new_door.click()
    assert window.panel.view.page.path_in_focus() == FieldPath("title")
    qtbot.keyClicks(QApplication.focusWidget(), "Parking")
    assert window.panel.session.draft.entries == {"title": "Parking"}


def test_a_section_can_be_typed_into_once_it_is_gone_to(opened, qtbot):
    view = opened.panel.view
    view.sections.list.setFocus()
    qtbot.keyClick(view.sections.list, Qt.Key.Key_Down)
    assert view.sections.list.hasFocus(), "arrows go on through the list"
    qtbot.keyClick(view.sections.list, Qt.Key.Key_Return)
    assert view.page.path_in_focus() == FieldPath("key_decision")
    rect = view.sections.list.visualRect(view.sections.model.index(5))
    qtbot.mouseClick(view.sections.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert view.page.section.id == "reasons" and view.page.path_in_focus() == FieldPath(view.page.bindings[0].field.id)
    opened.furniture.menus.sections.aboutToShow.emit()
    opened.furniture.menus.sections.actions()[0].trigger()
    assert view.page.path_in_focus() == FieldPath("title")


def test_the_undo_link_goes_with_the_step_it_speaks_of(opened, qtbot):
    session, view = opened.panel.session, opened.panel.view
    view.go_to(FieldPath("alternatives"))
    qtbot.keyClicks(QApplication.focusWidget(), "typed ")
    typed = session.draft
    binding = next(one for one in view.page.bindings if one.field.id == "alternatives")

    def remove() -> None:
        binding.editor.row_removed.emit(session.draft.rows("alternatives").rows[1].id)
        assert opened.furniture.status.undo.isVisible() and "removed" in opened.furniture.status.message.text()

    remove()
    opened.furniture.acts.undo()
    assert not opened.furniture.status.undo.isVisible() and opened.furniture.status.message.text() == ""
    assert session.draft == typed
    remove()
    session.edit(FieldPath("title"), "Another")
    assert not opened.furniture.status.undo.isVisible()
    opened.furniture.acts.undo()
    opened.furniture.acts.undo()
    remove()
    opened.furniture.acts.next_section()
    assert not opened.furniture.status.undo.isVisible() and opened.furniture.status.message.text() == ""


def test_undoing_a_removed_row_goes_to_that_row(opened):
    session = opened.panel.session
    row = session.draft.rows("alternatives").rows[1]
    session.remove_row("alternatives", row.id)
    opened.furniture.acts.undo()
    assert opened.panel.view.page.path_in_focus().row == row.id


@pytest.mark.parametrize("size", [(1024, 700), (1269, 700), (1270, 700), (999, 700), (683, 384)])
def test_with_the_side_pane_no_page_is_cut_off(opened, size):
    opened.resize(*size)
    view = opened.panel.view
    view.show_side(True)
    for section in opened.panel.session.form.sections:
        view.show_section(section.id)
        QApplication.processEvents()
        page = view.page
        assert page.isHidden() or not page.isVisible() or page.widget().width() <= page.viewport().width(), section.id
    assert view.side.isVisible() and opened.width() == size[0]
    view.go_to(FieldPath("reasons"))
    assert view.page.isVisible(), "what is gone to is seen"
    view.show_side(False)
    assert view.sections.isVisible() == (view.width() >= 940)


def test_not_needed_is_never_clipped(opened, qtbot):
    sections = opened.panel.view.sections
    painted = []

    class Painter:
        def __getattr__(self, name):
            return lambda *_: None

        def drawText(self, _area, _flags, text):
            painted.append(text)

    option = QStyleOptionViewItem()
    option.font = sections.list.font()
    delegate = sections.list.itemDelegate()
    for one in sections.model.progress:
        for chosen in (False, True):
            area = sections.list.visualRect(sections.model.index(0)).adjusted(46, 0, -18, 0)
            delegate._words(Painter(), option, area, Progress(one.section, "not_needed", "Not needed"), chosen)
    assert painted[1::2] == ["Not needed"] * (2 * len(sections.model.progress))
    assert painted[::2] == [one.section.short_name for one in sections.model.progress for _ in (1, 2)]


def test_words_are_cut_copied_and_pasted_from_the_menu(opened, qtbot):
    edit = {one.text().replace("&", ""): one for menu in opened.menuBar().actions() if menu.text() == "&Edit"
            for one in menu.menu().actions()}
    line = next(one.editor.control for one in opened.panel.view.page.bindings if one.field.id == "title")
    assert isinstance(line, QLineEdit) and line.hasFocus()
    words = line.text()
    line.selectAll()
    edit["Copy"].trigger()
    assert QApplication.clipboard().text() == words and line.text() == words
    edit["Cut"].trigger()
    assert line.text() == ""
    edit["Paste"].trigger()
    edit["Paste"].trigger()
    assert line.text() == words * 2 and opened.panel.session.draft.entries["title"] == words * 2
    opened.panel.header.open.setFocus()
    edit["Paste"].trigger()
    assert line.text() == words * 2, "a button holds no words"
    opened.filing.close_draft()
    QApplication.processEvents()
    edit["Paste"].trigger()


def test_after_the_last_section_comes_the_check_of_them_all(opened):
    opened.panel.view.show_section(opened.panel.session.form.sections[-1].id)
    button = opened.panel.view.page.finish.next_button
    assert button.isVisible() and button.text().replace("&", "") == "Next: check and create"
    button.click()
    assert opened.panel.view.is_checking and opened.panel.view.check.heading.hasFocus()


def test_the_list_of_keys_tells_of_the_letters_that_are_underlined(opened, dialogs):
    opened.furniture.menus.tell_keys()
    (keys,), = dialogs.told("tell_keys")
    assert ("Find and replace", "Ctrl+F, Ctrl+H") in keys["Edit"] and ("Go to", "Ctrl+K, Ctrl+G") in keys["Go"]
    dialog = KeysDialog(keys)
    said = dialog.accessibleDescription()
    assert "Go to a question: Alt and the underlined letter of the question" in said
    assert "Next problem: F6" in said and "Come back to this section later: Alt+K" in said
