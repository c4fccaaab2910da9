"""Abbreviations: spelled out once, and one for each thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from drafter.checks.fixing import replaced
from drafter.checks.messages import quoted
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.settings import words
from drafter.checks.text import MOST, each_line, spaced
from drafter.checks.wording import folded
from drafter.model.fields import ClausesField

_SHORT = re.compile(r"(?<![\w&/@.-])[A-Z][A-Za-z&]{1,7}(?![\w&/@])(?!\.[a-z])")
_DEFINED = re.compile(r"\((?:the |“|‘|\"|'){0,3}([A-Z][A-Za-z&]{1,9}?)(?:s)?(?:”|’|\"|')?\)")
_TOGETHER = re.compile(r"\(((?:[A-Z][A-Za-z&]{1,9} ){1,4}[A-Z][A-Za-z&]{1,9})\)")
_EXPLAINED = re.compile(r"(?<!\w)([A-Z][A-Za-z&]{1,9}) \((?:the )?[A-Z][a-z]{1,20} [A-Za-z ]{3,80}\)")
_NUMERAL = re.compile(r"[IVXLC]+")
_JOINS = frozenset(("and", "of", "the", "for", "in", "to", "on", "a", "with", "at", "&"))
_REACH = 140
_MOST = 8


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class AbbreviationUndefined(Rule):
    """An abbreviation that no text spells out, and that is not among `known`. It is named where it first stands."""

    code = "abbreviation_undefined"
    family = "words"
    severity = "advice"
    quiet = True
    local = True
    looks_at = "Words in capitals in every text, and the words in brackets that explain them."
    why = "A resident reads the record too, and knows none of the council's short names."
    sentence = "{words} is not spelled out. Write it in full where it first stands, with the short form in brackets."

    known: tuple[str, ...] = words(())

    def findings(self, case: Case) -> Iterator[Finding]:
        explained = {*self.known, *_verbs(case)}
        for text in case.texts.values():
            explained.update(_explained(text))
        told: set[str] = set()
        for path, text in case.texts.items():
            for short in _abbreviations(text):
                if short not in explained and short not in told and len(told) < _MOST:
                    told.add(short)
                    yield Finding(path, {"words": quoted(short)})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class AbbreviationTwoWays(Rule):
    """One short form for two things, two for one thing, or one with its letters changed about."""

    code = "abbreviation_two_ways"
    family = "words"
    severity = "advice"
    local = True
    looks_at = "The words before each short form in brackets, and the short forms of every text."
    why = "Two names for one thing look like two things."
    sentence = "{words} stands here, but {others}. Use one."
    fix = "Puts in the short form that was explained, where letters were changed about."

    def findings(self, case: Case) -> Iterator[Finding]:
        meant: dict[str, str] = {}
        shorts: dict[str, str] = {}
        for path, text in case.texts.items():
            for short, long, before in _definitions(text):
                if not long:
                    long = next((" ".join(before[-n:]) for n in range(2, 9) if " ".join(before[-n:]) in shorts), "")
                elsewhere = meant.setdefault(short, long) if long else ""
                other = shorts.setdefault(long, short) if long else short
                if elsewhere != long:
                    yield Finding(path, {"words": quoted(f"{long} ({short})"),
                                         "others": f"{short} is {quoted(elsewhere)} elsewhere"})
                elif other.lower() != short.lower():
                    yield Finding(path, {"words": quoted(f"{long} ({short})"), "others": f"it is {other} elsewhere"})
        by_letters = {"".join(sorted(short)): short for short in meant}
        for path, text in case.texts.items():
            for short in _abbreviations(text):
                right = by_letters.setdefault("".join(sorted(short)), short)
                if right != short and short not in meant and len(short) > 3:
                    known = "is what was spelled out" if right in meant else "elsewhere"
                    yield Finding(path, {"words": quoted(short), "others": f"{right} {known}"},
                                  tuple(replaced(case, path, short, right)) if right in meant else ())


@each_line
def _abbreviations(text: str) -> tuple[str, ...]:
    """The short forms of a text, each once. A heading in capitals holds none."""
    found: dict[str, None] = {}
    for line in spaced(text).split("\n"):
        if line.isupper() and " " in line.strip():
            continue
        for hit in _SHORT.finditer(line):
            short = hit[0].rstrip("&")
            bare = short[:-1] if short.endswith("s") and short[:-1].isupper() else short
            capitals = sum(letter.isupper() for letter in bare)
            if capitals > 1 and capitals * 2 >= len(bare) and not _NUMERAL.fullmatch(bare):
                found[bare] = None
    return tuple(found)


@each_line
def _explained(text: str) -> tuple[str, ...]:
    """The short forms that a text puts in brackets after their words, or explains in brackets after them."""
    if "(" not in text:
        return ()
    together = (short for hit in _TOGETHER.finditer(spaced(text)) for short in hit[1].split(" "))
    after = (hit[1] for hit in _EXPLAINED.finditer(spaced(text)))
    return (*(hit[1] for hit in _DEFINED.finditer(text)), *after, *together)


@each_line
def _definitions(text: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Each short form in brackets: the words before it whose first letters it is made of, or "", and all words before
    it as far as a name may reach."""
    if "(" not in text:
        return ()
    plain, found = spaced(text), []
    for hit in islice(_DEFINED.finditer(plain), MOST):
        letters = [letter.lower() for letter in hit[1] if letter.isupper()]
        before = re.split(r"[ \n]+", plain[max(0, hit.start() - _REACH):hit.start()].strip())
        found.append((hit[1], _spelling(before, letters), tuple(folded(word) for word in before[-8:])))
    return tuple(found)


def _spelling(before: list[str], letters: list[str]) -> str:
    """The last of the words whose initials are these letters, joins aside; "" where they are not."""
    taken: list[str] = []
    left = list(letters)
    for word in reversed(before):
        bare = folded(word)
        if not left:
            break
        if bare.startswith(left[-1]):
            left.pop()
        elif bare not in _JOINS:
            return ""
        taken.append(bare)
    return " ".join(reversed(taken)) if not left and len(letters) > 1 else ""


def _verbs(case: Case) -> Iterator[str]:
    for field in case.answers.form.fields:
        if isinstance(field, ClausesField):
            yield from field.verbs
