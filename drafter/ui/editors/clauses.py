"""The decision: its opening sentence, and its clauses, whose letters count themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from drafter.model.answers import Answers
from drafter.model.draft import Entry, Path, Row, Rows
from drafter.model.fields import ClausesField, RowsField
from drafter.model.problem import Fix, Problem
from drafter.ui import look
from drafter.ui.editors.clause_card import ClauseCard, level_of
from drafter.ui.editors.pasted_plain import lines_of
from drafter.ui.editors.row_card import RowCard
from drafter.ui.editors.rows import RowsEditor
from drafter.ui.editors.text import LineEditor
from drafter.ui.words import plain_label

_WRITTEN_FOR_YOU = "The opening sentence is written for you."
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


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


class ClausesEditor(RowsEditor):
    """The opening sentence stands on top as it will be printed, until the officer writes another. Enter in a clause
    adds the next one."""

    def __init__(self, field: RowsField, today: date | None = None, parent: QWidget | None = None, *,
                 small: bool = False) -> None:
        super().__init__(replace(field, row_name="clause"), today, parent, small=small)
        assert field.introduction_field is not None
        self.opening = LineEditor(field.introduction_field, today, self, small=True)
        self.opening.hide()
        self.opening_line = QWidget(self)
        line = QHBoxLayout(self.opening_line)
        line.setContentsMargins(0, 0, 0, 0)
        self._opening_words = plain_label(_WRITTEN_FOR_YOU)
        line.addWidget(self._opening_words, 1)
        self.change_button = QPushButton("Change")
        look.say(self.change_button, role="quiet")
        self.change_button.setAccessibleName("Change the opening sentence")
        self.change_button.setAccessibleDescription(_WRITTEN_FOR_YOU)
        self.change_button.clicked.connect(self._change_opening)
        line.addWidget(self.change_button)
        self._add_part(self.opening)
        self.wording_button = QPushButton(look.icon("book-open"), "Choose a wording…")
        self.wording_button.setToolTip("Clauses as the council words them (Ctrl+Shift+C)")
        self.wording_button.clicked.connect(self._ask_wording)
        self.wording_button.hide()
        self.buttons.insertWidget(1, self.wording_button)
        self.body.insertWidget(0, self.opening_line)
        self.body.insertWidget(1, self.opening)
        self._keep_order()

    def show_answers(self, answers: Answers) -> None:
        assert isinstance(self.rows_field, ClausesField)
        words = self.rows_field.opening_words(answers.text) or _WRITTEN_FOR_YOU
        self._opening_words.setText(words)
        self.change_button.setAccessibleDescription(words)
        self.wording_button.setVisible(bool(answers.form.clauses))

    def _ask_wording(self) -> None:
        self.wording_wanted.emit(Path(self.field.id))

    def _add_buttons(self) -> list[QWidget]:
        return [*super()._add_buttons(), self.wording_button]

    def _change_opening(self) -> None:
        self._unfold_opening()
        self.opening.focus_on(Path(self.opening.field.id))

    def _unfold_opening(self) -> None:
        """The box of the opening sentence, in place of the line that says it as it is written for the officer."""
        self.opening.show()
        self.opening_line.hide()
    def _show(self, entry: Entry | None) -> None:
        super()._show(entry)
        if isinstance(entry, Rows) and entry.introduction:
            self._unfold_opening()

    def _allow(self, editing: bool) -> None:
        super()._allow(editing)
        self.change_button.setEnabled(editing)
        self.wording_button.setEnabled(editing)

    def focus_on(self, path: Path) -> QWidget:
        if path.row is None and path.column == self.opening.field.id:
            self._unfold_opening()
        return super().focus_on(path)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        super().show_problems(problems)
        if self.opening.problem_lines.sentences:
            self._unfold_opening()

    def _before(self) -> list[QWidget]:
        return [self.change_button, self.opening]

    def _after(self) -> list[QWidget]:
        return [one for one in super()._after() if one is not self.opening]

    def make_card(self, row_id: str) -> RowCard:
        assert isinstance(self.rows_field, ClausesField)
        card = ClauseCard(row_id, self.rows_field, self.today, self._area)
        card.level_asked.connect(self._set_level)
        card.next_asked.connect(self._add_after)
        card.lines_given.connect(self._add_lines)
        card.text_broken.connect(self._break_text)
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
        rows = self._rows()
        at, count = list(self.cards).index(row_id), self._count_with(row_id)
        is_sub = level_of(rows[at]) == 2
        end = at + count
        if not self._editing or (end == len(rows) if by > 0 else at == (1 if is_sub else 0)):
            return
        self.flush()
        if is_sub:
            to = at + by
        else:
            to = at + _end(rows, end) - end if by > 0 else _begin(rows, at)
        self.row_moved.emit(row_id, to, count)

    def _places_for(self, row_id: str) -> list[int]:
        """A clause goes between whole clauses; a sub-clause anywhere but before them all."""
        rows = self._rows()
        if level_of(rows[list(self.cards).index(row_id)]) == 2:
            return list(range(1, len(rows) + 1))
        return [place for place, row in enumerate(rows) if place == 0 or level_of(row) == 1] + [len(rows)]

    def _count_with(self, row_id: str) -> int:
        rows = self._rows()
        at = list(self.cards).index(row_id)
        return 1 if level_of(rows[at]) == 2 else _end(rows, at) - at

    def _rows(self) -> list[Row]:
        return [card.row for card in self.cards.values()]

    def _add_lines(self, row_id: str, text: str) -> None:
        """A clause for each line, from this one on where it has no words yet; all of them are one step."""
        here = self.cards[row_id].row
        made = self._clauses_of(text, level_of(here))
        if made and not here.cells.get("text"):
            made[0] = replace(here, cells={**here.cells, **made[0].cells})
            self._put_in(row_id, made, 1)
        elif made:
            self._put_in(row_id, made, 0)

    def _break_text(self, row_id: str, before: str, lines: str, after: str) -> None:
        """The clause ends with the first of the lines, and the last of them goes on as it did."""
        here = self.cards[row_id].row
        made = self._clauses_of(lines, level_of(here))
        if not made:
            return
        if before.strip():
            first = next(words for words, _ in lines_of(lines))
            space = " " if lines[:1].isspace() else ""
            made[0] = replace(here, cells={**here.cells, "text": f"{before}{space}{first}"})
        else:
            made[0] = replace(here, cells={**here.cells, **made[0].cells})
        made[-1] = replace(made[-1], cells={**made[-1].cells, "text": f"{made[-1].cells['text']}{after}"})
        self._put_in(row_id, made, 1)

    def _clauses_of(self, text: str, level: int) -> list[Row]:
        """None of them less deep than `level`, and the first just as deep."""
        assert isinstance(self.rows_field, ClausesField)
        made: list[Row] = []
        for line, deep in lines_of(text):
            made.append(self.rows_field.clause(line, max(level, min(deep, 2) if made else level)))
        return made

    def _put_in(self, row_id: str, made: Sequence[Row], over: int) -> None:
        """After the clause of that id (`over` is 0), or in its place (1)."""
        if not made or not self._editing:
            return
        self.flush()
        rows, at = self._rows(), list(self.cards).index(row_id)
        rows[at + 1 - over:at + 1] = made
        entry = self._entry if isinstance(self._entry, Rows) else Rows(())
        self.fix_chosen.emit(Fix("pasting clauses", ((Path(self.field.id), replace(entry, rows=tuple(rows))),)))
        self.said.emit(f"{len(made)} clauses were made of the lines pasted.")

    def _add_after(self, row_id: str) -> None:
        row = self.cards[row_id].row
        self.add_row(Row({"level": "2"} if level_of(row) == 2 else {}), list(self.cards).index(row_id) + 1)
