"""The one contract of a widget that edits a field: it shows an entry, and says what the officer did.

An editor never changes a draft. It is told what to show, as often as anyone likes, and shows only what differs, so that
no cursor moves and nothing jumps. Its signals speak only when the officer acts.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from drafter.model.answers import Answers
from drafter.model.draft import Entry, Path, Unread
from drafter.model.fields import FieldBase
from drafter.model.problem import Problem
from drafter.ui import look
from drafter.ui.editors.field_label import FieldLabel
from drafter.ui.editors.problem_lines import ProblemLines
from drafter.ui.words import plain_label

KEPT_AS_IT_IS = "This answer was written by a newer version of drafter. It is kept as it is."


class FieldEditor(QFrame):
    """Label, hint, problems, control, and whatever is worth saying beneath.

    `edited` carries the whole entry, or None where nothing is left. Editors of structures speak more finely: a part, a
    cell, several cells of a row as one step, a row, or as many rows as move together. Every signal is on every editor,
    so that a page can connect them all alike. `called` carries the widget that got the cursor when Alt and the letter
    of the label were pressed, `wording_wanted` the place where an approved wording is to go.
    """

    edited = Signal(object)
    part_edited = Signal(str, object)
    row_added = Signal(object, int)
    row_removed = Signal(str)
    row_moved = Signal(str, int, int)
    cell_edited = Signal(str, str, object)
    cells_edited = Signal(str, object)
    exempt_marked = Signal(str, bool)
    fix_chosen = Signal(object)
    reason_wanted = Signal(object)
    left = Signal()
    called = Signal(object)
    wording_wanted = Signal(object)
    said = Signal(str)

    def __init__(self, field: FieldBase, today: date | None = None, parent: QWidget | None = None, *,
                 small: bool = False) -> None:
        """`today`: only titles current on that day are offered; None: all of them. `small`: one cell among others."""
        super().__init__(parent)
        self.field, self.today, self.small = field, today, small
        self._entry: Entry | None = None
        self._control: QWidget | None = None
        self._read_only, self._is_allowed = False, True
        look.say(self, role="cell" if small else "field")
        column = QVBoxLayout(self)
        column.setContentsMargins(*((0, 0, 0, 0) if small else (12, 0, 0, 0)))
        column.setSpacing(4)
        self.label = self._make_label()
        self._heading = QHBoxLayout()
        self._heading.setSpacing(8)
        self._heading.addWidget(self.label, 1)
        column.addLayout(self._heading)
        self._badge: QLabel | None = None
        self._show_badge(field.exempt)
        self._hint: QLabel | None = None
        if field.hint:
            self._hint = plain_label(field.hint, "hint")
            column.addWidget(self._hint)
        self.problem_lines = ProblemLines(self)
        self.problem_lines.fix_chosen.connect(self.fix_chosen)
        self.problem_lines.reason_wanted.connect(self.reason_wanted)
        column.addWidget(self.problem_lines)
        self.body = QVBoxLayout()
        self.body.setSpacing(4)
        column.addLayout(self.body)
        self._note: QLabel | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    # -- what a kind says about itself

    def _show(self, entry: Entry | None) -> None:
        """Bring the control in line with an entry that differs from what is shown, without a signal."""
        raise NotImplementedError

    def _allow(self, editing: bool) -> None:
        """Let the officer change the answer, or only read it."""
        raise NotImplementedError

    def flush(self) -> None:
        """Say at once what a pause in typing would say later."""

    # -- the contract

    def show_entry(self, entry: Entry | None) -> None:
        if entry == self._entry:
            return
        self._entry = entry
        kept = isinstance(entry, Unread)
        self._show(None if kept else entry)
        self._allow_or_not()
        if kept:
            self.tell(KEPT_AS_IT_IS)

    def show_answers(self, answers: Answers) -> None:
        """What the whole draft says, for a kind that builds on other answers."""

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        self.problem_lines.show_problems(problems)
        state = self.problem_lines.state
        look.say(self, state=state)
        if self._control is not None:
            look.say(self._control, state=state)
        self._describe()

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self._allow_or_not()

    def set_exempt(self, exempt: bool, rows: Collection[str] = ()) -> None:
        """Show that the answer, or some of its rows (by id), are left out of public papers."""
        self._show_badge(exempt or self.field.exempt)

    def set_optional(self, optional: bool) -> None:
        """What is optional says so; nothing else carries a mark."""
        look.say(self.label, optional="yes" if optional else "")
        self._write_label()

    def hint_within(self) -> None:
        """Say the hint inside an empty box, so that boxes side by side stand in one line."""
        if isinstance(self._control, QLineEdit) and self.field.hint:
            self._control.setPlaceholderText(self.field.hint)
            if self._hint is not None:
                self._hint.hide()

    @property
    def control(self) -> QWidget:
        """The widget the label speaks of."""
        return self._control or self

    def focus_on(self, path: Path) -> QWidget:
        """Put the cursor where the path points, and say which widget to bring into view."""
        target = self._control or self
        target.setFocus()
        return target

    def path_in_focus(self) -> Path | None:
        """The field, row and column that the officer is in; None when elsewhere."""
        focus = QApplication.focusWidget()
        return Path(self.field.id) if focus is not None and self.isAncestorOf(focus) else None

    def offer_mnemonic(self, taken: set[str]) -> None:
        """Take the first letter of the label that is still free, and add it to those taken."""
        starts = [n for n, letter in enumerate(self.field.label) if letter.isascii() and letter.isalpha()]
        starts.sort(key=lambda n: n > 0 and self.field.label[n - 1].isalnum())
        place = next((n for n in starts if self.field.label[n].lower() not in taken), None)
        if place is not None:
            taken.add(self.field.label[place].lower())
            self._mnemonic = place
            self._write_label()

    # -- for those who build on it

    def _allow_or_not(self) -> None:
        allowed = not (self._read_only or isinstance(self._entry, Unread))
        if allowed != self._is_allowed:
            self._is_allowed = allowed
            self._allow(allowed)

    _mnemonic: int | None = None

    def _go_here(self) -> None:
        self.called.emit(self.focus_on(Path(self.field.id)))

    def _name(self, control: QWidget) -> None:
        """The control is what the label speaks of: clicking the label goes there, and it is read out by that name."""
        self._control = control
        self.label.setBuddy(control)
        self._write_label()
        control.setAccessibleName(self.field.label)
        self._describe()

    def _describe(self) -> None:
        if self._control is not None:
            said = [*self.problem_lines.sentences, self.field.hint, self.note, self._more_to_say()]
            self._control.setAccessibleDescription(" ".join(one for one in said if one))

    def _more_to_say(self) -> str:
        """What a kind says beside its control, for those who listen."""
        return ""

    def _write_label(self) -> None:
        words = self.field.label
        if self.label.buddy() is not None:
            place = self._mnemonic
            before, after = (words, "") if place is None else (words[:place], "&" + words[place:])
            words = before.replace("&", "&&") + after[:1] + after[1:].replace("&", "&&")
        self.label.setText(words + (" (optional)" if self.label.property("optional") == "yes" else ""))

    def _act(self, entry: Entry | None) -> None:
        """The officer made this entry."""
        if entry != self._entry:
            self._entry = entry
            self.edited.emit(entry)

    def tell(self, words: str) -> None:
        """Say something quietly beneath the control; "" takes it away."""
        if words == self.note:
            return
        if self._note is None:
            self._note = plain_label("", "hint")
            self.layout().addWidget(self._note)  # type: ignore[union-attr]
        self._note.setText(words)
        self._note.setVisible(bool(words))
        self._describe()

    @property
    def note(self) -> str:
        """What is said beneath the control now."""
        return "" if self._note is None else self._note.text()

    def _make_label(self) -> QLabel:
        """Only a question of the page is gone to by its letter."""
        if self.small:
            return plain_label(self.field.label, "part")
        label = FieldLabel(self.field.label, "label")
        label.called.connect(self._go_here)
        return label

    def _show_badge(self, exempt: bool) -> None:
        if exempt and self._badge is None:
            self._badge = plain_label("Exempt", "badge")
            self._badge.setWordWrap(False)
            self._badge.setToolTip("Left out of every public paper")
            self._heading.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        if self._badge is not None:
            self._badge.setVisible(exempt)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        inside = old is not None and (old is self or self.isAncestorOf(old))
        if inside and not (new is not None and (new is self or self.isAncestorOf(new))):
            self.flush()
            self.left.emit()

