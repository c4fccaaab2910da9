"""The first thing on the screen: three doors, the drafts worked on last, and where the text stays.

It knows no form and reads no file, so that it can be painted at once.
"""

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
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from drafter.app.recent import Recent
from drafter.ui import look
from drafter.ui.sign import Sign

PROMISE = "Works without the internet. Nothing leaves this laptop."
DRAFT = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class StartPage(QScrollArea):
    new_wanted = Signal()
    open_wanted = Signal()
    earlier_wanted = Signal()
    tour_wanted = Signal()
    recent_chosen = Signal(object)
    recent_removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget()
        page.setObjectName("page")
        self.setWidget(page)
        outer = QHBoxLayout(page)
        outer.setContentsMargins(28, 0, 28, 24)
        column = QVBoxLayout()
        column.setSpacing(12)
        outer.addStretch(1)
        outer.addLayout(column, 12)
        outer.addStretch(1)
        column.addSpacing(40)
        column.addLayout(_title())
        column.addSpacing(14)
        self.new_door = Door("file-plus", "Start a &new decision", "A blank form, section by section, in any order.")
        self.open_door = Door("folder-open", "&Open a draft or a record",
                              "Go on with a .decision file, or put a published record into the form.")
        self.earlier_door = Door("file-input", "Start from an &earlier decision",
                                 "Its answers come along, marked until you have looked at them.")
        row = QWidget()
        row.setSizePolicy(_as_high_as_its_words())
        doors = QHBoxLayout(row)
        doors.setContentsMargins(0, 0, 0, 0)
        doors.setSpacing(14)
        for door, signal in ((self.new_door, self.new_wanted), (self.open_door, self.open_wanted),
                             (self.earlier_door, self.earlier_wanted)):
            doors.addWidget(door)
            door.clicked.connect(signal)
        column.addWidget(row)
        column.addSpacing(20)
        heading = QLabel("Recent &drafts")
        look.say(heading, role="title")
        column.addWidget(heading)
        self.nothing = QLabel("The drafts you open or save are listed here. You can also drop a .decision file on "
                              "this window.")
        look.say(self.nothing, role="muted")
        self.nothing.setWordWrap(True)
        column.addWidget(self.nothing)
        self.tour_button = QPushButton("Take the &tour: a finished draft in five steps")
        look.say(self.tour_button, role="quiet")
        self.tour_button.setIcon(look.icon("lightbulb", "accent"))
        self.tour_button.clicked.connect(self.tour_wanted)
        column.addWidget(self.tour_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.recent = QListView()
        self.recent.setAccessibleName("Recent drafts")
        self.recent.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.recent.setModel(QStandardItemModel(self.recent))
        self.recent.setItemDelegate(_RecentRow(self.recent))
        self.recent.setMouseTracking(True)
        self.recent.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.recent.clicked.connect(self._choose)
        self.recent.activated.connect(self._choose)
        heading.setBuddy(self.recent)
        self.remove = QAction("&Remove from this list", self.recent)
        self.remove.setShortcut(QKeySequence.StandardKey.Delete)
        self.remove.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.remove.triggered.connect(self._remove)
        self.recent.addAction(self.remove)
        self.recent.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.card = QFrame()
        look.say(self.card, role="card")
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(5, 5, 5, 5)
        inside.addWidget(self.recent)
        self.card.hide()
        column.addWidget(self.card, 100)
        column.addStretch(1)
        column.addLayout(_promise())
        self._opening = False

    def show_recent(self, drafts: Sequence[Recent]) -> None:
        model = self.recent.model()
        assert isinstance(model, QStandardItemModel)
        model.clear()
        for draft in drafts:
            item = QStandardItem(draft.name)
            item.setData(draft, DRAFT)
            item.setAccessibleText(", ".join(part for part in (draft.name, draft.where, draft.when) if part))
            item.setToolTip(str(draft.path))
            model.appendRow(item)
        height = sum(self.recent.sizeHintForRow(row) for row in range(model.rowCount()))
        self.card.setMaximumHeight(height + 14)
        self.recent.setMinimumHeight(min(height + 2, 120))
        self.card.setVisible(bool(drafts))
        self.nothing.setVisible(not drafts)
        self.tour_button.setVisible(not drafts)

    def _remove(self) -> None:
        if self.recent.currentIndex().isValid():
            self.recent_removed.emit(self.recent.currentIndex().data(DRAFT))

    def _choose(self, index: QModelIndex) -> None:
        """A click may also activate, depending on the desktop; one draft is opened once."""
        if not self._opening:
            self._opening = True
            try:
                self.recent_chosen.emit(index.data(DRAFT))
            finally:
                self._opening = False


def _as_high_as_its_words() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    return policy


class Door(QPushButton):
    """A large button: a sign, what it does, and a sentence."""

    def __init__(self, sign: str, title: str, sentence: str) -> None:
        super().__init__()
        look.say(self, role="door")
        self.setAutoDefault(True)
        name = title.replace("&", "")
        self.setAccessibleName(name)
        self.setAccessibleDescription(sentence)
        self.setSizePolicy(_as_high_as_its_words())
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 18, 18, 18)
        inside.setSpacing(6)
        heading = QLabel(title)
        heading.setBuddy(self)
        heading.setWordWrap(True)
        look.say(heading, role="label")
        words = QLabel(sentence)
        words.setWordWrap(True)
        look.say(words, role="hint")
        inside.addWidget(Sign(sign, "accent", 28))
        inside.addSpacing(4)
        inside.addWidget(heading)
        inside.addWidget(words)
        inside.addStretch(1)
        for part in (heading, words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMinimumHeight(136)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else super().heightForWidth(width)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalSizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(150, 136)


class _RecentRow(QStyledItemDelegate):
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
        painter.drawText(words, below, QFontMetrics(font).elidedText(one.where, Qt.TextElideMode.ElideMiddle,
                                                                     words.width()))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(look.TOKENS["text"]))
        above = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(words, above, QFontMetrics(font).elidedText(one.name, Qt.TextElideMode.ElideRight,
                                                                     words.width()))
        painter.restore()


def _title() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(Sign("file-text", "accent", 44))
    words = QVBoxLayout()
    words.setSpacing(0)
    name = QLabel("drafter")
    look.say(name, role="heading")
    purpose = QLabel("Write the record of decision that does not come back.")
    look.say(purpose, role="introduction")
    words.addWidget(name)
    words.addWidget(purpose)
    row.addLayout(words, 1)
    return row


def _promise() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    words = QLabel(PROMISE)
    look.say(words, role="muted")
    row.addWidget(Sign("shield-check", "success", 18))
    row.addWidget(words, 1)
    return row
