"""The end of the session: whoever logs off, shuts down or stops drafter from outside loses nothing, and is not asked.

Windows and the session managers of Linux ask through Qt. Else Linux sends a signal, at which Python would end at once.
"""

from __future__ import annotations

import os
import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

from drafter.ui.main_window import MainWindow

_ASKING = ("SIGTERM", "SIGINT", "SIGHUP")
"""To end; a Ctrl+C where it was started; that terminal closed."""


class Ending(QObject):
    """As long as the window is there, all is put into safety before the program ends, however that comes about."""

    def __init__(self, application: QApplication, window: MainWindow) -> None:
        super().__init__(window)
        self._application, self._window = application, window
        application.commitDataRequest.connect(window.end_session)
        application.aboutToQuit.connect(window.put_away)

    def hear_signals(self) -> None:
        """From the system itself, where there are any. Python runs what belongs to a signal between two lines of its
        own, and while Qt waits there is none: the byte that it writes into a socket wakes Qt."""
        if os.name == "nt":
            return
        self._ear, self._mouth = socket.socketpair()
        for end in (self._ear, self._mouth):
            end.setblocking(False)
        signal.set_wakeup_fd(self._mouth.fileno(), warn_on_full_buffer=False)
        for name in _ASKING:
            signal.signal(getattr(signal, name), _noted)
        self._heard = QSocketNotifier(self._ear.fileno(), QSocketNotifier.Type.Read, self)
        self._heard.activated.connect(self._end)

    def _end(self) -> None:
        self._heard.setEnabled(False)
        self._window.put_away()
        self._application.exit(0)


def _noted(_number: int, _frame: object) -> None:
    """That a signal came is told by the socket."""
