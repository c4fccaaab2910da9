"""Choose an approved wording: search, fill its gaps, see it as it will stand, put it in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from drafter.app.wordings import WordingQuestion, in_words, slip
from drafter.model.clause_library import ApprovedClause, Slot
from drafter.model.draft import CellEntry, Path, Row
from drafter.model.figures import printed_date
from drafter.ui import look
from drafter.ui.editors.base import FieldEditor
from drafter.ui.editors.boxes import LineBox
from drafter.ui.editors.cells import make_cell
from drafter.ui.editors.clauses import letters
from drafter.ui.room import fit
from drafter.ui.words import plain_label

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_CLAUSE = Qt.ItemDataRole.UserRole
_HERE = Path("")
_NOT_APPROVED = "Example wording, not yet approved by the council."


class Chosen(NamedTuple):
    """A wording, the words for its gaps by slot, and the clauses made of both."""

    clause: ApprovedClause
    words: dict[str, str]
    rows: tuple[Row, ...]


class WordingDialog(QDialog):
    """`answer` is what was chosen, or None. A gap may stay open: the clause shows it, and the checks ask for it."""

    answer: Chosen | None

    def __init__(self, question: WordingQuestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Choose a wording")
        self.question, self.answer = question, None
        self.clause: ApprovedClause | None = None
        self.gaps: dict[str, FieldEditor] = {}
        self._typed: dict[tuple[str, str], CellEntry | None] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 18)
        outer.setSpacing(12)
        across = QHBoxLayout()
        across.setSpacing(18)
        across.addLayout(self._left(), 2)
        across.addWidget(self._right(), 3)
        outer.addLayout(across, 1)
        outer.addLayout(self._buttons())
        fit(self, 980, 660)
        self._look()
        self.box.setFocus()

    # -- what stands where

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        label = QLabel("&Search the wordings")
        label.setTextFormat(Qt.TextFormat.PlainText)
        look.say(label, role="label")
        self.box = LineBox()
        self.box.setAccessibleName("Search the wordings")
        self.box.installEventFilter(self)
        self.box.typed.connect(self._look)
        self.box.returnPressed.connect(self._go_on)
        label.setBuddy(self.box)
        self.list = QListView()
        self.list.setAccessibleName("Wordings")
        self.list.setMinimumWidth(220)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        look.say(self.list, role="framed")
        self.model = QStandardItemModel(self.list)
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.list.activated.connect(self._go_on)
        for widget in (label, self.box, self.list):
            column.addWidget(widget)
        return column

    def _right(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area = area
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 0, 8, 0)
        column.setSpacing(8)
        self.title = plain_label("", "title")
        self.use = plain_label("")
        self.approved = plain_label("", "small")
        card = QFrame()
        look.say(card, role="row")
        within = QVBoxLayout(card)
        within.setContentsMargins(14, 10, 14, 12)
        within.addWidget(plain_label("It will read", "part"))
        self.preview = plain_label("")
        within.addWidget(self.preview)
        self._gaps = QVBoxLayout()
        self._gaps.setSpacing(8)
        for widget in (self.title, self.use, self.approved, card):
            column.addWidget(widget)
        column.addLayout(self._gaps)
        column.addStretch(1)
        area.setWidget(inside)
        return area

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        self.left_open = plain_label("", "small")
        row.addWidget(self.left_open, 1)
        self.put_button = QPushButton("&Put it in")
        look.say(self.put_button, role="primary")
        self.put_button.clicked.connect(self._put)
        cancel = QPushButton("Cancel")
        cancel.clicked.connect(self.reject)
        for button in (self.put_button, cancel):
            button.setAutoDefault(False)
            row.addWidget(button)
        return row

    # -- choosing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move in the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        """Those that hold every word typed, under the headings of the library. The first whose title does is chosen."""
        wanted = self.box.text().casefold().split()
        best: QStandardItem | None = None
        found = [one for one in self.question.offered if all(word in _sought(one) for word in wanted)]
        self.model.clear()
        for group, clauses in groupby(sorted(found, key=_group_order(self.question)), key=lambda one: one.group):
            heading = QStandardItem(group)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            font = self.list.font()
            font.setBold(True)
            heading.setFont(font)
            self.model.appendRow(heading)
            for clause in clauses:
                item = QStandardItem(clause.title)
                item.setData(clause, _CLAUSE)
                item.setData(f"{clause.title}, {group}", Qt.ItemDataRole.AccessibleTextRole)
                self.model.appendRow(item)
                if best is None and all(word in clause.title.casefold() for word in wanted):
                    best = item
        self.list.setCurrentIndex(best.index() if best is not None else self.model.index(1, 0))
        if not found:
            self._show(None)

    def _show_current(self) -> None:
        clause = self.list.currentIndex().data(_CLAUSE)
        if isinstance(clause, ApprovedClause):
            self._show(clause)

    def _show(self, clause: ApprovedClause | None) -> None:
        if clause is self.clause and clause is not None:
            return
        self.clause = clause
        for editor in self.gaps.values():
            self._gaps.removeWidget(editor)
            editor.hide()
            editor.deleteLater()
        self.gaps = {}
        self.title.setText(clause.title if clause else "No wording has these words")
        self.use.setText(clause.use if clause else "Take a word away, or write the clause yourself.")
        self.approved.setText("" if clause is None else _NOT_APPROVED if not clause.approved_by.strip() else
                              f"Approved by {clause.approved_by}, in force since {printed_date(clause.since)}.")
        self.put_button.setEnabled(clause is not None)
        if clause is not None:
            known = self.question.known(clause)
            for slot in clause.slots:
                self._ask(clause, slot, known.get(slot.field.id, ""))
            self.box.setAccessibleDescription(f"{clause.title}. {clause.use} {self.approved.text()}")
        self._preview()
        self.area.verticalScrollBar().setValue(0)

    def _ask(self, clause: ApprovedClause, slot: Slot, known: str) -> None:
        """What the draft knows stands in the box already, and may be written over."""
        key = (clause.id, slot.field.id)
        example = f"Such as: {slot.field.good_example}" if slot.field.good_example and not known else ""
        editor = make_cell(replace(slot.field, hint=example), self.question.today, self)
        editor.show_entry(self._typed.get(key, known or None))
        if known and key not in self._typed:
            editor.tell(f"From the draft: {self.question.source(slot)}")
        editor.edited.connect(self._edited(key))
        editor.left.connect(lambda: self._tell_slip(clause, slot))
        self.gaps[slot.field.id] = editor
        self._gaps.addWidget(editor)

    def _edited(self, key: tuple[str, str]) -> Callable[[CellEntry | None], None]:
        def keep(entry: CellEntry | None) -> None:
            self._typed[key] = entry
            self._preview()
            for slot in self.clause.slots if self.clause is not None and self.clause.id == key[0] else ():
                if slot.field.id == key[1] and slip(slot, entry) is None:
                    self.gaps[key[1]].show_problems(())

        return keep

    def _tell_slip(self, clause: ApprovedClause, slot: Slot) -> bool:
        """Say beside the box what is wrong with what stands in it; whether anything is."""
        found = slip(slot, self._typed.get((clause.id, slot.field.id)))
        if clause is self.clause and slot.field.id in self.gaps:
            self.gaps[slot.field.id].show_problems((found,) if found else ())
        return found is not None

    # -- what becomes of it

    def _words(self, clause: ApprovedClause) -> dict[str, str]:
        known = self.question.known(clause)
        words = {slot.field.id: in_words(slot, self._typed[key]) if (key := (clause.id, slot.field.id)) in self._typed
                 else known.get(slot.field.id, "") for slot in clause.slots}
        return {name: said for name, said in words.items() if said}

    def _preview(self) -> None:
        if self.clause is None:
            self.preview.setText("")
            self.left_open.setText("")
            return
        words = self._words(self.clause)
        rows = self.clause.rows({**{slot.field.id: slot.gap for slot in self.clause.slots}, **words})
        marks = letters(self.question.with_rows(rows).rows)[self.question.place:]
        lines = [f"{'' if n == 0 else '      '}{mark} {self._line(row)}" for n, (mark, row) in enumerate(
            zip(marks, rows, strict=False))]
        self.preview.setText("\n".join(lines))
        self.put_button.setAccessibleDescription("It will read: " + " ".join(lines))
        count = len(self.clause.slots) - len(words)
        self.left_open.setText("" if not count else "One gap is still open; it can be filled in the clause."
                               if count == 1 else f"{count} gaps are still open; they can be filled in the clause.")

    def _line(self, row: Row) -> str:
        return self.question.field.sentence({name: cell for name, cell in row.cells.items() if isinstance(cell, str)})

    def _go_on(self) -> None:
        """To the first gap that is open, or to the button that puts the clause in."""
        if self.clause is None:
            return
        words = self._words(self.clause)
        still_open = next((name for name in self.gaps if name not in words), None)
        if still_open is None:
            self.put_button.setFocus()
        else:
            target = self.gaps[still_open].focus_on(_HERE)
            self.area.ensureWidgetVisible(target, 0, 30)

    def _put(self) -> None:
        if self.clause is not None:
            for editor in self.gaps.values():
                editor.flush()
            slips = [slot.field.id for slot in self.clause.slots if self._tell_slip(self.clause, slot)]
            if slips:  # what was typed is put right or taken away by whoever typed it, and never lost unseen
                self.area.ensureWidgetVisible(self.gaps[slips[0]].focus_on(_HERE), 0, 60)
                return
            words = self._words(self.clause)
            self.answer = Chosen(self.clause, words, self.clause.rows(words))
            self.accept()


def _sought(clause: ApprovedClause) -> str:
    """All that a wording is found by."""
    return " ".join((clause.group, clause.title, clause.use, clause.verb, *clause.patterns())).casefold()


def _group_order(question: WordingQuestion) -> Callable[[ApprovedClause], int]:
    """Groups in the order in which the library first names them; within a group its own order stays."""
    groups = list(dict.fromkeys(one.group for one in question.offered))
    return lambda clause: groups.index(clause.group)
