"""Questions say what their answers do, show what others wrote as it is, and can be answered by key."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QPushButton

from drafter.app.next_steps import NOTHING_SENT, NextSteps
from drafter.app.paper_files import Changed
from drafter.app.papers import Result
from drafter.model.failure import Failure
from drafter.ui.dialogs import Dialogs, Question
from drafter.ui.made_dialog import title_of


def answer(press) -> list[Question]:
    """While a dialog is open, do something with it; gives the dialogs that were open."""
    seen: list[Question] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        seen.append(dialog)
        press(dialog)

    QTimer.singleShot(0, act)
    return seen


def click(text: str):
    return lambda dialog: next(one for one in dialog.findChildren(QPushButton) if one.text() == text).click()


def words(dialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


@pytest.mark.parametrize(("button", "expected"), [("Try again", "again"), ("Save as…", "elsewhere"),
                                                  ("Keep a copy and close", "keep"), ("Back to the draft", None)])
def test_a_failed_save_leaves_four_ways(dressed, button, expected):
    seen = answer(click(button))
    assert Dialogs().not_saved(Failure("X could not be saved.", "Free some space.")) == expected
    assert "X could not be saved." in words(seen[0]) and "Free some space." in words(seen[0])


@pytest.mark.parametrize(("button", "expected"), [("Remove them", True), ("Keep them", False)])
def test_before_versions_go_the_officer_reads_which_files_lose_them(dressed, button, expected):
    one, two = answer(click(button)), ["Bridge.decision", "Road.decision"]
    assert Dialogs().forget_versions(two) is expected
    assert any("Bridge.decision, Road.decision" in said for said in words(one[0]))
    alone = answer(click(button))
    assert Dialogs().forget_versions(two[:1]) is expected
    assert not any("Bridge.decision" in said for said in words(alone[0]))


CHANGED = Changed(Path("/a/b/Record.docx"), True, Path("/a/b/Record (2).docx"))


@pytest.mark.parametrize(("button", "expected"), [("Keep both", "keep_both"), ("Replace it", "replace"),
                                                  ("Cancel", None)])
def test_edits_in_a_paper_are_kept_or_replaced_as_the_officer_says(dressed, button, expected):
    seen = answer(click(button))
    assert Dialogs().file_changed(CHANGED) == expected
    said = words(seen[0])
    assert "'Record.docx' was changed after drafter wrote it, and it was left as it is." in said
    assert any("Record (2).docx" in one for one in said) and any("private folder" in one for one in said)


def test_a_file_that_drafter_knows_nothing_of_is_said_to_be_there(dressed):
    seen = answer(click("Cancel"))
    Dialogs().file_changed(replace(CHANGED, ours=False))
    assert "There is a file 'Record.docx' already, and it was left as it is." in words(seen[0])


def test_escape_is_the_answer_that_does_nothing(dressed, qtbot):
    answer(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    assert Dialogs().file_changed(CHANGED) is None


def test_enter_keeps_both(dressed, qtbot):
    answer(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Return))
    assert Dialogs().file_changed(CHANGED) == "keep_both"


def test_the_form_is_chosen_by_its_name(dressed):
    answer(click("Anyshire: Record"))
    assert Dialogs().which_form([("kent", "Kent: Record"), ("any", "Anyshire: Record")]) == "any"


RESULTS = [Result("Proposed record", Path("/a/b/Record <b>.docx"), "The disk was slow."),
           Result("Urgency notice", None, "The <b>normal</b> route was taken.")]


@pytest.mark.parametrize(("button", "opens"), [("Open in Word", "/a/b/Record <b>.docx"), ("Open &folder", "/a/b")])
def test_what_was_made_can_be_opened(dressed, monkeypatch, button, opens):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    seen = answer(lambda dialog: (click(button)(dialog), dialog.reject()))
    Dialogs().papers_made(RESULTS, NextSteps(NOTHING_SENT, ("Send <i>it</i>.",), "Subject: Road"))
    assert opened == [opens]
    assert {"1 of 2 papers was made", "Record <b>.docx", "In /a/b. Nothing has been sent to anyone.",
            "The disk was slow.", "The <b>normal</b> route was taken.", "What next", "1.",
            "Send <i>it</i>."} <= set(words(seen[0]))


@pytest.mark.parametrize(("made", "wanted", "title"), [
    (1, 1, "The paper was made"), (3, 3, "3 papers were made"), (2, 3, "2 of 3 papers were made"),
    (0, 1, "The paper was not made"), (0, 4, "No paper was made")])
def test_the_title_counts_what_was_made(made, wanted, title):
    assert title_of(made, wanted) == title


def test_where_nothing_opens_a_file_its_folder_is_said(dressed, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    seen = answer(click("OK"))
    Dialogs().open_file(Path("/a/b/Record.docx"))
    assert {"No program opened Record.docx", "It is in /a/b."} <= set(words(seen[0]))


@pytest.mark.parametrize("accepts", [True, False])
def test_the_printer_is_the_one_of_the_systems_dialog(dressed, accepts):
    seen = answer(lambda dialog: QDialog.accept(dialog) if accepts else dialog.reject())
    printer = Dialogs().which_printer("Preview: Record")
    assert seen[0].windowTitle() == "Print the preview"
    assert (printer is not None) is accepts
    if printer is not None:
        assert printer.docName() == "Preview: Record"


def test_a_name_that_gets_its_suffix_replaces_a_file_only_where_that_was_said(dressed, tmp_path, monkeypatch):
    there, asked = tmp_path / "Road.decision", []
    there.write_text("")
    chosen = [tmp_path / "Road", tmp_path / "Park", tmp_path / "Road", there]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen.pop(0)), ""))
    says = [False, True]

    class Answers(Dialogs):
        def replaces(self, path: Path) -> bool:
            asked.append(path)
            return says.pop(0)

    dialogs = Answers()
    assert dialogs.where_to_save("") == tmp_path / "Park.decision" and asked == [there]
    assert dialogs.where_to_save("") == there and asked == [there, there]
    assert dialogs.where_to_save("") == there and len(asked) == 2, "the system's dialog has asked"


@pytest.mark.parametrize(("press", "says"), [("Replace it", True), ("Choose another name", False)])
def test_before_a_file_is_replaced_it_is_named(dressed, press, says):
    seen = answer(click(press))
    assert Dialogs().replaces(Path("Road.decision")) is says
    assert "Road.decision is there already" in words(seen[0])


def test_a_file_that_is_gone_is_told_and_save_as_is_offered(dressed):
    answer(click("Save as…"))
    assert Dialogs().elsewhere(Failure("It is not there.", "Save it.")) is True
