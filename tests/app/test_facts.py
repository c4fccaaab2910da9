"""What papers say beyond the answers: counted dates, what was checked, what was made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from drafter.app.facts import facts_for
from drafter.checks.check import checked
from drafter.document.facts import TABLES, WORDS
from drafter.model.answers import Answers, read_answers
from drafter.model.draft import Draft
from drafter.model.form import Form
from drafter.model.timetable import Calendar

TODAY = date(2026, 10, 12)
NOTICE = "2 October 2026"


@pytest.fixture
def dates(filled: Callable[..., Answers], calendar: Calendar) -> Callable[..., list[tuple[str, str]]]:
    return lambda stage="proposed", **entries: [
        (row["name"], row["day"]) for row in facts_for(filled(stage, **entries), TODAY, calendar, {}).rows["dates"]]


def test_a_key_decision_counts_from_its_notice(dates: Callable[..., list[tuple[str, str]]]) -> None:
    normal = ("Earliest on the normal route", "31 October 2026")
    assert dates(key_decision="yes", notice_first_published=NOTICE) == [normal]
    assert dates(key_decision="yes", notice_first_published=NOTICE, urgency_route="general_exception") == [
        ("Earliest under the general exception", "12 October 2026"), normal]


def test_nothing_is_counted_without_a_notice_or_where_none_is_needed(
        dates: Callable[..., list[tuple[str, str]]]) -> None:
    assert dates(key_decision="yes") == dates(key_decision="no", notice_first_published=NOTICE) == dates() == []


def test_publication_counts_the_days_of_call_in(dates: Callable[..., list[tuple[str, str]]]) -> None:
    assert dates("decided", publication_date="16 October 2026") == [
        ("Call-in ends", "23 October 2026"), ("Can take effect", "24 October 2026")]


def test_facts_have_the_names_and_columns_that_wordings_know(
        filled: Callable[..., Answers], calendar: Calendar) -> None:
    facts = facts_for(filled(key_decision="yes", notice_first_published=NOTICE), TODAY, calendar, {})
    assert set(facts.words) == set(WORDS) and facts.words["today"] == "12 October 2026"
    assert set(facts.rows) == set(TABLES)
    for name, rows in facts.rows.items():
        assert {frozenset(row) for row in rows} <= {frozenset(TABLES[name].columns)}


def test_what_was_checked_tells_all_findings_once(filled: Callable[..., Answers], calendar: Calendar) -> None:
    answers = filled(title="Park (WITHDRAWN)", key_decision="yes", notice_first_published=NOTICE,
                     decision_due_not_before="3 October 2026")
    rows = facts_for(answers, TODAY, calendar, {}).rows
    counted = sum(0 if row["found"] == "Nothing" else int(row["found"].split()[0]) for row in rows["checked"])
    assert counted == len(rows["findings"]) > 10
    assert len(rows["checked"]) == 1 + len(checked(answers))


def test_rules_of_other_stages_are_not_said_to_be_checked(filled: Callable[..., Answers]) -> None:
    proposed, decided = ({one.code for one in checked(filled(stage))} for stage in ("proposed", "decided"))
    assert "interests_blank" in proposed - decided


def test_only_word_files_are_listed_with_their_hash(kent: Form, calendar: Calendar) -> None:
    made = {"Record.DOCX": "a" * 64, "page.html": "b" * 64}
    assert facts_for(read_answers(kent, Draft(kent.form_version)), TODAY, calendar, made).rows["papers"] == (
        {"file_name": "Record.DOCX", "sha256": "a" * 64},)
