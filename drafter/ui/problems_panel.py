"""What is left to put right, in one list: click or Enter goes to the place, a button mends it at once.

What must be fixed comes first, then what must be explained, then, folded, what is still to
answer, and advice.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from drafter.app.progress import is_unanswered
from drafter.model.answers import Answers
from drafter.model.draft import Path
from drafter.model.problem import Problem
from drafter.ui import look
from drafter.ui.places import place_name
from drafter.ui.sign import Sign
from drafter.ui.words import plain_label
from drafter.ui.words_button import FixButton, WordsButton

GROUPS = {"must_fix": "Must be fixed", "must_explain": "Must be explained", "unanswered": "Still to answer",
          "advice": "Advice"}
SIGNS = {"must_fix": ("circle-alert", "error"), "must_explain": ("triangle-alert", "warning"),
         "unanswered": ("circle", "faint"), "advice": ("info", "muted")}


class ProblemsPanel(QScrollArea):
    """The groups, scrolling, in the side pane. `chosen` carries the path to go to, `fix_chosen` the fix to apply."""

    chosen = Signal(object)
    fix_chosen = Signal(object)
    rebuilt = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        page.setObjectName("panel")
        self.setWidget(page)
        column = QVBoxLayout(page)
        column.setContentsMargins(8, 8, 8, 12)
        self.inside = ProblemGroups()
        self.groups, self.empty = self.inside.groups, self.inside.empty
        column.addWidget(self.inside)
        column.addStretch(1)
        self.inside.chosen.connect(self.chosen)
        self.inside.fix_chosen.connect(self.fix_chosen)
        self.inside.rebuilt.connect(self.rebuilt)

    def show_problems(self, problems: Sequence[Problem], answers: Answers) -> None:
        self.inside.show_problems(problems, answers)


class ProblemGroups(QWidget):
    """All problems in their groups, one below the other."""

    chosen = Signal(object)
    fix_chosen = Signal(object)
    rebuilt = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[tuple[str, str, Problem]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.empty = plain_label("Nothing must be fixed or explained.", "muted")
        self.empty.setContentsMargins(10, 10, 10, 0)
        column.addWidget(self.empty)
        self.groups = {name: _Group(name, title) for name, title in GROUPS.items()}
        for group in self.groups.values():
            column.addWidget(group)
            group.chosen.connect(self.chosen)
            group.fix_chosen.connect(self.fix_chosen)

    def show_problems(self, problems: Sequence[Problem], answers: Answers) -> None:
        """Built again only where something differs."""
        shown = [(_group_of(p, answers), place_name(p.path, answers), p) for p in problems]
        if shown == self._shown:
            return
        self._shown = shown
        for name, group in self.groups.items():
            group.show_problems([(place, problem) for which, place, problem in shown if which == name])
        self.empty.setVisible(all(which == "advice" for which, _, _ in shown))
        self.rebuilt.emit()


def _group_of(problem: Problem, answers: Answers) -> str:
    if problem.severity == "must_fix" and is_unanswered(problem, answers):
        return "unanswered"
    return problem.severity


class _Group(QWidget):
    """A title that folds, and the problems under it. Hidden while there are none."""

    chosen = Signal(object)
    fix_chosen = Signal(object)

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self._name, self._title = name, title
        self._problems: list[tuple[str, Problem]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(10, 0, 0, 0)
        top.addWidget(Sign(*SIGNS[name], 16))
        self.title = QPushButton()
        look.say(self.title, role="fold")
        self.title.setCheckable(True)
        self.title.setChecked(name in ("must_fix", "must_explain"))
        self.title.toggled.connect(self._fold)
        top.addWidget(self.title, 1)
        column.addLayout(top)
        self._inside = QWidget()
        self._cards = QVBoxLayout(self._inside)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(0)
        column.addWidget(self._inside)
        self._cards_stale = False
        self.hide()

    def show_problems(self, problems: list[tuple[str, Problem]]) -> None:
        if problems == self._problems:
            return
        self._problems = problems
        self.title.setText(f"{self._title}  ({len(problems)})")
        self.title.setAccessibleName(f"{self._title}: {len(problems)}")
        self._cards_stale = True
        self._fold(self.title.isChecked())
        self.setVisible(bool(problems))

    def _fold(self, open_: bool) -> None:
        self.title.setIcon(look.icon("chevron-down" if open_ else "chevron-right", "muted"))
        if open_ and self._cards_stale:
            self._build()
        self._inside.setVisible(open_)

    def _build(self) -> None:
        self._cards_stale = False
        while (item := self._cards.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for place, problem in self._problems:
            self._cards.addWidget(self._card(place, problem))

    def _card(self, place: str, problem: Problem) -> QFrame:
        card = QFrame()
        look.say(card, role="problem")
        column = QVBoxLayout(card)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(0)
        if self._name == "unanswered":
            button = WordsButton([(problem.message, ""), (problem.law, "small")])
        else:
            button = WordsButton([(place, "part"), (problem.message, ""), (problem.law, "small")])
            button.setAccessibleName(f"{place}: {problem.message}")
            button.setAccessibleDescription(problem.law)
        button.clicked.connect(partial(self._choose, problem.path))
        column.addWidget(button)
        for fix in problem.fixes:
            mend = FixButton(fix, problem)
            mend.chosen.connect(self.fix_chosen)
            column.addWidget(mend)
        return card

    def _choose(self, path: Path) -> None:
        self.chosen.emit(path)
