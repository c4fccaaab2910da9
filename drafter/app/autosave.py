"""When a draft is put into safety of itself: soon after the officer pauses, and now and then while typing goes on."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE = 2_000
"""Milliseconds after the last change."""
LONGEST = 10_000
"""Milliseconds that may pass in continuous typing."""
COPY_EVERY = 500
"""Milliseconds between two copies while typing goes on: no more than two seconds of it are ever at stake, also where
the disk takes one to answer."""


class Autosave(QObject):
    """`due` asks for what is unsaved to be put into safety; what that means, and whether there is any, others know.

    Between `start` and `stop` it also asks at every beat of `LONGEST`, for words that no editor has told of yet, and
    for a copy alone, `copy_due`, at every beat of `COPY_EVERY`.
    """

    due = Signal()
    copy_due = Signal()

    def __init__(self, parent: QObject | None = None, *, pause: int = PAUSE, longest: int = LONGEST) -> None:
        super().__init__(parent)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause)
        self._pause.timeout.connect(self.due)
        self._beat = QTimer(self)
        self._beat.setInterval(longest)
        self._beat.timeout.connect(self.now)
        self._copies = QTimer(self)
        self._copies.setInterval(COPY_EVERY)
        self._copies.timeout.connect(self.copy_due)

    def start(self) -> None:
        """A draft is on the desk."""
        self._beat.start()
        self._copies.start()

    def stop(self) -> None:
        """There is no draft any more."""
        self._pause.stop()
        self._beat.stop()
        self._copies.stop()

    def note_change(self) -> None:
        """Something was changed; the pause begins anew, the beat goes on."""
        if self._beat.isActive():
            self._pause.start()

    def now(self) -> None:
        """Ask at once: the window is left, or something risky follows."""
        if self._beat.isActive():
            self._pause.stop()
            self.due.emit()
