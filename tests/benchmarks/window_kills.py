"""Kills the window while somebody types, starts it again, accepts what it offers, and looks what is missing.

    python -m tests.benchmarks.window_kills --times 100

The typing goes through the real window, letter by letter, with pauses as people make them; the window dies of SIGKILL
at a moment chosen by chance. Half of the drafts have a file, half of the texts are typed into a box with paragraphs.
What comes back must be the beginning of what was typed, and nothing typed two seconds before the end may be missing.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.ui.main_window import MainWindow

AT_STAKE = 2.0
"""Seconds of typing that may be missing."""
SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "sample.decision"
FIELDS = ("title", "background")


@dataclass(frozen=True)
class Outcome:
    """Of one kill: what was typed, what came back, and how old the oldest letter is that did not (0 for none)."""

    kind: str
    typed: int
    back: int
    oldest: float
    is_beginning: bool

    def is_good(self, at_stake: float) -> bool:
        return self.is_beginning and self.oldest <= at_stake


def words() -> str:
    return "".join(f"w{n:05d} " for n in range(5_000))


def kill_once(chance: random.Random, longest: float = 12.0) -> Outcome:
    """One window, from its start to the look at what came back."""
    with tempfile.TemporaryDirectory(prefix="drafter-kill-") as folder:
        home, field = Path(folder, "home"), chance.choice(FIELDS)
        arguments = [field, str(chance.random())]
        if chance.random() < 0.5:
            file = Path(folder, "Harbour Road.decision")
            shutil.copy(SAMPLE, file)
            arguments.append(str(file))
        with _start("type", home, arguments) as typing:
            assert typing.stdout is not None
            began = typing.stdout.readline()
            time.sleep(chance.uniform(0.3, longest))
            at = time.monotonic()
            typing.send_signal(signal.SIGKILL)
            told = [began, *typing.stdout.read().splitlines()]
        moments = [float(line) for line in told if line.strip()]
        with _start("look", home, arguments) as looking:
            out, _ = looking.communicate(timeout=120)
        back = str(json.loads(out.splitlines()[-1])) if out else ""
    if back == _text_of_the_sample(field):
        back = ""  # nothing was kept of the typing, which had only begun
    missing = moments[len(back):]
    kind = f"{field} of {'a draft with a file' if len(arguments) > 2 else 'a new draft'}"
    oldest = max(0.0, at - missing[0]) if missing else 0.0
    return Outcome(kind, len(moments), len(back), oldest, words().startswith(back))


def _text_of_the_sample(field: str) -> str:
    from drafter.model.draft import plain_entry
    from drafter.storage.draft_files import open_draft

    return plain_entry(open_draft(SAMPLE).draft.entries[field])


def _start(what: str, home: Path, arguments: list[str]) -> subprocess.Popen[str]:
    environment = {**os.environ, "DRAFTER_HOME": str(home)}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return subprocess.Popen([sys.executable, "-m", "tests.benchmarks.window_kills", what, *arguments],
                            env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def type_for_ever(field: str, seed: str, file: str = "") -> None:
    """In the process that is killed: types into the field, and says when each letter was on the screen."""
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from drafter.model.draft import Path as FieldPath

    chance, letters = random.Random(seed), iter(words())

    def begin(window: MainWindow) -> bool:
        if not window.isActiveWindow():
            window.activateWindow()
            return False
        if window.panel is None and not file:
            window.start.new_door.click()
        if window.panel is None:
            return False
        window.panel.session.edit(FieldPath(field), None)
        window.panel.view.go_to(FieldPath(field))
        type_one()
        return True

    def type_one() -> None:
        QTest.keyClicks(QApplication.focusWidget(), next(letters))
        print(time.monotonic(), flush=True)
        pause = chance.uniform(2.2, 3.5) if chance.random() < 0.01 else chance.uniform(0.01, 0.12)
        QTimer.singleShot(round(pause * 1000), type_one)

    _run(file, begin)


def look(field: str, _seed: str, file: str = "") -> None:
    """In the window that is started again: accepts what is offered, and prints the text of the field."""
    from PySide6.QtWidgets import QApplication

    from drafter.model.draft import plain_entry
    from drafter.ui.recovery_dialog import RecoveryDialog

    seen: list[int] = []

    def accept_then_tell(window: MainWindow) -> bool:
        seen.append(1)
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, RecoveryDialog):
            dialog.restore_buttons[0].click()
        nothing_came = not file and dialog is None and len(seen) > 50
        if window.panel is None and not nothing_came:
            return False
        draft = window.panel.session.draft if window.panel else None
        print(json.dumps(plain_entry(draft.entries.get(field)) if draft else ""), flush=True)
        os._exit(0)

    _run(file, accept_then_tell)


def _run(file: str, act: Callable[[MainWindow], bool]) -> None:
    """Opens the window as `drafter` does, and acts again and again until that was to some end."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from drafter.ui.run import open_window

    application = QApplication([])
    window = open_window(application, Path(file) if file else None, [])
    poll = QTimer()

    def again() -> None:
        poll.stop()
        if not act(window):
            poll.start(40)

    poll.timeout.connect(again)
    poll.start(40)
    application.exec()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.window_kills", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--longest", type=float, default=12.0, metavar="SECONDS", help="of typing before the kill")
    parser.add_argument("--at-stake", type=float, default=AT_STAKE, metavar="SECONDS", help="that may be missing")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    chance, bad, worst = random.Random(arguments.seed), 0, 0.0
    for n in range(1, arguments.times + 1):
        outcome = kill_once(chance, arguments.longest)
        good = outcome.is_good(arguments.at_stake)
        bad += not good
        worst = max(worst, outcome.oldest)
        print(f"{n}: {outcome.kind}: {outcome.typed} letters typed, {outcome.back} came back, the oldest missing is "
              f"{outcome.oldest:.2f} s old{'' if good else '  <-- BAD'}", flush=True)
    print(f"{arguments.times} kills, {bad} bad; the oldest letter that was missing was {worst:.2f} s old")
    return 1 if bad else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["type"]:
        type_for_ever(*sys.argv[2:])
    elif sys.argv[1:2] == ["look"]:
        look(*sys.argv[2:])
    else:
        sys.exit(main())
