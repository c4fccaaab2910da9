"""How large a window may be: as it would like, and never larger than the screen, as at 200 % on a small laptop."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from drafter.ui import look

FRAME = QSize(24, 64)
"""Pixels that the system's frame and bar take."""


def fit(window: QWidget, width: int, height: int) -> None:
    """So large, in pixels at the usual size of text; larger text takes more."""
    width, height = look.scaled(width), look.scaled(height)
    window.resize(QSize(width, height).boundedTo(room_for(window) - FRAME))


def room_for(window: QWidget) -> QSize:
    """What the screen has that the window is on. The window itself is not asked for it: PySide would take the screen
    for a part of the window, and the collector destroys it with the window."""
    beside = window.parentWidget() or window
    screen = QGuiApplication.screenAt(beside.window().geometry().center()) or QGuiApplication.primaryScreen()
    return screen.availableSize()
