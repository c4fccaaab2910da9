"""One problem in the list: what it is and where, its source and why it matters, and every way to deal with it.

A click goes to the place. A fix mends it at once. What must be explained has a box for the reason, advice a button that
dismisses it; what was explained or dismissed has one that asks again.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from drafter.model.figures import printed_date
from drafter.model.problem import SPELLING, Problem
from drafter.ui import look
from drafter.ui.reason_box import ReasonBox
from drafter.ui.words import plain_label
from drafter.ui.words_button import FixButton, WordsButton


class ProblemCard(QFrame):
    """`said` carries the problem and the reason for it, "" for advice that is dismissed; `asked_again` the problem;
    `respelt` a misspelling and what was meant, `word_added` a word that is right.
    `typed` tells what is in the box for the reason before it is kept."""

    chosen = Signal(object)
    fix_chosen = Signal(object)
    said = Signal(object, str)
    typed = Signal(object, str)
    asked_again = Signal(object)
    respelt = Signal(object, str)
    word_added = Signal(str)

    def __init__(self, problem: Problem, place: str, *, reason: str = "", blank: bool = False,
                 read_only: bool = False, meant: Sequence[str] = (), parent: QWidget | None = None) -> None:
        """`reason` stands in the box from the start. `blank`: nothing was typed there yet, and the sentence says it
        all. `meant` is what a misspelt word may be."""
        super().__init__(parent)
        self.problem = problem
        self.act: QWidget | None = None
        look.say(self, role="problem")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 4)
        self._column.setSpacing(0)
        self.button = self._words(place, blank)
        self._column.addWidget(self.button)
        if read_only:
            return
        if problem.is_open:
            for fix in problem.fixes:
                mend = FixButton(fix, problem)
                mend.chosen.connect(self.fix_chosen)
                self._column.addWidget(mend)
            if problem.code == SPELLING:
                self._offer_spellings(meant)
        if not blank:
            self._ways(reason)

    def focus(self) -> None:
        """Where the next thing to do with it is."""
        (self.act or self.button).setFocus()

    def _words(self, place: str, blank: bool) -> WordsButton:
        problem, more = self.problem, [*_because(self.problem), (source_words(self.problem), "small")]
        if blank:
            button = WordsButton([(problem.message, ""), *more])
        else:
            button = WordsButton([(place, "part"), (problem.message, ""), *more])
            button.setAccessibleName(f"{place}: {problem.message}")
            button.setAccessibleDescription(" ".join(words for words, _ in more if words))
        button.clicked.connect(self._choose)
        return button

    def _ways(self, reason: str) -> None:
        problem = self.problem
        row = QHBoxLayout()
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(4)
        if problem.why and problem.is_open:
            row.addWidget(self._why_button())
        if not problem.is_open:
            self.act = self._quiet(row, "Change the reason" if problem.explained and problem.explained.reason
                                   else "Show again", self._ask_again)
        elif problem.severity == "advice":
            self.act = self._quiet(row, "Dismiss", self._dismiss)
        row.addStretch(1)
        self._column.addLayout(row)
        if problem.why and problem.is_open:
            self._column.addWidget(self.why)
        if problem.is_open and problem.severity == "must_explain":
            self.reason = ReasonBox(problem, reason)
            self.reason.kept.connect(self._say)
            self.reason.typed.connect(self._type)
            self.act = self.reason.box
            self._column.addWidget(self.reason)

    def _offer_spellings(self, meant: Sequence[str]) -> None:
        """What may have been meant; and the word itself, for the officer's own list."""
        problem = self.problem
        ways = [(f'Write "{word}"', "check", partial(self.respelt.emit, problem, word)) for word in meant]
        ways.append((f'Add "{problem.about}" to my words', "plus", partial(self.word_added.emit, problem.about)))
        for words, sign, act in ways:
            button = WordsButton([(words, "link")], (sign, "accent"))
            button.setAccessibleDescription(problem.message)
            button.clicked.connect(act)
            self._column.addWidget(button)

    def _why_button(self) -> QPushButton:
        self.why = plain_label(self.problem.why, "hint")
        self.why.setContentsMargins(28, 0, 10, 4)
        self.why.hide()
        button = QPushButton("Why it matters")
        look.say(button, role="quiet")
        button.setCheckable(True)
        button.setIcon(look.icon("chevron-right", "accent"))
        button.setAccessibleDescription(self.problem.message)
        button.toggled.connect(self._show_why)
        self.why_button = button
        return button

    def _quiet(self, row: QHBoxLayout, words: str, act: object) -> QPushButton:
        button = QPushButton(words)
        look.say(button, role="quiet")
        button.setAccessibleDescription(self.problem.message)
        button.clicked.connect(act)
        row.addWidget(button)
        return button

    def _show_why(self, wanted: bool) -> None:
        self.why_button.setIcon(look.icon("chevron-down" if wanted else "chevron-right", "accent"))
        self.why.setVisible(wanted)

    def _choose(self) -> None:
        self.chosen.emit(self.problem.path)

    def _dismiss(self) -> None:
        self.said.emit(self.problem, "")

    def _ask_again(self) -> None:
        self.asked_again.emit(self.problem)

    def _say(self, reason: str) -> None:
        self.said.emit(self.problem, reason)

    def _type(self, reason: str) -> None:
        self.typed.emit(self.problem, reason)


def source_words(problem: Problem) -> str:
    """Where the demand comes from: the law, or the council's own rule; "" where neither stands behind it."""
    return problem.source if problem.local or not problem.law else f"Law: {problem.law}"


def _because(problem: Problem) -> list[tuple[str, str]]:
    said = problem.explained
    if said is None or not said.reason:
        return []
    by = ", ".join(filter(None, (said.who, printed_date(said.when) if said.when else "")))
    return [(f"Because: {said.reason}", "hint"), (by, "small")]
