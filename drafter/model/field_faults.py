"""What does not fit in the sections of a form and in their fields: what each asks, and what it refers to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter.model.base import ID
from drafter.model.failure import Fault, did_you_mean
from drafter.model.fields import (
    APPROVED_WORDING,
    IN_BRACES,
    ChoiceField,
    ChoiceFieldBase,
    ClausesField,
    FieldBase,
    ImplicationField,
    LineField,
    PeopleField,
    RichTextField,
    RowsField,
    TableField,
    WholeNumberField,
)
from drafter.model.form import Form
from drafter.model.form_words import folded, no_field, no_list, twice_in, unfit

_CHOICE_ID = re.compile(r"[a-z0-9][a-z0-9_]*")
_RESERVED_COLUMNS = ("level", "none_because", "introduction", APPROVED_WORDING)


def section_faults(form: Form, broken: frozenset[str]) -> Iterator[Fault]:
    """Of each section and all that it asks. What `broken` names could not be read, and is not judged."""
    for twice in twice_in(section.id for section in form.sections):
        yield Fault("form.toml", "sections", f"'{twice}' is listed twice.")
    if not form.sections:
        yield Fault("form.toml", "sections", "A form needs at least one section.")
    first_seen: dict[str, str] = {}
    for section in form.sections:
        file = f"sections/{section.id}.toml"
        if not section.fields and not broken:
            yield Fault(file, "", "The section has no fields.")
        for field in section.fields:
            place = f"field '{field.id}'"
            if field.id in first_seen:
                yield Fault(file, place, f"This id is used twice; the first is in {first_seen[field.id]}.")
            first_seen.setdefault(field.id, file)
            for sentence in _field_faults(form, field, broken):
                yield Fault(file, place, sentence)
            if isinstance(field, TableField):
                for column, sentence in _column_faults(form, field, broken):
                    yield Fault(file, f"{place}, column '{column}'", sentence)


def _field_faults(form: Form, field: FieldBase, broken: frozenset[str]) -> Iterator[str]:
    if not ID.fullmatch(field.id):
        yield unfit(field.id)
    if not field.label.strip():
        yield "'label' is empty."
    if field.required and field.required_when is not None:
        yield "'required_when' says nothing beside 'required = true'. Take one of them away."
    match field:
        case LineField():
            yield from _line_faults(field)
        case WholeNumberField(least=int(least), most=int(most)) if least > most:
            yield f"'least' ({least}) is more than 'most' ({most})."
        case RichTextField(words=(least, most)) | ImplicationField(words=(least, most)) if not 0 <= least <= most:
            yield f"'words' goes from {least} to {most}. Write the smaller number first."
        case ChoiceFieldBase() if field.id not in broken:
            yield from _choice_faults(form, field)
            if isinstance(field, ChoiceField):
                yield from _brought_faults(form, field, broken)
        case ClausesField() if field.id not in broken:
            yield from _clauses_faults(form, field, broken)
        case PeopleField() if field.id not in broken:
            yield from no_list(form, field.directory)
        case TableField(columns=()):
            yield "A table needs at least one column that can be read."


def _line_faults(field: LineField) -> Iterator[str]:
    if field.max_length is not None and field.max_length < 1:
        yield f"'max_length' is {field.max_length}, so that nothing could be typed."
    try:
        pattern = re.compile(field.pattern)
    except re.error as error:
        yield f"'pattern' is no pattern that can be used: {error}."
        return
    if field.pattern and not field.pattern_hint:
        yield "'pattern_hint' is missing. Say what fits the pattern: it is the sentence an officer reads."
    if field.pattern and field.good_example and not pattern.fullmatch(field.good_example):
        yield "The good example does not fit the pattern."


def _brought_faults(form: Form, field: ChoiceField, broken: frozenset[str]) -> Iterator[str]:
    known = [*(one.id for one in form.fields), *broken]
    for key, name, kinds in (("directorate_into", field.directorate_into, (ChoiceField, LineField)),
                             ("contact_into", field.contact_into, (PeopleField,))):
        if name and name not in known:
            yield f"In '{key}': {no_field(name, known)}"
        elif name and name not in broken and not isinstance(form.field(name), kinds):
            yield f"In '{key}': '{name}' is a field of another kind than {' or '.join(kind.kind for kind in kinds)}."


def _choice_faults(form: Form, field: ChoiceFieldBase) -> Iterator[str]:
    if field.directory:
        yield from no_list(form, field.directory)
        return
    if not field.choices:
        yield "There is nothing to choose from. Write 'choices', or name a list of directory.toml in 'directory'."
    for choice in field.choices:
        if not _CHOICE_ID.fullmatch(choice.id):
            yield f"Choice '{choice.id}': {unfit(choice.id)}"
        if choice.since and choice.until and choice.until < choice.since:
            yield f"Choice '{choice.id}' ends before it begins."
    for twice in twice_in(word for choice in field.choices for word in {choice.id.casefold(), choice.words.casefold()}):
        yield f"'{twice}' names two choices."


def _clauses_faults(form: Form, field: ClausesField, broken: frozenset[str]) -> Iterator[str]:
    yield from no_list(form, field.directory)
    for verb in field.verbs:
        if verb != verb.upper() or len(verb.split()) != 1:
            yield f"The verb '{verb}' must be one word in capitals."
    for verb in field.delegating:
        if verb not in field.verbs:
            yield f"'{verb}' in 'delegating' is none of the verbs.{did_you_mean(verb, field.verbs)}"
    if re.search(r"[{}]", IN_BRACES.sub("", field.opening)):
        yield "A brace in 'opening' has no partner. Write field ids in pairs of braces, such as {decision_maker_title}."
    known = [*(one.id for one in form.fields), *broken]
    for name in IN_BRACES.findall(field.opening):
        if name not in known:
            yield f"In 'opening': {no_field(name, known)}"


def _column_faults(form: Form, table: TableField, broken: frozenset[str]) -> Iterator[tuple[str, str]]:
    for twice in twice_in(column.id for column in table.columns):
        yield twice, "This id is used twice."
    for column in table.columns:
        if column.id in _RESERVED_COLUMNS:
            yield column.id, f"A column cannot be called '{column.id}': the program keeps that name for itself."
        if isinstance(column, RowsField | ImplicationField):
            yield column.id, f"A column cannot be a field of kind {column.kind}."
        for sentence in _field_faults(form, column, broken):
            yield column.id, sentence


def label_faults(form: Form) -> Iterator[Fault]:
    """A label of a published record must lead to one field."""
    owner: dict[str, str] = {folded(field.label): field.id for field in form.fields}
    for section, field in form.places():
        for alias in field.aliases:
            other = owner.setdefault(folded(alias), field.id)
            if other != field.id:
                yield Fault(f"sections/{section.id}.toml", f"field '{field.id}', aliases",
                            f"'{alias}' already leads to the field '{other}'.")
    for label in form.ignored_labels:
        if folded(label) in owner:
            yield Fault("form.toml", "ignored_labels",
                        f"'{label}' is a label of the field '{owner[folded(label)]}' too.")


def earlier_id_faults(form: Form) -> Iterator[Fault]:
    """What older drafts hold under an earlier id must lead to one question."""
    for section, field in form.places():
        file, place = f"sections/{section.id}.toml", f"field '{field.id}'"
        yield from _earlier_ids(field, form.fields, file, place)
        columns = field.columns if isinstance(field, TableField) else ()
        for column in columns:
            yield from _earlier_ids(column, columns, file, f"{place}, column '{column.id}'")


def _earlier_ids(field: FieldBase, known: Iterable[FieldBase], file: str, place: str) -> Iterator[Fault]:
    for name in field.was:
        for other in known:
            if other.id == name:
                yield Fault(file, f"{place}, was", f"'{name}' is the id of a question that is asked now.")
            elif other is not field and name in other.was:
                yield Fault(file, f"{place}, was", f"'{name}' leads to '{other.id}' too.")
