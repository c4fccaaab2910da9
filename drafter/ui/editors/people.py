"""People: a card each. A post is searched in the directory, and brings along how it is reached."""

from __future__ import annotations

from drafter.model.fields import Choice, FieldBase, is_blank
from drafter.ui.editors.base import FieldEditor
from drafter.ui.editors.choice import DropDownEditor
from drafter.ui.editors.row_card import RowCard
from drafter.ui.editors.rows import RowsEditor


class PersonCard(RowCard):
    """Telephone and e-mail that the directory knows go in with the post, where nothing is written yet: one step."""

    def _cell(self, column: FieldBase, *, shares_line: bool = False) -> FieldEditor:
        cell = super()._cell(column, shares_line=shares_line)
        if isinstance(cell, DropDownEditor):
            cell.title_picked.connect(self._fill_in)
        return cell

    def _fill_in(self, post: Choice) -> None:
        known = {"phone": post.phone, "email": post.email}
        brought = {column: words for column, words in known.items() if words and is_blank(self.row.cells.get(column))}
        if brought:
            self.cells_edited.emit(self.row_id, {"post": post.id, **brought})


class PeopleEditor(RowsEditor):
    def make_card(self, row_id: str) -> RowCard:
        return PersonCard(row_id, self.rows_field, self.today, self._area)
