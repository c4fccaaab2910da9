"""The lists of a rich-text document: which item counts with which. Qt's lists are made from what the items say of
themselves, never the other way round, so that what is counted on the screen is what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextList, QTextTable

from drafter.ui.editors.rich_text_formats import (
    BETWEEN_ITEMS,
    BETWEEN_PARAGRAPHS,
    LEVEL,
    LIST,
    STAND_IN,
    STARTS,
    inside,
    list_format,
)


def arrange_lists(document: QTextDocument) -> None:
    """Put every list item into the list that its kind, level and neighbours ask for, and every other block out of any.

    Items that follow each other count on, unless one starts anew; a deeper list begins anew after an item above it.
    """
    claimed: set[int] = set()
    for blocks in _stretches(document):
        _arrange(blocks, claimed)


def _arrange(blocks: list[QTextBlock], claimed: set[int]) -> None:
    running: dict[int, tuple[str, QTextList]] = {}
    for block, following in pairwise([*blocks, None]):
        assert block is not None
        _keep_distance(block, following)
        form = block.blockFormat()
        kind, level, there = str(form.property(LIST) or ""), int(form.property(LEVEL) or 1), block.textList()
        if not kind:
            running.clear()
            if there is not None:
                there.remove(block)
            continue
        running = {n: one for n, one in running.items() if n < level or (n == level and not form.property(STARTS))}
        known = running.get(level)
        if known is not None and known[0] == kind:
            if there is None or there.objectIndex() != known[1].objectIndex():
                known[1].add(block)
            continue
        wanted = list_format(kind, level)
        if there is None or there.objectIndex() in claimed or there.format() != wanted:
            there = QTextCursor(block).createList(wanted)
        claimed.add(there.objectIndex())
        running[level] = (kind, there)


def _keep_distance(block: QTextBlock, following: QTextBlock | None) -> None:
    """Items stand close together, and what follows the last of them as far off as any paragraph."""
    form = block.blockFormat()
    if form.property(STAND_IN):
        return
    is_within = bool(form.property(LIST)) and following is not None and bool(following.blockFormat().property(LIST))
    distance = BETWEEN_ITEMS if is_within else BETWEEN_PARAGRAPHS
    if form.bottomMargin() != distance:
        form.setBottomMargin(distance)
        QTextCursor(block).setBlockFormat(form)


def _stretches(document: QTextDocument) -> Iterator[list[QTextBlock]]:
    """Blocks that stand directly one after another; a table, or the edge of a cell, ends a stretch."""
    blocks: list[QTextBlock] = []
    for part in inside(document.rootFrame().begin()):
        if isinstance(part, QTextTable):
            yield blocks
            blocks = []
            for row in range(part.rows()):
                for column in range(part.columns()):
                    inner = inside(part.cellAt(row, column).begin())
                    yield [one for one in inner if not isinstance(one, QTextTable)]
        else:
            blocks.append(part)
    yield blocks
