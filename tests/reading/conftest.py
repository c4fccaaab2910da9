"""Invented records in the shapes that councils publish, and what reading them must keep to."""

from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.model.draft import Draft, plain_entry
from drafter.model.form import Form
from drafter.reading.record_text import read_record

RECORDS = Path(__file__).parent.parent / "data" / "records"


@pytest.fixture(scope="session")
def read(kent: Form) -> Callable[[str], Draft]:
    return lambda text: read_record(text, kent, "record.txt")


@pytest.fixture(params=["proposed_record", "decision_details", "issue_details"])
def published(request) -> str:
    return (RECORDS / f"{request.param}.txt").read_text(encoding="utf-8")


@pytest.fixture
def record() -> Callable[[str], str]:
    return lambda name: (RECORDS / f"{name}.txt").read_text(encoding="utf-8")


@pytest.fixture
def words_of() -> Callable[[Draft], str]:
    """All that the draft holds of a record: every entry, then what was left over."""

    def words(draft: Draft) -> str:
        left = [line.text for line in draft.imported.left_over]
        return "\n".join([*map(plain_entry, draft.entries.values()), *left])

    return words
