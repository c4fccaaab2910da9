"""Python's collector while a command runs: seldom, and as before once the command is done."""

from __future__ import annotations

import gc
from argparse import Namespace
from pathlib import Path

import pytest

from drafter.cli import SELDOM, commands, main
from drafter.model.failure import Failure


@pytest.mark.parametrize("fails", [False, True])
def test_while_a_command_runs_nothing_is_collected_but_seldom(monkeypatch: pytest.MonkeyPatch, fails: bool) -> None:
    seen: list[int] = []

    def look(_: Namespace) -> int:
        seen.append(gc.get_threshold()[0])
        if fails:
            raise Failure("It could not be done.")
        return 0

    monkeypatch.setattr(commands, "check", look)
    usual = gc.get_threshold()
    assert main(["check", str(Path("a.decision"))]) == (2 if fails else 0)
    assert seen == [SELDOM] and gc.get_threshold() == usual
