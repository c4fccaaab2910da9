"""A value in the wrong box. Older published pages keep contacts, numbers and key reasons where prose belongs.

The move is offered, never made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count

from drafter.checks.messages import in_sentence, quoted
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.settings import choices_by_words, field_of, fields_of
from drafter.checks.text import kept
from drafter.model.draft import Entry, Path, Row
from drafter.model.fields import LineField
from drafter.model.figures import read_date
from drafter.model.problem import Fix

_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PHONE = re.compile(r"(?:\+44|\b0)[\d ()-]{8,16}\d\b")
_LABELS = re.compile(r"(?i)\b(?:contact|tel(?:ephone)?|phone|mobile|e-?mail)(?:\s*(?:no|number))?\s*[:.]?")
_MOST_CONTACT = 250
_MOST_CONTACT_WORDS = 20
_SHORT = 400


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class WrongBox(Rule):
    """Looks at `prose`: the whole text of each is a number, a key reason, a contact or a date.

    `reasons` are words of the key reasons, by choice of `key_reason`.
    """

    code = "wrong_box"
    family = "words"
    local = True
    looks_at = "Short texts in boxes meant for prose."
    why = "In a published record three boxes held the values of other boxes."
    sentence = "This looks like {what}, not {label}."
    fix = "Moves the value to the box it belongs in, where that is free."

    prose: tuple[str, ...] = fields_of()
    number: str = field_of("line")
    key_reason: str = field_of("multi_choice")
    reasons: Mapping[str, str] = choices_by_words("key_reason")
    contact: str = field_of("people")

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, text in case.texts_of(self.prose):
            if path.row is not None or len(text) > _SHORT:
                continue
            found = self._misplaced(case, path.field, " ".join(text.split()))
            if found is not None:
                what, target, entry = found
                label = in_sentence(case.answers.asked[path].label)
                yield Finding(path, {"what": what, "label": label},
                              tuple(_moves(case, Path(path.field), target, entry)))

    def _misplaced(self, case: Case, box: str, text: str) -> tuple[str, str, Entry | None] | None:
        """What the text is, the field it belongs in ("" where that is open), and the entry there."""
        plain = text.strip(" .")
        number = case.answers.form.field(self.number)
        if isinstance(number, LineField) and number.pattern and re.fullmatch(number.pattern, plain):
            return f"a decision number ({plain})", self.number, plain
        if reasons := self._key_reasons(plain):
            return f"a key reason ({quoted(plain)})", self.key_reason, self._with_reasons(case, reasons)
        if cells := _contact(text):
            return "contact details", self.contact, self._with_contact(case, box, cells)
        if len(plain) < 40 and read_date(plain) is not None:
            return f"a date ({plain})", "", None
        return None

    def _key_reasons(self, text: str) -> tuple[str, ...]:
        known = _known(tuple(self.reasons.items()))
        parts = [part for part in re.split(r"[;\n]", text) if part.strip()]
        found = tuple(known.get(_plain(part), "") for part in parts)
        return tuple(dict.fromkeys(found)) if all(found) else ()

    def _with_contact(self, case: Case, box: str, cells: Mapping[str, str]) -> Entry:
        """The contacts and one more. Its id is made from the box, so that a check always offers the same."""
        old = case.answers.draft.rows(self.contact)
        row_id = next(one for number in count(1) if old.row(one := f"{box}_{number}") is None)
        return replace(old, rows=(*old.rows, Row(cells, row_id)))

    def _with_reasons(self, case: Case, reasons: tuple[str, ...]) -> Entry:
        old = case.answers.draft.entry(Path(self.key_reason))
        return tuple(dict.fromkeys((*(old if isinstance(old, tuple) else ()), *reasons)))


def _moves(case: Case, box: Path, target: str, entry: Entry | None) -> Iterator[Fix]:
    """Moves the value, where its own field is free or says the same already."""
    if not target or entry is None or target == box.field:
        return
    there = case.answers.draft.entry(Path(target))
    if isinstance(entry, str) and isinstance(there, str) and there.strip() and there.strip() != entry:
        return
    yield Fix("Move it", ((Path(target), entry), (box, None)))


@kept
def _contact(text: str) -> dict[str, str]:
    """The cells of a person, where a short text is a name with a telephone number or an e-mail address and no more."""
    if len(text) > _MOST_CONTACT or "£" in text or not (_EMAIL.search(text) or _PHONE.search(text)):
        return {}
    email, phone = _EMAIL.search(text), _PHONE.search(text)
    rest = _LABELS.sub(" ", _PHONE.sub(" ", _EMAIL.sub(" ", text)))
    if len(rest.split()) > _MOST_CONTACT_WORDS or re.search(r"\b(?:is|are|was|were|will|be|has|have|can)\b", rest):
        return {}
    name, _, post = " ".join(rest.split()).partition(",")
    cells = {"name": name.strip(" .,;-"), "post": post.strip(" .,;-"),
             "phone": " ".join(phone[0].split()) if phone else "", "email": email[0].rstrip(".") if email else ""}
    return {column: cell for column, cell in cells.items() if cell}


@lru_cache(maxsize=8)
def _known(reasons: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """The choices by their words, as they are compared."""
    return {_plain(words): choice for words, choice in reasons}


def _plain(words: str) -> str:
    return " ".join(words.replace("\xa0", " ").split()).strip(" .,").casefold()
