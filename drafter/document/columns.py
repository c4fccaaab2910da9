"""How wide the columns of a table are: a column of single words leaves its room to those that hold sentences."""

from __future__ import annotations

from drafter.model.rich_text import RichText, Table, lines

_LETTER = 105
"""The width of a letter in a table, about, in twentieths of a point."""
_LEAST, _MARGIN = 4, 3
"""Letters that a column shows at least, and what the margins of its cells take."""


def column_widths(table: Table, columns: int, width: int) -> tuple[int, ...]:
    """The widths of the columns, which come to `width` together. Each is as wide as its longest line, or has its share
    of what the narrower ones leave."""
    wanted = [_LEAST] * columns
    for row in table.table:
        for at, cell in enumerate(row):
            wanted[at] = max(wanted[at], *map(len, lines(RichText(cell.blocks))), 0)
    given = [0.0] * columns
    room = width / _LETTER
    for left, at in zip(range(columns, 0, -1), sorted(range(columns), key=wanted.__getitem__), strict=True):
        given[at] = min(wanted[at] + _MARGIN, room / left)
        room -= given[at]
    whole = sum(given)
    widths = [int(width * one / whole) for one in given]
    widths[0] += width - sum(widths)
    return tuple(widths)
