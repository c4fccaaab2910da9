"""The session ends, from outside: what is on the screen is in its file or in a copy, and nobody is asked."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from drafter.storage.draft_files import open_draft
from drafter.storage.locks import holder_of
from drafter.storage.recovery import left_behind
from drafter.ui.ending import Ending


@pytest.fixture
def opened(window, sample, qapp):
    """As `run` makes it, with the draft on the screen."""
    Ending(qapp, window)
    assert window.filing.open_draft(sample)
    return window


def type_into_title(window, qtbot, words: str) -> None:
    line = next(one.editor.control for one in window.panel.view.page.bindings if one.field.id == "title")
    line.end(False)
    qtbot.keyClicks(line, words)


def title_in(path: Path) -> str:
    return str(open_draft(path).draft.entries["title"])


def test_what_was_typed_is_in_its_file_when_the_system_asks_to_commit_and_work_may_go_on(opened, qtbot, qapp, sample):
    type_into_title(opened, qtbot, " tonight")
    qapp.commitDataRequest.emit(None)
    assert title_in(sample).endswith(" tonight") and holder_of(sample) is not None
    type_into_title(opened, qtbot, " or not")
    qapp.commitDataRequest.emit(None)
    assert title_in(sample).endswith(" tonight or not"), "somebody else kept the session from ending"


def test_a_draft_that_is_not_saved_of_itself_is_kept_and_offered(opened, qtbot, qapp, sample, private_home, dialogs):
    opened.furniture.acts.save_of_itself(False)
    before = sample.read_bytes()
    type_into_title(opened, qtbot, " tonight")
    qapp.commitDataRequest.emit(None)
    kept, = (private_home / "recovery").glob("*.decision")
    assert title_in(kept).endswith(" tonight")
    qapp.aboutToQuit.emit()
    copy, = left_behind(private_home)
    assert sample.read_bytes() == before and title_in(copy.place).endswith(" tonight") and copy.path == sample
    assert dialogs.asked == []


def test_when_the_program_is_about_to_quit_the_draft_is_saved_and_others_may_open_it(opened, qtbot, qapp, sample,
                                                                                   private_home):
    type_into_title(opened, qtbot, " tonight")
    qapp.aboutToQuit.emit()
    assert title_in(sample).endswith(" tonight") and holder_of(sample) is None
    assert left_behind(private_home) == () and opened.desk.work is None


TYPES = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
import drafter.ui.main_window as at

after = at.MainWindow.after_first_paint
def type_then_wait(window, file=None):
    after(window, file)
    if file is None:
        window.start.new_door.click()
    window.panel.view.go_to(Path("title"))
    box = next(one.editor.control for one in window.panel.view.page.bindings if one.field.id == "title")
    QTest.keyClicks(box, "Tonight ")
    if len(sys.argv) > 2:
        QTimer.singleShot(0, window, window.furniture.acts.tell_about)
    QTimer.singleShot(50, lambda: print("typed", flush=True))

from drafter.model.draft import Path
at.MainWindow.after_first_paint = type_then_wait
from drafter.__main__ import main
sys.exit(main([sys.argv[1]] if sys.argv[1] else []))
"""


def ended_by(sent: int, home: Path, *arguments: str) -> int:
    """The window's own program, in which somebody has just typed, is sent the signal; how it ended."""
    environment = {**os.environ, "DRAFTER_HOME": str(home), "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen([sys.executable, "-c", TYPES, *arguments], env=environment, stdout=subprocess.PIPE,
                          text=True) as running:
        assert running.stdout is not None and running.stdout.readline() == "typed\n"
        running.send_signal(sent)
        return running.wait(60)


@pytest.mark.skipif(os.name == "nt", reason="Windows asks through Qt")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_a_window_that_is_sent_a_signal_saves_and_ends_in_good_order(name, sample, private_home):
    assert ended_by(getattr(signal, name), private_home, str(sample)) == 0
    assert "Tonight " in title_in(sample) and holder_of(sample) is None
    assert left_behind(private_home) == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows asks through Qt")
def test_a_draft_that_never_had_a_name_is_kept_when_the_window_is_sent_a_signal_under_a_dialog(private_home):
    assert ended_by(signal.SIGTERM, private_home, "", "dialog") == 0
    copy, = left_behind(private_home)
    assert title_in(copy.place) == "Tonight "
