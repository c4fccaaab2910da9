"""Bank holidays of England and the days a council closes."""

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from drafter.model.form import Form
from drafter.model.timetable import Conventions, effective_from
from drafter.storage.calendars import calendar_for


@pytest.mark.parametrize("day", [
    date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4), date(2026, 5, 25), date(2026, 8, 31),
    date(2026, 12, 25), date(2026, 12, 28), date(2027, 12, 27), date(2027, 12, 28),
    date(2012, 6, 5), date(2020, 5, 8), date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8),
])
def test_bank_holidays_of_england_are_no_working_days(day: date) -> None:
    assert not calendar_for(Conventions()).is_working(day)


@pytest.mark.parametrize("day", [
    date(2026, 1, 2), date(2026, 3, 17), date(2026, 7, 13), date(2026, 11, 30),   # closed in Scotland, in Belfast
    date(2020, 5, 4),    # moved to 8 May that year
    date(2022, 5, 30),   # moved to 2 June that year
])
def test_holidays_of_elsewhere_are_working_days(day: date) -> None:
    assert calendar_for(Conventions()).is_working(day)


def test_weekends_are_no_working_days() -> None:
    calendar = calendar_for(Conventions())
    assert not calendar.is_working(date(2026, 11, 7)) and not calendar.is_working(date(2026, 11, 8))


def test_closed_days_of_the_pack_are_added() -> None:
    closed = date(2026, 12, 29)
    calendar = calendar_for(replace(Conventions(), closed_days={closed: "Offices closed"}))
    assert not calendar.is_working(closed)
    assert (closed, "Offices closed") in calendar.closed_between(closed, closed)


def test_a_holiday_is_named() -> None:
    day = date(2026, 4, 3)
    assert calendar_for(Conventions()).closed_between(day, day) == ((day, "Good Friday"),)


@pytest.mark.parametrize("year", [1980, 2050, 2099])
def test_a_far_year_has_its_holidays_too(year: int) -> None:
    assert not calendar_for(Conventions()).is_working(date(year, 12, 25))


def test_kents_calendar_gives_the_effective_dates_that_were_published(kent: Form) -> None:
    calendar = calendar_for(kent.conventions)
    assert effective_from(date(2023, 10, 4), kent.conventions, calendar).day == date(2023, 10, 12)
    assert effective_from(date(2018, 12, 12), kent.conventions, calendar).day == date(2018, 12, 20)


def test_holidays_are_loaded_only_when_a_working_day_is_counted() -> None:
    code = ("import sys; from datetime import date; from drafter.model.timetable import *;"
            "from drafter.storage.calendars import calendar_for; c = calendar_for(Conventions());"
            "earliest_decision(date(2026, 1, 1), Conventions(), c); before = 'holidays' in sys.modules;"
            "effective_from(date(2026, 1, 1), Conventions(), c); print(before, 'holidays' in sys.modules)")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split() == [
        "False", "True"]
