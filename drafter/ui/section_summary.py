"""What is left to put right in one section, at the top of its page, each line a way to its question."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from drafter.model.form import Form
from drafter.model.problem import Problem
from drafter.ui import look
from drafter.ui.sign import Sign
from drafter.ui.words import plain_label
from drafter.ui.words_button import WordsButton


class SectionSummary(QFrame):
    """Shown once the officer asks for the check, and kept true from then on."""

    chosen = Signal(object)
    rebuilt = Signal()

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._asked = False
        self._shown: list[Problem] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        look.say(self, role="notice")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(8)
        self._sign = Sign("circle-check", "success", 18)
        self._title = plain_label("", "label")
        top.addWidget(self._sign)
        top.addWidget(self._title, 1)
        self._column.addLayout(top)
        self._links: list[WordsButton] = []
        self.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        self._asked = True
        self.update_problems(problems)
        self.show()

    def update_problems(self, problems: Sequence[Problem]) -> None:
        if not self._asked or list(problems) == self._shown:
            return
        self._shown = list(problems)
        number = len(problems)
        self._title.setText("Nothing must be put right in this section." if not number else
                            "One thing to put right in this section" if number == 1 else
                            f"{number} things to put right in this section")
        self._sign.show_sign("circle-alert" if number else "circle-check", "error" if number else "success")
        look.say(self, state="error" if number else "")
        self.setAccessibleName(self._title.text())
        for old in self._links:
            old.hide()
            old.deleteLater()
        self._links = [self._link(problem) for problem in problems]
        self.rebuilt.emit()

    def _link(self, problem: Problem) -> WordsButton:
        field = self._form.field(problem.path.field)
        link = WordsButton([(problem.message, "link"), (field.label.rstrip(":") if field else "", "muted")])
        link.clicked.connect(partial(self.chosen.emit, problem.path))
        self._column.addWidget(link)
        return link
