"""The decision, clause by clause: letters that count themselves, a verb, and the sentence as it will be printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from drafter.model.draft import Entry, Path, Row, Rows
from drafter.model.fields import Choice, ChoiceField, ClausesField, RowsField
from drafter.model.problem import Problem
from drafter.ui import look
from drafter.ui.editors.boxes import GrowingBox
from drafter.ui.editors.choice import DropDownEditor
from drafter.ui.editors.row_card import RowCard
from drafter.ui.editors.rows import RowsEditor
from drafter.ui.editors.text import LineEditor
from drafter.ui.editors.tools import Tool
from drafter.ui.words import plain_label

_INDENT = 36
_OPENING = "The opening sentence, such as “As Leader of the Council, I propose to:”, is written for you."
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def level_of(row: Row) -> int:
    return 2 if row.cells.get("level") == "2" else 1


def _end(rows: Sequence[Row], at: int) -> int:
    """The place after a clause and its sub-clauses."""
    return next((n for n in range(at + 1, len(rows)) if level_of(rows[n]) == 1), len(rows))


def _begin(rows: Sequence[Row], at: int) -> int:
    """The place of the clause before this one."""
    return next((n for n in range(at - 1, 0, -1) if level_of(rows[n]) == 1), 0)


def letters(rows: tuple[Row, ...]) -> list[str]:
    """a) b) c), and i. ii. beneath, as the record counts them."""
    counts, made = [0, 0], []
    for row in rows:
        if level_of(row) == 1:
            counts = [counts[0] + 1, 0]
            made.append(_letter(counts[0]) + ")")
        else:
            counts[1] += 1
            made.append(_roman(counts[1]) + ".")
    return made


def _letter(number: int) -> str:
    """a to z, then aa, ab ... as Word counts: aa, bb."""
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def _roman(number: int) -> str:
    words = ""
    for value, letter in _ROMAN:
        while number >= value:
            words, number = words + letter, number - value
    return words


class ClauseCard(RowCard):
    """The letter and the verb on top, who is to act where the verb delegates, then the words."""

    level_asked = Signal(str, int)
    next_asked = Signal(str)

    def __init__(self, row_id: str, field: ClausesField, today: date | None = None) -> None:
        self._clauses, self._verb_typed, self._last = field, False, True
        super().__init__(row_id, field, today)
        for keys, act in (("Ctrl+Shift+Up", self.move_up), ("Ctrl+Shift+Down", self.move_down)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _add_tools(self) -> None:
        self._up = self.tools.add(Tool("arrow-up"), self.move_up)
        self._down = self.tools.add(Tool("arrow-down"), self.move_down)
        self._out = self.tools.add(Tool("indent-decrease"), self._level_out)
        self._in = self.tools.add(Tool("indent-increase"), self._level_in)
        self._exempt = self.tools.add(Tool("eye-off", can_be_on=True), self._mark_exempt)
        self._remove = self.tools.add(Tool("trash-2"), self._ask_remove)

    def _name_tools(self) -> None:
        super()._name_tools()
        self._up.call(f"Move {self.title} up", "Ctrl+Shift+Up")
        self._down.call(f"Move {self.title} down", "Ctrl+Shift+Down")
        self._out.call(f"Outdent {self.title}")
        self._in.call(f"Indent {self.title}")

    def _lay_out(self, column: QVBoxLayout) -> None:
        field = self._clauses
        columns = {one.id: one for one in field.fields}
        verbs = ChoiceField(id="verb", label=columns["verb"].label, directory="verbs",
                            choices=tuple(Choice(id=verb) for verb in field.verbs))
        verb = self._cell(verbs)
        assert isinstance(verb, DropDownEditor)
        verb.label.hide()
        verb.setFixedWidth(190)
        verb.set_placeholder("Verb")
        self.heading.insertWidget(1, verb)
        column.addWidget(verb.problem_lines)
        verb.edited.connect(self._note_verb)
        verb.left.connect(self._split)
        column.addWidget(self._cell(columns["delegate_to"]))
        column.addWidget(self._cell(columns["consulting"]))
        text = self._cell(columns["text"])
        text.label.hide()
        column.addWidget(text)
        if isinstance(text, LineEditor) and isinstance(text.box, GrowingBox):
            text.box.setPlaceholderText("What the clause decides")
            text.box.entered.connect(self._ask_next)
        self._preview = plain_label("", "hint")
        column.addWidget(self._preview)

    def show_clause(self, row: Row, letter: str, title: str, place: int, count: int, last: bool) -> None:
        """`last`: nothing follows that it could be moved past."""
        self._last = last
        self.show_row(row, title, place, count)
        self._title.setText(letter)
        self.indent(_INDENT if level_of(row) == 2 else 0)
        words = {column: cell for column, cell in row.cells.items() if isinstance(cell, str)}
        self._preview.setText(f"It will read: {letter} {self._clauses.sentence(words)}")
        self.cells["text"].label.setVisible(not self.cells["delegate_to"].isHidden())
        self._preview.setVisible(not self.cells["delegate_to"].isHidden() and bool(row.cells.get("delegate_to")))

    def _enable_tools(self) -> None:
        super()._enable_tools()
        level = level_of(self.row)
        self._out.setEnabled(self._editing and level == 2)
        self._in.setEnabled(self._editing and level == 1 and self._place > 0)
        self._down.setEnabled(self._editing and not self._last)
        self._up.setEnabled(self._editing and self._place > (1 if level == 2 else 0))
        self.tools.keep_a_stop()

    def _note_verb(self) -> None:
        self._verb_typed = True

    def _split(self) -> None:
        """The verb's box takes a verb: a sentence typed there goes on into the text, once the box is left."""
        typed, self._verb_typed = self._verb_typed, False
        cells = self._clauses.split_verb(self.row.cells) if typed and self._editing else None
        if cells is None:
            return
        self.cells_edited.emit(self.row_id, cells)
        text = self.cells["text"]
        if isinstance(text, LineEditor) and isinstance(text.box, GrowingBox) and text.box.hasFocus():
            text.box.moveCursor(QTextCursor.MoveOperation.End)

    def focus_first(self) -> QWidget:
        return self.cells["verb"].focus_on(Path("verb"))

    def _level_in(self) -> None:
        self.level_asked.emit(self.row_id, 2)

    def _level_out(self) -> None:
        self.level_asked.emit(self.row_id, 1)

    def _ask_next(self) -> None:
        self.next_asked.emit(self.row_id)


class ClausesEditor(RowsEditor):
    """Enter in a clause adds the next one."""

    def __init__(self, field: RowsField, today: date | None = None, parent: QWidget | None = None, *,
                 small: bool = False) -> None:
        super().__init__(replace(field, row_name="clause"), today, parent, small=small)
        assert field.introduction_field is not None
        self.opening = LineEditor(field.introduction_field, today, small=True)
        self.opening.hide()
        self.opening_line = QWidget()
        line = QHBoxLayout(self.opening_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(plain_label(_OPENING, "hint"), 1)
        self.change_button = QPushButton("Change")
        look.say(self.change_button, role="quiet")
        self.change_button.setAccessibleName("Change the opening sentence")
        self.change_button.setAccessibleDescription(_OPENING)
        self.change_button.clicked.connect(self._change_opening)
        line.addWidget(self.change_button)
        self.body.addWidget(self.opening_line)
        self._add_part(self.opening)

    def _change_opening(self) -> None:
        self._unfold_opening()
        self.opening.focus_on(Path(self.opening.field.id))

    def _unfold_opening(self) -> None:
        """The box of the opening sentence, in place of the line that says it is written for you."""
        self.opening.show()
        self.opening_line.hide()

    def _show(self, entry: Entry | None) -> None:
        super()._show(entry)
        if isinstance(entry, Rows) and entry.introduction:
            self._unfold_opening()

    def _allow(self, editing: bool) -> None:
        super()._allow(editing)
        self.change_button.setEnabled(editing)

    def focus_on(self, path: Path) -> QWidget:
        if path.row is None and path.column == self.opening.field.id:
            self._unfold_opening()
        return super().focus_on(path)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        super().show_problems(problems)
        if self.opening.problem_lines.sentences:
            self._unfold_opening()

    def _add_buttons(self) -> list[QWidget]:
        return [*super()._add_buttons(), self.change_button]

    def make_card(self, row_id: str) -> RowCard:
        assert isinstance(self.rows_field, ClausesField)
        card = ClauseCard(row_id, self.rows_field, self.today)
        card.level_asked.connect(self._set_level)
        card.next_asked.connect(self._add_after)
        return card

    def _show_rows(self, rows: tuple[Row, ...]) -> None:
        above = ""
        for place, (row, letter) in enumerate(zip(rows, letters(rows), strict=True)):
            name = letter.rstrip(").")
            above = name if level_of(row) == 1 else above
            title = f"clause {name}" if level_of(row) == 1 else f"clause {above} {name}".replace("  ", " ")
            card = self.cards[row.id]
            if isinstance(card, ClauseCard):
                end = place + 1 if level_of(row) == 2 else _end(rows, place)
                card.show_clause(row, letter, title, place, len(rows), end == len(rows))

    def _set_level(self, row_id: str, level: int) -> None:
        self.flush()
        self.cell_edited.emit(row_id, "level", "2" if level == 2 else None)

    def _move(self, row_id: str, by: int) -> None:
        """A clause takes its sub-clauses along, past the whole of the clause above or below."""
        rows = [card.row for card in self.cards.values()]
        at = list(self.cards).index(row_id)
        is_sub = level_of(rows[at]) == 2
        end = at + 1 if is_sub else _end(rows, at)
        if not self._editing or (end == len(rows) if by > 0 else at == (1 if is_sub else 0)):
            return
        self.flush()
        if is_sub:
            to = at + by
        else:
            to = at + _end(rows, end) - end if by > 0 else _begin(rows, at)
        self.row_moved.emit(row_id, to, end - at)

    def _add_after(self, row_id: str) -> None:
        row = self.cards[row_id].row
        self.add_row(Row({"level": "2"} if level_of(row) == 2 else {}), list(self.cards).index(row_id) + 1)
