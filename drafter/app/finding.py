"""Words looked for, and replaced, across the whole draft: in everything that is text, with the looks of it kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from drafter.model.answers import Answers
from drafter.model.draft import Draft, Path
from drafter.model.fields import ChoiceFieldBase, YesNoField
from drafter.model.rich_text import Block, Cell, RichText, Run, Table, lines, plain_runs


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, as typed."""

    words: str
    match_case: bool = False
    whole_words: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds it in one line of text; spaces match any space."""
        found = r"\s".join(map(re.escape, self.words.split(" ")))
        around = (r"(?<!\w)", r"(?!\w)") if self.whole_words else ("", "")
        return re.compile(f"{around[0]}{found}{around[1]}", 0 if self.match_case else re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """One place: a text of the draft, and which of the matches in it, from 0."""

    path: Path
    number: int


def find(answers: Answers, wanted: Wanted) -> tuple[Found, ...]:
    """Every place in the answers that are asked, in the order the officer meets them."""
    if not wanted.words:
        return ()
    pattern = wanted.pattern
    return tuple(Found(path, number) for path, entry in _texts(answers)
                 for number in range(sum(1 for line in _lines(entry) for _ in pattern.finditer(line))))


def replaced(answers: Answers, wanted: Wanted, words: str, only: Found | None = None) -> Draft:
    """The draft with the words in the place of every match, or of that one. What is replaced takes the look of where
    the match began."""
    draft = answers.draft
    for path, entry in tuple(_texts(answers)):
        if only is None or only.path == path:
            changed = _Replacing(wanted.pattern, words, only.number if only is not None else None).entry(entry)
            if changed != entry:
                draft = draft.with_entry(path, changed)
    return draft


def _texts(answers: Answers) -> Iterator[tuple[Path, str | RichText]]:
    """Every text, by the path that an edit of it would name. Of implications and rows the parts and cells are asked by
    themselves; what is chosen is no text."""
    for path, field in answers.asked.items():
        entry = answers.draft.entry(path)
        if isinstance(entry, str | RichText) and not isinstance(field, ChoiceFieldBase | YesNoField):
            yield path, entry


def _lines(entry: str | RichText) -> Iterator[str]:
    return iter((entry,)) if isinstance(entry, str) else lines(entry)


class _Replacing:
    """Walks a text once, counting the matches as it goes."""

    def __init__(self, pattern: re.Pattern[str], words: str, only: int | None) -> None:
        self._pattern, self._words, self._only = pattern, words, only
        self._count = 0

    def entry(self, entry: str | RichText) -> str | RichText:
        if isinstance(entry, str):
            return plain_runs(self._runs((Run(entry),)))
        return RichText(tuple(map(self._block, entry.blocks)))

    def _block(self, block: Block) -> Block:
        if isinstance(block, Table):
            return replace(block, table=tuple(tuple(
                Cell(tuple(replace(one, runs=self._runs(one.runs)) for one in cell.blocks))
                for cell in row) for row in block.table))
        return replace(block, runs=self._runs(block.runs))

    def _runs(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        spans = []
        for match in self._pattern.finditer(plain_runs(runs)):
            if self._only is None or self._count == self._only:
                spans.append(match.span())
            self._count += 1
        for start, end in reversed(spans):
            runs = _with(runs, start, end, self._words)
        return runs


def _with(runs: tuple[Run, ...], start: int, end: int, words: str) -> tuple[Run, ...]:
    """The runs with `words` in the place of what stands from `start` to `end`."""
    made, at, put = [], 0, False
    for run in runs:
        first, last = max(start - at, 0), min(end - at, len(run.text))
        text = run.text
        if first < last:
            text = run.text[:first] + ("" if put else words) + run.text[last:]
            put = True
        at += len(run.text)
        made.append(replace(run, text=text))
    return tuple(run for run in made if run.text) or (Run(""),)
