"""The screen's tests run without a screen, as they do on a server, in the look the program wears."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from drafter.app.desk import Desk
from drafter.model.failure import Failure
from drafter.storage.locations import shipped_root
from drafter.ui import look
from drafter.ui.dialogs import Dialogs
from drafter.ui.main_window import MainWindow
from drafter.ui.screen_reader import tell_of_scroll_areas

TODAY = date(2026, 11, 2)


class FakeDialogs(Dialogs):
    """Answers the questions that a test expects, in their order, and keeps all that was asked and told.

    A question nobody expected fails the test.
    """

    def __init__(self) -> None:
        super().__init__(None)
        self.answers: list[object] = []
        self.asked: list[tuple[str, tuple[object, ...]]] = []
        self.stops_waiting = False

    def expect(self, *answers: object) -> None:
        self.answers.extend(answers)

    def _answer(self, name: str, *about: object):
        self.asked.append((name, about))
        assert self.answers, f"nobody expected the question {name}{about}"
        return self.answers.pop(0)

    def told(self, name: str) -> list[tuple[object, ...]]:
        return [about for asked, about in self.asked if asked == name]

    def which_draft(self, folder: str, *, records: bool = False) -> Path | None:
        return self._answer("which_draft", folder)

    def which_record(self, folder: str) -> Path | None:
        return self._answer("which_record", folder)

    def which_earlier(self, folder: str) -> Path | None:
        return self._answer("which_earlier", folder)

    def where_to_save(self, proposal: str) -> Path | None:
        return self._answer("where_to_save", proposal)

    def where_to_create(self, proposal: str, title: str, suffix: str) -> Path | None:
        return self._answer("where_to_create", proposal, title, suffix)

    def which_form(self, forms) -> str | None:
        return self._answer("which_form", tuple(forms))

    def unsaved(self, name: str) -> str | None:
        return self._answer("unsaved", name)

    def still_waiting(self, words: str, worker) -> bool:
        """A test does not mind to wait, unless it says so."""
        return self._answer("still_waiting", words) if self.stops_waiting else worker.wait(60)

    def take_over(self, name: str, holder) -> bool:
        return self._answer("take_over", name, holder)

    def recovered(self, left):
        answer = self._answer("recovered", tuple(left))
        return (left[0], answer) if isinstance(answer, str) else answer

    def put_aside(self, left):
        answer = self._answer("put_aside", tuple(left))
        return left[answer] if isinstance(answer, int) else answer

    def both_changed(self, conflict):
        answer = self._answer("both_changed", conflict)
        return answer(conflict) if callable(answer) else answer

    def compare(self, title: str, comparison) -> None:
        self.asked.append(("compare", (title, comparison)))

    def brings(self, report):
        return self._answer("brings", report)

    def history(self, versions, now, form, open_version, today, may_change):
        answer = self._answer("history", tuple(versions), now, form, open_version, today, may_change)
        return answer(versions) if callable(answer) else answer

    def name_moment(self) -> str:
        return self._answer("name_moment")

    def forget_versions(self, files) -> bool:
        return self._answer("forget_versions", files)

    def elsewhere(self, failure: Failure) -> bool:
        return self._answer("elsewhere", failure)

    def gone(self, failure: Failure):
        return self._answer("gone", failure)

    def not_saved(self, failure: Failure) -> str | None:
        return self._answer("not_saved", failure)

    def which_papers(self, question):
        """The answer may be what the officer does with the question."""
        answer = self._answer("which_papers", question)
        return answer(question) if callable(answer) else answer

    def which_folder(self, folder: str) -> Path | None:
        return self._answer("which_folder", folder)

    def file_changed(self, changed):
        return self._answer("file_changed", changed)

    def which_printer(self, title: str):
        return self._answer("which_printer", title)

    def whose_reason(self) -> str | None:
        return self._answer("whose_reason")

    def papers_made(self, results, after) -> None:
        self.asked.append(("papers_made", (tuple(results), after)))

    def open_file(self, path: Path) -> None:
        self.asked.append(("open_file", (path,)))

    def tell(self, failure: Failure) -> None:
        self.asked.append(("tell", (failure,)))

    def tell_keys(self, keys) -> None:
        self.asked.append(("tell_keys", (keys,)))

    def which_settings(self, now, forms):
        return self._answer("which_settings", now, tuple(forms))

    def which_wording(self, question):
        answer = self._answer("which_wording", question)
        return answer(question) if callable(answer) else answer

    def where_to_go(self, answers):
        return self._answer("where_to_go", answers)

    def tell_words(self, title: str, words) -> None:
        self.asked.append(("tell_words", (title, tuple(words))))

    def crashed(self, report: str, safe: str) -> None:
        self.asked.append(("crashed", (report, safe)))


@pytest.fixture(autouse=True)
def _lets_go(nothing_left_under_way: None) -> None:
    """Of what it began beside the window."""


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light theme. A test that changes clothes changes back."""
    tell_of_scroll_areas()
    qapp.setStyle("Fusion")
    look.wear(qapp, "light")
    yield qapp
    qapp.clipboard().clear()  # what Python put there may not outlive Python


@pytest.fixture
def dialogs() -> FakeDialogs:
    return FakeDialogs()


@pytest.fixture
def desk(private_home: Path) -> Desk:
    return Desk(private_home, [shipped_root()], lambda: TODAY)


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, desk: Desk, dialogs: FakeDialogs) -> Iterator[MainWindow]:
    """The whole window as it starts, on a small laptop's screen."""
    window = MainWindow(desk, dialogs)
    qtbot.addWidget(window, before_close_func=_leave_nothing_unsaved)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.after_first_paint()
    yield window


def _leave_nothing_unsaved(window: QWidget) -> None:
    assert isinstance(window, MainWindow)
    window.desk.clear()
    assert window.desk.wait(60)


@pytest.fixture
def settled(window: MainWindow) -> Callable[[], None]:
    """Until what is being saved is saved."""

    def wait() -> None:
        assert window.desk.saver is None or window.desk.saver.wait(60)
        assert window.desk.wait(60)

    return wait


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The shipped sample in a folder of the officer's own."""
    copy = tmp_path / "Harbour Road.decision"
    copy.write_bytes((shipped_root() / "resources" / "samples" / "sample.decision").read_bytes())
    return copy


@pytest.fixture
def go_to(window: MainWindow) -> Callable[[str], None]:
    """Choose a section by its name in the list, as a click does."""

    def go(name: str) -> None:
        assert window.panel is not None
        model, view = window.panel.view.sections.model, window.panel.view.sections.list
        row = next(n for n, one in enumerate(model.progress) if one.section.short_name == name)
        view.setCurrentIndex(model.index(row))

    return go
