"""Kent's conventions against days that a council published: every lawful row comes out again, every other is named."""

from __future__ import annotations

from datetime import date

import pytest

from drafter.model.form import Form
from drafter.model.milestones import Given, timetable
from drafter.model.timetable import Calendar, earliest_decision
from drafter.storage.calendars import calendar_for

NOTICES = [  # label, notice, decision due not before; how many days after the earliest, or what is said of it
    ("care at home", "2023-06-27", "2023-07-26", 0), ("moved to the summer", "2018-01-09", "2018-07-18", 161),
    ("bus stops", "2018-01-09", "2018-02-06", "one short"), ("school places", "2022-08-30", "2022-09-28", 0),
    ("highway works", "2021-02-16", "2021-03-17", 0), ("drainage", "2021-02-16", "2021-03-17", 0),
    ("lease of a hall", "2020-08-14", "2020-09-28", 16), ("street lights", "2025-10-07", "2025-11-05", 0),
    ("before Christmas", "2023-12-19", "2024-01-17", 0), ("charges", "2025-09-02", "2025-09-30", "one short"),
    ("waste", "2025-02-19", "2025-03-20", 0), ("over Christmas", "2021-11-26", "2021-12-29", 4),
    ("bulk date", "2012-12-31", "2013-11-22", 297), ("moved twice", "2014-01-21", "2015-10-01", 589),
    ("libraries", "2019-11-12", "2019-12-11", 0), ("abandoned", "2019-09-03", "2019-10-02", 0),
    ("youth service", "2022-02-23", "2022-04-06", 13), ("also abandoned", "2013-03-01", "2013-09-23", 177),
    ("moved by two years", "2013-06-05", "2015-03-01", 605), ("museum", "2022-06-22", "2022-07-20", "one short"),
    ("in the spring", "2020-04-07", "2020-05-18", 12), ("winter service", "2020-01-20", "2020-03-10", 21),
    ("broadband", "2019-01-07", "2019-04-15", 69), ("gateway", "2017-06-12", "2017-07-12", 1),
    ("data", "2019-10-08", "2019-11-06", 0), ("adult education", "2013-09-09", "2013-10-08", 0),
]
DECISIONS = [  # label, notice, decision
    ("highway works", "2021-02-16", "2021-03-19", ""), ("drainage", "2021-02-16", "2021-03-19", ""),
    ("entered afterwards", "2014-12-10", "2012-07-27", "Before its own notice"),
]
CALLED_IN = [  # label, decision and publication, effective from
    ("respite", "2023-10-04", "2023-10-12"), ("recycling", "2020-01-22", "2020-01-30"),
    ("up to Christmas", "2018-12-12", "2018-12-20"), ("gateway", "2014-03-27", "2014-04-04"),
]


@pytest.fixture(scope="module")
def england(kent: Form) -> Calendar:
    return calendar_for(kent.conventions)


@pytest.mark.parametrize(("label", "notice", "due", "expected"), NOTICES, ids=[row[0] for row in NOTICES])
def test_the_date_in_a_notice_is_lawful_or_named(kent: Form, england: Calendar, label: str, notice: str, due: str,
                                                 expected: int | str) -> None:
    first, given = date.fromisoformat(notice), date.fromisoformat(due)
    found = next(one for one in timetable(Given(notice=first, due=given), kent.conventions, england)
                 if one.event == "due")
    if isinstance(expected, str):
        assert found.reckoned.count.endswith(expected) and found.fault
    else:
        assert (given - earliest_decision(first, kent.conventions, england).day).days == expected and not found.fault


@pytest.mark.parametrize(("label", "notice", "decision", "fault"), DECISIONS, ids=[row[0] for row in DECISIONS])
def test_a_decision_is_lawful_or_named(kent: Form, england: Calendar, label: str, notice: str, decision: str,
                                       fault: str) -> None:
    given = Given(notice=date.fromisoformat(notice), decision=date.fromisoformat(decision))
    assert next(one.fault for one in timetable(given, kent.conventions, england) if one.event == "decision") == fault


@pytest.mark.parametrize(("label", "published", "effective"), CALLED_IN, ids=[row[0] for row in CALLED_IN])
def test_the_day_of_effect_is_the_one_published(kent: Form, england: Calendar, label: str, published: str,
                                                effective: str) -> None:
    day = date.fromisoformat(published)
    given = Given(decision=day, publication=day, effective=date.fromisoformat(effective), call_in=True)
    found = {one.event: one for one in timetable(given, kent.conventions, england)}
    assert "effective_from" not in found and not found["effective"].fault


def test_an_urgent_entry_with_a_full_notice_is_named(kent: Form, england: Calendar) -> None:
    """The entry says urgent and immediate, yet carries a date that leaves 29 clear days."""
    notice, decision = date(2025, 7, 31), date(2025, 8, 30)
    assert earliest_decision(notice, kent.conventions, england).day < decision
    found = timetable(Given(route="urgent", notice=notice, decision=decision), kent.conventions, england)
    assert [one.event for one in found] == ["notice", "earliest_decision", "decision"]
