"""The problems of one field, said above its control: the sentence, its law, and the ways to put it right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from drafter.model.problem import Problem
from drafter.ui.sign import Sign
from drafter.ui.words import plain_label
from drafter.ui.words_button import FixButton, WordsButton

_ROLE = {"must_fix": "error", "must_explain": "warning", "advice": "muted"}
_ICON = {"must_fix": "circle-alert", "must_explain": "triangle-alert", "advice": "info"}
_WORD = {"must_fix": "Problem", "must_explain": "To explain", "advice": "Advice"}


class ProblemLines(QWidget):
    """Nothing at all where there is no problem. `state` is the word for the style sheet. `reason_wanted` carries the
    problem whose reason the officer goes to write."""

    fix_chosen = Signal(object)
    reason_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Problem, ...] = ()
        self._lines: list[QWidget] = []
        self._column: QVBoxLayout | None = None
        self.hide()

    @property
    def state(self) -> str:
        severities = {problem.severity for problem in self._shown}
        return "error" if "must_fix" in severities else "warning" if "must_explain" in severities else ""

    @property
    def sentences(self) -> list[str]:
        return [f"{_WORD[problem.severity]}: {problem.message}" for problem in self._shown]

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show these and no others; left alone where they are shown already."""
        if problems == self._shown:
            return
        self._shown = problems
        if self._column is None:
            self._column = QVBoxLayout(self)
            self._column.setContentsMargins(0, 0, 0, 2)
            self._column.setSpacing(2)
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(problem) for problem in problems]
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(problems))

    def _line(self, problem: Problem) -> QWidget:
        role = _ROLE[problem.severity]
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Sign(_ICON[problem.severity], role, 18), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(plain_label(problem.message, role))
        if problem.source:
            words.addWidget(plain_label(problem.source, "muted"))
        if problem.severity == "must_explain":
            words.addWidget(self._way_to_the_reason(problem))
        for fix in problem.fixes:
            button = FixButton(fix, problem)
            button.chosen.connect(self.fix_chosen)
            words.addWidget(button)
        row.addLayout(words, 1)
        return line

    def _way_to_the_reason(self, problem: Problem) -> WordsButton:
        words = "Or say why it is right as it is (F8)" if problem.fixes else "Say why it is right as it is (F8)"
        button = WordsButton([(words, "link")], ("pencil", "accent"))
        button.setAccessibleDescription(problem.message)
        button.clicked.connect(partial(self.reason_wanted.emit, problem))
        return button
