"""The exact pages of a Word file, by LibreOffice where this machine has it: a program of its own, that can be stopped.

It gets a profile of its own, so that a LibreOffice that the officer is working in is not touched, and everything it
makes stays in the private folder.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from drafter.storage.private import make_private

PATIENCE = 180_000
"""Milliseconds. A first start on a slow disk takes half a minute."""
_NAMES = ("soffice", "libreoffice")
_USUAL = (r"C:\Program Files\LibreOffice\program\soffice.exe",
          r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
          "/Applications/LibreOffice.app/Contents/MacOS/soffice")
_FAILED = "LibreOffice could not make the pages."


@cache
def office() -> str:
    """Where LibreOffice is on this machine; "" where it is not."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    return found or next((path for path in _USUAL if Path(path).is_file()), "")


class ExactPages(QObject):
    """Makes a PDF of one Word file at a time. Ends with `made` (its path), `failed` (a sentence), or, when it was
    stopped, neither."""

    made = Signal(object)
    failed = Signal(str)

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = home / "exact pages"
        self._work: tempfile.TemporaryDirectory[str] | None = None
        self._name = ""
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._could_not_start)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(PATIENCE)
        self._clock.timeout.connect(self._too_slow)

    @property
    def is_busy(self) -> bool:
        return self._work is not None

    def start(self, program: str, name: str, content: bytes) -> None:
        """`program` is LibreOffice, `name` what the Word file is called. Pages made before are removed first."""
        self.stop()
        try:
            shutil.rmtree(self._folder, ignore_errors=True)
            make_private(self._folder)
            self._work = tempfile.TemporaryDirectory(dir=self._folder, ignore_cleanup_errors=True)
            folder = Path(self._work.name)
            (folder / "paper.docx").write_bytes(content)
        except OSError as error:
            self._clear()
            self.failed.emit(f"{_FAILED} The private folder could not be written to ({error.strerror}).")
            return
        self._name = f"{Path(name).stem}.pdf"
        if sys.platform != "win32":
            parameters = self._process.unixProcessParameters()
            parameters.flags = QProcess.UnixProcessFlag.CreateNewSession
            self._process.setUnixProcessParameters(parameters)
        self._process.setWorkingDirectory(str(folder))
        self._process.start(program, [
            f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nologo",
            "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder), str(folder / "paper.docx")])
        self._clock.start()

    def stop(self) -> None:
        """Ends it, and all that it started. Nothing more is heard of it."""
        if self._work is None:
            return
        self._process.blockSignals(True)
        _end(self._process)
        self._process.waitForFinished(3000)
        self._process.blockSignals(False)
        self._clear()

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        if self._work is None:
            return
        pages = Path(self._work.name) / "paper.pdf"
        try:
            if code or status != QProcess.ExitStatus.NormalExit or not pages.read_bytes().startswith(b"%PDF"):
                raise OSError
            target = self._free_name()
            pages.rename(target)
        except (OSError, StopIteration):
            self._fail(_FAILED)
            return
        self._clear()
        self.made.emit(target)

    def _free_name(self) -> Path:
        """Pages that a viewer still shows cannot be removed on Windows: the new ones get a number."""
        names = (self._name, *(f"{Path(self._name).stem} ({number}).pdf" for number in range(2, 100)))
        return next(path for name in names if not (path := self._folder / name).exists())

    def _could_not_start(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._fail(f"{_FAILED} It did not start.")

    def _too_slow(self) -> None:
        self.stop()
        self.failed.emit(f"{_FAILED} It took longer than {PATIENCE // 60_000} minutes.")

    def _fail(self, words: str) -> None:
        self._clear()
        self.failed.emit(words)

    def _clear(self) -> None:
        self._clock.stop()
        if self._work is not None:
            self._work.cleanup()
            self._work = None


def _end(process: QProcess) -> None:
    """LibreOffice starts a second program, which must not go on without it."""
    number = process.processId()
    if not number:
        return
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/PID", str(number), "/T", "/F"], capture_output=True, check=False)
    else:
        with contextlib.suppress(OSError):
            os.killpg(number, signal.SIGKILL)
    process.kill()
