"""The bar of menus as it is first painted: their names alone. `menus` fills them."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QMenuBar, QWidget


class MenuBar(QMenuBar):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.file = menu_in(self, "&File")
        self.edit = menu_in(self, "&Edit")
        self.view = menu_in(self, "&View")
        self.go = menu_in(self, "&Go")
        self.record = menu_in(self, "&Record")
        self.help = menu_in(self, "&Help")


def menu_in(parent: QMenuBar | QMenu, words: str) -> QMenu:
    """Made with its parent, as the bar and the actions are: what `addMenu(words)` or `menuBar()` hands out lasts only
    as long as the widget from which Python met it first, and that may be a page of a draft that is closed."""
    menu = QMenu(words, parent)
    parent.addMenu(menu)
    return menu
