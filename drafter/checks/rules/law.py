"""The law that a record names: that it names some, calls it by its name, and by the one that applied on the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from drafter.checks.fixing import replaced
from drafter.checks.messages import in_sentence, quoted
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.settings import choice_of, date_given, field_of, fields_of, phrases, titles_of
from drafter.checks.text import MOST, Span, by_line, phrases_in, spaced
from drafter.checks.wording import folded
from drafter.model.draft import Path
from drafter.model.figures import printed_date
from drafter.model.form import DirectoryEntry

_ENDING = re.compile(r"\b(?:Act|Regulations|Regulation|Order|Rules)[ ]\(?((?:19|20)[0-9]{2})\)?(?![\w])")
KINDS = ("act", "regulations", "regulation", "order", "rules")
_JOINS = frozenset(("and", "of", "the", "for", "in", "to", "from", "on", "etc", "etc.", "&"))
_REACH = 130
_ALIKE = 0.84
_MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class NoLaw(Rule):
    """A text that is there, and holds none of the words by which law is told. """

    code = "no_law"
    family = "law"
    severity = "must_explain"
    local = True
    looks_at = "The legal implications."
    why = "A council can do only what the law lets it do; the record shows which power or duty that is."
    sentence = "{label} name no law, power, duty or contract. Say which the decision rests on, and what could go wrong."

    text: str = field_of("implication", "rich_text")
    signs: tuple[str, ...] = phrases()

    def findings(self, case: Case) -> Iterator[Finding]:
        yield from lacking(case, self.text, self.signs)


def lacking(case: Case, field: str, signs: tuple[str, ...]) -> Iterator[Finding]:
    """The text of the field, where it holds none of the signs: an implication that is none, or still awaited, has no
    text of its own."""
    path = next((path for path in (Path(field, None, "text"), Path(field)) if path in case.texts), None)
    if path is not None and not phrases_in(case.texts[path], signs):
        label = in_sentence(case.answers.asked[Path(field)].label)
        yield Finding(path, {"label": f"The {label}"})


class Cited(NamedTuple):
    """A law as a text names it: its place, and its name as far back as words of a name go."""

    span: Span
    name: str

    def moved(self, by: int) -> Cited:
        return Cited(self.span.moved(by), self.name)


@by_line
def laws_cited(text: str) -> tuple[Cited, ...]:
    """Every Act, order and set of regulations that a text names with its year."""
    plain, found = spaced(text), []
    for ending in islice(_ENDING.finditer(plain), MOST):
        start = at = ending.start()
        for word in reversed(re.findall(r"[^ \n]*[ \n]", plain[max(0, at - _REACH):at])):
            bare = word.strip(" ,(“‘\"'")
            if "\n" in word or not bare or not (bare[0].isupper() or bare in _JOINS or bare[0] == "("):
                break
            at -= len(word)
            start = at if bare[0].isupper() else start
            if word[:1] in "(“‘\"'":
                break
        found.append(Cited(Span(start, ending.end()), " ".join(plain[start:ending.end()].replace("(", " ").replace(
            ")", " ").split())))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class LawName(Rule):
    """A name that is near to one of the list `laws` and none of it. Where the list knows a law of one year only, the
    same name with another year is a slip; other laws that it does not know are left alone."""

    code = "law_name"
    family = "law"
    severity = "advice"
    looks_at = "The names of Acts and regulations in every text, beside the form's list of laws."
    why = "A law under a wrong name cannot be looked up, and looks copied."
    sentence = "{words} is not the name of a law that is known. Nearest to it is the {right}."
    fix = "Puts in the name of the law."

    laws: tuple[DirectoryEntry, ...] = titles_of()

    def findings(self, case: Case) -> Iterator[Finding]:
        titles = tuple(entry.title for entry in self.laws)
        for path, text in case.saying(KINDS):
            for cited in dict.fromkeys(one.name for one in laws_cited(text)[:_MOST]):
                right = _nearest(cited, titles)
                if right:
                    wrong = " ".join(cited.split(" ")[-len(right.split(" ")):])
                    yield Finding(path, {"words": quoted(wrong, 90), "right": right},
                                  tuple(replaced(case, path, wrong, right)))


@lru_cache(maxsize=2048)
def _nearest(cited: str, titles: tuple[str, ...]) -> str:
    """The listed law that was meant; "" where the law is listed as it stands, or none is near enough."""
    here = folded(cited)
    if any(f" {here}".endswith(f" {folded(title)}") for title in titles):
        return ""
    best, likeness = "", _ALIKE
    for title in titles:
        there = folded(title)
        words = here.split(" ")[-len(there.split(" ")):]
        same_year = words[-1] == there.rsplit(" ", 1)[-1]
        if same_year or (words[:-1] == there.split(" ")[:-1] and _has_one_year(title, titles)):
            ratio = SequenceMatcher(None, " ".join(words), there, autojunk=False).ratio()
            best, likeness = (title, ratio) if ratio > likeness else (best, likeness)
    return best


def _has_one_year(title: str, titles: tuple[str, ...]) -> bool:
    name = title.rsplit(" ", 1)[0]
    return sum(other.rsplit(" ", 1)[0] == name for other in titles) == 1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class LawOfAnotherDay(Rule):
    """A law of the list that was not in force on the day of the record: the first of `days` answered, or today."""

    code = "law_of_another_day"
    family = "law"
    severity = "advice"
    looks_at = "The names of Acts and regulations in every text, on the day of the record."
    why = "A law that has been replaced gives no power and sets no duty."
    sentence = "The {law} {state}; this record is of {day}. Name the law that applies, or say why the older one does."

    laws: tuple[DirectoryEntry, ...] = titles_of()
    days: tuple[str, ...] = fields_of("date")

    def findings(self, case: Case) -> Iterator[Finding]:
        on = case.record_day(self.days)
        past = [entry for entry in self.laws if (entry.since or entry.until) and on and not entry.is_current(on)]
        for path, text in case.saying(KINDS) if past else ():
            cited = {f" {one.name}" for one in laws_cited(text)}
            for entry in past if cited else ():
                if on and any(name.endswith(f" {entry.title}") for name in cited) and not any(
                        other.title == entry.title and other.is_current(on) for other in self.laws):
                    yield Finding(path, {"law": entry.title, "state": _state(entry, on), "day": printed_date(on)})


def _state(entry: DirectoryEntry, on: date) -> str:
    if entry.until is not None and entry.until < on:
        return f"applied until {printed_date(entry.until)}"
    return f"applies from {printed_date(entry.since)}" if entry.since else "does not apply"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RegimeByDate(Rule):
    """Procurements begun before `changed` stay under the old law, with the contracts awarded under it; later ones come
    under the new. `old` and `new` are choices of `regime`; `old_names` and `new_names` are what texts call the two."""

    code = "regime_by_date"
    family = "law"
    severity = "must_explain"
    law = "Procurement Act 2023; SI 2024/716, regulation 5"
    looks_at = "The procurement law chosen and named in the legal implications, beside the day the procurement began."
    why = "A contract awarded under the wrong procurement law can be challenged by every bidder."
    sentence = ("{said}, but {fact}. Procurements begun from {changed} on come under the {new_law}, earlier ones under "
                "the {old_law}.")

    regime: str = field_of("choice")
    old: str = choice_of("regime")
    new: str = choice_of("regime")
    began: str = field_of("date")
    changed: date = date_given()  # noqa: RUF009
    legal: str = field_of("implication", "rich_text")
    old_names: tuple[str, ...] = phrases()
    new_names: tuple[str, ...] = phrases()

    def findings(self, case: Case) -> Iterator[Finding]:
        regime, began = case.chosen(self.regime), case.day(self.began)
        due = None if began is None else self.old if began < self.changed else self.new
        start = f"the procurement began on {printed_date(began)}" if began else ""
        if due and regime in (self.old, self.new) and regime != due:
            yield self._finding(Path(self.regime), f"The {self._name(regime)} is chosen", start)
            return
        chosen = regime if regime in (self.old, self.new) else due
        if chosen is None:
            return
        fact = f"the {self._name(chosen)} is chosen" if chosen == regime else start
        wrong, right = (self.old_names, self.new_names) if chosen == self.new else (self.new_names, self.old_names)
        for path, text in case.texts_of((self.legal,)):
            if phrases_in(text, wrong) and not phrases_in(text, right):
                named = self._name(self.old if chosen == self.new else self.new)
                yield self._finding(path, f"This names the {named}", fact)

    def _finding(self, path: Path, said: str, fact: str) -> Finding:
        return Finding(path, {"said": said, "fact": fact, "changed": printed_date(self.changed),
                              "new_law": self._name(self.new), "old_law": self._name(self.old)})

    def _name(self, regime: str | None) -> str:
        names = self.old_names if regime == self.old else self.new_names
        return " ".join(word if word in _JOINS else word.capitalize() for word in names[0].split())
