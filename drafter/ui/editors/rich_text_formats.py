"""How rich text is written in Qt's formats: the looks of words, paragraphs, lists and tables.

What a record knows beyond Qt's own formats is kept as properties of the blocks and tables: the lasting id, the kind,
level and start of a list item, what a table shows.
"""

from __future__ import annotations

from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextTable,
    QTextTableFormat,
)

from drafter.model.rich_text import MAX_LEVEL, Item, Paragraph, Run, Table
from drafter.ui import look

_FIRST = int(QTextFormat.Property.UserProperty.value)
ID, STAND_IN, LIST, LEVEL, STARTS, TITLE = (_FIRST + n for n in range(1, 7))

BETWEEN_PARAGRAPHS, BETWEEN_ITEMS = 7, 2
"""Pixels."""
BOLD = 600
"""A weight from which on words count as bold."""
_BULLETS = (QTextListFormat.Style.ListDisc, QTextListFormat.Style.ListCircle, QTextListFormat.Style.ListSquare)
_NUMBERS = {"decimal": QTextListFormat.Style.ListDecimal, "alpha": QTextListFormat.Style.ListLowerAlpha,
            "roman": QTextListFormat.Style.ListLowerRoman}
_SHADE = QColor(128, 138, 155, 46)
"""Behind the header row; clear enough on light and dark alike."""
_LINE_COLOUR = QColor(128, 138, 155)


def run_format(run: Run) -> QTextCharFormat:
    form = QTextCharFormat()
    if run.bold:
        form.setFontWeight(QFont.Weight.Bold)
    if run.italic:
        form.setFontItalic(True)
    if run.underline or run.link:
        form.setFontUnderline(True)
    if run.link:
        form.setAnchor(True)
        form.setAnchorHref(run.link)
        form.setForeground(QBrush(QColor(look.TOKENS["accent"])))
    return form


def block_format(block: Paragraph | Item) -> QTextBlockFormat:
    form = plain_format(block.id)
    if isinstance(block, Item):
        form.setProperty(LIST, block.list)
        form.setProperty(LEVEL, block.level)
        form.setProperty(STARTS, block.starts)
        form.setBottomMargin(BETWEEN_ITEMS)
    return form


def plain_format(block_id: str) -> QTextBlockFormat:
    form = QTextBlockFormat()
    form.setProperty(ID, block_id)
    form.setBottomMargin(BETWEEN_PARAGRAPHS)
    form.setLineHeight(118, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return form


def stand_in() -> QTextBlockFormat:
    form = plain_format("")
    form.setProperty(STAND_IN, True)
    form.setBottomMargin(0)
    return form


def table_format(block: Table, columns: int) -> QTextTableFormat:
    form = QTextTableFormat()
    form.setProperty(ID, block.id)
    form.setProperty(TITLE, block.title)
    form.setHeaderRowCount(1)
    form.setCellPadding(5)
    form.setCellSpacing(0)
    form.setBorder(1)
    form.setBorderCollapse(True)
    form.setBorderBrush(QBrush(_LINE_COLOUR))
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setColumnWidthConstraints(even_widths(columns))
    return form


def even_widths(columns: int) -> list[QTextLength]:
    return [QTextLength(QTextLength.Type.PercentageLength, 100 / columns)] * columns


def dress_table(table: QTextTable) -> None:
    """Thin lines, and a first row that looks like a header as no other does."""
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            form = cell.format().toTableCellFormat()
            form.setBorder(1)
            form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            form.setBorderBrush(QBrush(_LINE_COLOUR))
            if row == 0:
                form.setBackground(QBrush(_SHADE))
            else:
                form.clearBackground()
            cell.setFormat(form)


def list_format(kind: str, level: int) -> QTextListFormat:
    form = QTextListFormat()
    form.setIndent(min(level, MAX_LEVEL))
    form.setStyle(_NUMBERS.get(kind, _BULLETS[(level - 1) % len(_BULLETS)]))
    form.setNumberSuffix(")" if kind == "alpha" else ".")
    return form


def inside(place: QTextFrame.iterator) -> list[QTextBlock | QTextTable]:
    """What stands in a frame or a cell, in order."""
    parts: list[QTextBlock | QTextTable] = []
    while not place.atEnd():
        frame, block = place.currentFrame(), place.currentBlock()
        if isinstance(frame, QTextTable):
            parts.append(frame)
        elif block.isValid():
            parts.append(block)
        place += 1
    return parts
