"""One of several: yes or no, a short list as radio buttons, a long one as a list that drops down."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QPushButton, QRadioButton, QWidget

from drafter.model.answers import Answers
from drafter.model.draft import Entry, Path, plain_entry
from drafter.model.fields import Choice, ChoiceField, ChoiceFieldBase, FieldBase, is_blank
from drafter.model.problem import Fix
from drafter.ui import look
from drafter.ui.editors.base import FieldEditor
from drafter.ui.editors.combo_box import FOUND_BY, ComboBox
from drafter.ui.editors.radio_keys import RadioKeys

FEW = 4
"""As many choices as are shown as buttons; more than these drop down."""

SIDE_BY_SIDE = 64
"""Roughly how many letters fit beside each other on the narrowest page."""

NOTHING_CHOSEN = "Choose one"
YES_NO = (Choice(id="yes", label="Yes"), Choice(id="no", label="No"))


def offered(field: ChoiceFieldBase, today: date | None) -> tuple[Choice, ...]:
    """What may be chosen on that day; before it came and after it went a title is not offered."""
    return tuple(choice for choice in field.choices if today is None or choice.is_current(today))


class RadioEditor(FieldEditor):
    """Radio buttons, and a way to take the answer back: the quiet button, or Delete."""

    def __init__(self, field: FieldBase, choices: tuple[Choice, ...], today: date | None = None,
                 parent: QWidget | None = None, *, small: bool = False) -> None:
        super().__init__(field, today, parent, small=small)
        self.choices = choices
        self._editing = True
        area = QWidget()
        beside = sum(len(choice.words) + 6 for choice in choices) <= (SIDE_BY_SIDE - 14 if small else SIDE_BY_SIDE)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom, area)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8 if beside else 0)
        self._group = QButtonGroup(self)
        self.buttons: list[QRadioButton] = []
        for number, choice in enumerate(choices):
            button = QRadioButton(choice.words.replace("&", "&&"))
            self._group.addButton(button, number)
            self.buttons.append(button)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.clear_button = QPushButton("Clear")
        look.say(self.clear_button, role="quiet")
        self.clear_button.setAccessibleName(f"Clear: {field.label}")
        self.clear_button.clicked.connect(self.clear)
        self.clear_button.hide()
        row.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addStretch(1)
        self._group.idClicked.connect(self._clicked)
        RadioKeys(self.buttons, self)
        area.setFocusProxy(self.buttons[0])
        self.body.addWidget(area)
        self._name(area)

    def clear(self) -> None:
        """Take the answer back."""
        if self._editing and self._entry is not None:
            if self.clear_button.hasFocus():
                self.buttons[0].setFocus()
            self._check(None)
            self._act(None)

    def focus_on(self, path: Path) -> QWidget:
        target = self._group.checkedButton() or self.buttons[0]
        target.setFocus()
        return target

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        else:
            super().keyPressEvent(event)

    def _show(self, entry: Entry | None) -> None:
        words = plain_entry(entry) if entry is not None else ""
        value = self.field.read(words) if words else None
        wanted = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        self._check(next((n for n, choice in enumerate(self.choices) if choice.id == wanted), None))
        is_odd = bool(words) and self._group.checkedId() < 0
        self.tell(f"The draft says “{words}”, which is not one of these." if is_odd else "")

    def _allow(self, editing: bool) -> None:
        self._editing = editing
        for button in self.buttons:
            button.setEnabled(editing)
        self.clear_button.setVisible(editing and self._entry is not None)

    def _check(self, number: int | None) -> None:
        """A checked radio button cannot be unchecked while its group allows only one."""
        self._group.setExclusive(False)
        for n, button in enumerate(self.buttons):
            button.setChecked(n == number)
        self._group.setExclusive(True)
        self.clear_button.setVisible(self._editing and self._entry is not None)

    def _clicked(self, number: int) -> None:
        self._act(self.choices[number].id)
        self.tell("")
        self.clear_button.setVisible(True)

    def _describe(self) -> None:
        """Each button is read out with the question; the question's own words follow."""
        super()._describe()
        for button, choice in zip(getattr(self, "buttons", ()), getattr(self, "choices", ()), strict=True):
            button.setAccessibleName(f"{self.field.label}: {choice.words}")
            button.setAccessibleDescription(self._control.accessibleDescription() if self._control else "")


class YesNoEditor(RadioEditor):
    def __init__(self, field: FieldBase, today: date | None = None, parent: QWidget | None = None, *,
                 small: bool = False) -> None:
        super().__init__(field, YES_NO, today, parent, small=small)


class DropDownEditor(FieldEditor):
    """A list that drops down; with a directory, words that it does not know may be typed as well. `title_picked`
    carries the choice that was picked from the list rather than typed."""

    title_picked = Signal(object)

    def __init__(self, field: ChoiceField, today: date | None = None, parent: QWidget | None = None, *,
                 small: bool = False) -> None:
        super().__init__(field, today, parent, small=small)
        self._choice_field = field
        self._free = bool(field.directory)
        self._offered = offered(field, today)
        self._answers: Answers | None = None
        self.box = ComboBox(editable=self._free)
        if not self._free:
            self.box.addItem(NOTHING_CHOSEN, "")
        for choice in self._offered:
            self.box.addItem(choice.words, choice.id)
            self.box.setItemData(self.box.count() - 1, f"{choice.words} {choice.directorate} {choice.email}", FOUND_BY)
        self.box.setCurrentIndex(-1 if self._free else 0)
        self.box.chosen.connect(self._chosen)
        self.box.picked.connect(self._picked)
        self.box.said.connect(self.said)
        self.body.addWidget(self.box)
        self._name(self.box)

    def set_placeholder(self, words: str) -> None:
        """What an empty box says of itself."""
        line = self.box.lineEdit()
        if line is not None:
            line.setPlaceholderText(words)

    def _show(self, entry: Entry | None) -> None:
        words = plain_entry(entry) if entry is not None else ""
        known = self._choice_field.choice(words) if words else None
        if self._free:
            self.box.show_text(known.words if known else words)
            return
        while self.box.count() > len(self._offered) + 1:
            self.box.removeItem(self.box.count() - 1)
        place = self.box.findData(known.id if known else words)
        if place < 0:
            self.box.addItem(known.words if known else words, words)
            place = self.box.count() - 1
        self.box.setCurrentIndex(place)

    def _allow(self, editing: bool) -> None:
        self.box.setEnabled(editing)

    def show_answers(self, answers: Answers) -> None:
        self._answers = answers

    def _picked(self, place: int) -> None:
        """A title brings along what else is known of it, where nothing is answered yet; all of it is one step."""
        choice = next((one for one in self._offered if one.id == self.box.itemData(place)), None)
        if choice is None:
            return
        self.title_picked.emit(choice)
        if self._answers is None:
            return
        form, draft = self._answers.form, self._answers.draft
        brought = [(Path(name), entry) for name, entry in self._choice_field.brings(choice).items()
                   if is_blank(draft.entry(Path(name)))]
        names = [field.label for path, _ in brought if (field := form.field(path.field)) is not None]
        if names:
            self._entry = choice.id
            self.fix_chosen.emit(Fix(" and ".join([self.field.label, *names]),
                                     ((Path(self.field.id), choice.id), *brought)))

    def _chosen(self, words: str) -> None:
        """What the list offers goes in by its id; other words, where they are allowed, as they are."""
        place = self.box.findText(words, Qt.MatchFlag.MatchExactly)
        data = self.box.itemData(place) if place >= 0 else words
        self._act(str(data) or None)


def choice_editor(field: FieldBase, today: date | None = None, parent: QWidget | None = None, *,
                  small: bool = False) -> FieldEditor:
    """The editor that suits how many there are to choose from."""
    assert isinstance(field, ChoiceField)
    few = offered(field, today)
    if not field.directory and few == field.choices and 0 < len(few) <= FEW:
        return RadioEditor(field, few, today, parent, small=small)
    return DropDownEditor(field, today, parent, small=small)
