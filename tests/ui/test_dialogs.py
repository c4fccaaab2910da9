"""Questions say what their answers do, show what others wrote as it is, and can be answered by key."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from drafter.model.failure import Failure
from drafter.ui.dialogs import Dialogs, Question


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


@pytest.mark.parametrize(("button", "expected"), [("Go to the first", "go"), ("Create a draft to share", "draft"),
                                                  ("Cancel", None)])
def test_a_record_that_is_not_ready_lists_why(dressed, button, expected):
    seen = answer(click(button))
    assert Dialogs().not_ready([f"Field {n}: <b>mend</b> it" for n in range(40)]) == expected
    assert "40 things must be put right before the record can be signed" in words(seen[0])
    assert "Field 39: <b>mend</b> it" in words(seen[0])
    assert seen[0].height() < 600, "a long list scrolls"


def test_escape_is_the_answer_that_does_nothing(dressed, qtbot):
    answer(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    assert Dialogs().not_ready(["x"]) is None


def test_enter_is_the_first_answer(dressed, qtbot):
    answer(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Return))
    assert Dialogs().not_ready(["x"]) == "go"


def test_the_form_is_chosen_by_its_name(dressed):
    answer(click("Anyshire: Record"))
    assert Dialogs().which_form([("kent", "Kent: Record"), ("any", "Anyshire: Record")]) == "any"


@pytest.mark.parametrize(("button", "opens"), [("Open", "/a/b/Record.docx"), ("Open folder", "/a/b"), ("Close", None)])
def test_what_was_made_can_be_opened(dressed, monkeypatch, button, opens):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    seen = answer(click(button))
    Dialogs().made("The Word record was created", Path("/a/b/Record.docx"), ["Nothing has been sent."])
    assert opened == ([opens] if opens else [])
    assert {"Record.docx", "in /a/b", "Nothing has been sent."} <= set(words(seen[0]))
