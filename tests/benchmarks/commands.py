"""What a command costs as a whole process, beside the least that reads a file through pydantic."""

from __future__ import annotations

import os
import py_compile
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import drafter
from drafter.storage.locations import sample
from tests.benchmarks.rows import Row, Settings, beside, in_turns

MODEL = "import pydantic\nclass Model(pydantic.BaseModel):\n    title: str\nModel(title='x')\n"
MOST = 1.6


def rows(settings: Settings) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="drafter-bench") as home:
        environment = {**os.environ, "DRAFTER_HOME": home}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for file in Path(drafter.__file__).parent.rglob("*.py"):
            py_compile.compile(str(file), quiet=1)

        def run(*arguments: str) -> None:
            subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, check=True)

        check, model = in_turns(settings.rounds(15), lambda: run("-m", "drafter", "check", str(sample())),
                                lambda: run("-c", MODEL))
        yield beside("drafter check, whole process", "python -c, a pydantic model of one field", check, model, MOST)
