"""Resident memory of a window with a draft of twenty pages, beside a bare window.

Each is a process of its own that says its megabytes once it has come to rest.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks.rows import Row, Settings, beside, missing
from tests.benchmarks.window_memory import resident

MOST = 2.0


def rows(settings: Settings) -> Iterator[Row]:
    if not os.path.exists("/proc/self/statm"):  # noqa: PTH110
        yield missing("memory", "only Linux tells how much is resident")
        return
    taken: dict[str, list[float]] = {"bare": [], "draft": []}
    for _ in range(settings.rounds(5)):
        for which, megabytes in taken.items():
            with tempfile.TemporaryDirectory(prefix="drafter-bench") as home:
                done = subprocess.run([sys.executable, "-m", "tests.benchmarks.memory", which], check=True, text=True,
                                      capture_output=True, env={**os.environ, "DRAFTER_HOME": home})
            megabytes.append(float(done.stdout.split()[-1]))
    yield beside("memory, a draft of twenty pages open", "a bare window", taken["draft"], taken["bare"], MOST, "MB")


def _bare() -> None:
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QLabel("Ready"))
    window.resize(1366, 768)
    window.show()
    application.processEvents()
    print(resident(), flush=True)


def _draft() -> None:
    from PySide6.QtWidgets import QApplication

    from tests.benchmarks.keystrokes import Window, twenty_pages

    window = Window(QApplication([]), twenty_pages())
    print(window.done(), resident(), flush=True)
    os._exit(0)  # nothing is saved


if __name__ == "__main__":
    {"bare": _bare, "draft": _draft}[sys.argv[1]]()
