"""How soon a key is on the screen in a box of twenty pages: `python -m tests.benchmarks.keystrokes`.

The whole window with a draft whose reasons are twenty pages long, spelling and preview as an officer has them, beside
a bare QTextEdit with the same text in a window of the same size. They take turns, key by key, so that whatever else
the machine does slows both alike. A key is timed from its event to the end of the painting it asks for. After every
ten keys comes a pause long enough for the text to be read, checked and shown again; how long that keeps the window is
timed too, since a key that falls into it must wait.
"""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from drafter.model.draft import Path as FieldPath
from drafter.model.rich_text import RichText, from_plain
from tests.benchmarks.content import record

PAGES_OF_WORDS = 20
KEYS = 400
PAUSE_EVERY = 10
LONGEST = 50.0
"""Milliseconds that no key may take."""
TIMES = 2.0
"""How many times what a bare box takes a key may take."""


def twenty_pages() -> RichText:
    """About 9,000 words in some 200 paragraphs."""
    said = record(PAGES_OF_WORDS)
    return from_plain("\n".join(text for texts in said.paragraphs.values() for text in texts)[:54_000])


def main() -> None:
    from drafter.model.rich_text import count_words, plain
    from drafter.ui import look

    application = QApplication([])
    application.setStyle("Fusion")
    look.wear(application, "light")
    text = twenty_pages()
    ours, key_of = _our_box(application, text)
    bare = QTextEdit()
    bare.setFont(ours.font())
    bare.resize(ours.size())
    bare.setPlainText(ours.toPlainText())
    bare.show()
    application.processEvents()
    places = ("begin", "middle", "end")
    taken: dict[str, list[float]] = {"drafter": [], "bare QTextEdit": []}
    reading: list[float] = []
    for place in places:
        for box in (ours, bare):
            cursor = box.textCursor()
            count = box.document().characterCount() - 1
            cursor.setPosition({"begin": 0, "middle": count // 2, "end": count}[place])
            box.setTextCursor(cursor)
            box.setFocus()
            application.processEvents()
        for number in range(KEYS // len(places)):
            for name, box in (("drafter", ours), ("bare QTextEdit", bare)):
                taken[name].append(_key(application, box, "abcde "[number % 6]))
            if number % PAUSE_EVERY == PAUSE_EVERY - 1:
                reading.append(_pause(application, key_of))
    _report(count_words(plain(text)), len(text.blocks), taken, reading)
    os._exit(0)  # nothing is saved


def _our_box(application: QApplication, text: RichText) -> tuple[QTextEdit, Callable[[], None]]:
    """The box of the reasons in the whole window, and what a pause in typing does there."""
    from drafter.app.desk import Desk
    from drafter.storage.locations import shipped_root
    from drafter.ui.dialogs import Dialogs
    from drafter.ui.editors.rich_text_view import RichTextView
    from drafter.ui.main_window import MainWindow

    home = Path(tempfile.mkdtemp(prefix="drafter-bench"))
    desk = Desk(home, [shipped_root()], lambda: date(2026, 11, 2))
    window = MainWindow(desk, Dialogs(None))
    window.resize(1366, 768)
    window.show()
    window.after_first_paint()
    file = home / "sample.decision"
    file.write_bytes((shipped_root() / "resources/samples/sample.decision").read_bytes())
    window.filing.open_draft(file)
    assert window.panel is not None
    window.panel.session.edit(FieldPath("reasons"), text)
    window.panel.view.go_to(FieldPath("reasons"))
    QTest.qWait(1500)  # spelling and preview have come to rest
    box = next(one for one in window.panel.view.page.findChildren(RichTextView) if one.hasFocus())
    application.setProperty("window", window)  # it lives as long as the application
    return box, box.flush


def _key(application: QApplication, box: QTextEdit, letter: str) -> float:
    begin = time.perf_counter()
    QTest.keyClick(box, letter if letter != " " else Qt.Key.Key_Space)
    application.sendPostedEvents()
    return 1000 * (time.perf_counter() - begin)


def _pause(application: QApplication, read: Callable[[], None]) -> float:
    begin = time.perf_counter()
    read()
    application.processEvents()
    return 1000 * (time.perf_counter() - begin)


def _report(words: int, blocks: int, taken: dict[str, list[float]], reading: list[float]) -> None:
    print(f"{date.today():%d %B %Y}; {words:,} words in {blocks} paragraphs; {len(taken['drafter'])} keys each, in "
          "turns. Milliseconds.\n")
    print("| | median | 95 in 100 | longest |\n|---|---|---|---|")
    for name, times in [*taken.items(), ("drafter, reading the text after a pause", reading)]:
        print(f"| {name} | {statistics.median(times):.2f} | {statistics.quantiles(times, n=20)[-1]:.2f} | "
              f"{max(times):.2f} |")
    ratio = statistics.median(taken["drafter"]) / statistics.median(taken["bare QTextEdit"])
    longest = max(*taken["drafter"], *reading)
    print(f"\nTo reach: at most {TIMES:.0f} times a bare box: {ratio:.2f}, {_yes(ratio <= TIMES)}; no key over "
          f"{LONGEST:.0f} ms, one that falls into the reading among them: {longest:.1f}, {_yes(longest <= LONGEST)}.")


def _yes(reached: bool) -> str:
    return "yes" if reached else "no"


if __name__ == "__main__":
    main()
