"""Python's collector of circles, kept to the window's thread.

Of itself it runs in whichever thread happens to ask for memory, also in one that only starts or ends. An object of Qt
that dies there leaves its timers behind in the window's thread, and the program ends with a segmentation fault.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

EVERY = 1_000
"""Milliseconds between two looks whether something is due."""
QUIET, LATEST = 2, 60
"""Looks: so many without a key or a click are waited for before all that there is is looked through; but no longer than
the second."""
OLDEST = 2
_ACTS = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)


class Collector(QObject):
    """From now on nothing collects but this, between two events of the window.

    What is due is told by Python's own thresholds: they count what was made and is still there since the last time.
    What the program is made of by now is left out for good: looking through it would be felt while typing. Looking
    through all the rest, form and draft and pages, would be felt too: it waits until the officer does nothing.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._made = [0, 0, 0]
        """By generation, how much was made since it was collected."""
        self._waited = self._quiet = 0
        """How many looks the oldest generation has been due, and how many of them passed since a key or a click."""
        self._look = QTimer(self)
        self._look.timeout.connect(self.collect)
        self._look.start(EVERY)

    def collect(self) -> None:
        """The oldest generation that is due, and the younger ones with it."""
        young, allowed, due = gc.get_count()[0], 1, -1
        for generation, threshold in enumerate(gc.get_threshold()):
            allowed *= max(threshold, 1)
            is_due = self._made[generation] + young > allowed
            if is_due and not (generation == OLDEST and self._must_wait()):
                due = generation
        if due >= 0:
            gc.collect(due)
            self._made = [0 if n <= due else made + young for n, made in enumerate(self._made)]

    def _must_wait(self) -> bool:
        """Whether the officer is at work. They are watched only while something waits for them."""
        application = QCoreApplication.instance()
        if application is None:
            return False
        if not self._waited:
            application.installEventFilter(self)
        self._waited += 1
        self._quiet += 1
        if self._quiet <= QUIET and self._waited <= LATEST:
            return True
        application.removeEventFilter(self)
        self._waited = self._quiet = 0
        return False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTS:
            self._quiet = 0
        return False
