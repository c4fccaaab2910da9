"""What changed between two texts, word by word: what stayed, what was taken out, what was put in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from drafter.model.rich_text import Item, Paragraph, RichText, Table, is_blank

Kind = Literal["same", "removed", "added", "look"]
"""`look`: the words stayed, but bold, italics, underlining, a link or a list came or went."""

_TOKEN = re.compile(r"\w+|\s|[^\w\s]")
_MOST = 100_000_000
"""Words taken out times words put in, in one passage. Beyond that the passage is told as a whole: matching takes more
than linear time, and nobody reads twenty pages of scattered words."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that follow each other and share a fate. Every line ends in "\\n", the last one too."""

    kind: Kind
    text: str


Line = tuple[Stretch, ...]
EMPTY_LINE = "an empty line"
"""What stands for one where changes are shown."""


class _Token(NamedTuple):
    text: str
    look: tuple[object, ...]


_Line = tuple[_Token, ...]
_PLAIN: tuple[object, ...] = (False, False, False, "")
_LINE_END = _Token("\n", _PLAIN)


def word_diff(before: str | RichText, after: str | RichText) -> tuple[Stretch, ...]:
    """The two texts in one: all of `before` is in what stayed or was removed, all of `after` in what stayed or was
    added. Empty where both are empty."""
    old, new = list(_lines(before)), list(_lines(after))
    matcher = SequenceMatcher(None, [_words(line) for line in old], [_words(line) for line in new])
    found: list[Stretch] = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            found.extend(_looks(_joined(old[a:b]), _joined(new[c:d])))
        else:
            found.extend(_word_by_word(_joined(old[a:b]), _joined(new[c:d])))
    return tuple(_put_together(found))


def is_same(stretches: Iterable[Stretch]) -> bool:
    """Whether nothing changed."""
    return all(one.kind == "same" for one in stretches)


def _word_by_word(old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[Stretch]:
    if len(old) * len(new) > _MOST:
        yield from (_stretch("removed", old), _stretch("added", new))
        return
    matcher = SequenceMatcher(_is_space, [one.text for one in old], [one.text for one in new], autojunk=False)
    for what, a, b, c, d in _without_islands(matcher, old):
        if what == "equal":
            yield from _looks(old[a:b], new[c:d])
        else:
            yield from (_stretch("removed", old[a:b]), _stretch("added", new[c:d]))


def _without_islands(matcher: SequenceMatcher[str], old: Sequence[_Token]) -> Iterator[tuple[str, int, int, int, int]]:
    """A space or a comma alone, between two changes, does not count as having stayed: the changes read as one."""
    pending: tuple[int, int, int, int] | None = None
    codes = matcher.get_opcodes()
    for n, (what, a, b, c, d) in enumerate(codes):
        between = 0 < n < len(codes) - 1
        if what == "equal" and not (between and not any(one.text[0].isalnum() for one in old[a:b])
                                    and not any(one.text == "\n" for one in old[a:b])):
            if pending:
                yield "replace", *pending
            pending = None
            yield what, a, b, c, d
        else:
            pending = (pending[0], b, pending[2], d) if pending else (a, b, c, d)
    if pending:
        yield "replace", *pending


def _looks(old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[Stretch]:
    for one, other in zip(old, new, strict=True):
        yield Stretch("same" if one.look == other.look or one.text.isspace() else "look", other.text)


def _is_space(token: str) -> bool:
    """No match begins at a space; at the end of a line one may."""
    return token.isspace() and token != "\n"


def _stretch(kind: Kind, tokens: Sequence[_Token]) -> Stretch:
    return Stretch(kind, "".join(one.text for one in tokens))


def _put_together(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    kind: Kind = "same"
    parts: list[str] = []
    for one in stretches:
        if not one.text:
            continue
        if one.kind != kind and parts:
            yield Stretch(kind, "".join(parts))
            parts = []
        kind = one.kind
        parts.append(one.text)
    if parts:
        yield Stretch(kind, "".join(parts))


def _joined(lines: Sequence[_Line]) -> list[_Token]:
    return [token for line in lines for token in (*line, _LINE_END)]


def _words(line: _Line) -> str:
    return "".join(token.text for token in line)


def _lines(text: str | RichText) -> Iterator[_Line]:
    if isinstance(text, str):
        yield from (_tokens(line, _PLAIN) for line in text.split("\n")) if text else ()
        return
    for block in () if is_blank(text) else text.blocks:
        if isinstance(block, Table):
            if block.title:
                yield _tokens(block.title, ("table",))
            for row in block.table:
                for cell in row:
                    yield from (_block(one, ("cell",)) for one in cell.blocks)
        else:
            yield _block(block, ())


def _block(block: Paragraph | Item, place: tuple[object, ...]) -> _Line:
    kind = (block.list, block.level) if isinstance(block, Item) else ()
    return tuple(token for run in block.runs for token in _tokens(
        run.text, (*place, *kind, run.bold, run.italic, run.underline, run.link)))


def _tokens(text: str, look: tuple[object, ...]) -> _Line:
    return tuple(_Token(word, look) for word in _TOKEN.findall(text))


def lines_of(stretches: Iterable[Stretch]) -> tuple[Line, ...]:
    """The same line by line, without the line ends. An empty line that came or went is a stretch without words."""
    lines: list[Line] = []
    line: list[Stretch] = []
    for one in stretches:
        *ended, rest = one.text.split("\n")
        for words in ended:
            if words or (one.kind != "same" and not line):
                line.append(Stretch(one.kind, words))
            lines.append(tuple(line))
            line = []
        if rest:
            line.append(Stretch(one.kind, rest))
    return (*lines, tuple(line)) if line else tuple(lines)
