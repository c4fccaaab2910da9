"""Problems of one sort under a title that folds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from drafter.model.problem import SPELLING, Problem
from drafter.ui import look
from drafter.ui.problem_card import ProblemCard
from drafter.ui.sign import Sign


class Card(NamedTuple):
    """A problem, what its place is called, and what stands in the box for its reason."""

    problem: Problem
    place: str
    reason: str


class ProblemGroup(QWidget):
    """Hidden while there are none. Its cards are made when it is first unfolded. `asked_again` carries the problems
    whose reason is taken back: one, or all. `meant` finds what may have been meant by a misspelt word."""

    chosen = Signal(object)
    fix_chosen = Signal(object)
    said = Signal(object, str)
    typed = Signal(object, str)
    asked_again = Signal(object)
    respelt = Signal(object, str)
    word_added = Signal(str)

    def __init__(self, name: str, title: str, sign: tuple[str, str], parent: QWidget | None = None, *,
                 is_open: bool = False) -> None:
        super().__init__(parent)
        self._name, self._title = name, title
        self._shown: list[Card] = []
        self._read_only = self._stale = False
        self.meant: Callable[[str], Sequence[str]] = lambda word: ()
        self._cards: list[ProblemCard] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(10, 0, 0, 0)
        top.addWidget(Sign(*sign, 16))
        self.title = QPushButton()
        look.say(self.title, role="fold")
        self.title.setCheckable(True)
        self.title.setChecked(is_open)
        self.title.toggled.connect(self._fold)
        top.addWidget(self.title, 1)
        column.addLayout(top)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.all_button = QPushButton("Show all of them again")
        look.say(self.all_button, role="quiet")
        self.all_button.clicked.connect(self._ask_all_again)
        self.all_button.hide()
        self._column.addWidget(self.all_button)
        column.addWidget(self._inside)
        self.hide()

    def show_cards(self, cards: Sequence[Card], read_only: bool = False) -> None:
        """`read_only`: the problems are shown and nothing is done about them."""
        same = [(one.problem, one.place) for one in cards] == [(one.problem, one.place) for one in self._shown]
        if same and read_only == self._read_only:
            return
        self._shown, self._read_only, self._stale = list(cards), read_only, True
        self.title.setText(f"{self._title}  ({len(cards)})")
        self.title.setAccessibleName(f"{self._title}: {len(cards)}")
        self.all_button.setVisible(self._name == "dismissed" and len(cards) > 1 and not read_only)
        self._fold(self.title.isChecked())
        self.setVisible(bool(cards))

    def unfolded(self, problem: Problem) -> ProblemCard | None:
        """The card of the problem, in sight; None where it is not here."""
        self.title.setChecked(True)
        return next((card for card in self._cards if card.problem == problem), None)

    def _fold(self, open_: bool) -> None:
        self.title.setIcon(look.icon("chevron-down" if open_ else "chevron-right", "muted"))
        if open_ and self._stale:
            self._build()
        self._inside.setVisible(open_)

    def _build(self) -> None:
        """The cards anew. Whoever was at one of them goes on with the one in its place."""
        self._stale = False
        focus = QApplication.focusWidget()
        here = next((n for n, card in enumerate(self._cards) if focus is not None and card.isAncestorOf(focus)), None)
        old, self._cards = self._cards, [self._card(card) for card in self._shown]
        for new in self._cards:
            self._column.addWidget(new)
            new.show()
        if here is not None and self._cards:
            self._cards[min(here, len(self._cards) - 1)].focus()
        for card in old:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()

    def _card(self, shown: Card) -> ProblemCard:
        meant = self.meant(shown.problem.about) if shown.problem.code == SPELLING and not self._read_only else ()
        card = ProblemCard(shown.problem, shown.place, reason=shown.reason, blank=self._name == "unanswered",
                           read_only=self._read_only, meant=meant)
        card.chosen.connect(self.chosen)
        card.fix_chosen.connect(self.fix_chosen)
        card.said.connect(self.said)
        card.typed.connect(self.typed)
        card.asked_again.connect(self._ask_again)
        card.respelt.connect(self.respelt)
        card.word_added.connect(self.word_added)
        return card

    def _ask_again(self, problem: Problem) -> None:
        self.asked_again.emit((problem,))

    def _ask_all_again(self) -> None:
        self.asked_again.emit(tuple(card.problem for card in self._shown))
