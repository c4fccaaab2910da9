"""On a small window the list of sections makes room for the page, and comes over it when asked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication


@pytest.fixture
def small(window, sample):
    assert window.filing.open_draft(sample)
    window.resize(900, 700)
    window.panel.view.show_side(False)
    QApplication.processEvents()
    return window


def test_the_way_to_the_list_is_offered_only_where_the_list_is_not(small):
    view, button = small.panel.view, small.panel.header.sections
    assert not view.sections.isVisible() and button.isVisible()
    assert button.text() == "&Sections" and not button.accessibleName()
    small.resize(1366, 768)
    QApplication.processEvents()
    assert view.sections.isVisible() and not button.isVisible()


def test_the_list_comes_over_the_page_and_goes_once_a_section_is_entered(small, qtbot):
    view = small.panel.view
    width = view.page.width()
    qtbot.mouseClick(small.panel.header.sections, Qt.MouseButton.LeftButton)
    assert view.sections.isVisible() and view.sections.list.hasFocus() and view.page.width() == width
    assert view.sections.height() == view.height()
    qtbot.keyClick(view.sections.list, Qt.Key.Key_Down)
    assert view.sections.isVisible(), "arrows only look"
    qtbot.keyClick(view.sections.list, Qt.Key.Key_Return)
    assert not view.sections.isVisible() and view.page.path_in_focus().field == "key_decision"


def test_escape_leads_back_to_where_one_was(small, qtbot):
    view = small.panel.view
    view.enter_section("basics")
    before = QApplication.focusWidget()
    qtbot.keyClick(before, Qt.Key.Key_F2)
    assert view.sections.list.hasFocus()
    qtbot.keyClick(view.sections.list, Qt.Key.Key_Escape)
    assert not view.sections.isVisible() and before.hasFocus()
    qtbot.keyClick(before, Qt.Key.Key_F2)
    qtbot.keyClick(view.sections.list, Qt.Key.Key_F2)
    assert not view.sections.isVisible() and before.hasFocus()


def test_going_on_in_the_page_puts_the_list_away(small, qtbot):
    view = small.panel.view
    small.furniture.acts.show_sections()
    view.page.focus_first()
    assert not view.sections.isVisible()


def test_the_check_is_reached_from_the_list_over_the_page(small, qtbot):
    view = small.panel.view
    small.furniture.acts.show_sections()
    qtbot.mouseClick(view.sections.check, Qt.MouseButton.LeftButton)
    assert view.is_checking and not view.sections.isVisible()


def test_with_room_the_key_goes_to_the_list_where_it_stands(window, sample, qtbot):
    assert window.filing.open_draft(sample)
    window.furniture.acts.show_sections()
    view = window.panel.view
    assert view.sections.list.hasFocus()
    qtbot.keyClick(view.sections.list, Qt.Key.Key_Escape)
    assert view.sections.isVisible()


def test_a_side_pane_in_the_place_of_the_page_makes_way_for_the_section_entered(window, sample, qtbot):
    assert window.filing.open_draft(sample)
    view = window.panel.view
    window.resize(700, 600)
    view.show_side(True)
    QApplication.processEvents()
    assert view.stack.isHidden()
    window.furniture.acts.show_sections()
    qtbot.keyClick(view.sections.list, Qt.Key.Key_Return)
    assert not view.stack.isHidden() and view.page.isVisible() and view.page.path_in_focus() is not None
