"""Settings: one list, drawn, kept for one person, and in force at once."""

from dataclasses import asdict
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from drafter.app import recent
from drafter.app.settings_list import MY_WORDS, SETTINGS
from drafter.model.draft import Path
from drafter.storage.settings_files import Settings
from drafter.storage.word_lists import add_own_word, own_words
from drafter.ui import look
from drafter.ui.settings_dialog import SettingsDialog


@pytest.fixture
def dialog(qtbot, dressed, tmp_path):
    dialog = SettingsDialog(asdict(Settings(name="A. Officer")), [("kent", "Kent: record")], lambda now: tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_every_setting_is_a_member_and_has_a_named_box(dialog):
    for setting in SETTINGS:
        assert hasattr(Settings(), setting.name) or setting.name == MY_WORDS
        assert dialog.boxes[setting.name].accessibleName() == setting.label.replace("&", "")
    letters = [one.label[one.label.index("&") + 1].lower() for one in SETTINGS]
    assert len(letters) == len(set(letters))


def test_save_gives_every_setting_and_cancel_none(dialog, qtbot, tmp_path):
    dialog.boxes["text_size"].setCurrentIndex(dialog.boxes["text_size"].findData(150))
    dialog.boxes["form"].setCurrentIndex(1)
    next(one for one in dialog.findChildren(QPushButton) if "Choose" in one.text()).click()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.answer == {"theme": "system", "text_size": 150, "name": "A. Officer", "post": "", "phone": "",
                             "email": "", "form": "kent", "folder": str(tmp_path), "words": (),
                             "autosave_to_file": True}
    again = SettingsDialog(asdict(Settings()), [], lambda now: None)
    qtbot.addWidget(again)
    again.reject()
    assert again.answer is None


def test_what_is_set_is_kept_and_in_force_at_once(window, dialogs, qtbot, private_home):
    dialogs.expect({"theme": "dark", "text_size": 150, "name": "A. Officer", "email": "officer@example.gov.uk",
                    "folder": str(private_home)})
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    try:
        assert recent.settings(private_home).text_size == 150
        assert look.TOKENS["window"] == look.COLOURS["dark"]["window"]
        assert QApplication.font().pointSizeF() == pytest.approx(15)
        assert window.filing.folder() == private_home
    finally:
        look.wear(QApplication.instance(), "light")


def test_a_new_draft_names_the_officer_and_is_nothing_to_keep_until_something_is_written(window, private_home):
    recent.choose(private_home, name="A. Officer", email="officer@example.gov.uk")
    window.filing.new_draft()
    work = window.desk.work
    (person,) = work.session.draft.rows("contact").rows
    assert person.cells == {"name": "A. Officer", "email": "officer@example.gov.uk"}
    assert work.is_saved
    work.session.edit(Path("title"), "Road")
    assert not work.is_saved



def test_my_words_are_listed_added_to_and_taken_from_and_count_at_once(window, dialogs, sample, private_home, qtbot):
    for word in ("Reculver", "equalities"):
        add_own_word(word, private_home)
    window.filing.open_draft(sample)
    seen = {}

    def answer(now, forms):
        dialog = SettingsDialog(now, forms, lambda folder: None)
        qtbot.addWidget(dialog)
        seen["words"] = dialog.boxes["words"].toPlainText()
        add_own_word("Swale", private_home)   # by another window, meanwhile
        dialog.boxes["words"].setPlainText("Reculver\nOxney  Wantsum")
        dialog._save()
        return dialog.answer

    dialogs.which_settings = answer
    window.furniture.acts.change_settings()
    assert seen["words"] == "equalities\nReculver"
    assert own_words(private_home) == {"Oxney", "Reculver", "Swale", "Wantsum"}


def test_words_that_cannot_be_kept_are_told(window, dialogs, private_home):
    (private_home / "my_words.txt").write_bytes(b"\xff")
    dialogs.expect({"words": ("Oxney",)})
    window.furniture.acts.change_settings()
    assert "not text in UTF-8" in str(dialogs.told("tell")[0][0])
    assert (private_home / "my_words.txt").read_bytes() == b"\xff"


def shown(qtbot, **now):
    dialog = SettingsDialog({**asdict(Settings()), **now}, [("kent", "Kent: record")], lambda folder: None)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_opening_and_saving_changes_nothing_that_was_not_touched(qtbot, dressed, tmp_path):
    folder = tmp_path / "My  drafts"
    folder.mkdir()
    set_before = {"text_size": 120, "form": "medway", "folder": str(folder)}
    dialog = shown(qtbot, **set_before)
    assert (dialog.boxes["text_size"].currentText(), dialog.boxes["form"].currentText()) == (
        "120 %", "medway (not on this machine)")
    dialog._save()
    assert {name: dialog.answer[name] for name in set_before} == set_before


def test_a_folder_that_is_typed_and_is_not_there_is_told_and_one_that_was_set_may_stay(qtbot, dressed, tmp_path):
    dialog = shown(qtbot, folder=str(tmp_path / "share"))
    assert dialog.gone.isVisible() and "no folder of this name" in dialog.gone.text()
    box = dialog.boxes["folder"]
    qtbot.keyClicks(box, "d")
    dialog._save()
    assert dialog.answer is None and "no folder of this name" in box.accessibleDescription()
    (tmp_path / "shared").mkdir()
    dialog._save()
    assert dialog.answer["folder"] == str(tmp_path / "shared") and not dialog.gone.isVisible()
    again = shown(qtbot, folder=str(tmp_path / "share"))
    again._save()
    assert again.answer["folder"] == str(tmp_path / "share")


def test_settings_that_cannot_be_kept_are_told_and_nothing_pretends_otherwise(window, dialogs, private_home):
    (private_home / "settings.json").mkdir(parents=True)
    dialogs.expect({"text_size": 150})
    window.furniture.acts.change_settings()
    window.furniture.acts.choose_theme("dark")
    window.furniture.acts.save_of_itself(False)
    assert len(dialogs.told("tell")) == 3
    assert window.furniture.menus.themes["system"].isChecked()


def test_saving_automatically_is_left_off_at_once_wherever_that_is_chosen(window, dialogs, sample):
    window.filing.open_draft(sample)
    dialogs.expect({"autosave_to_file": False})
    for choose in (lambda: window.furniture.acts.save_of_itself(False), window.furniture.acts.change_settings):
        window.furniture.acts.save_of_itself(True)
        assert window.desk.work.to_file and window.furniture.menus.to_file.isChecked()
        choose()
        assert not window.desk.work.to_file and not window.furniture.menus.to_file.isChecked()


def test_a_private_folder_that_cannot_be_written_is_told_at_the_start(window, private_home):
    window.desk.home = private_home / "file" / "drafter"
    (private_home / "file").write_text("in the way")
    window.after_first_paint()
    assert str(window.desk.home) in window.furniture.status.message.text()


def test_what_drafter_notes_for_itself_fails_quietly(private_home, tmp_path):
    (private_home / "settings.json").mkdir(parents=True)
    recent.remember(tmp_path / "a.decision", private_home)
    recent.note_state(tmp_path / "a.decision", "ready", private_home)
    assert recent.settings(private_home) == Settings()


def test_a_list_with_names_that_no_file_can_have_does_not_stop_the_start_page(private_home):
    (private_home / "settings.json").write_text(
        '{"recent": ["/a\\u0000b", "/b\\u0000"], "states": {"/a\\u0000b": [1, "x"]}}')
    assert recent.recent_drafts(private_home, date(2026, 10, 12)) == ()
