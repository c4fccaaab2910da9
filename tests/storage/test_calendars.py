"""Bank holidays of England and the days a council closes."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from drafter.model.form import Form
from drafter.model.timetable import Conventions, effective_from
from drafter.storage import calendars
from drafter.storage.calendars import LAID_DOWN, calendar_for, from_library
from drafter.storage.locations import resources


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


@pytest.mark.parametrize("year", LAID_DOWN)
def test_the_bank_holidays_that_are_laid_down_are_those_of_the_library(year: int) -> None:
    laid_down = {day: name for day, name in calendars._laid_down().items() if day.year == year}
    assert laid_down == from_library(year) == calendar_for(Conventions()).bank_holidays(year) and len(laid_down) >= 8


def test_the_file_of_bank_holidays_is_what_the_command_makes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "drafter.storage.calendars", str(tmp_path / "made.txt")], check=True)
    assert (tmp_path / "made.txt").read_bytes() == (resources() / "bank_holidays.txt").read_bytes()


@pytest.mark.parametrize("held", [None, "2026-04-03 Good Friday\nthe next line is no day\n", b"\xff\xfe"])
def test_without_the_file_the_library_is_asked(tmp_path: Path, held: str | bytes | None,
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    if held is not None:
        (tmp_path / "bank_holidays.txt").write_bytes(held if isinstance(held, bytes) else held.encode())
    monkeypatch.setattr(calendars, "resources", lambda: tmp_path)
    calendars._laid_down.cache_clear()
    calendars._bank_holidays.cache_clear()
    try:
        assert calendar_for(Conventions()).bank_holidays(2026) == from_library(2026)
    finally:
        calendars._laid_down.cache_clear()
        calendars._bank_holidays.cache_clear()


def test_the_library_is_loaded_only_for_a_year_that_is_not_laid_down() -> None:
    code = ("import sys; from datetime import date; from drafter.model.timetable import *;"
            "from drafter.storage.calendars import calendar_for; c = calendar_for(Conventions());"
            "effective_from(date(2026, 1, 1), Conventions(), c); before = 'holidays' in sys.modules;"
            "effective_from(date(2050, 1, 1), Conventions(), c); print(before, 'holidays' in sys.modules)")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split() == [
        "False", "True"]
