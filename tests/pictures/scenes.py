"""What is pictured: the window brought into one state after another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path as FilePath

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from drafter.app.desk import Desk
from drafter.app.recent import note_state, remember
from drafter.app.session import Session
from drafter.model.draft import Path
from drafter.storage.locations import shipped_root
from drafter.ui.main_window import MainWindow
from drafter.ui.side_pane import PROBLEMS
from drafter.ui.tour import Tour
from drafter.ui.tour_steps import tour_steps
from tests.pictures.gallery import dialogs

GUIDE = {"start": "start", "page-decision": "section", "check-ready": "check", "find": "find"}
"""The pictures that the guide and the README show, and what they are called there."""


TEN = ("Respite care for carers", "School streets", "Meals at home", "Ferry Lane car park", "Library opening hours",
       "Household waste centres", "Coastal path repairs", "Adult learning contract", "Winter gritting",
       "Street lighting in the villages and along the old coast road between Westmarsh and the harbour")


class Scenes:
    """`form`: a blank draft on that form is pictured, page by page; the sample and all else where none is given."""

    def __init__(self, folder: FilePath, today: date, width: int, height: int, form: str = "") -> None:
        folder.mkdir(parents=True)
        self._form = form
        self._sample = folder / "Harbour Road.decision"
        self._sample.write_bytes((shipped_root() / "resources" / "samples" / "sample.decision").read_bytes())
        self.window = MainWindow(Desk(folder / "private", [shipped_root()], lambda: today))
        self.window.resize(width, height)
        self.window.show()
        self.window.activateWindow()
        self.window.after_first_paint()
        _settle()

    def all(self) -> Iterator[tuple[str, QPixmap]]:
        if self._form:
            self.window.filing.shown.emit(self.window.desk.new(self._form))
            _settle()
            yield from self._pages(with_problems=True)
            return
        yield "start-empty", self._grab()
        self.window.filing.open_draft(self._sample)
        _settle()
        yield from self._pages()
        yield from self._check()
        yield from self._ways()
        yield from self._dialogs()
        self.window.desk.begin(self._sample, "")
        self.window.filing.shown.emit(self.window.desk.work)
        _settle()
        yield "from-earlier", self._grab()
        self.window.desk.clear()
        self.window.filing.closed.emit()
        _settle()
        yield "start", self._grab()
        self._work_on_ten()
        yield "start-ten", self._grab()

    def _work_on_ten(self) -> None:
        """As many drafts as the start page lists: worked on, one saved elsewhere since, one gone."""
        home = self.window.desk.home
        for number, name in enumerate(TEN):
            file = self._sample.with_name(f"{name}.decision")
            file.write_bytes(self._sample.read_bytes())
            remember(file, home)
            if number != 1:
                note_state(file, f"{5 + number} of 14 ready" + (", 1 with a problem" if number % 3 == 0 else ""), home)
        file.unlink()
        self.window.filing.closed.emit()
        _settle()

    def close(self) -> None:
        self.window.desk.clear()
        self.window.close()
        self.window.deleteLater()
        _settle()

    def _pages(self, with_problems: bool = False) -> Iterator[tuple[str, QPixmap]]:
        assert self.window.panel is not None
        view = self.window.panel.view
        for section in view.session.form.sections:
            view.enter_section(section.id)
            if with_problems:
                view.page.check_section()
            _settle()
            yield f"page-{section.id}", self._grab()

    def _check(self) -> Iterator[tuple[str, QPixmap]]:
        assert self.window.panel is not None
        view, session = self.window.panel.view, self.window.panel.session
        view.show_check()
        _settle()
        yield "check-ready", self._grab()
        session.edit(Path("decision_number"), "41")
        session.edit(Path("reasons"), None)
        session.end_typing()
        view.show_check()
        _settle()
        yield "check-problems", self._grab()
        view.enter_section("basics")
        view.page.check_section()
        _settle()
        yield "section-problems", self._grab()
        session.undo_stack.undo()
        session.undo_stack.undo()

    def _ways(self) -> Iterator[tuple[str, QPixmap]]:
        """What is opened by key over, below or in the place of a page."""
        assert self.window.panel is not None
        view, bar = self.window.panel.view, self.window.panel.finding
        view.enter_section("reasons")
        self.window.furniture.acts.find_words()
        bar.words.setText("footbridge")
        bar.other.setText("bridge")
        bar.go_on()
        bar.go_on()
        _settle()
        yield "find", self._grab()
        bar.leave()
        view.show_preview()
        _settle()
        yield "preview", self._grab()
        view.show_timetable()
        _settle()
        yield "timetable", self._grab()
        view.show_preview()
        view.read(True)
        _settle()
        yield "reading", self._grab()
        view.read(False)
        self.window.furniture.acts.focus_mode(True)
        view.enter_section("finance")
        _settle()
        yield "focus", self._grab()
        self.window.furniture.acts.focus_mode(False)
        view.side.show_tab(PROBLEMS)
        view.enter_section("basics")
        _settle()
        tour = Tour(tour_steps(self.window.panel, self.window.furniture.status), self.window)
        _settle()
        yield "tour", self._grab()
        tour.next.click()
        tour.next.click()
        _settle()
        yield "tour-side", self._grab()
        tour.leave()
        _settle()

    def _dialogs(self) -> Iterator[tuple[str, QPixmap]]:
        for name, make in dialogs(self.window, self._sample.parent).items():
            yield name, self._shown(make())

    @property
    def _session(self) -> Session:
        assert self.window.panel is not None
        return self.window.panel.session

    def _shown(self, dialog: QWidget) -> QPixmap:
        """A dialog that lets itself go when it closes is gone then."""
        dialog.show()
        _settle()
        picture = dialog.grab()
        goes = dialog.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.close()
        if not goes:
            dialog.deleteLater()
        return picture

    def _grab(self, widget: QWidget | None = None) -> QPixmap:
        return (widget or self.window).grab()


def small(picture: QPixmap) -> QImage:
    """For the guide: in the 256 colours that are the most of it, a third of the bytes."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    most = Counter(memoryview(image.constBits()).cast("I")).most_common(256)
    return image.convertToFormat(QImage.Format.Format_Indexed8, [colour for colour, _ in most],
                                 Qt.ImageConversionFlag.ThresholdDither)


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
