"""Days as people say them, on Monday 2 November 2026."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.model.figures import printed_date, read_date
from drafter.model.said_days import nearness, said_day

MONDAY = date(2026, 11, 2)


@pytest.mark.parametrize(("text", "day"), [
    ("today", (2026, 11, 2)), ("Tomorrow", (2026, 11, 3)), ("yesterday", (2026, 11, 1)),
    ("the day after tomorrow", (2026, 11, 4)), ("Friday", (2026, 11, 6)), ("fri", (2026, 11, 6)),
    ("this Friday", (2026, 11, 6)), ("next Friday", (2026, 11, 13)), ("last Friday", (2026, 10, 30)),
    ("Monday", (2026, 11, 9)), ("last Monday", (2026, 10, 26)), ("Friday week", (2026, 11, 13)),
    ("Weds", (2026, 11, 4)), ("in 3 weeks", (2026, 11, 23)), ("in two days", (2026, 11, 4)),
    ("28 days ago", (2026, 10, 5)), ("a week today", (2026, 11, 9)), ("two weeks from now", (2026, 11, 16)),
    ("in a month", (2026, 12, 2)), ("in a fortnight", (2026, 11, 16)), ("in 1 year", (2027, 11, 2)),
    ("13 March", (2027, 3, 13)), ("14 September", (2026, 9, 14)), ("14th of Sept", (2026, 9, 14)),
    ("March 13", (2027, 3, 13)), ("13/3", (2027, 3, 13)), ("13.3", (2027, 3, 13)), ("5 Nov", (2026, 11, 5)),
    ("the 13th", (2026, 11, 13)), ("1st", (2026, 12, 1)), ("31st", (2026, 12, 31)),
    ("1st of next month", (2026, 12, 1)), ("end of March", (2027, 3, 31)), ("end of the month", (2026, 11, 30)),
    ("month end", (2026, 11, 30)), ("end of February 2028", (2028, 2, 29)), ("March 13, 2015", (2015, 3, 13)),
    ("13 3 2015", (2015, 3, 13)), ("13 3 15", (2015, 3, 13)), ("13032015", (2015, 3, 13)),
])
def test_a_day_is_understood_as_it_is_said(text, day):
    assert said_day(text, MONDAY) == date(*day)


@pytest.mark.parametrize("text", ["", "soon", "next week", "March", "13", "31 June", "30/2", "32nd", "Q3", "next",
                                  "end", "end of Octember", "in a while", "friday the 13th of nowhere", "99999999",
                                  "in 999 years ago", "end of March 9999", "a"])
def test_what_is_no_day_is_not_made_one(text):
    assert said_day(text, MONDAY) is None


def test_the_twenty_ninth_of_february_is_the_nearest_there_is():
    assert said_day("29 February", date(2027, 11, 2)) == date(2028, 2, 29)
    assert said_day("29 February", date(2026, 1, 2)) is None


@given(st.text(alphabet="0123456789 /.-abcdefhijlmnoprstuvwyTFM", max_size=24), st.dates(date(1000, 1, 1)))
def test_whatever_is_typed_on_whatever_day_is_a_day_or_none(text, today):
    assert isinstance(said_day(text, today), date | None)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)),
       st.sampled_from(["tomorrow", "next friday", "13 march", "in 3 weeks"]))
def test_what_is_understood_can_be_written_as_a_date(today, text):
    day = said_day(text, today)
    assert day is not None and read_date(printed_date(day)) == day


def test_how_far_off_a_day_is():
    assert [nearness(date(2026, 11, n), MONDAY) for n in (1, 2, 3, 14)] == ["yesterday", "today", "tomorrow",
                                                                             "in 12 days"]
    assert nearness(date(2026, 10, 23), MONDAY) == "10 days ago" and nearness(date(2027, 3, 1), MONDAY) == ""
