"""The column that pages are read in: no wider than lines are easy to read, and as wide with a scroll bar as without."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from drafter.ui import look

WIDEST = 640
"""The widest the column gets, in pixels at the usual size of text: a box in it holds 75 to 80 letters in a line, and
longer lines are hard to read."""
NARROW = 650
"""Pages narrower than this have hardly a margin."""


def column_of(area: QScrollArea) -> QVBoxLayout:
    """A column in the middle of the area, to be filled."""
    page = QWidget()
    page.setObjectName("page")
    area.setWidget(page)
    across = QHBoxLayout(page)
    middle = QWidget()
    across.addStretch(0)
    across.addWidget(middle, 1)
    across.addStretch(0)
    column = QVBoxLayout(middle)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(14)
    _Margins(area, across, middle)
    return column


class _Margins(QObject):
    """Nothing jumps when a scroll bar comes: the margin gives the room it takes."""

    def __init__(self, area: QScrollArea, across: QHBoxLayout, middle: QWidget) -> None:
        super().__init__(area)
        self._area, self._across, self._middle = area, across, middle
        area.verticalScrollBar().rangeChanged.connect(self._keep_width)
        area.installEventFilter(self)
        self._keep_width()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange):
            self._keep_width()
        return super().eventFilter(watched, event)

    def _keep_width(self) -> None:
        bar = self._area.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() else 0
        side = 28 if self._area.width() > NARROW else 6
        self._middle.setMaximumWidth(look.scaled(WIDEST))
        self._across.setContentsMargins(side, 26, side + 12 - taken, 28)
