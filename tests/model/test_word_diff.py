"""Word by word: both texts are whole in the one, and the changes are those a reader would mark."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.model.rich_text import Cell, Item, Paragraph, RichText, Run, Table, from_plain, lines
from drafter.model.word_diff import EMPTY_LINE, Stretch, is_same, lines_of, word_diff

WORDS = st.lists(st.sampled_from(["the", "road", "Road", "£2.5m", ",", ".", " ", " ", "\n", "Zoë", "👍🏽", "\t"]),
                 max_size=30).map("".join)


def told(before, after) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in word_diff(before, after)]


def test_a_word_in_a_sentence_is_all_that_changed():
    assert told("The red road.", "The long road.") == [
        ("same", "The "), ("removed", "red"), ("added", "long"), ("same", " road.\n")]


def test_changes_with_nothing_but_a_space_between_them_are_one():
    assert told("a quick brown fox", "a slow red fox") == [
        ("same", "a "), ("removed", "quick brown"), ("added", "slow red"), ("same", " fox\n")]


def test_a_paragraph_that_came_or_went_is_told_whole():
    assert told("One.\nTwo.\nThree.", "One.\nThree.") == [
        ("same", "One.\n"), ("removed", "Two.\n"), ("same", "Three.\n")]
    assert told("", "x") == [("added", "x\n")]
    assert told("", "") == []


def test_words_that_became_bold_are_told_though_they_stayed():
    after = RichText((Paragraph((Run("a "), Run("price", bold=True))),))
    assert told(from_plain("a price"), after) == [("same", "a "), ("look", "price"), ("same", "\n")]


def test_a_paragraph_that_became_an_item_is_told_and_its_id_is_not():
    assert told(from_plain("one"), RichText((Item("bullet", (Run("one"),)),))) == [("look", "one"), ("same", "\n")]
    assert is_same(word_diff(from_plain("one"), from_plain("one")))


def test_a_table_is_compared_cell_by_cell_with_its_title():
    def table(title: str, cell: str) -> RichText:
        return RichText((Table(((Cell(from_plain("Year").blocks), Cell(from_plain(cell).blocks)),), title),))

    assert told(table("Cost", "£5"), table("Costs", "£6")) == [
        ("removed", "Cost"), ("added", "Costs"), ("same", "\nYear\n£"), ("removed", "5"), ("added", "6"),
        ("same", "\n")]


def test_twenty_pages_rewritten_are_told_as_a_whole():
    old, new = (" ".join(f"{word}{n}" for n in range(6_000)) for word in ("a", "b"))
    assert [kind for kind, _ in told(old, new)] == ["removed", "added"]


@given(WORDS, WORDS)
def test_both_texts_are_whole_in_their_difference(before, after):
    found = word_diff(before, after)
    assert "".join(one.text for one in found if one.kind != "added") == (before + "\n" if before else "")
    assert "".join(one.text for one in found if one.kind != "removed") == (after + "\n" if after else "")
    assert all(one.text for one in found) and is_same(found) == (before == after)
    assert all(one.kind != other.kind for one, other in pairwise(found))


@given(WORDS)
def test_nothing_differs_between_a_text_and_its_like(text):
    assert is_same(word_diff(from_plain(text), from_plain(text)))
    assert "".join(one.text for one in word_diff("", from_plain(text))) == "".join(
        f"{line}\n" for line in lines(from_plain(text)))


@pytest.mark.parametrize(("before", "after", "line"), [
    ("a\n\nb", "a\nb", (Stretch("removed", ""),)), ("a\nb", "a\n\nb", (Stretch("added", ""),))])
def test_an_empty_line_that_came_or_went_is_a_line_of_its_own(before, after, line):
    assert lines_of(word_diff(before, after)) == ((Stretch("same", "a"),), line, (Stretch("same", "b"),))
    assert EMPTY_LINE
