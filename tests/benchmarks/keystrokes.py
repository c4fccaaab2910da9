"""How soon a key is on the screen in a box of twenty pages: `python -m tests.benchmarks.keystrokes`.

The whole window with a draft whose reasons are twenty pages long, spelling, preview and problems as an officer has
them, beside a bare QTextEdit with the same text in a window of the same size. They take turns, key by key, so that
whatever else the machine does slows both alike. A key is timed from its event to the end of the painting it asks for;
what the window does between two keys, and its reading, checking and showing the text again after every ten, as in a
pause, is timed too, since a key that falls into it must wait. Beside the clock stands the processor's own time. Prose
is typed, with a slip in every sentence; then letters that are no words, so that all of them are underlined.

`--typing SECONDS` then types as a person does, at moments that nothing here chooses, with the event loop running
all the time, and tells how late each key is from the moment it was struck: whatever the window does meanwhile is in
it, the preview, the copies and the saving too. Of each key later than it may be, what the window did then is told.
"""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import argparse
import functools
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from drafter.model.draft import Path as FieldPath
from drafter.model.rich_text import RichText, from_plain
from tests.benchmarks.content import record
from tests.benchmarks.rows import Row, Settings, at_most, beside

PAGES_OF_WORDS = 20
KEYS = 2000
PAUSE_EVERY = 10
LONGEST = 50.0
"""Milliseconds that no key may take."""
TIMES = 2.0
"""How many times what a bare box takes a key may take."""
PROSE = "The council keeps a record of every decison, and whoever is concerned may read why it was made. "
NO_WORDS = "abcde "


@dataclass
class Taken:
    """Milliseconds by the clock, and those that the processor worked."""

    clock: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)

    def time(self, work: Callable[[], object]) -> None:
        clock, worked = time.perf_counter(), time.process_time()
        work()
        self.worked.append(1000 * (time.process_time() - worked))
        self.clock.append(1000 * (time.perf_counter() - clock))


class Window:
    """The whole window on the long draft, and its box; `done` tells what took longest, and how long, since it was last
    asked."""

    def __init__(self, application: QApplication, text: RichText) -> None:
        from drafter.app.desk import Desk
        from drafter.app.saver import Saver
        from drafter.app.session import Session
        from drafter.storage.locations import sample, shipped_root
        from drafter.ui.collector import Collector
        from drafter.ui.dialogs import Dialogs
        from drafter.ui.draft_view import DraftView
        from drafter.ui.editors.rich_text_view import RichTextView
        from drafter.ui.editors.spelling import TextUnderline
        from drafter.ui.main_window import MainWindow
        from drafter.ui.preview_panel import PreviewPanel
        from drafter.ui.showing import Showing

        self._log: list[tuple[float, str]] = []
        self._watch(RichTextView, "flush", "_blocks_changed")
        self._watch(Session, "_take")
        self._watch(DraftView, "refresh")
        self._watch(TextUnderline, "_changed", "_look_on")
        self._watch(PreviewPanel, "refresh")
        self._watch(Saver, "save_quietly", "keep_quietly", "_saved", "_kept")
        self._watch(Showing, "show_state", "show_history")
        self._watch(Collector, "collect")
        home = Path(tempfile.mkdtemp(prefix="drafter-bench"))
        self.window = MainWindow(Desk(home, [shipped_root()], lambda: date(2026, 11, 2)), Dialogs(None))
        self.window.resize(1366, 768)
        self.window.show()
        Collector(self.window)  # as in the program, where Python does not collect in the midst of a key
        self.window.after_first_paint()
        file = home / "sample.decision"
        file.write_bytes(sample().read_bytes())
        self.window.filing.open_draft(file)
        assert self.window.panel is not None
        self._session, self._text = self.window.panel.session, text
        self.begin_anew()
        self.view = self.window.panel.view
        self.view.go_to(FieldPath("reasons"))
        QTest.qWait(1500)  # spelling and preview have come to rest
        reasons = next(one for one in self.view.page.bindings if one.field.id == "reasons")
        self.box = reasons.editor.findChildren(RichTextView)[0]
        self.box.setFocus()

    def begin_anew(self) -> None:
        """The twenty pages without what was typed into them."""
        self._session.edit(FieldPath("reasons"), self._text)

    def _watch(self, cls: type, *names: str) -> None:
        for name in names:
            setattr(cls, name, self._watched(f"{cls.__name__}.{name}", getattr(cls, name)))

    def _watched(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(method)
        def watched(*args: Any) -> Any:
            begin = time.perf_counter()
            try:
                return method(*args[:method.__code__.co_argcount])
            finally:
                self._log.append((1000 * (time.perf_counter() - begin), name))

        return watched

    def done(self) -> str:
        log, self._log = self._log, []
        most, name = max(log, default=(0.0, "nothing of ours"))
        return f"{name} ({most:.0f} ms)"


def twenty_pages() -> RichText:
    """About 7,600 words in some 170 paragraphs."""
    said = record(PAGES_OF_WORDS)
    return from_plain("\n".join(text for texts in said.paragraphs.values() for text in texts)[:54_000])


def main() -> None:
    from drafter.model.rich_text import count_words, plain

    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.keystrokes")
    parser.add_argument("--keys", type=int, default=KEYS)
    parser.add_argument("--typing", type=float, default=0, metavar="SECONDS", help="type as a person does, so long")
    chosen = parser.parse_args()
    application, text = _dressed(), twenty_pages()
    window = Window(application, text)
    print(f"{date.today():%d %B %Y}; {count_words(plain(text)):,} words in {len(text.blocks)} paragraphs; "
          f"{chosen.keys} keys each, in turns. Milliseconds by the clock (the processor's own).")
    for typed in (PROSE, NO_WORDS):
        print(f"\nTyped: {typed}\n")
        _report(*_in_turns(application, window, chosen.keys, typed))
    for panel, show in (("the problems", 0), ("the preview", 1)) if chosen.typing else ():
        window.view.side.show_tab(show)
        QTest.qWait(1000)
        _as_a_person(application, window, chosen.typing / 2, panel)
    os._exit(0)  # nothing is saved


def rows(settings: Settings) -> Iterator[Row]:
    application = _dressed()
    window = Window(application, twenty_pages())
    longest = 0.0
    for typed, what in ((PROSE, "a key in twenty pages"), (NO_WORDS, "a key in twenty pages, every word misspelt")):
        taken, _ = _in_turns(application, window, 200 if settings.quick else KEYS, typed)
        ours, bare, *between = taken.values()
        yield beside(what, "a bare QTextEdit, the same text", ours.clock, bare.clock, TIMES)
        longest = max(longest, *(most for one in (ours, *between) for most in one.worked))
    yield at_most("the longest key, the reading after a pause among them (processor time)", [longest], LONGEST)


def _dressed() -> QApplication:
    from drafter.ui import look

    application = QApplication([])
    application.setStyle("Fusion")
    look.wear(application, "light")
    return application


def _in_turns(application: QApplication, window: Window, keys: int,
              typed: str) -> tuple[dict[str, Taken], list[str]]:
    """What keys took in both boxes, and what drafter does between them and after a pause; and of each late one, what it
    waited for."""
    ours = window.box
    window.begin_anew()
    bare = QTextEdit()
    bare.setFont(ours.font())
    bare.resize(ours.size())
    bare.setPlainText(ours.toPlainText())
    bare.show()
    application.processEvents()
    places = ("begin", "middle", "end")
    taken = {"drafter": Taken(), "bare QTextEdit": Taken(), "drafter, between two keys": Taken(),
             "drafter, reading the text after a pause": Taken()}
    late: list[str] = []

    def take(name: str, work: Callable[[], object], when: str) -> None:
        window.done()
        taken[name].time(work)
        clock, worked = taken[name].clock[-1], taken[name].worked[-1]
        if clock > LONGEST:
            late.append(f"{name}, {when}: {clock:.0f} ms, worked {worked:.0f}; {window.done()}")

    for place in places:
        for box in (ours, bare):
            _put_cursor(application, box, place)
        for number in range(keys // len(places)):
            when = f"key {number} at the {place}"
            for name, box in (("drafter", ours), ("bare QTextEdit", bare)):
                take(name, functools.partial(_key, application, box, typed[number % len(typed)]), when)
            take("drafter, between two keys", application.processEvents, when)
            if number % PAUSE_EVERY == PAUSE_EVERY - 1:
                take("drafter, reading the text after a pause", lambda: (ours.flush(), application.processEvents()),
                     when)
    bare.close()
    return taken, late


def _put_cursor(application: QApplication, box: QTextEdit, place: str) -> None:
    cursor = box.textCursor()
    count = box.document().characterCount() - 1
    cursor.setPosition({"begin": 0, "middle": count // 2, "end": count}[place])
    box.setTextCursor(cursor)
    box.setFocus()
    application.processEvents()


def _key(application: QApplication, box: QTextEdit, letter: str) -> None:
    QTest.keyClick(box, letter if letter != " " else Qt.Key.Key_Space)
    application.sendPostedEvents()


def _report(taken: dict[str, Taken], late: list[str]) -> None:
    print("| | best | median | 95 in 100 | longest |\n|---|---|---|---|---|")
    for name, times in taken.items():
        cells = [f"{of(times.clock):.2f} ({of(times.worked):.2f})"
                 for of in (min, statistics.median, lambda one: statistics.quantiles(one, n=20)[-1], max)]
        print(f"| {name} | {' | '.join(cells)} |")
    ours, bare, *between = taken.values()
    for what, of in (("by the median", statistics.median), ("by the best", min)):
        ratio = of(ours.clock) / of(bare.clock)
        print(f"\nTo reach: at most {TIMES:.0f} times a bare box: {ratio:.2f} {what}, {_yes(ratio <= TIMES)}.")
    longest = max(most for one in (ours, *between) for most in one.clock)
    worked = max(most for one in (ours, *between) for most in one.worked)
    print(f"\nTo reach: no key over {LONGEST:.0f} ms, one that falls into the reading among them: {longest:.1f} by the "
          f"clock, {_yes(longest <= LONGEST)}; {worked:.1f} by the processor, {_yes(worked <= LONGEST)}.")
    print("\n".join(["\nKeys over it:", *late]) if late else "\nNo key of those in turns was over it.")


def _as_a_person(application: QApplication, window: Window, seconds: float, panel: str) -> None:
    """Some seven keys a second, in words, with pauses for thought."""
    chance = random.Random(11)
    lateness, late = [], []
    _put_cursor(application, window.box, "middle")
    begin = due = time.perf_counter()
    while due - begin < seconds:
        due = time.perf_counter() + (chance.uniform(0.3, 2.5) if chance.random() < 0.06 else chance.uniform(0.06, 0.2))
        while time.perf_counter() < due:
            application.processEvents()
            time.sleep(0.001)
        _key(application, window.box, chance.choice("etaoinsr "))
        lateness.append(1000 * (time.perf_counter() - due))
        done = window.done()
        if lateness[-1] > LONGEST:
            late.append(f"{time.perf_counter() - begin:.1f} s: {lateness[-1]:.0f} ms late; {done}")
    print(f"\nTyping as a person does beside {panel}: {len(lateness)} keys, from being struck to being painted "
          f"{statistics.median(lateness):.1f} ms (median), {statistics.quantiles(lateness, n=20)[-1]:.1f} (95 in 100), "
          f"{max(lateness):.1f} (longest); {len(late)} over {LONGEST:.0f} ms.", *late, sep="\n", flush=True)


def _yes(reached: bool) -> str:
    return "yes" if reached else "no"


if __name__ == "__main__":
    main()
