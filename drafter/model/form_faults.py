"""What does not fit in a form: ids used twice, references that lead nowhere, figures the wrong way round.

Pure checks of a form as a value. The file of each fault is named by convention: sections/<id>.toml, form.toml,
rules.toml, directory.toml, calendar.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from drafter.model.base import ID, STAGES
from drafter.model.calendar_faults import calendar_faults, clock_faults, directory_faults
from drafter.model.clause_faults import clause_faults
from drafter.model.condition_faults import condition_faults
from drafter.model.failure import Fault, did_you_mean
from drafter.model.field_faults import earlier_id_faults, label_faults, section_faults
from drafter.model.fields import IN_BRACES, ImplicationField, RichTextField, RowsField
from drafter.model.form import Form, Output, RuleEntry
from drafter.model.form_words import no_field, twice_in, unfit

FORMATS = ("docx", "html")
"""What a paper can be made as."""


def faults(form: Form, broken: frozenset[str] = frozenset()) -> tuple[Fault, ...]:
    """Every slip in the form. `broken` are ids of fields that could not be read, or not with all that may be chosen in
    them; they are neither missed here nor judged."""
    return (*_head_faults(form, broken), *section_faults(form, broken), *label_faults(form),
            *earlier_id_faults(form), *condition_faults(form, broken), *_rule_faults(form), *directory_faults(form),
            *calendar_faults(form), *clock_faults(form, broken), *_spelling_faults(form, broken),
            *clause_faults(form, broken))


def _head_faults(form: Form, broken: frozenset[str]) -> Iterator[Fault]:
    known = [*(field.id for field in form.fields), *broken]
    if not ID.fullmatch(form.id):
        yield Fault("form.toml", "id", unfit(form.id))
    for key in ("title_field", "number_field", "decision_maker_field"):
        if getattr(form, key) not in known:
            yield Fault("form.toml", key, no_field(getattr(form, key), known))
    for twice in twice_in(output.id for output in form.outputs):
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
            yield f"In 'needs': {no_field(name, known)}"
    if not output.file_name.strip():
        yield "'file_name' is empty. Write a pattern such as \"{decision_number} Record - {title}\"."
    for name in IN_BRACES.findall(output.file_name):
        field = form.field(name)
        if name not in known:
            yield f"In 'file_name': {no_field(name, known)}"
        elif field is not None and field.exempt and output.public:
            yield f"In 'file_name': '{name}' is exempt, and this output is public."
        elif isinstance(field, RowsField | RichTextField | ImplicationField):
            yield f"In 'file_name': '{name}' is a field of kind {field.kind}, too long for the name of a file."


def _rule_faults(form: Form) -> Iterator[Fault]:
    """The same rule twice, with the same settings, at the same stage: one of them was meant to differ."""
    for one, other in combinations(form.rules, 2):
        if one.rule == other.rule and one.settings == other.settings and _stages(one) & _stages(other):
            yield Fault("rules.toml", f"rule '{one.rule}'", "It is switched on twice with the same settings.")


def _stages(entry: RuleEntry) -> set[str]:
    return set(entry.stages or STAGES)


def _spelling_faults(form: Form, broken: frozenset[str]) -> Iterator[Fault]:
    for name in form.spelling.names:
        if name not in broken and form.field(name) is None:
            yield Fault("spelling.toml", "names", no_field(name, (one.id for one in form.fields)))
    for word in form.spelling.words:
        if len(word.split()) != 1:
            yield Fault("spelling.toml", "words", f"'{word}' is not one word. Write each word by itself.")
