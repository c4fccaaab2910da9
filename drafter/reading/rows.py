"""Rows from lines that name their columns: "Reason: too dear", or a table made plain text, cell after cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from drafter.model.draft import CellEntry, Implication, Row, Rows
from drafter.model.fields import FieldBase, RichTextField, RowsField
from drafter.reading.labels import Columns
from drafter.reading.lines import Piece, rich_text

LONGEST_FIRST_CELL = 20
"""In words. A longer line where a row should begin is not a row: the table has ended."""


class FromColumns(NamedTuple):
    """The rows; the pieces that belong to none, such as the names of the columns; those below the end of the table."""

    rows: list[Row]
    around: list[Piece]
    after: list[Piece]


def rows_from_columns(field: RowsField, found: Sequence[Piece]) -> FromColumns | None:
    """The rows that lines with the names of columns make; None where no piece names one."""
    columns = Columns(field)
    named = [columns.named(piece.text) for piece in found]
    start = next((at for at, name in enumerate(named) if name is not None), None)
    if start is None:
        return None
    header: list[FieldBase] = []
    for name in named[start:]:
        if name is None or name[1] or name[0] in header:
            break
        header.append(name[0])
    if len(header) > 1:
        rows, after = _table(header, found[start + len(header):])
        return FromColumns(rows, list(found[:start + len(header)]), after)
    if not any(name is not None and name[1] for name in named):
        return None
    return FromColumns(_labelled(found[start:], named[start:]), list(found[:start]), [])


def _table(header: Sequence[FieldBase], cells: Sequence[Piece]) -> tuple[list[Row], list[Piece]]:
    rows: list[Row] = []
    for at in range(0, len(cells), len(header)):
        row = cells[at:at + len(header)]
        if row[0].word_count > LONGEST_FIRST_CELL:
            return rows, list(cells[at:])
        rows.append(Row({column.id: cell_of(column, [piece]) for column, piece in zip(header, row, strict=False)}))
    return rows, []


def _labelled(found: Sequence[Piece], named: Sequence[tuple[FieldBase, str] | None]) -> list[Row]:
    """A column named again begins the next row; lines without a name go on with the column above."""
    rows: list[dict[str, list[Piece]]] = [{}]
    columns: dict[str, FieldBase] = {}
    column = ""
    for piece, name in zip(found, named, strict=True):
        if name is not None:
            column = name[0].id
            columns[column] = name[0]
            if column in rows[-1]:
                rows.append({})
            rows[-1][column] = [replace(piece, text=name[1], mark=None)] if name[1] else []
        else:
            rows[-1][column].append(piece)
    return [Row({name: cell_of(columns[name], cells) for name, cells in row.items() if cells})
            for row in rows if any(row.values())]


def cell_of(column: FieldBase, found: Sequence[Piece]) -> CellEntry:
    """The cell that paragraphs make; lists stay lists where the column can hold them."""
    if isinstance(column, RichTextField):
        return rich_text(found)
    entry = column.entry_from_text("\n".join(piece.text for piece in found))
    assert not isinstance(entry, Rows | Implication)
    return entry
