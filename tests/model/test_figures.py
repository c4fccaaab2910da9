"""Dates, amounts and numbers as officers type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.model.figures import (
    DATE,
    printed_date,
    printed_money,
    read_date,
    read_money,
    read_whole_number,
)


@pytest.mark.parametrize("text", [
    "4 October 2026", "4/10/2026", "04/10/26", "4.10.2026", "4 . 10 . 2026", "4-10-2026", "2026-10-04",
    "4 Oct 2026", "4th Oct 2026", "4 OCTOBER, 2026", "4th of October 2026", "Sunday 4 October 2026",
    "Sun, 4 Oct 2026", " 4\u00a0October\u00a02026 ", "4-Oct-26",
])
def test_a_date_is_read_in_the_shapes_people_write(text):
    assert read_date(text) == date(2026, 10, 4)


@pytest.mark.parametrize("text", [
    "", "soon", "October 2026", "30 February 2026", "31/06/2026", "13/13/2026", "4/10-2026", "10:30", "26/00041",
    "4 October 2026 or later", "0 May 2026", "4 Octember 2026", "٤/١٠/٢٠٢٦", "0000-01-01",
])
def test_what_is_no_date_is_not_read_as_one(text):
    assert read_date(text) is None


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_a_printed_date_reads_back(day):
    assert read_date(printed_date(day)) == day
    assert read_date(day.isoformat()) == day
    assert read_date(f"{day.day}/{day.month}/{day.year}") == day


def test_years_in_two_digits_are_the_near_ones():
    assert (read_date("1/2/18"), read_date("1/2/99")) == (date(2018, 2, 1), date(1999, 2, 1))


def test_a_date_is_found_inside_other_text():
    found = DATE.search("Not before 26th Jul 2026 by the Leader")
    assert found is not None and found[0] == "26th Jul 2026"


@pytest.mark.parametrize(("text", "pence"), [
    ("£1,234.50", 123450), ("1234.5", 123450), ("£3.087m", 308700000), ("£ 3.087 m", 308700000),
    ("2.5 million", 250000000), ("500k", 50000000), ("GBP 12", 1200), ("£1bn", 10**11), ("0", 0), ("£0.01", 1),
    ("1 200 000", 120000000), ("1,200,000 pounds", 120000000), ("£1.2M", 120000000), ("12K", 1200000), ("nil", 0),
    ("12 thousand pounds", 1200000), ("1.2mil", 120000000), ("500 GBP", 50000),
])
def test_an_amount_is_read_as_whole_pence(text, pence):
    assert read_money(text) == pence


@pytest.mark.parametrize("text", ["", "lots", "£1,23", "£1.005", "1.2.3", "£5 each", "-", "£", "m"])
def test_what_is_no_amount_is_not_read_as_one(text):
    assert read_money(text) is None


@given(st.integers(min_value=0, max_value=10**15))
def test_a_printed_amount_reads_back(pence):
    assert read_money(printed_money(pence)) == pence


def test_pence_are_printed_only_where_there_are_some():
    assert (printed_money(300000000), printed_money(123450), printed_money(-5)) == ("£3,000,000", "£1,234.50", "-£0.05")


@given(st.integers(min_value=-10**14, max_value=10**14))
def test_a_whole_number_reads_back_with_and_without_commas(number):
    assert read_whole_number(str(number)) == number
    assert read_whole_number(f" {number:,} ") == number


@pytest.mark.parametrize("text", ["", "1.5", "1,23", "ten", "1 000", "--1"])
def test_what_is_no_whole_number_is_not_read_as_one(text):
    assert read_whole_number(text) is None


@pytest.mark.parametrize("text", ["13/3/0215", "31/12/9999", "0001-01-01", "1 January 3000"])
def test_a_year_that_no_record_can_mean_is_no_date(text: str) -> None:
    assert read_date(text) is None
