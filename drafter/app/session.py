"""One draft being edited: the one place that changes it, and where everything else listens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from drafter.app.commands import ChangeForm, OnForm, ReplaceDraft
from drafter.model.answers import Answers, read_answers
from drafter.model.base import Stage
from drafter.model.draft import Draft, Entry, Path, Row
from drafter.model.fields import RowsField
from drafter.model.form import Form
from drafter.model.problem import Fix, Problem
from drafter.model.timetable import Calendar

WHOLE = Path("")
"""Where a step took place that concerns the whole draft."""

Check = Callable[[Answers, date, Calendar], tuple[Problem, ...]]
Spell = Callable[[Answers], tuple[Problem, ...]]


class Session(QObject):
    """Answers and problems are worked out again after every change, so they never lag behind the draft.

    `changed` follows every change, `history_changed` every step done or undone. After `form_changed` the draft is on
    another form, and what showed it on the one before is of no use. `acted` tells where an undo or a redo
    took place, so that the window can show it. Edits at one place are one step of the history until `end_typing`.
    """

    changed = Signal()
    form_changed = Signal()
    acted = Signal(object)
    history_changed = Signal()
    answers: Answers
    problems: tuple[Problem, ...]

    def __init__(self, draft: Draft, form: Form, today: date, calendar: Calendar, check: Check | None = None,
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.form, self.today, self.calendar = form, today, calendar
        self.undo_stack = QUndoStack(self)
        self.undo_stack.indexChanged.connect(self.history_changed)
        self._check = check or _shipped_check()
        self._spell: Spell = lambda _: ()
        self._typing = 0
        self._typing_at: Path | None = None
        self._saved: Draft | None = draft
        self._opened = OnForm(draft, form, calendar)
        self._take(draft)

    @property
    def draft(self) -> Draft:
        return self._draft

    @property
    def is_saved(self) -> bool:
        """Whether the draft says exactly what was last saved."""
        return self._draft == self._saved

    def mark_saved(self, draft: Draft) -> None:
        """`draft` is on disk now. Steps of the history go on as if nothing had happened."""
        self._saved = draft
        self.changed.emit()

    def mark_unsaved(self) -> None:
        """No file is known to hold any state of it."""
        self._saved = None
        self.changed.emit()

    def use_spelling(self, spell: Spell) -> None:
        """What it finds stands among the problems from now on, after all others, as in `drafter check`."""
        self._spell, before = spell, self.problems
        self.problems = (*self._checked, *spell(self.answers))
        if self.problems != before:
            self.changed.emit()

    def edit(self, path: Path, entry: Entry | None) -> None:
        """Put what was typed at the path. None empties it. A row that is not there raises KeyError."""
        if path != self._typing_at:
            self.end_typing()
            self._typing_at = path
        self._push(f"typing in {self.label(path)}", self._draft.with_entry(path, entry), path, self._typing)

    def end_typing(self) -> None:
        """A pause, or leaving the field: what is typed next is another step."""
        self._typing += 1
        self._typing_at = None

    def add_row(self, name: str, row: Row | None = None, at: int | None = None) -> Row:
        row = row or Row({})
        self._step(f"adding {self._row_name(name)}", self._draft.with_row_added(name, row, at), Path(name, row.id))
        return row

    def remove_row(self, name: str, row_id: str) -> None:
        self._step(f"removing {self._row_name(name)}", self._draft.with_row_removed(name, row_id), Path(name, row_id))

    def move_row(self, name: str, row_id: str, to: int, count: int = 1) -> None:
        """Move the row, and as many after it as make `count`."""
        self._step(f"moving {self._row_name(name)}", self._draft.with_row_moved(name, row_id, to, count),
                   Path(name, row_id))

    def set_exempt(self, path: Path, exempt: bool) -> None:
        """Mark a field, a row or a cell exempt, or take the mark away: public papers leave out what is marked."""
        if (str(path) in self._draft.exempt) != exempt:
            self._step(f"marking {self.label(path)}", self._draft.with_exempt(path, exempt), path)

    def set_later(self, section: str, later: bool) -> None:
        """Mark a section as one to come back to, or take the mark away."""
        if (section in self._draft.later) != later:
            self._step("marking a section", self._draft.with_later(section, later), WHOLE)

    def set_stage(self, stage: Stage) -> None:
        self._step(f"stage {stage}", self._draft.with_stage(stage), WHOLE)

    def apply_fix(self, fix: Fix) -> None:
        """All edits of the fix, as one step."""
        draft = self._draft
        for path, entry in fix.edits:
            draft = draft.with_entry(path, entry)
        self._step(fix.label, draft, fix.edits[0][0])

    def explain(self, problem: Problem, reason: str, who: str) -> None:
        """Keep the reason why what was found stands as it is; "" dismisses advice. Raises Failure for words that give
        none."""
        from drafter.checks.explaining import explain

        after = explain(self._draft, problem, reason, who, self.today, self.problems)
        self._step("a reason" if reason.strip() else "dismissing advice", after, problem.path)

    def ask_again(self, problems: Iterable[Problem]) -> None:
        """Take back what was said to these findings, as one step."""
        from drafter.checks.explaining import ask_again

        draft, told = self._draft, tuple(problems)
        for problem in told:
            draft = ask_again(draft, problem)
        if told:
            self._step("asking again", draft, told[0].path if len(told) == 1 else WHOLE)

    def put_whole(self, draft: Draft, text: str, path: Path = WHOLE) -> None:
        """Another state of the whole draft (a version, a merge, a replacement throughout), as one step that can be
        undone; then the path is shown."""
        self._step(text, draft, path)

    def go_back_to_opening(self) -> None:
        """The draft as it was when it was opened, as one step that can be undone."""
        self._put_on("going back to how it was opened", self._opened)

    def bring_to(self, draft: Draft, form: Form, calendar: Calendar) -> None:
        """The draft on another form, as one step that can be undone."""
        self._put_on("bringing the draft to another form", OnForm(draft, form, calendar))

    def label(self, path: Path) -> str:
        field = self.form.at(path) or self.form.field(path.field)
        return field.label.rstrip(":") if field else path.field

    def _row_name(self, name: str) -> str:
        field = self.form.field(name)
        return field.row_name if isinstance(field, RowsField) else "row"

    def _step(self, text: str, after: Draft, path: Path) -> None:
        self.end_typing()
        self._push(text, after, path, None)

    def _push(self, text: str, after: Draft, path: Path, typing: int | None) -> None:
        if after != self._draft:
            self.undo_stack.push(ReplaceDraft(text, self._draft, after, path, typing, self._put))

    def _put_on(self, text: str, after: OnForm) -> None:
        if after.form is self.form:
            self._step(text, after.draft, WHOLE)
            return
        self.end_typing()
        self.undo_stack.push(ChangeForm(text, OnForm(self._draft, self.form, self.calendar), after, self._change_form))

    def _change_form(self, to: OnForm) -> None:
        self.end_typing()
        self.form, self.calendar = to.form, to.calendar
        self._take(to.draft)
        self.form_changed.emit()

    def _put(self, draft: Draft, path: Path, again: bool) -> None:
        """Called by the steps. `again` when it is an undo or a redo, not the first doing."""
        if again:
            self.end_typing()
        self._take(draft)
        self.changed.emit()
        if again:
            self.acted.emit(path)

    def _take(self, draft: Draft) -> None:
        self._draft = draft
        self.answers = read_answers(self.form, draft)
        self._checked = self._check(self.answers, self.today, self.calendar)
        self.problems = (*self._checked, *self._spell(self.answers))


def _shipped_check() -> Check:
    from drafter.checks.check import check
    return check
