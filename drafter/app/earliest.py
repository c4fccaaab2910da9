"""The one date that is always in sight: the first on which the decision may lawfully be taken."""

from __future__ import annotations

from drafter.model.answers import Answers
from drafter.model.figures import printed_date
from drafter.model.milestones import earliest, read_given
from drafter.model.timetable import Calendar


def earliest_words(answers: Answers, calendar: Calendar) -> str:
    """"Earliest lawful date: 5 December 2026"; "" where no notice is needed, or none is dated yet."""
    first = earliest(read_given(answers), answers.form.conventions, calendar)
    return "" if first is None else f"Earliest lawful date: {printed_date(first.day)}"
