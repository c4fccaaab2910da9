"""The lines under a label as an entry of its field's kind. What does not fit is handed back, never guessed at."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from drafter.model.draft import CellEntry, Entry, Implication, LeftOver, Row, Rows
from drafter.model.fields import (
    Choice,
    ChoiceFieldBase,
    ClausesField,
    DateField,
    FieldBase,
    ImplicationField,
    MultiChoiceField,
    OptionsField,
    PeopleField,
    RichTextField,
    RowsField,
    YesNoField,
)
from drafter.model.figures import DATE, read_date
from drafter.reading.clauses import read_clauses
from drafter.reading.labels import ALIKE
from drafter.reading.lines import Line, Piece, Taken, left_over, none_because, pieces, rich_text
from drafter.reading.options import read_options
from drafter.reading.rows import cell_of, rows_from_columns

_BEFORE_AT = re.compile(r"[^\s@,;:<>()\[\]]{1,64}\Z")
_AFTER_AT = re.compile(r"[^\s@,;:<>()\[\]]{1,255}")
_EMAIL_LABEL = re.compile(r"(?i)\b(?:e-?mail(?: address)?)\s*:?\s*\Z")
_PHONE = re.compile(r"(?i)(?:\b(?:tel(?:ephone)?|phone|mobile)\b\.?(?: (?:no|number)\b\.?)?\s*:?\s*)?"
                    r"(\+?\(?\d[\d ()\u00a0-]{8,20}\d)")


@dataclass(frozen=True, slots=True)
class Part:
    """The lines under one meeting with a label."""

    label: str
    lines: tuple[Line, ...]


def read_parts(field: FieldBase, parts: Sequence[Part], wrapped: bool = False) -> Taken:
    """The entry that all the parts of a field make together."""
    found = [pieces(part.lines, wrapped) for part in parts]
    match field:
        case RichTextField():
            text = rich_text([piece for some in found for piece in some])
            return Taken(text if text.blocks else None)
        case ImplicationField():
            return _implication(field, [piece for some in found for piece in some])
        case ClausesField():
            return read_clauses(field, found)
        case OptionsField():
            return read_options(field, [(part.label, some) for part, some in zip(parts, found, strict=True)])
        case RowsField():
            return _rows(field, found)
        case MultiChoiceField():
            return _several_choices(field, [piece for some in found for piece in some])
    return _single(field, found)


def _implication(field: ImplicationField, found: Sequence[Piece]) -> Taken:
    if not found:
        return Taken(None)
    because = none_because(found) if field.may_be_none else None
    if because is not None:
        return Taken(Implication("none", because=because))
    return Taken(Implication("answered", rich_text(found)))


def _rows(field: RowsField, found: Sequence[Sequence[Piece]]) -> Taken:
    rows: list[Row] = []
    left: list[LeftOver] = []
    after: list[Line] = []
    because = ""
    for some in found:
        reason = none_because(some)
        by_column = rows_from_columns(field, some)
        if reason is not None and field.may_be_none and reason and not because:
            because = reason
        elif reason is not None:
            left += left_over(some)
        elif by_column is not None:
            rows += by_column.rows
            left += left_over(by_column.around)
            after += [line for piece in by_column.after for line in piece.lines]
        elif isinstance(field, PeopleField):
            rows += _people(some)
        else:
            column = field.column(field.main_column)
            assert column is not None
            rows += [Row({column.id: cell_of(column, [piece])}) for piece in some]
    return Taken(Rows(tuple(rows), because) if rows or because else None, tuple(left), after=tuple(after))


def _people(found: Sequence[Piece]) -> list[Row]:
    """A person ends with an e-mail address; without any, each line is one."""
    chunks: list[list[str]] = [[]]
    has_email = any(_emails(piece.text) for piece in found)
    for piece in found:
        at = 0
        for _, end in _emails(piece.text):
            chunks[-1].append(piece.text[at:end])
            chunks.append([])
            at = end
        rest = piece.text[at:].strip(" .,;>)\u00a0")
        if rest:
            chunks[-1].append(rest)
            if not has_email:
                chunks.append([])
    return [_person(", ".join(chunk)) for chunk in chunks if chunk]


def _emails(text: str) -> list[tuple[int, int]]:
    """Where e-mail addresses begin and end. Sought from their @, since a pattern that begins before it is slow."""
    found = []
    for at in re.finditer("@", text):
        before = _BEFORE_AT.search(text[max(0, at.start() - 64):at.start()])
        after = _AFTER_AT.match(text, at.end())
        if before and after:
            found.append((at.start() - len(before[0]), after.end()))
    return found


def _person(text: str) -> Row:
    cells: dict[str, CellEntry] = {}
    for start, end in _emails(text)[:1]:
        cells["email"] = text[start:end].rstrip(".")
        text = _EMAIL_LABEL.sub("", text[:start]) + text[end:]
    if phone := _PHONE.search(text):
        cells["phone"] = phone[1].strip()
        text = f"{text[:phone.start()].rstrip()}, {text[phone.end():]}"
    words = [part.strip(" .;<>\u00a0") for part in text.split(",")]
    name, *post = [word for word in words if word] or [""]
    return Row({column: cell for column, cell in {"name": name, "post": ", ".join(post), **cells}.items() if cell})


def _single(field: FieldBase, found: Sequence[Sequence[Piece]]) -> Taken:
    """A field with one value: the first paragraph. What the label brings again is kept where it says the same."""
    entry: Entry | None = None
    left: list[LeftOver] = []
    parts: set[int] = set()
    for some in found:
        if not some:
            continue
        first, others = some[0], some[1:]
        value, rests = _value(field, first.typed)
        if entry is None or value == entry:
            entry = value
            left += [LeftOver(first.lines[0].number, rest) for rest in rests]
            parts.add(first.lines[0].number)
        else:
            left += left_over([first])
        left += left_over(others)
    return Taken(entry, tuple(left), frozenset(parts))


def _value(field: FieldBase, text: str) -> tuple[Entry, list[str]]:
    """The value at the heart of the text, as typed, and the words around it that it does not take."""
    match field:
        case DateField():
            return _date(field, text)
        case YesNoField():
            choices = tuple(Choice(id=word) for word in ("yes", "no", *field.yes_words, *field.no_words))
            return _chosen(choices, text, field.entry_from_text)
        case ChoiceFieldBase() if field.choices and not field.directory:
            return _chosen(field.choices, text, field.entry_from_text)
        case ChoiceFieldBase():
            return field.entry_from_text(_unwrapped(text)), []
    return field.entry_from_text(text), []


def _date(field: DateField, text: str) -> tuple[Entry, list[str]]:
    """The one date in the text. "Not before" is left out where the label says it."""
    dates = [found for found in DATE.finditer(text) if read_date(found[0]) is not None]
    if read_date(text) is not None or len(dates) != 1:
        return text, []
    found = dates[0]
    before, after = text[:found.start()].strip(), text[found.end():].strip(" .;,\u00a0")
    if before and before.casefold() in field.label.casefold():
        before = ""
    return found[0], [rest for rest in (before, after) if re.search(r"\w", rest)]


def _chosen(choices: Sequence[Choice], text: str, entry: Callable[[str], Entry]) -> tuple[Entry, list[str]]:
    plain = _unwrapped(text)
    folded = plain.casefold()
    names = sorted(((name, choice) for choice in choices for name in {choice.words, choice.id}),
                   key=lambda pair: len(pair[0]), reverse=True)
    for name, _ in names:
        if folded == name.casefold():
            return entry(name), []
    for name, _ in names:
        rest = plain[len(name):]
        if folded.startswith(name.casefold()) and re.match(r"\s*[.,;:(–—-]\s*", rest) and len(name) > 1:
            return entry(name), [rest.strip(" .,;:–—-\u00a0")]
    near = [name for name, _ in names if abs(len(name) - len(folded)) <= len(name) * (1 - ALIKE) * 2
            and SequenceMatcher(None, folded, name.casefold()).ratio() >= ALIKE]
    return entry(near[0] if near else text), []


def _several_choices(field: MultiChoiceField, found: Sequence[Piece]) -> Taken:
    """What is chosen, parted by semicolons. "All Division" stays so: that no list has it is for a check to say."""
    chosen: dict[str, None] = {}
    for piece in found:
        text = piece.text if piece.mark and piece.mark.list == "bullet" else piece.typed
        for part in _unwrapped(text).split(";"):
            if part.strip(" .()\u00a0"):
                value, rests = _value_of_one(field, part)
                chosen |= dict.fromkeys((value, *rests))
    return Taken(tuple(chosen) if chosen else None)


def _value_of_one(field: MultiChoiceField, part: str) -> tuple[str, list[str]]:
    if field.choices and not field.directory:
        value, rests = _chosen(field.choices, part, lambda text: field.choice_id(text) or text.strip())
        return str(value), rests
    return " ".join(_unwrapped(part).split()), []


def _unwrapped(text: str) -> str:
    """Without the brackets and stops that a published page sets around a value: "(All divisions);"."""
    plain = text.strip(" .;\u00a0")
    return plain[1:-1].strip() if plain.startswith("(") and plain.endswith(")") and plain.count("(") == 1 else plain
