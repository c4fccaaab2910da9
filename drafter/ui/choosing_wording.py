"""Approved wordings, from the wish for one to the cursor in the clause that was put in."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from drafter.app.session import Session
from drafter.app.wordings import WordingQuestion, first_gap
from drafter.model.draft import Path
from drafter.model.fields import ClausesField
from drafter.model.problem import Fix
from drafter.ui.dialogs import Dialogs
from drafter.ui.draft_view import DraftView
from drafter.ui.editors.boxes import GrowingBox


class ChoosingWording(QObject):
    def __init__(self, session: Session, dialogs: Dialogs, view: DraftView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._dialogs, self._view = session, dialogs, view
        view.wording_wanted.connect(self.choose)

    def choose(self, place: Path | None) -> None:
        """Ask for a wording and put it in, as one step: after the clause of the place, or else at the end."""
        self._view.flush()
        field = self._field(place)
        if field is None or not self._session.form.clauses:
            self._view.said.emit("This form has no wordings to choose from.", False)
            return
        after = place.row if place is not None and place.field == field.id else None
        question = WordingQuestion(self._session.answers, field, after, self._session.today)
        chosen = self._dialogs.which_wording(question)
        if chosen is None:
            return
        whole, before = question.with_rows(chosen.rows), self._session.problems
        self._session.apply_fix(Fix("putting in a wording", ((Path(field.id), whole),)))
        path, gap = first_gap(chosen.clause, chosen.words, chosen.rows, field.id)
        self._view.go_to(path)
        self._view.attention.write_in(field.id, before)  # it is being written now: its gaps wait until it is left
        self._view.refresh()
        _select(gap, self._view.window().focusWidget())
        count = len(chosen.clause.slots) - len(chosen.words)
        left = "" if not count else " One gap is left." if count == 1 else f" {count} gaps are left."
        self._view.said.emit(f"‘{chosen.clause.title}’ was put in.{left}", True)

    def _field(self, place: Path | None) -> ClausesField | None:
        """The clauses one is in, or else the first that are asked."""
        asked = [one for path, one in self._session.answers.asked.items()
                 if path == Path(one.id) and isinstance(one, ClausesField)]
        here = next((one for one in asked if place is not None and one.id == place.field), None)
        return here if isinstance(here, ClausesField) else next((one for one in asked
                                                                 if isinstance(one, ClausesField)), None)


def _select(gap: str, box: QWidget | None) -> None:
    """The words that stand for a gap, in the box that has the cursor: what is typed next takes their place."""
    if gap and isinstance(box, GrowingBox) and (at := box.toPlainText().find(gap)) >= 0:
        cursor = box.textCursor()
        cursor.setPosition(at)
        cursor.setPosition(at + len(gap), cursor.MoveMode.KeepAnchor)
        box.setTextCursor(cursor)
