"""Clauses as the council words them: approved sentences with gaps, which the draft and the officer fill.

A gap is a name in braces, such as {provider}. What goes into it is put in once, as it stands, and never read again. A
word right after it that ends in "(s)" loses its s after 1: "{months} month(s)" is "1 month" and "36 months".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from drafter.model.base import REFUSE_UNKNOWN
from drafter.model.draft import Path, Row
from drafter.model.fields.base import FieldBase
from drafter.model.fields.clauses import APPROVED_WORDING, IN_BRACES

_COUNTED = re.compile(IN_BRACES.pattern + r"(?: ([A-Za-z]+)\(s\))?")
"""A gap, with the word that is counted where one follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A gap of a clause. `field` is how it is asked: its id stands in the braces, its `good_example` beside the box.
    `answer` is where the draft may hold it already: a field, or a column of one ("contract_term.start", of its first
    row that says anything)."""

    field: FieldBase
    answer: str = ""

    @property
    def gap(self) -> str:
        """What stands in the clause as long as nothing else does."""
        return f"[{self.field.label}]"

    @property
    def place(self) -> Path | None:
        """Where the draft may hold it; None where it is only asked."""
        return Path.parse(self.answer) if self.answer else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedClause:
    """A clause of the library, under a heading (`group`). `use` says when it is the right one; `verb`, `delegate_to`,
    `consulting` and `text` are cells of the clause, `sub_clauses` the texts of those beneath it.

    `approved_by` approved the wording, "" where nobody has yet; it stands as it is `since` that day. From the day it is
    `retired` it is no longer offered: `instead` is the clause that takes its place, `note` says in a sentence what to
    do.
    """

    id: str
    group: str
    title: str
    use: str
    text: str
    since: date
    approved_by: str = ""
    verb: str = ""
    delegate_to: str = ""
    consulting: str = ""
    sub_clauses: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()
    retired: date | None = None
    instead: str = ""
    note: str = ""
    __pydantic_config__ = REFUSE_UNKNOWN

    @property
    def mark(self) -> str:
        """What a clause of a draft notes of where it came from: this clause, as it stood since that day."""
        return f"{self.id} {self.since}"

    def is_current(self, day: date) -> bool:
        """Whether it is offered on that day."""
        return self.since <= day and (self.retired is None or day < self.retired)

    def patterns(self) -> Iterator[str]:
        """Every text of it that may have gaps."""
        yield from (self.delegate_to, self.consulting, self.text, *self.sub_clauses)

    def rows(self, words: Mapping[str, str]) -> tuple[Row, ...]:
        """The clause and its sub-clauses for a draft. `words` fill the gaps, by slot; a gap without any shows what is
        asked, in square brackets. A post that is not known stays empty, since it is chosen."""
        cells = {"verb": self.verb, "delegate_to": self._filled(self.delegate_to, words, {}),
                 "consulting": self._filled(self.consulting, words), "text": self._filled(self.text, words),
                 APPROVED_WORDING: self.mark}
        beneath = (Row({"level": "2", "text": self._filled(text, words)}) for text in self.sub_clauses)
        return (Row({column: cell for column, cell in cells.items() if cell}), *beneath)

    def _filled(self, pattern: str, words: Mapping[str, str], gaps: Mapping[str, str] | None = None) -> str:
        open_ones = {slot.field.id: slot.gap for slot in self.slots} if gaps is None else gaps

        def filled(gap: re.Match[str]) -> str:
            said = words.get(gap[1]) or open_ones.get(gap[1], "")
            return said if gap[2] is None else f"{said} {gap[2]}{'' if said == '1' else 's'}"

        return _COUNTED.sub(filled, pattern)


def came_from(mark: object) -> tuple[str, date | None]:
    """The id of the library's clause that a clause of a draft was made from, and since when it stood as it was then;
    "" where the mark names none."""
    name, _, since = mark.partition(" ") if isinstance(mark, str) else ("", "", "")
    try:
        return name, date.fromisoformat(since)
    except ValueError:
        return name, None
