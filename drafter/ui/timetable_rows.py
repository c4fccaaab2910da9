"""The stops of the timetable as rows of a list: a rail with a sign for each day, and the words beside it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from drafter.app.course import Kind, Stop
from drafter.ui import look

SIGNS: dict[Kind, tuple[str, str]] = {"written": ("circle-dot", "accent"), "counted": ("circle", "muted"),
                                      "wrong": ("circle-alert", "error"), "today": ("clock", "accent")}
STOP = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
RAIL, WORDS, GAP = 26, 48, 9
"""Pixels from the left to the rail and to the words, and above and below each row."""


class Stops(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.stops: tuple[Stop, ...] = ()

    def show(self, stops: tuple[Stop, ...]) -> None:
        """A change of words keeps the place one is at; built again where days come or go."""
        if len(stops) != len(self.stops):
            self.beginResetModel()
            self.stops = stops
            self.endResetModel()
        elif stops != self.stops:
            self.stops = stops
            self.dataChanged.emit(self.index(0), self.index(len(stops) - 1))
            self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.stops)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        stop = self.stops[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return stop.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return stop.said
            case Qt.ItemDataRole.ToolTipRole:
                return "Go to the question" if stop.field else None
            case _ if role == STOP:
                return stop
        return None


class StopRow(QStyledItemDelegate):
    """As high as its words need at the width there is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else 320
        height = sum(_height(text, font, width - WORDS - 16)
                     for text, font, _ in _lines(index.data(STOP), option.font))
        return QSize(120, height + 2 * GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        stop, area = index.data(STOP), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = chosen and option.widget.hasFocus()
        if focused:
            painter.setPen(QPen(QColor(look.TOKENS["focus"]), 3))
            painter.setBrush(QColor(look.TOKENS["accent_soft"]))
            painter.drawRoundedRect(area.adjusted(6, 2, -6, -2), 6, 6)
        self._rail(painter, area, index)
        sign, colour = SIGNS[stop.kind]
        middle = area.top() + GAP + QFontMetrics(option.font).height() // 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.TOKENS["accent_soft" if focused else "surface"]))
        painter.drawEllipse(QRect(area.left() + RAIL - 11, middle - 11, 22, 22))
        look.paint_icon(painter, sign, colour, QRect(area.left() + RAIL - 9, middle - 9, 18, 18))
        self._words(painter, option, area, stop)
        painter.restore()

    def _rail(self, painter: QPainter, area: QRect, index: Index) -> None:
        """From the day before to the day after; it begins at the first sign and ends at the last."""
        last = index.model().rowCount() - 1
        top = area.top() if index.row() else area.top() + GAP
        bottom = area.bottom() if index.row() < last else area.top() + GAP + 10
        painter.setPen(QPen(QColor(look.TOKENS["border"]), 2))
        painter.drawLine(area.left() + RAIL, top, area.left() + RAIL, bottom)

    def _words(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, stop: Stop) -> None:
        top, width = area.top() + GAP, area.width() - WORDS - 16
        for text, font, colour in _lines(stop, option.font):
            painter.setFont(font)
            painter.setPen(QColor(look.TOKENS[colour]))
            height = _height(text, font, width)
            painter.drawText(QRect(area.left() + WORDS, top, width, height), Qt.TextFlag.TextWordWrap, text)
            top += height


def _lines(stop: Stop, base: QFont) -> Iterator[tuple[str, QFont, str]]:
    """Each line with its font and the name of its colour."""
    bold, small = QFont(base), QFont(base)
    bold.setWeight(QFont.Weight.DemiBold)
    small.setPointSizeF(base.pointSizeF() * 0.92)
    if stop.kind == "today":
        yield f"{stop.name}, {stop.day}", bold, "accent"
        return
    yield stop.day, bold, "text"
    yield stop.name, base, "text"
    if stop.warning:
        yield stop.warning, bold, "error"
    yield stop.count, small, "muted"
    yield stop.source, small, "muted"
    if stop.doubt:
        yield stop.doubt, small, "warning"


def _height(text: str, font: QFont, width: int) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, max(80, width), 10_000), Qt.TextFlag.TextWordWrap, text).height()
