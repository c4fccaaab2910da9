"""What a screen reader asks while pages come and go never ends the program."""

from __future__ import annotations

import gc

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea


def test_a_child_that_a_scroll_area_no_longer_has_is_none(qtbot, dressed):
    area, inside = QScrollArea(), QLabel("long")
    qtbot.addWidget(area)
    inside.setMinimumHeight(1000)
    area.setWidget(inside)
    area.setAccessibleName("Page")
    area.resize(200, 200)
    area.show()
    told = QAccessible.queryAccessibleInterface(area)
    seen = told.childCount()
    assert told.text(QAccessible.Text.Name) == "Page" and told.role() == QAccessible.Role.Client
    area.hide()
    assert all(told.child(number) is not None for number in range(seen))
    assert told.child(seen) is None and told.child(-1) is None


def test_what_is_told_of_a_scroll_area_goes_with_it(qtbot, dressed):
    for _ in range(50):
        area = QScrollArea()
        assert QAccessible.queryAccessibleInterface(area).object() is area
        area.deleteLater()
        del area
        QApplication.processEvents()
        gc.collect()


def test_every_page_can_be_read_after_it_went(window, sample):
    """Every child of every page is asked for once more than it has, in sight and out of sight."""
    assert window.filing.open_draft(sample)
    view = window.panel.view
    for section in view.session.form.sections:
        view.show_section(section.id)
        told = QAccessible.queryAccessibleInterface(view.page)
        before = told.childCount()
        view.show_check()
        assert told.child(before) is None and told.childCount() == before
