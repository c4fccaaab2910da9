"""Clauses made from wordings of the library: what is told of them, and for how long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from drafter.checks.check import check
from drafter.model.answers import Answers
from drafter.model.clause_library import ApprovedClause
from drafter.model.draft import Path, Row, Rows
from drafter.model.problem import Problem
from drafter.model.timetable import Calendar

TODAY = date(2026, 3, 2)
OLD = ApprovedClause(id="old", group="G", title="Old", use="U", text="take all action considered necessary for {what}",
                     since=date(2019, 1, 1), retired=date(2024, 4, 1), instead="newer")
NEWER = replace(OLD, id="newer", title="Newer", since=date(2024, 4, 1), retired=date(2025, 4, 1), instead="newest")
NEWEST = replace(OLD, id="newest", title="Newest", since=date(2025, 4, 1), retired=None, instead="")
AS_IT_WAS = "take all action considered necessary for the works"


@pytest.fixture
def retired(filled: Callable[..., Answers], calendar: Calendar) -> Callable[..., list[Problem]]:
    """What a draft whose one clause was made from the old wording is told of it."""
    def told(*others: ApprovedClause, text: str = AS_IT_WAS, old: ApprovedClause = OLD) -> list[Problem]:
        row = Row({"verb": "AGREE", "text": text, "approved_wording": "old 2019-01-01"}, id="c1")
        answers = filled(decision_clauses=Rows((row,)))
        answers = replace(answers, form=replace(answers.form, clauses=(old, *others)))
        return [one for one in check(answers, TODAY, calendar) if one.code == "wording_retired"]
    return told


def test_a_retired_wording_leads_to_the_first_that_can_be_chosen_today(retired: Callable[..., list[Problem]]) -> None:
    [told] = retired(NEWER, NEWEST)
    assert told.message.endswith('retired on 1 April 2024. Use "Newest" instead.')


@pytest.mark.parametrize("after", [
    replace(NEWEST, id="newer", since=date(2027, 1, 1)), replace(NEWER, instead="", note="Ask."),
    replace(NEWER, instead="old")])
def test_where_none_can_be_chosen_today_it_is_only_said_to_be_retired(retired: Callable[..., list[Problem]],
                                                                      after: ApprovedClause) -> None:
    [told] = retired(after)
    assert told.message.endswith("retired on 1 April 2024. No wording takes its place today.")


@pytest.mark.parametrize(("text", "count"), [
    (AS_IT_WAS, 1), ("Take all\nACTION, considered needful", 1), ("close the depot on 1 May", 0),
    ("consult on all action", 0)])
def test_it_is_told_as_long_as_words_of_the_wording_are_left(retired: Callable[..., list[Problem]], text: str,
                                                             count: int) -> None:
    assert len(retired(NEWEST, text=text)) == count


def test_a_wording_that_is_all_gap_is_told_whatever_it_says(retired: Callable[..., list[Problem]]) -> None:
    assert len(retired(text="close the depot", old=replace(OLD, text="{what}"))) == 1


def test_a_clause_may_be_kept_as_ones_own_wording(retired: Callable[..., list[Problem]]) -> None:
    [told] = retired(NEWER, NEWEST)
    [fix] = told.fixes
    assert fix.label == "It is our own wording now"
    assert fix.edits == ((Path("decision_clauses", "c1", "approved_wording"), None),)


def test_an_open_gap_is_told_once(told: Callable[..., tuple[Problem, ...]]) -> None:
    problems = told(decision_clauses=Rows((Row({
        "verb": "APPROVE", "text": "a grant of [Amount] to [Name], and XX for [add the place]"}, id="c1"),)))
    assert [(one.code, one.message.partition('" ')[0] + '"') for one in problems
            if one.code in ("clause_gap", "template_prompt")] == [
        ("clause_gap", '"[Amount]"'), ("clause_gap", '"[Name]"'), ("clause_gap", '"[add the place]"'),
        ("template_prompt", '"XX"')]
