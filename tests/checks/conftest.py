"""What a draft on Kent's form is told, in one line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from drafter.checks.check import check
from drafter.model.answers import Answers
from drafter.model.draft import Draft
from drafter.model.problem import Problem
from drafter.model.timetable import Calendar

TODAY = date(2026, 3, 2)


@pytest.fixture(scope="session")
def told(filled: Callable[..., Answers], calendar: Calendar) -> Callable[..., tuple[Problem, ...]]:
    """The problems of a draft, on 2 March 2026: told(title="Park", stage="decided")."""
    return lambda stage="proposed", **entries: check(filled(stage, **entries), TODAY, calendar)


@pytest.fixture(scope="session")
def told_of(answers_of: Callable[[Draft], Answers], calendar: Calendar) -> Callable[..., tuple[Problem, ...]]:
    """The problems of a draft made by hand, on 2 March 2026 or another day."""
    return lambda draft, today=TODAY: check(answers_of(draft), today, calendar)
