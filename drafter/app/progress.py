"""How far each section has come, in the few words the list of sections uses. None of them sounds like "sent"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from drafter.model.answers import Answers
from drafter.model.draft import Implication, Path
from drafter.model.fields import FieldBase, is_blank
from drafter.model.form import Section
from drafter.model.problem import STALE, Problem

Status = Literal["not_started", "in_progress", "ready", "not_needed", "waiting", "problem"]


@dataclass(frozen=True, slots=True)
class Progress:
    """`words` say the status; `count` adds "2 of 4" or "1 problem" where that helps, else ""."""

    section: Section
    status: Status
    words: str
    count: str = ""


def progress(answers: Answers, problems: Sequence[Problem], writing: Sequence[Problem] = ()) -> tuple[Progress, ...]:
    """In the order of the form. A blank answer is something still to do, never "a problem"; nor are those among the
    problems that belong to what is being written at this moment (`writing`)."""
    by_field: dict[str, list[Problem]] = {}
    for problem in problems:
        by_field.setdefault(problem.path.field, []).append(problem)
    return tuple(_of(section, answers, [p for field in section.fields for p in by_field.get(field.id, ())], writing)
                 for section in answers.form.sections)


def summary(sections: Sequence[Progress]) -> str:
    """"9 of 14 ready, 2 waiting for others, 1 with a problem"; sections where nothing is asked do not count."""
    needed = [one for one in sections if one.status != "not_needed"]
    waiting, wrong = (sum(one.status == status for one in needed) for status in ("waiting", "problem"))
    words = [f"{sum(one.status == 'ready' for one in needed)} of {len(needed)} ready"]
    if waiting:
        words.append(f"{waiting} waiting for others")
    if wrong:
        words.append(f"{wrong} with a problem")
    return ", ".join(words)


def is_unanswered(problem: Problem, answers: Answers) -> bool:
    """Whether the problem is only that nothing was typed there yet, or not since it came from an earlier decision."""
    return problem.code == STALE or is_blank(answers.draft.entry(problem.path))


def _of(section: Section, answers: Answers, problems: Sequence[Problem], writing: Sequence[Problem]) -> Progress:
    asked = [field for field in section.fields if Path(field.id) in answers.asked]
    if not asked:
        return Progress(section, "not_needed", "Not needed")
    waiting = {field.id: value.waiting_for for field in asked
               if isinstance(value := answers.value(field.id), Implication) and value.state == "waiting"}
    must_fix = [p for p in problems if p.severity == "must_fix" and p.path.field not in waiting]
    wrong = [p for p in must_fix if not is_unanswered(p, answers) and p not in writing]
    if wrong:
        return Progress(section, "problem", "There is a problem", _counted(len(wrong), "problem"))
    if waiting:
        whom = " ".join(next(iter(waiting.values())).split())
        return Progress(section, "waiting", f"Waiting for {whom}" if whom else "Waiting for others")
    if not any(_started(field, answers) for field in asked):
        due = must_fix or any(Path(field.id) in answers.required for field in asked)
        return Progress(section, "not_started", "Not started") if due else Progress(
            section, "not_needed", "Optional")
    if must_fix:
        done, all_due = _done(asked, answers, {p.path.field for p in must_fix})
        return Progress(section, "in_progress", "In progress", f"{done} of {all_due}" if all_due > 1 else "")
    if section.id in answers.draft.later:
        return Progress(section, "in_progress", "In progress", "to come back to")
    explain = sum(p.severity == "must_explain" and p.is_open for p in problems)
    return Progress(section, "ready", "Ready", f"{explain} to explain" if explain else "")


def _started(field: FieldBase, answers: Answers) -> bool:
    return not is_blank(answers.draft.entry(Path(field.id)))


def _done(asked: Sequence[FieldBase], answers: Answers, unfinished: Collection[str]) -> tuple[int, int]:
    """How many of the fields that are due, or begun, are answered: begun, and nothing in them is left to put right."""
    due = [field for field in asked if Path(field.id) in answers.required or _started(field, answers)]
    return sum(_started(field, answers) and field.id not in unfinished for field in due), len(due)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")
