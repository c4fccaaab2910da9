"""Fixtures that all floors share. Forms, answers and calendars never change, so one of each serves the session."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Iterator, Mapping
from pathlib import Path
from typing import Any
from weakref import WeakSet

import pytest
from hypothesis import HealthCheck, settings

from drafter.model.answers import Answers, read_answers
from drafter.model.base import Stage
from drafter.model.draft import Draft, Entry
from drafter.model.draft import Path as FieldPath
from drafter.model.form import Form
from drafter.model.timetable import Calendar
from drafter.storage.calendars import calendar_for
from drafter.storage.locations import shipped_root
from drafter.storage.packs import Pack, load_pack

# How fast a machine is says nothing about what a test finds.
settings.register_profile("drafter", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("drafter")


@pytest.fixture(autouse=True)
def private_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the private folder of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("DRAFTER_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def kent_pack() -> Pack:
    return load_pack("kent", [shipped_root()])


@pytest.fixture(scope="session")
def kent(kent_pack: Pack) -> Form:
    return kent_pack.form


@pytest.fixture(scope="session")
def calendar(kent: Form) -> Calendar:
    return calendar_for(kent.conventions)


@pytest.fixture(scope="session")
def answers_of(kent: Form) -> Callable[[Draft], Answers]:
    """A draft as Kent's form reads it."""
    return lambda draft: read_answers(kent, draft)


@pytest.fixture(scope="session")
def draft_of(kent: Form) -> Callable[..., Draft]:
    """A draft on Kent's form, in one line: draft_of(title="Park", key_decision="yes", stage="decided").

    Texts become entries as if typed into the field; anything else is taken as the entry it is.
    """

    def draft(stage: Stage = "proposed", **entries: Entry) -> Draft:
        made: Mapping[str, Entry] = {
            name: _field(kent, name).entry_from_text(entry) if isinstance(entry, str) else entry
            for name, entry in entries.items()}
        result = Draft(kent.form_version, stage=stage)
        for name, entry in made.items():
            result = result.with_entry(FieldPath(name), entry)
        return result

    return draft


@pytest.fixture(scope="session")
def filled(draft_of: Callable[..., Draft], answers_of: Callable[[Draft], Answers]) -> Callable[..., Answers]:
    """The answers of such a draft: filled(title="Park", key_decision="yes")."""
    return lambda stage="proposed", **entries: answers_of(draft_of(stage, **entries))


def _field(form: Form, name: str):  # type: ignore[no-untyped-def]
    field = form.field(name)
    assert field is not None, f"the form has no field '{name}'"
    return field


@pytest.fixture
def nothing_left_under_way(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test lets go of what it began beside the window: what comes back later would come into another test."""
    from drafter.app.worker import Worker  # noqa: PLC0415  (tests of the lower floors need no Qt)

    begun: WeakSet[Worker] = WeakSet()
    do = Worker.do

    def noted(worker: Worker, *about: Any) -> None:
        begun.add(worker)
        do(worker, *about)

    monkeypatch.setattr(Worker, "do", noted)
    yield
    assert all(worker.is_idle for worker in begun), (
        "what this test began beside the window is not done: wait for the desk, then let it go")


# Of itself the collector runs in any thread, also in those of a test's own tools: no object of Qt may die there.


def pytest_configure() -> None:
    gc.disable()


def pytest_collection_finish() -> None:
    """What is there by now stays: it need not be looked through after every test."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None]:
    """After all that belongs to the test is gone: what is young, and at the end of a file everything."""
    try:
        return (yield)
    finally:
        gc.collect(1 if nextitem is not None and nextitem.path == item.path else 2)
