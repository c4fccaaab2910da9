"""Personal data in what the public will read, and why the public may not read the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checks.messages import quoted
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.settings import field_of, fields_of, one_of, phrases, words
from drafter.checks.text import each_line, phrases_in, spaced
from drafter.checks.wording import folded
from drafter.model.answers import without_exempt
from drafter.model.draft import Path
from drafter.model.fields import MultiChoiceField

_EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PHONE = re.compile(r"(?<![\w£.,])(?:\+44 ?|0)(?:[0-9][ ()-]{0,2}){8,10}[0-9](?![\w])")
_NHS = re.compile(r"(?<![\w/])[0-9]{3}[ -][0-9]{3}[ -][0-9]{4}(?![\w/])"
                  r"|(?i:\bNHS (?:number|no\.?)[ :]{1,3})[0-9]{10}\b")
_INSURANCE = re.compile(r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
                        r"(?: ?[0-9]{2}){3} ?[A-D]\b")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\b")
_PHONE_WORD = re.compile(r"\b(?:tele)?phone|\btel\b|\bcall|\bring\b|\brang\b|\bmobile|\bdial|\bfax\b|\btext\b",
                         re.IGNORECASE)
_NEARBY = 40
_MOST = 20

KINDS = {"email": "an e-mail address", "phone": "a telephone number", "nhs": "an NHS number",
         "insurance": "a National Insurance number", "postcode": "a postcode"}
"""What tells of a person, with its words."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class PersonalData(Rule):
    """`kinds` are those of KINDS to look for. `allowed` are the council's own: ends of e-mail addresses, beginnings of
    telephone numbers, postcodes. What stands in `contacts` is meant to be read, and may be repeated elsewhere."""

    code = "personal_data"
    family = "public"
    severity = "must_explain"
    law = "Schedule 12A, paragraphs 1 and 2, Local Government Act 1972"
    looks_at = "Addresses, telephone numbers and other numbers of people, in every text the public will read."
    why = "What is published of a person cannot be taken back."
    sentence = ("{words} looks like {kind}. Take it out, or mark the passage exempt, unless the public is meant to "
                "have it.")

    kinds: tuple[str, ...] = one_of(*KINDS)
    allowed: tuple[str, ...] = words(())
    contacts: tuple[str, ...] = fields_of("people", optional=True)

    def findings(self, case: Case) -> Iterator[Finding]:
        found = [(path, kind, said) for path, text in case.texts.items() if path.field not in self.contacts
                 for kind, said in _personal(text) if kind in self.kinds and not self._is_own(kind, said)]
        if not found:
            return
        public = without_exempt(case.answers).asked
        meant = {_bare(text) for _, text in case.texts_of(self.contacts)} if self.contacts else set()
        for path, kind, said in found:
            if path in public and _bare(said) not in meant:
                yield Finding(path, {"words": quoted(said), "kind": KINDS[kind]})

    def _is_own(self, kind: str, said: str) -> bool:
        bare = _bare(said)
        own = map(_bare, self.allowed)
        return any(bare.endswith(one) if kind == "email" else bare.startswith(one) for one in own)


@each_line
def _personal(text: str) -> tuple[tuple[str, str], ...]:
    """What in the text tells of a person: its kind and its words, each once."""
    plain = spaced(text)
    found: list[tuple[str, str]] = []
    if "@" in plain:
        found += [("email", hit[0]) for hit in _EMAIL.finditer(plain)][:_MOST]
    if any(figure in plain for figure in "0123456789"):
        numbers = [hit[0] for hit in _NHS.finditer(plain) if _is_nhs(hit[0])][:_MOST]
        found += [("nhs", hit) for hit in numbers]
        found += [("phone", hit[0]) for hit in _PHONE.finditer(plain) if _is_phone(plain, hit)][:_MOST]
        found += [("insurance", hit[0]) for hit in _INSURANCE.finditer(plain)][:_MOST]
        found += [("postcode", hit[0]) for hit in _POSTCODE.finditer(plain)][:_MOST]
    return tuple(dict.fromkeys(found))


def _is_phone(plain: str, hit: re.Match[str]) -> bool:
    """Ten figures without a space are as often a reference or an account: they need a word that tells of telephones."""
    near = plain[max(0, hit.start() - _NEARBY):hit.end() + _NEARBY]
    return not (len(hit[0]) == 10 and hit[0].isdigit()) or _PHONE_WORD.search(near) is not None


def _is_nhs(words: str) -> bool:
    """Whether the last of ten figures is the check digit of the others: weights 10 to 2, modulus 11."""
    figures = [int(one) for one in words if one.isdigit()]
    check = 11 - sum(weight * one for weight, one in zip(range(10, 1, -1), figures, strict=False)) % 11
    return len(figures) == 10 and check % 11 == figures[9] and check != 10


def _bare(text: str) -> str:
    return re.sub(r"[ ()-]", "", text).lower()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ExemptionRepeats(Rule):
    """The public interest is explained by the paragraph's own words, or in a few others without any of `weighed`."""

    code = "exemption_repeats"
    family = "public"
    severity = "must_explain"
    law = "Schedule 12A, paragraph 10, Local Government Act 1972"
    looks_at = "The explanation why something is withheld, beside the paragraphs it is withheld under."
    why = "Information is exempt only while the public interest in withholding it outweighs that in disclosing it."
    sentence = ("This says which paragraph applies, not why secrecy outweighs openness here. Say what would be harmed, "
                "and what speaks for openness.")

    explanation: str = field_of("rich_text")
    paragraphs: str = field_of("multi_choice")
    weighed: tuple[str, ...] = phrases()

    def findings(self, case: Case) -> Iterator[Finding]:
        field = case.answers.form.field(self.paragraphs)
        if not isinstance(field, MultiChoiceField):
            return
        own = set(folded(" ".join(choice.words for choice in field.choices)).split())
        for path, text in case.texts_of((self.explanation,)):
            said = folded(text).split() if len(text) < 1000 else []
            rest = [word for word in said if word not in own and len(word) > 3]
            if said and not phrases_in(text, self.weighed) and len(rest) < 8:
                yield Finding(Path(path.field))
