"""How much memory the window takes with a draft of twenty pages: `python -m tests.benchmarks.resident_memory`.

Beside it a bare window with a text box that holds the same words. Each is a process of its own, which counts what the
system says is resident: once the draft is open and its long page shown with
spelling and preview, and once every page was visited.
"""

from __future__ import annotations

import os
import subprocess
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

TIMES = 2.0
"""How many times what the bare window takes."""


def main() -> None:
    if sys.argv[1:]:
        {"bare": _bare, "drafter": _drafter}[sys.argv[1]]()
        return
    bare, ours = (_measured(name) for name in ("bare", "drafter"))
    print("| megabytes resident | |\n|---|---|")
    for name, megabytes in (*bare.items(), *ours.items()):
        print(f"| {name} | {megabytes:.0f} |")
    base, reached = bare["a bare window with the words"], ours["drafter, the long page with spelling and preview"]
    print(f"\nTo reach: at most {TIMES:.0f} times the bare window: {reached / base:.1f}, "
          f"{'yes' if reached <= TIMES * base else 'no'}.")


def _measured(name: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.resident_memory", name]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    lines = [line.rsplit(": ", 1) for line in said.splitlines() if ": " in line]
    return {what: float(number) for what, number in lines}


def _tell(what: str) -> None:
    from tests.benchmarks.window_memory import resident

    print(f"{what}: {resident():.1f}", flush=True)


def _bare() -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit

    from drafter.model.rich_text import plain
    from tests.benchmarks.keystrokes import twenty_pages

    application = QApplication([])
    window = QMainWindow()
    box = QTextEdit()
    window.setCentralWidget(box)
    window.resize(1366, 768)
    window.show()
    application.processEvents()
    _tell("a bare window")
    box.setPlainText(plain(twenty_pages()))
    application.processEvents()
    _tell("a bare window with the words")
    os._exit(0)


def _drafter() -> None:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from drafter.ui import look
    from tests.benchmarks.keystrokes import Window, twenty_pages

    application = QApplication([])
    application.setStyle("Fusion")
    look.wear(application, "light")
    window = Window(application, twenty_pages())
    window.view.side.show_tab(1)
    QTest.qWait(1500)
    _tell("drafter, the long page with spelling and preview")
    for section in window.view.session.form.sections:
        window.view.enter_section(section.id)
        application.processEvents()
    window.view.show_check()
    QTest.qWait(500)
    _tell("drafter, every page visited")
    os._exit(0)


if __name__ == "__main__":
    main()
