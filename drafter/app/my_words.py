"""The officer's own words, as the settings list them: words that spelling takes for right."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from drafter.storage.errors import CannotRead


def my_words(home: Path) -> tuple[str, ...]:
    """In alphabetical order; none where the list cannot be read."""
    from drafter.storage.word_lists import own_words

    try:
        return tuple(sorted(own_words(home), key=lambda word: (word.lower(), word)))
    except CannotRead:
        return ()


def change_my_words(shown: Collection[str], wanted: Collection[str], home: Path) -> bool:
    """Add and take away what differs between what was shown and what is wanted; a word that came in meanwhile stays.
    Whether anything changed. Raises Failure where the list cannot be read or written."""
    from drafter.storage.word_lists import keep_own_words, own_words

    if set(shown) == set(wanted):
        return False
    keep_own_words((own_words(home) - (set(shown) - set(wanted))) | set(wanted), home)
    return True
