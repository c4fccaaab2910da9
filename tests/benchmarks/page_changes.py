"""How soon a page is there: `python -m tests.benchmarks.page_changes`.

Every section of the shipped samples of both forms, and the page of the check, is gone to twice: on its first visit,
when the page is built, and again. Timed from the wish to the end of the painting; beside it the processor's own time,
which other work on the machine moves less. Three windows of each, in turns; the best and the median.
"""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.benchmarks.rows import Row, Settings, at_most

ROUNDS = 3
LONGEST = 100.0
"""Milliseconds that a change of page may take, the first visit included."""


def main() -> None:
    _report(measured(ROUNDS))
    os._exit(0)  # nothing is saved


def rows(settings: Settings) -> Iterator[Row]:
    taken = measured(2 if settings.quick else ROUNDS)
    slowest = max(taken.values(), key=lambda times: min(first for first, _, _ in times))
    yield at_most("a page's first visit, the slowest section", [first for first, _, _ in slowest], LONGEST)
    yield at_most("a page seen again, all sections", [again for times in taken.values() for _, _, again in times],
                  LONGEST)


def measured(rounds: int) -> dict[str, list[tuple[float, float, float]]]:
    """Milliseconds of each section: its first visit, what the processor worked for that, and seen again."""
    from drafter.app.desk import Desk
    from drafter.storage.locations import sample, shipped_root
    from drafter.ui import look
    from drafter.ui.collector import Collector
    from drafter.ui.dialogs import Dialogs
    from drafter.ui.main_window import MainWindow

    application = QApplication([])
    application.setStyle("Fusion")
    look.wear(application, "light")
    taken: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    windows = []
    for draft in [sample(), sample().with_name("westshire.decision")] * rounds:
        home = Path(tempfile.mkdtemp(prefix="drafter-bench"))
        window = MainWindow(Desk(home, [shipped_root()], lambda: date(2026, 11, 2)), Dialogs(None))
        windows.append(window)
        window.resize(1366, 768)
        window.show()
        Collector(window)  # as in the program
        window.after_first_paint()
        file = home / "sample.decision"
        file.write_bytes(draft.read_bytes())
        window.filing.open_draft(file)
        assert window.panel is not None
        view = window.panel.view
        form, ids = view.session.form.id, [section.id for section in view.session.form.sections]
        for before, section in pairwise(ids):
            first = _timed(application, partial(view.enter_section, section))
            view.enter_section(before)
            application.processEvents()
            again = _timed(application, partial(view.enter_section, section))
            taken[f"{form}: {section}"].append((*first, again[0]))
        first = _timed(application, view.show_check)
        view.enter_section(ids[-1])
        application.processEvents()
        taken[f"{form}: check and create"].append((*first, _timed(application, view.show_check)[0]))
    return taken


def _timed(application: QApplication, go: Callable[[], None]) -> tuple[float, float]:
    """Milliseconds that passed, and those that the processor worked."""
    wall, worked = time.perf_counter(), time.process_time()
    go()
    application.processEvents()
    application.sendPostedEvents()
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - worked)


def _report(taken: dict[str, list[tuple[float, float, float]]]) -> None:
    print(f"{date.today():%d %B %Y}; the best of {ROUNDS} windows, and the median in brackets. Milliseconds.\n")
    print("| section | first visit | of which worked | again |\n|---|---|---|---|")
    for section, times in taken.items():
        cells = [f"{min(one):.0f} ({statistics.median(one):.0f})" for one in zip(*times, strict=True)]
        print(f"| {section} | {' | '.join(cells)} |")
    longest, worked = (max(min(one[which] for one in times) for times in taken.values()) for which in (0, 1))
    print(f"\nTo reach: under {LONGEST:.0f} ms, the first visit included: by the best of each page {longest:.0f} "
          f"by the clock, {worked:.0f} by the processor; {'yes' if longest < LONGEST else 'no'}.")


if __name__ == "__main__":
    main()
