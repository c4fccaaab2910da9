"""Finding the labels of a form in the lines of a record: a closed list, never a guess at what a label might be."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from drafter.model.draft import Implication, Rows
from drafter.model.fields import (
    ChoiceField,
    ChoiceFieldBase,
    DateField,
    FieldBase,
    LineField,
    MoneyField,
    MultiChoiceField,
    RowsField,
    WholeNumberField,
    YesNoField,
)
from drafter.model.form import Form

ALIKE = 0.88
"""How like a known label a misspelt one must be (tried on real records: below it "Decision due" meets other words)."""
WORD_ALIKE = 0.7
LENGTHS_APART = 3
LONGEST_LABEL = 24
EXTRA_WORDS = 5
SHORT_VALUE_WORDS = 12
SHORT_LINE_WORDS = 30
HEAD = 400
"""How many characters of a line a label may take up."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*(?:\(s\))?", re.IGNORECASE)
_SILENT = {"the", "any"}
_COLON = re.compile(r"[\s)\]?.*”\"]*:(?:\s*[-–—](?=\s|$))?\s*")
_EXTRA = re.compile(rf"(?:[\s,]+[\w'’()/&–-]+){{1,{EXTRA_WORDS}}}\s*:(?:\s*[-–—](?=\s|$))?\s*")
_IN_SENTENCES = re.compile(r"[.;,!?]")
_FILLER = re.compile(r"[\s._…–—-]*")
_BLANK_LINE_TO_FILL = re.compile(r"\s*(?:[._…]{3,}|\t)\s*")


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the form. `field` is None for the furniture of published records, which no field answers."""

    words: tuple[str, ...]
    field: FieldBase | None


@dataclass(frozen=True, slots=True)
class Found:
    """A label at the start of a line: as it stands there, the fields it names, and what follows it on the line.

    `more` are words of it that the form's label has not: "are as follows". Two fields stand on one line where both are
    to be filled in: "signed ........ date ........".
    """

    text: str
    fields: tuple[FieldBase, ...]
    rest: str
    words: int
    more: str = ""


class Labels:
    """All labels of a form and their other wordings; of two that fit a line the longer one counts."""

    def __init__(self, form: Form) -> None:
        self._number_field = form.number_field
        labels = [Label(_words(text), field) for field in form.fields for text in (field.label, *field.aliases)]
        labels += [Label(_words(text), None) for text in form.ignored_labels]
        labels.sort(key=lambda label: len(label.words), reverse=True)
        self._longest = max((len(" ".join(label.words)) for label in labels), default=0) + HEAD // 10
        self._by_first: dict[str, list[Label]] = defaultdict(list)
        self._by_initials: dict[str, list[Label]] = defaultdict(list)
        for label in labels:
            if label.words:
                self._by_first[label.words[0]].append(label)
                self._by_initials["".join(word[0] for word in label.words)].append(label)

    def find(self, line: str, following: str = "") -> Found | None:
        """The label the line begins with. `following` is the next line that holds text: a heading alone on its line
        names a date or a choice only if that is what follows."""
        text = line.strip()
        first = _WORD.match(text)
        if first is None:
            return None
        word = _folded(first[0])
        if word not in self._by_first and word not in _SILENT and not self._may_be_misspelt(text):
            return None
        spoken = [word for word in _first_words(text) if _folded(word[0]) not in _SILENT]
        words = [_folded(word[0]) for word in spoken]
        for label in self._by_first.get(words[0], ()) if words else ():
            size = len(label.words)
            if tuple(words[:size]) == label.words:
                accepted = self._accepted(label, text, spoken[size - 1].end(), following)
                if accepted is not None:
                    return accepted
        return self._misspelt(text, spoken, following)

    def _accepted(self, label: Label, text: str, end: int, following: str) -> Found | None:
        """Whether the label, ending at `end`, stands there as a label does."""
        after = text[end:end + HEAD]
        if colon := _COLON.match(after):
            return _found(label, text, end + colon.end())
        if ":" in text[:end]:
            return _found(label, text, end + len(after) - len(after.lstrip()))
        if _FILLER.fullmatch(text, end):
            return _found(label, text, len(text)) if self._stands_alone(label, following) else None
        if blank := _BLANK_LINE_TO_FILL.match(after):
            return self._with_blanks(label, text, end + blank.end())
        if len(label.words) > 1 and label.field is not None and (extra := _EXTRA.match(after)):
            rest = text[end + extra.end():]
            if not _is_closed(label.field) or not rest or _reads(label.field, rest):
                return replace(_found(label, text, end + extra.end()), more=extra[0].strip(" \t\u00a0:-–—"))
        value = text[end:].strip(" \t\u00a0.-–—")
        if label.field is not None and len(value) < HEAD and self._is_certain(label.field, value):
            return Found(text[:end], (label.field,), value, len(label.words))
        return None

    def _with_blanks(self, label: Label, text: str, at: int) -> Found:
        """A line with dots to write on; another label may follow them."""
        second = self.find(text[at:])
        if second is None or label.field is None:
            return _found(label, text, at)
        return Found(text, (label.field, *second.fields), second.rest, len(label.words))

    def _is_certain(self, field: FieldBase, value: str) -> bool:
        """A value after a label without a colon ("For publication Yes") must be one that only this kind can have."""
        if field.id == self._number_field and isinstance(field, LineField):
            return bool(field.pattern) and re.fullmatch(field.pattern, value) is not None
        return _is_closed(field) and _reads(field, value) and not getattr(field, "directory", "")

    def _stands_alone(self, label: Label, following: str) -> bool:
        """Whether words alone on their line are this label, given what follows."""
        field = label.field
        if field is None or not following or not (_is_closed(field) or isinstance(field, LineField)):
            return True
        longest = SHORT_VALUE_WORDS if _is_closed(field) else SHORT_LINE_WORDS
        if len(following) < HEAD and len(following.split()) <= longest and _reads(field, following):
            return True
        return self.find(following) is not None

    def _may_be_misspelt(self, text: str) -> bool:
        """Whether the line has the look of a label: a capital, then a few words and a colon, or a few words alone."""
        if not text[0].isupper():
            return False
        return ":" in text[:self._longest] or (len(text) <= self._longest and not _IN_SENTENCES.search(text))

    def _misspelt(self, text: str, spoken: Sequence[re.Match[str]], following: str) -> Found | None:
        if not self._may_be_misspelt(text):
            return None
        head, colon, _ = text[:self._longest].partition(":")
        in_head = [word for word in spoken if word.end() <= len(head)]
        known = self._by_initials.get("".join(word[0][0].lower() for word in in_head), ())
        if len(in_head) < (1 if colon else 2) or not known:
            return None
        words = tuple(_folded(word[0]) for word in in_head)
        near = [label for label in known if _are_alike(words, label.words)]
        if not near:
            return None
        best = max(near, key=lambda label: SequenceMatcher(None, " ".join(words), " ".join(label.words)).ratio())
        end = in_head[-1].end()
        if not colon:
            end -= _hanging(words[-1], best.words[-1])
        return self._accepted(best, text, end, following)


class Columns:
    """The columns of a field with rows, as lines name them: "Reason: too dear", or "Reason for rejection" alone."""

    def __init__(self, field: RowsField) -> None:
        self._columns = [(_words(column.label), column) for column in field.fields]
        self._firsts = {name[0] for name, _ in self._columns}

    def named(self, line: str) -> tuple[FieldBase, str] | None:
        """The column that the line names, with what follows it."""
        text = line.strip()
        first = _WORD.match(text)
        if first is None or _folded(first[0]) not in self._firsts:
            return None
        head, colon, rest = text.partition(":")
        if len(head) > HEAD or (not colon and _IN_SENTENCES.search(text)):
            return None
        words = _words(head)
        for name, column in self._columns:
            more = words[len(name):]
            if words[:len(name)] == name and len(more) <= 2 and all(word.isalpha() and len(word) > 1 for word in more):
                return column, rest.strip()
        return None


def _found(label: Label, text: str, at: int) -> Found:
    fields = (label.field,) if label.field is not None else ()
    return Found(text[:at].strip(), fields, text[at:], len(label.words))


def _is_closed(field: FieldBase) -> bool:
    """Whether only certain words, or a date, an amount or a number, can answer it."""
    return isinstance(field, ChoiceFieldBase | YesNoField | DateField | MoneyField | WholeNumberField)


def _reads(field: FieldBase, text: str) -> bool:
    value = text.strip(" \t\u00a0.;()")
    entry = field.entry_from_text(value)
    if isinstance(entry, Rows | Implication) or not value:
        return False
    if isinstance(field, ChoiceField | MultiChoiceField) and field.directory:
        return len(value.split()) <= SHORT_VALUE_WORDS
    return field.read(entry) is not None


def _first_words(text: str) -> Sequence[re.Match[str]]:
    found = []
    for word in _WORD.finditer(text, 0, HEAD):
        found.append(word)
        if len(found) == LONGEST_LABEL:
            break
    return found


def _folded(word: str) -> str:
    return word.casefold().replace("(s)", "s").replace("’", "'")


def _words(text: str) -> tuple[str, ...]:
    words = (_folded(word[0]) for word in _first_words(text))
    return tuple(word for word in words if word not in _SILENT)


def _hanging(word: str, known: str) -> int:
    """How many letters hang on a label's last word and are no spelling of it: 3 in "For publicationYes".

    They are a value, or the line is no label; a label that took them in would make words of the record disappear.
    """
    if known.startswith(word) or word == f"{known}s" or word[-2:] == known[-2:]:
        return 0
    return max(len(word) - len(known), 1)


def _are_alike(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    pairs = list(zip(words, known, strict=True))
    if any(abs(len(one) - len(other)) > LENGTHS_APART for one, other in pairs):
        return False
    if any(one != other and SequenceMatcher(None, one, other).ratio() < WORD_ALIKE for one, other in pairs):
        return False
    return SequenceMatcher(None, " ".join(words), " ".join(known)).ratio() >= ALIKE
