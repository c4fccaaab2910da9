"""Pictures of every page in every theme, to be looked at: `python -m tests.pictures FOLDER`.

The window shows the shipped sample, copied to a folder of its own and a private folder of its own; nothing of whoever
runs it is read or written. A contact sheet for each theme lies beside the pictures. `--guide` makes the few that the
guide and the README show instead.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from tests.pictures.scenes import Scenes

TODAY = date(2026, 11, 2)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", default="1366x768", help="of the window, such as 1920x1080")
    parser.add_argument("--theme", action="append", choices=["light", "dark", "contrast"],
                        help="all where none is given")
    parser.add_argument("--text", type=int, default=100, help="size of the text, in per cent")
    parser.add_argument("--form", default="", help="the pages of this form, blank and with what is missing shown")
    parser.add_argument("--only", default="", help="pictures whose name holds this")
    parser.add_argument("--guide", action="store_true", help="only those that the guide and the README show")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["DRAFTER_HOME"] = home
        _take(wanted, Path(home))


def _take(wanted: argparse.Namespace, home: Path) -> None:
    from PySide6.QtWidgets import QApplication

    from drafter.ui import look
    from tests.pictures.scenes import GUIDE, Scenes, contact_sheet, small

    width, height = map(int, wanted.size.split("x"))
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setApplicationName("drafter")
    application.setStyle("Fusion")
    for theme in wanted.theme or (["light"] if wanted.guide else look.THEMES):
        look.wear(application, theme, look.TEXT_SIZE * wanted.text / 100)
        scenes: Scenes = Scenes(home / theme, TODAY, width, height, wanted.form)
        taken = []
        for name, picture in scenes.all():
            if (wanted.guide and name not in GUIDE) or wanted.only not in name:
                continue
            file = wanted.folder / (f"{GUIDE[name]}.png" if wanted.guide else f"{theme}-{name}.png")
            (small(picture) if wanted.guide else picture.toImage()).save(str(file))
            taken.append((name, picture))
            print(file)
        if not wanted.guide:
            contact_sheet(taken).save(str(wanted.folder / f"sheet-{theme}.png"))
        scenes.close()


if __name__ == "__main__":
    main()
