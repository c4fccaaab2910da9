"""The Tab key goes where the eye goes, whatever order the widgets were made in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_in_tab_order(editor: QWidget, parts: Sequence[QWidget]) -> None:
    """Within the editor, Tab goes through the parts in this order; before and after it nothing changes."""
    stops = [stop for part in parts for stop in _stops(part)]
    before = editor.previousInFocusChain()
    while before is not None and not before.isWindow() and (editor.isAncestorOf(before) or not _takes_tab(before)):
        before = before.previousInFocusChain()
    if before is not None and not before.isWindow():  # the chain is a ring: before its window comes its end
        stops.insert(0, before)
    for one, next_one in pairwise(stops):
        QWidget.setTabOrder(one, next_one)


def put_after(before: QWidget, part: QWidget) -> None:
    """Tab leaves `before` for what is in the part, in the order it was made."""
    last = _last_in_chain(before)
    for one, next_one in pairwise([last, *_stops(part)]):
        QWidget.setTabOrder(one, next_one)


def _last_in_chain(whole: QWidget) -> QWidget:
    """What Tab reaches last inside."""
    last, widget = whole, whole.nextInFocusChain()
    while widget is not None and widget is not whole:
        if whole.isAncestorOf(widget) and _takes_tab(widget):
            last = widget
        widget = widget.nextInFocusChain()
    return last


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def _stops(part: QWidget) -> list[QWidget]:
    """The part itself and all in it, in the order they were made, as far as focus may go there at any time."""
    inside = [part, *part.findChildren(QWidget)]
    return [widget for widget in inside if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            and widget.focusProxy() is None and widget.window() is part.window()]
