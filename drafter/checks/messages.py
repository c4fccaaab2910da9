"""The sentence for each thing a field asks of its own answer, and how a sentence gets its particulars.

Sentences name the thing and the fix. A form's own `missing` sentence, `pattern_hint` or rule `message` stands first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from drafter.model.fields import (
    ChoiceFieldBase,
    DateField,
    FieldBase,
    ImplicationField,
    MoneyField,
    MultiChoiceField,
    RowsField,
    WholeNumberField,
    YesNoField,
)

_NAME = re.compile(r"\{(\w+)\}")

UNREAD = ("This answer is in a shape that this version of drafter cannot read. It is kept; open the draft in the "
          "version that wrote it.")
UNKNOWN_FIELD = "The form has no place for {place}. What it holds is kept in the draft and is not printed."
UNPRINTABLE = "A Word record cannot hold {count} in {label}. Remove {them}."
STALE = "{label}: this comes from the earlier decision. Write it anew, or say that it still holds."
WAITING = "Waiting for {who}. Before the record can be signed, write: {label}"
NONE_BESIDE_ROWS = '"{label}" holds {count}, and a reason for having none as well. Keep one of the two.'
NO_REASON = "{words} gives no reason. {missing}"


def fill(sentence: str, values: Mapping[str, str]) -> str:
    """The sentence with its {names} filled in. What is filled in is never read again; an unknown name stays."""
    return _NAME.sub(lambda name: values.get(name[1], name[0]), sentence)


def names_in(sentence: str) -> tuple[str, ...]:
    """The names in braces that a sentence uses, in order."""
    return tuple(_NAME.findall(sentence))


def missing(field: FieldBase) -> str:
    """What to do about a field that is asked and empty."""
    if field.missing:
        return field.missing
    name = in_sentence(field.label)
    match field:
        case YesNoField():
            return f"Answer yes or no: {name}"
        case ChoiceFieldBase():
            return f"Choose: {name}"
        case RowsField():
            return f"Add at least one {field.row_name}: {name}"
        case ImplicationField(may_be_none=True):
            return f"Write the {name}, say why there are none, or say who you are waiting for"
        case ImplicationField():
            return f"Write the {name}, or say who you are waiting for"
    return f"Enter: {name}"


def unreadable(field: FieldBase, typed: str) -> str:
    """What would be understood, in place of what was typed."""
    said = quoted(typed)
    match field:
        case DateField():
            return f"{said} is not a date. Enter the date as in 4 October 2026"
        case MoneyField():
            return f"{said} is not an amount. Enter the amount as in £1,250,000 or £1.25m"
        case WholeNumberField():
            return f"{said} is not a whole number. Enter it in figures, as in 12"
        case YesNoField():
            return f"{said} is neither yes nor no. Choose one"
        case MultiChoiceField():
            return f"{said} holds something that is not one of the choices. Choose from: {_choices(field)}"
        case ChoiceFieldBase():
            return f"{said} is not one of the choices. Choose one of: {_choices(field)}"
    return UNREAD


def fault(field: FieldBase, code: str, value: object) -> str:
    """What to do about a value that reads well but does not fit. `code` is what `field.fault` said."""
    label = label_of(field)
    match code:
        case "too_long":
            most = getattr(field, "max_length", 0)
            return f"{label} has {len(str(value))} characters and may have {most}. Shorten it"
        case "wrong_pattern":
            return getattr(field, "pattern_hint", "") or f"{quoted(str(value))} is not how {label} is written"
        case "too_small":
            return f"{label} must be {getattr(field, 'least', '')} or more"
        case "too_large":
            return f"{label} must be {getattr(field, 'most', '')} or less"
        case "none_refused":
            return f"{label} cannot be none. {field.missing or f'Write the {in_sentence(field.label)}'}"
    return f"{quoted(str(value))} does not fit {label}"


def label_of(field: FieldBase) -> str:
    """The label as words: without the colon or question mark that the printed form puts after it."""
    return field.label.strip().rstrip(":?").strip()


def in_sentence(label: str) -> str:
    """A label within a sentence: "Legal implications:" is legal implications; headings in capitals stay headings."""
    plain = label.strip().rstrip(":?").strip()
    first, _, rest = plain.partition(" ")
    is_heading = not first[1:].islower() or any(word[:1].isupper() for word in rest.split(" "))
    return plain if is_heading else plain[:1].lower() + plain[1:]


def quoted(text: str, most: int = 60) -> str:
    """The words in quotation marks, shortened where they are many."""
    return f'"{shortened(text, most)}"'


def shortened(text: str, most: int = 60) -> str:
    """The words on one line, of at most so many characters."""
    plain = " ".join(text[: most * 4].split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


def tail(text: str, most: int = 40) -> str:
    """The last words of a text, in quotation marks."""
    plain = " ".join(text[-most * 4:].split())
    if len(plain) > most:
        plain = plain[-most:]
        plain = plain.split(" ", 1)[-1]
    return f'"{plain}"'


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 option", "2 options"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def _choices(field: ChoiceFieldBase, most: int = 8) -> str:
    words = [choice.words for choice in field.choices]
    return "; ".join(words[:most]) + (" ..." if len(words) > most else "")
