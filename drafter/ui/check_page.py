"""The whole draft before it goes out: what must be fixed, what must be explained, the record as cards, and the ways on.

It looks at everything, and follows only while it is on the screen.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from drafter.app.progress import is_unanswered, progress
from drafter.app.session import Session
from drafter.model.problem import Problem
from drafter.ui import look
from drafter.ui.announce import announce
from drafter.ui.answer_cards import AnswerCards, cards_of
from drafter.ui.column import column_of
from drafter.ui.editors.tab_order import put_after
from drafter.ui.problems_panel import ProblemGroups
from drafter.ui.sign import Sign
from drafter.ui.words import plain_label

TITLE = "Check and create"


class CheckPage(QWidget):
    """`sign_wanted` and `share_wanted` ask for the record, `papers_wanted` for any of the papers."""

    chosen = Signal(object)
    fix_chosen = Signal(object)
    change_wanted = Signal(str)
    sign_wanted = Signal()
    share_wanted = Signal()
    papers_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName("page")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.area = QScrollArea()
        self.area.setObjectName("page")
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = column_of(self.area)
        self.heading = plain_label(TITLE, "heading")
        self.heading.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.heading.setAccessibleName(TITLE)
        column.addWidget(self.heading)
        column.addWidget(self._summary())
        self.groups = ProblemGroups(open_=("must_fix", "must_explain", "unanswered"))
        self.groups.chosen.connect(self.chosen)
        self.groups.fix_chosen.connect(self.fix_chosen)
        self._left = QFrame()
        look.say(self._left, role="card")
        inside = QVBoxLayout(self._left)
        inside.setContentsMargins(10, 8, 10, 8)
        inside.addWidget(self.groups)
        column.addWidget(self._left)
        column.addWidget(plain_label("What the record says", "title"))
        self.cards = AnswerCards()
        self.cards.change_wanted.connect(self.change_wanted)
        column.addWidget(self.cards)
        column.addStretch(1)
        whole.addWidget(self.area, 1)
        self._band = self._ways_on()
        whole.addWidget(self._band)

    def _summary(self) -> QFrame:
        self.summary = QFrame()
        self.summary.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        look.say(self.summary, role="notice")
        row = QHBoxLayout(self.summary)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(10)
        self._sign = Sign("circle-check", "success", 20)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.title = plain_label("", "label")
        self._more = plain_label("")
        words.addWidget(self.title)
        words.addWidget(self._more)
        row.addLayout(words, 1)
        return self.summary

    def _ways_on(self) -> QFrame:
        """Always in sight, below what scrolls."""
        band = QFrame()
        band.setObjectName("ways")
        row = self._ways = QBoxLayout(QBoxLayout.Direction.LeftToRight, band)
        row.setContentsMargins(28, 10, 28, 10)
        row.setSpacing(10)
        self.sign_button = _button("Create the &Word record for signature", "file-text", self.sign)
        self.share_button = _button("Create a &draft to share", "file-pen", self.share_wanted.emit)
        self.papers_button = _button("&Other papers…", "list", self.papers_wanted.emit)
        for button in (self.sign_button, self.share_button, self.papers_button):
            row.addWidget(button)
        row.addStretch(1)
        return band

    def resizeEvent(self, event: QResizeEvent) -> None:
        """No button is cut off: where they have no room side by side they stand one below the other."""
        super().resizeEvent(event)
        needed = sum(one.sizeHint().width() for one in (self.sign_button, self.share_button, self.papers_button)) + 90
        way = QBoxLayout.Direction
        self._ways.setDirection(way.LeftToRight if self.width() >= needed else way.TopToBottom)

    def show_session(self) -> None:
        """All in line with the draft, scrolled to where it was."""
        session = self.session
        fix, explain = self._of("must_fix"), self._of("must_explain")
        self.title.setText(_title(len(fix), len(explain)))
        self._more.setText(_more(fix, explain, self.session))
        self._more.setVisible(bool(self._more.text()))
        self.summary.setAccessibleName(f"{self.title.text()} {self._more.text()}".strip())
        state = "error" if fix else "warning" if explain else ""
        look.say(self.summary, state=state)
        self._sign.show_sign(*{"error": ("circle-alert", "error"), "warning": ("triangle-alert", "warning"),
                               "": ("circle-check", "success")}[state])
        for button, primary in ((self.sign_button, not fix), (self.share_button, bool(fix))):
            look.say(button, role="primary" if primary else "")
            button.setIcon(look.icon("file-text" if button is self.sign_button else "file-pen",
                                     "on_accent" if primary else "text"))
        self.groups.show_problems(session.problems, session.answers)
        self._left.setVisible(bool(session.problems))
        self.cards.show_cards(cards_of(session.answers, progress(session.answers, session.problems)))
        for before, after in pairwise((self.summary, self.groups, *self.cards.frames, self._band)):
            put_after(before, after)

    def _of(self, severity: str) -> list[Problem]:
        return [problem for problem in self.session.problems if problem.severity == severity and problem.is_open]

    def sign(self) -> None:
        """For signature nothing may be left; else the list of what is left takes the focus, and is read out."""
        if not self._of("must_fix") and not self._of("must_explain"):
            self.sign_wanted.emit()
            return
        self.area.verticalScrollBar().setValue(0)
        self.summary.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.summary.accessibleName())

    def focus_heading(self) -> None:
        self.area.verticalScrollBar().setValue(0)
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{TITLE}. {self.summary.accessibleName()}")


def _button(words: str, icon: str, act: object) -> QPushButton:
    button = QPushButton(words)
    button.setIcon(look.icon(icon))
    button.setAutoDefault(True)
    button.clicked.connect(lambda _checked=False: act())  # type: ignore[operator]
    return button


def _title(fix: int, explain: int) -> str:
    if fix:
        return ("One thing must be put right before the record can be signed." if fix == 1 else
                f"{fix} things must be put right before the record can be signed.")
    if explain:
        return ("The record is ready but for one thing to explain." if explain == 1 else
                f"The record is ready but for {explain} things to explain.")
    return "The record is ready for signature."


def _more(fix: list[Problem], explain: list[Problem], session: Session) -> str:
    if not fix:
        return ""
    too = f"{'One thing' if len(explain) == 1 else len(explain)} must be explained too. " if explain else ""
    unanswered = sum(is_unanswered(problem, session.answers) for problem in fix)
    if unanswered == len(fix):
        open_ = "All of them are still to answer. "
    else:
        open_ = f"{unanswered} of them {'is' if unanswered == 1 else 'are'} still to answer. "
    return (open_ if unanswered and len(fix) > 1 else "") + too + "A draft to share can be made at any time."
