"""Autosave: what is typed is in a file soon after, without a question, and without getting in the way of typing."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit

from drafter.model.draft import Path as FieldPath
from drafter.storage.draft_files import open_draft
from drafter.storage.errors import CannotWrite
from drafter.storage.locations import resources


def places(home: Path) -> list[Path]:
    """The recovery copies there are."""
    return sorted((home / "recovery").glob("*.decision"))


def pause(window) -> None:
    """The two seconds are over, and what had to be written is."""
    assert window.furniture.autosave._pause.isActive(), "nothing is waiting to be saved"
    window.furniture.autosave._pause.setInterval(0)
    window.furniture.autosave._pause.start()
    while window.furniture.autosave._pause.isActive():
        QApplication.processEvents()
    assert window.desk.saver.wait(60)


def title(window) -> QLineEdit:
    """The box, with the cursor behind its words."""
    line = next(one.editor.control for one in window.panel.view.page.bindings if one.field.id == "title")
    line.end(False)
    return line


def saved_words(window) -> str:
    return window.panel.header.saved.text()


@pytest.fixture
def opened(window, sample):
    assert window.filing.open_draft(sample)
    return window


@pytest.fixture
def new(window):
    window.start.new_door.click()
    return window


def test_a_draft_with_a_name_is_saved_after_a_pause(opened, qtbot, sample, dialogs):
    qtbot.keyClicks(title(opened), " again")
    assert saved_words(opened) == "Changed since it was saved" and opened.isWindowModified()
    pause(opened)
    assert open_draft(sample).draft.entries["title"].endswith(" again")
    assert saved_words(opened).startswith("Saved ") and not opened.isWindowModified() and dialogs.asked == []


def test_a_draft_without_a_name_is_kept_after_a_pause_and_offered_by_the_next_window(new, qtbot, private_home, desk):
    qtbot.keyClicks(title(new), "Parking")
    pause(new)
    assert open_draft(places(private_home)[0]).draft.entries == {"title": "Parking"}
    assert saved_words(new) == "Not saved yet; a copy is kept"
    assert new.close(), "it is put away in good order"
    again = type(new)(desk, new.furniture.dialogs)
    again.after_first_paint()
    assert again.start.recent.list.model().index(0, 0).data() == "Unsaved draft of Parking"
    again.deleteLater()


def test_a_new_draft_that_becomes_blank_again_is_no_longer_offered(new, qtbot, private_home):
    line = title(new)
    qtbot.keyClicks(line, "Parking")
    pause(new)
    new.furniture.screen.settle()
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    pause(new)
    assert places(private_home) == [] and saved_words(new) == "Not saved yet"
    new.furniture.acts.undo()
    pause(new)
    assert open_draft(places(private_home)[0]).draft.entries == {"title": "Parking"}


def test_saving_leaves_cursor_history_and_the_way_back_as_they_were(opened, qtbot, sample):
    session, line = opened.panel.session, title(opened)
    before = session.draft
    line.setCursorPosition(3)
    qtbot.keyClicks(line, "ab")
    pause(opened)
    qtbot.keyClicks(line, "cd")
    pause(opened)
    assert line.cursorPosition() == 7 and line.hasFocus()
    assert session.undo_stack.count() == 1, "typing that goes on is one step, whatever was saved meanwhile"
    opened.furniture.acts.undo()
    assert session.draft == before
    opened.furniture.acts.redo()
    opened.furniture.acts.go_back_to_opening()
    pause(opened)
    assert session.draft == before and open_draft(sample).draft.entries == before.entries
    opened.furniture.acts.undo()
    assert session.draft.entries["title"][3:7] == "abcd"


def test_words_that_no_editor_has_told_of_yet_are_saved_and_the_cursor_stays(opened, qtbot, sample, settled):
    opened.panel.view.go_to(FieldPath("background"))
    editor = next(one.editor for one in opened.panel.view.page.bindings if one.field.id == "background")
    box = editor.findChild(QTextEdit)
    cursor = box.textCursor()
    cursor.setPosition(4)
    box.setTextCursor(cursor)
    qtbot.keyClicks(box, "Zebra ")
    opened.furniture.autosave._beat.timeout.emit()
    settled()
    assert b"Zebra" in sample.read_bytes()
    assert box.textCursor().position() == 10 and box.hasFocus()
    qtbot.keyClicks(box, "crossing")
    opened.panel.view.take_over()
    assert "Zebra crossing" in box.toPlainText() and opened.panel.session.undo_stack.count() == 1


def test_it_is_saved_when_the_window_is_left(opened, qtbot, sample, settled):
    qtbot.keyClicks(title(opened), " again")
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not opened.isActiveWindow())
    settled()
    assert open_draft(sample).draft.entries["title"].endswith(" again")


def test_somebody_elses_change_stays_and_a_copy_is_kept_without_a_dialog(opened, qtbot, sample, dialogs, private_home):
    qtbot.keyClicks(title(opened), " mine")
    sample.write_bytes(theirs := sample.read_bytes().replace(b"Harbour Road", b"Harbor Road"))
    pause(opened)
    assert sample.read_bytes() == theirs and dialogs.asked == []
    assert open_draft(places(private_home)[0]).draft.entries["title"].endswith(" mine")
    assert saved_words(opened) == "Not saved; a copy is kept" and opened.isWindowModified()
    assert "changed by somebody else" in opened.panel.header.saved.toolTip()
    assert "changed by somebody else" in opened.furniture.status.message.text()
    dialogs.expect("elsewhere", sample.with_name("Mine.decision"))
    assert opened.close(), "closing still asks"
    assert places(private_home) == [], "it is saved under a name now"


def test_a_disk_that_works_again_is_saved_on_and_the_copy_goes(opened, qtbot, sample, private_home, monkeypatch):
    def full(*_args, **_named):
        raise CannotWrite("There is no room left.")

    with monkeypatch.context() as patched:
        patched.setattr("drafter.app.files.save", full)
        qtbot.keyClicks(title(opened), " mine")
        pause(opened)
        assert "a copy is kept" in saved_words(opened) and len(places(private_home)) == 1
    qtbot.keyClicks(title(opened), "!")
    pause(opened)
    assert open_draft(sample).draft.entries["title"].endswith(" mine!") and places(private_home) == []
    assert saved_words(opened).startswith("Saved ")


def test_where_nothing_can_be_written_the_header_says_that_no_copy_is_kept(new, qtbot, private_home, dialogs):
    (private_home / "recovery").write_text("in the way")
    qtbot.keyClicks(title(new), "Parking")
    pause(new)
    assert saved_words(new) == "Not saved; no copy is kept" and title(new).text() == "Parking" and dialogs.asked == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_changes_to_a_file_one_may_not_write_are_kept(window, qtbot, sample, private_home):
    sample.chmod(0o400)
    before = sample.read_bytes()
    window.filing.open_draft(sample)
    qtbot.keyClicks(title(window), " mine")
    pause(window)
    assert sample.read_bytes() == before
    assert open_draft(places(private_home)[0]).draft.entries["title"].endswith(" mine")


def test_the_shipped_sample_is_never_written(window, qtbot, private_home, dialogs):
    shipped = resources() / "samples" / "sample.decision"
    before = shipped.read_bytes()
    window.filing.open_draft(shipped)
    assert "stays as it is" in window.panel.banner.words.text() and window.panel.banner.action.text() == "Save as…"
    qtbot.keyClicks(title(window), " mine")
    pause(window)
    assert window.filing.close_draft()
    assert shipped.read_bytes() == before and dialogs.asked == []
    assert open_draft(places(private_home)[0]).draft.entries["title"].endswith(" mine")


def test_a_file_of_a_newer_version_is_never_written(window, sample, private_home):
    whole = json.loads(sample.read_bytes())
    whole["schema"], whole["sha256"] = 99, ""
    sample.write_text(json.dumps(whole))
    before = sample.read_bytes()
    window.filing.open_draft(sample)
    window.panel.session.set_stage("decided")
    pause(window)
    window.filing.close_draft()
    assert sample.read_bytes() == before
    assert [open_draft(place).draft.stage for place in places(private_home)] == ["decided"]


def test_nothing_is_saved_once_the_draft_is_closed(new, qtbot, private_home):
    qtbot.keyClicks(title(new), "Parking")
    new.filing.close_draft()
    places(private_home)[0].unlink()
    new.furniture.autosave.note_change()
    new.furniture.autosave.now()
    QApplication.sendEvent(new, QEvent(QEvent.Type.ActivationChange))
    assert not new.furniture.autosave._pause.isActive() and places(private_home) == []


SCRIPT = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
import drafter.ui.run as running

def typed(window):
    window.start.new_door.click()
    QTest.keyClicks(QApplication.focusWidget(), "Harbour lights")
    print("typed", flush=True)

made = running.open_window
def opening(*about, **more):
    window = made(*about, **more)
    QTimer.singleShot(0, window, lambda: QTimer.singleShot(0, window, lambda: typed(window)))
    return window

running.open_window = opening
from drafter.__main__ import main
sys.exit(main([]))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no such signal")
def test_a_window_that_is_killed_loses_nothing_typed_before_the_pause(window, qtbot, private_home):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "DRAFTER_HOME": str(private_home),
                   "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", SCRIPT]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None and running.stdout.readline() == "typed\n"
            until = time.monotonic() + 60
            while not places(private_home) and time.monotonic() < until:
                time.sleep(0.05)
        finally:
            running.send_signal(signal.SIGKILL)
    window.furniture.dialogs.expect("restore")
    window.after_first_paint()
    assert [one.name for one in window.furniture.dialogs.told("recovered")[0][0]] == ["Harbour lights"]
    assert title(window).text() == "Harbour lights"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no such signal")
def test_a_window_that_is_killed_while_somebody_types_comes_back_with_the_beginning_of_it():
    """Two of the kills of `tests/benchmarks/window_kills.py`; how much is missing there depends on the machine."""
    ran = subprocess.run([sys.executable, "-m", "tests.benchmarks.window_kills", "--times", "2", "--longest", "2.5",
                          "--at-stake", "60", "--seed", "5"], cwd=Path(__file__).parents[2], capture_output=True,
                         text=True, check=False, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    assert ran.returncode == 0 and "2 kills, 0 bad" in ran.stdout, ran.stdout + ran.stderr


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no such signal")
def test_what_is_typed_lies_in_the_private_folder_alone_and_for_its_owner_alone(private_home, tmp_path):
    """Nothing in the folder for temporary files, nothing on standard error, whatever becomes of the window."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "DRAFTER_HOME": str(private_home),
                   "TMPDIR": str(tmp_path), "HOME": str(tmp_path), "XDG_RUNTIME_DIR": ""}
    command = [sys.executable, "-m", "tests.benchmarks.window_kills", "type", "title", "0.5"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          cwd=Path(__file__).parents[2]) as running:
        try:
            until = time.monotonic() + 60
            while not any(b"w00000" in place.read_bytes() for place in places(private_home)):
                assert time.monotonic() < until
                time.sleep(0.05)
        finally:
            running.send_signal(signal.SIGKILL)
        assert "w0000" not in running.stderr.read()
    assert not [file for file in tmp_path.rglob("*") if file.is_file() and b"w0000" in file.read_bytes()]
    private = [file for file in private_home.rglob("*") if file.is_file() and b"w0000" in file.read_bytes()]
    assert private and {stat.S_IMODE(file.stat().st_mode) for file in private} == {0o600}
    assert {stat.S_IMODE(file.parent.stat().st_mode) for file in private} == {0o700}


def test_the_title_of_the_window_never_shows_what_is_typed(new):
    new.panel.session.edit(FieldPath("title"), "Bidder 7 offers £41")
    assert "Bidder" not in new.windowTitle() and new.windowTitle().startswith("Unsaved draft")


def test_the_file_can_be_left_to_the_officer_and_closing_then_asks_once(opened, qtbot, sample, dialogs, private_home):
    before = sample.read_bytes()
    assert opened.furniture.menus.to_file.isChecked()
    opened.furniture.menus.to_file.trigger()
    qtbot.keyClicks(title(opened), " mine")
    pause(opened)
    assert sample.read_bytes() == before
    assert open_draft(places(private_home)[0]).draft.entries["title"].endswith(" mine")
    dialogs.expect(None)
    assert not opened.close()
    dialogs.expect("keep")
    assert opened.close() and sample.read_bytes() == before and len(places(private_home)) == 1


def test_the_file_left_to_the_officer_is_saved_at_closing_where_that_is_wanted(opened, qtbot, sample, dialogs):
    opened.furniture.menus.to_file.trigger()
    qtbot.keyClicks(title(opened), " mine")
    dialogs.expect("save")
    assert opened.close() and open_draft(sample).draft.entries["title"].endswith(" mine")
