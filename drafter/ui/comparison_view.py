"""What differs between two states of a draft, as a text to read: removed and added are said in words, never by colour
alone."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from drafter.model.comparison import Change, Comparison
from drafter.model.word_diff import EMPTY_LINE, Kind, Line, Stretch, is_same, lines_of
from drafter.ui import look

WORDS: dict[Kind, str] = {"removed": "removed", "added": "added", "look": "look changed"}
_COLOURS: dict[Kind, tuple[str, str]] = {"removed": ("error", "error_soft"), "added": ("success", "success_soft"),
                                         "look": ("warning", "warning_soft")}
WHAT = {"added": "added", "removed": "removed", "changed": "changed", "moved": "moved"}


class ComparisonView(QTextEdit):
    """Reads like a page and is only read: cursor keys and a screen reader go through it as through any text."""

    def __init__(self, comparison: Comparison | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(self.textInteractionFlags().TextSelectableByMouse
                                     | self.textInteractionFlags().TextSelectableByKeyboard)
        self.setAccessibleName("What differs")
        self.document().setDocumentMargin(14)
        if comparison is not None:
            self.show_comparison(comparison)

    def show_comparison(self, comparison: Comparison, heading: str = "") -> None:
        """Section by section; of a long text, the lines that differ."""
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.insertText(heading or comparison.sentence, _looks(weight=QFont.Weight.DemiBold))
        for section in comparison.sections:
            _begin(cursor, above=16, level=2)
            cursor.insertText(section.title, _looks("accent", QFont.Weight.DemiBold, larger=2))
            for change in section.changes:
                _tell(cursor, change)
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.setTextCursor(cursor)

    def show_words(self, words: str) -> None:
        """A sentence instead."""
        self.clear()
        QTextCursor(self.document()).insertText(words, _looks("muted"))


def _tell(cursor: QTextCursor, change: Change) -> None:
    _begin(cursor, above=8)
    cursor.insertText(change.label, _looks(weight=QFont.Weight.DemiBold))
    cursor.insertText(f" – {WHAT[change.what]}", _looks("muted"))
    for same, lines in groupby(lines_of(change.stretches), is_same):
        if same:
            _begin(cursor, indent=True)
            cursor.insertText("…", _looks("muted"))
            continue
        for line in lines:
            _tell_line(cursor, line)


def _tell_line(cursor: QTextCursor, line: Line) -> None:
    _begin(cursor, indent=True)
    for stretch in line:
        if stretch.kind == "same":
            cursor.insertText(stretch.text, _looks())
        else:
            _mark(cursor, stretch)


def _mark(cursor: QTextCursor, stretch: Stretch) -> None:
    colour, ground = _COLOURS[stretch.kind]
    if not cursor.atBlockStart():
        cursor.insertText(" ", _looks())
    cursor.insertText(f"{WORDS[stretch.kind]}: ", _looks("muted", smaller=1.5))
    looks = _looks(colour)
    looks.setBackground(QColor(look.TOKENS[ground]))
    looks.setFontStrikeOut(stretch.kind == "removed")
    looks.setFontUnderline(stretch.kind == "added")
    cursor.insertText(stretch.text or EMPTY_LINE, looks)
    cursor.insertText(" ", _looks())


def _begin(cursor: QTextCursor, *, above: float = 2, indent: bool = False, level: int = 0) -> None:
    block = QTextBlockFormat()
    block.setTopMargin(above)
    block.setLeftMargin(16 if indent else 0)
    block.setHeadingLevel(level)
    cursor.insertBlock(block, _looks())


def _looks(colour: str = "text", weight: QFont.Weight = QFont.Weight.Normal, *, larger: float = 0, smaller: float = 0
           ) -> QTextCharFormat:
    looks = QTextCharFormat()
    looks.setForeground(QColor(look.TOKENS[colour]))
    looks.setFontWeight(weight)
    if larger or smaller:
        looks.setFontPointSize(QApplication.font().pointSizeF() * (1 + (larger - smaller) / look.TEXT_SIZE))
    return looks
