"""The way through the form: its sections in any order, each with its status as an icon and a word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QProgressBar,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from drafter.app.progress import Progress, Status, summary
from drafter.ui import look

SIGNS: dict[Status, tuple[str, str]] = {
    "not_started": ("circle", "faint"), "in_progress": ("circle-dot", "accent"), "ready": ("circle-check", "success"),
    "not_needed": ("circle-minus", "faint"), "waiting": ("hourglass", "warning"), "problem": ("circle-alert", "error"),
}
"""Icon and colour of each status. The word stands beside it: nothing is said by colour alone."""

Index = QModelIndex | QPersistentModelIndex
PROGRESS = Qt.ItemDataRole.UserRole
WIDTH = 294
"""Pixels, at the usual size of text."""
GAP = 8
"""Pixels between a name and its status."""


class SectionList(QFrame):
    """`chosen` gives the id of the section the officer went to; `entered`: to write there, by a click or Enter."""

    chosen = Signal(str)
    entered = Signal()
    check_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sections")
        self.setFixedWidth(look.scaled(WIDTH))
        self.summary = QLabel()
        look.say(self.summary, role="muted")
        self.summary.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Sections ready")
        self.model = _Sections(self)
        self.list = QListView()
        self.list.setAccessibleName("Sections")
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Row(self.list))
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 6)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(18, 0, 18, 0)
        top.addWidget(self.summary)
        top.addWidget(self.bar)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        self.check = QPushButton("Check and create")
        look.say(self.check, role="step")
        self.check.setIcon(look.icon("clipboard-check", "accent"))
        self.check.setCheckable(True)
        self.check.clicked.connect(self._check)
        below = QVBoxLayout()
        below.setContentsMargins(8, 0, 8, 2)
        below.addWidget(self.check)
        column.addLayout(below)
        self.list.selectionModel().currentChanged.connect(self._moved)
        self.list.clicked.connect(self.entered)
        self.list.activated.connect(self.entered)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedWidth(look.scaled(WIDTH))

    def show_progress(self, sections: Sequence[Progress]) -> None:
        self.model.show(tuple(sections))
        self.summary.setText(summary(sections))
        needed = [one for one in sections if one.status != "not_needed"]
        self.bar.setRange(0, max(1, len(needed)))
        self.bar.setValue(sum(one.status == "ready" for one in needed))

    def show_current(self, section_id: str | None) -> None:
        """Mark the section as the one on screen, without choosing it. None: the check of them all."""
        self.check.setChecked(section_id is None)
        selection = self.list.selectionModel()
        selection.blockSignals(True)
        if section_id is None:
            selection.clearSelection()
        else:
            self.list.setCurrentIndex(self.model.index(self.model.row_of(section_id)))
        selection.blockSignals(False)
        self.list.viewport().update()

    def _check(self) -> None:
        self.check.setChecked(True)
        self.check_wanted.emit()

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(self.model.progress[now.row()].section.id)


class _Sections(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.progress: tuple[Progress, ...] = ()

    def show(self, progress: tuple[Progress, ...]) -> None:
        if [one.section.id for one in progress] != [one.section.id for one in self.progress]:
            self.beginResetModel()
            self.progress = progress
            self.endResetModel()
            return
        before, self.progress = self.progress, progress
        for row, (old, new) in enumerate(zip(before, progress, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, section_id: str) -> int:
        return next((n for n, one in enumerate(self.progress) if one.section.id == section_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.progress)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.progress[index.row()]
        said = ", ".join(part for part in (one.words, one.count) if part)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return one.section.short_name
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{one.section.short_name}: {said}"
            case Qt.ItemDataRole.ToolTipRole:
                return f"{one.section.title}\n{said}"
            case _ if role == PROGRESS:
                return one
        return None


class _Row(QStyledItemDelegate):
    """Icon, name, and the status in words at the right: whole up to half the row, as in "Not needed"; a longer one is
    shortened before the name is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, max(32, QFontMetrics(option.font).height() + 15))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one = index.data(PROGRESS)
        state, area = option.state, option.rect.adjusted(8, 1, -8, -1)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.TOKENS["accent_soft" if chosen else "sunken"]))
            painter.drawRoundedRect(area, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(QColor(look.TOKENS["focus"]))
            pen.setWidth(3)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 5, 5)
        sign, colour = SIGNS[one.status]
        side = 18
        look.paint_icon(painter, sign, colour, QRect(area.left() + 10, area.center().y() - side // 2 + 1, side, side))
        self._words(painter, option, area.adjusted(38, 0, -10, 0), one, chosen)
        painter.restore()

    def _words(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, one: Progress, chosen: bool) -> None:
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
        metrics = QFontMetrics(font)
        small = QFont(option.font)
        small.setPointSizeF(small.pointSizeF() * 0.88)
        words = one.count or one.words
        needed = min(QFontMetrics(small).horizontalAdvance(words) + 2, area.width() // 2)
        name_width = min(metrics.horizontalAdvance(one.section.short_name) + 2, area.width() - needed - GAP)
        painter.setFont(font)
        painter.setPen(QColor(look.TOKENS["accent" if chosen else "text"]))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignLeft,
                         metrics.elidedText(one.section.short_name, Qt.TextElideMode.ElideRight, name_width))
        painter.setFont(small)
        painter.setPen(QColor(look.TOKENS[{"problem": "error", "waiting": "warning"}.get(one.status, "muted")]))
        room = area.width() - name_width - GAP
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight,
                         QFontMetrics(small).elidedText(words, Qt.TextElideMode.ElideRight, room))
