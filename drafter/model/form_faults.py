"""What does not fit in a form: ids used twice, references that lead nowhere, figures the wrong way round.

Pure checks of a form as a value. The file of each fault is named by convention: sections/<id>.toml, form.toml,
rules.toml, directory.toml, calendar.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from drafter.model.base import ID, STAGES
from drafter.model.clause_faults import clause_faults
from drafter.model.condition_faults import condition_faults
from drafter.model.failure import Fault, did_you_mean
from drafter.model.fields import (
    APPROVED_WORDING,
    IN_BRACES,
    ChoiceField,
    ChoiceFieldBase,
    ClausesField,
    DateField,
    FieldBase,
    ImplicationField,
    LineField,
    PeopleField,
    RichTextField,
    RowsField,
    TableField,
    WholeNumberField,
    YesNoField,
)
from drafter.model.figures import FIRST_YEAR, LAST_YEAR
from drafter.model.form import DirectoryEntry, Form, Output, RuleEntry

FORMATS = ("docx", "html")
"""What a paper can be made as."""
_CHOICE_ID = re.compile(r"[a-z0-9][a-z0-9_]*")
_RESERVED_COLUMNS = ("level", "none_because", "introduction", APPROVED_WORDING)


def faults(form: Form, broken: frozenset[str] = frozenset()) -> tuple[Fault, ...]:
    """Every slip in the form. `broken` are ids of fields that could not be read, or not with all that may be chosen in
    them; they are neither missed here nor judged."""
    return (*_head_faults(form, broken), *_section_faults(form, broken), *_label_faults(form),
            *_earlier_id_faults(form), *condition_faults(form, broken), *_rule_faults(form), *_directory_faults(form),
            *_calendar_faults(form), *_clock_faults(form, broken), *_spelling_faults(form, broken),
            *clause_faults(form, broken))


def _head_faults(form: Form, broken: frozenset[str]) -> Iterator[Fault]:
    known = [*(field.id for field in form.fields), *broken]
    if not ID.fullmatch(form.id):
        yield Fault("form.toml", "id", unfit(form.id))
    for key in ("title_field", "number_field", "decision_maker_field"):
        if getattr(form, key) not in known:
            yield Fault("form.toml", key, _no_field(getattr(form, key), known))
    for twice in _twice(output.id for output in form.outputs):
        yield Fault("form.toml", f"output '{twice}'", "This id is used twice.")
    for output in form.outputs:
        for sentence in _output_faults(form, output, known):
            yield Fault("form.toml", f"output '{output.id}'", sentence)


def _output_faults(form: Form, output: Output, known: list[str]) -> Iterator[str]:
    if not ID.fullmatch(output.id):
        yield unfit(output.id)
    if not output.formats:
        yield "'formats' is empty. Name at least one, such as \"docx\"."
    if re.search(r"[{}]", IN_BRACES.sub("", output.file_name)):
        yield "A brace in 'file_name' has no partner. Write field ids in pairs of braces, such as {title}."
    for one in output.formats:
        if one not in FORMATS:
            yield f"'{one}' in 'formats' is no format. They are {', '.join(FORMATS)}.{did_you_mean(one, FORMATS)}"
    if (output.when is None) != (not output.not_when.strip()):
        yield "'when' and 'not_when' go together: when the paper is made, and the sentence for when it is not."
    for name in output.needs:
        if name not in known:
            yield f"In 'needs': {_no_field(name, known)}"
    if not output.file_name.strip():
        yield "'file_name' is empty. Write a pattern such as \"{decision_number} Record - {title}\"."
    for name in IN_BRACES.findall(output.file_name):
        field = form.field(name)
        if name not in known:
            yield f"In 'file_name': {_no_field(name, known)}"
        elif field is not None and field.exempt and output.public:
            yield f"In 'file_name': '{name}' is exempt, and this output is public."
        elif isinstance(field, RowsField | RichTextField | ImplicationField):
            yield f"In 'file_name': '{name}' is a field of kind {field.kind}, too long for the name of a file."


def _section_faults(form: Form, broken: frozenset[str]) -> Iterator[Fault]:
    for twice in _twice(section.id for section in form.sections):
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
            yield from _directory_reference(form, field.directory)
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
            yield f"In '{key}': {_no_field(name, known)}"
        elif name and name not in broken and not isinstance(form.field(name), kinds):
            yield f"In '{key}': '{name}' is a field of another kind than {' or '.join(kind.kind for kind in kinds)}."


def _choice_faults(form: Form, field: ChoiceFieldBase) -> Iterator[str]:
    if field.directory:
        yield from _directory_reference(form, field.directory)
        return
    if not field.choices:
        yield "There is nothing to choose from. Write 'choices', or name a list of directory.toml in 'directory'."
    for choice in field.choices:
        if not _CHOICE_ID.fullmatch(choice.id):
            yield f"Choice '{choice.id}': {unfit(choice.id)}"
        if choice.since and choice.until and choice.until < choice.since:
            yield f"Choice '{choice.id}' ends before it begins."
    for twice in _twice(word for choice in field.choices for word in {choice.id.casefold(), choice.words.casefold()}):
        yield f"'{twice}' names two choices."


def _clauses_faults(form: Form, field: ClausesField, broken: frozenset[str]) -> Iterator[str]:
    yield from _directory_reference(form, field.directory)
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
            yield f"In 'opening': {_no_field(name, known)}"


def _directory_reference(form: Form, name: str) -> Iterator[str]:
    if name and name not in form.directory:
        yield f"directory.toml has no list '{name}'.{did_you_mean(name, form.directory)}"


def _column_faults(form: Form, table: TableField, broken: frozenset[str]) -> Iterator[tuple[str, str]]:
    for twice in _twice(column.id for column in table.columns):
        yield twice, "This id is used twice."
    for column in table.columns:
        if column.id in _RESERVED_COLUMNS:
            yield column.id, f"A column cannot be called '{column.id}': the program keeps that name for itself."
        if isinstance(column, RowsField | ImplicationField):
            yield column.id, f"A column cannot be a field of kind {column.kind}."
        for sentence in _field_faults(form, column, broken):
            yield column.id, sentence


def _label_faults(form: Form) -> Iterator[Fault]:
    """A label of a published record must lead to one field."""
    owner: dict[str, str] = {_folded(field.label): field.id for field in form.fields}
    for section, field in form.places():
        for alias in field.aliases:
            other = owner.setdefault(_folded(alias), field.id)
            if other != field.id:
                yield Fault(f"sections/{section.id}.toml", f"field '{field.id}', aliases",
                            f"'{alias}' already leads to the field '{other}'.")
    for label in form.ignored_labels:
        if _folded(label) in owner:
            yield Fault("form.toml", "ignored_labels",
                        f"'{label}' is a label of the field '{owner[_folded(label)]}' too.")


def _earlier_id_faults(form: Form) -> Iterator[Fault]:
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


def _rule_faults(form: Form) -> Iterator[Fault]:
    """The same rule twice, with the same settings, at the same stage: one of them was meant to differ."""
    for one, other in combinations(form.rules, 2):
        if one.rule == other.rule and one.settings == other.settings and _stages(one) & _stages(other):
            yield Fault("rules.toml", f"rule '{one.rule}'", "It is switched on twice with the same settings.")


def _stages(entry: RuleEntry) -> set[str]:
    return set(entry.stages or STAGES)


def _directory_faults(form: Form) -> Iterator[Fault]:
    for name, entries in form.directory.items():
        if not ID.fullmatch(name):
            yield Fault("directory.toml", name, unfit(name))
        for entry in entries:
            if entry.since and entry.until and entry.until < entry.since:
                yield Fault("directory.toml", f"{name}, '{entry.title}'", "It ends before it begins.")
            if not entry.title.strip():
                yield Fault("directory.toml", name, "A title is empty.")
        for one, other in combinations(entries, 2):
            if _folded(one.title) == _folded(other.title) and _overlap(one, other):
                yield Fault("directory.toml", f"{name}, '{one.title}'",
                            "It is listed twice for the same time. Give one of them an end before the other begins.")


def _overlap(one: DirectoryEntry, other: DirectoryEntry) -> bool:
    return ((one.until is None or other.since is None or other.since <= one.until)
            and (other.until is None or one.since is None or one.since <= other.until))


def _calendar_faults(form: Form) -> Iterator[Fault]:
    for key in ("notice_days", "exception_days", "agenda_days", "call_in_days"):
        days = getattr(form.conventions, key)
        if not 0 <= days <= 366:
            yield Fault("calendar.toml", key, f"{days} days cannot be right. Write a number from 0 to 366.")
    if form.conventions.call_in_days == 0 and form.conventions.call_in_first_day == "same":
        yield Fault("calendar.toml", "call_in_first_day", "Without a day for call-in no day is the first of them.")
    for place in (*form.conventions.closed_days, form.conventions.closed_days_known_until):
        if place is not None and not FIRST_YEAR <= place.year <= LAST_YEAR:
            yield Fault("calendar.toml", "closed_days", f"{place} is of no year from {FIRST_YEAR} to {LAST_YEAR}.")


_CLOCK_KINDS: dict[str, tuple[type[FieldBase], str]] = {
    "key": (YesNoField, "yes_no"), "call_in": (YesNoField, "yes_no"), "route": (ChoiceField, "choice"),
    **dict.fromkeys(("notice", "agreed", "committee", "due", "decision", "publication", "effective"),
                    (DateField, "date"))}


def _clock_faults(form: Form, broken: frozenset[str]) -> Iterator[Fault]:
    """Fields that the calendar names: there, and of the kind that is meant; the routes are choices of their field."""
    for key, (kind, name) in _CLOCK_KINDS.items():
        given = getattr(form.clock, key)
        found = form.field(given) if given else None
        if given and given not in broken and found is None:
            yield Fault("calendar.toml", f"fields, {key}", _no_field(given, (one.id for one in form.fields)))
        elif found is not None and not isinstance(found, kind):
            yield Fault("calendar.toml", f"fields, {key}",
                        f"'{given}' is a field of kind {found.kind}; a field of kind {name} belongs here.")
    route = form.field(form.clock.route)
    choices = [choice.id for choice in route.choices] if isinstance(route, ChoiceField) else []
    for key in ("normal", "exception", "urgent"):
        given = getattr(form.clock, key)
        if form.clock.route and form.clock.route not in broken and given not in choices:
            yield Fault("calendar.toml", f"fields, {key}", f"'{given}' is no choice of the field '{form.clock.route}'."
                                                           f"{did_you_mean(given, choices)}")


def _spelling_faults(form: Form, broken: frozenset[str]) -> Iterator[Fault]:
    for name in form.spelling.names:
        if name not in broken and form.field(name) is None:
            yield Fault("spelling.toml", "names", _no_field(name, (one.id for one in form.fields)))
    for word in form.spelling.words:
        if len(word.split()) != 1:
            yield Fault("spelling.toml", "words", f"'{word}' is not one word. Write each word by itself.")


def _twice(names: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    again = []
    for name in names:
        if name in seen and name not in again:
            again.append(name)
        seen.add(name)
    return again


def _folded(label: str) -> str:
    return " ".join(label.split()).rstrip(" :").casefold()


def unfit(name: str) -> str:
    """The sentence on a name that cannot be an id."""
    return f"'{name}' is not fit for an id. Use small letters, digits and underscores, beginning with a letter."


def _no_field(name: str, known: Iterable[str]) -> str:
    return f"There is no field '{name}'.{did_you_mean(name, filter(ID.fullmatch, known))}"
