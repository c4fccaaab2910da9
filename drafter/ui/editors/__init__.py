"""What the officer writes in: an editor for every kind of field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from drafter.model.fields import FieldBase
from drafter.ui.editors.base import FieldEditor
from drafter.ui.editors.cells import CELL_EDITORS
from drafter.ui.editors.clauses import ClausesEditor
from drafter.ui.editors.implication import ImplicationEditor
from drafter.ui.editors.people import PeopleEditor
from drafter.ui.editors.rows import OptionsEditor, RowsEditor

EDITORS: dict[str, Callable[..., FieldEditor]] = {
    **CELL_EDITORS, "table": RowsEditor, "people": PeopleEditor, "documents": RowsEditor, "consultation": RowsEditor,
    "options": OptionsEditor, "clauses": ClausesEditor, "implication": ImplicationEditor,
}
"""For each kind of field, what makes its editor."""


def make_editor(field: FieldBase, today: date | None = None, parent: QWidget | None = None) -> FieldEditor:
    """The editor that suits the field. `today`: only titles current on that day are offered; None: all of them."""
    return EDITORS[field.kind](field, today, parent)


__all__ = ["EDITORS", "FieldEditor", "make_editor"]
