"""Tool buttons that keep together: a row of them is one stop of the Tab key; the arrow keys go from one to the next."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton

from drafter.ui import look

_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Tool(QToolButton):
    """A button with an icon. It takes no focus from a box when it is clicked."""

    def __init__(self, icon: str, name: str = "", keys: str = "", *, can_be_on: bool = False) -> None:
        super().__init__()
        self.setIcon(look.icon(icon))
        self.setCheckable(can_be_on)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.call(name, keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys are the row's."""
        if Qt.Key(event.key()) in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def call(self, name: str, keys: str = "") -> None:
        """What it does, for those who point at it and those who hear it."""
        self.setAccessibleName(name)
        self.setToolTip(f"<qt>{escape(f'{name} ({keys})' if keys else name)}</qt>")


class ToolRow(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.tools: list[Tool] = []
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(1)

    def add(self, tool: Tool, act: Callable[[], None] | None = None) -> Tool:
        if act is not None:
            tool.clicked.connect(act)
        if not self.tools:
            tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tools.append(tool)
        self.row.addWidget(tool)
        return tool

    def add_rule(self) -> None:
        """A thin line between groups of tools."""
        rule = QFrame()
        look.say(rule, role="rule-upright")
        rule.setFixedWidth(1)
        self.row.addSpacing(4)
        self.row.addWidget(rule)
        self.row.addSpacing(4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(Qt.Key(event.key()))
        usable = [tool for tool in self.tools if tool.isEnabled() and not tool.isHidden()]
        here = next((n for n, tool in enumerate(usable) if tool.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        self._hand_over(usable[here], usable[(here + step) % len(usable)])

    def keep_a_stop(self) -> None:
        """A tool that can no longer be used hands the Tab key's stop to one that can."""
        stop = next((tool for tool in self.tools if tool.focusPolicy() == Qt.FocusPolicy.TabFocus), None)
        usable = next((tool for tool in self.tools if tool.isEnabled() and not tool.isHidden()), None)
        if stop is not None and usable is not None and not (stop.isEnabled() and not stop.isHidden()):
            stop.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            usable.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _hand_over(self, one: Tool, other: Tool) -> None:
        other.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        other.setFocus(Qt.FocusReason.OtherFocusReason)
        one.setFocusPolicy(Qt.FocusPolicy.NoFocus)
