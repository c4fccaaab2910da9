"""The shapes of a draft file: entries, import and form as JSON, there and back.

Defaults are left out, so that the file reads well. What does not fit a shape exactly is not bent: the entry or cell
becomes Unread and is written back as it came.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json, to_json

from drafter.model.base import new_id
from drafter.model.draft import CellEntry, Entry, Explanation, FormVersion, Implication, Imported, Row, Rows, Unread
from drafter.model.rich_text import RichText
from drafter.storage.rich_text_trees import holds_together, is_sound, rich_text_from_tree, rich_text_to_tree
from drafter.storage.strict_json import Json

IMPLICATION = TypeAdapter(Implication)
IMPORTED = TypeAdapter(Imported)
EXPLANATIONS = TypeAdapter(tuple[Explanation, ...])
FORM_VERSION = TypeAdapter(FormVersion)

_ROW_ID = re.compile(r"[^\[\]]+")
_BESIDE_ROWS = tuple(member.name for member in fields(Rows) if member.name != "rows")
T = TypeVar("T")


def to_tree(value: object, adapter: TypeAdapter[T], *, brief: bool = True) -> Json:
    """As JSON objects. `brief` leaves the defaults out."""
    return cast(Json, adapter.dump_python(cast(T, value), mode="json", exclude_defaults=brief))


def from_tree(found: Json, adapter: TypeAdapter[T]) -> T | None:
    """None where it does not fit exactly; members nobody knows are passed over."""
    try:
        return adapter.validate_json(to_json(found), strict=True)
    except ValidationError:
        return None


def entry_to_tree(entry: Entry, *, brief: bool = True) -> Json:
    """An entry as it stands in the file. `brief` leaves out what is as usual: no bold, level 1."""
    if isinstance(entry, Implication):
        return to_tree(entry, IMPLICATION, brief=brief)
    if not isinstance(entry, Rows):
        return _cell_to_tree(entry, brief=brief)
    rows: list[Json] = [{"cells": {name: _cell_to_tree(cell, brief=brief) for name, cell in row.cells.items()},
                         "id": row.id} for row in entry.rows]
    beside = {name: getattr(entry, name) for name in _BESIDE_ROWS}
    return {"rows": rows, **{name: words for name, words in beside.items() if words or not brief}}


def entry_from_tree(found: Json) -> Entry:
    """An entry from the file; `Unread`, kept as it came, where this version does not know its shape."""
    entry: Entry | None = None
    if isinstance(found, dict) and "rows" in found:
        entry = _rows(found)
    elif isinstance(found, dict) and "state" in found:
        implication = from_tree(found, IMPLICATION)
        entry = implication if implication and holds_together(implication.text, found.get("text")) else None
    else:
        return _cell(found)
    return _unread(found) if entry is None else entry


def reads_back(entry: Entry) -> bool:
    """Whether the entry as it is written is read as the same entry."""
    if isinstance(entry, RichText):
        return is_sound(entry)
    return entry_from_tree(from_json(to_json(entry_to_tree(entry)))) == entry


def _cell_to_tree(cell: CellEntry, *, brief: bool) -> Json:
    match cell:
        case str():
            return cell
        case tuple():
            return list(cell)
        case Unread():
            return cast(Json, json.loads(cell.json))
        case RichText():
            return rich_text_to_tree(cell, brief=brief)


def _cell(found: Json) -> CellEntry:
    if isinstance(found, str):
        return found
    if isinstance(found, list) and all(isinstance(one, str) for one in found):
        return tuple(cast(list[str], found))
    if isinstance(found, dict) and "blocks" in found:
        text = rich_text_from_tree(found)
        if text is not None:
            return text
    return _unread(found)


def _rows(found: Mapping[str, Json]) -> Rows | None:
    rows, beside = found["rows"], {name: found.get(name, "") for name in _BESIDE_ROWS}
    if not isinstance(rows, list) or not all(isinstance(words, str) for words in beside.values()):
        return None
    read = [_row(row) for row in rows]
    if None in read:
        return None
    return Rows(_with_own_ids(tuple(row for row in read if row is not None)), **cast(dict[str, str], beside))


def _row(found: Json) -> Row | None:
    if not isinstance(found, dict):
        return None
    cells, row_id = found.get("cells"), found.get("id", "")
    if not isinstance(cells, dict) or not isinstance(row_id, str):
        return None
    return Row({name: _cell(cell) for name, cell in cells.items()}, row_id)


def _with_own_ids(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """A row copied by hand, or made without an id, gets one: paths must be able to name it."""
    seen: set[str] = set()
    owned = []
    for row in rows:
        if row.id in seen or not _ROW_ID.fullmatch(row.id):
            row = replace(row, id=new_id())
        seen.add(row.id)
        owned.append(row)
    return tuple(owned)


def _unread(found: Json) -> Unread:
    return Unread(to_json(found).decode())
