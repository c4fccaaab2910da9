"""What people type for a date, an amount or a number, and how each is printed."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MONTH = "|".join([*MONTHS, *(month[:3] for month in MONTHS), "Sept"])
_MONTH_NUMBERS = {month[:3].lower(): number for number, month in enumerate(MONTHS, 1)}
_WEEKDAY = re.compile(r"(?i)^(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+")
DATE = re.compile(
    rf"""(?ix) (?<![\w/]) (?:
        (?P<iso>[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}})
      | (?P<day>[0-9]{{1,2}}) (?: \s*(?P<sep>[/.-])\s* (?P<number>[0-9]{{1,2}}) \s*(?P=sep)\s*
                             | (?:st|nd|rd|th)?[\s-]*(?:of\s+)? (?P<name>{_MONTH}) [.,]?[\s-]* )
        (?P<year>[0-9]{{4}}|[0-9]{{2}}) ) (?![\w/])""")
"""A date within other text, in any shape that `read_date` takes."""
TWO_DIGIT_YEARS_UNTIL = 69
"""18 is 2018, 99 is 1999: the usual reading of years in two digits."""

FIRST_YEAR, LAST_YEAR = 1000, 2999
"""No record speaks of other years; a year such as 0215 or 9999 is a slip of the finger."""

_MONEY = re.compile(r"(?i)(?:£|gbp)?\s*(\d{1,3}(?:,\d{3})+|\d{1,3}(?:\s\d{3})+|\d{1,15})(\.\d{1,4})?"
                    r"\s*(million|billion|thousand|mill?|bn|m|k)?(?:\s*(?:pounds|gbp)(?:\s+sterling)?)?")
_NO_MONEY = ("nil", "none", "zero", "no cost")
_SCALE = {"": 1, "k": 10**3, "m": 10**6, "b": 10**9, "t": 10**3}


def read_date(text: str) -> date | None:
    """A date as an officer in England writes it: day first, English months whatever the language of the machine.

    None where the text is no date that ever was, or one of a year that no record can mean.
    """
    match = DATE.fullmatch(_WEEKDAY.sub("", text.strip()))
    if match is None:
        return None
    if match["iso"]:
        year, month, day = map(int, match["iso"].split("-"))
    else:
        day, year = int(match["day"]), int(match["year"])
        month = int(match["number"]) if match["number"] else _MONTH_NUMBERS[match["name"][:3].lower()]
        if len(match["year"]) == 2:
            year += 2000 if year < TWO_DIGIT_YEARS_UNTIL else 1900
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def printed_date(day: date) -> str:
    """As in "4 October 2026", whatever the language of the machine."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def spelled(number: int) -> str:
    """Small numbers in words: "one short"."""
    return _SPELLED[number] if 0 <= number < len(_SPELLED) else str(number)


def read_money(text: str) -> int | None:
    """Whole pence, from £1,234.50, £3.087m, "2.5 million", 500k, 1 200 000, "12 thousand pounds", "nil". None for
    anything else, or part of a penny."""
    if text.strip().lower() in _NO_MONEY:
        return 0
    match = _MONEY.fullmatch(text.strip())
    if match is None:
        return None
    whole, part, scale = re.sub(r"[,\s]", "", match[1]), match[2] or "", (match[3] or "").lower()
    pence = Decimal(whole + part) * _SCALE[scale[:1]] * 100
    return int(pence) if pence == int(pence) else None


def printed_money(pence: int) -> str:
    """As in £1,250,000 or £12.50; pence only where there are any."""
    pounds, rest = divmod(abs(pence), 100)
    return ("-" if pence < 0 else "") + f"£{pounds:,}" + (f".{rest:02d}" if rest else "")


def read_whole_number(text: str) -> int | None:
    """A number in figures, with or without commas at the thousands. None for anything else."""
    plain = text.strip()
    return int(plain.replace(",", "")) if re.fullmatch(r"-?(\d{1,3}(,\d{3})+|\d{1,15})", plain) else None
