"""Options considered, from the shapes in which records give them. Where the shape is not plain, the paragraphs stay
together, in order, as the description of one option: the officer parts them, not this."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from drafter.model.draft import CellEntry, LeftOver, Row, Rows, plain_entry
from drafter.model.fields import OptionsField
from drafter.reading.lines import Line, Piece, Taken, left_over, none_because, rich_text
from drafter.reading.rows import FromColumns, rows_from_columns

LONGEST_NAME = 20
SHORTEST_REASON = 8
_OPTION = re.compile(r"(?i)option\s+(\d{1,2}|[a-z]|one|two|three|four|five|six)"
                     r"(?:\s*[:.)–—-]+\s*|\s*\Z|\s+(?=(?-i:[A-Z])))(.*)", re.DOTALL)
_NAMED = re.compile(r"(?i)\boption\s+(\d{1,2}|[a-z]|one|two|three|four|five|six)\b")
_REASON_APART = re.compile(r"\s+[–—-]\s+|:\s+|\.\s+")
_REJECTED = re.compile(r"(?i)\b(?:rejected|dismissed|discounted|discarded|ruled out|not recommended|not pursued)\b")
_RECOMMENDED = re.compile(r"(?i)(?<!not )\b(?:recommended|preferred) option\b|\bis (?:recommended|preferred)\b")
_DISTINCT = re.compile(r"[^\W\d_]{4,}")
_SENTENCE_END = re.compile(r"(?<=[.;])\s")
_STEM = 6


@dataclass(frozen=True, slots=True)
class _Card:
    """An option on its way: its name, and the pieces that speak of it."""

    name: str
    about: tuple[Piece, ...] = ()


def read_options(field: OptionsField, parts: Sequence[tuple[str, Sequence[Piece]]]) -> Taken:
    """Each part with its label: under "... considered and rejected" every option was rejected."""
    rows: list[Row] = []
    left: list[LeftOver] = []
    after: list[Line] = []
    because = ""
    for label, found in parts:
        reason = none_because(found)
        if reason is not None:
            because, left = (reason, left) if reason and not because else (because, [*left, *left_over(found)])
            continue
        options = _options(field, found)
        rows += [_with_outcome(row, label) for row in options.rows]
        left += left_over(options.around)
        after += [line for piece in options.after for line in piece.lines]
    return Taken(Rows(tuple(rows), because) if rows or because else None, tuple(left), after=tuple(after))


def _options(field: OptionsField, found: Sequence[Piece]) -> FromColumns:
    by_column = rows_from_columns(field, found)
    if by_column is not None and by_column.rows:
        return by_column
    introduction, body = _introduction_apart(found)
    for shape in (_numbered, _pairs, _listed):
        cards = shape(body)
        if cards is not None:
            return FromColumns([_row(card) for card in cards[0]], [*introduction, *cards[1]], [])
    return FromColumns([Row({"description": rich_text(found)})] if found else [], [], [])


def _introduction_apart(found: Sequence[Piece]) -> tuple[Sequence[Piece], Sequence[Piece]]:
    """"The following options were considered", before a list of them."""
    starts = next((at for at, piece in enumerate(found) if piece.mark or _OPTION.match(piece.text)), 0)
    if starts == 1 and not found[0].mark and found[0].word_count <= LONGEST_NAME:
        return found[:1], found[1:]
    return (), found


def _numbered(found: Sequence[Piece]) -> tuple[list[_Card], list[Piece]] | None:
    """"Option 1: ...", each followed by what is said of it; or all of them first, and what is said of each after."""
    starts = [at for at, piece in enumerate(found) if _OPTION.match(piece.text)]
    if not starts or starts[0] > 0:
        return None
    cards = [_named_option(found[at]) for at in starts]
    if len(starts) == 1 or any(later - earlier > 1 for earlier, later in pairwise(starts)):
        ends = [*starts[1:], len(found)]
        return [replace(card, about=(*card.about, *found[at + 1:end]))
                for card, at, end in zip(cards, starts, ends, strict=True)], []
    return _said_after(cards, found[len(starts):])


def _named_option(piece: Piece) -> _Card:
    match = _OPTION.match(piece.text)
    assert match is not None
    name, said = _name_and_reason(match[2])
    if not said:
        return _Card(piece.text)
    return _Card(piece.text[:match.start(2)] + name, (replace(piece, text=said, mark=None),))


def _said_after(cards: list[_Card], found: Sequence[Piece]) -> tuple[list[_Card], list[Piece]]:
    """Each later paragraph goes to the one option that it names, with the list it introduces; else it is left over."""
    meant = _Meant(cards)
    about: dict[int | None, list[Piece]] = defaultdict(list)
    at: int | None = None
    listing = False
    for piece in found:
        if not (listing and piece.mark):
            at = meant.by(piece.text)
            listing = piece.text.endswith(":")
        about[at].append(piece)
    rest = about.pop(None, [])
    return [replace(card, about=(*card.about, *about[at])) for at, card in enumerate(cards)], rest


class _Meant:
    """Which option a paragraph speaks of: the one whose number it gives, or whose name alone shares words with its
    first sentence."""

    def __init__(self, cards: Sequence[_Card]) -> None:
        stems = [_stems(card.name) for card in cards]
        shared = Counter(stem for some in stems for stem in some)
        self._by_stem = {stem: at for at, some in enumerate(stems) for stem in some if shared[stem] == 1}
        self._by_number = {_NAMED.findall(card.name)[0].casefold(): at for at, card in enumerate(cards)}

    def by(self, text: str) -> int | None:
        numbers = {number.casefold() for number in _NAMED.findall(text)}
        if numbers:
            return self._by_number.get(numbers.pop()) if len(numbers) == 1 else None
        first_sentence = _SENTENCE_END.split(text, maxsplit=1)[0]
        hits = Counter(self._by_stem[stem] for stem in _stems(first_sentence) if stem in self._by_stem)
        return next(iter(hits)) if len(hits) == 1 and hits.total() > 1 else None


def _stems(text: str) -> set[str]:
    return {word[:_STEM].casefold() for word in _DISTINCT.findall(text)}


def _pairs(found: Sequence[Piece]) -> tuple[list[_Card], list[Piece]] | None:
    """A short paragraph and a longer one, in turn: the option and the reason."""
    if len(found) < 2 or len(found) % 2 or any(piece.mark for piece in found):
        return None
    pairs = list(zip(found[::2], found[1::2], strict=True))
    if all(name.word_count <= LONGEST_NAME and name.word_count < reason.word_count for name, reason in pairs):
        return [_Card(name.text.rstrip(":"), (reason,)) for name, reason in pairs], []
    return None


def _listed(found: Sequence[Piece]) -> tuple[list[_Card], list[Piece]] | None:
    """An item each, "Do nothing - this would ...", or paragraphs that all have that shape."""
    marked = bool(found) and all(piece.mark for piece in found)
    cards = []
    for piece in found:
        name, said = _name_and_reason(piece.text)
        if len(name.split()) > LONGEST_NAME or not (said or marked):
            return None
        cards.append(_Card(name, (replace(piece, text=said, mark=None),) if said else ()))
    return (cards, []) if cards else None


def _name_and_reason(text: str) -> tuple[str, str]:
    """The option and what is said of it, where a dash, a colon or a full stop parts them."""
    for apart in _REASON_APART.finditer(text):
        name, said = text[:apart.start()], text[apart.end():]
        if len(name.split()) <= LONGEST_NAME and len(said.split()) >= SHORTEST_REASON:
            return name.strip(), said.strip()
    return text.strip(), ""


def _row(card: _Card) -> Row:
    cells: dict[str, CellEntry] = {"name": card.name}
    if card.about:
        cells["reason"] = rich_text(card.about)
    return Row(cells)


def _with_outcome(row: Row, label: str) -> Row:
    """Rejected or recommended, only where the words about the option, or the label over it, say so."""
    said = plain_entry(row.cells.get("reason"))
    rejected, recommended = bool(_REJECTED.search(said)), bool(_RECOMMENDED.search(said))
    if not rejected and not recommended and "name" in row.cells:
        rejected = bool(_REJECTED.search(label))
    if rejected == recommended:
        return row
    return replace(row, cells={**row.cells, "outcome": "rejected" if rejected else "recommended"})
