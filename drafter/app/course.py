"""The timetable of a draft in words: one stop for each day, with today's among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from drafter.model.answers import Answers
from drafter.model.figures import WEEKDAYS, printed_date
from drafter.model.milestones import Milestone, backwards, timetable_of
from drafter.model.timetable import Calendar

Kind = Literal["written", "counted", "wrong", "today"]


@dataclass(frozen=True, slots=True)
class Stop:
    """One day in words. `field` holds it in the draft, "" where it is counted; `passed` says that it lies before today.

    `warning` is what is wrong with the day, `doubt` what may be wrong with its count.
    """

    kind: Kind
    day: str
    name: str
    field: str = ""
    warning: str = ""
    count: str = ""
    source: str = ""
    doubt: str = ""
    passed: bool = False

    @property
    def said(self) -> str:
        """All of it in one line, as a screen reader reads it."""
        parts = (f"{self.day}: {self.name}", self.warning, self.count, self.source, self.doubt)
        return ". ".join(part.rstrip(".") for part in parts if part) + "."


def course(answers: Answers, calendar: Calendar, today: date, in_force_by: date | None = None) -> tuple[Stop, ...]:
    """The days of the draft in their order, and the latest days for being in force by one; none without any date."""
    try:
        days = [*timetable_of(answers, calendar),
                *backwards(answers.form.conventions, calendar, in_force_by=in_force_by, today=today)]
    except (OverflowError, ValueError):  # a year so far off that its days cannot be counted
        return ()
    days.sort(key=lambda one: one.day)
    stops = [_stop(one, today) for one in days]
    if not stops:
        return ()
    at = sum(one.day < today for one in days)
    return (*stops[:at], Stop("today", _day(today), "Today"), *stops[at:])


def _stop(one: Milestone, today: date) -> Stop:
    counted = one.reckoned
    closed = "; ".join(f"{printed_date(day)}, {why}" for day, why in counted.closed)
    return Stop("wrong" if one.fault else "written" if one.field else "counted", _day(one.day), one.name, one.field,
                one.fault, counted.words + (f". Not counted: {closed}" if closed else ""), counted.source,
                counted.doubt, one.day < today)


def _day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {printed_date(day)}"
