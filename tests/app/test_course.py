"""The timetable of a draft in words, with today among its days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from drafter.app.course import course
from drafter.model.answers import Answers
from drafter.model.timetable import Calendar

TODAY = date(2026, 11, 2)
KEY = {"key_decision": "yes", "notice_first_published": "9 October 2026"}


def test_today_stands_among_the_days(filled: Callable[..., Answers], calendar: Calendar) -> None:
    stops = course(filled(**KEY, decision_due_not_before="6 November 2026"), calendar, TODAY)
    assert [(stop.kind, stop.name, stop.day) for stop in stops] == [
        ("written", "Notice published", "Friday 9 October 2026"),
        ("today", "Today", "Monday 2 November 2026"),
        ("wrong", "Decision due, not before", "Friday 6 November 2026"),
        ("counted", "Earliest on the normal route", "Saturday 7 November 2026")]
    assert [stop.field for stop in stops] == ["notice_first_published", "", "decision_due_not_before", ""]
    assert stops[2].said == (
        "Friday 6 November 2026: Decision due, not before. Too early: one clear day short. 27 clear days between "
        "9 October 2026 and 6 November 2026: one short. Regulation 9(2), SI 2012/2089.")


def test_what_did_not_count_is_named(filled: Callable[..., Answers], calendar: Calendar) -> None:
    stops = course(filled("decided", publication_date="23 December 2026"), calendar, TODAY)
    assert "Not counted: 25 December 2026, Christmas Day; 28 December 2026" in stops[-1].count
    late = course(filled("decided", publication_date="23 December 2027"), calendar, TODAY)
    assert "known until 31 December 2027" in late[-1].doubt and "known until" in late[-1].said


def test_a_day_to_be_in_force_by_is_counted_back_from(filled: Callable[..., Answers], calendar: Calendar) -> None:
    stops = course(filled(), calendar, TODAY, date(2026, 12, 1))
    assert [(stop.name, stop.warning) for stop in stops] == [
        ("Latest notice", "8 days ago"), ("Today", ""), ("Latest notice under the general exception", ""),
        ("Latest decision and publication", "")]


def test_without_any_day_there_is_nothing_to_draw(filled: Callable[..., Answers], calendar: Calendar) -> None:
    assert course(filled(key_decision="yes"), calendar, TODAY) == ()


def test_a_year_at_the_end_of_time_is_no_failure(filled: Callable[..., Answers], calendar: Calendar) -> None:
    assert course(filled(), calendar, TODAY, date(9999, 12, 31)) == ()
    assert course(filled(), calendar, TODAY, date(1, 1, 3)) == ()
