"""The arrows of radio buttons that stand together choose, from the first one on: Qt only moves the focus while none is
chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QRadioButton

_ARROWS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class RadioKeys(QObject):
    def __init__(self, buttons: Sequence[QRadioButton], parent: QObject) -> None:
        super().__init__(parent)
        self._buttons = tuple(buttons)
        for button in buttons:
            button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or watched not in self._buttons:
            return super().eventFilter(watched, event)
        by = _ARROWS.get(event.key(), 0)
        if not by:
            return super().eventFilter(watched, event)
        button = self._buttons[(self._buttons.index(watched) + by) % len(self._buttons)]
        button.setFocus()
        button.click()
        return True
