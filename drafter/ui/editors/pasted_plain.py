"""Plain words that were pasted: what other programs write for lists and tables where there is nothing but text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from drafter.model.rich_text import MAX_LEVEL, Block, Cell, Item, ListKind, Paragraph, RichText, Run, Table, plain

_BULLET = re.compile(r"\s*([•·▪‣◦●○■]|[-–*](?=[ \t]+\S)|o(?=\t))[ \t]*(\S.*)")
_NUMBER = re.compile(r"\s*(\(?)([0-9]{1,2}|[a-z]|[ivx]{2,5})([.)]\)?)[ \t]+(\S.*)")
_DASHES = "-–*"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii",
          "xviii", "xix", "xx")


@dataclass(frozen=True, slots=True)
class _Marked:
    """A line that begins as an item does. `look` tells one level's markers from another's; `number` counts from 1, and
    is 0 for a bullet."""

    kind: ListKind
    look: str
    number: int
    words: str


def blocks_of(text: str) -> RichText:
    """A paragraph a line; lines that count themselves, or begin with bullets, are lists; lines with tabs in the same
    places, tables. Whatever is not surely one of these stays as it is."""
    lines = [line.rstrip() for line in text.split("\n") if line.strip()]
    made: list[Block] = []
    at = 0
    while at < len(lines):
        items = _items(lines[at:])
        rows = [] if items else _rows(lines[at:])
        made += items or ([Table(tuple(rows))] if rows else [Paragraph((Run(lines[at].strip(" ")),))])
        at += len(items) or len(rows) or 1
    return RichText(tuple(made))


def lines_of(text: str) -> list[tuple[str, int]]:
    """The words of each line and its level, without what marks it as an item."""
    made: list[tuple[str, int]] = []
    for block in blocks_of(text).blocks:
        if isinstance(block, Table):
            made += [(words, 1) for row in block.table
                     if (words := " ".join(plain(RichText(cell.blocks)).strip() for cell in row).strip())]
        else:
            words = "".join(run.text for run in block.runs).strip()
            made.append((words, block.level if isinstance(block, Item) else 1))
    return made


def _items(lines: list[str]) -> list[Item]:
    """The list that the first lines make; none where they are not surely one."""
    looks: list[_Marked] = []
    made: list[tuple[_Marked, int]] = []
    for line in lines:
        marked = next((one for one in _readings(line) if _goes_on(one, looks)), None)
        if marked is None:
            break
        looks = [*looks[:_level(marked, looks) - 1], marked]
        made.append((marked, len(looks)))
    while made and _is_alone(made):
        made.pop()
    return [Item(marked.kind, (Run(marked.words),), min(level, MAX_LEVEL)) for marked, level in made]


def _is_alone(made: list[tuple[_Marked, int]]) -> bool:
    """A number or a dash without another of its kind is part of a sentence."""
    last, level = made[-1]
    alone = [(one.look, n) for one, n in made].count((last.look, level)) == 1
    return alone and (last.number > 0 or last.look in _DASHES)


def _level(marked: _Marked, looks: list[_Marked]) -> int:
    return next((n for n, one in enumerate(looks, 1) if one.look == marked.look), len(looks) + 1)


def _goes_on(marked: _Marked, looks: list[_Marked]) -> bool:
    """Whether it is the next of its level, or the first of a deeper one."""
    level = _level(marked, looks)
    before = looks[level - 1].number if level <= len(looks) else 0
    return marked.number in (0, before + 1)


def _readings(line: str) -> Iterator[_Marked]:
    """What the beginning of the line may mean: "i." is a letter or a Roman number."""
    if match := _BULLET.fullmatch(line):
        yield _Marked("bullet", match[1], 0, match[2])
    if match := _NUMBER.fullmatch(line):
        around, number, words = match[1] + match[3], match[2], match[4]
        if number.isdigit():
            yield _Marked("decimal", f"1{around}", int(number), words)
            return
        if len(number) == 1:
            yield _Marked("alpha", f"a{around}", ord(number) - ord("a") + 1, words)
        if number in _ROMAN:
            yield _Marked("roman", f"i{around}", _ROMAN.index(number) + 1, words)


def _rows(lines: list[str]) -> list[tuple[Cell, ...]]:
    """Two lines or more with equally many tabs."""
    count, run = next(groupby(lines, key=lambda line: line.count("\t")))
    rows = list(run) if count else []
    if len(rows) < 2:
        return []
    return [tuple(Cell((Paragraph((Run(words.strip()),)),) if words.strip() else ()) for words in row.split("\t"))
            for row in rows]
