"""The one door: answers in, problems out. The same answers, day and calendar always give the same problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import get_args

from drafter.checks.explaining import explained
from drafter.checks.field_checks import field_problems
from drafter.checks.messages import fill, names_in
from drafter.checks.rule import FEW, Case, Rule
from drafter.checks.rules import RULES
from drafter.checks.settings import read_settings
from drafter.checks.text import MEMORY
from drafter.model.answers import Answers
from drafter.model.base import STAGES
from drafter.model.draft import Path
from drafter.model.failure import Fault, did_you_mean
from drafter.model.form import Form, RuleEntry
from drafter.model.problem import Problem, Severity
from drafter.model.timetable import Calendar

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
RULES_FILE = "rules.toml"


def check(answers: Answers, today: date, calendar: Calendar) -> tuple[Problem, ...]:
    """What is left to put right: what must be fixed first, and each severity in the order of the form. What was
    explained or dismissed is among them, and says so.

    Raises ValueError where the form switches on a rule that does not fit; `rule_faults` tells beforehand.
    """
    MEMORY.begin_check()
    case = Case(answers, today, calendar)
    found = {(problem.code, problem.path, problem.message): problem
             for problem in (*field_problems(answers), *_rule_problems(case))}
    places = {path: number for number, path in enumerate(answers.asked)}
    ordered = sorted(found.values(), key=lambda problem: (SEVERITIES.index(problem.severity), *_place(problem, places)))
    return explained(_few(ordered, answers.form), answers.draft)


@dataclass(frozen=True, slots=True)
class Checked:
    """A rule that was looked at: at what, and its source."""

    code: str
    looks_at: str
    law: str
    local: bool


def checked(answers: Answers) -> tuple[Checked, ...]:
    """The rules that speak at the stage of the draft, each once, in the order of the form."""
    found: dict[str, Checked] = {}
    for entry, rule in _switched_on(_This(answers.form)):
        if answers.draft.stage in (entry.stages or rule.stages):
            found.setdefault(rule.code, Checked(rule.code, rule.looks_at, entry.law or rule.law,
                                                entry.local or rule.local))
    return tuple(found.values())


def rule_faults(form: Form) -> tuple[Fault, ...]:
    """What does not fit in the rules that a form switches on, in the words its author reads."""
    return tuple(Fault(RULES_FILE, f"rule {number} '{entry.rule}'", sentence)
                 for number, entry in enumerate(form.rules, 1) for sentence in _faults(entry, form))


def _rule_problems(case: Case) -> Iterator[Problem]:
    for entry, rule in _switched_on(_This(case.answers.form)):
        if case.answers.draft.stage not in (entry.stages or rule.stages):
            continue
        for finding in rule.findings(case):
            yield Problem(rule.code, entry.severity or rule.severity, finding.path,
                          fill(entry.message or rule.sentence, finding.values), entry.law or rule.law,
                          entry.local or rule.local, finding.fixes, rule.why, finding.about)


class _This:
    """A form, as the very same one: forms never change."""

    def __init__(self, form: Form) -> None:
        self.form = form

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _This) and other.form is self.form

    def __hash__(self) -> int:
        return id(self.form)


@lru_cache(maxsize=4)
def _switched_on(this: _This) -> tuple[tuple[RuleEntry, Rule], ...]:
    """The rules of a form with their settings, read once for as long as the form is in use."""
    return tuple((entry, _built(entry, this.form)) for entry in this.form.rules)


def _built(entry: RuleEntry, form: Form) -> Rule:
    kind = RULES.get(entry.rule)
    values, faults = read_settings(kind, entry.settings, form) if kind else ({}, (_unknown(entry),))
    if kind is None or faults:
        raise ValueError(f"{entry.rule}: {' '.join(faults)}")
    return kind(**values)


def _faults(entry: RuleEntry, form: Form) -> Iterator[str]:
    kind = RULES.get(entry.rule)
    if kind is None:
        yield _unknown(entry)
        return
    yield from read_settings(kind, entry.settings, form)[1]
    for stage in entry.stages:
        if stage not in STAGES:
            yield f"'{stage}' is not a stage; there are {', '.join(STAGES)}.{did_you_mean(stage, STAGES)}"
    if entry.severity is not None and entry.severity not in SEVERITIES:
        yield f"'{entry.severity}' is not a severity; there are {', '.join(SEVERITIES)}."
    known = names_in(kind.sentence)
    for name in names_in(entry.message):
        if name not in known:
            yield (f"The message uses {{{name}}}; this rule brings {', '.join(known) or 'no particulars'}."
                   + did_you_mean(name, known))


def _unknown(entry: RuleEntry) -> str:
    return f"There is no rule '{entry.rule}'.{did_you_mean(entry.rule, RULES)}"


def _few(problems: Iterable[Problem], form: Form) -> Iterator[Problem]:
    """Of quiet advice only the first few in each section, dismissed or not: who dismisses some is left in peace."""
    told: Counter[str] = Counter()
    for problem in problems:
        rule = RULES.get(problem.code)
        if rule is not None and rule.quiet and problem.severity == "advice":
            section = form.section_of(problem.path.field)
            place = section.id if section else ""
            told[place] += 1
            if told[place] > FEW:
                continue
        yield problem


def _place(problem: Problem, places: Mapping[Path, int]) -> tuple[int, int]:
    """Where the problem's field stands in the form, and where in the field; fields the form lacks come last."""
    last = len(places)
    whole = places.get(Path(problem.path.field), last)
    return whole, places.get(problem.path, whole)
