"""What the record as a whole must be: what is withheld, interests, numbers it cites, labels that came twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from drafter.checks.messages import label_of, quoted
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.settings import choice_of, choices_across, field_of
from drafter.model.draft import Path, plain_entry
from drafter.model.fields import ChoiceField
from drafter.model.problem import Fix, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptInPublic(Rule):
    """Something is marked exempt, and the record says that all of it can be published."""

    code: ClassVar[str] = "exempt_in_public"
    law: ClassVar[str] = "Schedule 12A, Local Government Act 1972"
    why: ClassVar[str] = "What is withheld needs its paragraph and its reason, and the record must say that it is."
    sentence: ClassVar[str] = ("{label} is marked exempt, but the record is for publication in full. Say that part of "
                               "it is exempt.")

    publication: str = field_of("choice")
    open: str = choice_of("publication")
    part: str = choice_of("publication")

    def findings(self, case: Case) -> Iterator[Finding]:
        field = case.answers.form.field(self.publication)
        if case.chosen(self.publication) != self.open or not isinstance(field, ChoiceField):
            return
        exempt = next(_exempt(case), None)
        if exempt is not None:
            yield Finding(Path(self.publication), {"label": exempt},
                          (Fix(f"Use {field.words(self.part)}", ((Path(self.publication), self.part),)),))


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionDiffers(Rule):
    """The notice and the record say the same about what the public may see."""

    code: ClassVar[str] = "restriction_differs"
    why: ClassVar[str] = "A record that is more open or more closed than its notice was not announced as the law asks."
    sentence: ClassVar[str] = ("{restriction_label} says {restriction}, but {publication_label} says {publication}. "
                               "Make them say the same.")

    publication: str = field_of("choice")
    restriction: str = field_of("choice")
    same: Mapping[str, str] = choices_across("publication", "restriction")

    def findings(self, case: Case) -> Iterator[Finding]:
        publication, restriction = case.chosen(self.publication), case.chosen(self.restriction)
        if publication is None or restriction is None or self.same.get(publication, restriction) == restriction:
            return
        answers = case.answers
        yield Finding(Path(self.restriction), {
            "restriction": answers.text(self.restriction), "publication": answers.text(self.publication),
            "restriction_label": label_of(answers.asked[Path(self.restriction)]),
            "publication_label": label_of(answers.asked[Path(self.publication)]),
        })


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestsBlank(Rule):
    """Speaks while the form does not yet demand an answer; from then on the field itself does."""

    code: ClassVar[str] = "interests_blank"
    severity: ClassVar[Severity] = "advice"
    law: ClassVar[str] = "Regulations 12(2)(d) and (e) and 13(2)(d) and (e), SI 2012/2089"
    why: ClassVar[str] = "Conflicts of interest and dispensations are among the five things every record must hold."
    sentence: ClassVar[str] = ("When the decision is taken, enter any interest declared and any dispensation granted, "
                               "or None.")

    interests: str = field_of()

    def findings(self, case: Case) -> Iterator[Finding]:
        path = Path(self.interests)
        answers = case.answers
        if path in answers.asked and path not in answers.values and path not in answers.required:
            yield Finding(path)


_CITED = re.compile(r"(?i)\bdecisions?\s(?:(?:no|nos|number|numbers|reference|ref)\.?\s?)?:?\s?\(?(\d{2}/\d{3,7})\b")
_SHORT_YEAR = re.compile(r"(?<![\d/])(\d{2}/0\d{3})(?![\d/])")


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedNumber(Rule):
    """An earlier decision is cited by a number that none can have. Months ("03/2024") are no numbers."""

    code: ClassVar[str] = "cited_number"
    severity: ClassVar[Severity] = "must_explain"
    local: ClassVar[bool] = True
    why: ClassVar[str] = "A reader must be able to find the earlier decision."
    sentence: ClassVar[str] = ("{number} is not a whole decision number. Give two digits for the year, a slash and "
                               "five digits.")

    number: str = field_of("line")

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, text in case.texts.items():
            if "/" not in text or path == Path(self.number):
                continue
            plain = text.replace("\xa0", " ")
            found = next((hit[1] for hit in _CITED.finditer(plain) if len(hit[1]) != 8), None)
            short = _SHORT_YEAR.search(plain)
            if found or short:
                yield Finding(path, {"number": quoted(found or (short[1] if short else ""))})


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatedLabel(Rule):
    """A label that an imported record gives twice, as long as nobody has touched the field since."""

    code: ClassVar[str] = "repeated_label"
    severity: ClassVar[Severity] = "must_explain"
    why: ClassVar[str] = "Where one heading stands twice with different words, one of the two is out of date."
    sentence: ClassVar[str] = ("The record gives {label} again in line {line}; both texts stand here. Keep what is "
                               "right and remove the rest.")

    def findings(self, case: Case) -> Iterator[Finding]:
        imported = case.answers.draft.imported
        for repeated in imported.repeated if imported else ():
            path = Path(repeated.field)
            if path in case.answers.asked and plain_entry(case.answers.draft.entry(path)) == repeated.text:
                yield Finding(path, {"label": quoted(repeated.label), "line": str(repeated.line)})


def _exempt(case: Case) -> Iterator[str]:
    """The labels of what is answered and marked exempt, by the form or in the draft."""
    answers = case.answers
    marked = set(answers.draft.exempt)
    for path in answers.values:
        field = answers.asked[path]
        if field.exempt or not marked.isdisjoint({str(path), path.field, str(Path(path.field, path.row))}):
            yield label_of(field)
