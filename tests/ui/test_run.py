"""From the command line to a window: the draft that was named is on the screen, with its form found."""

import pytest

from drafter.storage.locations import shipped_root
from drafter.storage.settings_files import Settings, save_settings
from drafter.ui.run import open_window


@pytest.fixture
def opened(qtbot, dressed):
    def window(file=None, roots=()):
        made = open_window(dressed, file, roots)
        qtbot.addWidget(made)
        return made

    return window


def test_the_draft_that_was_named_is_opened_with_the_shipped_form(opened, sample, qtbot):
    window = opened(sample)
    qtbot.waitUntil(lambda: window.panel is not None)
    assert window.windowTitle().startswith("Harbour Road") and window.isVisible()


def test_without_a_file_the_start_page_is_shown(opened, qtbot):
    window = opened()
    qtbot.wait(10)
    assert window.panel is None and window.start.isVisible()


def test_forms_are_looked_for_where_was_said_then_in_the_settings_then_in_the_shipped_ones(opened, tmp_path,
                                                                                         private_home):
    save_settings(Settings(pack_roots=(str(tmp_path / "own"),)), private_home)
    assert opened(roots=[tmp_path / "said"]).desk.roots == (tmp_path / "said", tmp_path / "own", shipped_root())


def test_settings_that_cannot_be_read_are_told_and_the_window_opens(opened, private_home, dialogs, dressed, qtbot):
    private_home.mkdir(parents=True, exist_ok=True)
    (private_home / "settings.json").write_text('{"theme": ', "utf-8")
    window = open_window(dressed, None, [], dialogs)
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: dialogs.told("tell") != [])
    assert "settings" in str(dialogs.told("tell")[0][0]) and window.start.isVisible()


def test_a_computer_without_fonts_is_told_where_words_can_be_read(capsys, monkeypatch, opened, qtbot):
    monkeypatch.setattr("PySide6.QtGui.QFontDatabase.families", lambda *_about: [])
    window = opened()
    qtbot.waitUntil(lambda: window.when_painted is None)
    assert "no fonts" in capsys.readouterr().err
