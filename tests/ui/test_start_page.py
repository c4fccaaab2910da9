"""The start page: three doors, the drafts worked on last, and nothing read before it is painted."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from drafter.app.recent import Recent
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


def test_without_drafts_the_page_says_what_will_be_here(page):
    page.show_recent([])
    assert page.nothing.isVisible() and not page.card.isVisible()


def test_recent_drafts_show_name_folder_and_time_and_open_on_click_and_enter(page, qtbot):
    drafts = [Recent(Path("/a/Harbour Road.decision"), "Harbour Road", "/a", "today, 14:02"),
              Recent(Path("/b/x.decision"), "Unsaved draft of <b>Parking</b>", "Kept", "yesterday, 09:10", True)]
    page.show_recent(drafts)
    assert page.card.isVisible() and not page.nothing.isVisible()
    model = page.recent.model()
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Harbour Road, /a, today, 14:02"
    with qtbot.waitSignal(page.recent_chosen) as chosen:
        qtbot.mouseClick(page.recent.viewport(), Qt.MouseButton.LeftButton,
                         pos=page.recent.visualRect(model.index(1, 0)).center())
    assert chosen.args == [drafts[1]]
    page.recent.setCurrentIndex(model.index(0, 0))
    with qtbot.waitSignal(page.recent_chosen) as chosen:
        qtbot.keyClick(page.recent, Qt.Key.Key_Return)
    assert chosen.args == [drafts[0]]


def test_the_promise_is_in_sight(window):
    assert PROMISE in [label.text() for label in window.start.findChildren(QLabel) if label.isVisible()]


def test_the_first_paint_needs_no_form_no_draft_and_no_heavy_library(tmp_path):
    script = """
import sys
from PySide6.QtCore import QEvent
from drafter.ui.run import *
from drafter.storage.locations import shipped_root
application = QApplication([])
look.wear(application, "light")
window = MainWindow(Desk(user_folder(), [shipped_root()]))
window.show()
application.processEvents()
window.start.grab()
late = {"pydantic", "pydantic_core", "docx", "jinja2", "holidays", "lxml", "difflib", "PySide6.QtPrintSupport",
        "PySide6.QtNetwork", "drafter.model.form", "drafter.model.draft", "drafter.storage.atomic"}
print(sorted(sys.modules.keys() & late))
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True,
                         env={**os.environ, "DRAFTER_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"})
    assert ran.stdout.strip() == "[]"
