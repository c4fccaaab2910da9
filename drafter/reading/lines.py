"""Lines of a record as paragraphs and lists: typed bullets, typed letters and numbers, indentation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from drafter.model.draft import Entry, LeftOver
from drafter.model.rich_text import MAX_LEVEL, Block, Item, ListKind, Paragraph, RichText, Run

FULL_LINE = 60
LONGEST_WRAPPED = 100
"""In a record none of whose lines is longer, a line of FULL_LINE characters goes on in the next one."""
INDENTED = 4

_MARK = re.compile(
    r"\s*(?:(?P<bullet>[·•▪▫◦‣●○■□*–—\uf0b7\uf0a7\uf0d8-]|o(?=\t|\u00a0|\s\s))"
    r"|\(?(?P<number>[0-9]{1,2}|[ivx]{1,5}|[a-z])[.)])\s+(?=\S)")
_NONE_SAID = re.compile(r"(?is)(?:none|nil|n/?a|not applicable)\s*"
                        r"(?:[.,;:–—-]+\s*|\Z|(?=because\b))(?:because\s+)?(.*)")
_INDENT = re.compile(r"\s*")
_ROMAN = {"i": 1, "v": 5, "x": 10}


class Line(NamedTuple):
    """A line that holds text, counted from 1; for one that begins with a label, what follows it. `width` is that of the
    whole line."""

    number: int
    text: str
    width: int = 0
    after_blank: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the lines of a field: its entry, and what found no place in it.

    `part_of_a_line` names the lines of which only the rest was left over. `after` are lines below a table that had
    ended: they go on with the text that the table interrupted.
    """

    entry: Entry | None
    left: tuple[LeftOver, ...] = ()
    part_of_a_line: frozenset[int] = frozenset()
    after: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A bullet, letter or number typed at the start of a line. `place` is its place in its list; 0 for bullets."""

    list: ListKind
    place: int
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or list item: its lines, its words without the mark, its mark if it has one, and how far it is
    indented. `follows` says that no empty line stands before it."""

    lines: tuple[Line, ...]
    text: str
    mark: Mark | None = None
    indent: int = 0
    follows: bool = False

    @property
    def typed(self) -> str:
        """The words with their mark, as they were typed."""
        return " ".join(line.text.strip() for line in self.lines)

    @property
    def word_count(self) -> int:
        return len(self.text.split())


def pieces(lines: Iterable[Line], wrapped: bool = False) -> tuple[Piece, ...]:
    """The paragraphs and list items. Empty lines separate; so does each line break, unless the record is `wrapped`."""
    marks: set[tuple[ListKind, int]] = set()
    found: list[list[Line]] = []
    marked: list[Mark | None] = []
    for line in lines:
        mark = _mark(line.text, marks)
        if mark is not None:
            marks.add((mark.list, mark.place))
        goes_on = wrapped and not line.after_blank and found and found[-1][-1].width >= FULL_LINE
        if mark is None and goes_on:
            found[-1].append(line)
        elif line.text.strip():
            found.append([line])
            marked.append(mark)
    made: list[Piece] = []
    for some, mark in zip(found, marked, strict=True):
        made.append(_piece(some, mark, made[-1] if made else None))
    return tuple(made)


def _piece(lines: Sequence[Line], mark: Mark | None, before: Piece | None) -> Piece:
    first = lines[0]
    typed = _MARK.match(first.text) if mark is not None else None
    words = [first.text[typed.end() if typed else 0:], *(line.text for line in lines[1:])]
    text = " ".join(word.strip() for word in words)
    indent = _INDENT.match(first.text)
    width = sum(INDENTED if character == "\t" else 1 for character in indent[0]) if indent else 0
    if mark is None and width >= INDENTED and before is not None and _continues_a_list(before):
        mark = Mark("bullet", 0)
    return Piece(tuple(lines), text, mark, width, follows=not first.after_blank)


def _continues_a_list(before: Piece) -> bool:
    """An indented line under "... priorities of:" lost its bullet when the page was made plain text."""
    unmarked = before.mark is not None and not before.mark.typed
    return unmarked or (before.mark is None and before.text.rstrip("-– ").endswith(":"))


def _mark(text: str, before: Set[tuple[ListKind, int]]) -> Mark | None:
    """The mark at the start of the line; a letter or number only where its list begins or goes on from one before."""
    match = _MARK.match(text)
    if match is None:
        return None
    if match["bullet"]:
        return Mark("bullet", 0, match["bullet"])
    number = match["number"]
    for mark in _meanings(number):
        if mark.place == 1 or (mark.list, mark.place - 1) in before:
            return mark
    return None


def _meanings(number: str) -> tuple[Mark, ...]:
    """What a typed number may be: "i" is the first in roman, or the ninth letter."""
    if number.isdigit():
        return (Mark("decimal", int(number), number),)
    letter = (Mark("alpha", ord(number) - ord("a") + 1, number),) if len(number) == 1 else ()
    roman = _roman(number)
    return (*letter, Mark("roman", roman, number)) if roman else letter


def _roman(number: str) -> int:
    """The value of a roman number below forty; 0 for anything else."""
    if not re.fullmatch(r"x{0,3}(?:ix|iv|v?i{0,3})", number):
        return 0
    values = [_ROMAN[letter] for letter in number]
    return sum(-value if any(later > value for later in values[at + 1:]) else value for at, value in enumerate(values))


def levels(items: Sequence[Piece]) -> list[int]:
    """The level of each list item, from how far it is indented and how its list is numbered."""
    open_lists: list[tuple[int, ListKind]] = []
    found = []
    for item in items:
        assert item.mark is not None
        while len(open_lists) > 1 and item.indent < open_lists[-1][0] - 1:
            open_lists.pop()
        if not open_lists or item.indent > open_lists[-1][0] + 1:
            open_lists.append((item.indent, item.mark.list))
        elif item.mark.list != open_lists[-1][1]:
            outer = [at for at, (_, kind) in enumerate(open_lists) if kind == item.mark.list]
            open_lists = open_lists[:outer[-1] + 1] if outer else [*open_lists, (item.indent, item.mark.list)]
        found.append(min(len(open_lists), MAX_LEVEL))
    return found


def rich_text(found: Sequence[Piece]) -> RichText:
    """Paragraphs and lists. A number that goes on counting after a paragraph stays typed, as Word would begin anew."""
    blocks: list[Block] = []
    run: list[Piece] = []
    places: set[tuple[ListKind, int]] = set()
    for piece in found:
        mark = piece.mark
        if mark is not None and (mark.place <= 1 or (mark.list, mark.place - 1) in places):
            run.append(piece)
            places.add((mark.list, mark.place))
            continue
        blocks += _items(run)
        run, places = [], set()
        blocks.append(Paragraph((Run(piece.typed if piece.mark else piece.text),)))
    return RichText((*blocks, *_items(run)))


def _items(run: Sequence[Piece]) -> list[Item]:
    items: list[Item] = []
    for piece, level in zip(run, levels(run), strict=True):
        assert piece.mark is not None
        earlier = next((item for item in reversed(items) if item.level <= level), None)
        again = (piece.mark.place == 1 and earlier is not None and earlier.level == level
                 and earlier.list == piece.mark.list)
        items.append(Item(piece.mark.list, (Run(piece.text),), level, starts=again))
    return items


def none_because(found: Sequence[Piece]) -> str | None:
    """The reason where all that is said is "None", with a reason or without one; None where anything else is said."""
    said = _NONE_SAID.fullmatch(found[0].text) if len(found) == 1 else None
    return said[1].strip() if said else None


def left_over(found: Iterable[Piece]) -> tuple[LeftOver, ...]:
    """The lines of the pieces, as they stand in the record."""
    return tuple(LeftOver(line.number, line.text) for piece in found for line in piece.lines)


def is_wrapped(texts: Sequence[str]) -> bool:
    """Whether lines were broken to a width, as in text saved from an e-mail."""
    return max(map(len, texts), default=0) <= LONGEST_WRAPPED
