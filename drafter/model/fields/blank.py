"""Whether anything was typed."""

from __future__ import annotations

from drafter.model import rich_text
from drafter.model.draft import CellEntry, Entry, Implication, Row, Rows
from drafter.model.rich_text import RichText

SAYS_NOTHING = ("level", "approved_wording")
"""Cells that say nothing by themselves: how deep a clause stands in its list, and what it was made from."""


def is_blank_row(row: Row) -> bool:
    """Whether a row says nothing."""
    return all(is_blank(cell) for column, cell in row.cells.items() if column not in SAYS_NOTHING)


def is_blank(entry: Entry | CellEntry | None) -> bool:
    """Whether nothing was typed. An implication in any of its three states is something."""
    match entry:
        case None | "" | ():
            return True
        case str():
            return not entry.strip()
        case RichText():
            return rich_text.is_blank(entry)
        case Rows(rows, because, introduction):
            return all(is_blank_row(row) for row in rows) and not because.strip() and not introduction.strip()
        case Implication(state, text, because, waiting_for):
            return not state and rich_text.is_blank(text) and not because.strip() and not waiting_for.strip()
    return False
