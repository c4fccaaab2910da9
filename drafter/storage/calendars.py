"""The calendar a council counts by: bank holidays of England, and the days the council closes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from drafter.model.timetable import Calendar, Conventions


def calendar_for(conventions: Conventions) -> Calendar:
    """Bank holidays are worked out when a working day of their year is first counted."""
    return Calendar(_bank_holidays, conventions.closed_days)


@cache
def _bank_holidays(year: int) -> Mapping[date, str]:
    from holidays.countries.united_kingdom import UnitedKingdom

    return dict(UnitedKingdom(subdiv="ENG", years=year, language="en_GB"))  # type: ignore[no-untyped-call]
