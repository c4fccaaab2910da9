"""What does not fit in a form's library of clauses: gaps without a slot, verbs the form does not know, dead ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter.model.base import ID
from drafter.model.clause_library import ApprovedClause, Slot
from drafter.model.failure import Fault, did_you_mean
from drafter.model.fields import (
    IN_BRACES,
    ChoiceField,
    ClausesField,
    DateField,
    FieldBase,
    LineField,
    MoneyField,
    WholeNumberField,
)
from drafter.model.form import Form

FILE = "clauses.toml"
_SLOT_KINDS: tuple[type[FieldBase], ...] = (LineField, DateField, MoneyField, WholeNumberField, ChoiceField)


def clause_faults(form: Form, broken: frozenset[str]) -> Iterator[Fault]:
    """Every slip. `broken` are ids of fields that could not be read: what refers to them is not judged."""
    fields = [one for one in form.fields if isinstance(one, ClausesField)]
    if form.clauses and not fields and not broken:
        yield Fault(FILE, "", "The form has no field of kind clauses to put them into.")
    seen: set[str] = set()
    for clause in form.clauses:
        place = f"clause '{clause.id}'"
        if clause.id in seen:
            yield Fault(FILE, place, "This id is used twice.")
        seen.add(clause.id)
        for sentence in (*_own_faults(clause), *_verb_faults(clause, fields), *_gap_faults(clause),
                         *_end_faults(clause, form)):
            yield Fault(FILE, place, sentence)
        for slot in clause.slots:
            for sentence in _slot_faults(slot, form, broken):
                yield Fault(FILE, f"{place}, slot '{slot.field.id}'", sentence)


def _own_faults(clause: ApprovedClause) -> Iterator[str]:
    if not ID.fullmatch(clause.id):
        yield (f"'{clause.id}' is not fit for an id. Use small letters, digits and underscores, beginning with a "
               "letter.")
    for key in ("group", "title", "use", "text"):
        if not getattr(clause, key).strip():
            yield f"'{key}' is empty."


def _verb_faults(clause: ApprovedClause, fields: Iterable[ClausesField]) -> Iterator[str]:
    verbs = [verb for field in fields for verb in field.verbs]
    if clause.verb and verbs and clause.verb not in verbs:
        yield f"'{clause.verb}' is none of the form's verbs.{did_you_mean(clause.verb.upper(), verbs)}"
    delegates = any(field.delegates(clause.verb) for field in fields)
    if (clause.delegate_to or clause.consulting) and verbs and not delegates:
        yield f"'delegate_to' and 'consulting' belong to a verb that delegates, and '{clause.verb}' does not."


def _gap_faults(clause: ApprovedClause) -> Iterator[str]:
    ids = [slot.field.id for slot in clause.slots]
    used = [name for pattern in clause.patterns() for name in IN_BRACES.findall(pattern)]
    for name in dict.fromkeys(used):
        if name not in ids:
            yield f"The gap {{{name}}} has no slot.{did_you_mean(name, ids)}"
    for name in dict.fromkeys(ids):
        if ids.count(name) > 1:
            yield f"The slot '{name}' is there twice."
        if name not in used:
            yield f"No text of the clause has a gap {{{name}}}.{did_you_mean(name, used)}"
    if any(re.search(r"[{}]", IN_BRACES.sub("", pattern)) for pattern in clause.patterns()):
        yield "A brace has no partner. Write the names of gaps in pairs of braces, such as {provider}."


def _end_faults(clause: ApprovedClause, form: Form) -> Iterator[str]:
    if clause.retired is None:
        if clause.instead or clause.note:
            yield "'instead' and 'note' say what to use once a clause is retired. Add 'retired', the day it was."
        return
    if clause.retired < clause.since:
        yield "It is retired before it was approved."
    if not clause.instead and not clause.note.strip():
        yield "Say what to use now: 'instead' names the clause that takes its place, 'note' says it in a sentence."
    if clause.instead:
        after = form.clause(clause.instead)
        others = [one.id for one in form.clauses if one.id != clause.id and one.retired is None]
        if after is None or after.id == clause.id:
            yield f"In 'instead': there is no other clause '{clause.instead}'.{did_you_mean(clause.instead, others)}"
        elif after.retired is not None and after.retired <= clause.retired:
            yield f"In 'instead': '{clause.instead}' was itself retired by then."


def _slot_faults(slot: Slot, form: Form, broken: frozenset[str]) -> Iterator[str]:
    field = slot.field
    if not ID.fullmatch(field.id):
        yield (f"'{field.id}' is not fit for an id. Use small letters, digits and underscores, beginning with a "
               "letter.")
    if not field.label.strip():
        yield "'label' is empty."
    place = slot.place if _is_place(slot.answer) else None
    held = form.at(place) if place else None
    if slot.answer and not (place and place.field in broken):
        if held is None:
            known = [one.id for one in form.fields]
            yield f"In 'answer': there is no field '{slot.answer}'.{did_you_mean(slot.answer, known)}"
        elif held.exempt:
            yield f"In 'answer': '{slot.answer}' is exempt, and a decision is public."
        elif not isinstance(held, _SLOT_KINDS):
            yield f"In 'answer': '{slot.answer}' is a field of kind {held.kind}; {_kinds()} can fill a gap."
            return
    if not isinstance(field, _SLOT_KINDS):
        yield f"A gap cannot be filled by a field of kind {field.kind}; {_kinds()} can."
    listed = getattr(field, "directory", "")
    if listed and form.directory and listed not in form.directory:
        yield f"directory.toml has no list '{listed}'.{did_you_mean(listed, form.directory)}"


def _is_place(text: str) -> bool:
    """A field, or a column of one; rows have ids that no form knows."""
    return re.fullmatch(r"\w+(\.\w+)?", text) is not None


def _kinds() -> str:
    names = [kind.kind for kind in _SLOT_KINDS]
    return f"{', '.join(names[:-1])} and {names[-1]}"
