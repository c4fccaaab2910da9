"""One question of a page: its editor bound to the session, with the help beneath."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from drafter.app.attention import Attention
from drafter.app.session import Session
from drafter.model.draft import CellEntry, Entry, Path, Row
from drafter.model.fields import FieldBase, RowsField
from drafter.model.problem import Fix, Problem
from drafter.ui.editors import make_editor
from drafter.ui.field_help import FieldHelp
from drafter.ui.stale_note import StaleNote


class FieldBinding(QWidget):
    """What the editor says goes to the session; what the session says is shown by the editor."""

    left = Signal()
    wording_wanted = Signal(object)
    said = Signal(str, bool)

    def __init__(self, field: FieldBase, session: Session, attention: Attention, read_only: bool,
                 parent: QWidget) -> None:
        super().__init__(parent)
        self.field, self.session, self.attention = field, session, attention
        self.editor = editor = make_editor(field, session.today, self)
        self._path = Path(self.field.id)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.stale = StaleNote(self.field.label)
        self.stale.held.connect(self._holds)
        self.stale.hide()
        column.addWidget(self.stale)
        column.addWidget(editor)
        self.help = FieldHelp(self.field, self)
        column.addWidget(self.help)
        self._read_only = read_only
        if read_only:
            editor.set_read_only(True)
        editor.edited.connect(self._edited)
        editor.part_edited.connect(self._part_edited)
        editor.cell_edited.connect(self._cell_edited)
        editor.cells_edited.connect(self._cells_edited)
        editor.row_added.connect(self._row_added)
        editor.row_removed.connect(self._row_removed)
        editor.row_moved.connect(self._row_moved)
        editor.exempt_marked.connect(self._exempt_marked)
        editor.fix_chosen.connect(self._fix_chosen)
        editor.wording_wanted.connect(self.wording_wanted)
        editor.left.connect(self._left)
        editor.said.connect(self._said)

    def show_session(self, problems: tuple[Problem, ...]) -> None:
        draft, answers = self.session.draft, self.session.answers
        asked = self._path in answers.asked
        self.setVisible(asked)
        if not asked:
            return
        self.stale.setVisible(self.field.id in draft.stale and not self._read_only)
        self.editor.show_entry(draft.entry(self._path))
        self.editor.show_answers(answers)
        self.editor.set_optional(self._path not in answers.required and not self.field.exempt)
        rows = [path.row for path in map(Path.parse, draft.exempt)
                if path.field == self.field.id and path.row is not None and path.column is None]
        self.editor.set_exempt(self.field.id in draft.exempt, [row for row in rows if row is not None])
        self.editor.show_problems(problems)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.field.exempt or self._read_only:
            return
        menu = QMenu(self)
        menu.addAction(self.exempt_action(menu))
        menu.exec(event.globalPos())

    def exempt_action(self, parent: QWidget) -> QAction:
        """Marks the answer exempt, or takes the mark away."""
        action = QAction("Mark this answer as exempt", parent)
        action.setCheckable(True)
        action.setChecked(str(self._path) in self.session.draft.exempt)
        action.toggled.connect(self._mark)
        return action

    def _mark(self, exempt: bool) -> None:
        self.session.set_exempt(self._path, exempt)

    def _holds(self) -> None:
        """The button goes, so the cursor moves to what it spoke of."""
        self.editor.focus_on(self._path)
        label, entry = self.session.label(self._path), self.session.draft.entry(self._path)
        self.session.apply_fix(Fix(f"saying that {label} still holds", ((self._path, entry),)))
        self.said.emit(f"{label} still holds.", True)

    def _write(self, path: Path, entry: Entry | None) -> None:
        self.attention.write_in(self.field.id, self.session.problems)
        self.session.edit(path, entry)

    def _edited(self, entry: Entry | None) -> None:
        self._write(self._path, entry)

    def _part_edited(self, part: str, entry: Entry | None) -> None:
        self._write(Path(self.field.id, None, part), entry)

    def _cell_edited(self, row_id: str, column: str, entry: Entry | None) -> None:
        self._write(Path(self.field.id, row_id, column), entry)

    def _cells_edited(self, row_id: str, cells: Mapping[str, CellEntry | None]) -> None:
        self.attention.write_in(self.field.id, self.session.problems)
        edits = tuple((Path(self.field.id, row_id, column), entry) for column, entry in cells.items())
        self.session.apply_fix(Fix("putting words where they belong", edits))

    def _row_added(self, row: Row, at: int) -> None:
        self.attention.write_in(self.field.id, self.session.problems)
        self.session.add_row(self.field.id, row, at)

    def _row_removed(self, row_id: str) -> None:
        name = self._name_of(row_id)
        self.session.remove_row(self.field.id, row_id)
        self.said.emit(f"{name} removed.", True)

    def _row_moved(self, row_id: str, to: int, count: int) -> None:
        self.session.move_row(self.field.id, row_id, to, count)

    def _exempt_marked(self, row_id: str, exempt: bool) -> None:
        self.session.set_exempt(Path(self.field.id, row_id) if row_id else self._path, exempt)

    def _fix_chosen(self, fix: Fix) -> None:
        self.session.apply_fix(fix)
        self.said.emit(f"{fix.label}: done.", True)

    def _left(self) -> None:
        self.session.end_typing()
        self.left.emit()

    def _said(self, words: str) -> None:
        self.said.emit(words, False)

    def _name_of(self, row_id: str) -> str:
        """Option 'Hub and spoke', or only "Option" where the row has no name yet."""
        field = self.field
        kind = field.row_name if isinstance(field, RowsField) else "row"
        row = self.session.draft.rows(field.id).row(row_id)
        words = next((cell for cell in row.cells.values() if isinstance(cell, str) and cell.strip()), "") if row else ""
        short = words if len(words) <= 40 else words[:39] + "…"
        return f"{kind.capitalize()} ‘{short}’" if short else kind.capitalize()
