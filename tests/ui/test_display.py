"""Where no window can open, a sentence says so; Qt would end the program without one."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from drafter.ui.display import why_no_window

needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")


@pytest.mark.parametrize("environment", [{"QT_QPA_PLATFORM": "offscreen"}, {"WAYLAND_DISPLAY": "wayland-0"}])
def test_a_screen_that_is_named_is_believed(environment):
    assert why_no_window(environment, "linux") == ""


def test_other_systems_are_not_asked():
    assert why_no_window({}, "win32") == ""


def test_without_a_display_the_commands_are_pointed_at():
    assert "There is no screen" in why_no_window({}, "linux")


@needs_linux
@pytest.mark.parametrize("display", [":4711", "localhost:4711.0", "nonsense", ":"])
def test_a_display_where_nobody_answers_is_told(display):
    told = why_no_window({"DISPLAY": display}, "linux")
    assert told == "" or "does not answer" in told or "not installed" in told
    assert "does not answer" in told or "not installed" in told


@needs_linux
def test_a_display_that_answers_is_used():
    number = 4712
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"\0/tmp/.X11-unix/X{number}")
        server.listen()
        assert "answer" not in why_no_window({"DISPLAY": f":{number}.0"}, "linux")


@needs_linux
def test_the_program_ends_with_a_sentence_and_exit_code_2(tmp_path):
    bare = {name: value for name, value in os.environ.items()
            if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    bare["PYTHONPATH"] = str(Path(__file__).parents[2])
    for more in ({}, {"DISPLAY": ":4711"}):
        ran = subprocess.run([sys.executable, "-m", "drafter"], env={**bare, **more, "DRAFTER_HOME": str(tmp_path)},
                             capture_output=True, text=True, timeout=60, check=False)
        assert ran.returncode == 2 and len(ran.stderr.strip().splitlines()) == 1 and "Traceback" not in ran.stderr
