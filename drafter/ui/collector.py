"""Python's collector of circles, kept to the window's thread.

Of itself it runs in whichever thread happens to ask for memory, also in one that only starts or ends. An object of Qt
that dies there leaves its timers behind in the window's thread, and the program ends with a segmentation fault.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 1_000
"""Milliseconds between two looks whether something is due."""


class Collector(QObject):
    """From now on nothing collects but this, between two events of the window.

    What is due is told by Python's own thresholds: they count what was made and is still there since the last time.
    What the program is made of by now is left out for good: looking through it would be felt while typing.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._made = [0, 0, 0]
        """By generation, how much was made since it was collected."""
        self._look = QTimer(self)
        self._look.timeout.connect(self.collect)
        self._look.start(EVERY)

    def collect(self) -> None:
        """The oldest generation that is due, and the younger ones with it."""
        young, allowed, due = gc.get_count()[0], 1, -1
        for generation, threshold in enumerate(gc.get_threshold()):
            allowed *= max(threshold, 1)
            if self._made[generation] + young > allowed:
                due = generation
        if due >= 0:
            gc.collect(due)
            self._made = [0 if n <= due else made + young for n, made in enumerate(self._made)]
