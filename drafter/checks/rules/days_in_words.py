"""Days written in a text: that they were ever, fall on their weekday, follow one another, and agree with the form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from drafter.checks.fixing import replaced
from drafter.checks.messages import label_of, quoted
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.settings import field_of, fields_by_phrase, words
from drafter.checks.text import Day, days, just_before, kept, lowered, phrases_in, spaced
from drafter.model.draft import Path
from drafter.model.figures import printed_date

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = ("Mon", "Tues", "Tue", "Weds", "Wed", "Thurs", "Thur", "Thu", "Fri", "Sat", "Sun")
_WEEKDAY = "|".join((*WEEKDAYS, *(rf"{short}\b\.?" for short in _SHORT)))
_WEEKDAY_BEFORE = re.compile(rf"\b({_WEEKDAY}),?[ ]{{1,2}}(?:the )?\Z")
_BETWEEN = re.compile(r"[ ]{0,2}(?:to|until|and ending on|and ends on|–|-)[ ]{0,2}\Z")
_UP_TO_DAY = re.compile(rf"(?: on| of|,)?[ ]?(?:(?:{_WEEKDAY}),? )?(?:the )?\Z", re.IGNORECASE)
_MEETING_WORDS = frozenset((
    "at", "in", "its", "the", "meeting", "met", "meets", "will", "meet", "considered", "considers", "consider",
    "endorsed", "agreed", "resolved", "it", "this", "held", "of", "on", "decision", "proposal", "proposed", "which",
    "and", "discussed", "decided", "took", *map(str.lower, (*WEEKDAYS, *_SHORT))))
_REACH = 70


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class NoSuchDay(Rule):
    """A day that never was, such as 31 June 2026."""

    code = "no_such_day"
    family = "dates"
    looks_at = "Every date written in a text."
    why = "Nothing can be done, begin or end on a day that does not exist."
    sentence = "There is no {words}. Correct the date."

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, text in case.with_days:
            for found in days(text):
                written = text[found.start:found.end]
                if found.day is None and (found.named or re.search(r"/[0-9]{4}\Z", written)):
                    yield Finding(path, {"words": quoted(written)})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class WeekdayDiffers(Rule):
    """A weekday that is not that of the date it stands before."""

    code = "weekday_differs"
    family = "dates"
    severity = "must_explain"
    looks_at = "A weekday with its date, in every text and every date."
    why = "One of the two is wrong, and whoever comes on that day comes in vain."
    sentence = "{day} is a {right}, not a {weekday}. Correct the one or the other."
    fix = "Puts in the weekday of the date."

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, text in case.with_days:
            for found in _with_weekday(text):
                yield self._finding(case, path, *found)
        for path, value in case.answers.values.items():
            entry = case.answers.draft.entry(path) if isinstance(value, date) else None
            if isinstance(entry, str):
                for found in _with_weekday(entry):
                    yield self._finding(case, path, *found)

    def _finding(self, case: Case, path: Path, written: str, day: date, both: str) -> Finding:
        right = WEEKDAYS[day.weekday()]
        return Finding(path, {"day": printed_date(day), "right": right, "weekday": _in_full(written)},
                       tuple(replaced(case, path, both, right + both[len(written):], f"Use {right}")))


def _in_full(written: str) -> str:
    return next(weekday for weekday in WEEKDAYS if weekday.startswith(written[:3]))


@kept
def _with_weekday(text: str) -> tuple[tuple[str, date, str], ...]:
    """Each weekday that is not the one of its date: the weekday as written, the date, and the words of both."""
    plain, found = spaced(text), []
    for one in days(text):
        before = _WEEKDAY_BEFORE.search(plain[max(0, one.start - 16):one.start])
        if before and one.day is not None and WEEKDAYS[one.day.weekday()] != _in_full(before[1]):
            found.append((before[1], one.day, before[0] + plain[one.start:one.end]))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class PeriodBackwards(Rule):
    """ "From 1 April 2026 to 31 March 2025". """

    code = "period_backwards"
    family = "dates"
    looks_at = "Two dates with \"to\" or \"until\" between them, in every text."
    why = "A period that ends before it begins is no period; often one of its years was copied."
    sentence = "{words} ends before it begins. Correct one of the two dates."

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, text in case.with_days:
            for first, last in periods(text):
                if first.day and last.day and last.day < first.day:
                    yield Finding(path, {"words": quoted(text[first.start:last.end])})


@kept
def periods(text: str) -> tuple[tuple[Day, Day], ...]:
    """Each two dates of a text that are the first and the last day of a period."""
    found, plain = days(text), spaced(text)
    return tuple((one, two) for one, two in pairwise(found)
                 if two.start - one.end < 24 and _BETWEEN.match(plain[one.end:two.start]))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class DateSaidOtherwise(Rule):
    """A text gives a date that the form holds, and gives another one. `said` are the words right before such a date,
    with the field that holds it. Where any of them agrees, the others speak of something else."""

    code = "date_said_otherwise"
    family = "dates"
    severity = "must_explain"
    looks_at = "Dates in every text that the form holds in a field of their own."
    why = "Two dates for one fact leave it open which is right."
    sentence = "This says {found}; {date} is given under {label}. Make them the same."
    fix = "Puts in the date of the field."

    said: Mapping[str, str] = fields_by_phrase("date")

    def findings(self, case: Case) -> Iterator[Finding]:
        given = {name: day for name in set(self.said.values()) if (day := case.day(name)) is not None}
        for name, day in given.items():
            before = tuple(phrase for phrase, field in self.said.items() if field == name)
            said = [(path, text, one) for path, text in case.with_days for one in _days_after(text, before)]
            if said and all(one.day != day for _, _, one in said):
                path, text, one = said[0]
                yield _other_day(case, path, text[one.start:one.end], name, day)


@kept
def _days_after(text: str, phrases: tuple[str, ...]) -> tuple[Day, ...]:
    """The dates that stand right after one of the phrases."""
    spans, plain = phrases_in(text, phrases), spaced(text)
    return tuple(one for one in (days(text) if spans else ()) if one.day is not None
                 and (span := just_before(spans, one.start, 24)) and _UP_TO_DAY.match(plain[span.end:one.start]))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class MeetingDateDiffers(Rule):
    """A text names the body and the day it met, and the form gives another day. `body` is the field that names it;
    where `bodies` are given, only those meet."""

    code = "meeting_date_differs"
    family = "dates"
    severity = "must_explain"
    looks_at = "The name of a committee, or of the Cabinet, followed by a date, in every text."
    why = "A decision of a meeting is made on the day of the meeting; a recommendation too is found by its day."
    sentence = "This says that {body} met on {found}; {date} is given under {label}. Make them the same."
    fix = "Puts in the date of the field."

    body: str = field_of("choice")
    met: str = field_of("date")
    bodies: tuple[str, ...] = words(())

    def findings(self, case: Case) -> Iterator[Finding]:
        body, met = case.answers.text(self.body), case.day(self.met)
        if not body or met is None or (self.bodies and body not in self.bodies):
            return
        said = [(path, text, one) for path, text in case.with_days for one in _days_of_meeting(text, body.lower())]
        if said and all(one.day != met for _, _, one in said):
            path, text, one = said[0]
            found = _other_day(case, path, text[one.start:one.end], self.met, met)
            yield Finding(path, {**found.values, "body": f"the {body}"}, found.fixes)


@kept
def _days_of_meeting(text: str, body: str) -> tuple[Day, ...]:
    """The dates between which and the name of the body stand only words about its meeting."""
    spans, lower = phrases_in(text, (body,)), lowered(text)
    return tuple(one for one in (days(text) if spans else ()) if one.day is not None
                 and (span := just_before(spans, one.start, _REACH))
                 and _MEETING_WORDS.issuperset(lower[span.end:one.start].replace(",", " ").split()))


def _other_day(case: Case, path: Path, found: str, field: str, day: date) -> Finding:
    label = label_of(case.answers.asked[Path(field)])
    return Finding(path, {"found": found, "date": printed_date(day), "label": quoted(label, 120)},
                   tuple(replaced(case, path, found, printed_date(day))))
