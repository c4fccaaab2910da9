"""A small picture that says nothing on its own: it stands beside words, and screen readers pass it by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from drafter.ui import look

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class Sign(QWidget):
    """An icon in the colour of the theme worn when it is painted."""

    def __init__(self, name: str, colour: str = "text", side: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._colour, self._side = name, colour, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_sign(self, name: str, colour: str) -> None:
        if (name, colour) != (self._name, self._colour):
            self._name, self._colour = name, colour
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look.paint_icon(painter, self._name, self._colour,
                        QRect(0, (self.height() - self._side) // 2, self._side, self._side))
        painter.end()
