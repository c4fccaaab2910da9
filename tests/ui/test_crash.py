"""The last net: the draft goes into safety first, and the report holds no word of it."""

import sys

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from drafter.model.draft import Path as FieldPath
from drafter.storage.draft_files import open_draft
from drafter.ui.crash import CrashNet
from drafter.ui.dialogs import Dialogs

SECRET = "Bidder 7 offers £41"


def crash(net: CrashNet) -> None:
    try:
        raise KeyError(SECRET)
    except KeyError:
        net.caught(*sys.exc_info())


@pytest.fixture
def shown():
    return []


def net_of(keep, shown) -> CrashNet:
    return CrashNet(keep, lambda text, safe: shown.append((text, safe)))


def test_the_report_names_places_and_kinds_and_no_text_of_the_draft(shown, capsys):
    crash(net_of(lambda: "A copy is kept.", shown))
    (text, safe), = shown
    assert "KeyError" in text and "test_crash.py:" in text and "in crash" in text
    assert SECRET not in text + capsys.readouterr().err
    assert "/home/" not in text and "/root/" not in text
    assert safe == "A copy is kept."


def test_it_says_safe_only_if_that_is_true(shown):
    def fails() -> str:
        raise OSError(SECRET)

    crash(net_of(fails, shown))
    assert shown[0][1] == "" and "Keeping the draft: OSError" in shown[0][0] and SECRET not in shown[0][0]


def test_an_error_while_the_report_is_shown_does_not_show_another(shown):
    net = CrashNet(str, lambda text, safe: (shown.append(text), crash(net)))
    crash(net)
    assert len(shown) == 1
    crash(net)
    assert len(shown) == 2


def test_the_draft_on_the_screen_is_kept_and_offered(window, sample, private_home):
    window.filing.open_draft(sample)
    assert window.filing.keep_safe() == "Nothing was unsaved."
    window.panel.session.edit(FieldPath("title"), "Changed")
    assert "offered when drafter starts again" in window.filing.keep_safe()
    assert open_draft(next((private_home / "recovery").glob("*.decision"))).draft.entries["title"] == "Changed"
    assert open_draft(sample).draft.entries["title"] != "Changed"


@pytest.mark.parametrize(("safe", "says"), [("A copy is kept.", "Your draft is safe. A copy is kept."),
                                            ("", "The draft in the window may not be saved.")])
def test_the_report_can_be_copied(dressed, safe, says):
    heard = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        heard.extend(label.text() for label in dialog.findChildren(QLabel))
        next(one for one in dialog.findChildren(QPushButton) if one.text() == "&Copy report").click()
        next(one for one in dialog.findChildren(QPushButton) if one.text() == "&Go on").click()

    QTimer.singleShot(0, act)
    Dialogs().crashed("the report", safe)
    assert any(words.startswith(says) for words in heard)
    assert QApplication.clipboard().text() == "the report"
