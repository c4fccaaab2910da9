"""Text of twice the size on a small laptop: what does not fit makes room, and nothing is cut off or pressed flat."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QScrollArea

from drafter.app.recovering import Left
from drafter.storage.recovery import RecoveryCopy
from drafter.storage.settings_files import Settings
from drafter.ui import look
from drafter.ui.editors.row_card import RowCard
from drafter.ui.recovery_dialog import RecoveryDialog
from drafter.ui.settings_dialog import SettingsDialog


@pytest.fixture
def large(dressed):
    look.wear(dressed, "light", 2 * look.TEXT_SIZE)
    yield
    look.wear(dressed, "light")


def test_no_page_scrolls_sideways(large, window, sample):
    assert window.filing.open_draft(sample)
    view = window.panel.view
    for section in view.session.form.sections:
        view.enter_section(section.id)
        QApplication.processEvents()
        assert view.page.horizontalScrollBar().maximum() == 0, section.id
    view.show_check()
    QApplication.processEvents()
    assert view.check.area.widget().width() <= view.check.area.viewport().width()
    assert window.panel.header.sections.isVisible()


def test_the_side_pane_and_the_list_make_room_and_come_back(dressed, window, sample):
    assert window.filing.open_draft(sample)
    view = window.panel.view
    QApplication.processEvents()
    assert view.sections.isVisible() and view.side.isVisible()
    try:
        look.wear(dressed, "light", 2 * look.TEXT_SIZE)
        QApplication.processEvents()
        assert not view.sections.isVisible() and not view.side.isVisible()
    finally:
        look.wear(dressed, "light")
    QApplication.processEvents()
    assert view.sections.isVisible() and view.side.isVisible()


def test_the_doors_of_the_start_are_as_high_as_their_words(large, window):
    QApplication.processEvents()
    for door in (window.start.new_door, window.start.open_door, window.start.earlier_door):
        assert door.height() >= door.heightForWidth(door.width())


def test_no_card_is_painted_before_it_has_its_height(window, sample):
    """Only what is posted for laying out is done; the rest would come after the first painting."""
    assert window.filing.open_draft(sample)
    window.resize(1920, 1080)
    QApplication.processEvents()
    view = window.panel.view
    for section in ("decision", "finance", "papers", "urgency", "consultation"):
        view.enter_section(section)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        cards = [card for card in view.page.findChildren(RowCard) if card.isVisible()]
        assert [card.title for card in cards if card.height() < card.minimumSizeHint().height()] == [], section


def test_settings_and_recovery_fit_a_small_screen(large, window, qtbot, tmp_path):
    """776 pixels: what a screen of 800 leaves a window. What is wider than its area would be cut off at the right."""
    left = [Left(RecoveryCopy(tmp_path / name, tmp_path / name), name, "today, 14:02", None)
            for name in ("Harbour Road footbridge", "Meals at home")]
    for dialog in (SettingsDialog(asdict(Settings()), window.desk.forms(), lambda now: None, window),
                   RecoveryDialog(left, window), RecoveryDialog(left, window, aside=True)):
        dialog.resize(776, 700)
        dialog.show()
        QApplication.processEvents()
        area = dialog.findChild(QScrollArea)
        assert area.widget().width() <= area.viewport().width(), dialog.windowTitle()
        dialog.close()
        dialog.deleteLater()
