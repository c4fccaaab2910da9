"""The start page: three doors, the drafts worked on last, and nothing read before it is painted."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from drafter.app.recent import Recent
from drafter.ui.main_window import MainWindow
from drafter.ui.start_page import PROMISE, StartPage


@pytest.fixture
def page(qtbot, dressed):
    page = StartPage()
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.activateWindow()
    return page


@pytest.mark.parametrize(("door", "signal"), [("new_door", "new_wanted"), ("open_door", "open_wanted"),
                                              ("earlier_door", "earlier_wanted")])
def test_every_door_opens_by_click_by_key_and_by_its_letter(page, qtbot, door, signal):
    button = getattr(page, door)
    with qtbot.waitSignal(getattr(page, signal)):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    button.setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        with qtbot.waitSignal(getattr(page, signal)):
            qtbot.keyClick(button, key)
    assert button.accessibleName() and button.accessibleDescription()


@pytest.fixture
def recent(page):
    page.furnish()
    return page.recent


def test_without_drafts_the_page_says_what_will_be_here(recent):
    recent.show_recent([])
    assert recent.nothing.isVisible() and not recent.card.isVisible()


def test_recent_drafts_show_name_folder_and_time_and_open_on_click_and_enter(recent, qtbot):
    drafts = [Recent(Path("/a/Harbour Road.decision"), "Harbour Road", "/a", "today, 14:02"),
              Recent(Path("/b/x.decision"), "Unsaved draft of <b>Parking</b>", "Kept", "yesterday, 09:10", True)]
    recent.show_recent(drafts)
    assert recent.card.isVisible() and not recent.nothing.isVisible()
    model = recent.list.model()
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Harbour Road, /a, today, 14:02"
    with qtbot.waitSignal(recent.chosen) as chosen:
        qtbot.mouseClick(recent.list.viewport(), Qt.MouseButton.LeftButton,
                         pos=recent.list.visualRect(model.index(1, 0)).center())
    assert chosen.args == [drafts[1]]
    recent.list.setCurrentIndex(model.index(0, 0))
    with qtbot.waitSignal(recent.chosen) as chosen:
        qtbot.keyClick(recent.list, Qt.Key.Key_Return)
    assert chosen.args == [drafts[0]]


def test_nothing_that_was_painted_first_moves_when_the_rest_comes(page, qtbot):
    page.resize(1280, 760)
    qtbot.wait(1)
    doors = [page.new_door, page.open_door, page.earlier_door]
    before = [door.mapTo(page, door.rect().topLeft()) for door in doors], [door.size() for door in doors]
    page.furnish()
    page.recent.show_recent([])
    qtbot.wait(1)
    assert ([door.mapTo(page, door.rect().topLeft()) for door in doors], [door.size() for door in doors]) == before


def test_the_promise_is_in_sight(window):
    assert PROMISE in [label.text() for label in window.start.findChildren(QLabel) if label.isVisible()]


def test_a_door_that_is_opened_before_the_rest_has_come_opens(desk, dialogs, qtbot, dressed):
    window = MainWindow(desk, dialogs)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    dialogs.expect(None)
    qtbot.keyClick(window.start.open_door, Qt.Key.Key_Return)
    assert [name for name, _ in dialogs.asked] == ["which_draft"]


def test_the_menus_stand_before_the_first_paint_and_are_filled_after_it(desk, dialogs, qtbot, dressed):
    window = MainWindow(desk, dialogs)
    qtbot.addWidget(window)
    assert [top.text() for top in window.bar.actions()] == ["&File", "&Edit", "&View", "&Go", "&Record", "&Help"]
    window.furnish()
    assert all(top.menu().actions() for top in window.bar.actions())


def test_the_first_paint_needs_no_form_no_draft_and_no_heavy_library(tmp_path):
    script = """
import sys
from PySide6.QtWidgets import QApplication
from drafter.ui.run import open_window

def painted():
    late = {"pydantic", "pydantic_core", "docx", "jinja2", "holidays", "lxml", "difflib", "PySide6.QtPrintSupport",
            "PySide6.QtNetwork", "drafter.model.form", "drafter.model.draft", "drafter.storage.atomic",
            "drafter.ui.filing", "drafter.ui.menus", "drafter.ui.dialogs", "drafter.ui.recent_list", "socket", "ctypes"}
    print(sorted(sys.modules.keys() & late))
    seen.append(True)

seen = []
application = QApplication([])
window = open_window(application, None, [], painted=painted)
while not seen:
    application.processEvents()
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60,
                         env={**os.environ, "DRAFTER_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"})
    assert ran.stdout.strip() == "[]"
