"""Lists in what was pasted: Word writes them as paragraphs with a marker, others as lists within lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import html

from drafter.model.rich_text import MAX_LEVEL, Block, Item, ListKind, Paragraph, Table

MSO_LIST = re.compile(r"\bl(\d+)\s+level(\d+)\s+lfo(\d+)")
"""What Word notes of an item: its list, its level, and how the list is used."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The list item that the next paragraph is."""

    kind: ListKind
    level: int
    list_id: object
    label: str = ""


def kind_named(type_: str, style: dict[str, str], otherwise: ListKind) -> ListKind:
    """What a list or an item says of itself, in its style or in its type."""
    named = style.get("list-style-type", "") or style.get("list-style", "") or type_
    kinds: dict[str, ListKind] = {"a": "alpha", "i": "roman", "1": "decimal", "lower-alpha": "alpha",
                                  "upper-alpha": "alpha", "lower-latin": "alpha", "upper-latin": "alpha",
                                  "lower-roman": "roman", "upper-roman": "roman", "decimal": "decimal",
                                  "disc": "bullet", "circle": "bullet", "square": "bullet"}
    return kinds.get(named.lower(), otherwise)


def mark_of_item(element: html.HtmlElement, within: Mark, style: dict[str, str]) -> Mark:
    """An item of a list `within`. Word Online puts every item into a list of its own, and notes beside it which list
    and which level was meant."""
    level = element.get("data-aria-level") or element.get("aria-level") or ""
    return replace(within, kind=kind_named(element.get("type", ""), style, within.kind),
                   level=min(int(level), MAX_LEVEL) if level in "123456789" and level else within.level,
                   list_id=element.get("data-listid") or within.list_id)


def kind_of(label: str) -> ListKind:
    """What Word's own marker says: 1. is decimal, a) alpha, iv. roman (or h, i, j: see `listed`), all else a bullet.
    A letter o without anything beside it is Word's second bullet."""
    core = label.strip("().[] ")
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)*", core):
        return "decimal"
    if core != label and re.fullmatch(r"(?i)[ivxlc]+", core):
        return "roman"
    if core != label and re.fullmatch(r"(?i)[a-z]{1,2}", core):
        return "alpha"
    return "bullet"


def listed(blocks: list[Block], marks: dict[int, Mark]) -> list[Block]:
    """Paragraphs that carry the mark of a list become its items. An "i)" after an "h)" is a letter."""
    made: list[Block] = []
    running: dict[int, Mark] = {}
    for number, block in enumerate(blocks):
        mark = marks.get(number)
        if mark is None or isinstance(block, Table):
            running.clear()
            made.append(block)
            continue
        before = running.get(mark.level)
        core = mark.label.strip("().[] ").lower()
        if mark.kind == "roman" and before is not None and before.kind == "alpha" and len(core) == 1:
            last = before.label.strip("().[] ").lower()
            if len(last) == 1 and ord(core) == ord(last) + 1:
                mark = replace(mark, kind="alpha")
        starts = before is not None and before.list_id is not mark.list_id and before.list_id != mark.list_id
        running = {level: one for level, one in running.items() if level < mark.level}
        running[mark.level] = mark
        assert isinstance(block, Paragraph)
        made.append(Item(mark.kind, block.runs, mark.level, starts, block.id))
    return made
