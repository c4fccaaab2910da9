"""How days are counted: clear days, working days, call-in. Pure dates, each with its count and its source.

A clear day leaves out the day of the notice and the day of the event, so 28 clear days after a notice on day 0 make
day 29 the earliest (SI 2012/2089, regulation 9(2)). How a council counts the rest is the pack's data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from drafter.model.base import REFUSE_UNKNOWN
from drafter.model.figures import printed_date, spelled

DayType = Literal["calendar", "working"]
After = Literal["calendar", "working", "same"]
ONE_DAY = timedelta(days=1)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """How a council counts: so many days, of which kind, from where, and what follows the last of them.

    `decision_on` says whether an earliest day that is no working day is moved to the next one. `call_in_starts` is the
    event that call-in is counted from, `call_in_first_day` whether that day itself is the first; `effective_after` is
    what follows the last: the next calendar day, the next working day, or that day itself. `effective_without_call_in`
    says the same of a decision that cannot be called in, seen from its publication. `closed_days` are days the council
    adds to the bank holidays; both are known for certain until `closed_days_known_until`.
    """

    notice_days: int = 28
    notice_day_type: DayType = "calendar"
    decision_on: Literal["any", "working"] = "any"
    exception_days: int = 5
    exception_day_type: DayType = "working"
    agenda_days: int = 5
    agenda_day_type: DayType = "working"
    call_in_days: int = 5
    call_in_day_type: DayType = "working"
    call_in_starts: Literal["publication", "decision"] = "publication"
    call_in_first_day: Literal["next", "same"] = "next"
    effective_after: After = "calendar"
    effective_without_call_in: After = "same"
    closed_days: Mapping[date, str] = field(default_factory=dict)
    closed_days_known_until: date | None = None
    notice_source: str = "Regulation 9(2), SI 2012/2089"
    exception_source: str = "Regulation 10, SI 2012/2089"
    urgency_source: str = "Regulation 11, SI 2012/2089"
    agenda_source: str = "Section 100B(3), Local Government Act 1972"
    committee_source: str = "The council's own procedure"
    publication_source: str = "Regulation 14, SI 2012/2089"
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

    `closed` are the weekdays on the way that did not count, each with the reason; none where every day counts. `doubt`
    is a sentence where closed days on the way may not be known yet.
    """

    day: date
    count: str
    source: str
    closed: tuple[tuple[date, str], ...] = ()
    doubt: str = ""

    @property
    def words(self) -> str:
        """The count as an officer reads it: its days written as in "4 October 2026"."""
        return _ISO.sub(lambda day: printed_date(date.fromisoformat(day[0])), self.count)


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
    day = _rolled(after_clear_days(notice, conventions.notice_days, conventions.notice_day_type, calendar),
                  conventions, calendar)
    return clear_days(notice, day, "normal", conventions, calendar)


def earliest_general_exception(notice: date, conventions: Conventions, calendar: Calendar) -> Reckoned:
    """The first day under the general exception, when 28 clear days are impracticable."""
    day = _rolled(after_clear_days(notice, conventions.exception_days, conventions.exception_day_type, calendar),
                  conventions, calendar)
    return clear_days(notice, day, "exception", conventions, calendar)


def earliest_special_urgency(agreed: date, conventions: Conventions) -> Reckoned:
    """The first day once the chair of scrutiny has agreed that the decision cannot wait: that day itself."""
    return Reckoned(agreed, f"No days of notice: from the agreement on {agreed.isoformat()}",
                    conventions.urgency_source)


def clear_days(notice: date, decision: date, route: Literal["normal", "exception"], conventions: Conventions,
               calendar: Calendar) -> Reckoned:
    """The clear days that a notice gives before a decision: "27 clear days between ...: one short"."""
    needed, day_type, source = _route(route, conventions)
    given = clear_days_between(notice, decision, day_type, calendar)
    count = _clear(max(0, given), day_type, notice, decision)
    if given < needed:
        count += f": {spelled(needed - max(0, given))} short"
    return Reckoned(decision, count, source, _closed(day_type, notice, decision, calendar),
                    _doubt(day_type, decision, conventions))


def short_by(notice: date, decision: date, route: Literal["normal", "exception"], conventions: Conventions,
             calendar: Calendar) -> int:
    """How many clear days are missing between a notice and a decision; none where there are enough."""
    needed, day_type, _ = _route(route, conventions)
    return max(0, needed - max(0, clear_days_between(notice, decision, day_type, calendar)))


def latest_notice(needed_by: date, conventions: Conventions, calendar: Calendar) -> Reckoned:
    """The last day on which the notice may be published for a decision on the day it is needed."""
    return _latest(needed_by, "normal", conventions, calendar)


def latest_exception_notice(needed_by: date, conventions: Conventions, calendar: Calendar) -> Reckoned:
    """The same under the general exception."""
    return _latest(needed_by, "exception", conventions, calendar)


def latest_agenda(meeting: date, conventions: Conventions, calendar: Calendar) -> Reckoned:
    """The last day on which the agenda of a committee may be published before it meets."""
    days, day_type = conventions.agenda_days, conventions.agenda_day_type
    day = before_clear_days(meeting, days, day_type, calendar)
    return Reckoned(day, _clear(days, day_type, day, meeting), conventions.agenda_source,
                    _closed(day_type, day, meeting, calendar), _doubt(day_type, meeting, conventions))


def call_in_ends(start: date, conventions: Conventions, calendar: Calendar) -> Reckoned:
    """The last day on which a decision can be called in; `start` is the day of its publication, or of the decision
    where the council counts from that."""
    days, day_type = conventions.call_in_days, conventions.call_in_day_type
    before = start - ONE_DAY if conventions.call_in_first_day == "same" else start
    last = before + timedelta(days=days) if day_type == "calendar" else _step(before, days, ONE_DAY, calendar)
    kind = "" if day_type == "calendar" else "working "
    event = "publication" if conventions.call_in_starts == "publication" else "the decision"
    since = "after" if conventions.call_in_first_day == "next" else "from"
    return Reckoned(last, f"{days} {kind}day{'' if days == 1 else 's'} {since} {event} on {start.isoformat()} "
                          f"{'ends' if days == 1 else 'end'} on {last.isoformat()}",
                    conventions.call_in_source, _closed(day_type, before, last + ONE_DAY, calendar),
                    _doubt(day_type, last, conventions))


def effective_from(start: date, conventions: Conventions, calendar: Calendar) -> Reckoned:
    """When a decision that can be called in takes effect, counted from the same day as call-in."""
    ends = call_in_ends(start, conventions, calendar)
    day = _after(ends.day, conventions.effective_after, calendar)
    return replace(ends, day=day, closed=_closed(conventions.call_in_day_type, start, day, calendar))


def effective_without_call_in(published: date, conventions: Conventions, calendar: Calendar) -> Reckoned:
    """When an urgent decision that cannot be called in takes effect."""
    how = conventions.effective_without_call_in
    after = {"same": "the same day", "calendar": "the next day", "working": "the next working day"}[how]
    return Reckoned(_after(published, how, calendar),
                    f"Not subject to call-in: {after} as published" if how == "same" else
                    f"Not subject to call-in: {after} after publication", conventions.call_in_source)


def latest_publication(in_force_by: date, conventions: Conventions, calendar: Calendar) -> Reckoned:
    """The last day for what call-in is counted from, for a decision that must be in force on a day."""
    day = in_force_by
    while (counted := effective_from(day, conventions, calendar)).day > in_force_by:
        day -= ONE_DAY
    return replace(counted, day=day)


def _latest(needed_by: date, route: Literal["normal", "exception"], conventions: Conventions,
            calendar: Calendar) -> Reckoned:
    needed, day_type, _ = _route(route, conventions)
    decision = needed_by
    while conventions.decision_on == "working" and not calendar.is_working(decision):
        decision -= ONE_DAY
    day = before_clear_days(decision, needed, day_type, calendar)
    return replace(clear_days(day, decision, route, conventions, calendar), day=day)


def _route(route: Literal["normal", "exception"], conventions: Conventions) -> tuple[int, DayType, str]:
    if route == "normal":
        return conventions.notice_days, conventions.notice_day_type, conventions.notice_source
    return conventions.exception_days, conventions.exception_day_type, conventions.exception_source


def _rolled(day: date, conventions: Conventions, calendar: Calendar) -> date:
    while conventions.decision_on == "working" and not calendar.is_working(day):
        day += ONE_DAY
    return day


def _after(last: date, how: After, calendar: Calendar) -> date:
    return last if how == "same" else last + ONE_DAY if how == "calendar" else _step(last, 1, ONE_DAY, calendar)


def _closed(day_type: DayType, first: date, last: date, calendar: Calendar) -> tuple[tuple[date, str], ...]:
    """What a count of working days passed over between two days."""
    return () if day_type == "calendar" else calendar.closed_between(first + ONE_DAY, last - ONE_DAY)


def _doubt(day_type: DayType, last: date, conventions: Conventions) -> str:
    known = conventions.closed_days_known_until
    if day_type == "calendar" or known is None or last <= known:
        return ""
    return (f"Closed days are known until {printed_date(known)}. Count again once the form's calendar has those that "
            "follow")


def _clear(days: int, day_type: DayType, first: date, last: date) -> str:
    kind = "" if day_type == "calendar" else "working "
    return f"{days} clear {kind}day{'' if days == 1 else 's'} between {first.isoformat()} and {last.isoformat()}"


def _step(start: date, working_days: int, step: timedelta, calendar: Calendar) -> date:
    day = start
    while working_days:
        day += step
        working_days -= calendar.is_working(day)
    return day
