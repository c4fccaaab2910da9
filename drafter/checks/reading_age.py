"""How old a reader must be to read a text with ease, by the formula of Flesch and Kincaid.

Counting is our own: it is a few lines, and the libraries that do it bring dictionaries of many megabytes. It errs by a
syllable here and there, which over a hundred words makes half a year.
"""

from __future__ import annotations

import re

from drafter.checks.text import kept, sentences

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’-][^\W_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = ("e", "es", "ed")
_SPOKEN = ("le", "ee", "ted", "ded", "ses", "ces", "ges", "xes", "zes", "ches", "shes")
_SCHOOL_STARTS = 5
"""A grade of school, and so many years, is an age."""
_LONGEST = 100_000
"""Letters of a line that are counted: the rest of it reads no easier."""


def count_words(text: str) -> int:
    """The words of a text; figures are none."""
    return sum(_counts(line)[0] for line in text.split("\n"))


def reading_age(text: str) -> float:
    """In years; 0 where there are no words. Each line is counted once, however often it is read."""
    counts = [_counts(line) for line in text.split("\n")]
    words, syllables, ends = (sum(numbers) for numbers in zip(*counts, strict=True))
    return 0.39 * words / ends + 11.8 * syllables / words - 15.59 + _SCHOOL_STARTS if words else 0.0


def syllables_of(word: str) -> int:
    """About how many a reader would say: its groups of vowels, without an e that is silent at the end."""
    plain = word.lower()
    count = len(_VOWELS.findall(plain))
    silent = plain.endswith(_SILENT) and not plain.endswith(_SPOKEN)
    return max(1, count - silent)


@kept
def _counts(line: str) -> tuple[int, int, int]:
    """Words, syllables and sentences of a line."""
    words = _WORD.findall(line[:_LONGEST])
    return len(words), sum(map(syllables_of, words)), len(sentences(line)) if words else 0
