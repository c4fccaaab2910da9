"""The real accessibility tree, on a real (if unseen) display: drafter driven by it alone, end to end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DRIVER = Path(__file__).with_name("at_spi_reader.py")
SYSTEM_PYTHON = "/usr/bin/python3"
NEEDED = ("dbus-run-session", "Xvfb")


def _is_there() -> bool:
    if sys.platform != "linux" or not all(map(shutil.which, NEEDED)):
        return False
    if not (Path("/usr/libexec/at-spi-bus-launcher").exists() and Path(SYSTEM_PYTHON).exists()):
        return False
    code = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    return subprocess.run([SYSTEM_PYTHON, "-c", code], capture_output=True, check=False).returncode == 0


@pytest.fixture
def display():
    """A display that nobody sees, of a number that nobody else has; Xvfb chooses it."""
    read, write = os.pipe()
    seen = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
                            pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as said:
        number = said.readline().strip()
    yield f":{number}"
    seen.terminate()
    seen.wait(20)


@pytest.mark.skipif(not _is_there(), reason="at-spi2-core, gir1.2-atspi-2.0, python3-gi or xvfb is not there")
def test_a_screen_reader_alone_gets_from_the_start_to_what_is_left(display, private_home, tmp_path):
    environment = {**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "DRAFTER_HOME": str(private_home),
                   "NO_AT_BRIDGE": "0", "HOME": str(tmp_path), "DISPLAY": display}
    environment.pop("QT_QPA_PLATFORM", None)
    ran = subprocess.run(["dbus-run-session", "--", SYSTEM_PYTHON, str(DRIVER), sys.executable, "-m", "drafter"],
                         capture_output=True, text=True, timeout=300, check=False, env=environment,
                         cwd=Path(__file__).parents[2])
    said = dict(line.split(": ", 1) for line in ran.stdout.splitlines() if ": " in line)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "A plain subject that a resident would recognise" in said["described"]
    assert said["reads"] == said["header"] == "Repair of the bus shelter"
    assert "things must be put right before the record can be signed." in said["summary"]
