"""How long something runs, against the days on which it begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from drafter.checks.messages import counted, quoted
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.rules.days_in_words import periods
from drafter.checks.settings import column_of, field_of
from drafter.checks.text import kept, spaced
from drafter.model.draft import Path
from drafter.model.figures import printed_date
from drafter.model.problem import Fix

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = {**{word: n for n, word in enumerate(_ONES, 1)}, **{word: 10 * n for n, word in enumerate(_TENS, 2)},
           **{f"{ten}-{one}": 10 * n + m for n, ten in enumerate(_TENS, 2) for m, one in enumerate(_ONES[:9], 1)}}
"""Numbers as they are written in words, up to ninety-nine."""

_LENGTH = re.compile(r"\b([a-z]{3,9}(?:-[a-z]{3,5})?|[0-9]{1,3})[ -](?:\([0-9]{1,3}\)[ -])?(?:calendar[ -])?"
                     r"(year|month|week)s?\b(?=[^.;:0-9]{0,24}\Z)", re.IGNORECASE)
_BEFORE = 70
_LENGTH_AFTER = re.compile(
    r"(?:,? (?:which is |being |for )?(?:a|the) (?:[a-z]{3,8} )?(?:term|period|duration|length) of | \()"
    r"([a-z]{3,9}(?:-[a-z]{3,5})?|[0-9]{1,3})[ -](?:\([0-9]{1,3}\)[ -])?(?:calendar[ -])?(year|month|week)s?\b",
    re.IGNORECASE)
"""A length that follows its dates and can only be theirs: "to 31 March 2030, a term of four years", "(four years)"."""
_LIMIT = re.compile(r"\b(?:up to|not exceeding|no more than|at least|maximum of|minimum of|within)\s\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class TermInWords(Rule):
    """ "Five years from 1 April 2026 to 31 March 2030". A term that ends on the day of the year or month on which it
    began is as good as one that ends on the day before."""

    code = "term_in_words"
    family = "dates"
    severity = "must_explain"
    looks_at = "A number of weeks, months or years with a first and a last day, in every text."
    why = "How long a contract or a lease runs must not depend on which half of a sentence is read."
    sentence = "{first} to {last} is not {length}, which would end on {end}. Correct the length or the dates."

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, text in case.with_days:
            for length, first, last, end in _wrong_terms(text):
                yield Finding(path, {"length": length, "first": printed_date(first), "last": printed_date(last),
                                     "end": printed_date(end)})


@kept
def _wrong_terms(text: str) -> tuple[tuple[str, date, date, date], ...]:
    """Each length that does not fit its period: its words, first and last day, and the last day that would fit."""
    found, plain = [], spaced(text)
    for one, two in periods(text):
        if one.day is None or two.day is None or two.day < one.day:
            continue
        for words, number, unit in _said_of(plain, one.start, two.end):
            end = one.day + _length(number, unit)
            if two.day not in (end, end - timedelta(days=1)):
                found.append((words, one.day, two.day, end - timedelta(days=1)))
    return tuple(dict.fromkeys(found))


def _said_of(plain: str, start: int, end: int) -> Iterator[tuple[str, int, str]]:
    """The lengths said right before and right after a period: the words, the number and the unit of each."""
    before = plain[max(0, start - _BEFORE):start]
    said = next(reversed(list(_LENGTH.finditer(before))), None)
    if said and _LIMIT.search(before[:said.start()]):
        said = None
    for hit in (said, _LENGTH_AFTER.match(plain, end)):
        number = (int(hit[1]) if hit[1].isdigit() else NUMBERS.get(hit[1].lower(), 0)) if hit else 0
        if hit and number:
            words = hit[0][hit.start(1) - hit.start():]
            yield " ".join(words.replace("-", " ").split()), number, hit[2].lower()


def _length(number: int, unit: str) -> relativedelta:
    return relativedelta(years=number) if unit == "year" else (
        relativedelta(months=number) if unit == "month" else relativedelta(weeks=number))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class TermMonths(Rule):
    """The months of a row against its first and last day. Months begun count as whole ones or not at all."""

    code = "term_months"
    family = "dates"
    looks_at = "The months, the first and the last day of each row of the terms."
    why = "How long a contract or a lease runs must not depend on which of two boxes is read."
    sentence = "{first} to {last} is {right}, not {given}. Correct the months or the dates."
    fix = "Puts in the months between the two days."

    terms: str = field_of("table")
    start: str = column_of("terms", "date")
    end: str = column_of("terms", "date")
    months: str = column_of("terms", "whole_number")

    def findings(self, case: Case) -> Iterator[Finding]:
        for row in case.answers.row_ids(self.terms):
            first, last = (case.answers.value(self.terms, row, column) for column in (self.start, self.end))
            given = case.answers.value(self.terms, row, self.months)
            if not isinstance(first, date) or not isinstance(last, date) or not isinstance(given, int) or last < first:
                continue
            span = relativedelta(last + timedelta(days=1), first)
            months, rest = span.years * 12 + span.months, span.days
            if given != months and not (rest and given == months + 1):
                path = Path(self.terms, row, self.months)
                right = counted(months, "month") + (f" and {counted(rest, 'day')}" if rest else "")
                yield Finding(path, {"first": printed_date(first), "last": printed_date(last), "right": right,
                                     "given": counted(given, "month")},
                              () if rest else (Fix(f"Use {months}", ((path, str(months)),)),))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class TermBackwards(Rule):
    """A row whose last day is before its first. A form switches it on for each two columns, and for an extension that
    begins before the term has ended."""

    code = "term_backwards"
    family = "dates"
    looks_at = "Two days in each row of the terms."
    why = "A term that ends before it begins is no term."
    sentence = "{last} is before {first}. Correct one of the two dates in the row {row}."

    terms: str = field_of("table")
    name: str = column_of("terms", "line")
    first: str = column_of("terms", "date")
    last: str = column_of("terms", "date")

    def findings(self, case: Case) -> Iterator[Finding]:
        for row in case.answers.row_ids(self.terms):
            first, last = (case.answers.value(self.terms, row, column) for column in (self.first, self.last))
            if isinstance(first, date) and isinstance(last, date) and last < first:
                yield Finding(Path(self.terms, row, self.last), {
                    "first": printed_date(first), "last": printed_date(last),
                    "row": quoted(case.answers.text(self.terms, row, self.name) or "without a name")})
