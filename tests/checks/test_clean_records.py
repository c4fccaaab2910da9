"""Records in which nothing is amiss: no rule may stop one, or ask for an explanation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from drafter.model.problem import Problem

NAMES = sorted(file.stem for file in (Path(__file__).parent.parent / "data" / "clean").glob("*.toml"))


def test_there_are_twenty_kinds_of_record() -> None:
    assert len(NAMES) >= 20


@pytest.mark.parametrize("name", NAMES)
def test_nothing_stops_a_clean_record_or_asks_for_an_explanation(
        name: str, clean_records: Mapping[str, tuple], told_of: Callable[..., tuple[Problem, ...]]) -> None:  # type: ignore[type-arg]
    draft, today = clean_records[name]
    assert [(one.code, str(one.path), one.message) for one in told_of(draft, today) if one.severity != "advice"] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_clean_record_is_hardly_advised(
        name: str, clean_records: Mapping[str, tuple], told_of: Callable[..., tuple[Problem, ...]]) -> None:  # type: ignore[type-arg]
    draft, today = clean_records[name]
    advised = [(one.code, str(one.path), one.message) for one in told_of(draft, today)]
    assert [one for one in advised if one[0] not in ("interests_blank", "worth_answering")] == []
