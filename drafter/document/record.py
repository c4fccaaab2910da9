"""The finished package: the static parts as they are, the changed ones written and packed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from drafter.document.blocks import Block
from drafter.document.layout import CORE, DECLARATION, Layout, relationships_xml
from drafter.document.package import Part, pack, relationships_name, write_parts
from drafter.document.round_trip import LINK, TYPE, Bookmarks, carried_parts
from drafter.document.slots import DraftOnly, End, If, Place, Slot
from drafter.document.word_blocks import BlockWriter, Links, Lists
from drafter.document.word_text import escape

_NEEDS_PARAGRAPH = re.compile(r"</w:tbl>(?=(?:<w:bookmark[^>]*>)*(?:</w:(?:tc|hdr|ftr)>|<w:(?:tbl>|sectPr)))"
                              r"|<w:(?:hdr|ftr)\b[^>]*>(?=</w:)")


def write_record(layout: Layout, contents: Mapping[str, Sequence[Block]], title: str, as_draft: bool,
                 carried: bytes = b"") -> bytes:
    """The Word file of a layout with its slots filled. `contents` are by the names of the places; those of a
    condition that is not met are empty. `carried` is the draft that the file is to carry, if any.

    The same contents give the same bytes. Raises MissingStyle where a needed style is not there.
    """
    changed = [pack(name, xml.encode()) if name == layout.main or carried else _packed_again(name, xml)
               for name, xml in _changed(layout, contents, title, as_draft, carried)]
    return write_parts((*changed, *layout.static.values()))


@lru_cache(maxsize=64)
def _packed_again(name: str, xml: str) -> Part:
    """A small part, which is mostly the one that it was in the paper before."""
    return pack(name, xml.encode())


def _changed(layout: Layout, contents: Mapping[str, Sequence[Block]], title: str,
             as_draft: bool, carried: bytes) -> Iterator[tuple[str, str]]:
    with_header = as_draft and bool(layout.draft_only)
    types = (layout.draft_only["type"] if with_header else "") + (TYPE if carried else "")
    yield "[Content_Types].xml", f"{layout.types}{types}</Types>"
    lists, bookmarks = Lists(layout), Bookmarks() if carried else None
    for name, pieces in layout.texts.items():
        links = Links()
        writer = BlockWriter(layout, lists, links)
        xml = "".join(_piece(piece, contents, writer, as_draft, bookmarks) for piece in standing(pieces, contents))
        yield name, _mended(xml) if any(isinstance(piece, If) for piece in pieces) else xml
        new = links.xml
        if name == layout.main:
            new += (layout.draft_only["link"] if with_header else "") + (LINK if carried else "")
        if new or layout.links[name]:
            yield relationships_name(name), (layout.links[name] or relationships_xml([])) + new + "</Relationships>"
    if layout.numbering is not None:
        yield layout.numbering.part, lists.xml
    if with_header:
        yield layout.draft_only["part"], layout.draft_only["content"]
    if carried:
        yield from carried_parts(carried)
    yield CORE, _core(title)


def _piece(piece: str | Slot | DraftOnly, contents: Mapping[str, Sequence[Block]], writer: BlockWriter,
           as_draft: bool, bookmarks: Bookmarks | None) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, DraftOnly):
        return piece.xml if as_draft else ""
    xml = writer.write(piece, contents[piece.names[0]])
    return xml if bookmarks is None else bookmarks.around(piece.names[0], xml)


def standing(pieces: Iterable[str | Place],
             contents: Mapping[str, Sequence[Block]]) -> Iterator[str | Slot | DraftOnly]:
    """What of a part stands in a paper: without that whose condition is not met."""
    left_out = 0
    for piece in pieces:
        if isinstance(piece, If):
            left_out += bool(left_out) or not contents[piece.name]
        elif isinstance(piece, End):
            left_out = max(0, left_out - 1)
        elif not left_out:
            yield piece


def _mended(xml: str) -> str:
    """The part with the paragraphs that Word wants where something was left out: in an empty cell, after a table."""
    xml = xml.replace("</w:tcPr></w:tc>", "</w:tcPr><w:p/></w:tc>").replace("<w:tc></w:tc>", "<w:tc><w:p/></w:tc>")
    return _NEEDS_PARAGRAPH.sub(lambda before: f"{before[0]}<w:p/>", xml)


def _core(title: str) -> str:
    """The properties of the document: what it is and in which language, and nothing of who made it, when, or where."""
    return (f'{DECLARATION}<cp:coreProperties '
            'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{escape(title)}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>")
