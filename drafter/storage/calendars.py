"""The calendar a council counts by: bank holidays of England, and the days the council closes.

Those of the years that decisions are about lie in resources/bank_holidays.txt: a line is a day, a space and its name.
The file is made of what the library `holidays` knows, which is asked about every other year; and made again by

    python -m drafter.storage.calendars resources/bank_holidays.txt
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.util import find_spec, module_from_spec
from pathlib import Path

from drafter.model.timetable import Calendar, Conventions
from drafter.storage.locations import resources

LAID_DOWN = range(2012, 2033)
"""The years whose bank holidays lie in the file."""


def calendar_for(conventions: Conventions) -> Calendar:
    """Bank holidays are read when a working day is first counted."""
    return Calendar(_bank_holidays, conventions.closed_days)


def from_library(year: int) -> dict[date, str]:
    """The bank holidays of England in that year with their names, in the order of the year."""
    _without_other_countries()
    from holidays.countries.united_kingdom import UnitedKingdom

    found = UnitedKingdom(subdiv="ENG", years=year, language="en_GB")  # type: ignore[no-untyped-call]
    return dict(sorted(found.items()))


def as_lines() -> str:
    """What the file holds, as the library that is installed knows it."""
    return "".join(f"{day} {name}\n" for year in LAID_DOWN for day, name in from_library(year).items())


@cache
def _bank_holidays(year: int) -> Mapping[date, str]:
    return {day: name for day, name in _laid_down().items() if day.year == year} or from_library(year)


@cache
def _laid_down() -> Mapping[date, str]:
    """None where the file cannot be read: the library knows those years too."""
    try:
        lines = (resources() / "bank_holidays.txt").read_text("utf-8").splitlines()
        return {date.fromisoformat(day): name for day, _, name in (line.partition(" ") for line in lines)}
    except (OSError, ValueError):
        return {}


def _without_other_countries() -> None:
    """The package of countries imports all two hundred of them, which takes longer than a whole check. Its modules are
    found without it being run."""
    if "holidays.countries" not in sys.modules:
        package = find_spec("holidays.countries")
        if package is not None:
            sys.modules["holidays.countries"] = module_from_spec(package)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(as_lines(), "utf-8", newline="\n")
