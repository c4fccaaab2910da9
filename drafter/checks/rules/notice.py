"""The notice of a key decision: 28 clear days, the general exception and special urgency (SI 2012/2089, 9 to 11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.settings import choice_of, field_of, fields_of
from drafter.model.draft import Path
from drafter.model.figures import printed_date, spelled
from drafter.model.problem import Fix
from drafter.model.timetable import (
    DayType,
    clear_days_between,
    earliest_decision,
    earliest_general_exception,
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ShortNotice(Rule):
    """`decisions` are the dates on which the decision is due and was taken; `normal` and `exception` are routes."""

    code = "short_notice"
    family = "notice"
    law = "Regulation 9(2), SI 2012/2089"
    looks_at = ("The day the notice was published, and the days on which the decision is due and was taken, on the "
                "normal route.")
    why = "A key decision taken before its notice has stood for 28 clear days can be set aside."
    sentence = ("The decision date must be {earliest} or later. The notice was published on {notice}; {needed} end on "
                "{last}. {decision} leaves {given}: {short} short.")
    fix = "Puts in the first lawful day, or the route that the dates allow."
    waiver = ("Nobody. Where 28 clear days cannot be given, the law offers the general exception (regulation 10) and, "
              "with the agreement of the chair of scrutiny, special urgency (regulation 11).")

    key: str = field_of("yes_no")
    notice: str = field_of("date")
    decisions: tuple[str, ...] = fields_of("date")
    route: str = field_of("choice")
    normal: str = choice_of("route")
    exception: str = choice_of("route")
    urgent: str = choice_of("route")

    def findings(self, case: Case) -> Iterator[Finding]:
        notice = case.day(self.notice)
        conventions = case.answers.form.conventions
        if notice is None or case.answers.value(self.key) is False:
            return
        if (case.chosen(self.route) or self.normal) != self.normal:
            return
        earliest = earliest_decision(notice, conventions, case.calendar).day
        for path, decision in _decisions(case, self.decisions, notice, earliest):
            values = _particulars(case, notice, decision, earliest, conventions.notice_days,
                                  conventions.notice_day_type)
            yield Finding(path, values, tuple(self._fixes(case, path, notice, decision, earliest)))

    def _fixes(self, case: Case, path: Path, notice: date, decision: date, earliest: date) -> Iterator[Fix]:
        yield from _use_date(case, path, earliest)
        if Path(self.route) in case.answers.asked:
            enough = earliest_general_exception(notice, case.answers.form.conventions, case.calendar).day <= decision
            route, name = (self.exception, "general exception") if enough else (self.urgent, "special urgency")
            yield Fix(f"Use {name}", ((Path(self.route), route),))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ShortExceptionNotice(Rule):
    """The general exception has its own, shorter notice."""

    code = "short_exception_notice"
    family = "notice"
    law = "Regulation 10, SI 2012/2089"
    looks_at = ("The day the notice was published, and the days on which the decision is due and was taken, under the "
                "general exception.")
    why = "The general exception stands only when its notice has been public for five clear days."
    sentence = ("Under the general exception the decision date must be {earliest} or later. The notice was published "
                "on {notice}; {needed} end on {last}. {decision} leaves {given}: {short} short.")
    fix = "Puts in the first lawful day, or special urgency."
    waiver = "Nobody. Special urgency (regulation 11) needs the agreement of the chair of scrutiny first."

    notice: str = field_of("date")
    decisions: tuple[str, ...] = fields_of("date")
    route: str = field_of("choice")
    exception: str = choice_of("route")
    urgent: str = choice_of("route")

    def findings(self, case: Case) -> Iterator[Finding]:
        notice = case.day(self.notice)
        conventions = case.answers.form.conventions
        if notice is None or case.chosen(self.route) != self.exception:
            return
        earliest = earliest_general_exception(notice, conventions, case.calendar).day
        for path, decision in _decisions(case, self.decisions, notice, earliest):
            values = _particulars(case, notice, decision, earliest, conventions.exception_days,
                                  conventions.exception_day_type)
            urgent = Fix("Use special urgency", ((Path(self.route), self.urgent),))
            yield Finding(path, values, (*_use_date(case, path, earliest), urgent))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class UrgencyNotNeeded(Rule):
    """An urgency route is chosen, though every date leaves the full notice."""

    code = "urgency_not_needed"
    family = "notice"
    severity = "advice"
    law = "Regulation 9(2), SI 2012/2089"
    looks_at = "The route of urgency beside the dates."
    why = "An urgent decision is reported to the council, and may escape call-in, for no reason."
    sentence = ("The notice of {notice} gives the full {needed} before {decision}. The decision does not need an "
                "urgency route.")
    fix = "Puts in the normal route."

    notice: str = field_of("date")
    decisions: tuple[str, ...] = fields_of("date")
    route: str = field_of("choice")
    normal: str = choice_of("route")

    def findings(self, case: Case) -> Iterator[Finding]:
        notice = case.day(self.notice)
        days = [day for name in self.decisions if (day := case.day(name)) is not None]
        conventions = case.answers.form.conventions
        if notice is None or not days or case.chosen(self.route) in (None, self.normal):
            return
        if min(days) >= earliest_decision(notice, conventions, case.calendar).day:
            yield Finding(Path(self.route), {
                "notice": printed_date(notice), "decision": printed_date(min(days)),
                "needed": _count(conventions.notice_days, conventions.notice_day_type),
            }, (Fix("Use the normal route", ((Path(self.route), self.normal),)),))


def _decisions(case: Case, fields: tuple[str, ...], notice: date, earliest: date) -> Iterator[tuple[Path, date]]:
    """The decision dates that come too early. One before the notice itself is a slip of another kind."""
    for name in fields:
        decision = case.day(name)
        if decision is not None and notice <= decision < earliest:
            yield Path(name), decision


def _particulars(case: Case, notice: date, decision: date, earliest: date, needed: int,
                 day_type: DayType) -> dict[str, str]:
    given = max(0, clear_days_between(notice, decision, day_type, case.calendar))
    return {
        "earliest": printed_date(earliest), "notice": printed_date(notice), "decision": printed_date(decision),
        "last": printed_date(earliest - timedelta(days=1)), "needed": _count(needed, day_type),
        "given": _count(given, day_type), "short": spelled(needed - given),
    }


def _count(days: int, day_type: DayType) -> str:
    kind = "clear" if day_type == "calendar" else "clear working"
    return f"{days if days else 'no'} {kind} day{'' if days == 1 else 's'}"


def _use_date(case: Case, path: Path, earliest: date) -> Iterator[Fix]:
    """Only a day that has yet to come can be moved; the day on which something was signed cannot."""
    if earliest >= case.today or case.answers.draft.stage == "proposed":
        yield Fix(f"Use {printed_date(earliest)}", ((path, printed_date(earliest)),))
