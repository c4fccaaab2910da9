"""Names of posts and committees in the words of a record, against the lists of the directory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import lru_cache

from drafter.checks.fixing import replaced
from drafter.checks.messages import quoted
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.settings import fields_of, titles_of, words
from drafter.checks.text import MOST, Span, each_line, names_in, spaced
from drafter.checks.wording import folded
from drafter.model.figures import printed_date
from drafter.model.form import DirectoryEntry

_AFTER = re.compile(r"(?:,? (?:[A-Z][\w’'-]{0,30}|and|of|for|&)(?!\w)){1,12}")
_BEFORE = re.compile(r"(?:(?:[A-Z][\w’',-]{0,30}|and|of|for|&) ){1,10}\Z")
_SMALL = frozenset(("of", "for", "the", "and"))
_REACH = 200
_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class NameNotListed(Rule):
    """A name that begins with one of `heads`, or ends with one of `tails`, and is none of the list `titles`, or none
    that stands on the day of the record. Small words such as "of" make no difference.

    Of names that end with one of `tails`, only those near to one of the list are named: others may be other councils'.
    """

    code = "name_not_listed"
    family = "titles"
    severity = "advice"
    local = True
    looks_at = "Posts and committees as every text calls them, beside the council's directory."
    why = "A power that is given to a post under a wrong name may be given to nobody."
    sentence = "{name} {state}.{suggestion}"
    fix = "Puts in the nearest name of the directory."

    titles: tuple[DirectoryEntry, ...] = titles_of()
    heads: tuple[str, ...] = words(())
    tails: tuple[str, ...] = words(())
    days: tuple[str, ...] = fields_of("date")

    def findings(self, case: Case) -> Iterator[Finding]:
        on = case.record_day(self.days)
        for path, text in case.saying((*self.heads, *self.tails)):
            for name in (*_headed(text, self.heads), *_tailed(text, self.tails)):
                state, near = _judged(name, self.titles, on, bool(self.tails))
                if state:
                    yield Finding(path, {"name": quoted(name, 120), "state": state, "suggestion": near and (
                        f" The nearest name in use is {quoted(near, 120)}.")},
                        tuple(replaced(case, path, name, near)) if near else ())


@each_line
def _headed(text: str, heads: tuple[str, ...]) -> tuple[str, ...]:
    """The names of a text that begin with one of the heads."""
    plain = spaced(text)
    found: dict[str, None] = {}
    for hit in names_in(text, heads)[:MOST]:
        following = _AFTER.match(plain[hit.end:hit.end + _REACH])
        if following:
            found[_trimmed(plain[hit.start:hit.end] + following[0])] = None
    return tuple(found)[:_MOST]


@each_line
def _tailed(text: str, tails: tuple[str, ...]) -> tuple[str, ...]:
    """The names of a text that end with one of the tails."""
    plain = spaced(text)
    found: dict[str, None] = {}
    for hit in names_in(text, tails)[:MOST]:
        before = _BEFORE.search(plain[max(0, hit.start - _REACH):hit.start])
        if before:
            found[before[0] + plain[hit.start:hit.end]] = None
    return tuple(found)[:_MOST]


@lru_cache(maxsize=2048)
def _judged(name: str, titles: tuple[DirectoryEntry, ...], on: date | None, from_behind: bool) -> tuple[str, str]:
    """What is amiss with a name, and the nearest one in use; "" where it is listed. A name may go on beyond a listed
    one: behind it, or before it where names are told by how they end."""
    here = _core(name)
    alike = [entry for entry in titles
             if (here.endswith(f" {_core(entry.title)}") or here == _core(entry.title) if from_behind
                 else f"{here} ".startswith(f"{_core(entry.title)} "))]
    current = {entry.title: _core(entry.title) for entry in titles if on is None or entry.is_current(on)}
    if any(entry.title in current for entry in alike):
        return "", ""
    near = get_close_matches(here, list(current.values()), n=1, cutoff=0.82 if from_behind else 0.7)
    best = next((title for title, core in current.items() if near and core == near[0]), "")
    ended = max((entry.until for entry in alike if entry.until and on and entry.until < on), default=None)
    if ended and on:
        return f"was in use until {printed_date(ended)}; this record is of {printed_date(on)}", best
    return ("is not in the council's directory", best) if best or not from_behind else ("", "")


@lru_cache(maxsize=2048)
def _core(name: str) -> str:
    return " ".join(word for word in folded(name).split() if word not in _SMALL)


def _trimmed(name: str) -> str:
    """The name without small words at its end, which begin what follows."""
    parts = name.split(" ")
    while parts[-1] in _SMALL or parts[-1] == "&":
        parts.pop()
    return " ".join(parts).rstrip(",")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class OutdatedName(Rule):
    """A name of the list `titles` that had ended by the day of the record, and is no other's now."""

    code = "outdated_name"
    family = "titles"
    severity = "advice"
    local = True
    looks_at = "Names in every text that the directory lists as ended."
    why = "Names change at each reorganisation, and old ones live on in copied records."
    sentence = "{name} was in use until {until}; this record is of {day}. Use the name of today, or say \"then\"."

    titles: tuple[DirectoryEntry, ...] = titles_of()
    days: tuple[str, ...] = fields_of("date")

    def findings(self, case: Case) -> Iterator[Finding]:
        on = case.record_day(self.days)
        if on is None:
            return
        ended = {entry.title: entry.until for entry in self.titles if entry.until and entry.until < on}
        current = {entry.title for entry in self.titles if entry.is_current(on)}
        names = tuple(name for name in ended if name not in current)
        for path, text in case.saying(names):
            for name in dict.fromkeys(_named(text, hit) for hit in names_in(text, names)):
                yield Finding(path, {"name": quoted(name, 120), "until": printed_date(ended[name] or on),
                                     "day": printed_date(on)})


def _named(text: str, span: Span) -> str:
    return spaced(text)[span.start:span.end]
