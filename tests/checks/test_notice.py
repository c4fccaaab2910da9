"""The notice of a key decision, in the words that an officer reads, and the moves that are offered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.checks.check import check
from drafter.model.answers import Answers
from drafter.model.draft import Draft, Path
from drafter.model.figures import printed_date
from drafter.model.problem import Problem
from drafter.model.timetable import Calendar

DUE = "decision_due_not_before"


def notice_problem(problems: tuple[Problem, ...]) -> Problem:
    [problem] = [problem for problem in problems if problem.code in ("short_notice", "short_exception_notice")]
    return problem


def test_one_day_short_is_counted_with_its_dates_and_its_law(told: Callable[..., tuple[Problem, ...]]) -> None:
    problem = notice_problem(told(key_decision="yes", notice_first_published="20/2/2015",
                                  decision_due_not_before="20/3/2015"))
    assert (problem.severity, problem.law, problem.local) == ("must_fix", "Regulation 9(2), SI 2012/2089", False)
    assert problem.message == (
        "The decision date must be 21 March 2015 or later. The notice was published on 20 February 2015; 28 clear days "
        "end on 20 March 2015. 20 March 2015 leaves 27 clear days: one short.")
    assert [(fix.label, fix.edits) for fix in problem.fixes] == [
        ("Use 21 March 2015", ((Path(DUE), "21 March 2015"),)),
        ("Use general exception", ((Path("urgency_route"), "general_exception"),))]


def test_a_decision_on_the_day_of_its_notice_has_no_clear_days(told: Callable[..., tuple[Problem, ...]]) -> None:
    problem = notice_problem(told(key_decision="yes", notice_first_published="2/3/2026",
                                  decision_due_not_before="2/3/2026"))
    assert problem.message.endswith("2 March 2026 leaves no clear days: 28 short.")
    assert [fix.label for fix in problem.fixes] == ["Use 31 March 2026", "Use special urgency"]


def test_the_general_exception_counts_working_days_over_a_bank_holiday(
        told: Callable[..., tuple[Problem, ...]]) -> None:
    problem = notice_problem(told(key_decision="yes", urgency_route="general_exception",
                                  notice_first_published="30 March 2026", decision_due_not_before="8 April 2026"))
    assert problem.law == "Regulation 10, SI 2012/2089"
    assert problem.message == (
        "Under the general exception the decision date must be 9 April 2026 or later. The notice was published on 30 "
        "March 2026; 5 clear working days end on 8 April 2026. 8 April 2026 leaves 4 clear working days: one short.")
    assert [fix.label for fix in problem.fixes] == ["Use 9 April 2026", "Use special urgency"]


def test_the_day_of_a_signature_that_has_gone_by_is_not_offered_another(
        told: Callable[..., tuple[Problem, ...]]) -> None:
    problem = notice_problem(told("decided", key_decision="yes", notice_first_published="2/2/2025",
                                  signature_date="12/2/2025"))
    assert [fix.label for fix in problem.fixes] == ["Use general exception"]


def test_no_route_is_offered_where_none_is_asked(told: Callable[..., tuple[Problem, ...]]) -> None:
    problem = notice_problem(told(notice_first_published="20/2/2026", decision_due_not_before="13/3/2026"))
    assert [fix.label for fix in problem.fixes] == ["Use 21 March 2026"]


@given(notice=st.dates(date(2013, 1, 1), date(2030, 1, 1)), days=st.integers(0, 60))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_exactly_the_days_before_the_29th_are_too_early(
        filled: Callable[..., Answers], calendar: Calendar, notice: date, days: int) -> None:
    answers = filled(key_decision="yes", notice_first_published=printed_date(notice),
                     decision_due_not_before=printed_date(notice + timedelta(days=days)))
    codes = {problem.code for problem in check(answers, date(2026, 3, 2), calendar)}
    assert ("short_notice" in codes) == (days < 29)


@given(notice=st.dates(date(2013, 1, 1), date(2030, 1, 1)), days=st.integers(0, 29),
       route=st.sampled_from(["normal", "general_exception"]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_date_that_is_offered_is_lawful_and_the_day_before_it_is_not(
        draft_of: Callable[..., Draft], answers_of: Callable[[Draft], Answers], calendar: Calendar, notice: date,
        days: int, route: str) -> None:
    today = date(2026, 3, 2)
    draft = draft_of(key_decision="yes", urgency_route=route, notice_first_published=printed_date(notice),
                     decision_due_not_before=printed_date(notice + timedelta(days=days)))

    def offered(draft: Draft) -> str | None:
        for problem in check(answers_of(draft), today, calendar):
            if problem.code in ("short_notice", "short_exception_notice"):
                return str(problem.fixes[0].edits[0][1])
        return None

    first = offered(draft)
    if first is None:
        return
    lawful = draft.with_entry(Path(DUE), first)
    assert offered(lawful) is None
    value = answers_of(lawful).value(DUE)
    assert isinstance(value, date)
    assert offered(draft.with_entry(Path(DUE), printed_date(value - timedelta(days=1)))) == first
