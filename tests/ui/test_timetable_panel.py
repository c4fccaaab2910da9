"""The timetable beside the draft: live, led by the keys, read out as it is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from drafter.model.draft import Path as FieldPath
from drafter.ui import look
from drafter.ui.main_window import MainWindow
from drafter.ui.timetable_panel import TimetablePanel
from drafter.ui.timetable_rows import SIGNS

DUE = FieldPath("decision_due_not_before")


@pytest.fixture
def panel(window: MainWindow, sample: Path) -> TimetablePanel:
    window.filing.open_draft(sample)
    window.furniture.acts.show_timetable()
    assert window.panel is not None
    return window.panel.view.side.timetable


def names(panel: TimetablePanel) -> list[str]:
    return [stop.name for stop in panel.stops.stops]


def test_every_day_of_the_draft_is_drawn_with_its_count_and_its_law(panel: TimetablePanel) -> None:
    assert panel.isVisible()
    assert names(panel) == ["Notice published", "Earliest under the general exception", "Decision due, not before",
                            "Today", "Earliest on the normal route"]
    assert all(stop.count and stop.source for stop in panel.stops.stops if stop.kind != "today")


def test_it_follows_what_is_typed(window: MainWindow, panel: TimetablePanel) -> None:
    assert window.panel is not None
    window.panel.session.edit(DUE, "16 October 2026")
    due = next(stop for stop in panel.stops.stops if stop.field == str(DUE))
    assert due.kind == "wrong" and due.warning == "Too early: one clear day short"
    window.panel.session.undo_stack.undo()
    assert all(stop.kind != "wrong" for stop in panel.stops.stops)


def test_nothing_is_counted_while_nobody_looks(window: MainWindow, panel: TimetablePanel) -> None:
    assert window.panel is not None
    before = panel.stops.stops
    window.panel.view.show_preview()
    window.panel.session.edit(DUE, "16 October 2026")
    assert panel.stops.stops == before
    window.furniture.acts.show_timetable()
    assert panel.stops.stops != before


def test_a_day_that_was_written_leads_to_its_question_by_key(window: MainWindow, panel: TimetablePanel) -> None:
    assert window.panel is not None
    panel.list.setCurrentIndex(panel.stops.index(names(panel).index("Decision due, not before")))
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert window.panel.view.page.path_in_focus() == DUE
    chosen: list[object] = []
    panel.chosen.connect(chosen.append)
    panel.list.activated.emit(panel.stops.index(names(panel).index("Today")))
    assert chosen == []


def test_a_day_to_be_in_force_by_is_counted_back_from_and_is_not_kept(window: MainWindow,
                                                                     panel: TimetablePanel) -> None:
    assert window.panel is not None
    draft = window.panel.session.draft
    QTest.keyClicks(panel.needed, "1 April 2027")
    assert "Latest notice" in names(panel) and "Latest decision and publication" in names(panel)
    panel.needed.setText("spring")
    assert "Latest notice" not in names(panel) and panel.unread.isVisible()
    panel.needed.clear()
    assert not panel.unread.isVisible() and window.panel.session.draft == draft


def test_a_screen_reader_reads_each_row_as_it_is_drawn(panel: TimetablePanel) -> None:
    read = QAccessible.queryAccessibleInterface(panel.list)
    assert read is not None and read.text(QAccessible.Text.Name) == "Timetable"
    rows = [read.child(n) for n in range(panel.stops.rowCount())]
    assert [row.text(QAccessible.Text.Name) for row in rows if row] == [stop.said for stop in panel.stops.stops]


def test_what_is_wrong_differs_by_sign_and_words_and_not_by_colour_alone() -> None:
    assert len({sign for sign, _ in SIGNS.values()}) == len(SIGNS)
    assert all(colour in look.TOKENS for _, colour in SIGNS.values())


def test_a_draft_without_days_says_what_would_be_drawn(window: MainWindow) -> None:
    window.filing.shown.emit(window.desk.new("kent"))
    window.furniture.acts.show_timetable()
    assert window.panel is not None
    panel = window.panel.view.side.timetable
    assert panel.empty.isVisible() and not panel.list.isVisible()


def test_rows_grow_where_there_is_less_room(panel: TimetablePanel) -> None:
    wide = panel.list.visualRect(panel.stops.index(1)).height()
    panel.list.setFixedWidth(190)
    QTest.qWait(20)
    assert panel.list.visualRect(panel.stops.index(1)).height() > wide
