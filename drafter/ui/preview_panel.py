"""The preview beside the form: a paper as it would read now, in the theme's colours, brought up to date in pauses.

Nothing is built before the panel is first shown, and nothing is worked out while it is hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, QElapsedTimer, QEvent, Qt, QTimer, QUrl, Signal, SignalInstance
from PySide6.QtGui import QImage, QResizeEvent, QShowEvent, QTextDocument, QTextOption
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from drafter.model.failure import Failure
from drafter.model.form import Output
from drafter.ui import look
from drafter.ui.paper_style import paper_style
from drafter.ui.words import plain_label

WIDEST = 860
"""Pixels of a line of the paper."""
PAUSE = 250
"""Milliseconds without typing before the preview follows."""
LONGEST_PAUSE = 1000
"""Where that takes its time the pause is longer, up to this, so that a key seldom falls into it."""
NOTE = "How it reads, with gaps shown. Word’s pages may differ."

MakePreview = Callable[[Output], str]
"""The words of a paper as HTML. Raises a Failure."""


class PreviewPanel(QFrame):
    """`made_widgets` tells that the panel was built, so that Tab can be led through it."""

    print_wanted = Signal()
    pdf_wanted = Signal()
    pages_wanted = Signal()
    pages_stopped = Signal()
    made_widgets = Signal()

    def __init__(self, papers: Sequence[Output], make: MakePreview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self._papers, self._make = tuple(papers), make
        self._is_built = False
        self._stale = True
        self._html: str | None = None
        self._paper = self._papers[0] if self._papers else None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.refresh)

    @property
    def paper(self) -> Output | None:
        """The paper that is shown."""
        return self._paper

    def follow(self) -> None:
        """The draft has changed: the preview will follow, once it is quiet and once it is seen."""
        self._stale = True
        if self.isVisible():
            self._pause.start()

    def refresh(self) -> None:
        """Show the paper as it reads now, scrolled to where it was."""
        clock = QElapsedTimer()
        clock.start()
        self._bring_up_to_date()
        self._pause.setInterval(max(PAUSE, min(LONGEST_PAUSE, 8 * clock.elapsed())))

    def _bring_up_to_date(self) -> None:
        self._pause.stop()
        self._stale = False
        if self._paper is None:
            return
        try:
            html = self._make(self._paper)
        except Failure as failure:
            self._show_failure(str(failure))
            return
        self._trouble.hide()
        self.view.show()
        if html != self._html:
            self._html = html
            self._show_html()

    def document(self) -> QTextDocument | None:
        """The paper for print: black on white, as it reads at this moment. None where it cannot be made."""
        self._build()
        self.refresh()
        if self._html is None or not self._trouble.isHidden() or self._paper is None:
            return None
        made = _Paper(self)
        made.setDefaultStyleSheet(paper_style(None, 10.5))
        made.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, f"Preview: {self._paper.title}")
        made.setHtml(f'<p class="note">Preview of a draft, not for signature. {NOTE}</p>{self._html}')
        return made

    def show_working(self, working: bool) -> None:
        """Whether the exact pages are being made; meanwhile they can be stopped."""
        self._build()
        had_focus = self.pages_button.hasFocus() or self.stop_button.hasFocus()
        self._work.setVisible(working)
        self.pages_button.setEnabled(not working)
        if had_focus:
            (self.stop_button if working else self.pages_button).setFocus()

    def offer_pages(self, possible: bool) -> None:
        self._build()
        self.pages_button.setVisible(possible)

    def showEvent(self, event: QShowEvent) -> None:
        self._build()
        if self._stale:
            self.refresh()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and self._is_built and self._html is not None:
            self._show_html()
        super().changeEvent(event)

    def _build(self) -> None:
        if self._is_built:
            return
        self._is_built = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        if len(self._papers) > 1:
            column.addLayout(self._choice())
        note = plain_label(NOTE, "small")
        note.setContentsMargins(16, 0, 12, 0)
        column.addWidget(note)
        self.view = _Browser()
        column.addWidget(self.view, 1)
        self._trouble = plain_label("", "error")
        self._trouble.setContentsMargins(16, 8, 16, 8)
        self._trouble.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._trouble.hide()
        column.addWidget(self._trouble)
        column.addWidget(self._working())
        column.addLayout(self._buttons())
        self.made_widgets.emit()

    def _choice(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 14, 0)
        self.choice = QComboBox()
        self.choice.setAccessibleName("Paper to preview")
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.addItems([paper.title for paper in self._papers])
        self.choice.currentIndexChanged.connect(self._chosen)
        row.addWidget(self.choice, 1)
        return row

    def _working(self) -> QFrame:
        self._work = QFrame()
        look.say(self._work, role="notice")
        row = QHBoxLayout(self._work)
        row.setContentsMargins(12, 6, 8, 6)
        words = QVBoxLayout()
        words.addWidget(plain_label("LibreOffice is making the exact pages.", "small"))
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName("Making the exact pages")
        words.addWidget(bar)
        row.addLayout(words, 1)
        self.stop_button = QPushButton("Stop")
        self.stop_button.setAccessibleName("Stop making the exact pages")
        self.stop_button.clicked.connect(self.pages_stopped)
        row.addWidget(self.stop_button)
        self._work.hide()
        return self._work

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(8, 2, 8, 6)
        row.setSpacing(2)
        self.print_button = _way("Print…", "printer", "Print the preview (Ctrl+P)", self.print_wanted)
        self.pdf_button = _way("PDF…", "file-down", "Save the preview as a PDF file", self.pdf_wanted)
        self.pages_button = _way("Exact pages", "book-open", "The pages as LibreOffice sets them, marked as a draft",
                                 self.pages_wanted)
        for button in (self.print_button, self.pdf_button, self.pages_button):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _chosen(self, number: int) -> None:
        self._paper = self._papers[number]
        self._html = None
        self.view.verticalScrollBar().setValue(0)
        self.refresh()

    def _show_html(self) -> None:
        bars = (self.view.verticalScrollBar(), self.view.horizontalScrollBar())
        places = [bar.value() for bar in bars]
        self.view.document().setDefaultStyleSheet(paper_style(look.TOKENS, self.font().pointSizeF()))
        self.view.setHtml(self._html or "")
        for bar, place in zip(bars, places, strict=True):
            bar.setValue(place)

    def _show_failure(self, words: str) -> None:
        self.view.hide()
        self._trouble.setText(words)
        self._trouble.show()


def _way(words: str, icon: str, tip: str, wanted: SignalInstance) -> QPushButton:
    button = QPushButton(words)
    look.say(button, role="quiet")
    button.setIcon(look.icon(icon, "accent"))
    button.setToolTip(tip)
    button.setAccessibleDescription(tip)
    button.clicked.connect(wanted)
    return button


_NO_PICTURE = 1
"""Pixels: the side of the picture that stands for every picture."""


def nothing_fetched(kind: int) -> object:
    """What every request of a document gets, so that Qt looks for no file and no host. Returning nothing would not do:
    Qt then tries the address as a file name."""
    if kind == QTextDocument.ResourceType.ImageResource.value:
        picture = QImage(_NO_PICTURE, _NO_PICTURE, QImage.Format.Format_ARGB32)
        picture.fill(Qt.GlobalColor.transparent)
        return picture
    return QByteArray(b"/**/")


class _Paper(QTextDocument):
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return nothing_fetched(int(kind))


class _Browser(QTextBrowser):
    """Text to read, select and copy. Its links are not followed: nothing leaves this laptop."""

    def __init__(self) -> None:
        super().__init__()
        look.say(self, role="paper")
        self.setAccessibleName("Preview of the paper")
        self.setUndoRedoEnabled(False)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse
                                     | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(14)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines no longer than can be read: the rest of a wide window is margin."""
        super().resizeEvent(event)
        margin = max(0, (self.width() - WIDEST) // 2)
        if margin != self.viewportMargins().left():
            self.setViewportMargins(margin, 0, margin, 0)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return nothing_fetched(int(kind))
