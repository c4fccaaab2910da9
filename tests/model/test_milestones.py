"""The way of a decision through its days, forwards and backwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.model.milestones import Event, Given, Milestone, backwards, earliest, timetable
from drafter.model.timetable import (
    Calendar,
    Conventions,
    call_in_ends,
    earliest_decision,
    effective_from,
    latest_notice,
    latest_publication,
)

HOLIDAYS = {date(2026, 12, 25): "Christmas Day", date(2026, 12, 28): "Boxing Day (substitute)",
            date(2027, 1, 1): "New Year's Day", date(2027, 3, 26): "Good Friday", date(2027, 3, 29): "Easter Monday"}
ENGLAND = Calendar(lambda year: {day: name for day, name in HOLIDAYS.items() if day.year == year})
KENT = Conventions()
NOTICE = date(2026, 10, 2)
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 1, 1))


def never(year: int) -> Mapping[date, str]:
    raise AssertionError(f"the bank holidays of {year} were asked for")


def way(conventions: Conventions = KENT, calendar: Calendar = ENGLAND, **settled: object) -> dict[Event, Milestone]:
    return {one.event: one for one in timetable(Given(**settled), conventions, calendar)}  # type: ignore[arg-type]


def test_the_whole_way_stands_in_the_order_of_its_days() -> None:
    found = timetable(Given(notice=NOTICE, committee=date(2026, 10, 20), due=date(2026, 10, 31),
                            decision=date(2026, 11, 2), publication=date(2026, 11, 3), effective=date(2026, 11, 11)),
                      KENT, ENGLAND)
    assert [(one.event, one.day.isoformat()) for one in found] == [
        ("notice", "2026-10-02"), ("agenda", "2026-10-12"), ("committee", "2026-10-20"),
        ("earliest_decision", "2026-10-31"), ("due", "2026-10-31"), ("decision", "2026-11-02"),
        ("publication", "2026-11-03"), ("call_in_ends", "2026-11-10"), ("effective", "2026-11-11")]
    assert [one.fault for one in found if one.fault] == []
    assert all(one.reckoned.count and one.reckoned.source and one.name for one in found)


def test_nothing_is_counted_from_nothing_and_no_notice_is_needed_for_other_decisions() -> None:
    assert way() == {}
    assert list(way(key=False, notice=NOTICE, decision=date(2026, 10, 5))) == ["decision"]
    assert earliest(Given(key=False, notice=NOTICE), KENT, ENGLAND) is None


@pytest.mark.parametrize(("settled", "event", "count", "fault"), [
    ({"decision": date(2026, 10, 30)}, "decision", "27 clear days between 2026-10-02 and 2026-10-30: one short",
     "Too early: one clear day short"),
    ({"due": date(2026, 10, 28)}, "due", "25 clear days between 2026-10-02 and 2026-10-28: three short",
     "Too early: three clear days short"),
    ({"due": date(2026, 10, 2)}, "due", "0 clear days between 2026-10-02 and 2026-10-02: 28 short",
     "Too early: 28 clear days short"),
    ({"due": date(2026, 10, 9), "route": "exception"}, "due",
     "4 clear working days between 2026-10-02 and 2026-10-09: one short", "Too early: one clear day short"),
    ({"due": date(2026, 10, 12), "route": "exception"}, "due",
     "5 clear working days between 2026-10-02 and 2026-10-12", ""),
    ({"decision": date(2026, 10, 1)}, "decision", "Before its own notice", "Before its own notice"),
    ({"decision": date(2026, 10, 31), "due": date(2026, 11, 2)}, "decision",
     "28 clear days between 2026-10-02 and 2026-10-31", "Before the day that the notice gave"),
    ({"decision": date(2026, 10, 5), "route": "urgent"}, "decision",
     "No days of notice, once the chair of scrutiny has agreed", ""),
    ({"decision": date(2026, 10, 5), "route": "urgent", "agreed": date(2026, 10, 6)}, "decision",
     "No days of notice: from the agreement on 2026-10-06", "Before the chair of scrutiny agreed"),
    ({"decision": date(2026, 11, 2), "publication": date(2026, 11, 1)}, "publication",
     "As soon as reasonably practicable after the decision", "Before the decision"),
    ({"decision": date(2026, 11, 2), "publication": date(2026, 11, 3)}, "publication", "1 day after the decision", ""),
    ({"decision": date(2026, 11, 2), "committee": date(2026, 11, 3)}, "committee", "Before the decision is taken",
     "After the decision"),
    ({"publication": date(2026, 11, 3), "effective": date(2026, 11, 10)}, "effective",
     "5 working days after publication on 2026-11-03 end on 2026-11-10", "Too early: 1 day before it can"),
    ({"publication": date(2026, 11, 3), "effective": date(2026, 11, 30)}, "effective",
     "5 working days after publication on 2026-11-03 end on 2026-11-10", ""),
    ({"publication": date(2026, 11, 3), "effective": date(2026, 11, 3), "call_in": False}, "effective",
     "Not subject to call-in: the same day as published", ""),
    ({"effective": date(2026, 11, 3)}, "effective", "Counted once the publication is dated", ""),
])
def test_a_day_that_was_written_carries_its_count_and_what_is_wrong(settled: dict[str, object], event: Event,
                                                                    count: str, fault: str) -> None:
    found = way(notice=NOTICE, **settled)[event]
    assert (found.reckoned.count, found.fault) == (count, fault)


def test_each_route_has_its_own_earliest_day() -> None:
    agreed = date(2026, 10, 5)
    for route, day in (("normal", date(2026, 10, 31)), ("exception", date(2026, 10, 12)), ("urgent", agreed)):
        first = earliest(Given(notice=NOTICE, route=route, agreed=agreed), KENT, ENGLAND)  # type: ignore[arg-type]
        assert first is not None and first.day == day
    assert earliest(Given(notice=NOTICE, route="urgent"), KENT, ENGLAND) is None


def test_the_normal_route_asks_for_no_bank_holidays() -> None:
    found = way(calendar=Calendar(never), notice=NOTICE, due=date(2026, 10, 31), decision=date(2026, 11, 2))
    assert found["decision"].fault == ""


def test_backwards_from_a_day_in_force_everything_has_its_latest_day() -> None:
    found = {one.event: one for one in backwards(KENT, ENGLAND, in_force_by=date(2027, 4, 1), today=date(2027, 3, 1))}
    assert {event: one.day.isoformat() for event, one in found.items()} == {
        "latest_notice": "2027-02-21", "latest_general_exception_notice": "2027-03-12",
        "latest_publication": "2027-03-22"}
    assert {event: one.fault for event, one in found.items() if one.fault} == {"latest_notice": "8 days ago"}
    decided = {one.event: one.day for one in backwards(KENT, ENGLAND, decided_by=date(2027, 4, 1))}
    assert decided["latest_notice"] == date(2027, 3, 3) and "latest_publication" not in decided


def test_a_council_may_count_call_in_from_the_decision_and_count_that_day() -> None:
    from_decision = replace(KENT, call_in_starts="decision", call_in_first_day="same")
    found = way(from_decision, decision=date(2026, 11, 2), publication=date(2026, 11, 4))
    assert found["call_in_ends"].day == date(2026, 11, 6)
    assert found["call_in_ends"].reckoned.count == "5 working days from the decision on 2026-11-02 end on 2026-11-06"
    assert call_in_ends(date(2026, 11, 2), replace(KENT, call_in_days=1), ENGLAND).count == (
        "1 working day after publication on 2026-11-02 ends on 2026-11-03")


def test_an_earliest_day_moves_to_a_working_day_only_where_the_council_says_so() -> None:
    rolls = replace(KENT, decision_on="working")
    assert earliest_decision(NOTICE, KENT, ENGLAND).day == date(2026, 10, 31), "a Saturday"
    assert earliest_decision(NOTICE, rolls, ENGLAND).day == date(2026, 11, 2)
    assert latest_notice(date(2026, 11, 1), rolls, ENGLAND).day == date(2026, 10, 1)


def test_an_urgent_decision_may_take_effect_later_than_the_same_day() -> None:
    for how, day in (("same", 6), ("calendar", 7), ("working", 9)):
        conventions = replace(KENT, effective_without_call_in=how)  # type: ignore[arg-type]
        found = way(conventions, publication=date(2026, 11, 6), call_in=False)["effective_from"]
        assert found.day == date(2026, 11, day)


def test_a_count_beyond_the_days_that_are_known_says_so() -> None:
    known = replace(KENT, closed_days_known_until=date(2026, 12, 31))
    assert "known until 31 December 2026" in effective_from(date(2026, 12, 24), known, ENGLAND).doubt
    assert effective_from(date(2026, 12, 14), known, ENGLAND).doubt == ""
    assert earliest_decision(date(2026, 12, 24), known, ENGLAND).doubt == "", "every day counts"


def test_a_count_is_read_with_its_days_written_out() -> None:
    assert earliest_decision(NOTICE, KENT, ENGLAND).words == "28 clear days between 2 October 2026 and 31 October 2026"


@given(days)
def test_the_latest_publication_is_in_force_in_time_and_the_next_day_is_not(needed: date) -> None:
    latest = latest_publication(needed, KENT, ENGLAND).day
    assert effective_from(latest, KENT, ENGLAND).day <= needed
    assert effective_from(latest + timedelta(days=1), KENT, ENGLAND).day > needed


@given(days, days, days, days)
def test_a_written_day_is_kept_whatever_others_are(notice: date, due: date, published: date, effective: date) -> None:
    found = way(notice=notice, due=due, publication=published, effective=effective)
    assert (found["notice"].day, found["due"].day, found["publication"].day, found["effective"].day) == (
        notice, due, published, effective)
    assert bool(found["due"].fault) == (due < found["earliest_decision"].day)
