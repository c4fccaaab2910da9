"""What a text says, as rules ask for it: sentences, phrases, days, amounts.

Every reading is one pass whose time grows with the text and no faster. The same text is read once, however often a
record is checked: a key struck in one field leaves the readings of all others standing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache, wraps
from itertools import islice
from typing import Any, Concatenate, Generic, NamedTuple, ParamSpec, Protocol, TypeVar

from drafter.model.figures import DATE, MONTHS, read_date

P = ParamSpec("P")
T = TypeVar("T")

_SHORT_LINE = 60
MOST = 2_000
"""So many things of a kind are read in a paragraph: one with more amounts or dates is no prose, and would keep
the officer waiting."""
_CHECKS_KEPT = 8
"""After so many checks, what they did not read is forgotten."""


class _Readings(Generic[P, T]):
    """What one reading found, by arguments and text: lately, and in the checks before."""

    def __init__(self, read: Callable[Concatenate[str, P], T]) -> None:
        self.read = read
        self.now: dict[object, dict[str, T]] = {}
        self.before: dict[object, dict[str, T]] = {}
        MEMORY.readings.append(self)

    def table(self, *args: P.args, **kwargs: P.kwargs) -> dict[str, T]:
        """Those with these arguments."""
        key = (args, *kwargs.items()) if kwargs else args
        found = self.now.get(key)
        if found is None:
            found = self.now[key] = {}
        return found

    def of(self, text: str, /, *args: P.args, **kwargs: P.kwargs) -> T:
        """The reading of a text that is not in the table yet."""
        before = self.before.get((args, *kwargs.items()) if kwargs else args)
        found = before[text] if before and text in before else self.read(text, *args, **kwargs)
        self.table(*args, **kwargs)[text] = found
        return found


class _Memory:
    """All readings. What no check of the last few reads is forgotten: each key makes another text, and those of an
    hour's typing would fill the memory, while a record of any length is remembered whole."""

    def __init__(self) -> None:
        self.readings: list[_Readings[Any, Any]] = []
        self.checks = 0

    def begin_check(self) -> None:
        self.checks += 1
        if self.checks % _CHECKS_KEPT == 0:
            for one in self.readings:
                one.before, one.now = one.now, {}


MEMORY = _Memory()
"""A check tells it that it begins."""


def kept(read: Callable[Concatenate[str, P], T]) -> Callable[Concatenate[str, P], T]:
    """Remembers the reading of a text. What is read must depend on nothing but the arguments."""
    readings = _Readings(read)

    @wraps(read)
    def reading(text: str, /, *args: P.args, **kwargs: P.kwargs) -> T:
        if not kwargs:  # asked two thousand times a check: the short way to what is known
            table = readings.now.get(args)
            if table is not None and text in table:
                return table[text]
        table = readings.table(*args, **kwargs)
        return table[text] if text in table else readings.of(text, *args, **kwargs)

    return reading


@kept
def _lines(text: str) -> tuple[str, ...]:
    """Those of a text; but a text of very short ones is read as a whole. The same text gives the very same lines, which
    are the sooner found again."""
    ends = text.count("\n")
    return tuple(text.split("\n")) if ends > 0 and ends * _SHORT_LINE < len(text) else (text,)


class Placed(Protocol):
    """Something that stands at a place in a text."""

    def moved(self: Placed_T, by: int) -> Placed_T:
        """The same, so many letters further on."""
        ...


Placed_T = TypeVar("Placed_T", bound=Placed)


def by_line(read: Callable[Concatenate[str, P], tuple[Placed_T, ...]]) -> Callable[
        Concatenate[str, P], tuple[Placed_T, ...]]:
    """Remembers the reading of each line too, for what never goes beyond one: of a text being typed only the line
    that changes is read. A text of very short lines is read as a whole."""
    readings = _Readings(read)

    def reading(text: str, /, *args: P.args, **kwargs: P.kwargs) -> tuple[Placed_T, ...]:
        table = readings.table(*args, **kwargs)
        found: list[Placed_T] = []
        start = 0
        for line in _lines(text):
            here = table[line] if line in table else readings.of(line, *args, **kwargs)
            if here:
                found += [one.moved(start) for one in here] if start else here
            start += len(line) + 1
        return tuple(found)

    return kept(wraps(read)(reading))


def each_line(read: Callable[Concatenate[str, P], tuple[T, ...]]) -> Callable[Concatenate[str, P], tuple[T, ...]]:
    """The same for what is read without its place: each thing once."""
    readings = _Readings(read)

    def reading(text: str, /, *args: P.args, **kwargs: P.kwargs) -> tuple[T, ...]:
        table = readings.table(*args, **kwargs)
        found: dict[T, None] = {}
        for line in _lines(text):
            here = table[line] if line in table else readings.of(line, *args, **kwargs)
            if here:
                found.update(dict.fromkeys(here))
        return tuple(found)

    return kept(wraps(read)(reading))


@kept
def spaced(text: str) -> str:
    """The text with spaces that do not break as ordinary ones, letter for letter at the same place."""
    return text.replace("\xa0", " ")


@kept
def lowered(text: str) -> str:
    """The text in small letters, letter for letter at the same place; spaces that do not break are spaces."""
    plain = spaced(text)
    lower = plain.lower()
    return lower if len(lower) == len(plain) else "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


_WORD = re.compile(r"[^\W_]+")


@kept
def words_in(text: str) -> frozenset[str]:
    """The words of a text, in small letters."""
    return frozenset(_words_of_line(text))


@each_line
def _words_of_line(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_WORD.findall(lowered(text))))


@lru_cache(maxsize=1024)
def needed(phrases: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """For each phrase the words without which it cannot be said."""
    return tuple(frozenset(_WORD.findall(phrase.lower())) for phrase in phrases)


class Span(NamedTuple):
    """Words of a text: from, to."""

    start: int
    end: int

    def moved(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)


@by_line
def phrases_in(text: str, phrases: tuple[str, ...]) -> tuple[Span, ...]:
    """Where these phrases stand, in small letters and as whole words; what overlaps is named once."""
    lower = lowered(text)
    found = sorted((hit for phrase in phrases if phrase in lower for hit in _whole(lower, phrase)),
                   key=lambda hit: (hit.start, -hit.end))
    spans: list[Span] = []
    for hit in found:
        if not spans or hit.start >= spans[-1].end:
            spans.append(hit)
    return tuple(spans)


@by_line
def names_in(text: str, names: tuple[str, ...]) -> tuple[Span, ...]:
    """Where these words stand exactly as written, as whole words."""
    plain = spaced(text)
    return tuple(sorted((hit for name in names if name in plain for hit in _whole(plain, name)),
                        key=lambda hit: hit.start))


def _whole(text: str, phrase: str) -> Iterator[Span]:
    """A phrase that begins or ends in a letter or figure counts only where no other follows on."""
    first, last = phrase[0].isalnum(), phrase[-1].isalnum()
    at = text.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        if not (first and text[at - 1:at].isalnum()) and not (last and text[end:end + 1].isalnum()):
            yield Span(at, end)
        at = text.find(phrase, end)


_SENTENCE_END = re.compile(r"[.!?][)\"”’']?[ \t]{1,4}(?=[A-Z“\"‘(£])|\n")
_NO_END = ("e.g.", "i.e.", "no.", "nos.", "s.", "ss.", "para.", "paras.", "reg.", "regs.", "art.", "approx.", "cllr.",
           "mr.", "mrs.", "ms.", "dr.", "st.", "etc.", "v.")


@by_line
def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text; a line ends one. Short forms such as "s. 149" do not."""
    spans, start = [], 0
    plain = spaced(text)
    for end in _SENTENCE_END.finditer(plain):
        if _is_short_form(plain[max(start, end.start() - 8):end.start() + 1]):
            continue
        if plain[start:end.end()].strip():
            spans.append(Span(start, end.end()))
        start = end.end()
    if plain[start:].strip():
        spans.append(Span(start, len(plain)))
    return tuple(spans)


def _is_short_form(before: str) -> bool:
    words = before.split()
    return bool(words) and words[-1].lstrip("(").lower() in _NO_END


def sentence_at(text: str, place: int) -> Span:
    """The sentence in which a place of the text stands."""
    spans = sentences(text)
    at = bisect_right(spans, place, key=lambda span: span.start) - 1
    return spans[at] if at >= 0 and place < spans[at].end else Span(0, len(text))


class Amount(NamedTuple):
    """Money in a text, in whole pence. `step` is the worth of its last figure: £5.7m is exact to £100,000."""

    start: int
    end: int
    pence: int
    step: int

    def moved(self, by: int) -> Amount:
        return Amount(self.start + by, self.end + by, self.pence, self.step)


_AMOUNT = re.compile(r"£[ ]?([0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,13})(\.[0-9]{1,4})?"
                     r"(?:[ ]?(million|billion|thousand|bn|m|k)\b)?", re.IGNORECASE)
_SCALE = {"": 1, "k": 10**3, "thousand": 10**3, "m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9}


@by_line
def amounts(text: str) -> tuple[Amount, ...]:
    """Every amount of pounds in a text."""
    if "£" not in text:
        return ()
    found = []
    for hit in islice(_AMOUNT.finditer(spaced(text)), MOST):
        whole, part = hit[1].replace(",", ""), (hit[2] or ".")[1:]
        step = 100 * _SCALE[(hit[3] or "").lower()] // 10**len(part)
        if step:
            found.append(Amount(hit.start(), hit.end(), int(whole + part) * step, step))
    return tuple(found)


class Day(NamedTuple):
    """A day written in a text; `day` is None where there is no such day. `named` tells that its month is a word."""

    start: int
    end: int
    day: date | None
    named: bool

    def moved(self, by: int) -> Day:
        return Day(self.start + by, self.end + by, self.day, self.named)


_HAS_DATE = re.compile(r"[0-9]{1,2}(?:st|nd|rd|th)?[\s.,/-]{1,3}(?:of )?[A-Za-z0-9]")


@by_line
def days(text: str) -> tuple[Day, ...]:
    """Every date in a text, in figures or words, with its year."""
    if not _HAS_DATE.search(text):
        return ()
    return tuple(Day(hit.start(), hit.end(), read_date(hit[0]), bool(hit["name"]))
                 for hit in islice(DATE.finditer(spaced(text)), MOST))


_MONTH_OF_YEAR = re.compile(rf"\b({'|'.join(MONTHS)}) ([12][0-9]{{3}})\b")


@by_line
def months(text: str) -> tuple[Span, ...]:
    """Every month with its year, whether or not a day stands before it."""
    return tuple(Span(*hit.span()) for hit in _MONTH_OF_YEAR.finditer(spaced(text)))


def just_before(spans: tuple[Span, ...], place: int, reach: int) -> Span | None:
    """The last of these spans, which stand in order, that ends at a place or less than `reach` before it."""
    at = bisect_right(spans, place, key=lambda span: span.end) - 1
    return spans[at] if at >= 0 and place - spans[at].end < reach else None


def words_of(text: str, span: Span | Day | Amount, most: int = 90) -> str:
    """The words of a span on one line, shortened at the end where they are many."""
    plain = " ".join(text[span.start:span.end].split())
    return plain if len(plain) <= most else plain[:most - 1].rstrip() + "…"
