"""The days of a timetable, from a draft and from what is given on the command line."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from datetime import date

from drafter.model.answers import read_answers
from drafter.model.draft import Draft
from drafter.model.failure import Failure
from drafter.model.form import Form
from drafter.model.milestones import WRITTEN, Given, Milestone, backwards, earliest, read_given, timetable
from drafter.storage.calendars import calendar_for

_DAYS = {"notice": "notice", "agreed": "agreed", "committee": "committee", "decision": "decision",
         "published": "publication"}
"""Options, and the days they give."""


def counted(arguments: Namespace, form: Form, draft: Draft | None) -> tuple[Milestone, ...]:
    """Every counted day that follows from what is given, in order; of a draft the days written in it too."""
    closed = {**form.conventions.closed_days, **dict.fromkeys(arguments.closed, "said to be closed")}
    conventions = replace(form.conventions, closed_days=closed)
    calendar = calendar_for(conventions)
    given = _with_given(read_given(read_answers(form, draft)) if draft else Given(), arguments)
    found = timetable(given, conventions, calendar)
    if draft is None:
        found = tuple(one for one in found if one.event not in WRITTEN)
        if given.notice and not arguments.route:  # which route it goes is still open
            other = earliest(replace(given, route="exception"), conventions, calendar)
            found += (other,) if other else ()
    found += backwards(conventions, calendar, decided_by=arguments.needed_by, in_force_by=arguments.in_force_by,
                       today=arguments.today or date.today())
    if not found:
        raise Failure("There is no day to count from.",
                      "Give a draft that holds one, or a day such as --notice 2026-10-02.")
    return tuple(sorted(found, key=lambda one: one.day))


def _with_given(given: Given, arguments: Namespace) -> Given:
    """The days of the command line go before those of a draft."""
    days = {name: day for option, name in _DAYS.items() if (day := getattr(arguments, option)) is not None}
    settled = replace(given, **days)
    if arguments.route:
        settled = replace(settled, route=arguments.route)
    return replace(settled, call_in=False) if arguments.no_call_in else settled
