"""The decision as clauses: a) b) c), i. ii. beneath, under the sentence they continue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from drafter.model.draft import CellEntry, LeftOver, Row, Rows
from drafter.model.fields import ClausesField
from drafter.reading.lines import Line, Piece, Taken, left_over, levels, pieces

_LETTER = re.compile(r"(?<=[\s:])\(?([a-z])[).]\s+(?=\S)")


def read_clauses(field: ClausesField, parts: Sequence[Sequence[Piece]]) -> Taken:
    """All clauses under the first sentence that introduces any: two sentences in a row would say neither.

    A later introduction that differs ("As Leader, I:" where the proposal had another) is left over.
    """
    introduction = ""
    rows: list[Row] = []
    left: list[LeftOver] = []
    for part in parts:
        found = [line for piece in part for line in _letters_apart(piece)]
        first = _first_clause(field, found)
        said = "\n".join(piece.typed for piece in found[:first])
        if introduction and said != introduction:
            left += left_over(found[:first])
        introduction = introduction or said
        rows += _rows(field, found[first:])
    return Taken(Rows(tuple(rows), introduction=introduction) if rows or introduction else None, tuple(left))


def _letters_apart(piece: Piece) -> Sequence[Piece]:
    """A decision on one line ("I propose to: a) APPROVE ...; and b) DELEGATE ..."), clause by clause."""
    text = piece.typed
    starts: list[int] = []
    for letter in _LETTER.finditer(text):
        if ord(letter[1]) - ord("a") == len(starts):
            starts.append(letter.start())
    if len(starts) < 2 or not text[:starts[0]].rstrip().endswith(":"):
        return (piece,)
    number = piece.lines[0].number
    cuts = [0, *starts, len(text)]
    return pieces(Line(number, text[start:end]) for start, end in pairwise(cuts))


def _first_clause(field: ClausesField, found: Sequence[Piece]) -> int:
    """How many paragraphs stand before the clauses: those before the first letter, or one that ends with a colon."""
    for at, piece in enumerate(found):
        if piece.mark is not None:
            return at
    introduced = bool(found) and found[0].text.endswith(":") and "verb" not in field.clause(found[0].text).cells
    return int(introduced)


def _rows(field: ClausesField, found: Sequence[Piece]) -> list[Row]:
    marked = [piece for piece in found if piece.mark is not None]
    level_of = dict(zip(map(id, marked), levels(marked), strict=True))
    rows: list[Row] = []
    for piece in found:
        if piece.mark is None and piece.follows and rows:
            rows[-1] = _with_more(rows[-1], piece.text)
        else:
            rows.append(field.clause(piece.text, level=min(2, level_of.get(id(piece), 1))))
    return rows


def _with_more(row: Row, text: str) -> Row:
    """A line straight under a clause goes on with it."""
    cells: dict[str, CellEntry] = {**row.cells, "text": f"{row.cells.get('text', '')} {text}".strip()}
    return replace(row, cells=cells)
