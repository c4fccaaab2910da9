"""Spelling in the window of a draft: the lists are loaded once the page is on the screen, and follow the draft."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from drafter.app.work import Work
from drafter.model.failure import Failure
from drafter.ui.editors.spelling import SpellingSource


class Spelling(QObject):
    """`said` carries what an officer should know: a word was added, or a list could not be read."""

    said = Signal(str)

    def __init__(self, work: Work, parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        self._names: tuple[str, ...] | None = None
        self.source = SpellingSource(parent, self.add)
        QTimer.singleShot(0, self, self.load)
        work.session.changed.connect(self._follow)

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
        if note:
            self.said.emit(note)

    def _follow(self) -> None:
        """A name that was entered is no misspelling anywhere."""
        if self._names is not None and self._names != self._named():
            self.load()

    def _named(self) -> tuple[str, ...]:
        answers = self._work.session.answers
        return tuple(text for path, text in answers.texts() if path.field in answers.form.spelling.names)
