"""How soon a window is painted, and how soon one can type, beside a bare window: each is a program of its own.

A line on its output tells the moment; the time runs from the start of the process. Modules are compiled first.
"""

from __future__ import annotations

import os
import py_compile
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import drafter
from drafter.storage.locations import sample
from tests.benchmarks.rows import Row, Settings, beside, missing

BEGUN = str(Path(__file__).with_name("windows_begun.py"))
BARE = "a bare window with a label"
PAINTED, READY, BUILT = 1.2, 2.2, 1.0
PATIENCE = 60.0
"""Seconds that a program may take to say that it is there."""


def rows(settings: Settings) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="drafter-bench") as folder:
        home = Path(folder)
        draft = home / "sample.decision"
        shutil.copyfile(sample(), draft)
        package = Path(drafter.__file__).parent
        for file in package.rglob("*.py"):
            py_compile.compile(str(file), quiet=1)
        programs = {"bare": [sys.executable, BEGUN, "bare"],
                    "first paint, from source": [sys.executable, "-m", "drafter", "--self-test"],
                    "ready to type, from source": [sys.executable, BEGUN, "ready", str(draft)]}
        built = package.parent / "dist" / "drafter" / ("drafter.exe" if os.name == "nt" else "drafter")
        if built.exists():
            programs["first paint, built"] = [str(built), "--self-test"]
        if settings.novelwriter is not None:
            programs["novelwriter"] = [str(settings.novelwriter), BEGUN, "novelwriter", f"--config={home}",
                                       f"--data={home}"]
        taken: dict[str, list[float]] = {name: [] for name in programs}
        for _ in range(settings.rounds(15)):
            for name, command in programs.items():
                taken[name].append(_until_it_says_so(command, home))
    for name, most in (("first paint, from source", PAINTED), ("ready to type, from source", READY),
                       ("first paint, built", BUILT)):
        if name in taken:
            yield beside(name, BARE, taken[name], taken["bare"], most)
        else:
            yield missing(name, "dist/drafter is not there (pyinstaller --noconfirm build_installer.spec)")
    if "novelwriter" in taken:
        yield beside("first paint, from source", "novelWriter", taken["first paint, from source"], taken["novelwriter"])
    else:
        yield missing("first paint, from source", "novelWriter: name a Python that has it (--novelwriter)")


def _until_it_says_so(command: Sequence[str], home: Path) -> float:
    """Milliseconds from the start of the process to its line."""
    environment = {**os.environ, "DRAFTER_HOME": str(home / "private"), "QT_QPA_PLATFORM": "offscreen",
                   "PYTHONPATH": str(Path(drafter.__file__).parents[1])}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment,
                          stdin=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        impatience = threading.Timer(PATIENCE, process.kill)
        impatience.start()
        for line in process.stdout:
            if line.startswith(("The window is painted", "A field is ready")):
                passed = 1000 * (time.perf_counter() - begin)
                impatience.cancel()
                process.kill()
                return passed
    raise SystemExit(f"{' '.join(map(str, command[1:3]))} never said that it was there")
