"""The shipped sample: an invented decision, fully filled, on Kent's form."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from drafter.checks.check import check
from drafter.model.answers import Answers, read_answers, without_exempt
from drafter.model.fields import is_blank
from drafter.model.form import Form
from drafter.model.timetable import Calendar, clear_days_between
from drafter.storage.draft_files import open_draft
from drafter.storage.locations import resources


@pytest.fixture(scope="module")
def sample(kent: Form) -> Answers:
    return read_answers(kent, open_draft(resources() / "samples" / "sample.decision").draft)


@pytest.mark.parametrize("today", [date(2026, 10, 9), date(2026, 11, 21), date(2031, 1, 1)])
def test_nothing_in_the_sample_must_be_fixed_or_explained_on_any_day(
    sample: Answers, calendar: Calendar, today: date
) -> None:
    assert [p for p in check(sample, today, calendar) if p.severity != "advice"] == []


def test_every_field_that_kents_record_prints_is_answered_but_the_interests(sample: Answers) -> None:
    blank = {str(path) for path in sample.required if path not in sample.values}
    assert blank == set()
    assert all(not is_blank(entry) for entry in sample.draft.entries.values())


def test_the_sample_takes_the_general_exception_with_its_five_clear_working_days(
    sample: Answers, calendar: Calendar
) -> None:
    notice, due = sample.value("notice_first_published"), sample.value("decision_due_not_before")
    assert isinstance(notice, date) and isinstance(due, date)
    assert sample.value("urgency_route") == "general_exception"
    assert clear_days_between(notice, due, "working", calendar) == 5
    assert due < notice + timedelta(days=29)


def test_the_exempt_passage_of_the_sample_is_gone_from_its_public_answers(sample: Answers) -> None:
    assert "£1,402,750" in sample.text("exempt_information")
    assert not [words for _, words in without_exempt(sample).texts() if "£1,402,750" in words]


def test_the_sample_names_no_address_but_invented_ones() -> None:
    text = Path(resources() / "samples" / "sample.decision").read_text(encoding="utf-8")
    assert text.count("@") == text.count("@example.gov.uk")
    assert text.count("://") == text.count("://www.example.gov.uk")


@pytest.mark.parametrize("name", ["sample", "westshire"])
def test_a_sample_follows_its_form_whatever_is_changed_there(name: str) -> None:
    """It carries no stamp: nobody is told that the form has changed since the sample was written."""
    assert open_draft(resources() / "samples" / f"{name}.decision").draft.form.sha256 == ""
