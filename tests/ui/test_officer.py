"""The officers of the journeys are hindered by what would hinder a person, and nothing they do goes uncounted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton, QScrollArea, QVBoxLayout, QWidget

from tests.ui.officer import CTRL, KeyboardOfficer, Officer


@pytest.fixture
def begun(window):
    window.filing.shown.emit(window.desk.new("kent"))
    return window


@pytest.fixture
def in_front(qtbot, dressed) -> Callable[[QWidget], None]:
    """Of everything, in a window of its own."""
    fronts = []

    def show(one: QWidget) -> None:
        fronts.append(QWidget())
        qtbot.addWidget(fronts[0])
        QVBoxLayout(fronts[0]).addWidget(one)
        fronts[0].resize(300, 200)
        fronts[0].show()
        fronts[0].activateWindow()
        qtbot.waitUntil(fronts[0].isActiveWindow)

    return show


def test_what_lies_over_a_button_gets_in_the_way(window):
    cover = QWidget(window)
    cover.setGeometry(window.rect())
    cover.show()
    with pytest.raises(AssertionError, match="lies over"):
        Officer(window).press("Start a new decision")
    assert window.panel is None


def test_what_lies_over_a_box_gets_in_the_way(begun):
    officer = Officer(begun)
    box = officer.box("DECISION NO")
    cover = QWidget(box.parentWidget())
    cover.setGeometry(box.geometry())
    cover.show()
    with pytest.raises(AssertionError, match="lies over"):
        officer.enter("DECISION NO")


def test_what_is_out_of_sight_is_scrolled_to_with_the_wheel(window, in_front):
    area, page, pressed = QScrollArea(), QWidget(), []
    column = QVBoxLayout(page)
    for number in range(60):
        button = QPushButton(f"Button {number}")
        button.clicked.connect(lambda _checked=False, number=number: pressed.append(number))
        column.addWidget(button)
    area.setWidget(page)
    in_front(area)
    officer = Officer(window)
    officer.press("Button 59")
    officer.press("Button 0")
    assert pressed == [59, 0] and officer.acts == 2


def test_each_key_counts_that_is_no_letter(begun):
    officer = Officer(begun)
    officer.fill("Title of Decision", "Shelter")
    assert officer.acts == 1, "one is in the first box already: letters, and Tab"
    officer.fill("Title of Decision", "Bus shelter")
    assert officer.acts == 4, "a click, Ctrl and A, letters, Tab"
    officer.key(Qt.Key.Key_Z, CTRL)
    assert officer.acts == 5


@pytest.mark.parametrize(("kind", "acts"), [(Officer, 2), (KeyboardOfficer, 2)])
def test_one_of_a_list_is_chosen_by_clicks_or_by_arrows(window, in_front, kind, acts):
    box = QComboBox()
    box.addItems(["One", "Two", "Three"])
    box.setAccessibleName("Number")
    in_front(box)
    box.setFocus()
    officer = kind(window)
    officer.choose("Number", "Three")
    assert box.currentText() == "Three" and officer.acts == acts
