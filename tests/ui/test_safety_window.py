"""A folder that does not answer, a session that ends, what a crash left: the window goes on, and nothing is lost."""

import os
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from drafter.app import recent
from drafter.app.desk import Desk
from drafter.app.recovering import Left, what_was_left
from drafter.app.worker import Worker
from drafter.model.draft import Path as FieldPath
from drafter.storage import draft_files, recovery
from drafter.storage.draft_files import open_draft
from drafter.storage.locations import shipped_root
from drafter.storage.locks import Holder, holder_of
from drafter.storage.processes import Process, this_host
from drafter.storage.recovery import RecoveryCopy, keep_copy, left_behind, new_place, put_aside_copies
from drafter.ui import filing, main_window
from drafter.ui.dialogs import Dialogs
from drafter.ui.recovery_dialog import RecoveryDialog, title_of

TITLE = FieldPath("title")


@pytest.fixture
def opened(window, sample):
    assert window.filing.open_draft(sample)
    return window


@pytest.fixture
def hung(monkeypatch, private_home):
    """The officer's folder does not answer until it is let; the private folder does."""
    answers = threading.Event()
    saving = draft_files.save_draft

    def save(draft, path, **named):
        if private_home not in path.parents:
            assert answers.wait(60)
        return saving(draft, path, **named)

    monkeypatch.setattr(draft_files, "save_draft", save)
    monkeypatch.setattr(filing, "AT_ONCE", 0.01)
    monkeypatch.setattr(filing, "A_WHILE", 1)
    yield answers
    answers.set()


def title_box(window) -> QLineEdit:
    return next(one.editor.control for one in window.panel.view.page.bindings if one.field.id == "title")


def copies(home: Path) -> list[str]:
    return [open_draft(place).draft.entries["title"] for place in (home / "recovery").glob("*.decision")]


def cut_off(desk: Desk, sample: Path, title: str, monkeypatch, *, named: bool = True) -> None:
    """What a window that was killed leaves: a copy of a program that runs no longer."""
    opened = open_draft(sample)
    draft = opened.draft.with_entry(TITLE, title)
    with monkeypatch.context() as patched:
        patched.setattr(recovery, "this_process", lambda: Process(this_host(), os.getpid(), 1.0))
        keep_copy(draft, new_place(desk.home), path=sample if named else None, base=opened.sha256 if named else None)


# -- a folder that does not answer -----------------------------------------------------------------------------


def test_one_types_on_while_the_folder_does_not_answer_and_a_copy_is_kept(opened, hung, qtbot, sample, private_home,
                                                                         settled):
    box = title_box(opened)
    box.end(False)
    qtbot.keyClicks(box, " mine")
    opened.filing.save_quietly()
    qtbot.keyClicks(box, " and more")
    assert box.text().endswith(" mine and more")
    assert not opened.desk.saver.wait_for_copy(60), "the copy is of what was typed when it was begun"
    opened.filing.keep_quietly()
    assert opened.desk.saver.wait_for_copy(60) and copies(private_home)[0].endswith(" mine and more")
    opened.desk.saver._slow.timeout.emit()
    opened.desk.saver._slow.stop()
    opened.panel.show_work()
    assert opened.panel.header.saved.text() == "Saving; the folder does not answer yet"
    hung.set()
    settled()
    opened.filing.save_quietly()
    settled()
    assert open_draft(sample).draft.entries["title"].endswith(" mine and more") and copies(private_home) == []


def test_closing_does_not_wait_for_ever(opened, hung, dialogs, sample, private_home, monkeypatch, settled):
    monkeypatch.setattr(main_window, "SESSION_ENDS", 0.01)
    opened.panel.session.edit(TITLE, "Mine")
    dialogs.stops_waiting = True
    dialogs.expect(False)
    assert opened.close()
    assert dialogs.told("still_waiting") == [("Saving Harbour Road",)] and copies(private_home) == ["Mine"]
    hung.set()
    settled()


def test_opening_does_not_wait_for_ever_and_what_was_there_stays(opened, dialogs, monkeypatch, tmp_path, sample,
                                                                 qtbot):
    answers, other = threading.Event(), tmp_path / "Other.decision"
    other.write_bytes(sample.read_bytes())
    opening = opened.desk.opening

    def hung(path, from_holder=None):
        job = opening(path, from_holder)
        return lambda: (answers.wait(60), job())[1]

    monkeypatch.setattr(opened.desk, "opening", hung)
    monkeypatch.setattr(filing, "AT_ONCE", 0.01)
    monkeypatch.setattr(filing, "A_WHILE", 1)
    dialogs.stops_waiting = True
    dialogs.expect(False)
    assert not opened.filing.open_draft(other)
    assert opened.panel.work.opened.path == sample
    answers.set()
    qtbot.waitUntil(lambda: opened.filing.findChildren(Worker) == [])
    assert holder_of(other) is None, "what comes too late is given back"


def test_waiting_ends_of_itself_when_the_folder_answers(dressed):
    answers, worker = threading.Event(), Worker()
    heard: list[object] = []
    worker.do(lambda: answers.wait(60), heard.append)
    QTimer.singleShot(0, answers.set)
    assert Dialogs().still_waiting("Saving Road", worker) and heard == [True]


def test_the_session_that_ends_puts_all_into_safety(opened, sample, private_home):
    opened.panel.session.edit(TITLE, "Mine")
    opened.end_session()
    assert open_draft(sample).draft.entries["title"] == "Mine"


# -- what a crash left -------------------------------------------------------------------------------------------


def test_the_start_offers_what_a_crash_left_with_its_file_and_what_differs(window, desk, sample, dialogs, monkeypatch):
    desk.open(sample)
    desk.clear()
    assert desk.wait(60)
    cut_off(desk, sample, "Not saved", monkeypatch)
    dialogs.expect("restore")
    window.after_first_paint()
    one, = dialogs.told("recovered")[0][0]
    assert one.name == "Harbour Road" and one.sentence == "1 place differs, in 1 section."
    assert window.panel.work.opened.path == sample and window.panel.session.draft.entries["title"] == "Not saved"
    assert window.isWindowModified()
    assert window.panel.view.page.path_in_focus() == FieldPath("title"), "one goes on where one was"


def test_what_is_put_aside_can_be_found_again_and_the_rest_is_asked(window, desk, sample, dialogs, monkeypatch,
                                                                  private_home):
    for title in ("One", "Two"):
        cut_off(desk, sample, title, monkeypatch, named=False)
    dialogs.expect("aside", None)
    window.after_first_paint()
    assert [len(left) for left, in dialogs.told("recovered")] == [2, 1]
    assert len(put_aside_copies(private_home)) == 1 and len(left_behind(private_home)) == 1
    assert window.start.recent.list.model().rowCount() == 1, "what is decided later stays on the start page"


def test_a_start_with_a_file_offers_what_was_left_of_other_drafts_too(window, desk, sample, dialogs, monkeypatch):
    cut_off(desk, sample, "Its own", monkeypatch)
    cut_off(desk, sample, "Another", monkeypatch, named=False)
    dialogs.expect(None, None)
    window.after_first_paint(sample)
    asked = [[one.copy.path for one in left] for left, in dialogs.told("recovered")]
    assert asked == [[sample], [None]] and window.panel.work.opened.path == sample


def test_a_start_with_a_file_that_cannot_be_opened_lists_the_others(window, desk, sample, dialogs, tmp_path):
    recent.remember(sample, desk.home)
    window.after_first_paint(tmp_path / "Gone.decision")
    assert dialogs.told("tell") and window.panel is None
    assert window.start.recent.list.model().rowCount() == 1


def test_opening_the_file_itself_asks_about_its_copies(window, desk, sample, dialogs, monkeypatch):
    cut_off(desk, sample, "Not saved", monkeypatch)
    dialogs.expect(None)
    assert window.filing.open_draft(sample)
    assert window.panel.session.draft.entries["title"] != "Not saved" and not window.panel.work.read_only
    window.filing.close_draft()
    dialogs.expect("restore")
    assert window.filing.open_draft(sample)
    assert window.panel.session.draft.entries["title"] == "Not saved" and not window.panel.work.locked


def test_a_copy_that_cannot_be_read_is_told_and_can_be_put_aside(window, private_home, dialogs):
    place = new_place(private_home)
    place.parent.mkdir(parents=True)
    place.write_bytes(b"{")
    left, = what_was_left(left_behind(private_home), [shipped_root()], private_home, window.desk.today())
    assert left.name == "a draft that cannot be read" and "damaged" in left.sentence


def left_of(name: str, comparison=None, trouble: str = "") -> Left:
    return Left(RecoveryCopy(Path("x"), Path(f"{name}.decision"), None, datetime.now(UTC)), name, "today, 14:02",
                comparison, trouble)


def test_the_recovery_window_says_what_was_written_when_and_lets_each_be_chosen(dressed, qtbot):
    left = [left_of("Harbour Road"), left_of("Marsh Road", trouble="It is damaged.")]
    assert title_of(left[:1]) == "You were writing “Harbour Road” when drafter ended (today, 14:02). Nothing was lost."
    dialog = RecoveryDialog(left)
    qtbot.addWidget(dialog)
    dialog.show()
    names = [one.accessibleName() for one in dialog.findChildren(QPushButton) if one.accessibleName()]
    assert "Go on with it: Harbour Road" in names and "Put aside: Marsh Road" in names
    assert [one.isEnabled() for one in dialog.restore_buttons] == [True, False]
    said = [one.text() for one in dialog.findChildren(QLabel)]
    assert any("today, 14:02" in one for one in said)
    assert any("stays for 30 days" in one for one in said)
    next(one for one in dialog.findChildren(QPushButton) if one.accessibleName() == "Put aside: Marsh Road").click()
    assert dialog.answer == (left[1], "aside")


def kept_aside(desk, title: str, *, file: Path | None = None) -> None:
    """A copy that was declined: of a new draft, or of the one in the file."""
    if file is None:
        work = desk.new("kent")
    else:
        work = desk.open(file)
    work.session.edit(TITLE, title)
    desk.saver.keep()
    assert desk.saver.wait(60)
    recovery.put_aside(work.place)
    work.kept = None
    desk.clear()
    assert desk.wait(60)


def test_what_was_put_aside_is_listed_and_given_back_by_a_door_in_the_file_menu(window, desk, sample, dialogs):
    kept_aside(desk, "Parking")
    kept_aside(desk, "Mine", file=sample)
    before = sample.read_bytes()
    action = next(one for one in window.menuBar().actions()[0].menu().actions() if "put as" in one.text())
    dialogs.expect(None)
    action.trigger()
    left, = dialogs.told("put_aside")[0]
    assert [one.name for one in left] == ["Harbour Road", "Parking"] and window.panel is None
    assert left[0].comparison.sentence == "1 place differs, in 1 section."
    dialogs.expect(0)
    action.trigger()
    assert window.panel.session.draft.entries["title"] == "Mine" and window.panel.work.opened.path == sample
    assert sample.read_bytes() == before and not window.panel.work.is_saved, "no file changes before it is saved"
    dialogs.expect(0)
    action.trigger()
    assert window.panel.session.draft.entries["title"] == "Parking" and put_aside_copies(desk.home) == ()


def test_a_copy_of_the_draft_on_the_screen_comes_back_and_can_be_saved(window, desk, sample, dialogs, settled):
    kept_aside(desk, "Mine", file=sample)
    assert window.filing.open_draft(sample)
    dialogs.expect(0)
    window.filing.show_put_aside()
    assert window.panel.session.draft.entries["title"] == "Mine" and not window.panel.work.read_only
    window.filing.save()
    settled()
    assert open_draft(sample).draft.entries["title"] == "Mine"


def test_where_nothing_was_put_aside_that_is_said(window, dialogs):
    assert not window.filing.show_put_aside()
    assert [about[0] for about in dialogs.told("tell_words")] == ["No copies are put aside"]


def test_the_window_of_what_was_put_aside_offers_no_putting_aside(dressed, qtbot):
    dialog = RecoveryDialog([left_of("Harbour Road"), left_of("Marsh Road")], aside=True)
    qtbot.addWidget(dialog)
    assert dialog.accessibleName() == "2 copies were put aside"
    assert [one.accessibleName() for one in dialog.findChildren(QPushButton) if "aside" in one.text()] == []
    dialog.restore_buttons[1].click()
    assert dialog.answer is not None and dialog.answer[0].name == "Marsh Road"


@pytest.mark.parametrize(("press", "answer"), [("Open it to write", True), ("Open it to read", False)])
def test_a_lock_of_a_computer_that_is_silent_is_asked_about(dressed, press, answer):
    def act() -> None:
        dialog = QApplication.activeModalWidget()
        next(one for one in dialog.findChildren(QPushButton) if one.text() == press).click()

    QTimer.singleShot(0, act)
    assert Dialogs().take_over("Road", Holder("Jo", "LAPTOP-7", None, True, "m")) is answer


@pytest.mark.parametrize(("press", "answer"), [("Save", "save"), ("Keep a copy", "keep"), ("Back to the draft", None)])
def test_a_file_left_to_the_officer_is_asked_about(dressed, press, answer):
    def act() -> None:
        dialog = QApplication.activeModalWidget()
        next(one for one in dialog.findChildren(QPushButton) if one.text() == press).click()

    QTimer.singleShot(0, act)
    assert Dialogs().unsaved("Road") == answer
