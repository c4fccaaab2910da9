"""Labels for words, whoever wrote them: shown as they are, never read as markup."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from drafter.ui import look

_ENDLESS_WORD = re.compile(r"\S{40,}")
_PIECE = re.compile(r"\S{12}(?=\S)")


class _PlainLabel(QLabel):
    """Qt makes a label as wide as its longest word, and the page with it: an endless one may be broken anywhere."""

    def setText(self, text: str) -> None:
        super().setText(_ENDLESS_WORD.sub(lambda word: _PIECE.sub(lambda part: part[0] + "\u200b", word[0]), text))


def plain_label(text: str, role: str = "") -> QLabel:
    """A label that shows words and never reads them as markup, whoever typed them."""
    label = _PlainLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(True)
    if role:
        look.say(label, role=role)
    return label


class OneLine(QLabel):
    """A line that is shortened with an ellipsis where there is no room; the whole of it is in the tool tip."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        look.say(self, role=role)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()
