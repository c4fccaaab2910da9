"""Fields of rows: tables, options, people, documents, consultation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from drafter.model.base import REFUSE_UNKNOWN
from drafter.model.draft import Entry, Implication, Row, Rows
from drafter.model.fields.base import FieldBase, Value
from drafter.model.fields.blank import is_blank_row
from drafter.model.fields.choices import Choice, ChoiceField
from drafter.model.fields.plain import DateField, LineField, RichTextField


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


@dataclass(frozen=True, slots=True, kw_only=True)
class TableField(RowsField):
    """Rows whose columns the form names itself."""

    kind: ClassVar[str] = "table"
    columns: tuple[FieldBase, ...] = ()
    __pydantic_config__ = REFUSE_UNKNOWN

    @property
    def fields(self) -> tuple[FieldBase, ...]:
        return self.columns


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


_POST = LineField(id="post", label="Post")


@cache
def _person_columns(posts: tuple[Choice, ...], directory: str) -> tuple[FieldBase, ...]:
    return (
        LineField(id="name", label="Name"),
        ChoiceField(id="post", label="Post", directory=directory, choices=posts) if directory else _POST,
        LineField(id="phone", label="Telephone"),
        LineField(id="email", label="E-mail", pattern=r"[^@\s]{1,64}@[^@\s]{1,255}",
                  pattern_hint="Enter an e-mail address such as name@example.gov.uk"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleField(RowsField):
    """People to ask, or who agreed: name, post, telephone, e-mail. With a list of the `directory` its titles are the
    `posts` that are offered, and any other may be typed."""

    kind: ClassVar[str] = "people"
    row_name: str = "person"
    posts: tuple[Choice, ...] = ()
    directory: str = ""
    __pydantic_config__ = REFUSE_UNKNOWN

    @property
    def fields(self) -> tuple[FieldBase, ...]:
        return _person_columns(self.posts, self.directory)


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
