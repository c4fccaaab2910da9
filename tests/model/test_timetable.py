"""The statutory clock, against days that were counted by hand and days that councils published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.model.timetable import (
    Calendar,
    Conventions,
    DayType,
    after_clear_days,
    before_clear_days,
    clear_days_between,
    earliest_decision,
    earliest_general_exception,
    effective_from,
    latest_notice,
)

KENT = Conventions()
NO_HOLIDAYS = Calendar(lambda year: {})
CHRISTMAS_CLOSURE = {date(2026, 12, 29): "Offices closed", date(2026, 12, 30): "Offices closed",
                     date(2026, 12, 31): "Offices closed"}

HOLIDAYS = {date(*day): name for day, name in {
    (2012, 6, 4): "Spring bank holiday", (2012, 6, 5): "Diamond Jubilee",
    (2026, 1, 1): "New Year's Day", (2026, 4, 3): "Good Friday", (2026, 4, 6): "Easter Monday", (2026, 5, 4): "May Day",
    (2026, 5, 25): "Spring bank holiday", (2026, 8, 31): "Summer bank holiday", (2026, 12, 25): "Christmas Day",
    (2026, 12, 28): "Boxing Day (substitute)", (2027, 1, 1): "New Year's Day",
}.items()}


def holidays_of(year: int) -> Mapping[date, str]:
    return {day: name for day, name in HOLIDAYS.items() if day.year == year}


ENGLAND = Calendar(holidays_of)
WITH_CLOSURE = Calendar(holidays_of, CHRISTMAS_CLOSURE)
days = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1))
day_types = st.sampled_from(get_args(DayType))
counts = st.integers(min_value=0, max_value=60)


@pytest.mark.parametrize(("notice", "earliest"), [
    (date(2026, 10, 2), date(2026, 10, 31)),      # a Saturday: the day is not rolled
    (date(2026, 11, 27), date(2026, 12, 26)),     # a bank holiday is a calendar day like any other
    (date(2024, 2, 1), date(2024, 3, 1)),         # February had 29 days
    (date(2023, 2, 1), date(2023, 3, 2)),
    (date(2026, 12, 15), date(2027, 1, 13)),      # across the new year
    (date(2023, 6, 27), date(2023, 7, 26)),       # the remaining rows were published by a council
    (date(2021, 2, 16), date(2021, 3, 17)),
    (date(2025, 10, 7), date(2025, 11, 5)),
    (date(2019, 11, 12), date(2019, 12, 11)),
    (date(2013, 9, 9), date(2013, 10, 8)),
])
def test_28_clear_days_make_the_29th_day_the_first_one(notice: date, earliest: date) -> None:
    assert earliest_decision(notice, KENT, ENGLAND).day == earliest


@pytest.mark.parametrize(("notice", "earliest"), [
    (date(2026, 11, 2), date(2026, 11, 10)),      # Monday; 3, 4, 5, 6, 9 are clear
    (date(2026, 11, 6), date(2026, 11, 16)),      # Friday
    (date(2026, 11, 7), date(2026, 11, 16)),      # a notice on a Saturday
    (date(2026, 4, 2), date(2026, 4, 14)),        # the day before Good Friday: 7, 8, 9, 10, 13 are clear
    (date(2026, 5, 1), date(2026, 5, 12)),        # May Day does not count
    (date(2026, 12, 22), date(2027, 1, 4)),       # 23, 24, 29, 30, 31 are clear
    (date(2012, 5, 31), date(2012, 6, 12)),       # two bank holidays in a row
])
def test_five_clear_working_days_make_the_sixth_working_day_the_first_one(notice: date, earliest: date) -> None:
    assert earliest_general_exception(notice, KENT, ENGLAND).day == earliest


@pytest.mark.parametrize(("published", "effective"), [
    (date(2023, 10, 4), date(2023, 10, 12)),      # these four were published by a council
    (date(2020, 1, 22), date(2020, 1, 30)),
    (date(2018, 12, 12), date(2018, 12, 20)),
    (date(2014, 3, 27), date(2014, 4, 4)),
    (date(2026, 11, 6), date(2026, 11, 14)),      # a Friday gives a Saturday
    (date(2026, 3, 30), date(2026, 4, 9)),        # 31 March, 1, 2, 7 and 8 April, with Easter between; the day after
    (date(2026, 12, 21), date(2026, 12, 31)),     # 22, 23, 24, 29, 30; the day after
])
def test_a_decision_has_effect_the_day_after_the_fifth_working_day(published: date, effective: date) -> None:
    assert effective_from(published, KENT, ENGLAND).day == effective


def test_days_on_which_the_council_is_closed_do_not_count_as_working_days() -> None:
    assert effective_from(date(2026, 12, 21), KENT, WITH_CLOSURE).day == date(2027, 1, 6)
    assert earliest_general_exception(date(2026, 12, 22), KENT, WITH_CLOSURE).day == date(2027, 1, 7)
    assert earliest_decision(date(2026, 12, 22), KENT, WITH_CLOSURE).day == date(2027, 1, 20)


@pytest.mark.parametrize(("after", "effective"), [
    ("calendar", date(2026, 11, 14)), ("working", date(2026, 11, 16)), ("same", date(2026, 11, 13))])
def test_a_council_says_what_follows_the_last_day_of_call_in(after: str, effective: date) -> None:
    conventions = replace(KENT, effective_after=after)  # type: ignore[arg-type]
    assert effective_from(date(2026, 11, 6), conventions, ENGLAND).day == effective


def test_call_in_can_be_counted_in_calendar_days() -> None:
    conventions = replace(KENT, call_in_day_type="calendar")
    assert effective_from(date(2026, 11, 6), conventions, ENGLAND).day == date(2026, 11, 12)


def test_a_notice_can_be_counted_in_working_days() -> None:
    conventions = replace(KENT, notice_days=5, notice_day_type="working")
    assert earliest_decision(date(2026, 4, 2), conventions, ENGLAND).day == date(2026, 4, 14)
    assert latest_notice(date(2026, 4, 14), conventions, ENGLAND).day == date(2026, 4, 2)


def test_the_latest_notice_for_a_day_is_29_days_before_it() -> None:
    assert latest_notice(date(2027, 4, 1), KENT, ENGLAND).day == date(2027, 3, 3)


def test_every_date_carries_its_count_and_its_source() -> None:
    earliest = earliest_decision(date(2026, 10, 2), KENT, ENGLAND)
    assert "28 clear days" in earliest.count and "2026-10-31" in earliest.count
    assert earliest.source == "Regulation 9(2), SI 2012/2089"
    assert "5 clear working days" in earliest_general_exception(date(2026, 10, 2), KENT, ENGLAND).count
    assert "5 working days" in effective_from(date(2026, 10, 2), KENT, ENGLAND).count


def test_weekdays_that_do_not_count_are_named() -> None:
    assert WITH_CLOSURE.closed_between(date(2026, 12, 24), date(2027, 1, 3)) == (
        (date(2026, 12, 25), "Christmas Day"), (date(2026, 12, 28), "Boxing Day (substitute)"),
        (date(2026, 12, 29), "Offices closed"), (date(2026, 12, 30), "Offices closed"),
        (date(2026, 12, 31), "Offices closed"), (date(2027, 1, 1), "New Year's Day"))


def test_calendar_days_are_counted_without_asking_for_bank_holidays() -> None:
    def never(year: int) -> Mapping[date, str]:
        raise AssertionError(f"the bank holidays of {year} were asked for")

    asleep = Calendar(never)
    assert earliest_decision(date(2026, 10, 2), KENT, asleep).day == date(2026, 10, 31)
    assert latest_notice(date(2026, 10, 31), KENT, asleep).day == date(2026, 10, 2)


@given(days, counts, day_types)
def test_as_many_clear_days_lie_between_as_were_asked_for(start: date, count: int, day_type: DayType) -> None:
    assert clear_days_between(start, after_clear_days(start, count, day_type, ENGLAND), day_type, ENGLAND) == count
    assert clear_days_between(before_clear_days(start, count, day_type, ENGLAND), start, day_type, ENGLAND) == count


@given(days, counts)
def test_the_day_before_the_earliest_is_one_clear_day_short(start: date, count: int) -> None:
    day_before = after_clear_days(start, count, "calendar", ENGLAND) - timedelta(days=1)
    assert clear_days_between(start, day_before, "calendar", ENGLAND) == count - 1


@given(days, counts)
def test_the_earliest_of_working_days_is_one_itself_and_none_before_it_will_do(start: date, count: int) -> None:
    earliest = after_clear_days(start, count, "working", ENGLAND)
    assert ENGLAND.is_working(earliest)
    before = (earliest - timedelta(days=n) for n in range(1, (earliest - start).days))
    assert all(clear_days_between(start, day, "working", ENGLAND) < count for day in before if ENGLAND.is_working(day))


@given(days, days)
def test_two_days_are_never_both_before_each_other(one: date, other: date) -> None:
    for day_type in get_args(DayType):
        there = clear_days_between(one, other, day_type, NO_HOLIDAYS)
        back = clear_days_between(other, one, day_type, NO_HOLIDAYS)
        assert there < 0 or back < 0
