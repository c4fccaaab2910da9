"""The undoable steps: the draft before it and the draft after it; the same with the form that it is on."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtGui import QUndoCommand

from drafter.model.draft import Draft, Path
from drafter.model.form import Form
from drafter.model.timetable import Calendar

MERGES = 1
NEVER_MERGES = -1


class ReplaceDraft(QUndoCommand):
    """Nothing is inverted, so nothing can be inverted wrongly: undo puts the very draft before back.

    Steps with the same `typing` number are one stretch of typing at one place, and become one step.
    """

    def __init__(self, text: str, before: Draft, after: Draft, path: Path, typing: int | None,
                 put: Callable[[Draft, Path, bool], None]) -> None:
        super().__init__(text)
        self.before, self.after, self.path, self.typing = before, after, path, typing
        self._put, self._done = put, False

    def id(self) -> int:
        return NEVER_MERGES if self.typing is None else MERGES

    def redo(self) -> None:
        self._put(self.after, self.path, self._done)
        self._done = True

    def undo(self) -> None:
        self._put(self.before, self.path, True)

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, ReplaceDraft) or other.typing != self.typing or other.path != self.path:
            return False
        self.after = other.after
        self.setObsolete(self.before == self.after)
        return True


class OnForm(NamedTuple):
    """A draft with the form it is on, and that form's calendar."""

    draft: Draft
    form: Form
    calendar: Calendar


class ChangeForm(QUndoCommand):
    """As `ReplaceDraft`, for a draft that goes to another form."""

    def __init__(self, text: str, before: OnForm, after: OnForm, put: Callable[[OnForm], None]) -> None:
        super().__init__(text)
        self.before, self.after, self._put = before, after, put

    def redo(self) -> None:
        self._put(self.after)

    def undo(self) -> None:
        self._put(self.before)
