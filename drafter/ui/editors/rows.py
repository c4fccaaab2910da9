"""Answers that are rows: a card for each, its cells as small editors. Rows are known by their lasting ids."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from drafter.model.draft import Entry, Path, Row, Rows, plain_entry
from drafter.model.fields import RowsField
from drafter.model.problem import Problem
from drafter.ui import look
from drafter.ui.editors.base import FieldEditor
from drafter.ui.editors.row_card import RowCard
from drafter.ui.editors.tab_order import put_in_tab_order
from drafter.ui.editors.text import LineEditor
from drafter.ui.editors.typing_keys import TypingKeys

_BETWEEN = 10
"""Pixels from card to card."""


class RowsEditor(FieldEditor):
    """Cards in order, a button that adds one, and, where there may be none, the box that takes the reason."""

    none_label = ""
    """What that box is called, where the kind has better words than the field."""

    def __init__(self, field: RowsField, today: date | None = None, parent: QWidget | None = None, *,
                 small: bool = False) -> None:
        super().__init__(field, today, parent, small=small)
        self.rows_field = field
        self.cards: dict[str, RowCard] = {}
        self._editing = True
        self._exempt: Collection[str] = ()
        self._go_to: str | None = None
        self._drop_at: int | None = None
        self._area = QWidget(self)
        self._column = QVBoxLayout(self._area)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(_BETWEEN)
        self._mark: QFrame | None = None
        self.body.setSpacing(10)
        self.add_button = QPushButton(look.icon("plus"), f"Add {field.row_name}")
        self.add_button.clicked.connect(self._add)
        TypingKeys([self.add_button], self, self._add)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addWidget(self.add_button)
        self.buttons.addStretch(1)
        self.parts: dict[str, LineEditor] = {}
        self.body.addWidget(self._area)
        self.body.addLayout(self.buttons)
        if field.may_be_none:
            label = self.none_label or field.none_field.label
            self._add_part(LineEditor(replace(field.none_field, label=label), today, self, small=True))
        self._area.setFocusProxy(self.add_button)
        self._name(self._area)
        self._area.hide()
        for keys, act in (("Ctrl+Shift+Up", self._move_up), ("Ctrl+Shift+Down", self._move_down)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # -- the contract

    def _show(self, entry: Entry | None) -> None:
        rows = entry if isinstance(entry, Rows) else Rows(())
        odd = plain_entry(entry) if entry is not None and not isinstance(entry, Rows) else ""
        self.tell(f"The draft holds words here that are no rows. They are kept: {odd}" if odd else "")
        self._match_cards(rows.rows)
        self._show_rows(rows.rows)
        for name, part in self.parts.items():
            part.show_entry(getattr(rows, name) or None)
        if "none_because" in self.parts:
            self.parts["none_because"].setVisible(not rows.rows or bool(rows.none_because))
        if self._go_to in self.cards:
            self.cards[self._go_to].focus_first()
            self._go_to = None

    def _show_rows(self, rows: tuple[Row, ...]) -> None:
        for number, row in enumerate(rows):
            self.cards[row.id].show_row(row, f"{self.rows_field.row_name} {number + 1}", number, len(rows))

    def _allow(self, editing: bool) -> None:
        self._editing = editing
        self.add_button.setEnabled(editing)
        for card in self.cards.values():
            card.set_read_only(not editing)
        for part in self.parts.values():
            part.set_read_only(not editing)

    def flush(self) -> None:
        for card in self.cards.values():
            card.flush()
        for part in self.parts.values():
            part.flush()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        for row_id, card in self.cards.items():
            card.show_problems(tuple(one for one in problems if one.path.row == row_id))
        for name, part in self.parts.items():
            part.show_problems(tuple(one for one in problems if one.path.row is None and one.path.column == name))
        super().show_problems(tuple(one for one in problems if one.path.row not in self.cards
                                    and not (one.path.row is None and one.path.column in self.parts)))

    def set_exempt(self, exempt: bool, rows: Collection[str] = ()) -> None:
        super().set_exempt(exempt, rows)
        self._exempt = rows
        for row_id, card in self.cards.items():
            card.set_exempt(row_id in rows)

    def focus_on(self, path: Path) -> QWidget:
        """Asked for the whole, or for a row that is gone, a cursor that is in one of the rows stays there."""
        if path.row in self.cards:
            return self.cards[path.row].focus_on(path)
        if path.column in self.parts and not self.parts[path.column].isHidden():
            return self.parts[path.column].focus_on(path)
        here, focus = self.path_in_focus(), QApplication.focusWidget()
        if path.column is None and here is not None and here.row is not None and focus is not None:
            return focus
        first = next(iter(self.cards.values()), None)
        if first is not None:
            return first.focus_first()
        self.add_button.setFocus()
        return self.add_button

    def path_in_focus(self) -> Path | None:
        found = super().path_in_focus()
        if found is None:
            return None
        for card in self.cards.values():
            if (column := card.column_in_focus()) is not None:
                return Path(found.field, card.row_id, column or None)
        part = next((name for name, part in self.parts.items() if part.path_in_focus()), None)
        return Path(found.field, None, part)

    # -- rows

    def make_card(self, row_id: str) -> RowCard:
        return RowCard(row_id, self.rows_field, self.today, self._area)

    def add_row(self, row: Row, at: int | None = None) -> None:
        """Ask for a row, and go to it when it is there."""
        self._go_to = row.id
        self.row_added.emit(row, len(self.cards) if at is None else at)

    def _add(self) -> None:
        self.add_row(Row({}))

    def _add_part(self, part: LineEditor) -> None:
        part.edited.connect(self._part_edited)
        part.said.connect(self.said)
        part.fix_chosen.connect(self.fix_chosen)
        part.reason_wanted.connect(self.reason_wanted)
        self.parts[part.field.id] = part
        self.body.addWidget(part)

    def _part_edited(self, entry: object) -> None:
        part = self.sender()
        if isinstance(part, LineEditor):
            self.part_edited.emit(part.field.id, entry)

    def _match_cards(self, rows: tuple[Row, ...]) -> None:
        """A card for each row, in the order of the rows; cards that stay are the same widgets as before."""
        wanted = [row.id for row in rows]
        before = list(self.cards)
        for row_id in [row_id for row_id in before if row_id not in wanted]:
            card = self.cards.pop(row_id)
            card.blockSignals(True)
            if card.isAncestorOf(self.focusWidget() or card):
                self._focus_near(before.index(row_id))
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for row_id in wanted:
            if row_id not in self.cards:
                self.cards[row_id] = self._new_card(row_id)
        if list(self.cards) != wanted:
            self.cards = {row_id: self.cards[row_id] for row_id in wanted}
        if before != wanted:
            for place, row_id in enumerate(wanted):
                if self._column.indexOf(self.cards[row_id]) != place:
                    self._column.removeWidget(self.cards[row_id])
                    self._column.insertWidget(place, self.cards[row_id])
                    self.cards[row_id].show()
            self._area.setVisible(bool(wanted))
            self._keep_order()

    def _keep_order(self) -> None:
        """Tab goes from what stands above the rows through each of them to what stands below."""
        put_in_tab_order(self, [*self._before(), *self.cards.values(), *self._after()])

    def _focus_near(self, place: int) -> None:
        """Go to the card that takes the place of one that went; with none left, to the button."""
        left = list(self.cards.values())
        if left:
            left[min(place, len(left) - 1)].focus_first()
        else:
            self.add_button.setFocus()

    def _new_card(self, row_id: str) -> RowCard:
        card = self.make_card(row_id)
        card.cell_edited.connect(self._cell_edited)
        card.cells_edited.connect(self.cells_edited)
        card.move_asked.connect(self._move)
        card.dragged.connect(self._drag)
        card.dropped.connect(self._drop)
        card.remove_asked.connect(self._remove)
        card.exempt_asked.connect(self.exempt_marked)
        card.fix_chosen.connect(self.fix_chosen)
        card.reason_wanted.connect(self.reason_wanted)
        card.said.connect(self.said)
        card.set_read_only(not self._editing)
        card.set_exempt(row_id in self._exempt)
        return card

    def _before(self) -> list[QWidget]:
        """What stands above the rows."""
        return []

    def _after(self) -> list[QWidget]:
        return [*self._add_buttons(), *self.parts.values()]

    def _add_buttons(self) -> list[QWidget]:
        """The buttons that add a row, in order."""
        return [self.add_button]

    def _cell_edited(self, row_id: str, column: str, entry: object) -> None:
        self.cell_edited.emit(row_id, column, entry)

    def _move(self, row_id: str, by: int) -> None:
        to = list(self.cards).index(row_id) + by
        if self._editing and 0 <= to < len(self.cards):
            self.flush()
            self.row_moved.emit(row_id, to, 1)

    def _move_up(self) -> None:
        self._move_one_in(-1)

    def _move_down(self) -> None:
        self._move_one_in(1)

    def _move_one_in(self, by: int) -> None:
        here = self.path_in_focus()
        if here is not None and here.row is not None:
            self._move(here.row, by)

    # -- rows taken with the mouse

    def _drag(self, row_id: str, height: int) -> None:
        """Show where the row would go, if it were let go now; the page comes along."""
        if not self._editing:
            return
        at = self._area.mapFromGlobal(QPoint(0, height)).y()
        drop_at = min(self._places_for(row_id), key=lambda place: abs(self._height_of(place) - at))
        if self._mark is None:
            self._mark = QFrame(self._area)
            look.say(self._mark, role="drop")
        self._mark.setGeometry(0, max(0, min(self._height_of(drop_at) - 2, self._area.height() - 4)),
                               self._area.width(), 4)
        self._mark.show()
        self._mark.raise_()
        if drop_at != self._drop_at:
            self._drop_at = drop_at
            self.called.emit(self._mark)

    def _drop(self, row_id: str, taken: bool) -> None:
        drop_at, self._drop_at = self._drop_at, None
        if self._mark is not None:
            self._mark.hide()
        at, count = list(self.cards).index(row_id), self._count_with(row_id)
        if taken and drop_at is not None and not at <= drop_at <= at + count:
            self.flush()
            self.row_moved.emit(row_id, drop_at if drop_at < at else drop_at - count, count)

    def _places_for(self, row_id: str) -> list[int]:
        """Before which cards the row may go; the number of all cards stands for the end."""
        return list(range(len(self.cards) + 1))

    def _count_with(self, row_id: str) -> int:
        """How many rows move with this one, itself among them."""
        return 1

    def _height_of(self, place: int) -> int:
        """Where the gap before that card is, in pixels from the top."""
        cards = list(self.cards.values())
        return (cards[place].y() - _BETWEEN // 2 if place < len(cards)
                else cards[-1].geometry().bottom() + _BETWEEN // 2)

    def _remove(self, row_id: str) -> None:
        """The cursor goes to the card that takes its place."""
        ids = list(self.cards)
        place = ids.index(row_id)
        following = ids[place + 1] if place + 1 < len(ids) else ids[place - 1] if place else None
        self.flush()
        if following is not None:
            self.cards[following].focus_first()
        else:
            self.add_button.setFocus()
        self.row_removed.emit(row_id)


class OptionsEditor(RowsEditor):
    """Options considered; doing nothing is one that is always there to be weighed."""

    DO_NOTHING = "Do nothing"
    none_label = "There were no alternatives, because"

    def __init__(self, field: RowsField, today: date | None = None, parent: QWidget | None = None, *,
                 small: bool = False) -> None:
        super().__init__(field, today, parent, small=small)
        self.do_nothing_button = QPushButton(look.icon("plus"), "Add “Do nothing”")
        self.do_nothing_button.clicked.connect(self._add_do_nothing)
        self.buttons.insertWidget(1, self.do_nothing_button)
        self._keep_order()

    def _add_buttons(self) -> list[QWidget]:
        return [self.add_button, self.do_nothing_button]

    def _add_do_nothing(self) -> None:
        self.add_row(Row({"name": self.DO_NOTHING}))

    def _allow(self, editing: bool) -> None:
        super()._allow(editing)
        self.do_nothing_button.setEnabled(editing)

    def _show_rows(self, rows: tuple[Row, ...]) -> None:
        super()._show_rows(rows)
        names = (row.cells.get("name") for row in rows)
        self.do_nothing_button.setVisible(not any(isinstance(name, str) and name.strip().lower() == "do nothing"
                                                  for name in names))


