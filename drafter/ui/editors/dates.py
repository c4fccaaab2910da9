"""A date: typed in any usual way, said back in words, or picked from a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from drafter.model.fields import FieldBase
from drafter.model.figures import printed_date
from drafter.model.said_days import WEEKDAYS, meant_day, nearness, said_day
from drafter.ui import look
from drafter.ui.editors.text import FigureEditor


class DateEditor(FigureEditor):
    """What depends on the day it is typed, such as "next Friday", goes into the draft as the date it means. However it
    was typed, it is written as 3 April 2027 once the box is left."""

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
        self._was_typed = False
        self.box.editingFinished.connect(self._tidy)

    def _typed(self, text: str) -> None:
        said = None if self.field.read(text.strip()) else said_day(text, self._now)
        self._was_typed = True
        self._act(printed_date(said) if said else text or None)
        self._say_back()

    def _tidy(self) -> None:
        """What was typed makes way for the date in words. A date that was only passed by stays as it is written."""
        day = meant_day(self.box.text(), self._now) if self._was_typed else None
        self._was_typed = False
        if day is not None and isinstance(self._entry, str) and day == self.field.read(self._entry):
            self._act(printed_date(day))
            self._show(self._entry)

    def _meaning(self, text: str) -> str:
        """The day of the week shows a slip that no figure does."""
        day = meant_day(text, self._now)
        if day is None:
            return ""
        if self.small:
            return "" if printed_date(day) == text else f"{WEEKDAYS[day.weekday()]} {printed_date(day)}"
        return ", ".join(part for part in (f"{WEEKDAYS[day.weekday()]} {printed_date(day)}", nearness(day, self._now))
                         if part)

    @property
    def _now(self) -> date:
        return self.today or date.today()

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
        line = self.fontMetrics().height()
        calendar.setMinimumSize(22 * line, 9 * max(26, 2 * line))  # every day is a target that a hand hits
        shown = meant_day(self.box.text(), self._now) or self._now
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
