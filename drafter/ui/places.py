"""What a place in a draft is called, for a person."""

from __future__ import annotations

from drafter.model.answers import Answers
from drafter.model.draft import Path
from drafter.model.fields import ClausesField, RowsField


def place_name(path: Path, answers: Answers) -> str:
    """"Decision, clause 2", "Contact, person 1", "Reason(s) for decision"."""
    field = answers.form.field(path.field)
    if field is None:
        return path.field
    label = field.label.rstrip(":")
    if path.row is None or not isinstance(field, RowsField):
        return label
    rows = [row.id for row in answers.draft.rows(path.field).rows]
    if path.row not in rows:
        return label
    if isinstance(field, ClausesField):
        return f"{label}, {clause_name(path, answers)}"
    return f"{label}, {field.row_name} {rows.index(path.row) + 1}"


def clause_name(path: Path, answers: Answers) -> str:
    """Clauses are lettered, as they are printed: "clause b)", and sub-clauses beneath: "clause b) ii."."""
    letter = number = 0
    for row in answers.draft.rows(path.field).rows:
        below = row.cells.get("level") == "2" and letter > 0
        letter, number = (letter, number + 1) if below else (letter + 1, 0)
        if row.id == path.row:
            break
    main = chr(ord("a") + (letter - 1) % 26) * ((letter - 1) // 26 + 1)
    return f"clause {main})" + (f" {_roman(number)}." if number else "")


def _roman(number: int) -> str:
    words = ""
    for value, sign in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        words += sign * (number // value)
        number %= value
    return words
