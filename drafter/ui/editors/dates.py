"""A date: typed in any usual way, said back in words, or picked from a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from drafter.model.fields import FieldBase
from drafter.model.figures import printed_date
from drafter.ui import look
from drafter.ui.editors.text import FigureEditor


class DateEditor(FigureEditor):
    def __init__(self, field: FieldBase, today: date | None = None, parent: QWidget | None = None, *,
                 small: bool = False) -> None:
        super().__init__(field, today, parent, small=small)
        self.button = QToolButton()
        self.button.setIcon(look.icon("calendar"))
        self.button.setAccessibleName(f"Choose from a calendar: {field.label}")
        self.button.setToolTip("Choose from a calendar")
        self.button.clicked.connect(self._open)
        self.row.insertWidget(1, self.button)
        self._calendar: QFrame | None = None

    def _allow(self, editing: bool) -> None:
        super()._allow(editing)
        self.button.setEnabled(editing)

    def _open(self) -> None:
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        look.say(popup, role="card")
        calendar = QCalendarWidget()
        calendar.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        calendar.setDateEditEnabled(False)  # what is typed goes into the box, not into Qt's own over the calendar
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, plain)
        calendar.setAccessibleName(f"Calendar: {self.field.label}")
        shown = self.field.read(self.box.text()) or self.today
        if isinstance(shown, date):
            calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.activated.connect(self._pick)
        calendar.clicked.connect(self._pick)
        column = QVBoxLayout(popup)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(calendar)
        self._calendar = popup
        popup.move(self.box.mapToGlobal(QPoint(0, self.box.height() + 2)))
        popup.show()
        calendar.setFocus()

    def _pick(self, day: QDate) -> None:
        """The day goes in as words, as if it had been typed."""
        popup, self._calendar = self._calendar, None
        if popup is None:
            return
        popup.close()
        self.box.setText(printed_date(date(day.year(), day.month(), day.day())))
        self.box.setFocus()
        self._typed(self.box.text())
