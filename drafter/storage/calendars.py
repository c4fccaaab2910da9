"""The calendar a council counts by: bank holidays of England, and the days the council closes."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.util import find_spec, module_from_spec

from drafter.model.timetable import Calendar, Conventions


def calendar_for(conventions: Conventions) -> Calendar:
    """Bank holidays are worked out when a working day of their year is first counted."""
    return Calendar(_bank_holidays, conventions.closed_days)


@cache
def _bank_holidays(year: int) -> Mapping[date, str]:
    _without_other_countries()
    from holidays.countries.united_kingdom import UnitedKingdom

    return dict(UnitedKingdom(subdiv="ENG", years=year, language="en_GB"))  # type: ignore[no-untyped-call]


def _without_other_countries() -> None:
    """The package of countries imports all two hundred of them, which takes longer than a whole check. Its modules are
    found without it being run."""
    if "holidays.countries" not in sys.modules:
        package = find_spec("holidays.countries")
        if package is not None:
            sys.modules["holidays.countries"] = module_from_spec(package)
