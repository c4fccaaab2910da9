"""How wide the columns of a table are: a column of single words leaves its room to those that hold sentences, and no
column breaks a word while another has room to give."""

from __future__ import annotations

import re

from drafter.model.rich_text import RichText, Table, lines

_LETTER = 115
"""The width of a letter in a table, about, in twentieths of a point: that of a broad face, since which one the reader's
computer has is not known."""
_LEAST, _MARGIN = 4, 3
"""Letters that a column shows at least, and what the margins of its cells take."""
_LONGEST_WORD = 20
"""Letters of what is kept in one line. What is longer is an address or a digest: it may break."""
_WIDE = re.compile("[A-Zmw@%&]")
_WIDER_BY = 0.4


def column_widths(table: Table, columns: int, width: int) -> tuple[int, ...]:
    """The widths of the columns, which come to `width` together. Each is as wide as its longest word, and then as its
    longest line, or has its share of what the narrower ones leave."""
    words, wanted = [float(_LEAST)] * columns, [float(_LEAST)] * columns
    for row in table.table:
        for at, cell in enumerate(row):
            for line in lines(RichText(cell.blocks)):
                words[at] = max(words[at], _longest_word(line))
                wanted[at] = max(wanted[at], _letters(line))
    room = width / _LETTER
    given = _shared([word + _MARGIN for word in words], room)
    more = _shared([line - word for line, word in zip(wanted, words, strict=True)], room - sum(given))
    given = [word + line for word, line in zip(given, more, strict=True)]
    whole = sum(given)
    widths = [int(width * one / whole) for one in given]
    widths[0] += width - sum(widths)
    return tuple(widths)


def _shared(wanted: list[float], room: float) -> list[float]:
    """What each gets of the room: all it wants, or an equal share of what those that want less leave."""
    given = [0.0] * len(wanted)
    for left, at in zip(range(len(wanted), 0, -1), sorted(range(len(wanted)), key=wanted.__getitem__), strict=True):
        given[at] = min(wanted[at], room / left)
        room -= given[at]
    return given


def _longest_word(line: str) -> float:
    return max((_letters(word[:_LONGEST_WORD]) for word in line.split()), default=0.0)


def _letters(text: str) -> float:
    """How long the text is, in letters of usual width."""
    return len(text) + _WIDER_BY * len(_WIDE.findall(text))
