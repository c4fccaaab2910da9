"""The timetable of the decision, drawn down the side: each day with its weekday, its count and its source.

Days that are written in the draft lead to their question; the others are counted from them. A day to be in force by,
typed at the top, is counted back from. Nothing is said by colour alone, and the list reads out what it draws.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from drafter.app.course import Stop, course
from drafter.app.session import Session
from drafter.model.draft import Path
from drafter.model.figures import read_date
from drafter.ui import look
from drafter.ui.timetable_rows import STOP, StopRow, Stops
from drafter.ui.words import plain_label

EMPTY = "Nothing is dated yet. The days appear here once the notice, the committee or the publication has a date."


class TimetablePanel(QWidget):
    """Worked out while it is in sight. `chosen` carries the path of a day that is written in the draft."""

    chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._session = session
        label = QLabel("To be in force &by")
        self.needed = QLineEdit()
        self.needed.setAccessibleName("To be in force by")
        self.needed.setPlaceholderText("Such as 1 April 2027, to count back")
        label.setBuddy(self.needed)
        self.unread = plain_label("", "error")
        self.empty = plain_label(EMPTY, "muted")
        self.stops = Stops(self)
        self.list = QListView()
        self.list.setAccessibleName("Timetable")
        look.say(self.list, role="read")
        self.list.setModel(self.stops)
        self.list.setItemDelegate(StopRow(self.list))
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(6)
        top = QVBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        top.setSpacing(4)
        for widget in (label, self.needed, self.unread, self.empty):
            top.addWidget(widget)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        self.needed.textChanged.connect(self.follow)
        self.list.activated.connect(self._choose)
        self.list.clicked.connect(self._choose)
        session.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """The days as the draft has them now; later, when it is shown, where nobody sees it."""
        if not self.isVisible():
            return
        text = self.needed.text().strip()
        day = read_date(text)
        unread = bool(text) and day is None
        self.unread.setText("Write the day as in 1 April 2027" if unread else "")
        self.unread.setVisible(unread)
        look.say(self.needed, state="error" if unread else "")
        stops = course(self._session.answers, self._session.calendar, self._session.today, day)
        self.stops.show(stops)
        self.empty.setVisible(not stops)
        self.list.setVisible(bool(stops))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.follow()

    def _choose(self, index: QModelIndex) -> None:
        stop = index.data(STOP)
        if isinstance(stop, Stop) and stop.field:
            self.chosen.emit(Path(stop.field))
