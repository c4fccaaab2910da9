"""When something applies."""

import pytest

from drafter.model import conditions
from drafter.model.conditions import (
    AllOf,
    Answered,
    AnyOf,
    Equals,
    Includes,
    NoneOf,
    OneOf,
    StageFrom,
    holds,
)

VALUES = {"key": True, "open": False, "route": "normal", "involves": ("grant", "land"), "count": 3}
YES = Equals("key", "yes")
NO = Equals("key", "no")


@pytest.mark.parametrize(("condition", "expected"), [
    (None, True),
    (YES, True), (NO, False),
    (Equals("open", "no"), True),
    (Equals("route", "normal"), True), (Equals("route", "urgent"), False),
    (Equals("count", "3"), True),
    (Equals("route", "Normal"), True), (OneOf("route", ("URGENT", "NORMAL")), True),
    (Equals("unanswered", ""), False),
    (OneOf("route", ("urgent", "normal")), True), (OneOf("route", ("urgent",)), False),
    (OneOf("unanswered", ("x",)), False),
    (OneOf("key", ("yes", "no")), True),
    (Includes("involves", "land"), True), (Includes("involves", "contract"), False),
    (Includes("route", "norm"), False), (Includes("unanswered", "land"), False),
    (Answered("open", True), True), (Answered("unanswered", True), False), (Answered("unanswered", False), True),
    (StageFrom("proposed"), True), (StageFrom("decided"), True), (StageFrom("published"), False),
    (AllOf((YES, Includes("involves", "land"))), True), (AllOf((YES, NO)), False), (AllOf(()), True),
    (AnyOf((NO, YES)), True), (AnyOf((NO, NO)), False), (AnyOf(()), False),
    (NoneOf((NO,)), True), (NoneOf((NO, YES)), False),
    (AllOf((AnyOf((NO, YES)), NoneOf((AllOf((YES, NO)),)))), True),
])
def test_a_condition_holds_or_does_not(condition, expected):
    assert holds(condition, VALUES.get, "decided") is expected


def test_every_test_of_a_field_is_found_however_deep():
    deep = AllOf((YES, AnyOf((StageFrom("decided"), NoneOf((Includes("involves", "land"),)))), Answered("route", True)))
    assert [test.field for test in conditions.tests_in(deep)] == ["key", "involves", "route"]
    assert list(conditions.tests_in(None)) == []
