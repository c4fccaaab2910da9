"""How long `drafter check` takes as a whole process: `python -m tests.benchmarks.command_line`.

Beside it, in turns, a process that only makes a pydantic model of one field, and one that does nothing at all.
The shipped sample is checked, spelling included, with an empty private folder. By the clock, and by the processor's own
time, which other work on the machine moves less. That no Qt is loaded is looked at too.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date

from drafter.storage.locations import sample

ROUNDS = 15
TIMES = 1.6
"""How many times the model of one field the check may take."""
MODEL = "from pydantic import BaseModel\nclass One(BaseModel):\n    number: int\nOne(number=1)"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="drafter-bench") as home:
        environment = {**os.environ, "DRAFTER_HOME": home}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as installed: what was compiled once stays so
        check = [sys.executable, "-m", "drafter", "check", str(sample())]
        commands = {"drafter check": check, "a pydantic model": [sys.executable, "-c", MODEL],
                    "python alone": [sys.executable, "-c", "pass"]}
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for command in commands.values():  # once beforehand: what is compiled, and what the disk holds
            _run(command, environment)
        for _ in range(ROUNDS):
            for name, command in commands.items():
                taken[name].append(_run(command, environment))
        qt = subprocess.run([sys.executable, "-X", "importtime", *check[1:]], env=environment, capture_output=True,
                            text=True, check=False).stderr.count("PySide6")
    print(f"{date.today():%d %B %Y}; {ROUNDS} processes each, in turns. Milliseconds: the best (the median).\n")
    print("| | by the clock | by the processor |\n|---|---|---|")
    for name, times in taken.items():
        print(f"| {name} | " + " | ".join(f"{min(one):.0f} ({statistics.median(one):.0f})"
                                          for one in zip(*times, strict=True)) + " |")
    ours, model = ([min(one) for one in zip(*taken[name], strict=True)] for name in
                   ("drafter check", "a pydantic model"))
    clock, worked = ours[0] / model[0], ours[1] / model[1]
    print(f"\nTo reach: at most {TIMES} times the model: {clock:.1f} by the clock, {worked:.1f} by the processor, "
          f"{'yes' if ours[0] <= TIMES * model[0] else 'no'}; Qt is {'' if qt else 'not '}loaded.")


def _run(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Milliseconds by the clock, and of the processor, of a process from its start to its end."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    clock, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return 1000 * clock, 1000 * worked


if __name__ == "__main__":
    main()
