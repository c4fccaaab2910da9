"""Reasons, as the officer gives them: whose they are is asked once, and kept in the settings."""

from __future__ import annotations

from pathlib import Path as FilePath

from PySide6.QtCore import QObject, Signal

from drafter.app import recent
from drafter.app.session import Session
from drafter.model.failure import Failure
from drafter.model.problem import Problem
from drafter.ui.dialogs import Dialogs
from drafter.ui.problems_panel import ProblemGroups


class Explaining(QObject):
    """`said` carries a sentence, and whether undo takes back what it speaks of."""

    said = Signal(str, bool)

    def __init__(self, session: Session, dialogs: Dialogs, home: FilePath, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._dialogs, self._home = session, dialogs, home
        self._lists: list[ProblemGroups] = []

    def serve(self, groups: ProblemGroups) -> None:
        """Keep the reasons that are given in this list of problems."""
        self._lists.append(groups)
        groups.explained.connect(self.explain)
        groups.asked_again.connect(self.ask_again)

    def explain(self, problem: Problem, reason: str) -> None:
        """Keep the reason, or dismiss advice; without a name, or words that give one, nothing is changed."""
        if not reason:
            self._session.explain(problem, "", recent.settings(self._home).name)
            self.said.emit("Advice dismissed. It is kept under Dismissed advice.", True)
            return
        name = recent.settings(self._home).name or self._ask_name()
        if name is not None:
            self._keep(problem, reason, name)

    def ask_again(self, problems: tuple[Problem, ...]) -> None:
        self._session.ask_again(problems)
        self.said.emit("Shown again.", True)

    def keep_typed(self) -> None:
        """Keep what was typed and not kept yet, before anything is saved or left. Nothing is asked."""
        name = recent.settings(self._home).name
        for groups in self._lists:
            for problem, reason in groups.unkept():
                self._keep(problem, reason, name, quietly=True)

    def _keep(self, problem: Problem, reason: str, name: str, *, quietly: bool = False) -> None:
        try:
            self._session.explain(problem, reason, name)
        except Failure as failure:
            if not quietly:
                self.said.emit(str(failure), False)
            return
        for groups in self._lists:
            groups.kept(problem)
        if not quietly:
            self.said.emit("The reason is kept, and printed on the certificate.", True)

    def _ask_name(self) -> str | None:
        name = self._dialogs.whose_reason()
        if name:
            try:
                recent.choose_name(name, self._home)
            except Failure as failure:
                self._dialogs.tell(failure)
        return name
