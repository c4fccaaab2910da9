"""Windows that say when they are there, each a program of its own: `python tests/benchmarks/windows_begun.py bare`.

Started by `start_up`, which measures from outside. Every program says one line, once the first picture is painted or
the first field can be typed into; nothing is imported before that a window of its kind would not import.
"""

import sys


def bare() -> None:
    """The least that a window of Qt for Python can be: a label in its middle."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event):  # type: ignore[no-untyped-def]
            super().paintEvent(event)
            QTimer.singleShot(0, lambda: _say("The window is painted."))

    application = QApplication([])
    window = Window()
    label = QLabel("Ready")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    window.setCentralWidget(label)
    window.resize(1280, 800)
    window.show()
    application.exec()


def ready(draft: str) -> None:
    """drafter with a draft: the cursor stands in a field of its first page."""
    from PySide6.QtWidgets import QApplication

    from drafter.__main__ import main

    def until_ready(application: QApplication) -> int:
        while True:
            application.processEvents()
            if any(getattr(one, "panel", None) is not None and one.focusWidget() is not None
                   for one in application.topLevelWidgets()):
                break
        application.processEvents()
        _say("A field is ready.")
        return 0

    QApplication.exec = until_ready
    main([draft])


def novelwriter() -> None:
    """A well-made writer's desk on the same toolkit; `start_up` gives it folders of its own."""
    import novelwriter
    from novelwriter.guimain import GuiMain
    from PyQt6.QtWidgets import QApplication

    def painted(_window: GuiMain, _file: str | None) -> None:
        QApplication.processEvents()
        _say("The window is painted.")
        sys.exit(0)

    GuiMain.postLaunchTasks = painted  # before it asks what to write
    novelwriter.main(sys.argv[2:])


def _say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    {"bare": bare, "ready": lambda: ready(sys.argv[2]), "novelwriter": novelwriter}[sys.argv[1]]()
