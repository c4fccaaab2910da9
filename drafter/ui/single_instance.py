"""One window for each person on a computer: a second start hands its file to the window that is there, and ends.

The two speak through a socket of the local machine that only its owner may reach; nothing listens on a network.
"""

from __future__ import annotations

import json
import os
from pathlib import Path as FilePath

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from drafter.ui.socket_name import socket_name

ANSWER = b"opened\n"
PATIENCE = 2_000
"""Milliseconds that a window has to answer. One that hangs does not keep a second one from opening."""
_LARGEST = 100_000
"""Bytes of a message; a path has a few hundred."""


def hand_over(file: FilePath | None, home: FilePath) -> bool:
    """Ask the window that is there to open the file, or to come to the front. False: there is none that answers."""
    name = socket_name(home)
    if not name:
        return False
    there = QLocalSocket()
    there.connectToServer(name)
    if not there.waitForConnected(PATIENCE):
        return False
    _let_it_come_to_the_front()
    there.write(json.dumps({"open": str(file.absolute()) if file else None}).encode() + b"\n")
    there.flush()
    answer = b""
    while not answer.endswith(b"\n") and there.waitForReadyRead(PATIENCE):
        answer += bytes(there.readAll().data())
    return answer == ANSWER


class SingleInstance(QObject):
    """`wanted` carries the file that a second start was given; None: it was given none."""

    wanted = Signal(object)

    def __init__(self, home: FilePath, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = socket_name(home)
        self._heard: dict[QLocalSocket, bytes] = {}
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)

    def listen(self) -> bool:
        """Whether a second start will be heard. A socket that a crash left behind is taken over; without one all works,
        but a second start opens a second window."""
        if not self._name:
            return False
        if os.name != "nt":
            try:
                FilePath(self._name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError:
                return False
        if self._server.listen(self._name):
            return True
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def close(self) -> None:
        self._server.close()

    def _greet(self) -> None:
        while (there := self._server.nextPendingConnection()) is not None:
            self._heard[there] = b""
            there.readyRead.connect(self._listen_to)
            there.disconnected.connect(self._forget)

    def _listen_to(self) -> None:
        there = self.sender()
        assert isinstance(there, QLocalSocket)
        words = self._heard.get(there, b"") + bytes(there.readAll().data())
        self._heard[there] = words
        if not words.endswith(b"\n") and len(words) <= _LARGEST:
            return
        found, file = _read(words)
        if found:
            there.write(ANSWER)
            there.flush()
        there.disconnectFromServer()
        if found:
            self.wanted.emit(file)

    def _forget(self) -> None:
        there = self.sender()
        assert isinstance(there, QLocalSocket)
        self._heard.pop(there, None)
        there.deleteLater()


def _read(words: bytes) -> tuple[bool, FilePath | None]:
    """Whether it was a message of ours, and the file it names."""
    try:
        message = json.loads(words)
    except ValueError:
        return False, None
    file = message.get("open", "") if isinstance(message, dict) else ""
    if file is None:
        return True, None
    return isinstance(file, str) and bool(file), FilePath(file) if isinstance(file, str) else None


def _let_it_come_to_the_front() -> None:
    """Windows lets a window come to the front only if the one that the person uses just now allows it."""
    if os.name == "nt":
        import ctypes

        any_program = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_program)  # type: ignore[attr-defined,unused-ignore]
