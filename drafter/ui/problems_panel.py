"""What is left to put right, in one list: click or Enter goes to the place, a button mends it at once.

What must be fixed comes first, then what must be explained, then, folded, what is still to answer, advice, and
misspellings; last what was explained and what was dismissed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from drafter.app.progress import is_unanswered
from drafter.checks.explaining import said_before
from drafter.model.answers import Answers
from drafter.model.draft import Path
from drafter.model.problem import SPELLING, Problem
from drafter.ui.places import place_name
from drafter.ui.problem_group import Card, ProblemGroup
from drafter.ui.words import plain_label

GROUPS = {"must_fix": "Must be fixed", "must_explain": "Must be explained", "unanswered": "Still to answer",
          "advice": "Advice", "spelling": "Spelling", "explained": "Explained", "dismissed": "Dismissed advice"}
SIGNS = {"must_fix": ("circle-alert", "error"), "must_explain": ("triangle-alert", "warning"),
         "unanswered": ("circle", "faint"), "advice": ("info", "muted"),
         "spelling": ("underline", "muted"),
         "explained": ("circle-check", "success"), "dismissed": ("eye-off", "faint")}


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

    def focus_reason(self, problem: Problem) -> None:
        """Put the cursor into the box for its reason, and bring it into view."""
        card = self.groups["must_explain"].unfolded(problem)
        if card is not None:
            card.focus()
            QTimer.singleShot(0, card, lambda: self.ensureWidgetVisible(card, 0, 10))


class ProblemGroups(QWidget):
    """All problems in their groups, one below the other. What is typed into a box for a reason and not yet kept stays
    there, whatever else changes.

    `explained` carries a problem and the reason for it, "" for advice that is dismissed; `asked_again` the problems
    whose reason is taken back; `respelt` a misspelling and what was meant, `word_added` a word that is right.
    """

    chosen = Signal(object)
    fix_chosen = Signal(object)
    explained = Signal(object, str)
    asked_again = Signal(object)
    respelt = Signal(object, str)
    word_added = Signal(str)
    rebuilt = Signal()

    def __init__(self, parent: QWidget | None = None, open_: Collection[str] = ("must_fix", "must_explain")) -> None:
        """`open_`: the groups that are unfolded at first."""
        super().__init__(parent)
        self.read_only = False
        self.meant: Callable[[str], Sequence[str]] = lambda word: ()
        self._shown: list[tuple[str, Card]] = []
        self._typed: dict[Finding, str] = {}
        self._unkept: set[Finding] = set()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.empty = plain_label("Nothing must be fixed or explained.", "muted")
        self.empty.setContentsMargins(10, 10, 10, 0)
        column.addWidget(self.empty)
        self.groups = {name: ProblemGroup(name, title, SIGNS[name], is_open=name in open_)
                       for name, title in GROUPS.items()}
        for group in self.groups.values():
            column.addWidget(group)
            group.chosen.connect(self.chosen)
            group.fix_chosen.connect(self.fix_chosen)
            group.said.connect(self._say)
            group.typed.connect(self._type)
            group.asked_again.connect(self._ask_again)
            group.respelt.connect(self.respelt)
            group.word_added.connect(self.word_added)
            group.meant = self._meant

    def show_problems(self, problems: Sequence[Problem], answers: Answers) -> None:
        """Built again only where something differs."""
        shown = [(_group_of(p, answers), self._card(p, problems, answers)) for p in problems]
        if [(group, card.problem, card.place) for group, card in shown] == [
                (group, card.problem, card.place) for group, card in self._shown]:
            return
        had_focus = self._has_focus()
        self._shown = shown
        for name, group in self.groups.items():
            group.show_cards([card for which, card in shown if which == name], self.read_only)
        self.empty.setVisible(not any(which in _TO_DO for which, _ in shown))
        if had_focus and not self._has_focus():
            self.focus_first()
        self.rebuilt.emit()

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def focus_first(self) -> None:
        """The title of the first group there is."""
        first = next((group for group in self.groups.values() if not group.isHidden()), None)
        if first is not None:
            first.title.setFocus()

    def unkept(self) -> list[tuple[Problem, str]]:
        """The reasons that were typed and are not kept yet."""
        open_ = [card.problem for _, card in self._shown if card.problem.is_open]
        return [(problem, self._typed[_key(problem)]) for problem in open_ if _key(problem) in self._unkept]

    def _card(self, problem: Problem, problems: Sequence[Problem], answers: Answers) -> Card:
        reason = self._typed.get(_key(problem))
        if reason is None and problem.is_open and problem.severity == "must_explain":
            reason = said_before(answers.draft, problem, problems)
        return Card(problem, place_name(problem.path, answers), reason or "")

    def _meant(self, word: str) -> Sequence[str]:
        return self.meant(word)

    def _type(self, problem: Problem, reason: str) -> None:
        key = _key(problem)
        self._typed[key] = reason
        (self._unkept.add if reason.strip() else self._unkept.discard)(key)

    def _say(self, problem: Problem, reason: str) -> None:
        self.explained.emit(problem, reason)

    def kept(self, problem: Problem) -> None:
        """The reason for it stands in the draft now."""
        self._unkept.discard(_key(problem))

    def _ask_again(self, problems: Sequence[Problem]) -> None:
        for problem in problems:
            if problem.explained is not None:
                self._typed[_key(problem)] = problem.explained.reason
        self.asked_again.emit(tuple(problems))


_TO_DO = ("must_fix", "must_explain", "unanswered")
Finding = tuple[str, Path, str]


def _key(problem: Problem) -> Finding:
    return problem.code, problem.path, problem.message


def _group_of(problem: Problem, answers: Answers) -> str:
    if problem.explained is not None:
        return "explained" if problem.explained.reason else "dismissed"
    if problem.severity == "must_fix" and is_unanswered(problem, answers):
        return "unanswered"
    return "spelling" if problem.code == SPELLING else problem.severity
