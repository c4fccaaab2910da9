"""How wide the columns of a table are: each as it needs, so that a column of single words leaves room to the others."""

from __future__ import annotations

from drafter.model.rich_text import RichText, Table, lines

_LEAST, _MOST = 6, 40
"""Letters that a column is reckoned with at least and at most: beyond that its lines wrap."""
_MARGIN = 3
"""What the margins of a cell take, in letters."""


def column_widths(table: Table, columns: int, width: int) -> tuple[int, ...]:
    """The widths of the columns, which come to `width` together: as their longest lines ask, none narrower than its
    longest word where there is room for all of them."""
    wanted = [_LEAST] * columns
    for row in table.table:
        for at, cell in enumerate(row):
            for line in lines(RichText(cell.blocks)):
                if len(line) > wanted[at]:
                    longest = max(map(len, line.split()), default=0)
                    wanted[at] = max(wanted[at], min(len(line), _MOST), min(longest, 2 * _MOST))
    whole = sum(wanted) + _MARGIN * columns
    widths = [width * (one + _MARGIN) // whole for one in wanted]
    widths[0] += width - sum(widths)
    return tuple(widths)
