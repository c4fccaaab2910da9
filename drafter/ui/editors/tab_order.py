"""The Tab key goes where the eye goes, whatever order the widgets were made in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_in_tab_order(editor: QWidget, parts: Sequence[QWidget]) -> None:
    """Within the editor, Tab goes through the parts in this order; before and after it nothing changes.

    The editor's own place in the chain is where its parts belong. Qt moves nothing behind a widget that takes no focus,
    so the editor takes it for a moment.
    """
    policy = editor.focusPolicy()
    editor.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    for one, next_one in pairwise([editor, *(stop for part in parts for stop in _stops(part))]):
        QWidget.setTabOrder(one, next_one)
    editor.setFocusPolicy(policy)


def put_after(before: QWidget, part: QWidget) -> None:
    """Tab leaves `before` for what is in the part, in the order it was made."""
    last = _last_in_chain(before)
    for one, next_one in pairwise([last, *_stops(part)]):
        QWidget.setTabOrder(one, next_one)


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
    return [widget for widget in inside if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            and widget.focusProxy() is None and widget.window() is part.window()]
