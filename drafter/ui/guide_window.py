"""The guide, in a window of its own: read beside the form, without a browser and without the internet."""

from __future__ import annotations

from pathlib import Path as FilePath

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from drafter.storage.locations import guide
from drafter.ui import look
from drafter.ui.preview_panel import nothing_fetched
from drafter.ui.room import fit


class GuideWindow(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Guide to drafter")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.view = _Pages(guide().parent)
        self.view.setAccessibleName("Guide to drafter")
        look.say(self.view, role="paper")
        column.addWidget(self.view)
        self.view.setMarkdown(guide().read_text("utf-8"))
        fit(self, 860, 760)
        self.view.setFocus()


class _Pages(QTextBrowser):
    """Shows the guide's own pictures, no wider than the page, and goes to its own headings. Nothing else is opened."""

    def __init__(self, folder: FilePath) -> None:
        super().__init__()
        self._folder = folder
        self.setOpenLinks(False)
        self.document().setDocumentMargin(24)
        self.anchorClicked.connect(self._go)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        path = self._folder / (name.toString() if isinstance(name, QUrl) else name)
        own = path.suffix == ".png" and path.resolve().is_relative_to(self._folder.resolve()) and path.is_file()
        if int(kind) != QTextDocument.ResourceType.ImageResource.value or not own:
            return nothing_fetched(int(kind))
        picture = QImage(str(path))
        most = QSize(max(200, self.viewport().width() - 60), picture.height())
        return picture.scaled(most, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)

    def _go(self, link: QUrl) -> None:
        if not link.scheme() and link.hasFragment():
            self.scrollToAnchor(link.fragment())
