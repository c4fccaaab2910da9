"""The right side of the window: problems, and what an import left over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from drafter.app.progress import is_unanswered
from drafter.model.answers import Answers
from drafter.model.problem import Problem
from drafter.ui.editors.tab_order import put_after
from drafter.ui.left_over_panel import LeftOverPanel
from drafter.ui.problems_panel import ProblemsPanel


class SidePane(QFrame):
    chosen = Signal(object)
    fix_chosen = Signal(object)
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setMinimumWidth(330)
        self.setMaximumWidth(360)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Side pane")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.problems = ProblemsPanel()
        self.left_over = LeftOverPanel()
        self.stack = QStackedWidget()
        for title, panel in (("Problems", self.problems), ("Left over", self.left_over)):
            self.tabs.addTab(title)
            self.stack.addWidget(panel)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        self.problems.rebuilt.connect(self._order)
        self.problems.chosen.connect(self.chosen)
        self.problems.fix_chosen.connect(self.fix_chosen)
        self.left_over.said.connect(self.said)

    def _order(self) -> None:
        put_after(self.tabs, self.problems)

    def show_problems(self, problems: Sequence[Problem], answers: Answers) -> None:
        self.problems.show_problems(problems, answers)
        number = sum(p.severity != "advice" and not is_unanswered(p, answers) for p in problems)
        self.tabs.setTabText(0, f"Problems  {number}" if number else "Problems")
        imported = answers.draft.imported
        left = len(imported.left_over) if imported else 0
        self.tabs.setTabVisible(1, bool(left))
        self.tabs.setTabText(1, f"Left over  {left}")
        self.left_over.show_imported(imported if left else None)
