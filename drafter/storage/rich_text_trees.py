"""Rich text as JSON objects, there and back. Nearly all of a draft is text, and every save waits for it: so the way
there is written out, and what pydantic would find in half a second is found by looking at the values."""

from __future__ import annotations

from typing import get_args

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from drafter.model.rich_text import MAX_LEVEL, SAFE_LINK, Cell, Item, ListKind, Paragraph, RichText, Run, Table
from drafter.storage.strict_json import Json

_RICH_TEXT = TypeAdapter(RichText)
_KINDS = frozenset(get_args(ListKind))
_TELLS_A_BLOCK = {"list", "table", "runs"}
_TOLD_BY = {Paragraph: {"runs"}, Item: {"list", "runs"}, Table: {"table"}}


def rich_text_to_tree(text: RichText, *, brief: bool = True) -> Json:
    """As it stands in the file. `brief` leaves out what is as usual: no bold, level 1."""
    if not brief:
        tree: Json = _RICH_TEXT.dump_python(text, mode="json")
        return tree
    return {"blocks": [_block_to_tree(block) for block in text.blocks]}


def rich_text_from_tree(found: Json) -> RichText | None:
    """None where it does not fit exactly; members nobody knows are passed over."""
    try:
        text = _RICH_TEXT.validate_json(to_json(found), strict=True)
    except ValidationError:
        return None
    return text if holds_together(text, found) else None


def holds_together(text: RichText, found: Json) -> bool:
    """Whether the text is what the file says: no list read as a paragraph, no level or link beyond what Word gets."""
    return is_sound(text) and _same_kinds(text, found)


def is_sound(text: RichText) -> bool:
    """Whether the text, written to a file, is read as the same text."""
    return type(text.blocks) is tuple and all(map(_block_is_sound, text.blocks))


def _block_to_tree(block: Paragraph | Item | Table) -> Json:
    if isinstance(block, Paragraph):
        return {"runs": [_run_to_tree(run) for run in block.runs], "id": block.id}
    tree: dict[str, Json] = {}
    if isinstance(block, Item):
        tree = {"list": block.list, "runs": [_run_to_tree(run) for run in block.runs]}
        if block.level != 1:
            tree["level"] = block.level
        if block.starts:
            tree["starts"] = block.starts
    else:
        tree = {"table": [[{"blocks": [_block_to_tree(inner) for inner in cell.blocks]} for cell in row]
                          for row in block.table]}
        if block.title:
            tree["title"] = block.title
    tree["id"] = block.id
    return tree


def _run_to_tree(run: Run) -> Json:
    tree: dict[str, Json] = {"text": run.text}
    if not (run.bold or run.italic or run.underline or run.link):
        return tree
    if run.bold:
        tree["bold"] = run.bold
    if run.italic:
        tree["italic"] = run.italic
    if run.underline:
        tree["underline"] = run.underline
    if run.link:
        tree["link"] = run.link
    return tree


def _block_is_sound(block: Paragraph | Item | Table) -> bool:
    kind = type(block)
    if type(block.id) is not str:
        return False
    if kind is Paragraph:
        return _runs_are_sound(block.runs)  # type: ignore[union-attr]
    if isinstance(block, Item):
        return (block.list in _KINDS and type(block.level) is int and 1 <= block.level <= MAX_LEVEL
                and type(block.starts) is bool and _runs_are_sound(block.runs))
    return isinstance(block, Table) and type(block.title) is str and _grid_is_sound(block.table)


def _runs_are_sound(runs: tuple[Run, ...]) -> bool:
    if type(runs) is not tuple:
        return False
    for run in runs:
        if type(run.text) is str and run.bold is run.italic is run.underline is False and run.link == "":
            continue  # nearly all of a text
        if not (type(run.text) is str and type(run.bold) is bool and type(run.italic) is bool
                and type(run.underline) is bool and type(run.link) is str):
            return False
        if run.link and not SAFE_LINK.match(run.link):
            return False
    return True


def _grid_is_sound(grid: tuple[tuple[Cell, ...], ...]) -> bool:
    """Every row has as many cells."""
    return (type(grid) is tuple and all(type(row) is tuple and all(map(_cell_is_sound, row)) for row in grid)
            and len({len(row) for row in grid}) == 1 and len(grid[0]) > 0)


def _cell_is_sound(cell: Cell) -> bool:
    """No cell holds a table."""
    return type(cell.blocks) is tuple and all(isinstance(block, Paragraph | Item) and _block_is_sound(block)
                                              for block in cell.blocks)


def _same_kinds(text: RichText, found: Json) -> bool:
    blocks = found["blocks"] if isinstance(found, dict) else []
    assert isinstance(blocks, list)
    return all(_same_kind(block, raw) for block, raw in zip(text.blocks, blocks, strict=True))


def _same_kind(block: Paragraph | Item | Table, found: Json) -> bool:
    assert isinstance(found, dict)
    if _TELLS_A_BLOCK & found.keys() != _TOLD_BY[type(block)]:
        return False
    grid = found.get("table")
    if not isinstance(block, Table) or not isinstance(grid, list):
        return True
    return all(_same_kinds(RichText(cell.blocks), raw) for row, raws in zip(block.table, grid, strict=True)
               for cell, raw in zip(row, raws if isinstance(raws, list) else [], strict=True))
