"""The statutory clock: clear days, working days, call-in. Pure dates, each with its count and its source.

A clear day leaves out the day of the notice and the day of the event, so 28 clear days after a notice on day 0 make
day 29 the earliest (SI 2012/2089, regulation 9(2)). How a council counts the rest is the pack's data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from drafter.model.base import REFUSE_UNKNOWN

DayType = Literal["calendar", "working"]
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """How a council counts. `effective_after` is what follows the last call-in day: the next calendar day, the next
    working day, or that day itself. `closed_days` are days the council adds to the bank holidays."""

    notice_days: int = 28
    notice_day_type: DayType = "calendar"
    exception_days: int = 5
    exception_day_type: DayType = "working"
    call_in_days: int = 5
    call_in_day_type: DayType = "working"
    effective_after: Literal["calendar", "working", "same"] = "calendar"
    closed_days: Mapping[date, str] = field(default_factory=dict)
    notice_source: str = "Regulation 9(2), SI 2012/2089"
    exception_source: str = "Regulation 10, SI 2012/2089"
    call_in_source: str = "The council's call-in rule"
    __pydantic_config__ = REFUSE_UNKNOWN


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are closed. `bank_holidays` gives those of a year with their names; it is asked only when a working
    day is counted, since loading them takes time."""

    bank_holidays: Callable[[int], Mapping[date, str]]
    closed_days: Mapping[date, str] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        """Whether the council is open: no weekend, no bank holiday, no closed day of its own."""
        return day.weekday() < 5 and day not in self.closed_days and day not in self.bank_holidays(day.year)

    def closed_between(self, first: date, last: date) -> tuple[tuple[date, str], ...]:
        """Weekdays that do not count, with the reason, first and last day included."""
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return tuple((day, self.closed_days.get(day) or self.bank_holidays(day.year)[day])
                     for day in days if day.weekday() < 5 and not self.is_working(day))


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A date, with how it was counted and the source of the count.

    `closed` are the weekdays on the way that did not count, each with the reason; none where every day counts.
    """

    day: date
    count: str
    source: str
    closed: tuple[tuple[date, str], ...] = ()


def clear_days_between(first: date, last: date, day_type: DayType, calendar: Calendar) -> int:
    """The days strictly between two days; fewer than none where the second is not after the first."""
    if day_type == "calendar" or last <= first:
        return (last - first).days - 1
    return sum(calendar.is_working(first + timedelta(days=n)) for n in range(1, (last - first).days))


def after_clear_days(start: date, days: int, day_type: DayType, calendar: Calendar) -> date:
    """The first day that has `days` clear days between it and `start`; a working day where those are counted."""
    if day_type == "calendar":
        return start + timedelta(days=days + 1)
    return _step(start, days + 1, ONE_DAY, calendar)


def before_clear_days(end: date, days: int, day_type: DayType, calendar: Calendar) -> date:
    """The last day that has `days` clear days between it and `end`."""
    if day_type == "calendar":
        return end - timedelta(days=days + 1)
    return _step(end, days + 1, -ONE_DAY, calendar)


def earliest_decision(notice: date, conventions: Conventions, calendar: Calendar) -> Reckoned:
    """The first day on which a key decision may be taken after a notice on the given day."""
    day = after_clear_days(notice, conventions.notice_days, conventions.notice_day_type, calendar)
    return Reckoned(day, _clear(conventions.notice_days, conventions.notice_day_type, notice, day),
                    conventions.notice_source, _closed(conventions.notice_day_type, notice, day, calendar))


def earliest_general_exception(notice: date, conventions: Conventions, calendar: Calendar) -> Reckoned:
    """The first day under the general exception, when 28 clear days are impracticable."""
    day = after_clear_days(notice, conventions.exception_days, conventions.exception_day_type, calendar)
    return Reckoned(day, _clear(conventions.exception_days, conventions.exception_day_type, notice, day),
                    conventions.exception_source, _closed(conventions.exception_day_type, notice, day, calendar))


def latest_notice(needed_by: date, conventions: Conventions, calendar: Calendar) -> Reckoned:
    """The last day on which the notice may be published for a decision on the day it is needed."""
    day = before_clear_days(needed_by, conventions.notice_days, conventions.notice_day_type, calendar)
    return Reckoned(day, _clear(conventions.notice_days, conventions.notice_day_type, day, needed_by),
                    conventions.notice_source, _closed(conventions.notice_day_type, day, needed_by, calendar))


def effective_from(published: date, conventions: Conventions, calendar: Calendar) -> Reckoned:
    """When a published decision that can be called in takes effect."""
    days, day_type = conventions.call_in_days, conventions.call_in_day_type
    last = published + timedelta(days=days) if day_type == "calendar" else _step(published, days, ONE_DAY, calendar)
    day = {"same": last, "calendar": last + ONE_DAY, "working": _step(last, 1, ONE_DAY, calendar)}[
        conventions.effective_after]
    kind = "" if day_type == "calendar" else "working "
    return Reckoned(day, f"{days} {kind}days after publication on {published.isoformat()} end on {last.isoformat()}",
                    conventions.call_in_source, _closed(day_type, published, day, calendar))


def _closed(day_type: DayType, first: date, last: date, calendar: Calendar) -> tuple[tuple[date, str], ...]:
    """What a count of working days passed over between two days."""
    return () if day_type == "calendar" else calendar.closed_between(first + ONE_DAY, last - ONE_DAY)


def _clear(days: int, day_type: DayType, first: date, last: date) -> str:
    kind = "" if day_type == "calendar" else "working "
    return f"{days} clear {kind}days between {first.isoformat()} and {last.isoformat()}"


def _step(start: date, working_days: int, step: timedelta, calendar: Calendar) -> date:
    day = start
    while working_days:
        day += step
        working_days -= calendar.is_working(day)
    return day
