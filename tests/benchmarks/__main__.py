"""How fast drafter is, beside peers and floors, in one table: `python -m tests.benchmarks`.

    --only render,save      these alone          --quick     fewer turns, for a look
    --npm FOLDER            where the npm packages are, or are to be kept
    --novelwriter PYTHON    a Python that has novelWriter

Each subject is measured in a process of its own; within it, drafter and what it is held against take turns. Peers come
with `pip install -e .[bench]` and, where node is there, from npm. One that is not there is said, and is no failure.
"""

from __future__ import annotations

import argparse
import importlib
import json
import platform
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

from tests.benchmarks.rows import HEADING, Row, Settings, missing

SUBJECTS = {"start": "start_up", "command": "commands", "render": "rendering", "check": "checks", "key": "keystrokes",
            "page": "page_changes", "save": "saving", "open": "opening", "import": "importing", "preview": "previews",
            "memory": "memory"}
"""What is measured, by the module that measures it."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=",".join(SUBJECTS), metavar="SUBJECTS")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--npm", type=Path, metavar="FOLDER")
    parser.add_argument("--novelwriter", type=Path, metavar="PYTHON")
    parser.add_argument("--here", choices=SUBJECTS, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.here:
        module = importlib.import_module(f"tests.benchmarks.{SUBJECTS[chosen.here]}")
        settings = Settings(chosen.quick, chosen.npm, chosen.novelwriter)
        print(json.dumps([asdict(row) for row in module.rows(settings)]), flush=True)
        return
    wanted = chosen.only.split(",")
    unknown = [name for name in wanted if name not in SUBJECTS]
    if unknown:
        parser.error(f"there is no subject '{unknown[0]}'; the subjects are {', '.join(SUBJECTS)}")
    print(f"{date.today().day} {date.today():%B %Y}; {_processor()}; {platform.platform()}; Python "
          f"{platform.python_version()}. The median, and the best in brackets.\n\n{HEADING}", flush=True)
    for name in wanted:
        for row in _measured(name, chosen):
            print(row.line(), flush=True)


def _measured(name: str, chosen: argparse.Namespace) -> list[Row]:
    """In a process of its own: one that ends badly is told, and the others go on."""
    more = [*(["--quick"] if chosen.quick else []), *(["--npm", str(chosen.npm)] if chosen.npm else []),
            *(["--novelwriter", str(chosen.novelwriter)] if chosen.novelwriter else [])]
    done = subprocess.run([sys.executable, "-m", "tests.benchmarks", "--here", name, *more], capture_output=True,
                          text=True, check=False)
    said = done.stdout.strip().splitlines()
    try:
        return [Row(**row) for row in json.loads(said[-1])]
    except (IndexError, ValueError, TypeError):
        return [missing(name, f"not measured: {(done.stderr.strip().splitlines() or ['it said nothing'])[-1][:200]}")]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{len(names)} cores, {names[0]}" if names else platform.machine()


if __name__ == "__main__":
    main()
