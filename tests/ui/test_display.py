"""Where no window can open, a sentence says so; Qt would end the program without one."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from drafter.ui import display
from drafter.ui.display import why_no_window

needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")


def test_a_platform_without_a_screen_is_believed():
    assert why_no_window({"QT_QPA_PLATFORM": "offscreen"}, "linux") == ""
    assert why_no_window({"QT_QPA_PLATFORM": "offscreen:enable_fonts"}, "linux") == ""


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_a_platform_that_qt_does_not_have_is_named(platform):
    told = why_no_window({"QT_QPA_PLATFORM": "foo", "DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, platform)
    assert "“foo”" in told and "offscreen" in told


@needs_linux
def test_of_several_platforms_one_that_works_is_enough():
    assert why_no_window({"QT_QPA_PLATFORM": "foo;offscreen"}) == ""
    assert why_no_window({"QT_QPA_PLATFORM": "foo;xcb"}) != ""


def test_the_x_platform_asks_for_a_display():
    assert "There is no screen" in why_no_window({"QT_QPA_PLATFORM": "xcb"}, "linux")


@needs_linux
def test_a_wayland_screen_is_used_where_somebody_answers(tmp_path):
    environment = {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert "wayland-7 does not answer" in why_no_window(environment)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        assert why_no_window(environment) == ""


@needs_linux
def test_a_program_without_the_wayland_plug_in_asks_for_an_x_display(tmp_path, monkeypatch):
    monkeypatch.setattr(display, "_platforms", lambda environment: {"xcb", "offscreen"})
    told = why_no_window({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)})
    assert "X displays only" in told


def test_other_systems_are_not_asked():
    assert why_no_window({}, "win32") == ""


def test_without_a_display_the_commands_are_pointed_at():
    assert "There is no screen" in why_no_window({}, "linux")


@needs_linux
@pytest.mark.parametrize("name", [":4711", "localhost:4711.0", "nonsense", ":"])
def test_a_display_where_nobody_answers_is_told(name):
    told = why_no_window({"DISPLAY": name}, "linux")
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
    for more in ({}, {"DISPLAY": ":4711"}, {"QT_QPA_PLATFORM": "foo"}, {"WAYLAND_DISPLAY": "nothing-0"}):
        ran = subprocess.run([sys.executable, "-m", "drafter"], env={**bare, **more, "DRAFTER_HOME": str(tmp_path)},
                             capture_output=True, text=True, timeout=60, check=False)
        assert ran.returncode == 2 and len(ran.stderr.strip().splitlines()) == 1 and "Traceback" not in ran.stderr
