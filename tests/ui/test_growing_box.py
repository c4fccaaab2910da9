"""A line that wraps: all of it is in sight while it is short, and it scrolls only when it is long."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from drafter.ui.editors.boxes import GrowingBox
from drafter.ui.editors.rich_text import RichTextBox

WORDS = "the award of a contract for meals at home in the east "


@pytest.fixture
def box(qtbot, dressed):
    page = QWidget()
    page.resize(500, 700)
    qtbot.addWidget(page)
    column, box = QVBoxLayout(page), GrowingBox(least=1)
    column.addWidget(box)
    column.addStretch(1)
    box.page = page
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    box.setFocus()
    return box


def line_count(box):
    return box.document().firstBlock().layout().lineCount()


def is_all_in_sight(box):
    first, last = QTextCursor(box.document()), QTextCursor(box.document())
    last.movePosition(QTextCursor.MoveOperation.End)
    return (box.cursorRect(first).top() >= 0 and box.cursorRect(last).bottom() <= box.viewport().height()
            and box.cursorRect(first).top() <= 4)


@pytest.mark.parametrize("lines", range(1, 6))
def test_typed_lines_are_all_in_sight_without_a_scroll_bar_and_without_empty_space(qtbot, box, lines):
    while line_count(box) < lines or not box.toPlainText():
        qtbot.keyClicks(box, WORDS[:18])
        qtbot.wait(1)
    qtbot.waitUntil(lambda: is_all_in_sight(box))
    assert not box.verticalScrollBar().isVisible() and box.verticalScrollBar().maximum() == 0
    assert box.viewport().height() < (lines + 1) * box.fontMetrics().lineSpacing()


def test_an_empty_box_is_a_line_high_and_has_no_scroll_bar(qtbot, box):
    qtbot.wait(1)
    assert not box.verticalScrollBar().isVisible()
    assert box.viewport().height() < 2 * box.fontMetrics().lineSpacing()


def test_text_longer_than_the_box_may_grow_scrolls_to_the_cursor(qtbot, box):
    box.show_text(WORDS * 30)
    box.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.waitUntil(box.verticalScrollBar().isVisible)
    qtbot.keyClick(box, Qt.Key.Key_End)
    assert 0 < box.cursorRect().bottom() <= box.viewport().height()
    box.show_text("short")
    qtbot.waitUntil(lambda: not box.verticalScrollBar().isVisible())
    qtbot.waitUntil(lambda: is_all_in_sight(box))


@pytest.mark.parametrize("kind", [GrowingBox, RichTextBox])
def test_the_page_goes_along_with_the_cursor_of_a_box_that_grows_at_its_end(qtbot, dressed, kind):
    page, inside = QScrollArea(), QWidget()
    column = QVBoxLayout(inside)
    above = QLabel("above")
    above.setFixedHeight(280)
    box = kind()
    column.addWidget(above)
    column.addWidget(box)
    column.addStretch(1)
    page.setWidget(inside)
    page.setWidgetResizable(True)
    page.resize(400, 340)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    box.setFocus()
    for _ in range(5):
        qtbot.keyClicks(box, "several words that need a line of their own ")

    def is_in_sight():
        cursor = box.cursorRect()
        return page.viewport().rect().contains(box.viewport().mapTo(page.viewport(), cursor.bottomLeft()))

    qtbot.waitUntil(is_in_sight)
    qtbot.wait(20)
    page.verticalScrollBar().setValue(0)
    qtbot.wait(20)
    assert page.verticalScrollBar().value() == 0, "whoever scrolls away is left alone"
    qtbot.keyClicks(box, "x")
    qtbot.waitUntil(is_in_sight)


@pytest.mark.parametrize("kind", (GrowingBox, RichTextBox))
def test_a_box_is_never_pressed_flat_while_its_page_is_not_laid_out_yet(qtbot, dressed, kind):
    box = kind(least=1)
    qtbot.addWidget(box)
    box.resize(300, 0)
    assert box.height() >= 24
