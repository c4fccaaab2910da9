"""Putting an approved wording into a decision: which are offered, what the draft knows for their gaps, how they will
stand. Nothing an officer or a draft says is ever read as a gap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from drafter.model.answers import Answers, without_exempt
from drafter.model.clause_library import ApprovedClause, Slot
from drafter.model.draft import CellEntry, Path, Row, Rows
from drafter.model.fields import ClausesField, RowsField, is_blank_row
from drafter.model.problem import Problem


@dataclass(frozen=True)
class WordingQuestion:
    """A decision's clauses, and where one more is to go: after the clause of that row with its sub-clauses, or else at
    the end. An empty clause there makes way for it, unless it has sub-clauses, which would hang beneath the new one."""

    answers: Answers
    field: ClausesField
    after: str | None
    today: date

    @cached_property
    def offered(self) -> tuple[ApprovedClause, ...]:
        """The wordings that stand today, in the order of the library."""
        return tuple(one for one in self.answers.form.clauses if one.is_current(self.today))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return self.answers.draft.rows(self.field.id).rows

    def known(self, clause: ApprovedClause) -> dict[str, str]:
        """What the draft has for the gaps, by slot, in printed words."""
        return {slot.field.id: words for slot in clause.slots if (words := self._words_for(slot))}

    def source(self, slot: Slot) -> str:
        """What the question is called whose answer fills the gap; "" where the draft has none."""
        place = slot.place
        field = self.answers.form.field(place.field) if place and self._words_for(slot) else None
        return field.label.rstrip(":") if field else ""

    def with_rows(self, made: tuple[Row, ...]) -> Rows:
        """The clauses with these among them."""
        rows, at = list(self.rows), self.place
        rows[at:at + self._makes_way] = made
        return replace(self.answers.draft.rows(self.field.id), rows=tuple(rows))

    @cached_property
    def place(self) -> int:
        """Where the new clause will be, from 0."""
        at = next((n for n, row in enumerate(self.rows) if row.id == self.after), None)
        if at is None:
            return len(self.rows) - 1 if self._is_empty(len(self.rows) - 1) else len(self.rows)
        if self._is_empty(at):
            return at
        return next((n for n in range(at + 1, len(self.rows)) if self.rows[n].cells.get("level") != "2"),
                    len(self.rows))

    @cached_property
    def _makes_way(self) -> int:
        here = self.rows[self.place] if self.place < len(self.rows) else None
        wanted = here is not None and (self.after is None or here.id == self.after)
        return 1 if wanted and self._is_empty(self.place) else 0

    def _is_empty(self, at: int) -> bool:
        """Whether the clause there says nothing and nothing hangs on it."""
        beneath = self.rows[at + 1:at + 2]
        return 0 <= at < len(self.rows) and is_blank_row(self.rows[at]) and not any(
            row.cells.get("level") == "2" for row in beneath)

    @cached_property
    def _public(self) -> Answers:
        """A decision is public: nothing exempt fills a gap."""
        return without_exempt(self.answers)

    def _words_for(self, slot: Slot) -> str:
        place, public = slot.place, self._public
        if place is None:
            return ""
        whole = self.answers.form.field(place.field)
        if place.column is None or not isinstance(whole, RowsField):
            return public.text(place.field, None, place.column)
        return next((words for row in public.row_ids(place.field)
                     if (words := public.text(place.field, row, place.column))), "")


def in_words(slot: Slot, typed: CellEntry | None) -> str:
    """What was typed for a gap as it is printed: an amount as £250,000, a day as 1 April 2027; "" for nothing, and for
    what the gap cannot take."""
    value = slot.field.read(typed) if isinstance(typed, str) and typed.strip() else None
    return "" if value is None or slot.field.fault(value) else " ".join(slot.field.display(value).split())


def slip(slot: Slot, typed: CellEntry | None) -> Problem | None:
    """What is wrong with what was typed for a gap, in the words of any question of its kind."""
    from drafter.checks import messages

    if not isinstance(typed, str) or not typed.strip():
        return None
    field, value = slot.field, slot.field.read(typed)
    code = "unreadable" if value is None else field.fault(value)
    if code is None:
        return None
    said = messages.unreadable(field, typed) if value is None else messages.fault(field, code, value)
    return Problem(code, "must_fix", Path(field.id), said)


def first_gap(clause: ApprovedClause, words: Mapping[str, str], made: tuple[Row, ...], field: str
              ) -> tuple[Path, str]:
    """Where to go on writing in the new clause: the first gap still open, with its words; the post, where that is not
    chosen; or else the text. The words are "" where nothing is to be written over."""
    gaps = [slot.gap for slot in clause.slots if not words.get(slot.field.id)]
    for row in made:
        if clause.delegate_to and row is made[0] and "delegate_to" not in row.cells:
            return Path(field, row.id, "delegate_to"), ""
        for column in ("consulting", "text"):
            text = row.cells.get(column)
            found = [gap for gap in gaps if isinstance(text, str) and gap in text]
            if found and isinstance(text, str):
                return Path(field, row.id, column), min(found, key=text.index)
    return Path(field, made[0].id, "text"), ""
