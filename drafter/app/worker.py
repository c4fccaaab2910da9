"""What waits for disks and networks, done beside the window: a folder that does not answer never stops the typing.

The thread is given no Qt object, nor anything that holds one: the last to let go of it destroys it, and that must be
the window's thread. What the collector of circles destroys is seen to where the window is opened (`ui/collector.py`).
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

T = TypeVar("T")
Jobs = SimpleQueue[Callable[[], object] | None]
Results = SimpleQueue[object]

_SOON, _AT_MOST = 5, 200
"""Milliseconds between two looks whether something is done: short at first, longer where it takes long."""


class Worker(QObject):
    """Does one job after another in a thread of its own, and hands what came of each back in the window's thread.

    The thread ends with the program, also where a job waits for ever; `leave` ends it after the jobs it has.
    """

    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: Jobs = SimpleQueue()
        self._results: Results = SimpleQueue()
        self._then: deque[Callable[[object], None]] = deque()
        self._thread: threading.Thread | None = None
        self._leaving = False
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.timeout.connect(self._look_again)

    @property
    def is_idle(self) -> bool:
        """Whether the results of all jobs were handed back."""
        return not self._then

    def do(self, job: Callable[[], T], then: Callable[[T | Exception], None]) -> None:
        """Do the job when those before it are done; `then` gets what it returns, or the exception it raised.

        The job holds values that never change, such as drafts, and nothing of Qt.
        """
        if self._thread is None:
            self._thread = threading.Thread(target=_work, args=(self._jobs, self._results), daemon=True,
                                            name="beside the window")
            self._thread.start()
        self._then.append(then)  # type: ignore[arg-type]
        self._jobs.put(job)
        self._look.start(_SOON)

    def wait(self, seconds: float) -> bool:
        """Stand still until all is done and handed back, but no longer than that. Whether it is."""
        until = time.monotonic() + seconds
        while self._then:
            try:
                self._hand_back(self._results.get(timeout=max(0.0, until - time.monotonic())))
            except Empty:
                return False
        return True

    def leave(self) -> None:
        """The thread ends once all is done and handed back, and what that asked for too."""
        self._leaving = True
        self._end_if_done()

    def _look_again(self) -> None:
        pause = min(self._look.interval() * 2, _AT_MOST)
        try:
            while not self._results.empty():
                pause = _SOON
                self._hand_back(self._results.get())
        finally:
            if self._then:
                self._look.start(pause)

    def _hand_back(self, result: object) -> None:
        then = self._then.popleft()
        if not self._then:
            self._look.stop()
        then(result)
        if not self._then:
            self._end_if_done()
            self.idle.emit()

    def _end_if_done(self) -> None:
        if self._leaving and not self._then and self._thread is not None:
            self._jobs.put(None)
            self._thread = None


def _work(jobs: Jobs, results: Results) -> None:
    while (job := jobs.get()) is not None:
        try:
            result = job()
        except Exception as error:
            result = error
        del job
        results.put(result)
        del result
