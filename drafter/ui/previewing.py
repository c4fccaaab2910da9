"""What is done with the preview: print it, keep it as a PDF, see its exact pages; and the window of boxes to copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from drafter.app import preview
from drafter.app.exact_pages import ExactPages, office
from drafter.app.work import Work
from drafter.model.failure import Failure
from drafter.model.form import Output
from drafter.ui.dialogs import Dialogs
from drafter.ui.preview_panel import PreviewPanel

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

    from drafter.document.html_layout import Box
    from drafter.document.render import Rendered
    from drafter.ui.paste_sheet import PasteSheet

MARGIN = 20
"""Millimetres around a printed page."""


class Previewing(QObject):
    """`said` carries a sentence for the foot of the window."""

    said = Signal(str)

    def __init__(self, work: Work, panel: PreviewPanel, dialogs: Dialogs, home: FilePath,
                 folder: Callable[[], FilePath], program: str | None = None) -> None:
        super().__init__(panel)
        self.work, self.panel, self.dialogs, self._folder = work, panel, dialogs, folder
        self.sheet: PasteSheet | None = None
        self._program = program
        self.pages = ExactPages(home, self)
        self.pages.made.connect(self._pages_made)
        self.pages.failed.connect(self._pages_failed)
        panel.print_wanted.connect(self.print_it)
        panel.pdf_wanted.connect(self.save_pdf)
        panel.pages_wanted.connect(self.show_pages)
        panel.pages_stopped.connect(self.stop_pages)
        panel.made_widgets.connect(self._offer_pages)

    @property
    def program(self) -> str:
        """LibreOffice, looked for when it is first asked for; "" where it is not."""
        return office() if self._program is None else self._program

    def leave(self) -> None:
        """The draft is closed: nothing of it stays open or goes on."""
        self.pages.stop()
        if self.sheet is not None:
            self.sheet.close()

    def print_it(self) -> None:
        document = self._document()
        if document is not None:
            printer = self.dialogs.which_printer(self._title())
            if printer is not None:
                document.print_(printer)
                self.said.emit("The preview was sent to the printer.")

    def save_pdf(self) -> None:
        """Over a file of that name: the dialog has asked."""
        from drafter.storage.atomic import sha256_now, write_file

        document = self._document()
        if document is None:
            return
        proposal = self._folder() / f"Preview - {self._name('pdf')}"
        target = self.dialogs.where_to_create(str(proposal), "Save the preview as a PDF file", "pdf")
        if target is None:
            return
        try:
            write_file(target, pdf_of(document, self._title()), over=sha256_now(target))
        except (Failure, OSError) as failure:
            self.dialogs.tell(failure if isinstance(failure, Failure) else Failure(f"{target.name} was not written."))
            return
        self.said.emit(f"The preview was saved as {target.name}.")
        self.dialogs.open_file(target)

    def show_pages(self) -> None:
        """The pages of the Word file, made by LibreOffice and opened in the system's viewer."""
        paper = self.panel.paper
        if paper is None or self.pages.is_busy:
            return
        if not self.program:
            self.dialogs.tell_words("Exact pages need LibreOffice", [
                "It is not on this machine. Create the paper and open it in Word instead."])
            return
        made = self._draft(paper)
        if made is not None:
            self.panel.show_working(True)
            self.pages.start(self.program, made.file_name, made.content)

    def stop_pages(self) -> None:
        self.pages.stop()
        self.panel.show_working(False)
        self.said.emit("The exact pages were not made.")

    def show_sheet(self) -> None:
        """The boxes to copy, in a window that stays open beside the others."""
        if self.sheet is not None:
            self.sheet.raise_()
            self.sheet.activateWindow()
            return
        output = self._sheet_output()
        if output is None:
            self.said.emit("This form has no paste sheet.")
            return
        from drafter.ui.paste_sheet import PasteSheet

        self.sheet = PasteSheet(output.title, lambda: self._boxes(output), self.panel.window())
        self.work.session.changed.connect(self.sheet.follow)
        self.sheet.destroyed.connect(self._sheet_gone)
        self.sheet.show()

    def _sheet_output(self) -> Output | None:
        for output in self.work.pack.form.outputs:
            if preview.PAGE in output.formats:
                try:
                    if self._boxes(output):
                        return output
                except Failure as failure:
                    self.dialogs.tell(failure)
        return None

    def _sheet_gone(self) -> None:
        self.sheet = None

    def _boxes(self, output: Output) -> tuple[Box, ...]:
        return preview.boxes_of(self.work.session.answers, self.work.pack, output, self.work.facts())

    def _draft(self, paper: Output) -> Rendered | None:
        """The Word file; where it is refused, that is told."""
        try:
            return preview.draft_of(self.work.session.answers, self.work.pack, paper, self.work.facts())
        except Failure as failure:
            self.dialogs.tell(failure)
            return None

    def _document(self) -> QTextDocument | None:
        """The preview for print. What may not be written as a Word file does not leave as a print either."""
        if self.panel.paper is None or self._draft(self.panel.paper) is None:
            return None
        return self.panel.document()

    def _title(self) -> str:
        return f"Preview: {self.panel.paper.title}" if self.panel.paper else "Preview"

    def _name(self, suffix: str) -> str:
        from drafter.document.file_names import file_name

        assert self.panel.paper is not None
        return file_name(self.work.session.answers, self.panel.paper, suffix, as_draft=True)

    def _offer_pages(self) -> None:
        self.panel.offer_pages(bool(self.program))

    def _pages_made(self, path: FilePath) -> None:
        self.panel.show_working(False)
        self.said.emit("The exact pages are open in your PDF viewer.")
        self.dialogs.open_file(path)

    def _pages_failed(self, words: str) -> None:
        self.panel.show_working(False)
        self.dialogs.tell(Failure(words, "The preview and the Word file are as they were."))


def pdf_of(document: QTextDocument, title: str) -> bytes:
    """The document on A4 pages, numbered; nothing in it says who made it."""
    from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
    from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("drafter")
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait,
                                     QMarginsF(0, 0, 0, 0)))
    document.print_(writer)
    del writer  # it writes the last page when it goes
    return bytes(buffer.data().data())
