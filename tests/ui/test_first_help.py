"""First help: a tour that can be left, a guide with its pictures, help for the question one is in."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from drafter.storage.locations import guide
from drafter.ui.guide_window import GuideWindow
from drafter.ui.tour import Tour

GUIDE = guide().read_text("utf-8")


def tour_of(window):
    found = [one for one in window.findChildren(Tour) if one.isVisible()]
    return found[0] if found else None


def test_an_officer_without_drafts_is_offered_a_tour_of_five_steps_and_then_has_the_sample(window, qtbot):
    qtbot.mouseClick(window.start.recent.tour_button, Qt.MouseButton.LeftButton)
    tour, seen = tour_of(window), []
    while tour.isVisible():
        assert tour.next.hasFocus() and window.rect().contains(tour.card.geometry())
        seen.append(tour.next.accessibleDescription())
        qtbot.keyClick(tour.next, Qt.Key.Key_Return)
    assert len(seen) == len(set(seen)) == 5
    assert window.panel.session.draft.entries and window.panel.isVisible()


def test_the_tour_is_left_with_escape_and_the_cursor_is_where_it_was(window, sample, qtbot):
    window.filing.open_draft(sample)
    before = QApplication.focusWidget()
    window.furniture.acts.take_tour()
    tour = tour_of(window)
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert tour.isAncestorOf(QApplication.focusWidget()), "Tab stays in the card"
    window.resize(900, 520)
    assert tour.size() == window.size() and window.rect().contains(tour.card.geometry())
    qtbot.keyClick(tour.next, Qt.Key.Key_Escape)
    assert not tour.isVisible() and QApplication.focusWidget() is before


def test_f1_helps_with_the_question_one_is_in_and_elsewhere_opens_the_guide(window, sample, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F1)
    first = window.findChild(GuideWindow)
    assert first is not None and "Guide to drafter" in first.view.toPlainText()
    first.close()
    window.filing.open_draft(sample)
    binding = window.panel.view.page.bindings[0]
    binding.editor.control.setFocus()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(binding.editor.control, Qt.Key.Key_F1)
    assert binding.help.button.isChecked()


def test_every_picture_of_the_guide_is_there_and_nothing_else_is_opened(qtbot, dressed):
    pictures = re.findall(r"!\[.+?\]\((.+?)\)", GUIDE)
    assert len(pictures) >= 4 and all((guide().parent / name).is_file() for name in pictures)
    window = GuideWindow()
    qtbot.addWidget(window)
    image = QTextDocument.ResourceType.ImageResource.value
    assert window.view.loadResource(image, pictures[0]).width() > 100
    for other in ("../pyproject.toml", "/etc/passwd", "//host/share/a.png", "https://example.gov.uk/a.png"):
        assert window.view.loadResource(image, other).width() == 1


def test_the_guide_names_the_keys_that_the_menus_have(window):
    keys = {key for lines in window.furniture.menus.keys().values() for _, both in lines for key in both.split(", ")}
    named = re.findall(r"\b(?:Ctrl\+(?:Shift\+)?\w+|(?:Shift\+)?F\d+)\b", GUIDE)
    missing = {key for key in named if key.replace("Enter", "Return") not in keys and key not in keys}
    assert missing == set()


def test_the_whole_paper_is_read_in_the_place_of_the_page_and_left_again(window, sample, qtbot):
    window.filing.open_draft(sample)
    view = window.panel.view
    before = QApplication.focusWidget()
    ctrl_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_R, ctrl_shift)
    assert view.side.preview.view.isVisible() and view.stack.isHidden() and view.sections.isHidden()
    assert view.side.preview.view.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_R, ctrl_shift)
    assert view.stack.isVisible() and view.sections.isVisible() and QApplication.focusWidget() is before


@pytest.mark.parametrize("width", [1366, 800])
def test_nothing_stands_beside_the_page_in_focus_mode(window, sample, qtbot, width):
    window.filing.open_draft(sample)
    window.resize(width, 700)
    view = window.panel.view
    was = (view.sections.isVisible(), view.side.isVisible())
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert view.stack.isVisible() and not (view.sections.isVisible() or view.side.isVisible())
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert (view.sections.isVisible(), view.side.isVisible()) == was
