"""The check page as it is seen first."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication


@pytest.mark.parametrize("ready", [True, False])
def test_its_first_picture_is_its_last(window, sample, ready):
    if ready:
        window.filing.open_draft(sample)
    else:
        window.filing.shown.emit(window.desk.new("kent"))
    QApplication.processEvents()
    view = window.panel.view
    view.show_check()
    first = view.check.grab().toImage()
    assert view.check.area.verticalScrollBar().maximum() > 0
    assert all(card.height() >= card.minimumSizeHint().height() for card in view.check.cards.frames)
    QApplication.processEvents()
    assert view.check.grab().toImage() == first
