"""Figures that contradict one another: parts and totals, years and sums, the same worth given twice.

Nothing is corrected by itself: which of two figures is right only the officer knows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from drafter.checks.messages import label_of, quoted
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.rules.terms import NUMBERS
from drafter.checks.settings import column_of, columns_of, field_of, fields_of, phrases, pounds
from drafter.checks.text import Amount, Span, amounts, just_before, kept, lowered, phrases_in, sentence_at, words_of
from drafter.model.draft import Path
from drafter.model.figures import printed_money

_NO_PARTS = ("of which", "including", "includes", "a year", "per ", "each", "between", "up to", "from £", "annual",
             "rounded", "rounding", "compared", "increase", "reduc", "saving", "instead", "than", "down", "net", "less",
             "minus", "week", "month", "vat")
"""Words that make of figures side by side something else than parts of a sum."""
_TOTAL_BEFORE = re.compile(r"(?:\btotal(?:ling|s)?|\bin total|\bin all|\baltogether|\bmaking|\bcombined total)"
                           r"(?: cost| value| sum| budget| funding)?(?: of| is| are| to| comes to)?"
                           r"(?: about| around| circa)?[ :,(]{0,3}\Z")
_TOTALS = ("total", "in all", "altogether", "making")
_BRACKET_AFTER = re.compile(r"[ ]?\(([^()\n]{0,200})\)")
_MOST_PARTS = 12


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class SumDiffers(Rule):
    """ "£300,000 and £100,000, a total of £500,000", or "£500,000 (£300,000 works, £100,000 fees)". A total written to
    fewer figures than its parts may be rounded."""

    code = "sum_differs"
    family = "money"
    severity = "advice"
    looks_at = "Amounts before a total in the same sentence, and in brackets right after one, in every text."
    why = "A reader who adds up the parts and gets another total trusts none of the figures."
    sentence = "{parts} make {sum}, not {total}. Correct the figures, or say what else the total holds."

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, text in case.with_amounts:
            for parts, total in _sums(text):
                added = sum(part.pence for part in parts)
                if abs(added - total.pence) > total.step // 2:
                    yield Finding(path, {"parts": _listed(text, parts), "sum": printed_money(added),
                                         "total": words_of(text, total)})


@kept
def _sums(text: str) -> tuple[tuple[tuple[Amount, ...], Amount], ...]:
    """Each total of a text with what it says are its parts."""
    found, lower, start = amounts(text), lowered(text), 0
    has_brackets, has_totals = "(" in text, any(word in lower for word in _TOTALS)
    sums: list[tuple[tuple[Amount, ...], Amount]] = []
    for at, total in enumerate(found):
        bracket = _BRACKET_AFTER.match(text, total.end) if has_brackets else None
        if bracket:
            parts = tuple(one for one in found[at + 1:at + 1 + _MOST_PARTS] if one.end <= bracket.end())
            if len(parts) > 1 and all(one.pence < total.pence for one in parts) and _only_parts(bracket[1].lower()):
                sums.append((parts, total))
        if has_totals and at > 1 and _TOTAL_BEFORE.search(lower[max(0, total.start - 50):total.start]):
            start = max(sentence_at(text, total.start).start, start)
            parts = tuple(one for one in found[max(0, at - _MOST_PARTS):at]
                          if one.start >= start and one.pence != total.pence)
            if len(parts) > 1 and _only_parts(lower[start:total.start]):
                sums.append((parts, total))
            start = total.end
    return tuple(sums)


def _only_parts(words: str) -> bool:
    return len(words) < 600 and not any(word in words for word in _NO_PARTS)


_A_YEAR = re.compile(r"[ ]?(?:a year|per year|per annum|p\.a\.|annually|each year|every year)\b", re.IGNORECASE)
_YEARLY = ("year", "annum", "p.a.", "annually")
"""Without one of these no amount is one of a year."""
_YEARS = re.compile(r"\b(?:for|over|across)(?: the| a)?(?: period of| term of| next| full)?[ ]"
                    r"([a-z]{3,9}|[0-9]{1,2})[ -]years?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class YearsTimesDiffer(Rule):
    """ "£11m a year for five years, £50m in total". """

    code = "years_times_differ"
    family = "money"
    severity = "advice"
    looks_at = "An amount a year, a number of years and another amount in the same sentence, in every text."
    why = SumDiffers.why
    sentence = ("{yearly} a year over {years} years make {sum}, not {total}. Correct the figures, or say why they "
                "differ.")

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, text in case.with_amounts:
            for yearly, years, total in _products(text):
                made = yearly.pence * years
                if abs(made - total.pence) > total.step // 2 + years * yearly.step // 2:
                    yield Finding(path, {"yearly": words_of(text, yearly), "years": str(years),
                                         "sum": printed_money(made), "total": words_of(text, total)})


@kept
def _products(text: str) -> tuple[tuple[Amount, int, Amount], ...]:
    found, products = amounts(text) if any(one in lowered(text) for one in _YEARLY) else (), []
    for one, other in pairwise(found):
        if other.start - one.end > 160 or not _A_YEAR.match(text, one.end) or _A_YEAR.match(text, other.end):
            continue
        between = text[one.end:other.start]
        years = _YEARS.search(between) or _YEARS.match(text, other.end + 1)
        number = years and (int(years[1]) if years[1].isdigit() else NUMBERS.get(years[1].lower(), 0))
        is_one_sentence = "\n" not in between and ". " not in between
        if number and is_one_sentence and _says_total(between.lower(), text[other.end:other.end + 30].lower()):
            products.append((one, number, other))
    return tuple(products)


def _says_total(before: str, after: str) -> bool:
    return any(word in before for word in ("total", "altogether", "whole", "comes to", "making", "which is")) or any(
        word in after for word in ("in total", "in all", "altogether", "overall"))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class TableTotal(Rule):
    """The rows of the table of costs, added up, against the whole value of the decision: as costs or as savings."""

    code = "table_total"
    family = "money"
    severity = "must_explain"
    local = True
    looks_at = "The table of costs and savings by year, beside the whole value of the decision."
    why = SumDiffers.why
    sentence = "The rows add up to {sum}, but {label} is {value}. Make them agree."

    table: str = field_of("table")
    value: str = field_of("money")
    costs: tuple[str, ...] = columns_of("table", "money")
    savings: str = column_of("table", "money")

    def findings(self, case: Case) -> Iterator[Finding]:
        value = case.answers.value(self.value)
        if not isinstance(value, int):
            return
        rows = case.answers.row_ids(self.table)
        costs, savings = (sum(amount for row in rows for column in columns
                              if isinstance(amount := case.answers.value(self.table, row, column), int))
                          for columns in (self.costs, (self.savings,)))
        if (costs or savings) and value not in (costs, savings):
            yield Finding(Path(self.table), {
                "sum": printed_money(costs or savings), "value": printed_money(value),
                "label": quoted(label_of(case.answers.asked[Path(self.value)]), 120)})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ValueSaidOtherwise(Rule):
    """A text gives the whole worth of the decision in the words of `said`, and it is not that of the field. Where a
    sentence holds one of `elsewhere`, it speaks of something else."""

    code = "value_said_otherwise"
    family = "money"
    severity = "advice"
    looks_at = "The whole cost or value, as every text gives it, beside that of the form."
    why = "The whole value decides whether a decision is key; it can be only one figure."
    sentence = "This says {words}, but {label} is {value}. Make them agree."

    value: str = field_of("money")
    said: tuple[str, ...] = phrases()
    elsewhere: tuple[str, ...] = phrases(())

    def findings(self, case: Case) -> Iterator[Finding]:
        value = case.answers.value(self.value)
        if not isinstance(value, int):
            return
        for path, text in case.with_amounts:
            for span, one in _worths(text, self.said, self.elsewhere):
                if abs(one.pence - value) > one.step // 2:
                    yield Finding(path, {"words": quoted(words_of(text, Span(span.start, one.end))),
                                         "value": printed_money(value),
                                         "label": quoted(label_of(case.answers.asked[Path(self.value)]), 120)})
                    break


@kept
def _worths(text: str, wanted: tuple[str, ...], elsewhere: tuple[str, ...]) -> tuple[tuple[Span, Amount], ...]:
    """Each amount that stands shortly after one of the phrases, in its sentence, with the phrase."""
    spans, found = phrases_in(text, wanted), []
    for one in amounts(text) if spans else ():
        span = just_before(spans, one.start, 60)
        if span is None or "£" in text[span.end:one.start]:
            continue
        sentence = sentence_at(text, one.start)
        said = text[sentence.start:sentence.end]
        if span.start >= sentence.start and len(said) < 600 and not phrases_in(said, elsewhere):
            found.append((span, one))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class AnnualWithoutWhole(Rule):
    """The costs are given a year, and nowhere as a whole."""

    code = "annual_without_whole"
    family = "money"
    severity = "advice"
    looks_at = "The financial implications, where the whole value is blank."
    why = "Whether a decision is key depends on its whole value, with every year and extension."
    sentence = "{words} is a figure for one year. Say what the whole decision costs, over all its years."

    text: str = field_of()
    value: str = field_of("money")
    annual: tuple[str, ...] = phrases()
    whole: tuple[str, ...] = phrases()

    def findings(self, case: Case) -> Iterator[Finding]:
        if case.answers.value(self.value) is not None:
            return
        for path, text in case.texts_of((self.text,)):
            found = amounts(text)
            if not found or phrases_in(text, self.whole):
                continue
            for span in phrases_in(text, self.annual):
                sentence = sentence_at(text, span.start)
                one = found[min(bisect_left(found, sentence.start, key=lambda one: one.start), len(found) - 1)]
                if sentence.start <= one.start < sentence.end:
                    yield Finding(path, {"words": quoted(words_of(text, one))})
                    return


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class KeyByAmount(Rule):
    """A decision that is not key, beside an amount of more than `above` in one of `fields`."""

    code = "key_by_amount"
    family = "money"
    severity = "advice"
    law = "Regulation 8(1)(a), SI 2012/2089"
    local = True
    looks_at = "Amounts in the decision and its costs, where the decision is not key."
    why = "A key decision that was not announced as one can be called back by scrutiny, or set aside."
    sentence = "This speaks of {words}, and the decision is not key. Say what the decision itself is worth."

    key: str = field_of("yes_no")
    value: str = field_of("money")
    fields: tuple[str, ...] = fields_of()
    above: int = pounds()

    def findings(self, case: Case) -> Iterator[Finding]:
        if case.answers.value(self.key) is not False or case.answers.value(self.value) is not None:
            return
        for path, text in case.texts_of(self.fields):
            large = next((one for one in amounts(text) if one.pence > self.above), None)
            if large:
                yield Finding(path, {"words": quoted(words_of(text, large))})


def _listed(text: str, parts: tuple[Amount, ...]) -> str:
    words = [words_of(text, part) for part in parts]
    return ", ".join(words[:-1]) + f" and {words[-1]}"
