"""Words that are in no list, as places in a text; and what was meant instead. Pure: it is given the lists.

Few false alarms matter more than every slip: what is no plain word (an address, a file, a word with a figure in it or
in capitals) is passed over, and an unknown word with a capital is a name unless it is one slip away from a common word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace

from drafter.checks.explaining import explained
from drafter.checks.messages import quoted
from drafter.model import rich_text
from drafter.model.answers import Answers
from drafter.model.draft import Entry, Path
from drafter.model.fields import LineField, PeopleField
from drafter.model.problem import SPELLING, Fix, Problem
from drafter.model.rich_text import RichText

WHY = "A slip that a reader sees makes them look for others."
_CHUNK = re.compile(r"\S+")
_WORD = re.compile(r"(?<!\w)[^\W\d_]++(?:['’][^\W\d_]++)*+(?!\w)")
_NO_PROSE = re.compile(r"@|://|www\.|[\\_]|\w\.(?:uk|com|org|net|gov|nhs|docx?|pdf|xlsx?)\b")
_NAME = re.compile(r"[^\W\d_]++(?:['’-][^\W\d_]++)*+")
_ROMAN = re.compile(r"[ivxlc]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_LONGEST, _SHORTEST_NAME, _FRAGMENT = 40, 6, 3
"""Letters: beyond the first nothing is a word; below the second a word with a capital within a sentence is never taken
for a slip; up to the third the part of a word beside a hyphen is left alone."""
MOST = 3
"""The most that is suggested for a word in a list of problems."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz'"
_SENTENCE_ENDS = ".!?:;•"
_REMEMBERED = 20_000


def speller_for(answers: Answers, words: Set[str], own: frozenset[str]) -> Speller:
    """With the words of the form, of its directory and of the names that the draft holds."""
    form = answers.form
    titles = (word for entries in form.directory.values() for entry in entries for word in _NAME.findall(entry.title))
    named = (text for path, text in answers.texts() if path.field in form.spelling.names)
    names = (word for text in named for word in _NAME.findall(text))
    return Speller(words, own.union(form.spelling.words, titles, names))


def is_checked(answers: Answers, path: Path) -> bool:
    """Whether what stands there is prose: no name, number or address."""
    asked = answers.asked[path]
    whole = answers.form.field(path.field)
    return (path.field not in answers.form.spelling.names and not isinstance(whole, PeopleField)
            and not (isinstance(asked, LineField) and asked.pattern))


def spelling_problems(answers: Answers, speller: Speller) -> tuple[Problem, ...]:
    """Each unknown word of each answer once, as advice. What may have been meant takes longer to find than all of them:
    `with_suggestions` adds it for whoever shows it."""
    found = [Problem(SPELLING, "advice", path, f"Check the spelling of {quoted(word)}.", why=WHY, about=word)
             for path, text in answers.texts() if is_checked(answers, path) for word in speller.unknown(text)]
    return explained(found, answers.draft)


def with_suggestions(problem: Problem, answers: Answers, speller: Speller) -> Problem:
    """The misspelling, saying what may have been meant, with a fix for each."""
    meant = speller.suggestions(problem.about, MOST)
    if not meant:
        return problem
    entry = answers.draft.entry(problem.path)
    fixes = tuple(respelling(problem, answers, one) for one in meant)
    return replace(problem, message=f"{problem.message} Did you mean {' or '.join(quoted(one) for one in meant)}?",
                   fixes=tuple(fix for fix in fixes if fix.edits[0][1] != entry))


def respelling(problem: Problem, answers: Answers, meant: str) -> Fix:
    """Writes the misspelt word of the answer as it was meant, wherever it stands there."""
    entry = answers.draft.entry(problem.path)
    return Fix(f"Write {quoted(meant)}", ((problem.path, _replaced(entry, problem.about, meant)),))


def _replaced(entry: Entry | None, word: str, meant: str) -> Entry | None:
    """The entry with every whole word of the one spelling written in the other."""
    whole = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    if isinstance(entry, RichText):
        return rich_text.map_text(entry, lambda text: whole.sub(lambda _: meant, text))
    return whole.sub(lambda _: meant, entry) if isinstance(entry, str) else entry


@dataclass(frozen=True, eq=False)
class Speller:
    """`words` are common ones and well-known names, spelt as they stand within a sentence; `own` those of the council
    and of the officer."""

    words: Set[str]
    own: frozenset[str] = frozenset()
    _known: dict[str, bool] = field(default_factory=dict, repr=False)
    _clean: set[str] = field(default_factory=set, repr=False)
    _near: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    _lines: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def unknown(self, text: str) -> tuple[str, ...]:
        """The unknown words, each once, in their order. What lines held is remembered: a key changes one of many."""
        return tuple(dict.fromkeys(word for line in text.split("\n") for word in self._unknown_in(line)))

    def _unknown_in(self, line: str) -> tuple[str, ...]:
        found = self._lines.get(line)
        if found is None:
            if len(self._lines) >= _REMEMBERED:
                self._lines.clear()
            found = self._lines[line] = tuple(line[start:end] for start, end in self.misspelt(line))
        return found

    def misspelt(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the unknown words stand, from and to. Of a text being typed nearly all is known to be clean."""
        for chunk in _CHUNK.finditer(text):
            if chunk[0] in self._clean:
                continue
            words = [] if _NO_PROSE.search(chunk[0]) else [
                word for word in _WORD.finditer(text, chunk.start(), chunk.end()) if not self._is_fine(word[0])]
            if not words:
                self._remember_clean(chunk[0])
            for word in words:
                if not self._may_pass(word[0], text, word.start(), word.end()):
                    yield word.start(), word.end()

    def _remember_clean(self, chunk: str) -> None:
        """What holds no unknown word, whatever stands around it."""
        if len(self._clean) >= _REMEMBERED:
            self._clean.clear()
        self._clean.add(chunk)

    def suggestions(self, word: str, most: int = 5) -> tuple[str, ...]:
        """What may have been meant, the likeliest first, with the capital that the word has."""
        base = _POSSESSIVE.sub("", word)
        plain = base.replace("’", "'")
        if plain not in self._near:
            self._near[plain] = self._nearest(plain)
        found = self._near[plain][:most]
        if plain[:1].isupper():
            found = tuple(dict.fromkeys(one[:1].upper() + one[1:] for one in found))
        return tuple((one.replace("'", "’") if "’" in word else one) + word[len(base):] for one in found)

    def _is_fine(self, word: str) -> bool:
        """Whether the word by itself is known or no plain word; remembered, since texts repeat their words."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[word] = self._is_known(word)
        return known

    def _is_known(self, word: str) -> bool:
        plain = _without_accents(word.replace("’", "'"))
        if len(plain) == 1 or len(plain) > _LONGEST or plain[1:] != plain[1:].lower() or _ROMAN.fullmatch(plain):
            return True
        base = _POSSESSIVE.sub("", plain)
        return any(one in lists for one in {plain, base, plain.lower(), base.lower()}
                   for lists in (self.words, self.own))

    def _may_pass(self, word: str, text: str, start: int, end: int) -> bool:
        """What stands around an unknown word, or its capital, may say that it is no slip."""
        if len(word) <= _FRAGMENT and (text[start - 1:start] == "-" or text[end:end + 1] == "-"):
            return True
        if not word[:1].isupper():
            return False
        within = _is_within_a_sentence(text, start)
        return (within and len(word) < _SHORTEST_NAME) or not self._is_slip_of_a_common_word(word)

    def _is_slip_of_a_common_word(self, name: str) -> bool:
        """"Exeuctive" is; "Westmarsh" is not. A slip in the first letter is not looked for."""
        plain = _POSSESSIVE.sub("", name.replace("’", "'")).lower()
        return any(one in self.words and one.islower() for one in _one_slip_from(plain))

    def _nearest(self, word: str) -> tuple[str, ...]:
        """Within two slips, of which two letters in the wrong order are one: those that take the fewest."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA, Indel

        lower = word.lower()
        most = 1 if len(word) < 5 else 2
        letters = sorted(lower)
        found = {one: int(slips) for lists in (self.own, self.words)
                 for one, slips, _ in process.extract(lower, list(lists), scorer=OSA.distance, processor=str.lower,
                                                      score_cutoff=most, limit=40)}

        def likely(one: str) -> tuple[object, ...]:
            plain = one.lower()
            return (one[0].isupper() and word[0].islower(), sorted(plain) != letters, Indel.distance(lower, plain),
                    plain[0] != lower[0], one not in self.own, plain[-1] != lower[-1], one)

        fewest = min(found.values(), default=0)
        return tuple(sorted((one for one in found if found[one] == fewest), key=likely))


def _one_slip_from(word: str) -> Iterator[str]:
    """The word itself, and with one letter more, less or other, or two in the wrong order, behind the first. Looking
    these few hundred up takes less than going through all words there are."""
    yield word
    for at in range(1, len(word) + 1):
        head, rest = word[:at], word[at:]
        yield head + rest[1:]
        yield head + rest[1:2] + rest[:1] + rest[2:]
        for letter in _LETTERS:
            yield head + letter + rest
            yield head + letter + rest[1:]


def _without_accents(word: str) -> str:
    if word.isascii():
        return word
    return "".join(one for one in unicodedata.normalize("NFKD", word) if not unicodedata.combining(one))


def _is_within_a_sentence(text: str, start: int) -> bool:
    """Whether something of the same sentence stands before the word."""
    before = text[max(0, start - 60):start].rpartition("\n")[2].rstrip(" \t\xa0\u200b\"'“‘([")
    return bool(before) and before[-1] not in _SENTENCE_ENDS
