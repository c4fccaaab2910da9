"""The drafts to go on with, on the start page: a list to choose from, or what will be there and a tour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontMetrics,
    QIcon,
    QKeySequence,
    QPainter,
    QPen,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from drafter.app.recent import Recent
from drafter.ui import look

DRAFT = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class RecentList(QWidget):
    """Empty until it is told what there is, so that nobody is told of none who has some."""

    tour_wanted = Signal()
    chosen = Signal(object)
    removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        heading = QLabel("Recent &drafts")
        look.say(heading, role="title")
        column.addWidget(heading)
        self.nothing = QLabel("The drafts you open or save are listed here. You can also drop a .decision file on "
                              "this window.")
        look.say(self.nothing, role="muted")
        self.nothing.setWordWrap(True)
        self.nothing.hide()
        column.addWidget(self.nothing)
        self.tour_button = QPushButton("Take the &tour: a finished draft in five steps")
        look.say(self.tour_button, role="quiet")
        self.tour_button.setIcon(look.icon("lightbulb", "accent"))
        self.tour_button.clicked.connect(self.tour_wanted)
        self.tour_button.hide()
        column.addWidget(self.tour_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.list = QListView()
        self.list.setAccessibleName("Recent drafts")
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setModel(QStandardItemModel(self.list))
        self.list.setItemDelegate(_Row(self.list))
        self.list.setMouseTracking(True)
        self.list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        heading.setBuddy(self.list)
        self.remove = QAction("&Remove from this list", self.list)
        self.remove.setShortcut(QKeySequence.StandardKey.Delete)
        self.remove.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.remove.triggered.connect(self._remove)
        self.list.addAction(self.remove)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.card = QFrame()
        look.say(self.card, role="card")
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(5, 5, 5, 5)
        inside.addWidget(self.list)
        self.card.hide()
        column.addWidget(self.card, 100)
        column.addStretch(1)
        self._opening = False

    def show_recent(self, drafts: Sequence[Recent]) -> None:
        model = self.list.model()
        assert isinstance(model, QStandardItemModel)
        model.clear()
        for draft in drafts:
            item = QStandardItem(draft.name)
            item.setData(draft, DRAFT)
            item.setAccessibleText(", ".join(part for part in (draft.name, draft.state, draft.where, draft.when)
                                        if part))
            item.setToolTip(str(draft.path))
            model.appendRow(item)
        height = sum(self.list.sizeHintForRow(row) for row in range(model.rowCount()))
        self.card.setMaximumHeight(height + 14)
        self.list.setMinimumHeight(min(height + 2, 120))
        self.card.setVisible(bool(drafts))
        self.nothing.setVisible(not drafts)
        self.tour_button.setVisible(not drafts)

    def _remove(self) -> None:
        if self.list.currentIndex().isValid():
            self.removed.emit(self.list.currentIndex().data(DRAFT))

    def _choose(self, index: QModelIndex) -> None:
        """A click may also activate, depending on the desktop; one draft is opened once."""
        if not self._opening:
            self._opening = True
            try:
                self.chosen.emit(index.data(DRAFT))
            finally:
                self._opening = False


class _Row(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, QFontMetrics(option.font).height() * 2 + 20)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one: Recent = index.data(DRAFT)
        state, area = option.state, option.rect.adjusted(2, 1, -2, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if focused or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.TOKENS["accent_soft" if focused else "sunken"]))
            painter.drawRoundedRect(area, 5, 5)
        if focused:
            painter.setPen(QPen(QColor(look.TOKENS["focus"]), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 5, 5)
        side = 22
        look.icon("clock" if one.copy else "file-text", "warning" if one.copy else "accent").paint(
            painter, QRect(area.left() + 12, area.center().y() - side // 2, side, side), Qt.AlignmentFlag.AlignCenter,
            QIcon.Mode.Normal, QIcon.State.Off)
        font = QFont(option.font)
        room = area.adjusted(48, 6, -14, -6)
        when_width = QFontMetrics(font).horizontalAdvance(one.when) + 16
        painter.setPen(QColor(look.TOKENS["muted"]))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, one.when)
        words = room.adjusted(0, 0, -when_width, 0)
        below = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(words, below, QFontMetrics(font).elidedText(one.below, Qt.TextElideMode.ElideMiddle,
                                                                     words.width()))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(look.TOKENS["text"]))
        above = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(words, above, QFontMetrics(font).elidedText(one.name, Qt.TextElideMode.ElideRight,
                                                                     words.width()))
        painter.restore()
