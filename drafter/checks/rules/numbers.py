"""Numbers of decisions: the record's own, and those of earlier decisions that it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checks.messages import quoted
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.settings import field_of, phrases
from drafter.checks.text import each_line, phrases_in, spaced, words_of
from drafter.model.draft import Path

_CITED = re.compile(r"(?i)\bdecisions?\s(?:(?:no|nos|number|numbers|reference|ref)\.?\s?)?:?\s?\(?(\d{2}/\d{3,7})\b")
_SHORT_YEAR = re.compile(r"(?<![\d/])(\d{2}/0\d{3})(?![\d/])")
_WHOLE = re.compile(r"(?<![\d/])\d{2}/\d{5}(?!\d)")
_ANY = re.compile(r"(?<![\d/])\d{2}/\d{3,7}(?!\d)")
_DIGITS = 8
"""Characters of a whole number, with its slash."""
_FIRST_MONTHS = 3
"""A number given in one year may stand in a notice of the first months of the next."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CitedNumber(Rule):
    """An earlier decision is cited by a number that none can have. Months ("03/2024") are no numbers."""

    code = "cited_number"
    family = "titles"
    severity = "must_explain"
    local = True
    looks_at = "Numbers of earlier decisions, in every text."
    why = "A reader must be able to find the earlier decision."
    sentence = "{number} is not a whole decision number. Give two digits for the year, a slash and five digits."

    number: str = field_of("line")

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, text in case.texts.items():
            if "/" not in text or path == Path(self.number):
                continue
            wrong = (*_cited(text), *_short_years(text))
            if wrong:
                yield Finding(path, {"number": quoted(wrong[0])})


@each_line
def _cited(text: str) -> tuple[str, ...]:
    """What is cited as the number of a decision and is none."""
    if "/" not in text:
        return ()
    return tuple(hit[1] for hit in _CITED.finditer(spaced(text)) if len(hit[1]) != _DIGITS)


@each_line
def _short_years(text: str) -> tuple[str, ...]:
    return tuple(_SHORT_YEAR.findall(spaced(text))) if "/" in text else ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class NumberYear(Rule):
    """The year of the record's number is not that of its notice, nor the one before for a notice early in the year."""

    code = "number_year"
    family = "titles"
    severity = "advice"
    local = True
    looks_at = "The year in the decision number, beside the day of the notice."
    why = "A number is given when the entry is opened; one of another year is often mistyped."
    sentence = "The number {number} is of 20{year}, and the notice of {notice}. See that both are right."

    number: str = field_of("line")
    notice: str = field_of("date")

    def findings(self, case: Case) -> Iterator[Finding]:
        number, notice = case.answers.text(self.number), case.day(self.notice)
        if notice is None or not _WHOLE.match(number):
            return
        year = 2000 + int(number[:2])
        if year != notice.year and not (year == notice.year - 1 and notice.month <= _FIRST_MONTHS):
            yield Finding(Path(self.number), {"number": quoted(number, 40), "year": number[:2],
                                              "notice": str(notice.year)})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class EarlierUnnumbered(Rule):
    """A text speaks of an earlier decision, in words of `spoken`, without a number in the same paragraph. Silent where
    the numbers stand in the field `listed`."""

    code = "earlier_unnumbered"
    family = "titles"
    severity = "advice"
    local = True
    looks_at = "Earlier decisions that a text speaks of, and the numbers beside them."
    why = "A full number can be looked up; a mention without one cannot."
    sentence = "{words} gives no number. Give the number of that decision."

    listed: str = field_of("line")
    spoken: tuple[str, ...] = phrases()

    def findings(self, case: Case) -> Iterator[Finding]:
        if case.answers.value(self.listed) is not None:
            return
        for path, text in case.saying(self.spoken):
            for hit in phrases_in(text, self.spoken)[:20]:
                start, end = text.rfind("\n", 0, hit.start) + 1, text.find("\n", hit.end)
                if not _ANY.search(text, start, end if end >= 0 else len(text)):
                    yield Finding(path, {"words": quoted(words_of(text, hit))})
                    break
