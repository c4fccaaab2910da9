"""A draft begun on an older form: told, shown what would change, brought as one step that can be undone."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from drafter.app.desk import Desk
from drafter.app.files import open_file
from drafter.app.versions import list_versions
from drafter.model.draft import Path as FieldPath
from drafter.storage.locations import shipped_root
from drafter.ui.dialogs import Dialogs


@pytest.fixture
def desk(private_home: Path, begun_earlier) -> Desk:
    return Desk(private_home, [begun_earlier[0], shipped_root()], lambda: date(2026, 10, 12))


@pytest.fixture
def opened(window, begun_earlier):
    assert window.filing.open_draft(begun_earlier[1])
    return window


def shown(within) -> list[str]:
    return [label.text() for label in within.findChildren(QLabel) if label.isVisibleTo(within)]


def version(window) -> str:
    return window.panel.work.pack.form.version


def test_it_opens_on_its_own_form_and_says_that_there_is_a_new_one(opened):
    assert version(opened) == "1" and opened.furniture.menus.bring.isEnabled()
    assert opened.panel.banner.isVisible()
    assert opened.panel.banner.words.text() == (
        "This draft was begun on version 1 of the form and stays on it; version 2 is in use now.")


def test_it_stays_where_the_officer_says_so(opened, dialogs, begun_earlier):
    before = opened.panel.session.draft
    dialogs.expect(False)
    opened.panel.banner.action.click()
    assert opened.panel.session.draft == before and version(opened) == "1"


def test_it_is_brought_as_one_step_and_back(opened, dialogs, settled, begun_earlier, private_home):
    before = opened.panel.session.draft
    dialogs.expect(True)
    opened.panel.banner.action.click()
    assert version(opened) == "2" and not opened.furniture.menus.bring.isEnabled()
    assert not opened.panel.banner.isVisible()
    assert opened.panel.session.form.field("flood_zone") is not None
    opened.panel.session.edit(FieldPath("flood_zone"), "no")
    assert opened.filing.save()
    settled()
    saved = open_file(begun_earlier[1]).draft
    assert saved.form.version == "2" and saved.entries["flood_zone"] == "no" and saved.entries["carbon_change"] == "-6"
    assert "brought" in [one.why for one in list_versions(before.id, private_home)]
    opened.furniture.acts.undo()
    opened.furniture.acts.undo()
    assert version(opened) == "1" and opened.panel.session.draft == before and opened.furniture.menus.bring.isEnabled()
    assert opened.filing.save()
    settled()
    assert open_file(begun_earlier[1]).draft == before
    opened.furniture.acts.redo()
    assert version(opened) == "2"
    opened.furniture.acts.go_back_to_opening()
    assert version(opened) == "1" and opened.panel.session.draft == before


def test_what_was_written_under_a_question_that_is_gone_is_seen_and_can_be_copied(opened, dialogs):
    dialogs.expect(True)
    opened.panel.banner.action.click()
    opened.panel.view.show_left_over()
    panel = opened.panel.view.side.left_over
    assert {"Carbon change", "-6"} <= set(shown(panel))
    next(one for one in panel.findChildren(QPushButton) if one.accessibleName() == "Copy carbon change").click()
    assert QApplication.clipboard().text() == "-6"


@pytest.mark.parametrize(("button", "brings"), [("Bring this draft to the new form", True),
                                                ("Stay on the form it is on", False)])
def test_the_dialog_shows_what_changes_with_the_words_it_is_about(opened, button, brings):
    seen = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        seen.extend(shown(dialog))
        next(one for one in dialog.findChildren(QPushButton) if one.text().replace("&", "") == button).click()

    report = opened.desk.report()
    QTimer.singleShot(0, act)
    assert Dialogs(opened).brings(report) is brings
    assert {"What you wrote", "New questions", "Rules, days and papers", "-6"} <= set(seen)
