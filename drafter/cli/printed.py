"""Drafts, problems and dates as text for people and as JSON for programs."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.model.answers import Answers, read_answers
from drafter.model.brought import beside_the_form
from drafter.model.draft import Entry, Rows, plain_entry
from drafter.model.draft import Path as FieldPath
from drafter.model.fields import FieldBase, RowsField, is_blank
from drafter.model.figures import WEEKDAYS
from drafter.model.form import Form
from drafter.model.milestones import Milestone
from drafter.model.problem import Problem, Severity

if TYPE_CHECKING:
    from drafter.app.bringing import Report
    from drafter.storage.draft_files import OpenedDraft

SEVERITIES: dict[Severity, str] = {"must_fix": "must be fixed", "must_explain": "must be explained", "advice": "advice"}

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What a terminal would obey instead of showing it."""

Checked = Sequence[tuple[Path, Form, tuple[Problem, ...]]]


def draft_as_text(opened: OpenedDraft, form: Form) -> str:
    """Every field's label with its text beneath, in the order of the form; then what an import left over."""
    return "\n".join(_draft_lines(opened, form))


def draft_as_json(opened: OpenedDraft, form: Form) -> str:
    """The same, by field path; `entries` as they stand in the file."""
    from drafter.storage.draft_shapes import entry_to_tree

    draft = opened.draft
    answers = read_answers(form, draft)
    fields: list[dict[str, object]] = [
        {"field": str(path), "label": field.label, "text": _text(answers, path, field), "asked": path in answers.asked}
        for path, field in _places(form, draft.entries)]
    imported = draft.imported
    printed: dict[str, object] = {
        "draft": str(opened.path), "id": draft.id, "stage": draft.stage,
        "form": {"id": draft.form.id, "version": draft.form.version}, "newer": bool(opened.newer), "fields": fields,
        "entries": {name: entry_to_tree(entry) for name, entry in draft.entries.items()},
        "exempt": list(draft.exempt),
        "imported": None if imported is None else {
            "source": imported.source, "trail": dict(imported.trail),
            "left_over": [{"line": one.line, "text": one.text} for one in imported.left_over]}}
    return _json(printed)


def problems_as_text(checked: Checked) -> str:
    """Each draft with how much is left to put right, then its problems, a line each; then what was explained, with the
    reason. Advice that was dismissed is counted."""
    return "\n".join(line for path, _, problems in checked for line in (
        f"{path}: {_counted(problems)}",
        *(f"  {_problem_line(one)}" for one in problems if one.is_open),
        *(f"  {line}" for one in problems if one.explained and one.explained.reason for line in _explained_lines(one)),
    ))


def problems_as_json(checked: Checked, unusable: Mapping[Path, str]) -> str:
    """`explained` holds what may stand, with the reason and who gave it when; dismissed advice has no reason.
    `unusable` holds the drafts that could not be looked at, each with the sentence why."""
    return _json({
        "problems": [_problem_tree(path, form, one) for path, form, problems in checked for one in problems
                     if one.is_open],
        "explained": [_problem_tree(path, form, one) | {
            "reason": said.reason, "who": said.who, "when": said.when.isoformat() if said.when else ""}
            for path, form, problems in checked for one in problems if (said := one.explained) is not None],
        "unusable": [{"draft": str(path), "message": message} for path, message in unusable.items()]})


def not_ready(problems: Sequence[Problem]) -> str:
    """Why no paper was made, with the problems that stand in its way."""
    head = (f"Nothing was written: {_counted(problems)} first. With --as-draft it is made all the same, with a mark "
            "across it.")
    return "\n".join([head, *(f"  {_problem_line(one)}" for one in problems)])


def dates_as_text(dates: Sequence[Milestone]) -> str:
    """Each date with its count and its source, and the days that were passed over."""
    return "\n".join(line for one in dates for line in (
        f"{one.name}: {one.day.isoformat()}, {WEEKDAYS[one.day.weekday()]}" + (f" - {one.fault}" if one.fault else ""),
        f"  {one.reckoned.count}. {one.reckoned.source}.",
        *(f"  Not counted: {day.isoformat()}, {why}." for day, why in one.reckoned.closed),
        *([f"  {one.reckoned.doubt}."] if one.reckoned.doubt else [])))


def dates_as_json(dates: Sequence[Milestone]) -> str:
    """The dates by name; under `explanations`, by the same names, how each was counted. `fault` says what is wrong with
    a date that was given, `doubt` that closed days on the way may not be known yet; else they are empty."""
    days: dict[str, object] = {one.event: one.day.isoformat() for one in dates}
    explanations = {one.event: {
        "name": one.name, "weekday": WEEKDAYS[one.day.weekday()], "count": one.reckoned.count,
        "source": one.reckoned.source, "fault": one.fault, "doubt": one.reckoned.doubt,
        "closed": {day.isoformat(): why for day, why in one.reckoned.closed}} for one in dates}
    return _json({**days, "explanations": explanations})


def report_as_text(path: Path, report: Report) -> str:
    """What bringing a draft to another form changes for it, under its headings, with the officer's own words."""
    lines = [f"{path}: {report.title}"]
    for heading, found in report.groups():
        lines += ["", f"== {heading} =="]
        for line in found:
            lines.append(_shown(line.words))
            lines += [f"  | {_shown(part)}" for part in line.holds.split("\n") if part]
    return "\n".join([*lines, *(["Nothing changes for this draft."] if len(lines) == 1 else [])])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _problem_tree(path: Path, form: Form, problem: Problem) -> dict[str, object]:
    from drafter.storage.draft_shapes import entry_to_tree

    return {"draft": str(path), "code": problem.code, "severity": problem.severity, "field": str(problem.path),
            "label": _label(problem.path, form), "message": problem.message, "law": problem.law,
            "local": problem.local, "why": problem.why,
            "fixes": [{"label": fix.label,
                       "edits": [{"field": str(place), "entry": None if entry is None else entry_to_tree(entry)}
                                 for place, entry in fix.edits]} for fix in problem.fixes]}


def _counted(problems: Iterable[Problem]) -> str:
    told = list(problems)
    counts = Counter(one.severity for one in told if one.is_open)
    parts = [f"{counts[severity]} {words}" for severity, words in SEVERITIES.items() if counts[severity]]
    reasons = [one.explained.reason for one in told if one.explained is not None]
    done = {"explained": sum(map(bool, reasons)), "dismissed": sum(not reason for reason in reasons)}
    return ", ".join([", ".join(parts) or "nothing is left to put right",
                      *(f"{count} {words}" for words, count in done.items() if count)])


def _explained_lines(problem: Problem) -> Iterator[str]:
    said = problem.explained
    assert said is not None
    by = ", ".join(filter(None, (said.who, said.when.isoformat() if said.when else "")))
    yield f"explained: {problem.path}: {problem.message}{_source(problem)}"
    yield "  because: " + _shown(said.reason + (f" ({by})" if by else ""))


def _problem_line(problem: Problem) -> str:
    code = f" ({problem.code})" if problem.severity == "must_explain" else ""  # what `drafter explain` asks for
    return f"{SEVERITIES[problem.severity]}: {problem.path}: {problem.message}{_source(problem)}{code}"


def _source(problem: Problem) -> str:
    return f" [{problem.source}]" if problem.source else ""


def _shown(text: str) -> str:
    """As a terminal may have it."""
    return _CONTROLS.sub("\ufffd", text)


def _label(path: FieldPath, form: Form) -> str:
    field = form.at(path) or form.field(path.field)
    return field.label if field else ""


def _draft_lines(opened: OpenedDraft, form: Form) -> Iterator[str]:
    draft = opened.draft
    answers = read_answers(form, draft)
    yield f"{opened.path}: {draft.stage}, on the form '{form.id}', version {draft.form.version}"
    for section in form.sections:
        yield f"\n== {section.title} =="
        for field in section.fields:
            yield from _field_lines(answers, field)
    strangers = beside_the_form(draft, form)
    if strangers:
        yield "\n== Not on this form =="
    for path, entry in strangers:
        yield str(path)
        yield from _indented(plain_entry(entry))
    if draft.imported is not None and draft.imported.left_over:
        yield f"\n== Left over from {draft.imported.source} =="
        yield from (f"line {one.line}: {one.text}" for one in draft.imported.left_over)


def _field_lines(answers: Answers, field: FieldBase) -> Iterator[str]:
    path = FieldPath(field.id)
    yield _headed(answers, path, field)
    entry = answers.draft.entries.get(field.id)
    if not isinstance(field, RowsField) or not isinstance(entry, Rows):
        yield from _indented(_text(answers, path, field))
        return
    for place, column in _parts(field, entry):
        text = _text(answers, place, column)
        if text:
            yield f"  {column.label} ({place})"
            yield from (f"  {line}" for line in _indented(text))
    if is_blank(entry):
        yield from _indented("")


def _headed(answers: Answers, path: FieldPath, field: FieldBase) -> str:
    marks = [words for words, holds in (
        ("not asked now", path not in answers.asked and field.id in answers.draft.entries),
        ("cannot be read", path in answers.unreadable), ("exempt", str(path) in answers.draft.exempt or field.exempt),
    ) if holds]
    return f"{field.label} ({field.id})" + (f" - {', '.join(marks)}" if marks else "")


def _indented(text: str) -> Iterator[str]:
    return (f"  {line}" for line in _shown(text or "-").split("\n"))


def _places(form: Form, entries: Mapping[str, Entry]) -> Iterator[tuple[FieldPath, FieldBase]]:
    for field in form.fields:
        yield FieldPath(field.id), field
        entry = entries.get(field.id)
        if isinstance(field, RowsField) and isinstance(entry, Rows):
            yield from _parts(field, entry)


def _parts(field: RowsField, entry: Rows) -> Iterator[tuple[FieldPath, FieldBase]]:
    """What stands before the rows, their cells, and what stands in their place."""
    if field.introduction_field is not None:
        yield FieldPath(field.id, None, "introduction"), field.introduction_field
    for row in entry.rows:
        for column in field.fields:
            yield FieldPath(field.id, row.id, column.id), column
    yield FieldPath(field.id, None, "none_because"), field.none_field


def _text(answers: Answers, path: FieldPath, field: FieldBase) -> str:
    """As it reads; as it was typed where it is not asked or cannot be read."""
    entry = answers.draft.entry(path)
    value = answers.values.get(path)
    if value is None or isinstance(entry, Rows):
        return plain_entry(entry)
    return field.display(value)
