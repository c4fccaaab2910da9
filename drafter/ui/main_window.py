"""The frame around everything: start page or draft, menus, and files dropped on it.

What is not painted at first is `furniture`, made when the window stands.
"""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from drafter.app import recent
from drafter.storage.locations import SUFFIX
from drafter.ui.menu_bar import MenuBar
from drafter.ui.room import room_for
from drafter.ui.start_page import StartPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QShowEvent

    from drafter.app.desk import Desk
    from drafter.ui.dialogs import Dialogs
    from drafter.ui.filing import Filing
    from drafter.ui.furniture import Furniture
    from drafter.ui.work_panel import WorkPanel

UNSEEN = 500
"""Milliseconds. A window that starts hidden behind others may not be painted; it does not wait for that."""
SESSION_ENDS = 3.0
"""Seconds that are waited for files at the end. What is not in its own file then is kept in the private folder."""


class MainWindow(QMainWindow):
    """Closing never asks "save changes?": a draft that has a name is saved; one that has none is kept, and offered on
    the start page. The same is done of itself while one works, at every pause."""

    def __init__(self, desk: Desk, dialogs: Dialogs | None = None) -> None:
        """What is painted first; then `when_painted` is called, once. `furnish` brings the rest."""
        super().__init__()
        self.desk, self._given = desk, dialogs
        self._furniture: Furniture | None = None
        self.when_painted: Callable[[], object] | None = None
        self.bar = MenuBar(self)
        self.setMenuBar(self.bar)
        self.start = StartPage()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start)
        whole = QWidget()
        self._column = QVBoxLayout(whole)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.stack, 1)
        self.setCentralWidget(whole)
        self.start.new_wanted.connect(self._new_decision)
        self.start.open_wanted.connect(self._open_any)
        self.start.earlier_wanted.connect(self._begin)
        self.setMinimumSize(600, 380)
        self.resize(QSize(1280, 800).boundedTo(room_for(self)))
        self.setWindowTitle("drafter")

    def furnish(self) -> Furniture:
        """All that the first picture of the window does without, made once: a door that is opened before brings it
        too."""
        if self._furniture is None:
            from drafter.ui.furniture import Furniture

            self._furniture = Furniture(self, self.desk, self._given, self.bar, self.start, self.stack)
            self._column.addWidget(self._furniture.status)
            self.setAcceptDrops(True)
        return self._furniture

    @property
    def furniture(self) -> Furniture:
        return self.furnish()

    @property
    def filing(self) -> Filing:
        return self.furnish().filing

    @property
    def panel(self) -> WorkPanel | None:
        """The draft on the screen."""
        return self.furnish().screen.panel

    def after_first_paint(self, file: FilePath | None = None) -> None:
        """What reads files waits until the window is on the screen."""
        from drafter.storage.private import why_not_kept

        room = self.furnish()
        known, damage = recent.settings_or_damage(self.desk.home)
        room.show_settings(known)
        if file is None or not room.filing.open_draft(file):
            room.recents.list()
        room.filing.recover(told=file)
        if file is None:
            room.recents.list()
        if damage is not None:
            room.dialogs.tell(damage)
        elif words := why_not_kept(self.desk.home):
            room.status.say(words)

    def come_forward(self, file: FilePath | None = None) -> None:
        """A second start: this window shows itself, and opens the file unless it is the one on the screen. While a
        question is on the screen, the file waits for its answer."""
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QDialog

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        question = QApplication.activeModalWidget()
        if isinstance(question, QDialog):
            question.finished.connect(lambda _code: QTimer.singleShot(0, self, lambda: self.come_forward(file)))
        elif file is not None and not self.filing.has_open(file):
            self.filing.open_draft(file)

    def end_session(self) -> None:
        """The session may be about to end: what is on the screen goes into safety at once. It may also go on."""
        if self._furniture is not None:
            self._furniture.filing.save_quietly()
        if self.desk.saver is not None:
            self.desk.saver.wait(SESSION_ENDS)
        self.desk.wait(SESSION_ENDS)

    def put_away(self) -> None:
        """The program ends, and nobody is asked: what cannot be saved now is kept, and offered when it starts again."""
        self.end_session()
        self._leave_desk()

    # -- what Qt calls -------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(UNSEEN, self, self._is_seen)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.when_painted is not None:
            QTimer.singleShot(0, self, self._is_seen)  # once what lies within is painted as well

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._furniture is None:
            return
        event.setAccepted(self._furniture.filing.leave())
        if event.isAccepted():
            self._leave_desk()

    def changeEvent(self, event: QEvent) -> None:
        left = event.type() == event.Type.ActivationChange and not self.isActiveWindow()
        if left and self._furniture is not None:
            self._furniture.autosave.now()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.filing.open_draft(path))

    # -- for itself ----------------------------------------------------------------------------------------------

    def _new_decision(self) -> None:
        self.filing.new_draft()

    def _open_any(self) -> None:
        self.filing.ask_any()

    def _begin(self) -> None:
        self.filing.begin()

    def _is_seen(self) -> None:
        then, self.when_painted = self.when_painted, None
        if then is not None:
            then()

    def _leave_desk(self) -> None:
        """Others may open the draft from now on."""
        if self._furniture is not None:
            self._furniture.leave()
        self.desk.clear()
        self.desk.wait(SESSION_ENDS)


def _dropped(event: QDropEvent) -> FilePath | None:
    """The one draft that is being dropped."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = FilePath(urls[0].toLocalFile())
    return path if path.suffix.lower() == SUFFIX else None
