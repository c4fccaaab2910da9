"""What a row is taken by with the mouse. The keyboard has keys and buttons of its own for the same."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from drafter.ui import look

_SIDE, _ICON = 24, 16


class Grip(QWidget):
    """`dragged` carries how far down the screen the mouse is, in pixels; `dropped`, whether the row is to go there.
    Escape leaves it where it was."""

    dragged = Signal(int)
    dropped = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_held = False
        self.setFixedSize(_SIDE, _SIDE)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip("Drag to move. Ctrl+Shift+Up and Ctrl+Shift+Down move it too.")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look.paint_icon(painter, "grip-vertical", "muted",
                        QRect((self.width() - _ICON) // 2, (self.height() - _ICON) // 2, _ICON, _ICON))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.isEnabled():
            self._is_held = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.grabKeyboard()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_held:
            self.dragged.emit(round(event.globalPosition().y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._let_go(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._let_go(False)

    def _let_go(self, taken: bool) -> None:
        if self._is_held:
            self._is_held = False
            self.releaseKeyboard()
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.dropped.emit(taken)
