"""The wheel: the same bytes whenever it is made, with all that an installed drafter needs and nothing else."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


def built(folder: Path) -> Path:
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], check=True,
                   cwd=CHECKOUT, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    return built(tmp_path_factory.mktemp("wheel"))


def test_a_wheel_made_again_is_the_same_byte_for_byte(wheel, tmp_path):
    assert built(tmp_path).read_bytes() == wheel.read_bytes()


def test_the_wheel_holds_every_form_paper_and_resource_and_no_test(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("forms", "templates", "resources"):
        shipped = {f"drafter/{file.relative_to(CHECKOUT).as_posix()}" for file in (CHECKOUT / folder).rglob("*")
                   if file.is_file() and "__pycache__" not in file.parts}
        assert shipped and shipped <= names
    assert not [name for name in names if name.startswith(("tests/", "docs/", ".ci/"))]


def test_a_linux_desktop_finds_the_program_its_kind_of_file_and_its_icon(wheel):
    names = {name.partition(".data/data/")[2] for name in zipfile.ZipFile(wheel).namelist()}
    assert {"share/applications/drafter.desktop", "share/mime/packages/drafter.xml",
            "share/icons/hicolor/scalable/apps/drafter.svg"} <= names
