"""What is typed at the command line as an entry: plain text where words will do, JSON as in draft files for rows."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import NoReturn, TypeVar

from drafter.model.base import new_id
from drafter.model.characters import printable
from drafter.model.draft import CellEntry, Entry, Implication, Row, Rows
from drafter.model.failure import Failure, did_you_mean
from drafter.model.fields import FieldBase, ImplicationField, MultiChoiceField, RichTextField, RowsField
from drafter.model.rich_text import (
    EMPTY,
    MAX_LEVEL,
    SAFE_LINK,
    Block,
    Cell,
    Item,
    ListKind,
    Paragraph,
    RichText,
    Run,
    Table,
    from_plain,
)

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Object = dict[str, Json]
T = TypeVar("T")
_ROW_ID = re.compile(r"[^\[\]]+")
_BESIDE_TEXT = ("bold", "italic", "underline")


class ReadingError(Failure):
    """What was typed cannot be taken as an entry of its field."""


def entry_from(field: FieldBase, text: str) -> tuple[Entry, int]:
    """The entry, and how many characters had to go that no record can hold.

    Rows are JSON: {"rows": [{"cells": {"name": "..."}}]}; so are the other states of an implication, {"state": "none",
    "because": "..."}, and a list of choices. Everything else is plain text. Raises ReadingError.
    """
    reader = _Reader(field.id)
    match field:
        case RowsField():
            entry: Entry = reader.rows(field, reader.parsed(text, _example(field)))
        case ImplicationField() if _holds_object(text):
            entry = reader.implication(reader.parsed(text, '{"state": "none", "because": "..."}'))
        case MultiChoiceField() if text.lstrip().startswith("["):
            chosen = reader.strings(reader.parsed(text, '["one", "two"]'), "the list")
            entry = tuple(field.choice_id(choice) or choice for choice in chosen)
        case _:
            entry = field.entry_from_text(reader.clean(text))
    return entry, reader.removed


def _holds_object(text: str) -> bool:
    """Whether it is meant as JSON: an answer may begin with a brace too, but not with a brace and a member."""
    return re.match(r'\s*\{\s*("|\})', text) is not None


def _example(field: RowsField) -> str:
    return json.dumps({"rows": [{"cells": {field.main_column: "..."}}]})


class _Reader:
    """One JSON text, read strictly; `place` says where a fault is, `removed` counts what had to go."""

    def __init__(self, field: str) -> None:
        self.field = field
        self.removed = 0

    def clean(self, text: str) -> str:
        kept, removed = printable(text)
        self.removed += removed
        return kept

    def refused(self, what: str, advice: str = "") -> ReadingError:
        return ReadingError(f"'{self.field}' cannot be set: {what}.", advice)

    def parsed(self, text: str, example: str) -> Json:
        advice = f"Write it as {example}"

        def pairs(found: list[tuple[str, Json]]) -> Object:
            names = [name for name, _ in found]
            for name in names:
                if names.count(name) > 1:
                    raise self.refused(f"'{self.clean(name)}' is there twice", "Keep one of them.")
            return dict(found)

        def constant(name: str) -> NoReturn:
            raise self.refused(f"{name} is no value", advice)

        try:
            parsed: Json = json.loads(text, strict=False, object_pairs_hook=pairs, parse_constant=constant)
        except json.JSONDecodeError as error:
            raise self.refused(f"it is not JSON at line {error.lineno}, column {error.colno}", advice) from None
        except RecursionError:
            raise self.refused("it is nested too deeply", advice) from None
        except ValueError:
            raise self.refused("it holds a number that is too long", advice) from None
        return parsed

    def object_of(self, found: Json, place: str, members: tuple[str, ...], needed: str) -> Object:
        """An object with these members only. `needed` must be there."""
        if not isinstance(found, dict):
            raise self.refused(f"{place} must be an object with '{needed}'")
        for name in found:
            if name not in members:
                raise self.refused(f"{place} has no member '{self.clean(name)}'", did_you_mean(name, members).strip())
        if needed not in found:
            raise self.refused(f"{place} lacks '{needed}'")
        return found

    def string(self, found: Json, place: str) -> str:
        if not isinstance(found, str):
            raise self.refused(f"{place} must be text in double quotes")
        return self.clean(found)

    def strings(self, found: Json, place: str) -> tuple[str, ...]:
        return self.list_of(found, place, self.string)

    def list_of(self, found: Json, place: str, each: Callable[[Json, str], T]) -> tuple[T, ...]:
        if not isinstance(found, list):
            raise self.refused(f"{place} must be a list in square brackets")
        return tuple(each(one, f"{place}, number {number}") for number, one in enumerate(found, 1))

    def implication(self, found: Json) -> Implication:
        whole = self.object_of(found, "the value", ("state", "text", "because", "waiting_for"), "state")
        text = self.rich_text(whole["text"], "'text'") if "text" in whole else EMPTY
        because, waiting_for = (self.string(whole.get(name, ""), f"'{name}'") for name in ("because", "waiting_for"))
        match whole["state"]:
            case "" | "answered" | "none" | "waiting" as state:
                return Implication(state, text, because, waiting_for)
            case _:
                raise self.refused("'state' must be \"answered\", \"none\" or \"waiting\"")

    def rows(self, field: RowsField, found: Json) -> Rows:
        parts = [name for name in ("none_because", "introduction") if field.part(name) is not None]
        whole = self.object_of(found, "the value", ("rows", *parts), "rows")
        rows = self.list_of(whole["rows"], "'rows'", lambda row, place: self.row(field, row, place))
        ids = [row.id for row in rows]
        for row_id in ids:
            if ids.count(row_id) > 1:
                raise self.refused(f"two rows have the id '{row_id}'", "Give each its own, or leave the ids out.")
        return Rows(rows, **{name: self.string(whole.get(name, ""), f"'{name}'") for name in parts})

    def row(self, field: RowsField, found: Json, place: str) -> Row:
        row = self.object_of(found, place, ("cells", "id"), "cells")
        row_id = self.string(row["id"], f"the id of {place}") if "id" in row else new_id()
        if not _ROW_ID.fullmatch(row_id):
            raise self.refused(f"the id of {place} is empty or holds a square bracket")
        if not isinstance(row["cells"], dict):
            raise self.refused(f"the cells of {place} must be an object")
        return Row({name: self.cell(field, name, cell, f"{place}, '{name}'") for name, cell in row["cells"].items()},
                   row_id)

    def cell(self, field: RowsField, name: str, found: Json, place: str) -> CellEntry:
        column = field.column(name)
        if column is None:
            known = [one.id for one in field.fields]
            raise self.refused(f"it has no column '{self.clean(name)}'",
                        did_you_mean(name, known).strip() or f"Its columns are {', '.join(known)}.")
        if isinstance(column, RichTextField):
            return self.rich_text(found, place)
        if isinstance(found, list):
            return self.strings(found, place)
        entry = column.entry_from_text(self.string(found, place))
        assert not isinstance(entry, Rows | Implication)
        return entry

    def rich_text(self, found: Json, place: str) -> RichText:
        if isinstance(found, str):
            return from_plain(self.clean(found))
        whole = self.object_of(found, place, ("blocks",), "blocks")
        return RichText(self.list_of(whole["blocks"], f"the blocks of {place}", self.block))

    def block(self, found: Json, place: str) -> Block:
        if isinstance(found, dict) and "table" in found:
            return self.table(found, place)
        return self.paragraph(found, place)

    def table(self, found: Json, place: str) -> Table:
        whole = self.object_of(found, place, ("table", "title", "id"), "table")
        grid = self.list_of(whole["table"], place, lambda row, at: self.list_of(row, at, self.table_cell))
        if not grid or not grid[0] or len({len(row) for row in grid}) > 1:
            raise self.refused(f"the rows of {place} must have equally many cells")
        return Table(grid, self.string(whole.get("title", ""), f"the title of {place}"), self.id_of(whole, place))

    def table_cell(self, found: Json, place: str) -> Cell:
        whole = self.object_of(found, place, ("blocks",), "blocks")
        return Cell(self.list_of(whole["blocks"], f"the blocks of {place}", self.paragraph))

    def paragraph(self, found: Json, place: str) -> Paragraph | Item:
        whole = self.object_of(found, place, ("runs", "list", "level", "starts", "id"), "runs")
        runs = self.list_of(whole["runs"], f"the runs of {place}", self.run)
        kind = self.list_kind(whole, place)
        if kind is None:
            return Paragraph(runs, self.id_of(whole, place))
        level = whole.get("level", 1)
        if type(level) is not int or not 1 <= level <= MAX_LEVEL:
            raise self.refused(f"the level of {place} must be a number from 1 to {MAX_LEVEL}")
        return Item(kind, runs, level, self.truth(whole, "starts", place), self.id_of(whole, place))

    def list_kind(self, whole: Mapping[str, Json], place: str) -> ListKind | None:
        match whole.get("list"):
            case None | "bullet" | "decimal" | "alpha" | "roman" as kind:
                return kind
            case _:
                raise self.refused(f"the list of {place} must be \"bullet\", \"decimal\", \"alpha\" or \"roman\"")

    def run(self, found: Json, place: str) -> Run:
        whole = self.object_of(found, place, ("text", *_BESIDE_TEXT, "link"), "text")
        link = self.string(whole.get("link", ""), f"the link of {place}")
        if link and not SAFE_LINK.match(link):
            raise self.refused(f"the link of {place} must begin with https://, http:// or mailto:")
        bold, italic, underline = (self.truth(whole, name, place) for name in _BESIDE_TEXT)
        return Run(self.string(whole["text"], f"the text of {place}"), bold, italic, underline, link)

    def truth(self, whole: Mapping[str, Json], name: str, place: str) -> bool:
        found = whole.get(name, False)
        if not isinstance(found, bool):
            raise self.refused(f"'{name}' of {place} must be true or false")
        return found

    def id_of(self, whole: Mapping[str, Json], place: str) -> str:
        return self.string(whole["id"], f"the id of {place}") if "id" in whole else new_id()
