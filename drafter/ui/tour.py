"""Five things to know, each beside what it speaks of. The tour can be left at any step, and taken again from Help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from drafter.ui import look
from drafter.ui.announce import announce
from drafter.ui.words import plain_label

WIDTH = 380
"""Pixels of the card, at the usual size of text."""
GAP = 14
"""Pixels between the card and what it speaks of."""


@dataclass(frozen=True)
class Step:
    """`shows` gives the widget the step speaks of; where it is not in sight the card stands in the middle."""

    title: str
    words: str
    shows: Callable[[], QWidget]


class Tour(QFrame):
    """Over the whole window. `over` says that it was taken or left."""

    over = Signal()

    def __init__(self, steps: Sequence[Step], parent: QWidget) -> None:
        super().__init__(parent)
        self._steps, self._at, self._window = tuple(steps), 0, parent
        self._before = parent.focusWidget()
        self.setObjectName("tour")
        self.card = QFrame(self)
        look.say(self.card, role="card")
        self._inside = column = QVBoxLayout(self.card)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(8)
        self._count, self._title, self._words = (plain_label("", role) for role in ("small", "title", ""))
        for label in (self._count, self._title, self._words):
            column.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.next = QPushButton("&Next")
        look.say(self.next, role="primary")
        self.back = QPushButton("&Back")
        self.leave_button = QPushButton("&Leave the tour")
        look.say(self.leave_button, role="quiet")
        for button, act in ((self.next, self._go_on), (self.back, self._go_back), (self.leave_button, self.leave)):
            button.setAutoDefault(True)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        parent.installEventFilter(self)
        self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        self._show_step()

    def leave(self) -> None:
        if self._before is not None:
            self._before.setFocus()
        self.hide()
        self.over.emit()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
            self._place()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays in the card while it is there."""
        stops = [one for one in (self.next, self.back, self.leave_button) if one.isVisible()]
        if not stops:
            return False
        now = next((n for n, one in enumerate(stops) if one.hasFocus()), -1)
        stops[(now + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """A veil, with a window in it to what the step speaks of."""
        painter = QPainter(self)
        veil = QColor(look.TOKENS["text" if look.TOKENS["window"] > "#888888" else "window"])
        veil.setAlpha(120)
        shown = self._shown()
        for area in _around(self.rect(), shown):
            painter.fillRect(area, veil)
        if not shown.isEmpty():
            painter.setPen(QPen(QColor(look.TOKENS["focus"]), 3))
            painter.drawRect(shown)
        painter.end()

    def _go_on(self) -> None:
        if self._at + 1 == len(self._steps):
            self.leave()
        else:
            self._at += 1
            self._show_step()

    def _go_back(self) -> None:
        self._at = max(0, self._at - 1)
        self._show_step()

    def _show_step(self) -> None:
        step, last = self._steps[self._at], self._at + 1 == len(self._steps)
        self._count.setText(f"{self._at + 1} of {len(self._steps)}")
        self._title.setText(step.title)
        self._words.setText(step.words)
        self.next.setText("&Begin" if last else "&Next")
        self.back.setVisible(self._at > 0)
        self.leave_button.setVisible(not last)
        self._place()
        self.next.setAccessibleDescription(f"{step.title}. {step.words}")
        self.next.setFocus()
        announce(self, f"{self._count.text()}: {step.title}. {step.words}")

    def _shown(self) -> QRect:
        widget = self._steps[self._at].shows()
        if not widget.isVisible():
            return QRect()
        return QRect(widget.mapTo(self._window, QPoint(0, 0)), widget.size()).intersected(self.rect())

    def _place(self) -> None:
        """Beside what it shows, where there is room; else in the middle."""
        width = min(look.scaled(WIDTH), self.width() - 2 * GAP)
        self.card.setFixedSize(width, self._inside.totalHeightForWidth(width))
        card, shown, whole = self.card.rect(), self._shown(), self.rect().adjusted(GAP, GAP, -GAP, -GAP)
        middle = whole.center() - card.center()
        beside = [QPoint(shown.right() + GAP, max(whole.top(), shown.top())),
                  QPoint(shown.left() - GAP - card.width(), max(whole.top(), shown.top())),
                  QPoint(shown.left(), shown.bottom() + GAP), QPoint(shown.left(), shown.top() - GAP - card.height())]
        fits = (at for at in beside if not shown.isEmpty() and whole.contains(card.translated(at)))
        self.card.move(next(fits, middle))
        self.update()


def _around(whole: QRect, hole: QRect) -> list[QRect]:
    if hole.isEmpty():
        return [whole]
    top, bottom = hole.top(), hole.bottom() + 1
    return [QRect(0, 0, whole.width(), top), QRect(0, bottom, whole.width(), whole.height() - bottom),
            QRect(0, top, hole.left(), hole.height()),
            QRect(hole.right() + 1, top, whole.width() - hole.right(), hole.height())]
