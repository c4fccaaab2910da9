"""What the papers say beyond the answers: the dates with their counts, what was checked, what was made."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from drafter import __version__
from drafter.model.answers import Answers, without_exempt
from drafter.model.figures import printed_date
from drafter.model.milestones import WRITTEN, timetable_of
from drafter.model.problem import Problem, Severity, source_of
from drafter.model.timetable import Calendar

if TYPE_CHECKING:
    from drafter.document.facts import Facts, Row

KINDS: Mapping[Severity, str] = {"must_fix": "Must be fixed", "must_explain": "Must be explained", "advice": "Advice"}
_EXEMPT = "A finding about exempt information is not printed here."
_EXEMPT_REASON = "Neither is its reason."


def facts_for(answers: Answers, today: date, calendar: Calendar, papers: Mapping[str, str]) -> Facts:
    """The facts of a draft on a day, with the `papers` made of it so far: SHA-256 by file name.

    What a finding says about an exempt answer is left out.
    """
    from drafter.checks.check import check
    from drafter.document.facts import Facts

    problems = check(answers, today, calendar)
    return Facts({"today": printed_date(today), "program": f"drafter {__version__}"},
                 {"dates": tuple(lawful_dates(answers, calendar)), "checked": tuple(_checked(answers, problems)),
                  "findings": tuple(_findings(answers, problems)), "explained": tuple(_explained(answers, problems)),
                  "papers": tuple(_papers(papers))})


def lawful_dates(answers: Answers, calendar: Calendar) -> Iterator[Row]:
    """The days that are counted, and those the draft holds with what is counted up to them."""
    for one in timetable_of(answers, calendar):
        if one.event not in WRITTEN:
            yield {"name": one.name, "day": printed_date(one.day), "count": one.reckoned.words,
                   "source": one.reckoned.source}


def _checked(answers: Answers, problems: tuple[Problem, ...]) -> Iterator[Row]:
    from drafter.checks.check import checked

    rules = checked(answers)
    codes = {rule.code for rule in rules}
    yield {"what": "Every question that is due is answered, and every answer can be read and fits.",
           "source": "Beside each question of the form", "found": _found(p for p in problems if p.code not in codes)}
    for rule in rules:
        yield {"what": rule.looks_at, "source": source_of(rule.law, rule.local) or "Drafting",
               "found": _found(p for p in problems if p.code == rule.code)}


def _findings(answers: Answers, problems: tuple[Problem, ...]) -> Iterator[Row]:
    public = without_exempt(answers)
    for one in problems:
        if one.is_open:
            yield {"kind": KINDS[one.severity], "field": _label(one, answers),
                   "sentence": _EXEMPT if _is_hidden(one, answers, public) else one.message,
                   "source": one.source}


def _explained(answers: Answers, problems: tuple[Problem, ...]) -> Iterator[Row]:
    public = without_exempt(answers)
    for one in problems:
        said = one.explained
        if said is not None and said.reason:
            hidden = _is_hidden(one, answers, public)
            yield {"field": _label(one, answers), "sentence": _EXEMPT if hidden else one.message,
                   "reason": _EXEMPT_REASON if hidden else said.reason,
                   "by": ", ".join(filter(None, (said.who, printed_date(said.when) if said.when else "")))}


def _label(problem: Problem, answers: Answers) -> str:
    field = answers.form.field(problem.path.field)
    return field.label.strip(" :") if field else problem.path.field


def _is_hidden(problem: Problem, answers: Answers, public: Answers) -> bool:
    """Whether it is about an exempt answer."""
    return problem.path in answers.asked and problem.path not in public.asked


def _papers(papers: Mapping[str, str]) -> Iterator[Row]:
    for name, sha256 in papers.items():
        if posixpath.splitext(name)[1].lower() == ".docx":
            yield {"file_name": name, "sha256": sha256}


def _found(problems: Iterable[Problem]) -> str:
    """"2 findings, 1 explained"."""
    told = list(problems)
    said = [one.explained for one in told if one.explained is not None]
    counts = {"explained": sum(bool(one.reason) for one in said), "dismissed": sum(not one.reason for one in said)}
    parts = ["1 finding" if len(told) == 1 else f"{len(told)} findings",
             *(f"{count} {word}" for word, count in counts.items() if count)]
    return ", ".join(parts) if told else "Nothing"
