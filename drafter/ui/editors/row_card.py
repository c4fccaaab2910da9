"""One row as a card: its name and tools on top, its cells beneath in lines that share the width."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from drafter.model.conditions import holds, tests_in
from drafter.model.draft import CellEntry, Path, Row
from drafter.model.fields import FieldBase, LineField, RowsField, is_blank
from drafter.model.problem import Problem
from drafter.ui import look
from drafter.ui.editors.base import FieldEditor
from drafter.ui.editors.cells import make_cell
from drafter.ui.editors.grip import Grip
from drafter.ui.editors.problem_lines import ProblemLines
from drafter.ui.editors.tools import Tool, ToolRow
from drafter.ui.words import plain_label

_MARGIN = 26
"""Left of the cells, in pixels: there is the grip."""
_WIDE = 6
"""How many parts the width of a card is divided into."""


class RowCard(QFrame):
    """Shows one row. It knows its row by id, and never what place it has until told."""

    cell_edited = Signal(str, str, object)
    cells_edited = Signal(str, object)
    move_asked = Signal(str, int)
    dragged = Signal(str, int)
    dropped = Signal(str, bool)
    remove_asked = Signal(str)
    exempt_asked = Signal(str, bool)
    fix_chosen = Signal(object)
    reason_wanted = Signal(object)
    said = Signal(str)

    def __init__(self, row_id: str, field: RowsField, today: date | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.row_id, self.rows_field, self.today, self.title = row_id, field, today, field.row_name
        self.row = Row({}, row_id)
        self._editing, self._place, self._count = True, 0, 0
        self._edge = QVBoxLayout(self)
        self._edge.setContentsMargins(0, 0, 0, 0)
        self.face = QFrame(self)
        look.say(self.face, role="row")
        self._edge.addWidget(self.face)
        column = QVBoxLayout(self.face)
        column.setContentsMargins(_MARGIN, 8, 14, 12)
        column.setSpacing(6)
        self._title = plain_label("", "part")
        self._badge: QLabel | None = None
        self.heading = QHBoxLayout()
        self.heading.setSpacing(8)
        self.grip = Grip(self.face)
        self.grip.move(1, 12)
        self.grip.dragged.connect(self._dragged)
        self.grip.dropped.connect(self._dropped)
        self.heading.addWidget(self._title)
        self.heading.addStretch(1)
        self.tools = ToolRow()
        self._add_tools()
        self.heading.addWidget(self.tools)
        column.addLayout(self.heading)
        self._problems = ProblemLines()
        self._problems.fix_chosen.connect(self.fix_chosen)
        self._problems.reason_wanted.connect(self.reason_wanted)
        column.addWidget(self._problems)
        self.cells: dict[str, FieldEditor] = {}
        self._lay_out(column)

    # -- what a kind of row may do its own way

    def _add_tools(self) -> None:
        self._up = self.tools.add(Tool("arrow-up"), self.move_up)
        self._down = self.tools.add(Tool("arrow-down"), self.move_down)
        self._exempt = self.tools.add(Tool("eye-off", can_be_on=True), self._mark_exempt)
        self._remove = self.tools.add(Tool("trash-2"), self._ask_remove)

    def _lay_out(self, column: QVBoxLayout) -> None:
        """What is wrong in cells that share a line is said above the line, over the whole width."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        for part in range(_WIDE):
            grid.setColumnStretch(part, 1)
        number = 0
        for line in _lines(self.rows_field.fields):
            share = _WIDE // len(line)
            cells = [self._cell(one, shares_line=len(line) > 1) for one in line]
            for cell in cells if len(line) > 1 else ():
                grid.addWidget(cell.problem_lines, number, 0, 1, _WIDE)
                number += 1
            for place, cell in enumerate(cells):
                grid.addWidget(cell, number, place * share, 1, share, Qt.AlignmentFlag.AlignTop)
            number += 1
        column.addLayout(grid)

    def _name_tools(self) -> None:
        name = self.title
        for tool, words, keys in ((self._up, f"Move {name} up", "Ctrl+Shift+Up"),
                                  (self._down, f"Move {name} down", "Ctrl+Shift+Down"),
                                  (self._exempt, f"Mark {name} exempt", ""), (self._remove, f"Remove {name}", "")):
            tool.call(words, keys)

    # -- showing

    def show_row(self, row: Row, title: str, place: int, count: int) -> None:
        """`title` is what the row is called: "option 2". It stands at `place`, from 0, among `count`."""
        self.row = row
        if title != self.title or not self._title.text():
            self.title = title
            self._title.setText(title[:1].upper() + title[1:])
            self.setAccessibleName(title)
            self._name_tools()
        self._place, self._count = place, count
        self._enable_tools()
        for column, cell in self.cells.items():
            cell.show_entry(row.cells.get(column))
            cell.setVisible(self._is_asked(cell.field))

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        for column, cell in self.cells.items():
            cell.show_problems(tuple(one for one in problems if one.path.column == column))
        self._problems.show_problems(tuple(one for one in problems if one.path.column not in self.cells))
        look.say(self.face, state=self._problems.state)

    def set_read_only(self, read_only: bool) -> None:
        self._editing = not read_only
        for cell in self.cells.values():
            cell.set_read_only(read_only)
        self._enable_tools()

    def _enable_tools(self) -> None:
        """Only what would do something can be pressed."""
        if not self._count:
            return
        for tool in self.tools.tools:
            tool.setEnabled(self._editing)
        self._up.setEnabled(self._editing and self._place > 0)
        self._down.setEnabled(self._editing and self._place < self._count - 1)
        self.grip.setVisible(self._editing and self._count > 1)
        self.tools.keep_a_stop()

    def set_exempt(self, exempt: bool) -> None:
        if exempt and self._badge is None:
            self._badge = plain_label("Exempt", "badge")
            self._badge.setWordWrap(False)
            self.heading.insertWidget(self.heading.count() - 2, self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        if self._badge is not None:
            self._badge.setVisible(exempt)
        self._exempt.setChecked(exempt)

    def flush(self) -> None:
        for cell in self.cells.values():
            cell.flush()

    def indent(self, width: int) -> None:
        self._edge.setContentsMargins(width, 0, 0, 0)

    # -- focus

    def focus_on(self, path: Path) -> QWidget:
        cell = self.cells.get(path.column or "")
        return cell.focus_on(path) if cell is not None and not cell.isHidden() else self.focus_first()

    def focus_first(self) -> QWidget:
        first = next(cell for cell in self.cells.values() if not cell.isHidden())
        return first.focus_on(Path(first.field.id))

    def column_in_focus(self) -> str | None:
        """The column the officer is in; "" for the card itself, None when elsewhere."""
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            return None
        return next((column for column, cell in self.cells.items() if cell.isAncestorOf(focus)), "")

    # -- what the officer does

    def move_up(self) -> None:
        self.move_asked.emit(self.row_id, -1)

    def move_down(self) -> None:
        self.move_asked.emit(self.row_id, 1)

    def _dragged(self, height: int) -> None:
        self.dragged.emit(self.row_id, height)

    def _dropped(self, taken: bool) -> None:
        self.dropped.emit(self.row_id, taken)

    def _mark_exempt(self) -> None:
        self.exempt_asked.emit(self.row_id, self._exempt.isChecked())

    def _ask_remove(self) -> None:
        self.remove_asked.emit(self.row_id)

    def _cell(self, column: FieldBase, *, shares_line: bool = False) -> FieldEditor:
        cell = make_cell(column, self.today, self.face)
        if shares_line:
            cell.hint_within()
        cell.edited.connect(self._edited)
        cell.fix_chosen.connect(self.fix_chosen)
        cell.reason_wanted.connect(self.reason_wanted)
        cell.said.connect(self.said)
        self.cells[column.id] = cell
        return cell

    def _edited(self, entry: CellEntry | None) -> None:
        cell = self.sender()
        if isinstance(cell, FieldEditor):
            self.cell_edited.emit(self.row_id, cell.field.id, entry)

    def _is_asked(self, column: FieldBase) -> bool:
        """Whether the cell applies to this row. A test of a field outside the row is not for the card to decide."""
        if not is_blank(self.row.cells.get(column.id)):
            return True
        if any(self.rows_field.column(test.field) is None for test in tests_in(column.when)):
            return True
        return holds(column.when, self._value, "published")

    def _value(self, name: str) -> object:
        column, entry = self.rows_field.column(name), self.row.cells.get(name)
        return None if column is None or entry is None or is_blank(entry) else column.read(entry)


def _lines(columns: tuple[FieldBase, ...]) -> list[list[FieldBase]]:
    """Cells that fit beside each other: two, or three of many short ones. Long text has a line of its own."""
    short = [column for column in columns if not _is_long(column)]
    most = 3 if len(short) >= 5 else 2
    lines: list[list[FieldBase]] = []
    for column in columns:
        if lines and not _is_long(column) and len(lines[-1]) < most and not _is_long(lines[-1][0]):
            lines[-1].append(column)
        else:
            lines.append([column])
    return lines


def _is_long(column: FieldBase) -> bool:
    return column.kind in ("rich_text", "multi_choice") or (isinstance(column, LineField) and column.long)
