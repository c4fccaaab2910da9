"""A second start goes to the window that is there; nothing else that knocks there gets anywhere."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QDialog

from drafter.ui import single_instance
from drafter.ui.single_instance import SingleInstance, hand_over
from drafter.ui.socket_name import socket_name


@pytest.fixture(autouse=True)
def _no_runtime_folder(monkeypatch):
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)


@pytest.fixture
def short_home(tmp_path_factory, monkeypatch) -> Path:
    """As short as a person's is: a socket's name has little room."""
    home = tmp_path_factory.mktemp("h")
    home.chmod(0o700)
    monkeypatch.setenv("DRAFTER_HOME", str(home))
    return home


@pytest.fixture
def door(window, short_home):
    door = SingleInstance(short_home, window)
    door.wanted.connect(window.come_forward)
    assert door.listen()
    yield door
    door.close()


def start(home: Path, *arguments: object) -> subprocess.Popen:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "DRAFTER_HOME": str(home)}
    return subprocess.Popen([sys.executable, "-m", "drafter", *map(str, arguments)], env=environment,
                            cwd=Path(__file__).parents[2])


def ended(qtbot, started: subprocess.Popen) -> int:
    qtbot.waitUntil(lambda: started.poll() is not None, timeout=60_000)
    return started.wait()


def test_a_second_start_opens_its_file_in_the_window_that_is_there(window, door, short_home, sample, qtbot):
    assert ended(qtbot, start(short_home, sample)) == 0
    qtbot.waitUntil(lambda: window.panel is not None)
    assert window.panel.work.opened.path == sample


def test_a_second_start_without_a_file_or_with_the_one_on_the_screen_raises_the_window(window, door, sample, qtbot):
    window.filing.open_draft(sample)
    panel = window.panel
    window.showMinimized()
    window.come_forward(sample.parent / "." / sample.name)
    window.come_forward(None)
    assert window.panel is panel and not window.isMinimized() and window.isVisible()


def test_while_a_question_is_asked_the_file_waits(window, sample, qtbot):
    question = QDialog(window)
    QTimer.singleShot(0, question, lambda: (window.come_forward(sample), question.reject()))
    question.exec()
    qtbot.waitUntil(lambda: window.panel is not None)


def test_without_a_window_nobody_answers(short_home):
    assert not hand_over(None, short_home)


@pytest.mark.skipif(os.name == "nt", reason="a pipe has no file")
def test_only_its_owner_reaches_the_door_and_what_a_crash_left_is_taken_over(window, short_home):
    path = Path(socket_name(short_home))
    path.touch()
    door = SingleInstance(short_home, window)
    assert door.listen()
    assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    door.close()


@pytest.mark.skipif(os.name == "nt", reason="a pipe's name is short")
def test_where_no_safe_place_is_short_enough_a_second_window_opens(window, tmp_path):
    home = tmp_path / ("long" * 30)
    assert socket_name(home) == "" and not hand_over(None, home)
    assert not SingleInstance(home, window).listen()


@pytest.mark.parametrize("words", [b"\n", b"[]\n", b'{"open": 7}\n', b'{"open": ""}\n', b"\xff\n", b"x" * 100_001])
def test_what_is_no_message_of_ours_is_dropped(door, short_home, qtbot, words):
    heard = []
    door.wanted.connect(heard.append)
    there = QLocalSocket()
    there.connectToServer(socket_name(short_home))
    there.write(words)
    qtbot.waitUntil(lambda: there.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    assert heard == [] and bytes(there.readAll().data()) == b""


def test_a_window_that_hangs_does_not_keep_a_second_one_from_opening(short_home, monkeypatch):
    monkeypatch.setattr(single_instance, "PATIENCE", 50)
    server = QLocalServer()
    assert server.listen(socket_name(short_home))
    assert not hand_over(None, short_home)
    server.close()
