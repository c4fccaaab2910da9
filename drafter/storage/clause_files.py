"""Reads clauses.toml, a council's approved wordings. A slot that says no more than where the draft holds its answer is
asked as the form asks it there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from drafter.model.clause_library import ApprovedClause, Slot
from drafter.model.draft import Path
from drafter.model.fields import FieldBase, LineField
from drafter.model.form import Form
from drafter.storage.form_tables import Place, read_as, read_field


@dataclass(frozen=True, slots=True, kw_only=True)
class _ClauseFile:
    """What a table of clauses.toml holds, apart from its slots."""

    id: str
    group: str
    title: str
    use: str
    text: str
    since: date
    approved_by: str = ""
    verb: str = ""
    delegate_to: str = ""
    consulting: str = ""
    sub_clauses: tuple[str, ...] = ()
    retired: date | None = None
    instead: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _SlotFile:
    """A slot that is asked as the form asks for its answer."""

    id: str
    answer: str
    label: str = ""
    good_example: str = ""


def read_clauses(table: Mapping[str, Any], form: Form, place: Place) -> tuple[ApprovedClause, ...]:
    """The clauses that can be read; the others are faults. `form` has everything but its clauses."""
    for key in table:
        if key != "clauses":
            place.fault(f"'{key}' stands outside every clause. Each clause begins with [[clauses]].")
    entries = table.get("clauses", [])
    if not isinstance(entries, list):
        place.fault("Each clause begins with [[clauses]].")
        return ()
    read = (_read_clause(entry, form, place.at(f"clause {_name(entry, n)}")) for n, entry in enumerate(entries, 1))
    return tuple(one for one in read if one is not None)


def _read_clause(entry: object, form: Form, place: Place) -> ApprovedClause | None:
    if not isinstance(entry, dict):
        place.fault("A clause is a table: [[clauses]], then its keys below.")
        return None
    given = entry.get("slots", [])
    if not isinstance(given, list):
        place.at("slots").fault('Write a list of slots, such as [{ id = "provider", kind = "line", label = "..." }].')
        given = []
    slots = [_read_slot(one, form, place.at(f"slot {_name(one, n)}")) for n, one in enumerate(given, 1)]
    head = read_as(_ClauseFile, {key: value for key, value in entry.items() if key != "slots"}, place, "a clause")
    if head is None or None in slots:
        return None
    return ApprovedClause(
        id=head.id, group=head.group, title=head.title, use=head.use, text=head.text, approved_by=head.approved_by,
        since=head.since, verb=head.verb, delegate_to=head.delegate_to, consulting=head.consulting,
        sub_clauses=head.sub_clauses, slots=tuple(slot for slot in slots if slot is not None), retired=head.retired,
        instead=head.instead, note=head.note)


def _read_slot(entry: object, form: Form, place: Place) -> Slot | None:
    if not isinstance(entry, dict) or "kind" in entry or "answer" not in entry:
        answer = entry.get("answer", "") if isinstance(entry, dict) else ""
        if not isinstance(answer, str):
            place.at("answer").fault("Write in quotes which field holds it, such as \"contract_term.start\".")
            return None
        asked = {key: value for key, value in entry.items() if key != "answer"} if isinstance(entry, dict) else entry
        field = read_field(asked, place)
        return Slot(field=field, answer=answer) if field else None
    head = read_as(_SlotFile, entry, place, "a slot")
    return Slot(field=_as_the_form_asks(head, form), answer=head.answer) if head else None


def _as_the_form_asks(slot: _SlotFile, form: Form) -> FieldBase:
    """The field that holds the answer, as a gap asks for it: never due, and whatever else was answered."""
    whole, _, column = slot.answer.partition(".")
    held = form.at(Path(whole, None, column or None))
    if held is None:
        return LineField(id=slot.id, label=slot.label or slot.answer)
    return replace(held, id=slot.id, label=slot.label or held.label, good_example=slot.good_example,
                   hint="", required=False, required_when=None, when=None, exempt=False)


def _name(entry: object, number: int) -> str:
    name = entry.get("id") if isinstance(entry, dict) else None
    return f"'{name}'" if isinstance(name, str) else str(number)
