"""Unknown words: which are named, which are left alone, and what is offered instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from drafter.checks.spelling import Speller, speller_for, spelling_problems, with_suggestions
from drafter.model.answers import Answers, read_answers
from drafter.model.draft import Draft
from drafter.model.form import Form
from drafter.model.rich_text import Paragraph, RichText, Run, from_plain, plain
from drafter.storage.word_lists import common_words

COUNCIL = frozenset({"reablement", "Medway", "Sturry"})


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(common_words(), COUNCIL)


def named(speller: Speller, text: str) -> list[str]:
    return [text[start:end] for start, end in speller.misspelt(text)]


@pytest.mark.parametrize(("text", "expected"), [
    ("The member propsed a commecrially sound contarct.", ["propsed", "commecrially", "contarct"]),
    ("Teh decision. Accomodation is needed", ["Teh", "Accomodation"]),
    ("The Exeuctive and the Cabinet Committe met.", ["Exeuctive", "Committe"]),
    ("a councl’s duty, the councl's duty", ["councl’s", "councl's"]),
    ("organize the color", ["organize", "color"]),
    ("the word\npublsihed\tand (recieved) “propsed”", ["publsihed", "recieved", "propsed"]),
    ("a 👍 recieved 👍 note", ["recieved"]),
    ("medway and kent", ["medway", "kent"]),
    ("a well-publsihed notice", ["publsihed"]),
])
def test_a_slip_is_named_where_it_stands(speller: Speller, text: str, expected: list[str]) -> None:
    assert named(speller, text) == expected


@pytest.mark.parametrize("text", [
    "The council's decision isn't taken; members’ views, James' report.",
    "Write to jane.smtih@example.gov.uk or see https://example.gov.uk/decisons or www.example.gov.uk.",
    "Report_finl.docx, finl.pdf, C:\\Documnets, @publsih",
    "TUPE, NHS, EqIA, DPIAs, McDonnell, iPad, PUBLSIHED",
    "4G, 1st, 26km, 2026/27, a) i) ii) iv. b) xiv", "co-operate, re-let, e-mail, pre-school, sub-let",
    "Westmarsh Bridge lies near Elmstead. Westmarsh floods.", "We thank Mrs Browne and Mr Leigh of Ashdown Ltd.",
    "Reablement in Medway, and in Sturry's schools: reablement.", "The café’s naïve façade",
    "resumé", "", "   \n\t ", "don’t can't o'clock",
])
def test_what_is_no_slip_or_no_plain_word_is_left_alone(speller: Speller, text: str) -> None:
    assert named(speller, text) == []


@pytest.mark.parametrize(("word", "first"), [
    ("propsed", "proposed"), ("commecrially", "commercially"), ("Exeuctive", "Executive"), ("contarct", "contract"),
    ("accomodation", "accommodation"), ("recieve", "receive"), ("minimujm", "minimum"), ("publsihed", "published"),
    ("teh", "the"), ("enviroment", "environment"), ("definately", "definitely"), ("comittee", "committee"),
    ("organize", "organise"), ("reablment", "reablement"), ("medway", "Medway"), ("councl’s", "council’s"),
    ("dont", "don't"),
])
def test_what_was_meant_comes_first(speller: Speller, word: str, first: str) -> None:
    assert speller.suggestions(word)[0] == first
    assert len(speller.suggestions(word)) <= 5


def test_nothing_is_offered_where_no_word_is_near(speller: Speller) -> None:
    assert speller.suggestions("xqzvwkjh") == ()


_LOWER = st.text("abcdetiy", min_size=4, max_size=8)


@given(_LOWER, st.sets(_LOWER, max_size=20))
def test_a_name_is_a_slip_where_one_slip_behind_its_first_letter_makes_a_common_word(name: str,
                                                                                     common: set[str]) -> None:
    nearest = [one for one in common if one[0] == name[0]]
    is_slip = name not in common and any(OSA.distance(one, name) == 1 for one in nearest)
    assume(not re.fullmatch("[ivxlc]+", name))
    assert named(Speller(frozenset(common)), name.capitalize()) == ([name.capitalize()] if is_slip else [])


@given(_LOWER, st.integers(1, 7), st.sampled_from("abcdetiy"), st.sampled_from(["more", "less", "other", "swapped"]))
def test_every_single_slip_behind_the_first_letter_is_seen(word: str, at: int, letter: str, kind: str) -> None:
    head, rest = word[:at], word[at:]
    slip = {"more": head + letter + rest, "less": head + rest[1:], "other": head + letter + rest[1:],
            "swapped": head + rest[1:2] + rest[:1] + rest[2:]}[kind]
    assume(slip != word and len(slip) > 1 and not re.fullmatch("[ivxlc]+", slip))
    assert named(Speller(frozenset({word})), slip.capitalize()) == [slip.capitalize()]


@given(st.text(max_size=200))
def test_places_are_words_in_order_whatever_is_typed(speller: Speller, text: str) -> None:
    places = list(speller.misspelt(text))
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) and text[start:end].strip() == text[start:end] for start, end in places)
    assert all(first[1] <= second[0] for first, second in pairwise(places))


@pytest.mark.parametrize("unit", ["a", "a'", "a@", "Ab ", "a-", "é", "A. ", "x9", "Qz", "'"])
def test_hostile_text_is_passed_in_linear_time(speller: Speller, unit: str) -> None:
    def spent(length: int) -> float:
        text = unit * (length // len(unit))
        before = process_time()
        sum(1 for _ in speller.misspelt(text))
        return process_time() - before

    spent(1000)
    assert spent(400_000) < 40 * max(spent(40_000), 0.002)


@given(st.text("ab \n-'’.é", max_size=60))
def test_a_text_line_by_line_has_the_unknown_words_it_has_as_a_whole(speller: Speller, text: str) -> None:
    assert speller.unknown(text) == tuple(dict.fromkeys(text[start:end] for start, end in speller.misspelt(text)))


def problems(answers: Answers) -> list[tuple[str, str]]:
    found = spelling_problems(answers, speller_for(answers, common_words(), frozenset()))
    assert all(one.severity == "advice" and one.why for one in found)
    return [(str(one.path), one.about) for one in found]


def test_what_was_clean_elsewhere_is_named_where_what_stands_around_it_makes_it_a_slip() -> None:
    speller = Speller(common_words(), COUNCIL)
    assert named(speller, "Write to jane.smtih@example.gov.uk. The re-lt school is Westmarsh.") == []
    assert named(speller, "A lt school, westmarsh, by smtih and re-lt.") == ["lt", "westmarsh", "smtih"]
    assert named(speller, "The re-lt school is Westmarsh.") == []


def test_each_unknown_word_of_an_answer_is_named_once(filled: Callable[..., Answers]) -> None:
    answers = filled(title="A propsed lease", reasons="It was propsed, and propsed again. Nobody recieved it.")
    assert problems(answers) == [("title", "propsed"), ("reasons", "propsed"), ("reasons", "recieved")]


def test_numbers_names_and_choices_are_not_looked_at(filled: Callable[..., Answers]) -> None:
    assert problems(filled(decision_number="26/00041", key_decision="yes", decision_maker_name="Jo Recieved",
                           notice_first_published="2 Octobr 2026")) == []


def test_a_name_in_the_draft_or_the_directory_may_stand_anywhere(filled: Callable[..., Answers]) -> None:
    text = "Councillor Carpentar spoke in Cliftonville and in Sturry; carpentar did not."
    assert problems(filled(reasons=text)) == [("reasons", "Carpentar"), ("reasons", "carpentar")]
    known = filled(reasons=text, key_decision="yes", decision_maker_name="Sam Carpentar")
    assert problems(known) == [("reasons", "carpentar")]


def test_a_fix_writes_what_was_meant_and_keeps_the_looks(kent: Form, draft_of: Callable[..., Draft]) -> None:
    bold = RichText((Paragraph((Run("It was "), Run("propsed", bold=True), Run(" and unpropsed."))),))
    draft = draft_of(reasons=bold)
    answers = read_answers(kent, draft)
    speller = speller_for(answers, common_words(), frozenset())
    bare = next(one for one in spelling_problems(answers, speller) if one.about == "propsed")
    assert (bare.message, bare.fixes) == ('Check the spelling of "propsed".', ())
    problem = with_suggestions(bare, answers, speller)
    assert problem.message == ('Check the spelling of "propsed". Did you mean "proposed" or "propped"?')
    path, entry = problem.fixes[0].edits[0]
    fixed = draft.with_entry(path, entry)
    assert isinstance(entry, RichText) and plain(entry) == "It was proposed and unpropsed."
    assert [run.bold for run in entry.blocks[0].runs] == [False, True, False]  # type: ignore[union-attr]
    assert ("reasons", "propsed") not in problems(read_answers(kent, fixed))


def test_the_words_of_the_form_are_known_to_its_pack(kent: Form, filled: Callable[..., Answers]) -> None:
    assert problems(filled(reasons=from_plain(" ".join(kent.spelling.words)))) == []
    assert len(kent.spelling.words) > 100 and not set(kent.spelling.words) & common_words()
