"""An hour at the window, in little time: what one does over and over, and how much memory there is after each round.

    python -m tests.benchmarks.window_memory --minutes 10

Each round goes through every section, types and undoes, adds and removes a row, finds and replaces, looks at the check
page, the preview and the paper, makes a draft of the record, and now and then closes the draft and opens it again. An
officer takes some minutes for as much. Memory is what the system counts as resident, once garbage is collected; beside
it stand the objects of Python and the widgets that are alive, which tell whether growth is ours.
"""

from __future__ import annotations

import argparse
import gc
import os
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Literal

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
WARM_UP = 1 / 6
"""Of the time: the first ten minutes of the hour."""
TOLD = 1 / 12
"""Of the time: how often figures are told, every five minutes of the hour."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.window_memory", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    minutes = parser.parse_args().minutes
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DRAFTER_HOME"] = folder
        measure(Path(folder), minutes * 60)


def measure(folder: Path, seconds: float) -> None:
    from PySide6.QtWidgets import QApplication

    from drafter.app.desk import Desk
    from drafter.storage.locations import sample, shipped_root
    from drafter.ui import look
    from drafter.ui.dialogs import Dialogs
    from drafter.ui.main_window import MainWindow

    class Silent(Dialogs):
        """Tells nothing; a paper that is there already is replaced."""

        def papers_made(self, results: object, after: object) -> None:
            pass

        def file_changed(self, changed: object) -> Literal["replace"]:
            return "replace"

    application = QApplication([])
    application.setStyle("Fusion")
    look.wear(application, "light")
    draft = folder / "Harbour Road.decision"
    draft.write_bytes(sample().read_bytes())
    window = MainWindow(Desk(folder / "private", [shipped_root()], lambda: date(2026, 11, 2)), Silent())
    window.resize(1366, 768)
    window.show()
    window.after_first_paint(draft)
    begun, rounds, warm, told = time.monotonic(), 0, 0.0, 0
    now = resident()
    while (passed := time.monotonic() - begun) < seconds:
        _round(window, rounds)
        if rounds % 10 == 9:
            window.filing.close_draft()
            window.filing.open_draft(draft)
        rounds += 1
        now = resident()
        if not warm and passed >= seconds * WARM_UP:
            warm = now
        if passed >= told * seconds * TOLD:
            told += 1
            print(f"{passed:6.0f} s  {rounds:5} rounds  {now:6.1f} MB  {len(gc.get_objects()):8,} objects  "
                  f"{len(application.allWidgets()):5,} widgets", flush=True)
    print(f"{rounds} rounds in {seconds:.0f} s: {warm:.1f} MB after the warm-up, {now:.1f} MB at the end, "
          f"{(now / warm - 1) * 100:+.1f} %")


def resident() -> float:
    """Megabytes of this process that are in memory."""
    gc.collect()
    fields = Path("/proc/self/statm").read_text().split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def _round(window, number: int) -> None:  # type: ignore[no-untyped-def]
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from drafter.model.draft import Path as FieldPath

    view, session = window.panel.view, window.panel.session
    for section in session.form.sections:
        view.enter_section(section.id)
        view.page.check_section()
        QApplication.processEvents()
    view.go_to(FieldPath("title"))
    box = QApplication.focusWidget()
    if box is not None:
        QTest.keyClicks(box, f" round {number}")
        QTest.keyClick(box, Qt.Key.Key_Tab)
    row = session.add_row("alternatives")
    session.remove_row("alternatives", row.id)
    window.furniture.acts.find_words()
    window.panel.finding.words.setText("footbridge")
    window.panel.finding.go_on()
    window.panel.finding.leave()
    view.show_check()
    QApplication.processEvents()
    view.show_preview()
    view.read(True)
    QApplication.processEvents()
    view.read(False)
    view.side.show_tab(0)
    window.furniture.acts.share()
    while session.undo_stack.canUndo():
        window.furniture.acts.undo()
    window.filing.save_quietly()
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what the running program's loop does of itself


if __name__ == "__main__":
    main()
