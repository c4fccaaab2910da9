"""What a screen reader is told about scroll areas, so that asking never ends the program."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QScrollArea


def tell_of_scroll_areas() -> None:
    """Qt's own words for a scroll area count the scroll bars that are seen, and read past the end of that list when a
    child is asked for that is gone. A screen reader asks so whenever a page goes while it reads: Qt 6.11 then ends the
    program. As a plain widget its children are all of them, seen or not, and one that is not there is none."""
    QAccessible.installFactory(_plain)


def _plain(kind: str, thing: QObject) -> QAccessibleInterface | None:
    """Asked for each class that a widget is of, most special first; None leaves it to Qt."""
    if kind == "QScrollArea" and isinstance(thing, QScrollArea):
        return QAccessibleWidget(thing, QAccessible.Role.Client)
    return None
