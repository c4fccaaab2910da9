"""An icon that takes its colour from the theme in the moment it is painted, for buttons, menus and lists."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from drafter.ui.drawings import renderer


def token_icon(name: str, colour: str, tokens: Mapping[str, str]) -> QIcon:
    """The Lucide icon in the colour that `tokens` have by that name. `look.icon` is the door to it."""
    return QIcon(_TokenIcon(name, colour, tokens))


class _TokenIcon(QIconEngine):
    """Looks its colour up when it is painted."""

    def __init__(self, name: str, colour: str, tokens: Mapping[str, str]) -> None:
        super().__init__()
        self._name, self._colour, self._tokens = name, colour, tokens

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        colour = "faint" if mode == QIcon.Mode.Disabled else self._colour
        renderer(self._name, self._tokens[colour]).render(painter, QRectF(_middle(rect)))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        colour = "faint" if mode == QIcon.Mode.Disabled else self._colour
        return _drawn(self._name, self._tokens[colour], size.width(), size.height())

    def clone(self) -> QIconEngine:
        return _TokenIcon(self._name, self._colour, self._tokens)


@lru_cache(maxsize=256)
def _drawn(name: str, colour: str, width: int, height: int) -> QPixmap:
    """The icon as it is painted in the middle of so many pixels; pages hold the same few icons many times."""
    made = QPixmap(width, height)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    renderer(name, colour).render(painter, QRectF(_middle(made.rect())))
    painter.end()
    return made


def _middle(rect: QRect) -> QRect:
    side = min(rect.width(), rect.height())
    return QRect(rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2, side, side)
