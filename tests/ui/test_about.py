import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

from PySide6.QtWidgets import QLabel

from drafter import __version__
from drafter.storage.locations import resources
from drafter.ui.about import AboutDialog

CHECKOUT = Path(__file__).resolve().parent.parent.parent


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_about_names_the_version_and_shows_the_terms_of_the_part_chosen(qtbot):
    about = AboutDialog()
    qtbot.addWidget(about)
    assert f"drafter {__version__}" in [label.text() for label in about.findChildren(QLabel)]
    assert about.parts.currentItem().text() == "drafter"
    assert about.terms.toPlainText() == (CHECKOUT / "LICENSE").read_text("utf-8")
    row = next(row for row in range(about.parts.count()) if about.parts.item(row).text() == "PySide6")
    about.parts.setCurrentRow(row)
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in about.terms.toPlainText()


def test_every_library_that_drafter_needs_has_its_licence_in_the_program():
    """`.ci/licences` writes them."""
    shown = {plain(file.stem) for file in (resources() / "licences").glob("*.txt")}
    asked = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    open_, needed = [re.match(r"[\w.-]+", one)[0] for one in asked], set()
    while open_:
        name = open_.pop()
        if plain(name) in needed:
            continue
        needed.add(plain(name))
        open_ += [re.match(r"[\w.-]+", one)[0] for one in distribution(name).requires or () if ";" not in one]
    needed -= {"pyside6-essentials", "shiboken6"}  # one text for both, under the name that people know
    assert needed <= shown and "pyside6" in shown


def test_the_notices_of_the_libraries_of_the_system_name_them_and_their_source():
    for name in ("libxcb", "libxkbcommon", "zlib", "xz", "ICU"):
        text = (resources() / "licences" / f"{name}.txt").read_text("utf-8")
        assert re.search(r"^Libraries: lib\w+", text, re.M) and "Debian package" in text and "opyright" in text
    assert "Bootloader Exception" in (resources() / "licences" / "PyInstaller boot loader.txt").read_text("utf-8")
