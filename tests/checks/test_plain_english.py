"""Advice on plain English: what is long, what has a plainer word, who can read it - and never more than a little."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.checks.explaining import explain
from drafter.checks.reading_age import count_words, reading_age, syllables_of
from drafter.model.draft import Draft, Path, Row, Rows, plain_entry
from drafter.model.problem import Problem
from drafter.model.rich_text import Item, Paragraph, RichText, Run, from_plain

Told = Callable[..., tuple[Problem, ...]]
PLAIN = {"long_sentence", "plainer_word", "hard_to_read"}
REASONS = Path("reasons")


def sentence_of(words: int, first: str = "The") -> str:
    return " ".join([first, *("road" for _ in range(words - 1))]) + "."


def advice(problems: tuple[Problem, ...], code: str = "") -> list[Problem]:
    return [one for one in problems if (one.code == code if code else one.code in PLAIN)]


@pytest.mark.parametrize("words, found", [(40, 0), (41, 1)])
def test_a_sentence_is_long_from_forty_one_words_on(told: Told, words: int, found: int) -> None:
    (*told_,) = advice(told(reasons=from_plain(f"It is worn. {sentence_of(words)} It floods.")), "long_sentence")
    assert len(told_) == found
    assert all(one.message.startswith('A sentence of 41 words: "The road road') for one in told_)


def test_lines_of_a_list_and_short_forms_are_told_from_ends_of_sentences(told: Told) -> None:
    half = sentence_of(25).rstrip(".")
    listed = RichText((Item("bullet", (Run(half),)), Item("bullet", (Run(half),))))
    assert advice(told(reasons=listed), "long_sentence") == []
    short_form = from_plain(f"{half} of Cllr. Example and {half}.")
    assert len(advice(told(reasons=short_form), "long_sentence")) == 1, "the stop after Cllr ends nothing"


def test_the_decision_itself_is_left_alone(told: Told) -> None:
    clauses = Rows((Row({"verb": "APPROVE", "text": sentence_of(80, "whilst")}, "c1"),))
    assert advice(told(decision_clauses=clauses)) == []


@pytest.mark.parametrize("text, label, after", [
    ("Whilst it is open, it serves them.", "Use While", "While it is open, it serves them."),
    ("It is done prior to the work; prior to that, nothing.", "Use before", "It is done before the work; before that, "
                                                                           "nothing."),
])
def test_a_plainer_word_is_put_in_with_one_click(told: Told, text: str, label: str, after: str) -> None:
    (found,) = advice(told(reasons=from_plain(text)), "plainer_word")
    (fix,) = found.fixes
    assert fix.label == label and [(path, plain_entry(entry)) for path, entry in fix.edits] == [(REASONS, after)]


def test_a_plainer_word_touches_no_word_that_only_holds_it(told: Told) -> None:
    text = RichText((Paragraph((Run("It was subsequently "), Run("unascertained", bold=True), Run("."))),))
    (found,) = advice(told(reasons=text), "plainer_word")
    assert found.about == "subsequently"
    (entry,) = (entry for _, entry in found.fixes[0].edits)
    assert isinstance(entry, RichText) and entry.blocks[0].runs[1] == Run("unascertained", bold=True)


def test_there_are_five_items_in_a_section_and_no_more(told: Told) -> None:
    long = " ".join(sentence_of(45, f"Number{n}") for n in range(9))
    problems = told(reasons=from_plain(f"{long} It is done whilst it rains, in order to save."),
                    background=from_plain("Prior to that it was open. It was utilised daily."),
                    financial_implications="It is in excess of the budget.")
    sections = [one.path.field for one in advice(problems)]
    assert sections.count("reasons") + sections.count("background") == 5
    assert sections.count("financial_implications") == 1, "another section has its own five"


def test_dismissed_advice_counts_so_that_nothing_new_comes_in_its_place(
        told_of: Told, draft_of: Callable[..., Draft]) -> None:
    draft = draft_of(reasons=from_plain(" ".join(sentence_of(45, f"Number{n}") for n in range(9))))
    found = told_of(draft)
    for problem in advice(found):
        draft = explain(draft, problem, "", "", date(2026, 3, 2), found)
    told = advice(told_of(draft))
    assert len(told) == 5 and not any(one.is_open for one in told)


def test_dismissed_advice_stays_dismissed_whatever_is_written_around_it(
        told_of: Told, draft_of: Callable[..., Draft]) -> None:
    text = f"{sentence_of(45)} It is done whilst it rains."
    draft = draft_of(reasons=from_plain(text))
    found = told_of(draft)
    for problem in advice(found):
        draft = explain(draft, problem, "", "", date(2026, 3, 2), found)
    longer = draft.with_entry(REASONS, from_plain(f"It floods.\n{text} It is worn."))
    assert [one.is_open for one in advice(told_of(longer))] == [False, False]
    other = draft.with_entry(REASONS, from_plain(text.replace("road.", "street.")))
    assert [one.code for one in advice(told_of(other)) if one.is_open] == ["long_sentence"]


def test_a_text_for_the_very_old_is_named_once_it_is_long_enough(told: Told) -> None:
    hard = ("Considerable organisational transformation necessitates comprehensive reconfiguration of accommodation "
            "arrangements notwithstanding contemporaneous uncertainty.")
    assert advice(told(reasons=from_plain(" ".join([hard] * 3))), "hard_to_read") == []
    (found,) = advice(told(reasons=from_plain(" ".join([hard] * 10))), "hard_to_read")
    assert found.path == REASONS and int(found.message.split("about ")[1].split()[0]) > 18


def test_plain_words_are_read_young_and_official_ones_old() -> None:
    assert reading_age("") == 0 and count_words("12 (a) 2026") == 1
    plain = reading_age("The bus runs each day. It stops at the school. It costs two pounds.")
    official = reading_age("Notwithstanding considerable organisational uncertainty, accommodation necessitates "
                           "comprehensive reconfiguration.")
    assert plain < 9 < 25 < official


@pytest.mark.parametrize("word, count", [
    ("road", 1), ("bridge", 1), ("table", 2), ("needed", 2), ("closed", 1), ("council", 2), ("committee", 3),
    ("services", 3), ("decision", 3), ("the", 1), ("rhythm", 1), ("Financial", 3), ("nth", 1),
])
def test_syllables_are_counted_about_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables_of(word) == count


@given(st.text(max_size=300))
def test_any_text_has_an_age(text: str) -> None:
    assert reading_age(text) >= 0 or count_words(text)
