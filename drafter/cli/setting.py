"""What `drafter set` does to a draft: one field, cell or part as if it were typed; its stage; what is exempt.

`stage`, `exempt` and `public` stand where a field does, unless a form has a field of that name:

    drafter set DRAFT stage decided
    drafter set DRAFT exempt documents_list[row]    marks a field, a row or a part of one as exempt
    drafter set DRAFT public documents_list[row]    takes the mark away
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from drafter.model.answers import read_answers
from drafter.model.base import STAGES
from drafter.model.draft import Draft, Entry, Implication, Rows
from drafter.model.draft import Path as FieldPath
from drafter.model.failure import Failure, did_you_mean
from drafter.model.fields import PART_IN_STATE, DateField, FieldBase, ImplicationField, RowsField
from drafter.model.figures import printed_date
from drafter.model.form import Form
from drafter.model.said_days import meant_day

STAGE, EXEMPT, PUBLIC = "stage", "exempt", "public"
_STATE_OF_PART = {part: state for state, part in PART_IN_STATE.items()}


def with_setting(draft: Draft, form: Form, name: str, text: str, today: date) -> tuple[Draft, str]:
    """The draft after `drafter set DRAFT name text`, and what there is to say about it. What does not fit its field is
    kept as it is in the window, and is among that: a draft may be wrong, but it may never be lost.

    Raises a Failure for a name that the form does not have and for a text that cannot stand there.
    """
    if form.field(name) is None:
        match name:
            case "stage":
                return _with_stage(draft, text), ""
            case "exempt" | "public":
                return _with_mark(draft, form, text.strip(), exempt=name == EXEMPT), ""
    path = _path(name)
    field = _field_at(path, form, draft)
    if path.row is not None and path.column is None:
        raise _by_column(path, field)
    entry, note = _entry(field, text, today)
    after = _with_state(draft.with_entry(path, entry), form, path, entry)
    return after, " ".join(filter(None, (note, *_amiss(after, form, path))))


def _with_stage(draft: Draft, text: str) -> Draft:
    named = text.strip().casefold()
    for stage in STAGES:
        if stage == named:
            return draft.with_stage(stage)
    raise Failure(f"There is no stage '{text}'.{did_you_mean(named, STAGES)}",
                  f"The stages are {', '.join(STAGES)}.")


def _with_mark(draft: Draft, form: Form, text: str, *, exempt: bool) -> Draft:
    path = _path(text)
    if path.field in (STAGE, EXEMPT, PUBLIC) and form.field(path.field) is None:
        raise Failure(f"'{text}' is not something to mark as {'exempt' if exempt else 'public'}.",
                      f"Name a field, or a row of one, as in: drafter set DRAFT {EXEMPT if exempt else PUBLIC} "
                      f"{form.title_field}.")
    _field_at(path, form, draft)
    if not exempt and str(path) not in draft.exempt:
        raise Failure(f"'{path}' is not marked as exempt.",
                      f"The marks are {', '.join(draft.exempt)}." if draft.exempt else "Nothing in this draft is.")
    return draft.with_exempt(path, exempt)


def _with_state(draft: Draft, form: Form, path: FieldPath, entry: Entry | None) -> Draft:
    """Who gives the reason why there are none says that there are none."""
    whole = draft.entries.get(path.field)
    state = _STATE_OF_PART.get(path.column or "")
    if entry is None or not isinstance(form.field(path.field), ImplicationField) or not isinstance(whole, Implication):
        return draft
    match state:
        case "answered" | "none" | "waiting":
            return draft.with_entry(FieldPath(path.field), replace(whole, state=state))
    return draft


def _path(text: str) -> FieldPath:
    try:
        return FieldPath.parse(text)
    except ValueError as error:
        raise Failure(f"{error}.") from None


def _field_at(path: FieldPath, form: Form, draft: Draft) -> FieldBase:
    """What the path names, a row being named by its field; refuses a field, a row or a column that is not there."""
    whole = form.field(path.field)
    if whole is None:
        known = [*(one.id for one in form.fields), STAGE, EXEMPT, PUBLIC]
        raise Failure(f"The form has no field '{path.field}'.{did_you_mean(path.field, known)}")
    if path.row is not None:
        _refuse_missing_row(path, draft)
    field = form.at(path)
    if field is None or (path.column is not None and path.row is None and isinstance(whole, RowsField)
                         and whole.part(path.column) is None):
        columns = [one.id for one in getattr(whole, "fields", ())]
        raise Failure(f"'{path.field}' has no '{path.column}'{' in its rows' if path.row else ''}."
                      + did_you_mean(path.column or "", columns))
    return field


def _refuse_missing_row(path: FieldPath, draft: Draft) -> None:
    entry = draft.entries.get(path.field)
    ids = [row.id for row in entry.rows] if isinstance(entry, Rows) else []
    if path.row not in ids:
        raise Failure(f"'{path.field}' has no row '{path.row}'.",
                      f"Its rows are {', '.join(ids)}." if ids else "It has no rows yet; set the whole field as JSON.")


def _by_column(path: FieldPath, field: FieldBase) -> Failure:
    names = [one.id for one in getattr(field, "fields", ())]
    return Failure("A row is set column by column.", f"Add one of {', '.join(names)}"
                   + (f": {path}.reason, for example." if "reason" in names else "."))


def _amiss(draft: Draft, form: Form, path: FieldPath) -> Iterator[str]:
    """What the field says against what it holds now."""
    from drafter.checks.field_checks import field_problems

    answers = read_answers(form, draft)
    if draft.entry(path) is not None:
        yield from (f"{problem.message.rstrip('.')}." for problem in field_problems(answers)
                    if problem.path == path and problem.severity == "must_fix")


def _entry(field: FieldBase, text: str, today: date) -> tuple[Entry | None, str]:
    """None, an empty field, for a text without words. A day said as people do is the date it means on `today`."""
    from drafter.reading.typed import entry_from

    if not text.strip():
        return None, ""
    if isinstance(field, DateField) and field.read(text) is None and (day := meant_day(text.strip(), today)):
        return printed_date(day), ""
    entry, removed = entry_from(field, text)
    if not removed:
        return entry, ""
    return entry, (f"{removed} character{'s' if removed > 1 else ''} that no record can hold "
                   f"{'were' if removed > 1 else 'was'} left out.")
