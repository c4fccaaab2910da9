"""Advice on plain English, and little of it: long sentences, words with a plainer neighbour, the age of its readers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from drafter.checks.fixing import changed
from drafter.checks.messages import quoted
from drafter.checks.reading_age import count_words, reading_age
from drafter.checks.rule import FEW, Case, Finding, Rule
from drafter.checks.settings import fields_of, number, replacements
from drafter.checks.text import kept, phrases_in, sentences, words_of
from drafter.model import rich_text

_ENOUGH = 100
"""Words: fewer tell nothing about how hard a text is."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class LongSentence(Rule):
    """A sentence of more than `most` words."""

    code = "long_sentence"
    family = "plain"
    severity = "advice"
    quiet = True
    looks_at = "The length of each sentence, in the texts that the form names."
    why = "Readers lose the thread after some twenty-five words, and read a sentence of forty twice."
    sentence = "A sentence of {count} words: {words}. Say it in two, or as a list."

    most: int = number(15, 200)
    fields: tuple[str, ...] = fields_of(optional=True)

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, text in case.texts_of(self.fields):
            long = dict.fromkeys(one for line in text.split("\n") for one in _long(line, self.most))
            for sentence, count in islice(long, FEW):
                yield Finding(path, {"count": str(count), "words": quoted(sentence.rstrip("."))}, about=sentence)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class PlainerWord(Rule):
    """Words and phrases for which the form knows `plainer` ones."""

    code = "plainer_word"
    family = "plain"
    severity = "advice"
    quiet = True
    looks_at = "The words and phrases of the council's list of plainer ones, in the texts that the form names."
    why = "The record is read by people who do not work for the council."
    sentence = "{words} reads more plainly as {plainer}."
    fix = "Puts the plainer words in."

    plainer: Mapping[str, str] = replacements()
    fields: tuple[str, ...] = fields_of(optional=True)

    def findings(self, case: Case) -> Iterator[Finding]:
        phrases = tuple(self.plainer)
        for path, text in case.texts_of(self.fields):
            told = dict.fromkeys(words_of(text, span) for span in phrases_in(text, phrases))
            for words in islice(told, FEW):
                plainer = _in_case_of(words, self.plainer[words.lower()])
                yield Finding(path, {"words": quoted(words), "plainer": quoted(plainer)},
                              tuple(changed(case, path, _whole(words, plainer), f"Use {plainer}")), about=words.lower())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class HardToRead(Rule):
    """A text that asks for readers of more than `age` years."""

    code = "hard_to_read"
    family = "plain"
    severity = "advice"
    quiet = True
    looks_at = "The length of words and sentences, in texts of a hundred words or more that the form names."
    why = "A record that few can follow explains the decision to few."
    sentence = "This text asks for readers of about {age} years of age. Shorter sentences and shorter words help."

    age: int = number(9, 30)
    fields: tuple[str, ...] = fields_of(optional=True)

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, text in case.texts_of(self.fields):
            if count_words(text) >= _ENOUGH and (found := round(reading_age(text))) > self.age:
                yield Finding(path, {"age": str(found)}, about=f"reading age of {path}")


@kept
def _long(line: str, most: int) -> tuple[tuple[str, int], ...]:
    """The first sentences of a line that are longer, each with its count of words. Lines are looked at one by one, so
    that a keystroke asks for one of them only."""
    told = (" ".join(line[span.start:span.end].split()) for span in sentences(line))
    counted = ((sentence, rich_text.count_words(sentence)) for sentence in told)
    return tuple(islice((one for one in counted if one[1] > most), FEW))


def _whole(old: str, new: str) -> Callable[[str], str]:
    """Puts the new words where the old stand by themselves: "regarding", and not "disregarding"."""
    pattern = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)")
    return lambda text: pattern.sub(lambda hit: new, text)


def _in_case_of(words: str, plainer: str) -> str:
    """A capital stays one at the head of a sentence."""
    return plainer[:1].upper() + plainer[1:] if words[:1].isupper() else plainer
