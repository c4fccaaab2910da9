"""The kinds of field. One class says all about a kind apart from its widget: how an entry reads, what is wrong with
a value, how it is printed, and what plain text becomes when it is put in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import ClassVar

from drafter.model import rich_text
from drafter.model.base import REFUSE_UNKNOWN
from drafter.model.conditions import Condition, OneOf
from drafter.model.draft import CellEntry, Entry, Implication, Row, Rows
from drafter.model.figures import printed_date, printed_money, read_date, read_money, read_whole_number
from drafter.model.rich_text import RichText

Value = str | bool | int | date | tuple[str, ...] | RichText | Implication
"""What an entry means. Money is whole pence. A field with rows reads as the ids of the rows that hold anything."""

IN_BRACES = re.compile(r"\{([^{}]*)\}")
"""A field id within a pattern that a form writes, such as "{title}"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldBase:
    """What every kind has.

    `label` is the council's own wording, as printed on its form; `aliases` are other labels under which published
    records carry it. `missing` is the sentence when it is asked and empty. `required` and `required_when` say when an
    answer is due, `when` whether it is asked at all. `stands` says that the answer of an earlier decision on the same
    matter usually stands in the next one too. `law` is the source of that demand; `local` that it is the
    council's own rule.
    """

    kind: ClassVar[str] = ""
    id: str
    label: str
    aliases: tuple[str, ...] = ()
    hint: str = ""
    why: str = ""
    good_example: str = ""
    poor_example: str = ""
    missing: str = ""
    required: bool = False
    required_when: Condition | None = None
    when: Condition | None = None
    exempt: bool = False
    stands: bool = False
    law: str = ""
    local: bool = False
    __pydantic_config__ = REFUSE_UNKNOWN

    def read(self, entry: Entry) -> Value | None:
        """What the entry means; None where it makes no sense as this kind. Only asked for an entry that holds text."""
        return entry if isinstance(entry, str) else None

    def fault(self, value: Value) -> str | None:
        """The code of what is wrong with a value that reads well, such as "too_long"."""
        return None

    def display(self, value: Value) -> str:
        """How the value reads in print and in lists, as plain words."""
        return str(value)

    def entry_from_text(self, text: str) -> Entry:
        """The entry that plain text typed or pasted into this field makes."""
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class LineField(FieldBase):
    """Text without paragraphs. `long` asks for a box that wraps. `pattern` must match the whole text."""

    kind: ClassVar[str] = "line"
    max_length: int | None = None
    pattern: str = ""
    pattern_hint: str = ""
    long: bool = False
    __pydantic_config__ = REFUSE_UNKNOWN

    def read(self, entry: Entry) -> Value | None:
        return " ".join(entry.split()) if isinstance(entry, str) else None

    def fault(self, value: Value) -> str | None:
        if self.max_length is not None and len(str(value)) > self.max_length:
            return "too_long"
        if self.pattern and not re.fullmatch(self.pattern, str(value)):
            return "wrong_pattern"
        return None

    def entry_from_text(self, text: str) -> Entry:
        return " ".join(text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class RichTextField(FieldBase):
    """Paragraphs, lists and small tables. `words` is a guide (from, to), never a limit."""

    kind: ClassVar[str] = "rich_text"
    words: tuple[int, int] | None = None
    __pydantic_config__ = REFUSE_UNKNOWN

    def read(self, entry: Entry) -> Value | None:
        return entry if isinstance(entry, RichText) else None

    def display(self, value: Value) -> str:
        return rich_text.plain(value) if isinstance(value, RichText) else str(value)

    def entry_from_text(self, text: str) -> Entry:
        return rich_text.from_plain(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateField(FieldBase):
    """A day, typed as people in England write it."""

    kind: ClassVar[str] = "date"
    __pydantic_config__ = REFUSE_UNKNOWN

    def read(self, entry: Entry) -> Value | None:
        return read_date(entry) if isinstance(entry, str) else None

    def display(self, value: Value) -> str:
        return printed_date(value) if isinstance(value, date) else str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyField(FieldBase):
    """An amount in pounds, read as whole pence."""

    kind: ClassVar[str] = "money"
    __pydantic_config__ = REFUSE_UNKNOWN

    def read(self, entry: Entry) -> Value | None:
        return read_money(entry) if isinstance(entry, str) else None

    def display(self, value: Value) -> str:
        return printed_money(value) if isinstance(value, int) else str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeNumberField(FieldBase):
    """A whole number, from `least` to `most` where those are given."""

    kind: ClassVar[str] = "whole_number"
    least: int | None = None
    most: int | None = None
    __pydantic_config__ = REFUSE_UNKNOWN

    def read(self, entry: Entry) -> Value | None:
        return read_whole_number(entry) if isinstance(entry, str) else None

    def fault(self, value: Value) -> str | None:
        if self.least is not None and isinstance(value, int) and value < self.least:
            return "too_small"
        if self.most is not None and isinstance(value, int) and value > self.most:
            return "too_large"
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNoField(FieldBase):
    """Yes or no. The entry is the word "yes" or "no", in any case.

    `yes_words` and `no_words` are what published records say instead: a decision type of "Key" or "Non-key".
    """

    kind: ClassVar[str] = "yes_no"
    yes_words: tuple[str, ...] = ()
    no_words: tuple[str, ...] = ()
    __pydantic_config__ = REFUSE_UNKNOWN

    def read(self, entry: Entry) -> Value | None:
        if not isinstance(entry, str):
            return None
        word = _folded(entry).rstrip(".")
        if word in ("yes", *map(_folded, self.yes_words)):
            return True
        return False if word in ("no", *map(_folded, self.no_words)) else None

    def display(self, value: Value) -> str:
        return "Yes" if value else "No"

    def entry_from_text(self, text: str) -> Entry:
        read = self.read(text)
        return text.strip() if read is None else self.display(read).lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """`since` and `until` bound the time in which it may be chosen; outside it stays readable in older drafts. A post
    of the directory also knows its directorate, and where it is reached."""

    id: str
    label: str = ""
    since: date | None = None
    until: date | None = None
    directorate: str = ""
    email: str = ""
    phone: str = ""
    __pydantic_config__ = REFUSE_UNKNOWN

    @property
    def words(self) -> str:
        """What the choice is called in print: its label, or else its id."""
        return self.label or self.id

    def is_current(self, day: date) -> bool:
        """Whether it may be chosen on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceFieldBase(FieldBase):
    """Choices stand in the form, or in the dated `directory` list of that name (then the id is the title itself).

    With a directory, any other text is kept and read too: titles change, and a record quotes the one of its day. A
    rule compares it with the directory.
    """

    choices: tuple[Choice, ...] = ()
    directory: str = ""
    __pydantic_config__ = REFUSE_UNKNOWN

    def choice(self, text: str) -> Choice | None:
        """The form's own choice that the text names by its id or its label; None where there is none such."""
        wanted = _folded(text)
        return next((c for c in self.choices if wanted in (_folded(c.id), _folded(c.words))), None)

    def choice_id(self, text: str) -> str | None:
        """The id of the choice that the text names; with a directory, the text itself where it names none."""
        found = self.choice(text)
        if found is not None:
            return found.id
        return " ".join(text.split()) if self.directory else None

    def words(self, choice_id: str) -> str:
        """What the choice of that id is called in print; a title of the directory is its own name."""
        found = next((choice for choice in self.choices if choice.id == choice_id), None) or self.choice(choice_id)
        return found.words if found else choice_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField(ChoiceFieldBase):
    """One of several. The value is the id of the choice.

    Where a title of the directory is picked, what else is known of it answers two further fields that are still empty:
    its directorate the field `directorate_into`, how it is reached the people of `contact_into`.
    """

    kind: ClassVar[str] = "choice"
    directorate_into: str = ""
    contact_into: str = ""
    __pydantic_config__ = REFUSE_UNKNOWN

    def brings(self, choice: Choice) -> dict[str, Entry]:
        """What picking the choice answers elsewhere, by field."""
        brought: dict[str, Entry] = {}
        if self.directorate_into and choice.directorate:
            brought[self.directorate_into] = choice.directorate
        reached: dict[str, CellEntry] = {name: words for name, words in (("email", choice.email),
                                                                         ("phone", choice.phone)) if words}
        if self.contact_into and reached:
            brought[self.contact_into] = Rows((Row({"post": choice.words, **reached}),))
        return brought

    def read(self, entry: Entry) -> Value | None:
        return self.choice_id(entry) if isinstance(entry, str) else None

    def display(self, value: Value) -> str:
        return self.words(str(value))

    def entry_from_text(self, text: str) -> Entry:
        return self.choice_id(text) or text.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class MultiChoiceField(ChoiceFieldBase):
    """Any of several. The value is the ids of the choices, as they were ticked."""

    kind: ClassVar[str] = "multi_choice"
    __pydantic_config__ = REFUSE_UNKNOWN

    def read(self, entry: Entry) -> Value | None:
        if not isinstance(entry, tuple):
            return None
        ids = tuple(self.choice_id(text) for text in entry)
        return None if None in ids else tuple(i for i in ids if i is not None)

    def display(self, value: Value) -> str:
        return "; ".join(self.words(i) for i in value) if isinstance(value, tuple) else str(value)

    def entry_from_text(self, text: str) -> Entry:
        parts = [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
        return tuple(self.choice_id(part) or part for part in parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsField(FieldBase):
    """Rows of cells. `row_name` is what one row is called. Where `may_be_none`, a stated reason for having none
    stands in for rows."""

    row_name: str = "row"
    may_be_none: bool = False
    __pydantic_config__ = REFUSE_UNKNOWN

    @property
    def fields(self) -> tuple[FieldBase, ...]:
        """The columns, in order."""
        return ()

    @property
    def none_field(self) -> LineField:
        """The part that takes the reason for having none."""
        return LineField(id="none_because", label=f"{self.label}: none, because", long=True,
                         missing=f"Add at least one {self.row_name}, or say why there are none")

    @property
    def introduction_field(self) -> LineField | None:
        """The part that takes the sentence the rows continue, where the kind has one."""
        return None

    def part(self, part_id: str) -> FieldBase | None:
        """A part of the whole field, beside its rows."""
        if part_id == "none_because":
            return self.none_field if self.may_be_none else None
        return self.introduction_field if part_id == "introduction" else None

    @property
    def main_column(self) -> str:
        """The column that takes plain text put into the whole field."""
        return self.fields[0].id

    def column(self, column_id: str) -> FieldBase | None:
        """The column of that id; None where the rows have none such."""
        return next((column for column in self.fields if column.id == column_id), None)

    def read(self, entry: Entry) -> Value | None:
        return tuple(row.id for row in entry.rows if not is_blank_row(row)) if isinstance(entry, Rows) else None

    def display(self, value: Value) -> str:
        return f"{len(value)}" if isinstance(value, tuple) else str(value)

    def entry_from_text(self, text: str) -> Entry:
        """One row a line."""
        column = self.column(self.main_column)
        assert column is not None
        rows = []
        for line in text.split("\n"):
            if line.strip():
                cell = column.entry_from_text(line.strip())
                assert not isinstance(cell, Rows | Implication)
                rows.append(Row({column.id: cell}))
        return Rows(tuple(rows))


def is_blank_row(row: Row) -> bool:
    """Whether a row says nothing; its level in a list says nothing by itself."""
    return all(is_blank(cell) for column, cell in row.cells.items() if column != "level")


def is_blank(entry: Entry | CellEntry | None) -> bool:
    """Whether nothing was typed. An implication in any of its three states is something."""
    match entry:
        case None | "" | ():
            return True
        case str():
            return not entry.strip()
        case RichText():
            return rich_text.is_blank(entry)
        case Rows(rows, because, introduction):
            return all(is_blank_row(row) for row in rows) and not because.strip() and not introduction.strip()
        case Implication(state, text, because, waiting_for):
            return not state and rich_text.is_blank(text) and not because.strip() and not waiting_for.strip()
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableField(RowsField):
    """Rows whose columns the form names itself."""

    kind: ClassVar[str] = "table"
    columns: tuple[FieldBase, ...] = ()
    __pydantic_config__ = REFUSE_UNKNOWN

    @property
    def fields(self) -> tuple[FieldBase, ...]:
        return self.columns


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


_OPTION_COLUMNS: tuple[FieldBase, ...] = (
    LineField(id="name", label="Option", required=True, missing="Name the option"),
    RichTextField(id="description", label="What it is"),
    ChoiceField(id="outcome", label="Outcome", choices=(Choice(id="rejected", label="Considered and rejected"),
                                                        Choice(id="recommended", label="Recommended"))),
    RichTextField(id="reason", label="Reason"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionsField(RowsField):
    """Options considered. Each was rejected, with a reason, or is the one recommended."""

    kind: ClassVar[str] = "options"
    row_name: str = "option"
    __pydantic_config__ = REFUSE_UNKNOWN

    @property
    def fields(self) -> tuple[FieldBase, ...]:
        return _OPTION_COLUMNS


_PERSON_COLUMNS: tuple[FieldBase, ...] = (
    LineField(id="name", label="Name"),
    LineField(id="post", label="Post"),
    LineField(id="phone", label="Telephone"),
    LineField(id="email", label="E-mail", pattern=r"[^@\s]{1,64}@[^@\s]{1,255}",
              pattern_hint="Enter an e-mail address such as name@example.gov.uk"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleField(RowsField):
    """People to ask, or who agreed: name, post, telephone, e-mail."""

    kind: ClassVar[str] = "people"
    row_name: str = "person"
    __pydantic_config__ = REFUSE_UNKNOWN

    @property
    def fields(self) -> tuple[FieldBase, ...]:
        return _PERSON_COLUMNS


_DOCUMENT_COLUMNS: tuple[FieldBase, ...] = (
    LineField(id="title", label="Title", required=True, missing="Enter the title of the document"),
    DateField(id="date", label="Date"),
    LineField(id="where", label="Where it can be read", hint="A web address, or the office."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsField(RowsField):
    """Documents submitted to the decision maker (regulation 9(1)(e)) or relied on (regulation 15)."""

    kind: ClassVar[str] = "documents"
    row_name: str = "document"
    __pydantic_config__ = REFUSE_UNKNOWN

    @property
    def fields(self) -> tuple[FieldBase, ...]:
        return _DOCUMENT_COLUMNS


_CONSULTATION_COLUMNS: tuple[FieldBase, ...] = (
    LineField(id="who", label="Who", required=True, missing="Say who is or was consulted"),
    LineField(id="how", label="How"),
    LineField(id="dates", label="When"),
    LineField(id="outcome", label="What came of it", long=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationField(RowsField):
    """Who was consulted, how, when, and what came of it."""

    kind: ClassVar[str] = "consultation"
    row_name: str = "consultation"
    __pydantic_config__ = REFUSE_UNKNOWN

    @property
    def fields(self) -> tuple[FieldBase, ...]:
        return _CONSULTATION_COLUMNS


@dataclass(frozen=True, slots=True, kw_only=True)
class ImplicationField(FieldBase):
    """Answered, none because ..., or waiting for ...: three states, never an empty box."""

    kind: ClassVar[str] = "implication"
    may_be_none: bool = True
    words: tuple[int, int] | None = None
    __pydantic_config__ = REFUSE_UNKNOWN

    @property
    def fields(self) -> tuple[FieldBase, ...]:
        """Its parts, each asked in one of the states."""
        return _implication_parts(self.label, self.words, self.missing)

    def part(self, column: str) -> FieldBase | None:
        """The part of that id, such as "because"; None where there is none such."""
        return next((part for part in self.fields if part.id == column), None)

    def read(self, entry: Entry) -> Value | None:
        if isinstance(entry, Implication) and not entry.state and not rich_text.is_blank(entry.text):
            return Implication("answered", entry.text, entry.because, entry.waiting_for)
        return entry if isinstance(entry, Implication) else None

    def fault(self, value: Value) -> str | None:
        is_none = isinstance(value, Implication) and value.state == "none"
        return "none_refused" if is_none and not self.may_be_none else None

    def display(self, value: Value) -> str:
        match value:
            case Implication("answered", text):
                return rich_text.plain(text)
            case Implication("none", _, because):
                return f"None, because {because}"
            case Implication("waiting", _, _, waiting_for):
                return f"Waiting for {waiting_for}"
        return ""

    def entry_from_text(self, text: str) -> Entry:
        return Implication("answered", rich_text.from_plain(text))


@cache
def _implication_parts(name: str, words: tuple[int, int] | None, missing: str) -> tuple[FieldBase, ...]:
    within = " ".join(word.lower() if word[1:].islower() else word for word in name.split())  # "HR" stays as it is
    return (
        RichTextField(id="text", label=name, required=True, words=words, missing=missing),
        LineField(id="because", label=f"{name}: none, because", long=True, required=True,
                  missing=f"Say why there are no {within}"),
        LineField(id="waiting_for", label=f"{name}: waiting for", required=True,
                  missing=f"Say who you are waiting for: {within}"),
    )


PART_IN_STATE = {"answered": "text", "none": "because", "waiting": "waiting_for"}
"""Which part of an implication each state asks for."""

KINDS: dict[str, type[FieldBase]] = {
    kind.kind: kind
    for kind in (LineField, RichTextField, DateField, MoneyField, WholeNumberField, YesNoField, ChoiceField,
                 MultiChoiceField, TableField, ClausesField, OptionsField, PeopleField, DocumentsField,
                 ConsultationField, ImplicationField)
}


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
