"""What a field asks of its own answer: that it is there where it is due, can be read, fits, and can be printed."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.checks import messages
from drafter.checks.rule import WAIVERS, RuleFacts
from drafter.checks.wording import gives_no_reason
from drafter.model import rich_text
from drafter.model.answers import Answers
from drafter.model.characters import UNPRINTABLE, printable
from drafter.model.draft import Entry, Implication, Path, Rows, plain_entry
from drafter.model.fields import FieldBase, RowsField
from drafter.model.problem import STALE, Fix, Problem, Severity
from drafter.model.rich_text import RichText

_REASONS_FOR_NONE = ("none_because", "because")


def _demand(code: str, severity: Severity, looks_at: str, sentence: str, why: str, fix: str = "") -> RuleFacts:
    return RuleFacts(code=code, family="answers", severity=severity, looks_at=looks_at, sentence=sentence, why=why,
                     waiver=WAIVERS[severity], fix=fix)


_SOURCE = "The law or the council's rule behind it is named with each question."

DEMANDS = (
    _demand("missing", "must_fix", "Questions that are due and not answered.", "Enter what is missing, as the question "
            "words it.", f"What the law or the council's form demands has to be there. {_SOURCE}"),
    _demand("waiting", "must_fix", "Implications for which somebody is still to write.", messages.WAITING,
            "A record cannot be signed while somebody's words are still to come."),
    _demand("no_reason", "must_fix", "The reason given for having none.", messages.NO_REASON,
            "Where the record says that there is none, its reader may see why."),
    _demand("none_refused", "must_fix", "Implications that cannot be none.",
            "{label} cannot be none. Write the {label}.", f"Some duties apply to every decision. {_SOURCE}"),
    _demand("unreadable", "must_fix", "Dates, amounts, numbers and choices as typed.", "What was typed is none of what "
            "the question takes.", "What cannot be read is not printed, counted or compared."),
    _demand("too_long", "must_fix", "Answers with a greatest length.", "{label} has {count} characters and may have "
            "{most}. Shorten it", "What is longer does not fit where it is published."),
    _demand("wrong_pattern", "must_fix", "Answers that are written in one way, such as the decision number.",
            "{words} is not how {label} is written", "A number or an address that is written otherwise finds nothing."),
    _demand("too_small", "must_fix", "Numbers with a least value.", "{label} must be {least} or more",
            "A smaller number is a slip."),
    _demand("too_large", "must_fix", "Numbers with a greatest value.", "{label} must be {most} or less",
            "A larger number is a slip."),
    _demand("none_beside_rows", "must_explain", "A reason for having none, beside rows that say otherwise.",
            messages.NONE_BESIDE_ROWS, "Only one of the two can be true.", "Removes the reason for none."),
    _demand(STALE, "must_fix", "Answers that come from an earlier decision and were not touched since.",
            messages.STALE, "What was true of the last decision may not be true of this one.", "Keeps it as it is."),
    _demand("unprintable", "must_fix", "Characters of every answer.", messages.UNPRINTABLE,
            "Word refuses a file with such characters.", "Removes the characters."),
    _demand("unknown_field", "advice", "Entries for which the form has no place.", messages.UNKNOWN_FIELD,
            "What has no place is kept, and would otherwise never be seen again."),
)
"""What each question asks of its own answer, for the catalogue. A form words many of the sentences itself."""


def field_problems(answers: Answers) -> Iterator[Problem]:
    """The problems of each field that is asked, and of entries that nothing asks for."""
    for path, field in answers.asked.items():
        if path in answers.unreadable:
            typed = plain_entry(answers.draft.entry(path))
            yield _problem(answers, "unreadable", path, messages.unreadable(field, typed))
        elif path in answers.values:
            yield from _value_problems(answers, path, field)
        elif path in answers.required and not _says_none(answers, path, field):
            yield _problem(answers, "missing", path, messages.missing(field))
    yield from _stale(answers)
    yield from _unprintable(answers)
    yield from _without_place(answers)


def _value_problems(answers: Answers, path: Path, field: FieldBase) -> Iterator[Problem]:
    value = answers.values[path]
    code = field.fault(value)
    if code is not None:
        yield _problem(answers, code, path, messages.fault(field, code, value))
    if path.row is None and path.column in _REASONS_FOR_NONE and gives_no_reason(str(value)):
        yield _problem(answers, "no_reason", path, messages.fill(messages.NO_REASON, {
            "words": messages.quoted(str(value)), "missing": messages.missing(field)}))
    if isinstance(value, Implication) and value.state == "waiting" and value.waiting_for.strip():
        yield _problem(answers, "waiting", path, messages.fill(messages.WAITING, {
            "who": messages.shortened(value.waiting_for).rstrip("."), "label": messages.in_sentence(field.label)}))
    if isinstance(field, RowsField) and _says_none(answers, path, field) and isinstance(value, tuple):
        sentence = messages.fill(messages.NONE_BESIDE_ROWS, {
            "label": messages.label_of(field), "count": messages.counted(len(value), field.row_name)})
        none = Path(path.field, None, "none_because")
        yield Problem("none_beside_rows", "must_explain", path, sentence,
                      fixes=(Fix("Remove the reason for none", ((none, None),)),))


def _says_none(answers: Answers, path: Path, field: FieldBase) -> bool:
    return (isinstance(field, RowsField) and field.may_be_none
            and Path(path.field, None, "none_because") in answers.values)


def _problem(answers: Answers, code: str, path: Path, message: str) -> Problem:
    """What is asked of a part or a cell is asked by the law behind the whole field, unless it names its own."""
    field = answers.asked[path]
    whole = answers.asked[Path(path.field)]
    source = field if field.law else whole
    return Problem(code, "must_fix", path, message, source.law, source.local, why=field.why or whole.why)


def _stale(answers: Answers) -> Iterator[Problem]:
    for name in answers.draft.stale:
        field, entry = answers.asked.get(Path(name)), answers.draft.entry(Path(name))
        if field is not None:
            sentence = messages.fill(messages.STALE, {"label": messages.label_of(field)})
            yield Problem(STALE, "must_fix", Path(name), sentence, field.law, field.local,
                          fixes=(Fix("It still holds", ((Path(name), entry),)),), why=field.why)


def _unprintable(answers: Answers) -> Iterator[Problem]:
    """Characters that Word cannot hold, with the same answer without them."""
    for field_id, entry in answers.draft.entries.items():
        field = answers.form.field(field_id)
        if field is None:
            continue
        for path, part in _parts(field_id, entry):
            if UNPRINTABLE.search(plain_entry(part)) is None:
                continue
            clean, removed = _cleaned(part)
            if removed:
                sentence = messages.fill(messages.UNPRINTABLE, {
                    "count": messages.counted(removed, "character"), "them": "it" if removed == 1 else "them",
                    "label": messages.quoted(messages.label_of(answers.form.at(path) or field))})
                yield Problem("unprintable", "must_fix", path, sentence,
                              fixes=(Fix(f"Remove {messages.counted(removed, 'character')}", ((path, clean),)),))


def _parts(field_id: str, entry: Entry) -> Iterator[tuple[Path, Entry]]:
    """The texts of an entry, each under the path that an edit would name."""
    match entry:
        case Rows(rows, because, introduction):
            for row in rows:
                for column, cell in row.cells.items():
                    yield Path(field_id, row.id, column), cell
            yield Path(field_id, None, "none_because"), because
            yield Path(field_id, None, "introduction"), introduction
        case Implication(_, text, because, waiting_for):
            yield Path(field_id, None, "text"), text
            yield Path(field_id, None, "because"), because
            yield Path(field_id, None, "waiting_for"), waiting_for
        case _:
            yield Path(field_id), entry


def _cleaned(entry: Entry) -> tuple[Entry, int]:
    """The entry as a record can hold it, and how many characters had to go."""
    removed = 0

    def clean(text: str) -> str:
        nonlocal removed
        plain, gone = printable(text)
        removed += gone
        return plain

    if isinstance(entry, str):
        return clean(entry), removed
    if isinstance(entry, tuple):
        return tuple(clean(one) for one in entry), removed
    if isinstance(entry, RichText):
        return rich_text.map_text(entry, clean), removed
    return entry, removed


def _without_place(answers: Answers) -> Iterator[Problem]:
    """Entries for which the form has no field, and cells for which a field has no column: kept, never printed."""
    for field_id, entry in answers.draft.entries.items():
        field = answers.form.field(field_id)
        if field is None:
            yield _unknown(Path(field_id))
        elif isinstance(field, RowsField) and isinstance(entry, Rows):
            for row in entry.rows:
                for name in row.cells:
                    if field.column(name) is None:
                        yield _unknown(Path(field_id, row.id, name))


def _unknown(path: Path) -> Problem:
    return Problem("unknown_field", "advice", path, messages.fill(messages.UNKNOWN_FIELD, {"place": f"'{path}'"}))


