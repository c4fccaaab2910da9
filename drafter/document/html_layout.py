"""A layout of a paper in HTML: static text with [[slot]]s, compiled once.

A slot alone on its line takes paragraphs, lists and tables; any other takes the words alone. An element of class "box"
around a slot says that its words are there to be copied. The page may bring its own style and one script; the policy
that is written into it lets it fetch nothing, and run nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html.parser import HTMLParser

from drafter.document.blocks import Block, plain
from drafter.document.draft_mark import WORDS
from drafter.document.html import blocks_html, words_html
from drafter.document.slots import TYPED, Slip
from drafter.document.word_text import escape

BOX = "box"
_TITLE = re.compile(r"(?is)<title>.*?</title>")
_BODY = re.compile(r"(?i)<body[^<>]*>")
_HEAD = re.compile(r"(?i)<head>")
_HEADINGS = ("h1", "h2", "h3", "h4")
_REFUSED = ("iframe", "frame", "object", "embed", "applet", "link", "base", "form")
_FETCHING = ("src", "srcset", "poster", "background", "data", "action", "formaction", "ping", "xlink:href")
_EMPTY = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
_IN_STYLE = re.compile(r"(?i)url\(|@import")


class HtmlLayoutError(Exception):
    """The layout cannot be used; `slips` say why and where."""

    def __init__(self, slips: Sequence[Slip]) -> None:
        super().__init__("; ".join(slip.sentence for slip in slips))
        self.slips = tuple(slips)


@dataclass(frozen=True, slots=True)
class HtmlSlot:
    """A place to be filled: with blocks, or with the words alone. `heading` is the last one above it, `group` the last
    of the second rank above that; a `box` is there to be copied."""

    names: tuple[str, ...]
    block: bool
    where: str
    heading: str
    group: str
    box: bool


@dataclass(frozen=True, slots=True)
class Box:
    """What is copied into one box of another system: its label, its words, the same as HTML, and the page of that
    system that the box is on."""

    label: str
    text: str
    html: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class HtmlLayout:
    """A compiled layout: its text with the places in it, in order."""

    pieces: tuple[str | HtmlSlot, ...]

    @property
    def slots(self) -> Iterator[HtmlSlot]:
        return (piece for piece in self.pieces if isinstance(piece, HtmlSlot))

    def page(self, contents: Mapping[str, Sequence[Block]], title: str, as_draft: bool) -> str:
        """The page with its slots filled; a draft says so at its head. `contents` are by the slots' names."""
        head, *rest = self.pieces
        assert isinstance(head, str)
        head = _TITLE.sub(lambda _: f"<title>{escape(title)}</title>", head, count=1)
        if as_draft:
            mark = f'\n<p class="draft-mark"><strong>{WORDS}</strong></p>'
            head = _BODY.sub(lambda body: body[0] + mark, head, count=1)
        return head + "".join(piece if isinstance(piece, str) else _filled(piece, contents) for piece in rest)

    def boxes(self, contents: Mapping[str, Sequence[Block]]) -> tuple[Box, ...]:
        return tuple(Box(slot.heading, plain(tuple(contents[slot.names[0]])), _filled(slot, contents), slot.group)
                     for slot in self.slots if slot.box)


def _filled(slot: HtmlSlot, contents: Mapping[str, Sequence[Block]]) -> str:
    blocks = contents[slot.names[0]]
    return blocks_html(blocks) if slot.block else words_html(blocks)


@lru_cache(maxsize=16)
def compile_html(content: bytes) -> HtmlLayout:
    """The layout of an .html file. Raises HtmlLayoutError."""
    try:
        source = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise HtmlLayoutError([Slip("", "It is not UTF-8 text. Save it as UTF-8.")]) from error
    reader = _Reader()
    reader.feed(source)
    reader.close()
    slips = [*reader.slips, *_head_slips(source, reader)]
    if len(reader.found) != len(TYPED.findall(source)):
        slips.append(Slip("", "A slot stands inside a tag, a script, a style or a remark. Move it into the text."))
    if slips:
        raise HtmlLayoutError(slips)
    source = _HEAD.sub(lambda head: f"{head[0]}\n{_policy(reader.scripts)}", source, count=1)
    return HtmlLayout(tuple(_pieces(source, reader.found)))


def _pieces(source: str, slots: Sequence[HtmlSlot]) -> Iterator[str | HtmlSlot]:
    """Text and places in turn; a place alone on its line takes blocks."""
    cut = TYPED.split(source)
    for number, piece in enumerate(cut):
        if number % 2 == 0:
            yield piece
            continue
        before, after = cut[number - 1].rpartition("\n")[2], cut[number + 1].partition("\n")[0]
        yield replace(slots[number // 2], block=not before.strip() and not after.strip())


def _head_slips(source: str, reader: _Reader) -> Iterator[Slip]:
    if not re.match(r"(?i)\s*<!doctype html>", source) or not _HEAD.search(source) or not _BODY.search(source):
        yield Slip("", "It is not a whole page. Write <!DOCTYPE html>, <html>, <head> and <body>.")
    if not _TITLE.search(source.partition("[[")[0]):
        yield Slip("", "It has no <title> before its first place. The title of the paper goes there.")
    if not reader.language:
        yield Slip("", 'It does not say its language. Write <html lang="en-GB">.')


def _policy(scripts: Sequence[str]) -> str:
    """The policy of the page: it fetches nothing, and runs only the scripts that stand in its layout."""
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'"
                      for one in scripts)
    return ("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
            f"img-src data:; script-src {hashes or chr(39) + 'none' + chr(39)}\">")


@dataclass
class _Open:
    """An element that is open."""

    tag: str
    is_box: bool


@dataclass(eq=False)
class _Reader(HTMLParser):
    """Reads a layout for its places and for what it must not hold."""

    found: list[HtmlSlot] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    language: bool = False
    heading: str = ""
    group: str = ""
    open: list[_Open] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.language = self.language or (tag == "html" and bool(values.get("lang", "").strip()))
        for sentence in _tag_slips(tag, values):
            self._slip(sentence)
        if tag in _HEADINGS:
            self.heading = ""
        if tag in ("h1", "h2"):
            self.group = ""
        if tag == "script":
            self.scripts.append("")
        if tag not in _EMPTY:
            self.open.append(_Open(tag, BOX in values.get("class", "").split()))

    def handle_endtag(self, tag: str) -> None:
        if any(one.tag == tag for one in self.open):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        inside = self.open[-1].tag if self.open else ""
        if inside == "script":
            self.scripts[-1] += data
            return
        if inside == "style":
            if _IN_STYLE.search(data):
                self._slip("Its style fetches something. A page that is sent round holds all it needs.")
            return
        for match in TYPED.finditer(data):
            self.found.append(HtmlSlot((match[1].strip(),), False, self._where(), self.heading.strip(), self.group,
                                       any(one.is_box for one in self.open)))
        if any(one.tag in _HEADINGS for one in self.open):
            self.heading = " ".join(f"{self.heading}{data}".split()) + (" " if data[-1:].isspace() else "")
        if any(one.tag == "h2" for one in self.open):
            self.group = self.heading.strip()

    def _where(self) -> str:
        return f"In *{self.heading.strip()}*" if self.heading.strip() else "At the beginning"

    def _slip(self, sentence: str) -> None:
        self.slips.append(Slip(self._where(), sentence))


def _tag_slips(tag: str, values: Mapping[str, str]) -> Iterator[str]:
    if tag in _REFUSED:
        yield f"<{tag}> does not belong in a paper. Take it out."
    if tag == "meta" and "http-equiv" in values:
        yield "<meta http-equiv> does not belong in a paper. Take it out."
    for name, value in values.items():
        if name.startswith("on"):
            yield f"'{name}' runs a script. Use a <script> of the page instead."
        elif name in _FETCHING and not value.startswith("data:image/"):
            yield f"'{name}' fetches something. A page that is sent round holds all it needs."
        elif name == "href" and not re.match(r"(?i)#|https?://|mailto:", value):
            yield f"It links to '{value[:80]}'. Only web and e-mail addresses can stand in a paper."
        elif name == "style" and _IN_STYLE.search(value):
            yield "Its style fetches something. A page that is sent round holds all it needs."
