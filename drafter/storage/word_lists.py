"""The lists that spelling is checked against: the one that comes with the program, and the officer's own words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Set
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from drafter.model.failure import Failure
from drafter.storage.atomic import read_file, sha256_now, write_file
from drafter.storage.errors import CannotRead
from drafter.storage.locations import resources
from drafter.storage.private import make_private

_OWN = "my_words.txt"
_start = itemgetter(slice(3))
"""The first letters of a line tell where its word is looked for."""


class WordList(Set[str]):
    """A set of words, kept as texts of those that begin alike: a few megabytes, where a set of as many strings takes
    twenty, and as soon searched."""

    def __init__(self, lines: Iterable[str]) -> None:
        """The words, one a line with its end, in alphabetical order."""
        self._alike = {start: f"\n{''.join(group)}" for start, group in groupby(lines, _start)}

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str) or "\n" in word:
            return False
        line = f"{word}\n"
        return f"\n{line}" in self._alike.get(_start(line), "")

    def __iter__(self) -> Iterator[str]:
        for text in self._alike.values():
            yield from text.split()

    def __len__(self) -> int:
        return sum(text.count("\n") - 1 for text in self._alike.values())

    @classmethod
    def _from_iterable(cls, words: Iterable[str]) -> frozenset[str]:  # type: ignore[override]
        return frozenset(words)


@cache
def common_words() -> Set[str]:
    """Words of British English, spelt as they stand within a sentence. Raises CannotRead where the list is gone."""
    path = resources() / "dictionaries" / "en_GB.txt"
    try:
        with path.open(encoding="ascii") as lines:
            return WordList(lines)
    except (OSError, UnicodeDecodeError):
        raise CannotRead("The list of words that came with drafter cannot be read, so spelling is not checked.",
                         "Install drafter again.") from None


def own_words(home: Path) -> frozenset[str]:
    """What the officer added, one word a line; nothing where there is no such file. Raises CannotRead."""
    path = home / _OWN
    if not path.exists():
        return frozenset()
    try:
        return frozenset(read_file(path).decode("utf-8-sig").split())
    except UnicodeDecodeError:
        raise CannotRead("The list of your own words is not text in UTF-8, so it was left aside.",
                         f"Save {path} as UTF-8, one word a line, or take it away.") from None


def add_own_word(word: str, home: Path) -> None:
    """Into the officer's list. Raises Failure where it cannot be written."""
    keep_own_words({*own_words(home), word}, home)


def keep_own_words(words: Collection[str], home: Path) -> None:
    """As the officer's whole list, in alphabetical order. Raises Failure where it cannot be written."""
    lines = sorted(words, key=lambda one: (one.lower(), one))
    path = home / _OWN
    try:
        make_private(home)
        over = sha256_now(path)
    except OSError:
        raise Failure("The list of your own words could not be changed: the private folder cannot be written.",
                      f"Check {home}.") from None
    write_file(path, "".join(f"{one}\n" for one in lines).encode(), over=over)
