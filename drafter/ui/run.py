"""From the command line to a window on the screen: first the little that is painted at once, then all the rest."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from drafter.app import recent
from drafter.app.desk import Desk
from drafter.storage.locations import shipped_root, user_folder
from drafter.ui import look
from drafter.ui.main_window import MainWindow
from drafter.ui.screen_reader import tell_of_scroll_areas
from drafter.ui.socket_name import may_listen

if TYPE_CHECKING:
    from drafter.ui.dialogs import Dialogs


def run(file: FilePath | None, roots: Sequence[FilePath]) -> int:
    """Open the window, with the draft in it if one is named, and stay until it is closed. Where this person has a
    window already it takes the draft, unless roots are given, which that one may not know.

    `roots` are searched for forms before those of the settings and the shipped one. Where no window can open Qt ends
    the program without a word: `drafter.ui.display` is asked first.
    """
    application = QApplication(sys.argv[:1])
    home = user_folder()
    if not roots and may_listen(home) and _taken_over(file, home):
        return 0

    def painted() -> None:
        _catch_errors(window)
        _end_well(application, window)
        QTimer.singleShot(0, window, lambda: _listen(window, home))

    window = open_window(application, file, roots, painted=painted)
    return application.exec()


def open_window(application: QApplication, file: FilePath | None, roots: Sequence[FilePath],
                dialogs: Dialogs | None = None, painted: Callable[[], None] = lambda: None) -> MainWindow:
    """The window on the screen; what it has to read is read after its first paint. `dialogs` ask and tell; `painted`
    is called as soon as there is something to see."""
    tell_of_scroll_areas()  # before a screen reader can ask
    application.setApplicationName("drafter")
    application.setStyle("Fusion")
    home = user_folder()
    settings = recent.settings(home)
    look.dress_first(application, settings)
    window = MainWindow(Desk(home, [*roots, *map(FilePath, settings.pack_roots), shipped_root()]), dialogs)

    def go_on() -> None:
        from drafter.ui.collector import Collector

        painted()
        window.furnish()
        Collector(window)
        look.dress_again(application, settings)
        application.styleHints().colorSchemeChanged.connect(lambda: look.dress(application, recent.settings(home)))
        application.setWindowIcon(look.icon("file-text", "accent"))
        _tell_if_wordless()
        window.after_first_paint(file)

    window.when_painted = go_on
    window.show()
    return window


def _tell_if_wordless() -> None:
    """Where there are no fonts the window has no words, and Qt says nothing about it."""
    from PySide6.QtGui import QFontDatabase

    if not QFontDatabase.families() and sys.stderr is not None:
        print("There are no fonts on this computer, so the window shows no words. Install a font, such as the package "
              "fonts-dejavu-core.", file=sys.stderr, flush=True)


def _taken_over(file: FilePath | None, home: FilePath) -> bool:
    from drafter.ui.single_instance import hand_over

    return hand_over(file, home)


def _catch_errors(window: MainWindow) -> None:
    from drafter.ui.crash import CrashNet

    CrashNet(lambda: window.filing.keep_safe(),
             lambda report, safe: window.furniture.dialogs.crashed(report, safe)).install()


def _end_well(application: QApplication, window: MainWindow) -> None:
    from drafter.ui.ending import Ending

    Ending(application, window).hear_signals()


def _listen(window: MainWindow, home: FilePath) -> None:
    """After the first paint: until then a second start opens a second window, and the lock keeps the two apart."""
    from drafter.ui.single_instance import SingleInstance

    door = SingleInstance(home, window)
    door.wanted.connect(window.come_forward)
    door.listen()
