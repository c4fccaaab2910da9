"""One clause of the decision: its letter and its verb, who is to act where the verb delegates, and its words."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from drafter.model.draft import Path, Row
from drafter.model.fields import Choice, ChoiceField, ClausesField
from drafter.ui.editors.boxes import GrowingBox
from drafter.ui.editors.choice import DropDownEditor
from drafter.ui.editors.row_card import RowCard
from drafter.ui.editors.tab_order import put_one_after_another
from drafter.ui.editors.text import LineEditor
from drafter.ui.editors.tools import Tool
from drafter.ui.words import plain_label

_INDENT = 36
_LETTERS = 22
"""Pixels that the letter takes at least, so that the verbs stand beneath each other."""
_DELEGATION = ("delegate_to", "consulting")


def level_of(row: Row) -> int:
    return 2 if row.cells.get("level") == "2" else 1


class ClauseCard(RowCard):
    """What a delegation asks is built when a verb first delegates. Enter in the words asks for the next clause.

    `lines_given` carries text of several lines; `text_broken`, text that lines were put into: what stands before the
    cursor, the lines, what stands after it."""

    level_asked = Signal(str, int)
    next_asked = Signal(str)
    lines_given = Signal(str, str)
    text_broken = Signal(str, str, str, str)

    def __init__(self, row_id: str, field: ClausesField, today: date | None, parent: QWidget) -> None:
        self._clauses, self._verb_typed, self._last = field, False, True
        self._preview: QLabel | None = None
        super().__init__(row_id, field, today, parent)

    def _add_tools(self) -> None:
        self._up = self.tools.add(Tool("arrow-up"), self.move_up)
        self._down = self.tools.add(Tool("arrow-down"), self.move_down)
        self._out = self.tools.add(Tool("indent-decrease"), self._level_out)
        self._in = self.tools.add(Tool("indent-increase"), self._level_in)
        self._exempt = self.tools.add(Tool("eye-off", can_be_on=True), self._mark_exempt)
        self._remove = self.tools.add(Tool("trash-2"), self._ask_remove)

    def _name_tools(self) -> None:
        super()._name_tools()
        self._out.call(f"Outdent {self.title}")
        self._in.call(f"Indent {self.title}")

    def _lay_out(self, column: QVBoxLayout) -> None:
        field = self._clauses
        verb = self._cell(ChoiceField(id="verb", label="Verb", directory="verbs",
                                      choices=tuple(Choice(id=verb) for verb in field.verbs)))
        assert isinstance(verb, DropDownEditor)
        verb.label.hide()
        verb.setFixedWidth(190)
        verb.set_placeholder("Verb")
        self._title.setMinimumWidth(_LETTERS)
        self.heading.insertWidget(1, verb)
        column.addWidget(verb.problem_lines)
        verb.edited.connect(self._note_verb)
        verb.left.connect(self._split)
        verb.box.take_lines()
        verb.box.lines_given.connect(self._give_lines)
        self._words, self._above_text = column, column.count()
        text = self._cell(next(one for one in field.fields if one.id == "text"))
        text.label.hide()
        column.addWidget(text)
        if isinstance(text, LineEditor) and isinstance(text.box, GrowingBox):
            text.box.setPlaceholderText("What the clause decides")
            text.box.entered.connect(self._ask_next)
            text.box.takes_lines = True
            text.box.lines_given.connect(self._break_text)

    def _ask_delegation(self) -> None:
        """Ask who is to act, between the verb and the words."""
        text = self.cells.pop("text")
        for number, column in enumerate(one for one in self._clauses.fields if one.id in _DELEGATION):
            cell = self._cell(column)
            cell.set_read_only(not self._editing)
            self._words.insertWidget(self._above_text + number, cell)
        self.cells["text"] = text
        put_one_after_another([self.tools, *self.cells.values()])

    def show_clause(self, row: Row, letter: str, title: str, place: int, count: int, last: bool) -> None:
        """`last`: nothing follows that it could be moved past."""
        self._last = last
        self.row = row
        if "delegate_to" not in self.cells and any(self._is_asked(one) for one in self._clauses.fields
                                                   if one.id in _DELEGATION):
            self._ask_delegation()
        self.show_row(row, title, place, count)
        self._title.setText(letter)
        self.indent(_INDENT if level_of(row) == 2 else 0)
        delegates = "delegate_to" in self.cells and not self.cells["delegate_to"].isHidden()
        self.cells["text"].label.setVisible(delegates)
        words = {column: cell for column, cell in row.cells.items() if isinstance(cell, str)}
        self._show_preview(f"It will read: {letter} {self._clauses.sentence(words)}"
                           if delegates and words.get("delegate_to") else "")

    @property
    def preview(self) -> str:
        """How the clause will read, where that is more than what was typed."""
        return "" if self._preview is None else self._preview.text()

    def _show_preview(self, words: str) -> None:
        if self._preview is None and words:
            self._preview = plain_label("", "hint")
            self._words.addWidget(self._preview)
        if self._preview is not None:
            self._preview.setText(words)
            self._preview.setVisible(bool(words))

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

    def _give_lines(self, text: str) -> None:
        """Several lines in the verb's box are clauses; the box says its verb again."""
        verb, cell = self.row.cells.get("verb"), self.cells["verb"]
        known = verb if isinstance(verb, str) else ""
        if isinstance(cell, DropDownEditor):
            cell.box.show_text(known)
        self.lines_given.emit(self.row_id, text.removeprefix(known))

    def _break_text(self, lines: str) -> None:
        """Several lines put into the words: as if written there, with a new clause at each end of a line."""
        box = self.cells["text"].control
        if isinstance(box, GrowingBox):
            cursor, text = box.textCursor(), box.toPlainText()
            self.text_broken.emit(self.row_id, text[:cursor.selectionStart()], lines, text[cursor.selectionEnd():])

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
