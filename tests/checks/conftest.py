"""What a draft on Kent's form is told, in one line; and invented records in which nothing is amiss."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from drafter.checks.check import check
from drafter.model.answers import Answers
from drafter.model.draft import CellEntry, Draft, Entry, Implication, Row, Rows
from drafter.model.fields import FieldBase, ImplicationField, RichTextField, RowsField
from drafter.model.form import Form
from drafter.model.problem import Problem
from drafter.model.rich_text import from_plain
from drafter.model.timetable import Calendar

TODAY = date(2026, 3, 2)
CLEAN = sorted((Path(__file__).parent.parent / "data" / "clean").glob("*.toml"))


@pytest.fixture(scope="session")
def told(filled: Callable[..., Answers], calendar: Calendar) -> Callable[..., tuple[Problem, ...]]:
    """The problems of a draft, on 2 March 2026: told(title="Park", stage="decided")."""
    return lambda stage="proposed", **entries: check(filled(stage, **entries), TODAY, calendar)


@pytest.fixture(scope="session")
def told_of(answers_of: Callable[[Draft], Answers], calendar: Calendar) -> Callable[..., tuple[Problem, ...]]:
    """The problems of a draft made by hand, on 2 March 2026 or another day."""
    return lambda draft, today=TODAY: check(answers_of(draft), today, calendar)


class Record(NamedTuple):
    """A record, and the day on which it is checked."""

    draft: Draft
    today: date


@pytest.fixture(scope="session")
def clean_records(draft_of: Callable[..., Draft], kent: Form) -> Mapping[str, Record]:
    """Invented records of many kinds, by name. Their rows are called r1, r2 and so on, from the first."""
    return {file.stem: _record(tomllib.loads(file.read_text(encoding="utf-8")), draft_of, kent) for file in CLEAN}


def _record(table: dict[str, Any], draft_of: Callable[..., Draft], form: Form) -> Record:
    today, stage = table.pop("today"), table.pop("stage", "proposed")
    entries = {}
    for name, written in table.items():
        field = form.field(name)
        assert field is not None, f"the form has no field '{name}'"
        entries[name] = _entry(field, written)
    return Record(draft_of(stage, **entries), today)


def _entry(field: FieldBase, written: Any) -> Entry:
    if isinstance(field, ImplicationField) and isinstance(written, dict):
        return Implication("none", because=written["none"])
    if isinstance(field, RowsField):
        if isinstance(written, dict):
            return Rows((), none_because=written["none_because"])
        return Rows(tuple(Row({column: _cell(field, column, cell) for column, cell in row.items()}, id=f"r{number}")
                          for number, row in enumerate(written, 1)))
    return tuple(written) if isinstance(written, list) else field.entry_from_text(written.strip())


def _cell(field: RowsField, column: str, written: str) -> CellEntry:
    assert field.column(column) is not None, f"{field.id} has no column '{column}'"
    return from_plain(written) if isinstance(field.column(column), RichTextField) else written
