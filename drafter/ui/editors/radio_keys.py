"""The keys of radio buttons that stand together: arrows choose, from the first one on, as Qt only moves the focus while
none is chosen; and what is typed may be meant for a box beneath."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QRadioButton

_ARROWS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class RadioKeys(QObject):
    """`go_to_box` puts the cursor where typed words belong; without one they are nobody's."""

    def __init__(self, buttons: Sequence[QRadioButton], parent: QObject,
                 go_to_box: Callable[[], object] | None = None) -> None:
        super().__init__(parent)
        self._buttons, self._go_to_box = tuple(buttons), go_to_box
        for button in buttons:
            button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or watched not in self._buttons:
            return super().eventFilter(watched, event)
        if by := _ARROWS.get(event.key(), 0):
            button = self._buttons[(self._buttons.index(watched) + by) % len(self._buttons)]
            button.setFocus()
            button.click()
            return True
        return self._go_to_box is not None and _writes(event) and self._write(event)

    def _write(self, event: QKeyEvent) -> bool:
        """Also the first key is written."""
        if self._go_to_box is not None:
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
