"""The decision, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from drafter.model.base import REFUSE_UNKNOWN
from drafter.model.conditions import OneOf
from drafter.model.draft import CellEntry, Entry, Row, Rows
from drafter.model.fields.base import FieldBase
from drafter.model.fields.choices import Choice, ChoiceField
from drafter.model.fields.plain import LineField
from drafter.model.fields.rows import RowsField

IN_BRACES = re.compile(r"\{([^{}]*)\}")
"""A field id within a pattern that a form writes, such as "{title}"."""
APPROVED_WORDING = "approved_wording"
"""The cell of a clause that notes which approved wording it was made from. It is never asked and never printed."""


@cache
def _clause_columns(delegating: tuple[str, ...], posts: tuple[Choice, ...], directory: str) -> tuple[FieldBase, ...]:
    delegates = OneOf("verb", delegating) if delegating else None
    return (
        ChoiceField(id="level", label="Level", choices=(Choice(id="1", label="Clause"),
                                                        Choice(id="2", label="Sub-clause"))),
        LineField(id="verb", label="Verb", hint="The word the clause begins with, such as APPROVE."),
        ChoiceField(id="delegate_to", label="Post", directory=directory or "posts", choices=posts,
                    when=delegates, hint="The post that is to act. Leave it empty if the text names the post."),
        LineField(id="consulting", label="In consultation with", when=delegates, long=True),
        LineField(id="text", label="Text", long=True, required=True, missing="Enter what the clause decides"),
    )


_MADE_FROM = LineField(id=APPROVED_WORDING, label="Approved wording")
_INTRODUCTION = LineField(id="introduction", label="Opening sentence", long=True,
                          hint="The sentence the clauses continue. Leave it empty to have it written for you.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClausesField(RowsField):
    """The decision, clause by clause: a) b) c), and i. ii. beneath. A row at level 2 is a sub-clause of the one before.

    `verbs` are the words a clause may begin with; a clause whose verb is in `delegating` names a post. The
    introduction ("As Leader of the Council, I propose to:") is printed before them; where it is empty, the wording has
    its own. `opening` is that sentence as a pattern of field ids in braces: "As {decision_maker_title}, I propose to:".
    """

    kind: ClassVar[str] = "clauses"
    verbs: tuple[str, ...] = ()
    delegating: tuple[str, ...] = ("DELEGATE",)
    posts: tuple[Choice, ...] = ()
    directory: str = ""
    opening: str = ""
    __pydantic_config__ = REFUSE_UNKNOWN

    @property
    def fields(self) -> tuple[FieldBase, ...]:
        return _clause_columns(self.delegating, self.posts, self.directory)

    def column(self, column_id: str) -> FieldBase | None:
        return _MADE_FROM if column_id == APPROVED_WORDING else RowsField.column(self, column_id)

    @property
    def main_column(self) -> str:
        return "text"

    @property
    def introduction_field(self) -> LineField | None:
        return _INTRODUCTION

    def entry_from_text(self, text: str) -> Entry:
        return Rows(tuple(self.clause(line) for line in text.split("\n") if line.strip()))

    def opening_words(self, answer: Callable[[str], str]) -> str:
        """The opening sentence that is written for the officer; "..." stands for what is not answered yet."""
        return IN_BRACES.sub(lambda name: answer(name[1]) or "...", self.opening)

    def delegates(self, verb: str) -> bool:
        """Whether a clause with this verb, written in any case, names a post that is to act."""
        return verb.casefold() in map(str.casefold, self.delegating)

    def sentence(self, cells: Mapping[str, str]) -> str:
        """The clause as it is printed, after its letter: "DELEGATE authority to the Director of Law, in consultation
        with the Leader, to sign the lease". Where the text names the post itself, the verb goes before it as typed."""
        verb, text, post, consulting = (" ".join(cells.get(column, "").split())
                                        for column in ("verb", "text", "delegate_to", "consulting"))
        if not self.delegates(verb) or not post or post.casefold() in text.casefold():
            sentence = f"{verb} {text}".strip()
            named = not consulting or consulting.casefold() in text.casefold()
            return sentence if named else f"{sentence}, in consultation with {consulting}"
        article = "" if post.casefold().startswith("the ") else "the "
        within = f", in consultation with {consulting}," if consulting else ""
        to = "" if not text or text.casefold().startswith("to ") else "to "
        return f"{verb} authority to {article}{post}{within} {to}{text}".strip()

    def split_verb(self, cells: Mapping[str, CellEntry]) -> dict[str, CellEntry | None] | None:
        """The cells to change where the verb's cell holds more than a verb: a known verb stays, and the rest goes
        before the text; where no known verb begins it, all of it does. None where there is nothing to move."""
        typed, text = cells.get("verb"), cells.get("text", "")
        words = typed.split() if isinstance(typed, str) else []
        if len(words) < 2 or not isinstance(text, str) or " ".join(words).casefold() in map(str.casefold, self.verbs):
            return None
        verb = next((verb for verb in self.verbs if verb.casefold() == words[0].strip(",:;").casefold()), None)
        rest = " ".join(words[1:] if verb else words)
        return {"verb": verb, "text": f"{rest} {text}".strip()}

    def clause(self, line: str, level: int = 1) -> Row:
        """A clause from its printed sentence: the verb apart where the line begins with one in capitals."""
        line = " ".join(line.split())
        first, _, rest = line.partition(" ")
        begins = bool(rest) and first.upper().strip(",:;") in self.verbs
        cells: dict[str, CellEntry] = {"verb": first, "text": rest} if begins else {"text": line}
        if level > 1:
            cells["level"] = str(level)
        return Row(cells)
