"""The Tab key goes where the eye goes, whatever order the widgets were made in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget


def put_in_tab_order(editor: QWidget, parts: Sequence[QWidget]) -> None:
    """Within the editor, Tab goes through the parts in this order; before and after it nothing changes."""
    _chain([editor, *(stop for part in parts for stop in _stops(part))])


def put_one_after_another(parts: Sequence[QWidget]) -> None:
    """Tab goes through the parts in this order, from where the first of them stands."""
    _chain([stop for part in parts for stop in _stops(part)])


def put_after(before: QWidget, part: QWidget) -> None:
    """Tab leaves `before` for what is in the part, in the order it was made."""
    _chain([_last_in_chain(before), *_stops(part)])


def _chain(widgets: Sequence[QWidget]) -> None:
    """One after another. Qt moves nothing that takes no focus, so an editor, and tools that may be the stop of their
    row later, take it for a moment."""
    idle = [widget for widget in widgets if widget.focusPolicy() == Qt.FocusPolicy.NoFocus]
    for widget in idle:
        widget.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    for one, next_one in pairwise(widgets):
        QWidget.setTabOrder(one, next_one)
    for widget in idle:
        widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _last_in_chain(whole: QWidget) -> QWidget:
    """What Tab reaches last inside; all that is inside follows one another."""
    last, widget = whole, whole.nextInFocusChain()
    while widget is not None and whole.isAncestorOf(widget):
        if _takes_tab(widget):
            last = widget
        widget = widget.nextInFocusChain()
    return last


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def _stops(part: QWidget) -> list[QWidget]:
    """The part itself and all in it, in the order they were made, as far as focus may go there at any time."""
    inside = [part, *part.findChildren(QWidget)]
    return [widget for widget in inside
            if (widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QToolButton))
            and widget.focusProxy() is None and widget.window() is part.window()]
