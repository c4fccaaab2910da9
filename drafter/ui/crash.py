"""The last net: an error nobody foresaw is told, with a report to copy that holds no text of the draft."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from drafter import __version__
from drafter.ui import look
from drafter.ui.words import plain_label

Keep = Callable[[], str]
"""Puts the draft into safety; says where, or "" where it could not."""


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """What went wrong and where in the program. Never the words of the error: they may quote the draft."""
    import platform
    import traceback

    lines = [f"drafter {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} "
             f"{platform.release()}", ""]
    for frame in traceback.extract_tb(trace):
        at = frame.filename.replace("\\", "/")
        lines.append(f"{at[at.rfind('drafter/'):] if 'drafter/' in at else at.rsplit('/', 1)[-1]}:{frame.lineno} "
                     f"in {frame.name}")
    return "\n".join([*lines, kind.__name__])


class CrashNet:
    """Catches what reaches the top. One report at a time: an error while it is shown is not shown as well."""

    def __init__(self, keep: Keep, show: Callable[[str, str], None]) -> None:
        self._keep, self._show, self._busy = keep, show, False

    def install(self) -> None:
        sys.excepthook = self.caught

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = report(kind, error, trace)
        print(text, file=sys.stderr)
        if self._busy:
            return
        self._busy = True
        try:
            try:
                safe = self._keep()
            except Exception as second:
                safe = ""
                text += f"\n\nKeeping the draft: {type(second).__name__}"
            self._show(text, safe)
        finally:
            self._busy = False


class CrashDialog(QDialog):
    def __init__(self, text: str, safe: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Something went wrong")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(plain_label("Something went wrong in drafter", "title"))
        column.addWidget(plain_label(
            f"Your draft is safe. {safe}" if safe else
            "The draft in the window may not be saved. Choose File > Save as now, under a new name.",
            "success" if safe else "error"))
        column.addWidget(plain_label("The report names places in the program. It holds none of your text."))
        self.report = QPlainTextEdit(text)
        self.report.setReadOnly(True)
        self.report.setAccessibleName("Report")
        self.report.setMinimumSize(560, 180)
        column.addWidget(self.report)
        row = QHBoxLayout()
        row.addStretch(1)
        copy = QPushButton("&Copy report")
        copy.setIcon(look.icon("copy"))
        copy.clicked.connect(self._copy)
        close = QPushButton("&Go on")
        look.say(close, role="primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addWidget(copy)
        row.addWidget(close)
        column.addLayout(row)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
