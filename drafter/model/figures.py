"""What people type for a date, an amount or a number, and how each is printed."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

_ORDINAL = re.compile(r"(?i)\b(\d{1,2})(?:st|nd|rd|th)\b")
_WEEKDAY = re.compile(r"(?i)^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+")
_DATE_SHAPES = ("%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d", "%d-%m-%Y", "%d-%m-%y", "%d %B %Y", "%d %b %Y", "%d %B %y",
                "%d %b %y")
_MONEY = re.compile(r"(?i)(?:£|gbp)?\s*(\d{1,3}(?:,\d{3})+|\d{1,15})(\.\d{1,4})?\s*(million|billion|thousand|bn|m|k)?")
_SCALE = {"": 1, "k": 10**3, "thousand": 10**3, "m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9}


def read_date(text: str) -> date | None:
    """A date as an officer in England writes it: day first. None where the text is no date that ever was."""
    plain = _ORDINAL.sub(r"\1", _WEEKDAY.sub("", " ".join(text.split()))).replace(",", " ")
    plain = re.sub(r"\s*([./])\s*", "/", plain) if re.fullmatch(r"[\d./\s]+", plain) else plain
    plain = re.sub(r"(?i)\bsept\b", "Sep", " ".join(plain.split()))
    for shape in _DATE_SHAPES:
        try:
            return datetime.strptime(plain, shape).date()
        except ValueError:
            continue
    return None


def printed_date(day: date) -> str:
    """As in "4 October 2026", whatever the language of the machine."""
    months = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
              "November", "December")
    return f"{day.day} {months[day.month - 1]} {day.year}"


def read_money(text: str) -> int | None:
    """Whole pence, from £1,234.50, £3.087m, "2.5 million", 500k. None for anything else, or part of a penny."""
    match = _MONEY.fullmatch(text.strip())
    if match is None:
        return None
    whole, part, scale = match[1].replace(",", ""), match[2] or "", (match[3] or "").lower()
    pence = Decimal(whole + part) * _SCALE[scale] * 100
    return int(pence) if pence == int(pence) else None


def printed_money(pence: int) -> str:
    pounds, rest = divmod(abs(pence), 100)
    return ("-" if pence < 0 else "") + f"£{pounds:,}" + (f".{rest:02d}" if rest else "")


def read_whole_number(text: str) -> int | None:
    plain = text.strip()
    return int(plain.replace(",", "")) if re.fullmatch(r"-?(\d{1,3}(,\d{3})+|\d{1,15})", plain) else None
