"""Counts of working days that go beyond what anybody knows yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.settings import choice_of, field_of, fields_of
from drafter.model.draft import Path
from drafter.model.figures import printed_date


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ClosedDaysUnknown(Rule):
    """A day counted in working days lies after the last one for which the form's calendar knows what is closed.

    `decisions` are counted so under the `exception` only, `effective` where the decision can be called in.
    """

    code = "closed_days_unknown"
    family = "dates"
    severity = "advice"
    local = True
    looks_at = ("Days that are counted in working days: a decision under the general exception, the effect of one that "
                "can be called in.")
    why = "A bank holiday announced later would make the count a day short."
    sentence = ("Bank holidays and closed days are known until {known}. Count the working days up to {date} again once "
                "those that follow are known.")

    decisions: tuple[str, ...] = fields_of("date")
    effective: str = field_of("date")
    route: str = field_of("choice")
    exception: str = choice_of("route")
    call_in: str = field_of("yes_no")

    def findings(self, case: Case) -> Iterator[Finding]:
        known = case.answers.form.conventions.closed_days_known_until
        names = self.decisions if case.chosen(self.route) == self.exception else ()
        if case.answers.value(self.call_in) is True:
            names += (self.effective,)
        for name in names:
            day = case.day(name)
            if known is not None and day is not None and day > known:
                yield Finding(Path(name), {"known": printed_date(known), "date": printed_date(day)})
