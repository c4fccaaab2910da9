"""Slips that a spelling check does not see: words lost, doubled or changed, lines broken, text pasted twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from drafter.checks.fixing import replaced
from drafter.checks.messages import label_of, quoted, tail
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.settings import phrases, replacements, words
from drafter.checks.text import Span, by_line, each_line, kept, phrases_in, spaced, words_of
from drafter.model.draft import Path
from drafter.model.problem import Fix
from drafter.model.rich_text import Paragraph, RichText, Run, plain_runs

_DOUBLED = re.compile(r"(?<![\w’'-])([A-Za-z]{1,15}) {1,3}(?i:\1)(?![\w’'-])")
_MOST = 10
_LONG_LINE = 120


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class DoubledWord(Rule):
    """ "The the". Words of `may_double` may stand twice, and so may names. """

    code = "doubled_word"
    family = "words"
    severity = "advice"
    looks_at = "Each word and the one before it, in every text."
    why = "A doubled word is left over from a sentence that was changed."
    sentence = "{words} stands twice. Keep one."
    fix = "Keeps one of the two."

    may_double: tuple[str, ...] = phrases(())

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, text in case.texts.items():
            doubled = ((both, word) for both, word in _doubled(text) if word.lower() not in self.may_double)
            for both, word in islice(doubled, _MOST):
                yield Finding(path, {"words": quoted(both)}, tuple(replaced(case, path, both, word, "Keep one")))


@each_line
def _doubled(text: str) -> tuple[tuple[str, str], ...]:
    hits = ((hit[0], hit[1]) for hit in _DOUBLED.finditer(text) if hit[0].split()[1].islower())
    return tuple(dict.fromkeys(hits))[:_MOST]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class MissingWord(Rule):
    """Words that cannot follow one another: "the safe closing the home" lacks "of", "to achieve deliver" an "and", "has
    led programme of" an article, and the two words of `pairs` something between them."""

    code = "missing_word"
    family = "words"
    severity = "advice"
    looks_at = "Words that follow one another, in every text."
    why = "A word lost in the decision or its reasons changes what is decided, or leaves it open."
    sentence = "A word is missing or left over at {words}. Read the sentence again."

    gerunds: tuple[str, ...] = words()
    verbs: tuple[str, ...] = words()
    counted: tuple[str, ...] = words()
    pairs: tuple[str, ...] = phrases()

    def findings(self, case: Case) -> Iterator[Finding]:
        closing = tuple(f"{one} the" for one in self.gerunds)
        series = tuple(f"{one} of" for one in self.counted)
        for path, text in case.texts.items():
            places = _missing_in(text, self.pairs, closing, series, self.verbs)
            for place in places:
                yield Finding(path, {"words": quoted(words_of(text, place))})


_BEFORE_GERUND = re.compile(r"\b(?:the|a|an|its|their|our|this)(?: [a-z]{3,14})? \Z")
_TO_TWO = re.compile(r"\bto ([a-z]{3,12}) ([a-z]{3,12})\b")
_BEFORE_SERIES = re.compile(r"\b(?:has|have|had|is|was|are|were)"
                            r"(?: (?:[a-z]{2,12}ed|led|made|held|run|begun|been))? \Z")


@by_line
def _missing_in(text: str, pairs: tuple[str, ...], closing: tuple[str, ...], series: tuple[str, ...],
                verbs: tuple[str, ...]) -> tuple[Span, ...]:
    """The places of a text where a word is missing, in order."""
    two_verbs = (Span(*hit.span()) for hit in _TO_TWO.finditer(spaced(text)) if hit[1] in verbs and hit[2] in verbs)
    found = [*phrases_in(text, pairs), *_after(text, closing, _BEFORE_GERUND), *_after(text, series, _BEFORE_SERIES),
             *two_verbs]
    return tuple(sorted(found, key=lambda place: place.start)[:_MOST])


def _after(text: str, wanted: tuple[str, ...], before: re.Pattern[str]) -> tuple[Span, ...]:
    """The phrases that stand right after words of the pattern, with those words."""
    plain, found = spaced(text), []
    for hit in phrases_in(text, wanted):
        start = max(0, hit.start - 30)
        words_before = before.search(plain[start:hit.start])
        if words_before:
            found.append(Span(start + words_before.start(), hit.end))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class WordSlip(Rule):
    """A word that is spelled right and is the wrong one: `slips` maps phrases to what was meant."""

    code = "word_slip"
    family = "words"
    severity = "advice"
    local = True
    looks_at = "Words that are often mistaken for one another, in every text."
    why = "A spelling check passes them, and the public reads them."
    sentence = "{words} may be meant as {right}."
    fix = "Puts in what was meant."

    slips: Mapping[str, str] = replacements()

    def findings(self, case: Case) -> Iterator[Finding]:
        wrong = tuple(self.slips)
        for path, text in case.saying(wrong):
            for hit in phrases_in(text, wrong)[:_MOST]:
                said = text[hit.start:hit.end]
                right = self.slips[spaced(said).lower()]
                right = right[:1].upper() + right[1:] if said[:1].isupper() else right
                yield Finding(path, {"words": quoted(said), "right": quoted(right)},
                              tuple(replaced(case, path, said, right)))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class BrokenLine(Rule):
    """A paragraph that stops in the middle of a sentence, and the next one goes on with it: a page ended there once."""

    code = "broken_line"
    family = "words"
    severity = "advice"
    looks_at = "The end of each paragraph and the beginning of the next."
    why = "A sentence torn apart by copying reads as if words were lost."
    sentence = "The paragraph stops at {end} and the next goes on with {start}. Join them."
    fix = "Joins the two paragraphs."

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, text in case.texts.items():
            value = case.answers.values[path]
            if "\n" not in text or not isinstance(value, RichText) or not _may_be_broken(text):
                continue
            for at, (one, two) in enumerate(zip(value.blocks, value.blocks[1:], strict=False)):
                if isinstance(one, Paragraph) and isinstance(two, Paragraph) and _goes_on(one, two):
                    joined = replace(one, runs=(*one.runs, *_joint(one), *two.runs))
                    blocks = (*value.blocks[:at], joined, *value.blocks[at + 2:])
                    yield Finding(path, {
                        "end": tail(plain_runs(one.runs)), "start": quoted(plain_runs(two.runs)[:30]),
                    }, (Fix("Join them", ((path, RichText(blocks)),)),))
                    break


_BROKEN = re.compile(r"\n[ ]?[a-z]")
_LIST_MARK = re.compile(r"[a-z]{1,4}[.)]\s|o\s")


@kept
def _may_be_broken(text: str) -> bool:
    return _BROKEN.search(text) is not None


def _goes_on(one: Paragraph, two: Paragraph) -> bool:
    first, second = plain_runs(one.runs).rstrip(), plain_runs(two.runs).lstrip()
    ends = first[-1:].islower() or first.endswith((",", "-"))
    return len(first) > 40 and ends and second[:1].islower() and not _LIST_MARK.match(second)


def _joint(one: Paragraph) -> tuple[Run, ...]:
    return () if plain_runs(one.runs).endswith(("-", " ")) else (Run(" "),)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class StrayQuote(Rule):
    """A quotation mark without its other half, in a paragraph. A quotation that goes on in the next paragraph opens
    again there."""

    code = "stray_quote"
    family = "words"
    severity = "advice"
    looks_at = "The quotation marks of each paragraph."
    why = "A mark without its other half leaves it open where the quoted words end, or tells that some were lost."
    sentence = "A quotation mark stands alone at {words}. Add the other half, or remove it."

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, text in case.texts.items():
            stray = _stray_quote(text)
            if stray:
                yield Finding(path, {"words": quoted(stray)})


_INCHES = re.compile(r"[0-9]\"")
_CLOSING_SINGLE = re.compile(r"’(?![A-Za-z])")


@kept
def _stray_quote(text: str) -> str:
    """The words from the first mark that stands alone; "" where all have their other half."""
    lines = text.split("\n")
    for line, following in zip(lines, (*lines[1:], ""), strict=True):
        opened, closed = line.count("“"), line.count("”")
        goes_on = opened == closed + 1 and following.lstrip().startswith("“")
        if opened != closed and not goes_on:
            return line[max(0, line.find("“" if opened > closed else "”")):][:40]
        if (line.count('"') - len(_INCHES.findall(line))) % 2:
            return line[line.rfind('"'):][:40]
        single = line.rfind("‘")
        if single >= 0 and not _CLOSING_SINGLE.search(line, single) and "‘‘" not in line:
            return line[single:][:40]
    return ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RepeatedParagraph(Rule):
    """A whole paragraph that stands twice, word for word; once in each field, also where much was pasted twice."""

    code = "repeated_paragraph"
    family = "words"
    severity = "advice"
    looks_at = "The longer paragraphs of every text."
    why = "What is pasted twice is later changed in one place only."
    sentence = "{words} stands word for word under {label} already. Keep it once."

    def findings(self, case: Case) -> Iterator[Finding]:
        first: dict[str, Path] = {}
        told: set[str] = set()
        for path, text in case.texts.items():
            for line in _long_lines(text) if len(text) > _LONG_LINE else ():
                if line in first and path.field not in told:
                    told.add(path.field)
                    label = label_of(case.answers.asked[first[line]])
                    yield Finding(path, {"words": quoted(line), "label": quoted(label, 120)})
                first.setdefault(line, path)


@kept
def _long_lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if len(line) > _LONG_LINE)
