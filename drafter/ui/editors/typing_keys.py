"""Letters typed at a button are meant for the box it leads to: none of them is lost, the first neither."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class TypingKeys(QObject):
    """`go_to_box` puts the cursor where typed words belong."""

    def __init__(self, buttons: Sequence[QAbstractButton], parent: QObject, go_to_box: Callable[[], object]) -> None:
        super().__init__(parent)
        self._buttons, self._go_to_box = tuple(buttons), go_to_box
        for button in buttons:
            button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _writes(event):
            return self._write(event)
        return super().eventFilter(watched, event)

    def _write(self, event: QKeyEvent) -> bool:
        self._go_to_box()
        box = QApplication.focusWidget()
        if box is None or box in self._buttons:
            return False
        QApplication.sendEvent(box, QKeyEvent(event))
        return True


def _writes(event: QKeyEvent) -> bool:
    """Whether the key is a letter, figure or sign; Space presses the button."""
    with_alt_gr = event.modifiers() & _HELD == Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return event.text().isprintable() and bool(event.text().strip()) and (not event.modifiers() & _HELD or with_alt_gr)
