from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from drafter.storage.processes import Process, is_running, process_from_tree, start_of, this_host, this_process
from drafter.storage.strict_json import Json

linux = pytest.mark.skipif(sys.platform != "linux", reason="the boot and its ticks are told by Linux")


@pytest.fixture
def clock_set_right(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of this computer was an hour wrong, and is not any more."""
    real = psutil.Process.create_time
    monkeypatch.setattr(psutil.Process, "create_time", lambda process: real(process) + 3600)


@linux
def test_a_running_program_is_known_whatever_the_clock_is_set_to(clock_set_right: None) -> None:
    kept = process_from_tree(this_process().to_tree())
    assert kept is not None and kept.is_here and not kept.is_gone


@linux
def test_the_number_of_another_start_or_another_boot_is_another_program() -> None:
    boot, ticks = this_process().start.split()
    assert len(boot) == 36 and int(ticks) > 0
    assert Process(this_host(), os.getpid(), start=f"{boot} {int(ticks) - 1}").is_gone
    assert Process(this_host(), os.getpid(), start=f"{boot[::-1]} {ticks}").is_gone


def test_a_file_of_an_earlier_version_knows_a_program_by_the_time_alone() -> None:
    started = psutil.Process().create_time()
    tree = {"host": this_host(), "pid": os.getpid(), "started": started}
    kept = process_from_tree(dict(tree))
    assert kept is not None and kept.start == "" and not kept.is_gone and kept.to_tree() == {
        **tree, "started": round(started, 2)}
    older = process_from_tree({**tree, "started": started - 60})
    assert older is not None and older.is_gone


def test_a_file_that_tells_the_start_and_the_time_goes_by_the_start() -> None:
    """As drafter wrote them before it left the time out."""
    now = this_process()
    told = {**now.to_tree(), "started": psutil.Process().create_time() - 3600}
    kept = process_from_tree(told)
    assert kept == now and not now.is_gone


@pytest.mark.parametrize("tree", [{"pid": 1, "start": "x"}, {"host": "OFFICE-7", "start": "x"},
                                  {"host": "OFFICE-7", "pid": 1}, {"host": "OFFICE-7", "pid": 1, "start": ""}])
def test_a_program_that_cannot_be_told_from_others_is_none(tree: dict[str, Json]) -> None:
    assert process_from_tree(tree) is None


@linux
def test_where_the_kernel_tells_the_start_no_library_is_loaded_for_it() -> None:
    code = ("import sys; from drafter.storage.processes import this_process; "
            "print(this_process().is_gone, 'psutil' in sys.modules)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_of_another_computer_nobody_can_tell() -> None:
    assert not Process("OFFICE-7", 2**40, 1.0, "x").is_gone


def test_a_program_that_was_killed_is_gone_before_anybody_has_asked_about_its_end() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    start = start_of(child.pid)
    assert start and is_running(child.pid, start)
    child.send_signal(signal.SIGKILL)
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert not is_running(child.pid, start) and not is_running(child.pid)
    child.communicate()
    assert start_of(child.pid) == ""


@pytest.mark.parametrize("pid", [0, -1, 2**31, 2**70])
def test_a_number_that_no_program_has_is_asked_of_nobody(pid: int) -> None:
    assert not is_running(pid) and start_of(pid) == ""


@linux
@pytest.mark.parametrize("told", [FileNotFoundError, PermissionError, b"", b"1 (x) S"])
def test_a_program_of_which_the_system_says_nothing_counts_as_running(monkeypatch: pytest.MonkeyPatch,
                                                                      told: type[OSError] | bytes) -> None:
    """On shared computers the folder of another person's program may be hidden."""
    def read(_: Path) -> bytes:
        if isinstance(told, bytes):
            return told
        raise told

    start = start_of(os.getppid())
    assert start
    monkeypatch.setattr(Path, "read_bytes", read)
    assert start_of(os.getppid()) is None and is_running(os.getppid(), start)


def test_elsewhere_the_start_is_the_time_that_the_system_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    start = start_of(os.getpid())
    assert start == f"{psutil.Process().create_time():.2f}" and is_running(os.getpid(), start)
    assert not is_running(os.getpid(), "1.00") and start_of(2**31 - 1) == ""

    def refused(_: psutil.Process) -> float:
        raise psutil.AccessDenied

    monkeypatch.setattr(psutil.Process, "create_time", refused)
    assert start_of(os.getpid()) is None and is_running(os.getpid(), "1.00")
