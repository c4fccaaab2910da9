"""The editors of single answers: those that stand on a page of their own, and those that are one cell of a row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from drafter.model.fields import FieldBase
from drafter.ui.editors.base import FieldEditor
from drafter.ui.editors.choice import YesNoEditor, choice_editor
from drafter.ui.editors.dates import DateEditor
from drafter.ui.editors.multi_choice import multi_choice_editor
from drafter.ui.editors.rich_text_editor import RichTextEditor
from drafter.ui.editors.text import FigureEditor, LineEditor

CELL_EDITORS: dict[str, Callable[..., FieldEditor]] = {
    "line": LineEditor, "rich_text": RichTextEditor, "date": DateEditor, "money": FigureEditor,
    "whole_number": FigureEditor, "yes_no": YesNoEditor, "choice": choice_editor, "multi_choice": multi_choice_editor,
}


def make_cell(column: FieldBase, today: date | None, parent: QWidget) -> FieldEditor:
    """The editor of one cell."""
    return CELL_EDITORS[column.kind](column, today, parent, small=True)
