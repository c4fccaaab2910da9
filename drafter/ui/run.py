"""From the command line to a window on the screen."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path as FilePath

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from drafter.app import recent
from drafter.app.desk import Desk
from drafter.storage.locations import shipped_root, user_folder
from drafter.ui import look
from drafter.ui.collector import Collector
from drafter.ui.crash import CrashNet
from drafter.ui.dialogs import Dialogs
from drafter.ui.main_window import MainWindow
from drafter.ui.screen_reader import tell_of_scroll_areas
from drafter.ui.socket_name import may_listen


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
    window = open_window(application, file, roots)
    QTimer.singleShot(0, window, lambda: _listen(window, home))
    CrashNet(window.filing.keep_safe, window.dialogs.crashed).install()
    return application.exec()


def _taken_over(file: FilePath | None, home: FilePath) -> bool:
    from drafter.ui.single_instance import hand_over

    return hand_over(file, home)


def _listen(window: MainWindow, home: FilePath) -> None:
    """After the first paint: until then a second start opens a second window, and the lock keeps the two apart."""
    from drafter.ui.single_instance import SingleInstance

    door = SingleInstance(home, window)
    door.wanted.connect(window.come_forward)
    door.listen()


def open_window(application: QApplication, file: FilePath | None, roots: Sequence[FilePath],
                dialogs: Dialogs | None = None) -> MainWindow:
    """The window on the screen; what it has to read is read after its first paint. `dialogs` ask and tell."""
    tell_of_scroll_areas()
    application.setApplicationName("drafter")
    application.setStyle("Fusion")
    home = user_folder()

    def dress() -> None:
        look.dress(application, recent.settings(home))

    dress()
    application.setWindowIcon(look.icon("file-text", "accent"))
    application.styleHints().colorSchemeChanged.connect(dress)
    own = map(FilePath, recent.settings(home).pack_roots)
    window = MainWindow(Desk(home, [*roots, *own, shipped_root()]), dialogs)
    Collector(window)
    application.commitDataRequest.connect(window.end_session)
    application.aboutToQuit.connect(window.end_session)
    window.show()
    QTimer.singleShot(0, window, lambda: window.after_first_paint(file))
    return window
