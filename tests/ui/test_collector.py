"""No object of Qt dies in another thread, whatever is going on there."""

import gc
import threading
import weakref

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLineEdit

from drafter.app.worker import Worker
from drafter.ui import collector
from drafter.ui.collector import LATEST, OLDEST, QUIET, Collector
from drafter.ui.room import fit
from drafter.ui.run import open_window


class Circle(QObject):
    """An object of Qt with a timer, that only the collector takes away."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self
        self.startTimer(60_000)


@pytest.fixture
def collecting_of_itself():
    """As in every Python program before a window is opened, but eager."""
    before = gc.get_threshold()
    gc.set_threshold(1, 1, 1)
    gc.enable()
    yield
    gc.disable()
    gc.set_threshold(*before)


@pytest.mark.usefixtures("collecting_of_itself")
def test_circles_of_qt_die_in_the_windows_thread_while_others_work_begin_and_end(qapp, qtbot, monkeypatch):
    monkeypatch.setattr(collector, "EVERY", 1)
    died: list[threading.Thread] = []
    kept = Collector(QObject(qapp))
    for _ in range(20):
        worker = Worker()
        for _ in range(50):
            weakref.finalize(Circle(), lambda: died.append(threading.current_thread()))
        worker.do(lambda: [[n] for n in range(2_000)], lambda _many: None)
        with qtbot.waitSignal(worker.idle):
            worker.leave()
    qtbot.waitUntil(lambda: len(died) == 1_000)
    kept.parent().deleteLater()
    assert set(died) == {threading.main_thread()}


@pytest.fixture
def looks(qtbot, monkeypatch, collecting_of_itself):
    """A collector that looks when it is told to, where everything is always due; a box to type in; and a way to watch
    which generations are collected from then on."""
    monkeypatch.setattr(collector, "EVERY", 10**6)
    box = QLineEdit()
    qtbot.addWidget(box)
    kept = Collector(box)

    def watch() -> list[int]:
        collected: list[int] = []
        monkeypatch.setattr(gc, "collect", collected.append)
        return collected

    return kept, box, watch


def test_all_that_there_is_is_looked_through_once_nobody_types(looks, qtbot):
    kept, box, watch = looks
    collected = watch()
    for _ in range(QUIET):
        kept.collect()
    qtbot.keyClicks(box, "a")
    for _ in range(QUIET):
        kept.collect()
    assert OLDEST not in collected
    kept.collect()
    assert collected[-1] == OLDEST
    kept.collect()
    assert collected[-1] != OLDEST


def test_who_never_stops_typing_is_waited_for_a_minute(looks, qtbot):
    kept, box, watch = looks
    collected = watch()
    for _ in range(LATEST):
        kept.collect()
        qtbot.keyClicks(box, "a")
    assert OLDEST not in collected
    kept.collect()
    assert collected[-1] == OLDEST


@pytest.mark.usefixtures("collecting_of_itself")
def test_whoever_opens_a_window_leaves_the_collecting_to_it(qtbot, dressed):
    window = open_window(dressed, None, [])
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: window.findChild(Collector) is not None)
    assert not gc.isenabled()


def test_the_screen_belongs_to_no_window_that_may_be_collected(window, qtbot):
    """What PySide takes for a part of a window is destroyed with it; without a screen the next window ends the
    program."""
    dialog = QDialog(window)
    fit(dialog, 300, 200)
    assert dialog.width() == 300
    assert "parent" not in shiboken6.dump(QGuiApplication.primaryScreen())
