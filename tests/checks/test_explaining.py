"""What was said to findings: it holds for the text it was given for, and for no other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.checks.explaining import about, ask_again, explain, explained, said_before
from drafter.model.draft import Draft, FormVersion, Path, Row, Rows
from drafter.model.failure import Failure
from drafter.model.problem import Problem
from drafter.model.rich_text import from_plain

DAY = date(2026, 3, 2)
TITLE, REASONS = Path("title"), Path("reasons")
DRAFT = Draft(FormVersion("kent", "1")).with_entry(TITLE, "Park and ride").with_entry(
    REASONS, from_plain("The site is to be confirmed. It is near the station."))
ODD = Problem("odd", "must_explain", TITLE, "Say why.")
ADVICE = Problem("long", "advice", REASONS, "Shorten the sentence.", about="The site is to be confirmed.")


def is_open(problem: Problem, draft: Draft) -> bool:
    return explained([problem], draft)[0].is_open


def test_a_reason_stays_with_who_gave_it_and_when() -> None:
    draft = explain(DRAFT, ODD, "  It is the name of\nthe scheme. ", " A.  Clerk", DAY)
    said = explained([ODD], draft)[0].explained
    assert said is not None
    assert (said.reason, said.who, said.when) == ("It is the name of the scheme.", "A. Clerk", DAY)
    assert is_open(ODD, DRAFT) and not is_open(ODD, draft)


def test_a_reason_that_nobody_gave_stays_and_waits_for_a_name() -> None:
    draft = explain(DRAFT, ODD, "It is the name of the scheme.", "", DAY)
    assert is_open(ODD, draft) and said_before(draft, ODD) == "It is the name of the scheme."
    assert not is_open(ODD, explain(draft, ODD, "It is the name of the scheme.", "A. Clerk", DAY))


def test_another_text_opens_it_again_and_the_old_text_closes_it() -> None:
    draft = explain(DRAFT, ODD, "It is the name of the scheme.", "A. Clerk", DAY)
    other = draft.with_entry(TITLE, "Park or ride")
    assert is_open(ODD, other) and said_before(other, ODD) == "It is the name of the scheme."
    assert not is_open(ODD, other.with_entry(TITLE, "Park and ride"))
    assert not is_open(ODD, other.with_entry(TITLE, " Park  and ride ")), "spaces say nothing"


def test_another_finding_of_the_same_rule_is_not_explained_with_it() -> None:
    draft = explain(DRAFT, ODD, "It is the name of the scheme.", "A. Clerk", DAY)
    sentence = Problem("odd", "must_explain", TITLE, "Say why it is £2m and not £1m.")
    elsewhere = Problem("odd", "must_explain", REASONS, "Say why.")
    another = Problem("odder", "must_explain", TITLE, "Say why.")
    assert [one.is_open for one in explained([ODD, sentence, elsewhere, another], draft)] == [False, True, True, True]


def test_words_that_a_finding_is_about_keep_it_closed_whatever_changes_around_them() -> None:
    draft = explain(DRAFT, ADVICE, "", "", DAY)
    assert explained([ADVICE], draft)[0].explained is not None
    longer = draft.with_entry(REASONS, from_plain("The site is to be confirmed. It is near the station. It is flat."))
    assert not is_open(ADVICE, longer)
    assert is_open(Problem("long", "advice", REASONS, "Shorten the sentence.", about="The site is"), draft)


def test_what_must_be_fixed_cannot_be_explained() -> None:
    must = Problem("odd", "must_fix", TITLE, "Say why.")
    with pytest.raises(Failure, match="must be put right"):
        explain(DRAFT, must, "It is the name of the scheme.", "", DAY)
    draft = explain(DRAFT, ODD, "It is the name of the scheme.", "A. Clerk", DAY)
    assert is_open(must, draft), "a form that makes the rule stricter opens it again"


@pytest.mark.parametrize("words", ["", "  ", "n/a", "None", "-", "no reason"])
def test_words_that_give_no_reason_explain_nothing(words: str) -> None:
    with pytest.raises(Failure, match="reason"):
        explain(DRAFT, ODD, words, "", DAY)


def test_dismissed_advice_does_not_stand_for_a_reason_once_it_is_more_than_advice() -> None:
    draft = explain(DRAFT, Problem("odd", "advice", TITLE, "Say why."), "", "", DAY)
    assert is_open(ODD, draft)


def test_a_new_reason_takes_the_place_of_the_old_one_and_of_those_for_texts_that_are_gone() -> None:
    draft = explain(DRAFT, ODD, "First reason given.", "A. Clerk", DAY)
    draft = explain(draft, ODD, "Second reason given.", "A. Clerk", DAY)
    assert [one.reason for one in draft.explanations] == ["Second reason given."]
    draft = explain(draft.with_entry(TITLE, "Hub"), ODD, "Third reason given.", "A. Clerk", DAY)
    assert [one.reason for one in draft.explanations] == ["Third reason given."]


def test_reasons_for_two_findings_at_one_place_stand_side_by_side() -> None:
    two = Problem("odd", "must_explain", TITLE, "Say why it is two.")
    draft = explain(DRAFT, ODD, "First reason given.", "A. Clerk", DAY, (ODD, two))
    assert said_before(draft, two, explained([ODD, two], draft)) == "", "it belongs to the other"
    draft = explain(draft, two, "Second reason given.", "A. Clerk", DAY, (ODD, two))
    assert [one.explained.reason for one in explained([ODD, two], draft) if one.explained] == [
        "First reason given.", "Second reason given."]


def test_asking_again_takes_only_that_one_back() -> None:
    draft = explain(explain(DRAFT, ODD, "It is the name.", "A. Clerk", DAY), ADVICE, "", "", DAY)
    again = ask_again(draft, ODD)
    assert is_open(ODD, again) and not is_open(ADVICE, again)
    assert ask_again(again, ADVICE) == DRAFT


def test_a_row_that_goes_takes_with_it_what_was_said_to_it() -> None:
    place = Path("alternatives", "r1", "reason")
    draft = DRAFT.with_entry(Path("alternatives"), Rows((Row({"name": "Hub"}, "r1"), Row({"name": "Spoke"}, "r2"))))
    problem = Problem("odd", "must_explain", place, "Say why.")
    said = explain(draft, problem, "It costs more.", "A. Clerk", DAY)
    assert said.with_row_removed("alternatives", "r1").explanations == ()
    assert said.with_row_removed("alternatives", "r2").explanations == said.explanations


@given(st.text(max_size=30), st.text(max_size=30))
def test_only_the_same_words_are_the_same_text(one: str, other: str) -> None:
    first, second = (about(ODD, DRAFT.with_entry(TITLE, text)) for text in (one, other))
    assert (first == second) == (one.split() == other.split())


def test_kents_findings_are_explained_one_by_one(told_of: Callable[..., tuple[Problem, ...]],
                                                draft_of: Callable[..., Draft]) -> None:
    draft = draft_of(key_decision="no", key_value_gbp="£3,000,000", background="The cost is to be confirmed")
    found = {one.code: one for one in told_of(draft) if one.severity == "must_explain"}
    assert {"key_by_value", "template_prompt"} <= set(found)
    draft = explain(draft, found["key_by_value"], "The sum is spread over ten years of running costs.", "A", DAY)
    left = {one.code for one in told_of(draft) if one.severity == "must_explain" and one.is_open}
    assert left == set(found) - {"key_by_value"}
    dearer = draft.with_entry(Path("key_value_gbp"), "£5,000,000")
    assert "key_by_value" in {one.code for one in told_of(dearer) if one.is_open}, "the sum is in the sentence"
