"""What is pictured: the window brought into one state after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from drafter.app.desk import Desk
from drafter.storage.locations import shipped_root
from drafter.ui.main_window import MainWindow

GUIDE = {"start": "start", "page-decision": "section"}
"""The pictures that the guide and the README show, and what they are called there."""


class Scenes:
    def __init__(self, folder: Path, today: date, width: int, height: int) -> None:
        folder.mkdir(parents=True)
        self._sample = folder / "Harbour Road.decision"
        self._sample.write_bytes((shipped_root() / "resources" / "samples" / "sample.decision").read_bytes())
        self.window = MainWindow(Desk(folder / "private", [shipped_root()], lambda: today))
        self.window.resize(width, height)
        self.window.show()
        self.window.activateWindow()
        self.window.after_first_paint()
        _settle()

    def all(self) -> Iterator[tuple[str, QPixmap]]:
        yield "start-empty", self._grab()
        self.window.filing.open_draft(self._sample)
        _settle()
        yield from self._pages()
        self.window.filing.close_draft()
        _settle()
        yield "start", self._grab()

    def close(self) -> None:
        self.window.desk.clear()
        self.window.close()
        self.window.deleteLater()
        _settle()

    def _pages(self) -> Iterator[tuple[str, QPixmap]]:
        assert self.window.panel is not None
        view = self.window.panel.view
        for section in view.session.form.sections:
            view.show_section(section.id)
            _settle()
            yield f"page-{section.id}", self._grab()

    def _grab(self, widget: QWidget | None = None) -> QPixmap:
        return (widget or self.window).grab()


def contact_sheet(pictures: Sequence[tuple[str, QPixmap]], across: int = 4, width: int = 640) -> QImage:
    """All pictures small, side by side, each with its name."""
    heights = [picture.height() * width // picture.width() for _, picture in pictures] or [1]
    high, gap = max(heights) + 26, 10
    rows = -(-len(pictures) // across)
    sheet = QImage(across * (width + gap) + gap, max(1, rows * (high + gap) + gap), QImage.Format.Format_RGB32)
    sheet.fill(QColor("#777777"))
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for number, (name, picture) in enumerate(pictures):
        left, top = gap + number % across * (width + gap), gap + number // across * (high + gap)
        painter.setPen(QColor("white"))
        painter.drawText(QRect(left, top, width, 22), Qt.AlignmentFlag.AlignVCenter, name)
        small = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        painter.drawPixmap(left, top + 24, small)
    painter.end()
    return sheet


def _settle() -> None:
    for _ in range(4):
        QApplication.processEvents()
