"""One draft after another in the same window: what was closed leaves nothing behind that the next one trips over."""

import gc

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication


def press(qtbot, window, keys: str) -> None:
    sequence = QKeySequence(keys)[0]
    qtbot.keyClick(QApplication.focusWidget() or window, sequence.key(), sequence.keyboardModifiers())


@pytest.mark.parametrize("collected", [False, True], ids=["at once", "after rubbish was collected"])
def test_drafts_are_opened_and_closed_one_after_another(window, qtbot, go_to, sample, collected):
    for _ in range(3):
        press(qtbot, window, "Ctrl+N")
        assert window.panel is not None
        go_to("Reasons")
        for menu in (window.furniture.menus.recent, window.furniture.menus.sections):
            menu.aboutToShow.emit()
            assert menu.actions()
        press(qtbot, window, "Ctrl+W")
        assert window.panel is None and window.start.isVisible()
        QApplication.processEvents()
        if collected:
            gc.collect()
        assert window.filing.open_draft(sample)
        press(qtbot, window, "Ctrl+Down")
        window.furniture.menus.sections.aboutToShow.emit()
        window.furniture.menus.sections.actions()[3].trigger()
        press(qtbot, window, "Ctrl+W")
        QApplication.processEvents()
    window.furniture.menus.recent.aboutToShow.emit()
    action = next(one for one in window.furniture.menus.recent.actions() if one.text() == sample.stem)
    action.trigger()
    assert window.panel is not None and window.panel.work.opened.path == sample
