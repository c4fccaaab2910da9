"""The box one types in, for the menu entries that act on its words: opening a menu may take the focus away from it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QMenuBar, QPlainTextEdit, QTextEdit, QWidget

Box = QLineEdit | QPlainTextEdit | QTextEdit


class TextBox(QObject):
    """Follows the focus. Elsewhere than in a box, on a button say, there is nothing to cut, copy or paste."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._box: Box | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def cut(self) -> None:
        if self._box is not None:
            self._box.cut()

    def copy(self) -> None:
        if self._box is not None:
            self._box.copy()

    def paste(self) -> None:
        if self._box is not None:
            self._box.paste()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or isinstance(new, QMenu | QMenuBar):
            return
        if self._box is not None:
            self._box.destroyed.disconnect(self._forget)
        within = new.lineEdit() if isinstance(new, QComboBox) else new
        self._box = within if isinstance(within, Box) else None
        if self._box is not None:
            self._box.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._box = None
