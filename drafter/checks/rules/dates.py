"""Dates that must follow one another, and the future tense once its date has passed."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from drafter.checks.messages import label_of, quoted
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.settings import dates_given, field_of, fields_of, number
from drafter.checks.text import MOST, each_line, spaced
from drafter.model.draft import Path
from drafter.model.figures import MONTHS, printed_date
from drafter.model.problem import Fix
from drafter.model.timetable import effective_from


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class DateOrder(Rule):
    """`later` may not be before `earlier`. A form switches it on once for each pair.

    With `key` it speaks unless that question is answered no; with `not_key` only where it is: what the law asks of key
    decisions alone weighs less for the others.
    """

    code = "date_order"
    family = "dates"
    looks_at = "Two dates that must follow one another."
    why = "Two dates that contradict each other make the whole record doubtful."
    sentence = ('{later}, given under "{later_label}", is before {earlier}, given under "{earlier_label}". Correct one'
                ' of the two dates.')

    earlier: str = field_of("date")
    later: str = field_of("date")
    key: str = field_of("yes_no", optional=True)
    not_key: str = field_of("yes_no", optional=True)

    def findings(self, case: Case) -> Iterator[Finding]:
        earlier, later = case.day(self.earlier), case.day(self.later)
        if earlier is None or later is None or earlier <= later or not self._speaks(case):
            return
        yield Finding(Path(self.later), {
            "later": printed_date(later), "earlier": printed_date(earlier),
            "later_label": label_of(case.answers.asked[Path(self.later)]),
            "earlier_label": label_of(case.answers.asked[Path(self.earlier)]),
        })

    def _speaks(self, case: Case) -> bool:
        is_not_key = any(case.answers.value(name) is False for name in (self.key, self.not_key) if name)
        return is_not_key if self.not_key else not is_not_key


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class DateToCome(Rule):
    """Something that has happened cannot carry a date after today."""

    code = "date_to_come"
    family = "dates"
    severity = "must_explain"
    stages = ("decided", "published")
    looks_at = "The dates of things that have been done."
    why = "The date signed is the date of the decision."
    sentence = "{date} has not come yet. Enter the day it was done."

    dates: tuple[str, ...] = fields_of("date")

    def findings(self, case: Case) -> Iterator[Finding]:
        for name in self.dates:
            day = case.day(name)
            if day is not None and day > case.today:
                yield Finding(Path(name), {"date": printed_date(day)})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class EffectiveTooSoon(Rule):
    """A decision that can be called in takes effect when the days for call-in are over, as the form counts them."""

    code = "effective_too_soon"
    family = "dates"
    severity = "must_explain"
    local = True
    looks_at = "The days of publication and of effect, where the decision can be called in."
    why = "What is done before the days for call-in are over is done without a decision in force."
    sentence = ("Published on {published} and open to call-in, the decision takes effect on {expected} or later, not "
                "on {given}. Correct the date, or say why call-in does not apply.")
    fix = "Puts in the first day on which the decision can take effect."

    published: str = field_of("date")
    effective: str = field_of("date")
    call_in: str = field_of("yes_no")

    def findings(self, case: Case) -> Iterator[Finding]:
        published, given = case.day(self.published), case.day(self.effective)
        if published is None or given is None or given < published or case.answers.value(self.call_in) is not True:
            return
        expected = effective_from(published, case.answers.form.conventions, case.calendar).day
        if given < expected:
            path = Path(self.effective)
            yield Finding(path, {"published": printed_date(published), "expected": printed_date(expected),
                                 "given": printed_date(given)},
                          (Fix(f"Use {printed_date(expected)}", ((path, printed_date(expected)),)),))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class StockDate(Rule):
    """A date that a system once filled in by itself: one of `days`."""

    code = "stock_date"
    family = "dates"
    severity = "advice"
    local = True
    looks_at = "Dates of the form that are known to have been filled in by machine."
    why = "A day on which nothing happened says nothing of how much notice was given."
    sentence = "{date} was filled in for many records at once. Enter the day on which it happened."

    dates: tuple[str, ...] = fields_of("date")
    days: tuple[date, ...] = dates_given()

    def findings(self, case: Case) -> Iterator[Finding]:
        for name in self.dates:
            day = case.day(name)
            if day in self.days and day is not None:
                yield Finding(Path(name), {"date": printed_date(day)})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class LatePublication(Rule):
    """The record was published more than `most` days after the decision."""

    code = "late_publication"
    family = "dates"
    severity = "advice"
    stages = ("published",)
    law = "Regulation 14, SI 2012/2089"
    looks_at = "The days from the decision to its publication."
    why = "A decision is published as soon as reasonably practicable; call-in begins only then."
    sentence = "The record was published {days} days after the decision of {decided}. Note why it took so long."

    decided: str = field_of("date")
    published: str = field_of("date")
    most: int = number(1, 365)

    def findings(self, case: Case) -> Iterator[Finding]:
        decided, published = case.day(self.decided), case.day(self.published)
        if decided and published and (published - decided).days > self.most:
            yield Finding(Path(self.published), {"days": str((published - decided).days),
                                                 "decided": printed_date(decided)})


_DAY_OR_MONTH = re.compile(r"\b(on|in|by|from|during|until|to)\s(?:the\s)?(?:end\sof\s)?"
                           r"((?:(\d{1,2})(?:st|nd|rd|th)?\s)?"
                           rf"({'|'.join(MONTHS)})\s(\d{{4}}))\b")
_FUTURES = ("will", "shall", "is going to", "are going to")
_WILL = re.compile(rf"\b(?:{'|'.join(_FUTURES)})(?:\s(?:then|also|next|first))?(?:\sbe)?\s([a-z]{{3,20}})\b")
_CLAUSE_END = re.compile(r"[.,;:?!()\n]")
_REACH = 160
_MOST_IN_A_TEXT = 5
_DONE_ELSEWHERE = re.compile(r"\b[a-z]{2,20}(?:ed|en|wn)\b")
"""A participle between the verb and the date ("will follow the model agreed in May 2020") has the date for itself."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class PastFuture(Rule):
    """"Will be discussed on 18 January 2024", read after that day.

    The day to compare with is that of `taken`, where the decision has one, or else today. Only a date in the same
    clause as the verb counts, and only when the whole of the day or month is over.
    """

    code = "past_future"
    family = "dates"
    severity = "advice"
    looks_at = '"Will", "shall" or "is going to" with a day or a month in the same clause, in every text.'
    why = "A record that speaks of past days as yet to come was not looked at again before signing."
    sentence = "{date} has passed. Replace {words} with what happened."

    taken: str = field_of("date", optional=True)
    fields: tuple[str, ...] = fields_of(optional=True)

    def findings(self, case: Case) -> Iterator[Finding]:
        today = (case.day(self.taken) if self.taken else None) or case.today
        for path, text in case.saying(_FUTURES):
            if not self.fields or path.field in self.fields:
                for words, day in _passed(text, today)[:_MOST_IN_A_TEXT]:
                    yield Finding(path, {"words": quoted(words), "date": day})


@each_line
def _passed(text: str, today: date) -> tuple[tuple[str, str], ...]:
    """The verb, and the date that has gone by, of each clause about a future that is over."""
    plain, passed = spaced(text), []
    for will in islice(_WILL.finditer(plain), MOST):
        after = plain[will.end():will.end() + _REACH]
        end = _CLAUSE_END.search(after)
        clause = after[: end.start()] if end else after
        days = list(_DAY_OR_MONTH.finditer(clause))
        if days and not _DONE_ELSEWHERE.search(clause[: days[0].start()]) and all(_is_over(day, today) for day in days):
            passed.append((will[0], days[-1][2]))
    return tuple(dict.fromkeys(passed))


def _is_over(found: re.Match[str], today: date) -> bool:
    month, year = MONTHS.index(found[4]) + 1, int(found[5])
    if year < 1:
        return False
    last = calendar.monthrange(year, month)[1]
    day = min(int(found[3]), last) if found[3] else last
    return date(year, month, max(1, day)) < today
