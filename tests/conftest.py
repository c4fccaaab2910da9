"""Fixtures that all floors share. Forms, answers and calendars never change, so one of each serves the session."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Generator, Iterator, Mapping
from pathlib import Path
from typing import Any
from weakref import WeakSet

import pytest
from hypothesis import HealthCheck, settings

from drafter.app.files import open_file, save_as
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


@pytest.fixture
def begun_earlier(tmp_path: Path, private_home: Path) -> tuple[Path, Path]:
    """A pack root whose council has changed its form, and a draft that was begun on the form before: a question is gone
    that the draft answers, a choice that it took, the call-in is longer, and there is a new question."""
    root, draft = tmp_path / "packs", tmp_path / "Bridge.decision"
    for name in ("forms", "templates"):
        shutil.copytree(shipped_root() / name / "westshire", root / name / "westshire")
    pack = load_pack("westshire", [root])
    save_as(open_file(shipped_root() / "resources" / "samples" / "westshire.decision").draft, draft, pack, private_home)

    def change(name: str, change: Callable[[str], str]) -> None:
        before = (root / name).read_text("utf-8")
        assert change(before) != before
        (root / name).write_text(change(before), "utf-8")

    question = '\n[[fields]]\nid = "flood_zone"\nkind = "yes_no"\nlabel = "In a flood zone"\n'
    change("forms/westshire/form.toml", lambda text: text.replace('version = "1"', 'version = "2"'))
    change("forms/westshire/calendar.toml", lambda text: text.replace("call_in_days = 3", "call_in_days = 4"))
    change("forms/westshire/sections/risk.toml",
           lambda text: text.replace('{ id = "possible", label = "Possible" }, ', ""))
    change("forms/westshire/sections/climate.toml", lambda text: text.rpartition("\n[[fields]]")[0] + question)
    change("templates/westshire/wordings/climate_implications.j2", lambda text: "{{ climate_implications }}\n")
    return root, draft


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
