"""The step that tells a Linux desktop of drafter, for one person."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
PLACES = ("applications/drafter.desktop", "mime/packages/drafter.xml", "icons/hicolor/scalable/apps/drafter.svg")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems have installers of their own")


def step(script: Path, data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", str(script), *arguments], env={**os.environ, "XDG_DATA_HOME": str(data)},
                          capture_output=True, text=True, check=False)


@pytest.fixture(params=["drafter/_internal/drafter", "lib/python3.11/site-packages/drafter"])
def installed(request, tmp_path: Path) -> tuple[Path, Path]:
    """The program and the script, as the folder and the wheel lay them out, in a folder with a space in its name."""
    root = tmp_path / "é 1"
    resources = root / request.param / "resources"
    shutil.copytree(CHECKOUT / "resources" / "linux", resources / "linux")
    shutil.copyfile(CHECKOUT / "resources" / "drafter.svg", resources / "drafter.svg")
    program = root / ("drafter/drafter" if "_internal" in request.param else "bin/drafter")
    program.parent.mkdir(exist_ok=True)
    program.write_text("#!/bin/sh\n", "utf-8")
    program.chmod(0o755)
    return program, resources / "linux" / "install.sh"


def test_the_desktop_finds_the_program_beside_the_script_and_forgets_it_again(installed, tmp_path):
    program, script = installed
    data = tmp_path / "data"
    ran = step(script, data)
    assert (ran.returncode, ran.stderr) == (0, "") and all((data / place).is_file() for place in PLACES)
    assert f'\nExec="{program}" %f\n' in (data / PLACES[0]).read_text("utf-8")
    assert step(script, data, "--remove").returncode == 0
    assert not [place for place in PLACES if (data / place).exists()]


def test_a_program_that_is_not_there_is_told_and_nothing_is_put_anywhere(tmp_path):
    ran = step(CHECKOUT / "resources" / "linux" / "install.sh", tmp_path / "data", str(tmp_path / "none"))
    assert ran.returncode == 2 and "Name the program" in ran.stderr and not (tmp_path / "data").exists()
