"""Reading a paper back: every word that should be in it is there, in order, once, and nothing else is.

What stands in the finished bytes is compared with what the layout says and the answers said. The bytes are unpacked and
parsed again for that, with nothing of what wrote them; where anything differs, the paper must not leave the house.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from xml.parsers.expat import ExpatError, ParserCreate

from drafter.document.blocks import Block, plain
from drafter.document.draft_mark import WORDS
from drafter.document.html_layout import HtmlLayout
from drafter.document.layout import CORE, Layout
from drafter.document.package import Unusable, unpacked
from drafter.document.record import standing
from drafter.document.round_trip import DRAFT, carried_text
from drafter.document.slots import DraftOnly, Slot
from drafter.model.rich_text import Table

Contents = Mapping[str, Sequence[Block]]
_END = "\u2029"
"""The end of a paragraph. Nothing typed can be one: that character is written as a break."""
_SIGNS = ((b"<w:br/>", b"&#10;"), (b"<w:tab/>", b"&#9;"), (b"</w:p>", b"&#8233;</w:p>"))
_BUFFER = 1 << 20
"""Letters handed over at once."""
_CUT = "\ue000place\ue000"
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SPECIAL = re.compile("[\x00-\x08\x0b-\x1f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NOT_KEPT = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = re.compile(r"(?is)<(style|script)\b.*?</\1>|<!--.*?-->")
_TAG = re.compile(r"<[^>]*>")
_TITLE = re.compile(r"(?is)(?<=<title>).*?(?=</title>)")
_BODY = re.compile(r"(?i)<body[^<>]*>")


@dataclass(frozen=True, slots=True)
class Said:
    """What a paper was made of."""

    layout: Layout | HtmlLayout
    contents: Contents
    title: str
    as_draft: bool
    carried: bytes = b""


def difference(content: bytes, said: Said) -> str:
    """Where the paper does not say exactly what it should; "" where it does."""
    if isinstance(said.layout, HtmlLayout):
        return _first_difference("the page", _page_words(content.decode()), "".join(_expected_page(said.layout, said)))
    try:
        parts = unpacked(content, said.layout.static)
        found = {name: _words(part) for name, part in parts.items()}
    except (Unusable, ExpatError):
        return "It does not read back at all."
    expected = {name: "".join(_expected(said.layout, name, said)) for name in said.layout.texts}
    expected[CORE] = _kept(said.title.replace("\n", " ")) + "en-GB"
    if said.carried:
        expected[DRAFT] = carried_text(said.carried)
    return next(filter(None, (_first_difference(name, found.get(name, ""), words)
                              for name, words in expected.items())), "")


def own_words(layout: Layout | HtmlLayout) -> Iterator[str]:
    """What a layout says itself, piece by piece."""
    if isinstance(layout, HtmlLayout):
        yield from (_page_words(piece) for piece in layout.pieces if isinstance(piece, str))
    else:
        yield from (text for words in _own_words(layout).values() for text in words.values())


def _words(part: bytes) -> str:
    """All words of a part, with its breaks, its tabs and the ends of its paragraphs."""
    for sign, letter in _SIGNS:
        part = part.replace(sign, letter)
    words: list[str] = []
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text, parser.buffer_size = True, _BUFFER
    parser.CharacterDataHandler = words.append
    parser.Parse(part, True)
    return "".join(words)


def _expected(layout: Layout, part: str, said: Said) -> Iterator[str]:
    own = _own_words(layout)[part]
    for piece in standing(layout.texts[part], said.contents):
        if isinstance(piece, Slot):
            blocks = said.contents[piece.names[0]]
            yield _paragraphs(blocks) if piece.block else _kept(plain(tuple(blocks)))
        elif isinstance(piece, DraftOnly):
            yield WORDS + _END if said.as_draft and WORDS in piece.xml else ""
        else:
            yield own[id(piece)]


def _paragraphs(blocks: Iterable[Block]) -> str:
    """The words of the blocks, each paragraph with its end."""
    texts = list(_said(blocks))
    return "".join([text + _END for text in (texts if _SPECIAL.search("".join(texts)) is None else map(_kept, texts))])


def _said(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if not isinstance(block, Table):
            yield block.runs[0].text if len(block.runs) == 1 else "".join([run.text for run in block.runs])
        elif any(block.table):
            if block.title:
                yield block.title
            for row in block.table:
                for cell in row:
                    yield from _said(cell.blocks)


def _kept(text: str) -> str:
    """The text as a file can hold it: pairs joined, every break the same, U+FFFD for what XML has no place for."""
    if _SPECIAL.search(text) is None:
        return text
    text = _PAIR.sub(lambda pair: pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text)
    return _NOT_KEPT.sub("\ufffd", _BREAK.sub("\n", text))


@lru_cache(maxsize=16)
def _own_words(layout: Layout) -> Mapping[str, Mapping[int, str]]:
    """What a layout says itself between its places, by part and piece. Read from its XML as a whole, once."""
    found = {}
    for name, pieces in layout.texts.items():
        xml = "".join(piece if isinstance(piece, str) else _CUT for piece in pieces).encode()
        found[name] = dict(zip(map(id, pieces[::2]), _words(xml).split(_CUT), strict=True))
    return found


def _page_words(page: str) -> str:
    """The words of a page, without its style, its script and what keeps its elements apart."""
    page = _UNSEEN.sub("", page).replace("\n", "").replace("<br>", "\n")
    return html.unescape(_TAG.sub("", page))


def _expected_page(layout: HtmlLayout, said: Said) -> Iterator[str]:
    head, *rest = layout.pieces
    assert isinstance(head, str)
    before, after = _BODY.split(head, maxsplit=1)
    yield _page_words(_TITLE.sub(_CUT, before)).replace(_CUT, _kept(said.title))
    yield (WORDS if said.as_draft else "") + _page_words(after)
    for piece in rest:
        if isinstance(piece, str):
            yield _page_words(piece)
        else:
            blocks = said.contents[piece.names[0]]
            yield _paragraphs(blocks).replace(_END, "") if piece.block else _kept(plain(tuple(blocks)))


def _first_difference(name: str, found: str, expected: str) -> str:
    """The sentence says where, by the words before it that are right, and never what is wrong: it may be read aloud."""
    if found == expected:
        return ""
    same = next((at for at, (one, other) in enumerate(zip(found, expected, strict=False)) if one != other),
                min(len(found), len(expected)))
    before = " ".join(expected[max(0, same - 40):same].split())
    return f"{name} differs after {same} characters" + (f", behind '{before}'." if before else ".")
