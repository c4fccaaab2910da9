"""How large a window may be: as it would like, and never larger than the screen, as at 200 % on a small laptop."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

FRAME = QSize(24, 64)
"""Pixels that the system's frame and bar take."""


def fit(window: QWidget, width: int, height: int) -> None:
    window.resize(QSize(width, height).boundedTo(window.screen().availableSize() - FRAME))
