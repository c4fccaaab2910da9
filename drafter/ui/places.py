"""What a place in a draft is called, for a person."""

from __future__ import annotations

from drafter.model.answers import Answers
from drafter.model.draft import Path
from drafter.model.fields import ClausesField, RowsField
from drafter.ui.editors.clause_card import level_of
from drafter.ui.editors.clauses import letters


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
    """As it is printed: "clause b)", and sub-clauses beneath: "clause b) ii."."""
    rows = answers.draft.rows(path.field).rows
    above = ""
    for row, letter in zip(rows, letters(rows), strict=True):
        main = level_of(row) == 1
        if row.id == path.row:
            return f"clause {letter}" if main else f"clause {above} {letter}"
        above = letter if main else above
    return "clause"
