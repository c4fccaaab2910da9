"""The right side of the window: problems, the preview, the timetable, and what an import left over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from drafter.app.progress import is_unanswered
from drafter.model.answers import Answers
from drafter.model.brought import beside_the_form
from drafter.model.problem import Problem
from drafter.ui import look
from drafter.ui.editors.tab_order import put_after
from drafter.ui.left_over_panel import LeftOverPanel
from drafter.ui.preview_panel import PreviewPanel
from drafter.ui.problems_panel import ProblemsPanel
from drafter.ui.timetable_panel import TimetablePanel

PROBLEMS, PREVIEW, TIMETABLE, LEFT_OVER = range(4)
NARROW, WIDE = 376, 620
"""Pixels: how wide the pane is, and how wide a preview makes it at most."""
PREVIEWS_SHARE = 0.32
"""Of the window's width."""


class SidePane(QFrame):
    chosen = Signal(object)
    fix_chosen = Signal(object)
    said = Signal(str)

    def __init__(self, preview: PreviewPanel, timetable: TimetablePanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self._room, self._alone = 0, False
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Side pane")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.problems = ProblemsPanel()
        self.preview = preview
        self.timetable = timetable
        self.left_over = LeftOverPanel()
        self.stack = QStackedWidget()
        for title, panel in (("Problems", self.problems), ("Preview", self.preview),
                             ("Timetable", self.timetable), ("Left over", self.left_over)):
            self.tabs.addTab(title)
            self.stack.addWidget(panel)
        self.tabs.currentChanged.connect(self._show_tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        self.problems.rebuilt.connect(self._order)
        self.preview.made_widgets.connect(self._order)
        self.problems.chosen.connect(self.chosen)
        self.timetable.chosen.connect(self.chosen)
        self.problems.fix_chosen.connect(self.fix_chosen)
        self.left_over.said.connect(self.said)

        self._fit()

    def give_room(self, width: int, alone: bool) -> None:
        """The width of all that the pane is beside: a preview takes its share, a pane `alone` takes it all."""
        self._room, self._alone = width, alone
        self._fit()

    @property
    def is_showing_problems(self) -> bool:
        return self.tabs.currentIndex() == PROBLEMS

    def show_tab(self, tab: int) -> None:
        self.tabs.setCurrentIndex(tab)

    def _show_tab(self, tab: int) -> None:
        self.stack.setCurrentIndex(tab)
        self._fit()

    def _fit(self) -> None:
        wide = self.tabs.currentIndex() == PREVIEW
        narrow = look.scaled(NARROW)
        most = min(look.scaled(WIDE), max(narrow, int(self._room * PREVIEWS_SHARE))) if wide else narrow
        self.setMinimumWidth(most if wide and not self._alone else narrow - 30)
        self.setMaximumWidth(self._room if self._alone else most)

    def _order(self) -> None:
        put_after(self.tabs, self.problems)
        put_after(self.tabs, self.preview)
        put_after(self.tabs, self.timetable)

    def show_problems(self, problems: Sequence[Problem], answers: Answers) -> None:
        self.problems.show_problems(problems, answers)
        number = sum(p.severity != "advice" and p.is_open and not is_unanswered(p, answers) for p in problems)
        self.tabs.setTabText(PROBLEMS, f"Problems  {number}" if number else "Problems")
        imported = answers.draft.imported
        beside = beside_the_form(answers.draft, answers.form)
        left = len(beside) + (len(imported.left_over) if imported else 0)
        self.tabs.setTabVisible(LEFT_OVER, bool(left))
        self.tabs.setTabText(LEFT_OVER, f"Left over  {left}")
        if left:
            self.left_over.show_left_over(imported, beside)
