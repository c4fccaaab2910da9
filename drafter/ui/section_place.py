"""Where the list of sections stands: beside the page; or, where there is no room for both, over it when asked for."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from drafter.ui.section_list import SectionList


class SectionPlace(QObject):
    """`away` says whether the list has no place of its own now, so that a way to it is offered. Over the page it stays
    until a section is entered, Escape is pressed, or the officer goes on in the page."""

    away = Signal(bool)

    def __init__(self, sections: SectionList, across: QHBoxLayout, view: QWidget) -> None:
        """`across` is the layout of the view, in which the list comes first."""
        super().__init__(view)
        self._sections, self._across, self._view = sections, across, view
        self._has_room, self._is_over = True, False
        self._before: QWidget | None = None
        across.insertWidget(0, sections)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), sections, self._back)
        self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._escape.setEnabled(False)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    @property
    def is_away(self) -> bool:
        return not self._has_room

    def share(self, has_room: bool) -> None:
        """There is room beside the page, or there is none."""
        if has_room != self._has_room:
            self.close()
            self._has_room = has_room
            if has_room:
                self._across.insertWidget(0, self._sections)
            else:
                self._across.removeWidget(self._sections)
            self.away.emit(not has_room)
        self._sections.setVisible(has_room or self._is_over)
        self._fit()

    def toggle(self) -> None:
        """To the list, wherever it stands; over the page already, back to where one was."""
        if self._is_over:
            self._back()
            return
        focus = QApplication.focusWidget()
        self._before = focus if focus is not None and self._view.isAncestorOf(focus) else None
        if not self._has_room:
            self._is_over = True
            self._escape.setEnabled(True)
            self._fit()
            self._sections.show()
            self._sections.raise_()
        self._sections.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close(self) -> None:
        """Off the page, if it is over it."""
        if self._is_over:
            self._is_over = False
            self._escape.setEnabled(False)
            self._sections.hide()

    def _back(self) -> None:
        before, self._before = self._before, None
        self.close()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        if self._is_over:
            self._sections.setGeometry(0, 0, self._sections.width(), self._view.height())

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._is_over and new is not None and self._view.isAncestorOf(new) and not self._sections.isAncestorOf(new):
            self.close()
