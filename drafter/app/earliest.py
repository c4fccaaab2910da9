"""The one date that is always in sight: the first on which the decision may lawfully be taken."""

from __future__ import annotations

from datetime import date

from drafter.model.answers import Answers
from drafter.model.figures import printed_date
from drafter.model.timetable import Calendar, earliest_decision, earliest_general_exception

_RULE = "short_notice"
"""The rule of the form that knows which field holds the notice, and which the route."""


def earliest_words(answers: Answers, calendar: Calendar) -> str:
    """"Earliest lawful date: 5 December 2026"; "" where no notice is needed, or none is dated yet."""
    entry = next((rule for rule in answers.form.rules if rule.rule == _RULE), None)
    if entry is None:
        return ""
    names = {key: str(entry.settings.get(key, "")) for key in ("key", "notice", "route", "exception", "urgent")}
    notice, route = answers.value(names["notice"]), answers.value(names["route"])
    if not isinstance(notice, date) or answers.value(names["key"]) is False:
        return ""
    if route is not None and route == names["urgent"]:
        return ""
    reckon = earliest_general_exception if route == names["exception"] else earliest_decision
    return f"Earliest lawful date: {printed_date(reckon(notice, answers.form.conventions, calendar).day)}"
