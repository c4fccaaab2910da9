"""What was typed, kept as typed. A draft never changes: every edit makes another one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, NamedTuple

from drafter.model.base import Stage, new_id
from drafter.model.rich_text import EMPTY, RichText, plain

_PATH = re.compile(r"(?P<field>\w+)(?:\[(?P<row>[^\[\]]+)\])?(?:\.(?P<column>\w+))?")


class Path(NamedTuple):
    """A field; a row of it; a cell of that row; or, without a row, a part of the field (`legal.because`)."""

    field: str
    row: str | None = None
    column: str | None = None

    def __str__(self) -> str:
        row = f"[{self.row}]" if self.row is not None else ""
        return f"{self.field}{row}" + (f".{self.column}" if self.column is not None else "")

    @classmethod
    def parse(cls, text: str) -> Path:
        """The path that `str` printed. Raises ValueError for anything else."""
        match = _PATH.fullmatch(text)
        if match is None:
            raise ValueError(f"'{text}' is not a field path such as reasons or alternatives[row].reason")
        return cls(match["field"], match["row"], match["column"])


@dataclass(frozen=True, slots=True)
class Unread:
    """An entry in a shape this version does not know. It is kept, and written back, as it came."""

    json: str


CellEntry = str | tuple[str, ...] | RichText | Unread


@dataclass(frozen=True, slots=True)
class Row:
    """A clause, an option, a person, a document: cells by column, under an id that lasts."""

    cells: Mapping[str, CellEntry]
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Rows:
    """`none_because` is the stated reason for having none, where the field allows that. `introduction` is the sentence
    that the rows continue ("As Leader of the Council, I propose to:"), where the field has one."""

    rows: tuple[Row, ...]
    none_because: str = ""
    introduction: str = ""

    def row(self, row_id: str) -> Row | None:
        """The row of that id; None where it is gone."""
        return next((row for row in self.rows if row.id == row_id), None)


ImplicationState = Literal["", "answered", "none", "waiting"]


@dataclass(frozen=True, slots=True)
class Implication:
    """Answered, none because ..., or waiting for ... What was typed in another state is kept."""

    state: ImplicationState
    text: RichText = EMPTY
    because: str = ""
    waiting_for: str = ""


Entry = str | tuple[str, ...] | RichText | Rows | Implication | Unread
"""One field as typed. Dates, money, numbers, yes/no and choices are the text that was typed or chosen."""


@dataclass(frozen=True, slots=True)
class FormVersion:
    """The form a draft was last edited with. `sha256` names the exact pack."""

    id: str
    version: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A line of an imported record that found no field. `line` counts from 1."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """A label met again in an imported record; `text` is the field's `plain_entry` as the import left it."""

    field: str
    line: int
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Imported:
    """Where an imported draft came from: the file's name, which line went where, and what was left over.

    `trail` maps a span of lines ("12" or "12-15", counted from 1) to a field path, to several ("decision_number,
    title"), or to "" for left over. A line that a field took in part stands in `left_over` with the rest of its text.
    `removed` counts the characters that no record can hold.
    """

    source: str
    trail: Mapping[str, str]
    left_over: tuple[LeftOver, ...] = ()
    repeated: tuple[Repeated, ...] = ()
    removed: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why something that a rule found at `path` (as text) may stand as it is: the reason, who gave it, and when. Advice
    that was dismissed has no reason. `about` tells the text it was given for, so that it is asked for again when that
    changes; see `checks/explaining.py`."""

    code: str
    path: str
    about: str
    reason: str = ""
    who: str = ""
    when: date | None = None
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Draft:
    """`exempt` holds paths (as text) that the officer marked exempt; `explanations` what was said to findings, also to
    some that are no longer there; `stale` the ids of fields whose answer comes from an earlier decision and was not
    touched since; `later` those of sections to come back to. `unknown` holds members of the file that this version does
    not know, as JSON by place, so that saving writes them back."""

    form: FormVersion
    id: str = field(default_factory=new_id)
    stage: Stage = "proposed"
    entries: Mapping[str, Entry] = field(default_factory=dict)
    exempt: tuple[str, ...] = ()
    imported: Imported | None = None
    explanations: tuple[Explanation, ...] = ()
    stale: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    unknown: Mapping[str, str] = field(default_factory=dict)

    def entry(self, path: Path) -> Entry | None:
        """What was typed at the path; None where nothing was."""
        entry = self.entries.get(path.field)
        if path.row is not None:
            row = entry.row(path.row) if isinstance(entry, Rows) else None
            return row.cells.get(path.column or "") if row else None
        if path.column is not None:
            return getattr(entry, path.column) if path.column in _parts(entry) else None
        return entry

    def with_entry(self, path: Path, entry: Entry | None) -> Draft:
        """The draft after typing `entry` at the path. None empties it. What is typed in is no longer stale.

        A row or a part that is not there raises KeyError.
        """
        if path.row is not None:
            return self.with_entry(Path(path.field), _with_cell(self.rows(path.field), path, entry))
        if path.column is not None:
            return self.with_entry(Path(path.field), self._with_part(path, entry))
        entries = dict(self.entries)
        if entry is None:
            entries.pop(path.field, None)
        else:
            entries[path.field] = entry
        stale = tuple(name for name in self.stale if name != path.field) if self.stale else ()
        return replace(self, entries=entries, stale=stale)

    def rows(self, name: str) -> Rows:
        """The rows of a field; none where nothing, or something else, was entered."""
        entry = self.entries.get(name)
        return entry if isinstance(entry, Rows) else Rows(())

    def with_row_added(self, name: str, row: Row, at: int | None = None) -> Draft:
        """The draft with one more row: at a place (from 0), or after the others."""
        rows = list(self.rows(name).rows)
        rows.insert(len(rows) if at is None else at, row)
        return self._with_rows(name, tuple(rows))

    def with_row_removed(self, name: str, row_id: str) -> Draft:
        """The draft without the row, without the marks on it, and without what was said to findings in it."""
        kept = tuple(row for row in self.rows(name).rows if row.id != row_id)
        place = f"{name}[{row_id}]"
        gone = replace(self, exempt=tuple(p for p in self.exempt if not p.startswith(place)),
                       explanations=tuple(e for e in self.explanations if not e.path.startswith(place)))
        return gone._with_rows(name, kept)

    def with_row_moved(self, name: str, row_id: str, to: int, count: int = 1) -> Draft:
        """The row, and as many after it as make `count`, at place `to` (from 0) among the others."""
        rows = self.rows(name).rows
        at = next((place for place, row in enumerate(rows) if row.id == row_id), None)
        if at is None:
            raise KeyError(row_id)
        others = [*rows[:at], *rows[at + count:]]
        place = max(0, min(to, len(others)))
        return self._with_rows(name, (*others[:place], *rows[at:at + count], *others[place:]))

    def with_exempt(self, path: Path, exempt: bool) -> Draft:
        """The draft with the path marked exempt, or no longer."""
        others = tuple(text for text in self.exempt if text != str(path))
        return replace(self, exempt=(*others, str(path)) if exempt else others)

    def with_later(self, section: str, later: bool) -> Draft:
        """The draft with the section marked to come back to, or no longer."""
        others = tuple(one for one in self.later if one != section)
        return replace(self, later=(*others, section) if later else others)

    def with_stage(self, stage: Stage) -> Draft:
        """The draft moved to the stage."""
        return replace(self, stage=stage)

    def _with_rows(self, name: str, rows: tuple[Row, ...]) -> Draft:
        return self.with_entry(Path(name), replace(self.rows(name), rows=rows))

    def _with_part(self, path: Path, entry: Entry | None) -> Entry:
        part = path.column or ""
        whole = self.entries.get(path.field)
        if whole is None:
            whole = Rows(()) if part in ("none_because", "introduction") else Implication("")
        if part not in _parts(whole):
            raise KeyError(str(path))
        blank: Entry = EMPTY if part == "text" else ""
        return replace(whole, **{part: blank if entry is None else entry})  # type: ignore[type-var]


def plain_entry(entry: Entry | None) -> str:
    """The words of an entry of any kind, a line each, to tell whether it is still what it was.

    Cells come in the order of their column ids, so that an edit taken back, or a file read again, gives the same words.
    """
    match entry:
        case None:
            return ""
        case str():
            return entry
        case tuple():
            return "; ".join(entry)
        case RichText():
            return plain(entry)
        case Rows(rows, because, introduction):
            cells = (plain_entry(row.cells[column]) for row in rows for column in sorted(row.cells))
            return "\n".join(part for part in (introduction, *cells, because) if part)
        case Implication(state, text, because, waiting_for):
            return "\n".join(part for part in (state, plain(text), because, waiting_for) if part)
        case Unread(json):
            return json


def _parts(entry: Entry | None) -> tuple[str, ...]:
    if isinstance(entry, Implication):
        return ("state", "text", "because", "waiting_for")
    return ("none_because", "introduction") if isinstance(entry, Rows) else ()


def _with_cell(rows: Rows, path: Path, entry: Entry | None) -> Rows:
    old = rows.row(path.row or "")
    if old is None or path.column is None:
        raise KeyError(str(path))
    cells = {column: cell for column, cell in old.cells.items() if column != path.column}
    if entry is not None:
        if isinstance(entry, Rows | Implication):
            raise TypeError(f"{path} is one cell; it cannot hold rows")
        cells[path.column] = entry
    return replace(rows, rows=tuple(replace(row, cells=cells) if row.id == old.id else row for row in rows.rows))
