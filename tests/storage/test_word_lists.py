"""The list that comes with the program, and the officer's own."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.model.failure import Failure
from drafter.storage.errors import CannotRead
from drafter.storage.locations import resources
from drafter.storage.word_lists import WordList, add_own_word, common_words, own_words


def test_the_list_is_british_sorted_and_says_where_it_is_from() -> None:
    lines = (resources() / "dictionaries" / "en_GB.txt").read_text("ascii").splitlines()
    assert lines == sorted(set(lines)) and len(lines) == len(common_words())
    assert {"organise", "colour", "Kent", "don't"} <= common_words()
    assert not {"organize", "color", "organise's"} & common_words()
    assert "SCOWL" in (resources() / "dictionaries" / "LICENSE").read_text("utf-8")
    assert f"{len(lines):,} words" in (resources() / "dictionaries" / "README.md").read_text("utf-8")


def test_every_word_of_the_list_is_in_it_and_nothing_else() -> None:
    lines = (resources() / "dictionaries" / "en_GB.txt").read_text("ascii").splitlines()
    words = common_words()
    assert sorted(words) == lines and all(word in words for word in lines)
    known = set(lines)
    for other in ("", "\n", "a\nb", *(f"{word}q" for word in lines[::50]), *(word[:-1] for word in lines[::50]),
                  *(f"{one}\n{two}" for one, two in pairwise(lines[:500]))):
        assert (other in words) == (other in known), other


@given(st.sets(st.text("abc'", min_size=1, max_size=5)), st.text("abc'\n", max_size=5))
def test_a_list_of_words_is_a_set_of_them(known: set[str], word: str) -> None:
    words = WordList(f"{one}\n" for one in sorted(known))
    assert (word in words) == (word in known)
    assert set(words) == known and len(words) == len(known)


def test_own_words_are_kept_in_order_and_once(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert own_words(home) == frozenset()
    for word in ("Westmarsh", "zone", "Elmstead", "zone"):
        add_own_word(word, home)
    assert own_words(home) == {"Elmstead", "Westmarsh", "zone"}
    assert (home / "my_words.txt").read_text("utf-8") == "Elmstead\nWestmarsh\nzone\n"


def test_own_words_that_are_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "my_words.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CannotRead, match=r"not text in UTF-8"):
        own_words(tmp_path)


def test_a_word_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(Failure, match="could not be changed"):
        add_own_word("Westmarsh", tmp_path / "home")
