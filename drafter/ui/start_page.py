"""The first thing on the screen: three doors, the drafts worked on last, and where the text stays.

It knows no form and reads no file, so that it can be painted at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from drafter.ui import look
from drafter.ui.sign import Sign

if TYPE_CHECKING:
    from drafter.ui.recent_list import RecentList

PROMISE = "Works without the internet. Nothing leaves this laptop."


class StartPage(QScrollArea):
    new_wanted = Signal()
    open_wanted = Signal()
    earlier_wanted = Signal()
    recent: RecentList

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWidgetResizable(True)
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
        column.addStretch(1)
        column.addLayout(_promise())
        self._column = column

    def furnish(self) -> None:
        """What the first picture does without, in the room that is left for it."""
        from PySide6.QtCore import Qt

        from drafter.ui.recent_list import RecentList

        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.recent = RecentList()
        self._column.insertWidget(self._column.count() - 2, self.recent, 100)


def _as_high_as_its_words() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    return policy


class Door(QPushButton):
    """A large button: a sign, what it does, and a sentence."""

    def __init__(self, sign: str, title: str, sentence: str) -> None:
        super().__init__()
        look.say_new(self, "door")
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
        look.say_new(heading, "label")
        words = QLabel(sentence)
        words.setWordWrap(True)
        look.say_new(words, "hint")
        inside.addWidget(Sign(sign, "accent", 28))
        inside.addSpacing(4)
        inside.addWidget(heading)
        inside.addWidget(words)
        inside.addStretch(1)
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


def _title() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(Sign("file-text", "accent", 44))
    words = QVBoxLayout()
    words.setSpacing(0)
    name = QLabel("drafter")
    look.say_new(name, "heading")
    purpose = QLabel("Write the record of decision that does not come back.")
    look.say_new(purpose, "introduction")
    words.addWidget(name)
    words.addWidget(purpose)
    row.addLayout(words, 1)
    return row


def _promise() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    words = QLabel(PROMISE)
    look.say_new(words, "muted")
    row.addWidget(Sign("shield-check", "success", 18))
    row.addWidget(words, 1)
    return row
