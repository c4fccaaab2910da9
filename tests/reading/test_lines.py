"""Typed lists become lists, at the level their indentation shows; what only looks like one stays as typed."""

import pytest

from drafter.model.rich_text import Item, lines
from drafter.reading.lines import Line, none_because, pieces, rich_text


def read(text, wrapped=False):
    found, blank = [], False
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            found.append(Line(number, line, len(line), blank))
        blank = not line.strip()
    return pieces(found, wrapped)


def shown(text, wrapped=False):
    """Each block as (list, level, text); paragraphs have no list."""
    made = rich_text(read(text, wrapped))
    return [(block.list, block.level, words) if isinstance(block, Item) else ("", 0, words)
            for block, words in zip(made.blocks, lines(made), strict=True)]


@pytest.mark.parametrize("bullet", ["·", "•", "-", "–", "*", "▪", "\uf0b7", "o\u00a0"])
def test_typed_bullets_are_items(bullet):
    assert shown(f"Aims:\n{bullet} One\n\n{bullet}\u00a0 \u00a0 Two\u00a0") == [
        ("", 0, "Aims:"), ("bullet", 1, "One"), ("bullet", 1, "Two")]


def test_numbers_letters_and_roman_numbers_make_lists():
    assert shown("1. One\n2) Two") == [("decimal", 1, "One"), ("decimal", 1, "Two")]
    assert shown("a) One\n(b) Two") == [("alpha", 1, "One"), ("alpha", 1, "Two")]
    assert shown("i. One\nii. Two\niii. Three\niv. Four\nv. Five") == [
        ("roman", 1, words) for words in ("One", "Two", "Three", "Four", "Five")]


def test_the_letter_i_after_h_is_a_letter():
    text = "\n".join(f"{letter}) {letter.upper()}" for letter in "abcdefghij")
    assert {kind for kind, _, _ in shown(text)} == {"alpha"}


def test_indentation_and_another_numbering_go_a_level_deeper():
    assert [(level, words) for _, level, words in shown("- A\n    - B\n        - C\n    - D\n- E")] == [
        (1, "A"), (2, "B"), (3, "C"), (2, "D"), (1, "E")]
    assert [(kind, level) for kind, level, _ in shown("a) A\ni. B\nii. C\nb) D")] == [
        ("alpha", 1), ("roman", 2), ("roman", 2), ("alpha", 1)]


def test_no_list_goes_deeper_than_word_can_show():
    deep = "\n".join(f"{' ' * 4 * level}- {level}" for level in range(9))
    assert max(level for _, level, _ in shown(deep)) == 5


@pytest.mark.parametrize("line", ["2.5 million", "2024. A year", "A. Smith", "7. Lucky", "c) Third", "-5 degrees", "x",
                                  "b. So", "1.1 Numbered paragraph", "-", "vi. Sixth", "iiii. Wrong", "e.g. this"])
def test_what_only_looks_like_a_list_stays_as_typed(line):
    assert shown(line) == [("", 0, line)]


def test_a_number_that_goes_on_after_a_paragraph_keeps_what_was_typed():
    assert shown("1. One\n\nA remark.\n\n2. Two") == [("decimal", 1, "One"), ("", 0, "A remark."), ("", 0, "2. Two")]


def test_a_list_that_begins_again_starts_anew():
    blocks = rich_text(read("1. One\n2. Two\n1. Again")).blocks
    assert [block.starts for block in blocks] == [False, False, True]


def test_lines_that_lost_their_bullets_are_items_again():
    gap = "\u00a0 " * 5
    assert shown(f"It serves the aims of:\n\n{gap}one aim\n\n{gap}another\n\nEnd.") == [
        ("", 0, "It serves the aims of:"), ("bullet", 1, "one aim"), ("bullet", 1, "another"), ("", 0, "End.")]
    assert shown(f"No colon here.\n{gap}So this is a paragraph.") == [
        ("", 0, "No colon here."), ("", 0, "So this is a paragraph.")]


def test_only_in_a_wrapped_record_do_full_lines_go_on():
    text = f"{'a' * 30} {'b' * 35}\nends here.\nShort\nline.\n- item {'c' * 60}\nends too."
    assert [words for _, _, words in shown(text)] == text.replace("- item", "item").split("\n")
    assert [words for _, _, words in shown(text, wrapped=True)] == [
        f"{'a' * 30} {'b' * 35} ends here.", "Short", "line.", f"item {'c' * 60} ends too."]


@pytest.mark.parametrize(("text", "because"), [
    ("None", ""), ("None.", ""), ("N/A", ""), ("nil", ""), ("None, because it is law.", "it is law."),
    ("None because it is law.", "it is law."), ("None – it is law.", "it is law."),
    ("Not applicable: it is law.", "it is law."),
    ("None of them applies", None), ("Nonetheless", None), ("Nothing", None), ("None\n\nMore", None), ("", None),
])
def test_none_is_heard_only_where_it_is_all_that_is_said(text, because):
    assert none_because(read(text)) == because
