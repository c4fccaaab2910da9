"""The record as cards: what each section says now, in a few lines, with a way to change it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from drafter.app.progress import Progress
from drafter.model.answers import Answers
from drafter.model.draft import Path, Rows
from drafter.model.fields import ClausesField, FieldBase, RowsField, is_blank_row
from drafter.ui import look
from drafter.ui.editors.clauses import letters
from drafter.ui.section_list import SIGNS
from drafter.ui.sign import Sign
from drafter.ui.words import plain_label

NOT_YET = "Not answered yet"
LONGEST = 600
"""Characters of an answer that a card shows; the whole of it is in its section."""


@dataclass(frozen=True, slots=True)
class Line:
    """A question and its answer in words; "" where one is due and there is none yet."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Card:
    progress: Progress
    lines: tuple[Line, ...]


def cards_of(answers: Answers, sections: Sequence[Progress]) -> tuple[Card, ...]:
    """A card for every section in which something is asked."""
    cards = (Card(one, tuple(_lines(one, answers))) for one in sections)
    return tuple(card for card in cards if card.lines)


def _lines(one: Progress, answers: Answers) -> Iterator[Line]:
    for field in one.section.fields:
        path = Path(field.id)
        words = _words(field, answers) if path in answers.asked else ""
        if words or path in answers.required:
            yield Line(field.label.rstrip(" :"), words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()} …")


def _words(field: FieldBase, answers: Answers) -> str:
    """As typed where it cannot be read: what is wrong with it is said above."""
    if isinstance(field, RowsField):
        none = answers.text(field.id, None, "none_because") if field.may_be_none else ""
        return "\n".join(_rows(field, answers)) or (f"None, because {none}" if none else "")
    entry = answers.draft.entry(Path(field.id))
    return answers.text(field.id) or (entry if isinstance(entry, str) else "")


def _rows(field: RowsField, answers: Answers) -> Iterator[str]:
    entry = answers.draft.entry(Path(field.id))
    rows = [row for row in entry.rows if not is_blank_row(row)] if isinstance(entry, Rows) else []
    for row, letter in zip(rows, letters(tuple(rows)), strict=True):
        cells = {column.id: answers.text(field.id, row.id, column.id) for column in field.fields
                 if Path(field.id, row.id, column.id) in answers.asked}
        if isinstance(field, ClausesField):
            yield f"{letter} {field.sentence(cells)}"
        else:
            yield " – ".join(words.replace("\n", " ") for words in cells.values() if words)


class AnswerCards(QWidget):
    """`change_wanted` carries the id of a section. Built again only where something differs."""

    change_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: dict[str, tuple[Card, QFrame]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    def show_cards(self, cards: Sequence[Card]) -> None:
        before, self._shown = self._shown, {}
        for place, card in enumerate(cards):
            name = card.progress.section.id
            old = before.pop(name, None)
            frame = old[1] if old is not None and old[0] == card else self._card(card)
            if old is not None and frame is not old[1]:
                _drop(old[1])
            self._column.insertWidget(place, frame)
            frame.show()  # a layout would show it at a later turn of the loop, after the first painting
            self._shown[name] = (card, frame)
        for _, frame in before.values():
            _drop(frame)

    @property
    def frames(self) -> list[QFrame]:
        """One for each card, from top to bottom."""
        return [frame for _, frame in self._shown.values()]

    def _card(self, card: Card) -> QFrame:
        section = card.progress.section
        frame = QFrame()
        look.say(frame, role="card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(18, 10, 12, 14)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(plain_label(section.title, "label"), 1)
        top.addWidget(Sign(*SIGNS[card.progress.status], 16))
        status = plain_label(_status(card.progress), "small")
        status.setWordWrap(False)
        top.addWidget(status)
        change = QPushButton("Change")
        look.say(change, role="quiet")
        change.setIcon(look.icon("pencil", "accent"))
        change.setAccessibleName(f"Change {section.title}")
        change.setProperty("section", section.id)
        change.clicked.connect(self._change)
        top.addWidget(change)
        column.addLayout(top)
        column.addLayout(_table(card.lines))
        return frame

    def _change(self) -> None:
        self.change_wanted.emit(self.sender().property("section"))


def _table(lines: Sequence[Line]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(7)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 5)
    top = Qt.AlignmentFlag.AlignTop
    for row, line in enumerate(lines):
        grid.addWidget(plain_label(line.label, "muted"), row, 0, top)
        grid.addWidget(plain_label(line.words or NOT_YET, "" if line.words else "warning"), row, 1, top)
    return grid


def _status(one: Progress) -> str:
    return one.count if one.status == "problem" else ", ".join(part for part in (one.words, one.count) if part)


def _drop(frame: QFrame) -> None:
    frame.hide()
    frame.deleteLater()
