"""The way of one decision through its days: notice, committee, decision, publication, call-in, effect; and backwards.

Some days are written in the draft, the others are counted from them. Each carries its count and its source; where a
written day cannot stand, the words say so: "27 clear days between ...: one short".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from drafter.model.answers import Answers
from drafter.model.figures import spelled
from drafter.model.timetable import (
    Calendar,
    Conventions,
    Reckoned,
    call_in_ends,
    clear_days,
    earliest_decision,
    earliest_general_exception,
    earliest_special_urgency,
    effective_from,
    effective_without_call_in,
    latest_agenda,
    latest_exception_notice,
    latest_notice,
    latest_publication,
    short_by,
)

Route = Literal["normal", "exception", "urgent"]
Event = Literal[
    "notice", "earliest_decision", "earliest_general_exception", "earliest_special_urgency", "agenda", "committee",
    "due", "decision", "publication", "call_in_ends", "effective_from", "effective", "latest_notice",
    "latest_general_exception_notice", "latest_publication"]
NAMES: dict[Event, str] = {
    "notice": "Notice published", "agenda": "Latest day for the committee's agenda", "committee": "Committee meets",
    "earliest_decision": "Earliest on the normal route",
    "earliest_general_exception": "Earliest under the general exception",
    "earliest_special_urgency": "Earliest under special urgency", "due": "Decision due, not before",
    "decision": "Decision taken", "publication": "Record published", "call_in_ends": "Call-in ends",
    "effective_from": "Can take effect", "effective": "Effective from",
    "latest_notice": "Latest notice", "latest_general_exception_notice": "Latest notice under the general exception",
    "latest_publication": "Latest decision and publication"}
"""What each day is called; those of one day stand in this order."""
WRITTEN: tuple[Event, ...] = ("notice", "committee", "publication")
"""Days that others are counted from, and that are not counted themselves."""
_ORDER: dict[Event, int] = {event: number for number, event in enumerate(NAMES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is settled of a decision's way. `urgent` without `agreed` has no earliest day yet; `call_in` is None while
    nobody has said whether the decision can be called in, and counts as yes."""

    key: bool = True
    route: Route = "normal"
    call_in: bool | None = None
    notice: date | None = None
    agreed: date | None = None
    committee: date | None = None
    due: date | None = None
    decision: date | None = None
    publication: date | None = None
    effective: date | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """One day of the way. `field` is where the draft holds it; "" where it is counted. `fault` says in words why a day
    that somebody wrote cannot stand."""

    event: Event
    reckoned: Reckoned
    field: str = ""
    fault: str = ""

    @property
    def name(self) -> str:
        return NAMES[self.event]

    @property
    def day(self) -> date:
        return self.reckoned.day


def read_given(answers: Answers) -> Given:
    """The days that a draft holds, by the fields that its form's calendar names."""
    clock = answers.form.clock

    def day(name: str) -> date | None:
        value = answers.value(name) if name else None
        return value if isinstance(value, date) else None

    routes: dict[object, Route] = {clock.exception: "exception", clock.urgent: "urgent"}
    call_in = answers.value(clock.call_in)
    return Given(key=answers.value(clock.key) is not False,
                 route=routes.get(answers.value(clock.route) or clock.normal, "normal"),
                 call_in=call_in if isinstance(call_in, bool) else None,
                 notice=day(clock.notice), agreed=day(clock.agreed), committee=day(clock.committee), due=day(clock.due),
                 decision=day(clock.decision), publication=day(clock.publication), effective=day(clock.effective))


def timetable_of(answers: Answers, calendar: Calendar) -> tuple[Milestone, ...]:
    """The timetable of a draft, each written day with the field that holds it."""
    clock = answers.form.clock
    return tuple(replace(one, field=getattr(clock, one.event, ""))
                 for one in timetable(read_given(answers), answers.form.conventions, calendar))


def timetable(given: Given, conventions: Conventions, calendar: Calendar) -> tuple[Milestone, ...]:
    """Every day that is given or follows from one that is, in their order."""
    found = (*_notice(given, conventions, calendar), *_committee(given, conventions, calendar),
             *_decisions(given, conventions, calendar), *_after_the_decision(given, conventions, calendar))
    return tuple(sorted(found, key=lambda one: (one.day, _ORDER[one.event])))


def earliest(given: Given, conventions: Conventions, calendar: Calendar) -> Milestone | None:
    """The first day on which the decision may lawfully be taken, on the route it goes; None where no notice is needed,
    or nothing is dated yet."""
    if not given.key:
        return None
    if given.route == "urgent":
        return None if given.agreed is None else Milestone(
            "earliest_special_urgency", earliest_special_urgency(given.agreed, conventions))
    if given.notice is None:
        return None
    if given.route == "exception":
        return Milestone("earliest_general_exception",
                         earliest_general_exception(given.notice, conventions, calendar))
    return Milestone("earliest_decision", earliest_decision(given.notice, conventions, calendar))


def backwards(conventions: Conventions, calendar: Calendar, *, decided_by: date | None = None,
              in_force_by: date | None = None, today: date | None = None) -> tuple[Milestone, ...]:
    """The latest days for a decision that must be taken by a day, or be in force by one, published as soon as it is
    taken. Those that have passed `today` say so."""
    found: list[Milestone] = []
    if in_force_by is not None:
        latest = latest_publication(in_force_by, conventions, calendar)
        found.append(Milestone("latest_publication", latest))
        decided_by = min(decided_by or latest.day, latest.day)
    if decided_by is not None:
        found.append(Milestone("latest_notice", latest_notice(decided_by, conventions, calendar)))
        found.append(Milestone("latest_general_exception_notice",
                               latest_exception_notice(decided_by, conventions, calendar)))
    return tuple(replace(one, fault=_passed(one.day, today)) for one in sorted(found, key=lambda one: one.day))


def _notice(given: Given, conventions: Conventions, calendar: Calendar) -> Iterator[Milestone]:
    if given.notice is None or not given.key:
        return
    yield Milestone("notice", Reckoned(given.notice, "The day of the notice does not count", conventions.notice_source))
    if given.route != "normal":
        yield Milestone("earliest_decision", earliest_decision(given.notice, conventions, calendar))
    first = earliest(given, conventions, calendar)
    if first is not None:
        yield first


def _committee(given: Given, conventions: Conventions, calendar: Calendar) -> Iterator[Milestone]:
    if given.committee is None:
        return
    yield Milestone("agenda", latest_agenda(given.committee, conventions, calendar))
    decision = given.decision or given.due
    late = decision is not None and decision < given.committee
    reckoned = Reckoned(given.committee, "Before the decision is taken", conventions.committee_source)
    yield Milestone("committee", reckoned, fault="After the decision" if late else "")


def _decisions(given: Given, conventions: Conventions, calendar: Calendar) -> Iterator[Milestone]:
    days: tuple[tuple[Event, date | None], ...] = (("due", given.due), ("decision", given.decision))
    for event, day in days:
        if day is None:
            continue
        reckoned, fault = _against_notice(given, day, conventions, calendar)
        if event == "decision" and not fault and given.due is not None and day < given.due:
            fault = "Before the day that the notice gave"
        yield Milestone(event, reckoned, fault=fault)


def _against_notice(given: Given, day: date, conventions: Conventions, calendar: Calendar) -> tuple[Reckoned, str]:
    """The count from the notice to a decision on the day, and what is wrong with it."""
    if not given.key:
        return Reckoned(day, "No notice is needed: it is not a key decision", conventions.notice_source), ""
    if given.route == "urgent":
        late = given.agreed is not None and day < given.agreed
        counted = earliest_special_urgency(given.agreed, conventions) if given.agreed else Reckoned(
            day, "No days of notice, once the chair of scrutiny has agreed", conventions.urgency_source)
        return replace(counted, day=day), "Before the chair of scrutiny agreed" if late else ""
    if given.notice is None:
        return Reckoned(day, "The notice is not dated yet", conventions.notice_source), ""
    route: Literal["normal", "exception"] = "exception" if given.route == "exception" else "normal"
    counted = clear_days(given.notice, day, route, conventions, calendar)
    if day < given.notice:
        return replace(counted, count="Before its own notice"), "Before its own notice"
    short = short_by(given.notice, day, route, conventions, calendar)
    return counted, f"Too early: {spelled(short)} clear day{'' if short == 1 else 's'} short" if short else ""


def _after_the_decision(given: Given, conventions: Conventions, calendar: Calendar) -> Iterator[Milestone]:
    if given.publication is not None:
        late = given.decision is not None and given.publication < given.decision
        yield Milestone("publication", Reckoned(given.publication, _delay(given.decision, given.publication),
                                                conventions.publication_source),
                        fault="Before the decision" if late else "")
    start = given.decision if conventions.call_in_starts == "decision" else given.publication
    if start is None:
        if given.effective is not None:
            yield Milestone("effective", Reckoned(given.effective, "Counted once the publication is dated",
                                                  conventions.call_in_source))
        return
    if given.call_in is False:
        counted = effective_without_call_in(given.publication or start, conventions, calendar)
    else:
        counted = effective_from(start, conventions, calendar)
        yield Milestone("call_in_ends", call_in_ends(start, conventions, calendar))
    if given.effective == counted.day:
        yield Milestone("effective", counted)
        return
    yield Milestone("effective_from", counted)
    if given.effective is not None:
        early = given.effective < counted.day
        fault = f"Too early: {_days((counted.day - given.effective).days)} before it can" if early else ""
        yield Milestone("effective", replace(counted, day=given.effective), fault=fault)


def _delay(decision: date | None, published: date) -> str:
    if decision is None or published < decision:
        return "As soon as reasonably practicable after the decision"
    if published == decision:
        return "On the day of the decision"
    return f"{_days((published - decision).days)} after the decision"


def _passed(day: date, today: date | None) -> str:
    return f"{_days((today - day).days)} ago" if today is not None and day < today else ""


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"
