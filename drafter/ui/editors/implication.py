"""Answered, none because ..., waiting for ...: the three states of an implication. What was typed in each is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPlainTextEdit, QRadioButton, QTextEdit, QWidget

from drafter.model import rich_text
from drafter.model.draft import Entry, Implication, ImplicationState, Path
from drafter.model.fields import PART_IN_STATE, FieldBase, ImplicationField
from drafter.model.problem import Problem
from drafter.ui.editors.base import FieldEditor
from drafter.ui.editors.cells import make_cell
from drafter.ui.editors.radio_keys import RadioKeys
from drafter.ui.editors.typing_keys import TypingKeys

_STATES: tuple[tuple[ImplicationState, str], ...] = (
    ("answered", "Answered"), ("none", "None, because ..."), ("waiting", "Waiting for ..."))


class ImplicationEditor(FieldEditor):
    def __init__(self, field: FieldBase, today: date | None = None, parent: QWidget | None = None, *,
                 small: bool = False) -> None:
        super().__init__(field, today, parent, small=small)
        assert isinstance(field, ImplicationField)
        self.buttons: dict[ImplicationState, QRadioButton] = {}
        self._group = QButtonGroup(self)
        area = QWidget()
        row = QHBoxLayout(area)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for number, (state, words) in enumerate(_STATES):
            if state != "none" or field.may_be_none:
                button = QRadioButton(words)
                button.setAccessibleName(f"{field.label}: {words}")
                self._group.addButton(button, number)
                self.buttons[state] = button
                row.addWidget(button)
        row.addStretch(1)
        area.setFocusProxy(self.buttons["answered"])
        self._group.idClicked.connect(self._choose)
        RadioKeys(tuple(self.buttons.values()), self)
        TypingKeys(tuple(self.buttons.values()), self, self._go_to_part)
        self.body.addWidget(area)
        self.parts: dict[str, FieldEditor] = {}
        for one in field.fields:
            part = make_cell(replace(one, hint="") if one.id != "text" else one, today, self)
            part.label.setVisible(one.id != "text")
            part.edited.connect(self._part_edited)
            part.said.connect(self.said)
            part.fix_chosen.connect(self.fix_chosen)
            part.reason_wanted.connect(self.reason_wanted)
            self.parts[one.id] = part
            self.body.addWidget(part)
        self._name(area)
        self._show(None)

    @property
    def _state(self) -> ImplicationState:
        """The state in force. Words without a state are an answer."""
        entry = self._entry
        if not isinstance(entry, Implication):
            return ""
        return entry.state or ("" if rich_text.is_blank(entry.text) else "answered")

    def _show(self, entry: Entry | None) -> None:
        if entry is not None and not isinstance(entry, Implication):
            made = self.field.entry_from_text(entry) if isinstance(entry, str) else None
            entry = Implication("answered", entry) if isinstance(entry, rich_text.RichText) else made
        value = entry if isinstance(entry, Implication) else Implication("")
        texts: dict[str, Entry | None] = {"text": value.text if value.text.blocks else None,
                                          "because": value.because or None, "waiting_for": value.waiting_for or None}
        for name, part in self.parts.items():
            part.show_entry(texts[name])
        self._show_state()

    def _show_state(self) -> None:
        """Check the button of the state and show its part; before there is a state, the answer's."""
        state = self._state
        self._group.setExclusive(False)
        for one, button in self.buttons.items():
            button.setChecked(one == state)
        self._group.setExclusive(True)
        shown = PART_IN_STATE.get(state, "text")
        for name, part in self.parts.items():
            part.setVisible(name == shown)

    def _allow(self, editing: bool) -> None:
        for button in self.buttons.values():
            button.setEnabled(editing)
        for part in self.parts.values():
            part.set_read_only(not editing)

    def _choose(self, number: int) -> None:
        state = _STATES[number][0]
        if self._state == state and isinstance(self._entry, Implication) and self._entry.state == state:
            return
        self.flush()
        old = self._entry if isinstance(self._entry, Implication) else Implication("")
        self._entry = replace(old, state=state)
        self._show_state()
        self.part_edited.emit("state", state)

    def _go_to_part(self) -> None:
        """Into the box of the state that is shown, where what is there already ends."""
        part = self.parts[PART_IN_STATE.get(self._state, "text")]
        part.focus_on(Path(self.field.id))
        if isinstance(part.control, QTextEdit | QPlainTextEdit):
            part.control.moveCursor(QTextCursor.MoveOperation.End)

    def _part_edited(self, entry: object) -> None:
        part = self.sender()
        if isinstance(part, FieldEditor):
            old = self._entry if isinstance(self._entry, Implication) else Implication("")
            blank: object = rich_text.EMPTY if part.field.id == "text" else ""
            self._entry = replace(old, **{part.field.id: blank if entry is None else entry})  # type: ignore[arg-type]
            if not old.state:
                self._show_state()
            self.part_edited.emit(part.field.id, entry)

    def flush(self) -> None:
        for part in self.parts.values():
            part.flush()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Those of a part that is not shown now are said on top."""
        shown = {name for name, part in self.parts.items() if not part.isHidden()}
        for name, part in self.parts.items():
            part.show_problems(tuple(one for one in problems if one.path.column == name and name in shown
                                     and name != "text"))
        super().show_problems(tuple(one for one in problems if one.path.column not in shown - {"text"}))

    def focus_on(self, path: Path) -> QWidget:
        part = self.parts.get(path.column or PART_IN_STATE.get(self._state, "text"))
        if part is not None and not part.isHidden():
            return part.focus_on(path)
        button = self.buttons["answered"]
        button.setFocus()
        return button

    def path_in_focus(self) -> Path | None:
        found = super().path_in_focus()
        part = next((name for name, part in self.parts.items() if part.path_in_focus()), None)
        return Path(found.field, None, part) if found is not None else None
