"""A list to choose from; where words of one's own may be typed, what is typed searches it."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from drafter.ui import look
from drafter.ui.editors.boxes import LineBox, place_after

FOUND_BY = Qt.ItemDataRole.UserRole + 1
"""What an entry is searched by: its words, and whatever else is known of it."""


class ComboBox(QComboBox):
    """An `editable` list takes words that it does not know. `chosen` carries the words, `picked` the place of an entry
    that was picked from the list rather than typed."""

    chosen = Signal(str)
    picked = Signal(int)
    said = Signal(str)
    lines_given = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, editable: bool = False) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMaxVisibleItems(14)
        self._line: LineBox | None = None
        self._search: Search | None = None
        if editable:
            self._line = LineBox()
            look.say(self._line, role="within")
            self.setLineEdit(self._line)
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            self.setCompleter(None)  # type: ignore[arg-type]
            self._line.typed.connect(self._find)
            self._line.said.connect(self.said)
            self._line.lines_given.connect(self.lines_given)
        self.textActivated.connect(self.chosen)
        self.activated.connect(self.picked)

    def show_text(self, text: str) -> None:
        """Show these words in an editable list, whether it knows them or not."""
        if self._line is not None and text != self._line.text():
            place = place_after(self._line.text(), text, self._line.cursorPosition()) if self.hasFocus() else 0
            self.setCurrentIndex(self.findText(text, Qt.MatchFlag.MatchExactly))
            self._line.setText(text)
            self._line.setCursorPosition(place)

    def take_lines(self) -> None:
        """Say text of several lines by `lines_given`, rather than make one line of it."""
        if self._line is not None:
            self._line.takes_lines = True

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _find(self, text: str) -> None:
        """Offer what holds all the words typed, wherever and in whatever order they stand."""
        if self._search is None:  # not before it is wanted: a page holds many lists
            self._search = Search(self)
            self.setCompleter(self._search)
        self._search.narrow(text)
        self.chosen.emit(text)


class Search(QCompleter):
    """The entries of a list that hold some words."""

    def __init__(self, box: QComboBox) -> None:
        super().__init__(box)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(box.model())
        self._found.setFilterRole(FOUND_BY)
        self.setModel(self._found)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(10)
        if (popup := self.popup()) is not None:
            look.say(popup, role="popup")

    def narrow(self, text: str) -> None:
        wanted = "".join(f"(?=.*{QRegularExpression.escape(word)})" for word in text.split())
        self._found.setFilterRegularExpression(
            QRegularExpression(f"^{wanted}", QRegularExpression.PatternOption.CaseInsensitiveOption))
