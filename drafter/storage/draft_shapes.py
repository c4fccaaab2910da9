"""The shapes of a draft file: entries, import and form as JSON, there and back.

Defaults are left out, so that the file reads well. What does not fit a shape exactly is not bent: the entry or cell
becomes Unread and is written back as it came.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import lru_cache
from typing import TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json, to_json

from drafter.model.base import new_id
from drafter.model.draft import CellEntry, Entry, Explanation, FormVersion, Implication, Imported, Row, Rows, Unread
from drafter.model.rich_text import MAX_LEVEL, SAFE_LINK, Item, Paragraph, RichText, Run, Table
from drafter.storage.strict_json import Json

RICH_TEXT = TypeAdapter(RichText)
IMPLICATION = TypeAdapter(Implication)
IMPORTED = TypeAdapter(Imported)
EXPLANATIONS = TypeAdapter(tuple[Explanation, ...])
FORM_VERSION = TypeAdapter(FormVersion)

_ROW_ID = re.compile(r"[^\[\]]+")
_BESIDE_ROWS = tuple(member.name for member in fields(Rows) if member.name != "rows")
_TELLS_A_BLOCK = {"list", "table", "runs"}
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
        entry = implication if implication and _holds_together(implication.text, found.get("text")) else None
    else:
        return _cell(found)
    return _unread(found) if entry is None else entry


def reads_back(entry: Entry) -> bool:
    """Whether the entry as it is written is read as the same entry. An edit leaves most entries of a draft as they
    were, so the answers for the last ones are at hand."""
    if isinstance(entry, Rows):
        return _reads_back_anew(entry)
    return _reads_back(entry)


def _reads_back_anew(entry: Entry) -> bool:
    return entry_from_tree(from_json(to_json(entry_to_tree(entry)))) == entry


_reads_back = lru_cache(maxsize=64)(_reads_back_anew)


def _cell_to_tree(cell: CellEntry, *, brief: bool) -> Json:
    match cell:
        case str():
            return cell
        case tuple():
            return list(cell)
        case Unread():
            return cast(Json, json.loads(cell.json))
        case RichText():
            return _rich_text_to_tree(cell) if brief else to_tree(cell, RICH_TEXT, brief=False)


def _rich_text_to_tree(text: RichText) -> Json:
    """As `to_tree`, in a fifth of the time: nearly all of a draft is text, and every save waits for it."""
    return {"blocks": [_block_to_tree(block) for block in text.blocks]}


def _block_to_tree(block: Paragraph | Item | Table) -> Json:
    tree: dict[str, Json] = {}
    match block:
        case Paragraph(runs, block_id):
            tree = {"runs": [_run_to_tree(run) for run in runs]}
        case Item(kind, runs, level, starts, block_id):
            tree = {"list": kind, "runs": [_run_to_tree(run) for run in runs]}
            if level != 1:
                tree["level"] = level
            if starts:
                tree["starts"] = starts
        case Table(table, title, block_id):
            tree = {"table": [[{"blocks": [_block_to_tree(inner) for inner in cell.blocks]} for cell in row]
                              for row in table]}
            if title:
                tree["title"] = title
    tree["id"] = block_id
    return tree


def _run_to_tree(run: Run) -> Json:
    tree: dict[str, Json] = {"text": run.text}
    if run.bold:
        tree["bold"] = run.bold
    if run.italic:
        tree["italic"] = run.italic
    if run.underline:
        tree["underline"] = run.underline
    if run.link:
        tree["link"] = run.link
    return tree


def _cell(found: Json) -> CellEntry:
    if isinstance(found, str):
        return found
    if isinstance(found, list) and all(isinstance(one, str) for one in found):
        return tuple(cast(list[str], found))
    if isinstance(found, dict) and "blocks" in found:
        text = from_tree(found, RICH_TEXT)
        if text is not None and _holds_together(text, found):
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


def _holds_together(text: RichText, found: Json) -> bool:
    """Whether the text is what the file says: no list read as a paragraph, no level or link beyond what Word gets."""
    blocks = found["blocks"] if isinstance(found, dict) else []
    return isinstance(blocks, list) and all(_block_holds(block, raw)
                                            for block, raw in zip(text.blocks, blocks, strict=True))


def _block_holds(block: Paragraph | Item | Table, found: Json) -> bool:
    assert isinstance(found, dict)
    mine = {Paragraph: {"runs"}, Item: {"list", "runs"}, Table: {"table"}}[type(block)]
    if _TELLS_A_BLOCK & found.keys() != mine:
        return False
    if isinstance(block, Table):
        grid = cast(list[list[Json]], found["table"])
        return (len({len(row) for row in block.table}) == 1 and len(block.table[0]) > 0
                and all(_holds_together(RichText(cell.blocks), raw)
                        for row, raws in zip(block.table, grid, strict=True)
                        for cell, raw in zip(row, raws, strict=True)))
    if isinstance(block, Item) and not 1 <= block.level <= MAX_LEVEL:
        return False
    return all(not run.link or SAFE_LINK.match(run.link) for run in block.runs)


def _unread(found: Json) -> Unread:
    return Unread(to_json(found).decode())
