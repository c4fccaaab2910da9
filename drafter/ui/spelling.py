"""Spelling in the window of a draft: the lists are loaded a moment after the page can be typed into, and follow the
draft."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from drafter.app.work import Work
from drafter.model.answers import Answers
from drafter.model.failure import Failure
from drafter.model.problem import Problem
from drafter.ui.editors.spelling import SpellingSource
from drafter.ui.problems_panel import ProblemGroups

PAUSE = 300
"""Milliseconds without a key."""


class Spelling(QObject):
    """`said` carries what an officer should know: a word was added, or a list could not be read. `done` tells what was
    written, and that undo takes it back."""

    said = Signal(str)
    done = Signal(str, bool)

    def __init__(self, work: Work, parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        self._names: tuple[str, ...] | None = None
        self.source = SpellingSource(parent, self.add)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.load)
        self._later.start(PAUSE)
        work.session.changed.connect(self._follow)

    def serve(self, groups: ProblemGroups) -> None:
        """What may have been meant by the misspellings in this list, and what is done about them."""
        groups.meant = self._meant
        groups.respelt.connect(self._respell)
        groups.word_added.connect(self.add)

    def _meant(self, word: str) -> tuple[str, ...]:
        from drafter.checks.spelling import MOST

        speller = self.source.speller
        return speller.suggestions(word, MOST) if speller is not None else ()

    def _respell(self, problem: Problem, meant: str) -> None:
        """In the answer as it is now, which may have changed since the list was shown."""
        from drafter.checks.spelling import respelling

        session = self._work.session
        fix = respelling(problem, session.answers, meant)
        session.apply_fix(fix)
        self.done.emit(f"{fix.label}: done.", True)

    def _found(self, answers: Answers) -> tuple[Problem, ...]:
        from drafter.checks.spelling import spelling_problems

        speller = self.source.speller
        return spelling_problems(answers, speller) if speller is not None else ()

    def add(self, word: str) -> None:
        """Into the officer's own list; it is underlined nowhere from now on."""
        from drafter.storage.word_lists import add_own_word

        try:
            add_own_word(word, self._work.home)
        except Failure as failure:
            self.said.emit(str(failure))
            return
        self.load()
        self.said.emit(f"\"{word}\" is among your words now.")

    def load(self) -> None:
        """The lists as they are now."""
        from drafter.app.spelling import speller

        answers = self._work.session.answers
        self._names = self._named()
        try:
            loaded, note = speller(answers, self._work.home)
        except Failure as failure:
            self.source.use(None)
            self.said.emit(str(failure))
            return
        self.source.use(loaded, answers.form.spelling.names)
        self._work.session.use_spelling(self._found)
        if note:
            self.said.emit(note)

    def _follow(self) -> None:
        """A name that was entered is no misspelling anywhere: once it is written, all is looked at again."""
        if self._names is not None and self._names != self._named():
            self._later.start(PAUSE)

    def _named(self) -> tuple[str, ...]:
        answers = self._work.session.answers
        return tuple(text for path, text in answers.texts() if path.field in answers.form.spelling.names)
