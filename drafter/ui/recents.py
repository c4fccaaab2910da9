"""The drafts worked on last: listed on the start page and in the File menu, opened, taken from the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from drafter.app import recent
from drafter.ui.filing import Filing
from drafter.ui.menus import Menus

if TYPE_CHECKING:
    from drafter.ui.recent_list import RecentList


class Recents(QObject):
    def __init__(self, filing: Filing, shown: RecentList, menus: Menus, parent: QObject) -> None:
        super().__init__(parent)
        self._filing, self._shown, self._menus = filing, shown, menus
        shown.chosen.connect(self.open)
        shown.removed.connect(self.remove)
        menus.recent.aboutToShow.connect(self._list_in_menu)

    def list(self) -> None:
        """As they are now, on the start page; the menu looks when it is opened."""
        self._shown.show_recent(self._now())

    def open(self, draft: recent.Recent) -> None:
        if draft.copy is not None:
            self._filing.restore(draft.copy)
            self.list()
        else:
            self._filing.open_draft(draft.path)

    def remove(self, draft: recent.Recent) -> None:
        recent.remove(draft, self._filing.desk.home)
        self.list()

    def _list_in_menu(self) -> None:
        self._menus.list_recent(self._now(), self.open)

    def _now(self) -> tuple[recent.Recent, ...]:
        return tuple(recent.recent_drafts(self._filing.desk.home, self._filing.desk.today()))
