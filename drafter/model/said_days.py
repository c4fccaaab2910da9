"""Days as people say them: "tomorrow", "next Friday", "13 March", "in three weeks".

What they mean depends on the day on which they are said, so a draft never holds them: an editor turns them into a date
at once, and says which.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from drafter.model.figures import MONTHS, read_date

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
            "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
_NEAR = {"today": 0, "now": 0, "tomorrow": 1, "yesterday": -1, "day after tomorrow": 2, "day before yesterday": -2}
_NUMBER = rf"(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_UNIT = r"(?P<unit>day|week|fortnight|month|year)s?"
_WEEKDAY = re.compile(r"(?:(?P<which>this|next|last|on|coming) )?(?P<week_day>mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun|"
                      + "|".join(WEEKDAYS).lower() + r")(?P<week> week)?")
_LATER = re.compile(rf"(?:in {_NUMBER} {_UNIT}|{_NUMBER.replace('number', 'n')} {_UNIT.replace('unit', 'u')} "
                    r"(?P<way>ago|from (?:now|today)|today|time))")
_DAY_OF_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)(?P<next> of next month)?")
_END = re.compile(r"(?:end of (?:the |this )?|last day of (?:the |this )?)?(?P<month>[a-z]+)(?: end)?"
                  r"(?: (?P<year>\d{4}))?")
_NO_YEAR = (re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]?(?P<month>[a-z]{3,9})"),
            re.compile(r"(?P<month>[a-z]{3,9})[ -]?(?P<day>\d{1,2})(?:st|nd|rd|th)?"),
            re.compile(r"(?P<day>\d{1,2}) ?[/. -] ?(?P<month>\d{1,2})"))
_MONTH_FIRST = re.compile(r"([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_FIGURES = re.compile(r"(\d{1,2}) (\d{1,2}) (\d{4}|\d{2})|(\d{2})(\d{2})(\d{4})")


def said_day(text: str, today: date) -> date | None:
    """The day that is meant, said on `today`; None where it is no such day. A day without a year is the nearest one:
    in November "13 March" is next March, "14 September" this year's. "Friday" is the one that comes, "next Friday" that
    of the week after this."""
    words = " ".join(text.casefold().replace(",", " ").split()).removeprefix("the ")
    if words in _NEAR:
        return today + timedelta(_NEAR[words])
    for read in (_weekday, _later, _day_of_month, _end_of_month, _without_year):
        day = read(words, today)
        if day is not None:
            return day
    return _other_order(words)


def meant_day(text: str, today: date) -> date | None:
    """The day that was typed: a date in any usual way, or a day as people say it on `today`."""
    return read_date(text) or said_day(text, today)


def nearness(day: date, today: date) -> str:
    """How far off a day is, in words: "tomorrow", "in 12 days", "3 days ago"; "" beyond two months."""
    days = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in near:
        return near[days]
    return "" if abs(days) > 60 else f"in {days} days" if days > 0 else f"{-days} days ago"


def _weekday(words: str, today: date) -> date | None:
    match = _WEEKDAY.fullmatch(words)
    if match is None:
        return None
    number = next(n for n, name in enumerate(WEEKDAYS) if name.lower().startswith(match["week_day"][:3]))
    monday = today - timedelta(today.weekday())
    match match["which"]:
        case "next":
            day = monday + timedelta(7 + number)
        case "last":
            day = today - timedelta((today.weekday() - number - 1) % 7 + 1)
        case "this":
            day = monday + timedelta(number)
        case _:
            day = today + timedelta((number - today.weekday() - 1) % 7 + 1)
    return day + timedelta(7 if match["week"] else 0)


def _later(words: str, today: date) -> date | None:
    """ "in 3 weeks", "two weeks ago", "a week today"."""
    match = _LATER.fullmatch(words)
    if match is None:
        return None
    said, unit = match["number"] or match["n"], match["unit"] or match["u"]
    number = (_NUMBERS[said] if said in _NUMBERS else int(said)) * (-1 if match["way"] == "ago" else 1)
    if unit in ("month", "year"):
        return _months_on(today, number * (12 if unit == "year" else 1))
    return _moved(today, number * {"day": 1, "week": 7, "fortnight": 14}[unit])


def _day_of_month(words: str, today: date) -> date | None:
    """The next such day: "13th" on the 20th is next month's."""
    match = _DAY_OF_MONTH.fullmatch(words)
    if match is None:
        return None
    for months in (1,) if match["next"] else (0, 1, 2):
        first = _months_on(today.replace(day=1), months)
        day = _date(first.year, first.month, int(match[1])) if first else None
        if day is not None and (day >= today or match["next"]):
            return day
    return None


def _end_of_month(words: str, today: date) -> date | None:
    """ "end of March", "month end"."""
    match = _END.fullmatch(words)
    if match is None or not ("end" in words.split() or words.startswith("last day")):
        return None
    month = today.month if match["month"] == "month" else _month(match["month"])
    if month is None:
        return None
    year = int(match["year"]) if match["year"] else today.year + (month < today.month)
    return _date(year, month, monthrange(year, month)[1]) if 1000 <= year <= 2999 else None


def _without_year(words: str, today: date) -> date | None:
    for shape in _NO_YEAR:
        match = shape.fullmatch(words)
        if match is None:
            continue
        month = int(match["month"]) if match["month"].isdigit() else _month(match["month"])
        near = [day for year in (today.year - 1, today.year, today.year + 1)
                if month and (day := _date(year, month, int(match["day"]))) is not None]
        return min(near, key=lambda day: (abs((day - today).days), day < today), default=None)
    return None


def _other_order(words: str) -> date | None:
    """ "March 13 2015", "13 3 2015", "13032015"."""
    if match := _MONTH_FIRST.fullmatch(words):
        return read_date(f"{match[2]} {match[1]} {match[3]}")
    if match := _FIGURES.fullmatch(words):
        return read_date("/".join(part for part in match.groups() if part))
    return None


def _month(name: str) -> int | None:
    return next((n for n, month in enumerate(MONTHS, 1) if len(name) >= 3 and month.lower().startswith(name)), 9
                if name == "sept" else None)


def _months_on(day: date, months: int) -> date | None:
    """The same day so many months on, or the last of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return _date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if 1 <= year <= 9998 else None


def _moved(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
