"""A paper on the screen: the words of its layout and the very blocks that fill it, as the little HTML that Qt shows.

Pages, fonts and spaces are Word's to set, so a preview claims nothing about them. It fetches nothing: it names no
picture and no style sheet, and its links are not followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path as FilePath

from lxml import etree

from drafter.document.blocks import Block
from drafter.document.facts import NO_FACTS, Facts
from drafter.document.html import blocks_html, words_html
from drafter.document.layout import Layout
from drafter.document.layout_compiler import compile_layout
from drafter.document.paper import refusing
from drafter.document.record import standing
from drafter.document.render import opened
from drafter.document.slots import DraftOnly, Place, Slot
from drafter.document.styles import Styles, value, w
from drafter.document.word_text import escape
from drafter.model.answers import Answers
from drafter.model.form import Output

_MARK = "place"
_QTS_OWN = re.compile("[\ufdd0-\ufdef\ufffc]")
"""Characters that Qt keeps for itself, to tell where tables and pictures stand."""
_STYLE = re.compile(r'<w:pStyle [^>]*w:val="([^"]*)"')
_CAPTION = re.compile(r"<table><caption>(.*?)</caption>", re.DOTALL)
_TABLE = '<table border="1" cellspacing="0" cellpadding="4" width="99%">'
_FOR_QT = {
    **{f"<h{level}": f'<p class="h{level - 1}"' for level in (2, 3, 4)}, "<h1": '<p class="title"',
    **{f"</h{level}>": "</p>" for level in (1, 2, 3, 4)},
    '<ol type="a">': "<ol type=\"a\" style=\"-qt-list-number-suffix: ')'\">", "<table>": _TABLE,
}
"""What Qt shows otherwise than a browser: it enlarges headings as it likes, and counts a. b. c. Text is escaped, so
these are elements and nothing that was typed."""
_LINE = "_" * 28
_PLACED = '<p class="furniture">'
_FURNITURE = {w("hdr"): "At the head of each page", w("ftr"): "At the foot of each page"}
_NUMBERS = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES)\b")
"""Fields that only Word's pages can fill."""


def preview(answers: Answers, output: Output, templates: FilePath, facts: Facts = NO_FACTS) -> str:
    """The body of the paper as HTML, with its gaps shown as a draft shows them.

    Paragraphs have a class: "title", "h1", "h2", "h3", "caption", "text", or "furniture" for what stands at the head
    and at the foot of each page. Raises DocumentError.
    """
    paper, words = opened(answers, output, templates, True, "docx", facts)
    with refusing(paper):
        contents = paper.contents(words)
    return "".join(piece if isinstance(piece, str) else _filled(piece, contents[piece.names[0]], paper.layout.styles)
                   for piece in standing(_pieces(paper.content), contents) if not isinstance(piece, DraftOnly))


def _filled(slot: Slot, blocks: Sequence[Block], styles: Styles) -> str:
    if not slot.block:
        return _for_qt(words_html(blocks))
    found = _STYLE.search(slot.before)
    return _for_qt(blocks_html(blocks), _class_of(found[1] if found else "", styles))


def _for_qt(html: str, prose: str = "text") -> str:
    """What a browser shows as Qt shows it, `prose` being the class of ordinary paragraphs."""
    html = html.replace("<p>", f'<p class="{prose}">').replace("<p dir=", f'<p class="{prose}" dir=')
    html = _CAPTION.sub(r'<p class="caption">\1</p><table>', html)
    for other, shown in _FOR_QT.items():
        html = html.replace(other, shown)
    return _QTS_OWN.sub("\ufffd", html)


@lru_cache(maxsize=8)
def _pieces(content: bytes) -> tuple[str | Place, ...]:
    """A layout as HTML, cut open at its slots: its headers, its body, its footers."""
    layout = compile_layout(content)
    parts = {tag: [part for name in layout.texts if (part := _part(layout, name))[0].tag == tag]
             for tag in (w("hdr"), w("document"), w("ftr"))}
    return tuple(piece for tag, found in parts.items() for root, places in found
                 for piece in _cut(_words_of(root, layout.styles, _FURNITURE.get(tag, "")), places))


def _part(layout: Layout, name: str) -> tuple[etree._Element, Sequence[str | Place]]:
    """The XML of a part with its places marked, and the places by their numbers."""
    places = layout.texts[name]
    xml = "".join(place if isinstance(place, str) else f"<?{_MARK} {number}?>" for number, place in enumerate(places))
    return etree.fromstring(xml.encode()), places


def _words_of(root: etree._Element, styles: Styles, label: str) -> str:
    reader = _LayoutReader(styles)
    if not label:
        return "".join(reader.blocks(root.find(w("body"))))
    said = "".join(reader.blocks(root)).replace('<p class="text">', _PLACED)
    return said.replace(_PLACED, f"{_PLACED}{label}: ", 1)


def _cut(html: str, places: Sequence[str | Place]) -> Iterator[str | Place]:
    return (piece if odd % 2 == 0 else places[int(piece)]
            for odd, piece in enumerate(re.split(rf"<\?{_MARK} (\d+)\?>", html)))


class _LayoutReader:
    """Turns what a layout itself says into HTML. A place to be filled stays marked."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def blocks(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            if child.tag is etree.ProcessingInstruction:
                yield f"<?{_MARK} {child.text}?>"
            elif child.tag == w("p"):
                yield self._paragraph(child)
            elif child.tag == w("tbl"):
                yield f"{_TABLE}{''.join(self._rows(child))}</table>"
            elif child.tag != w("sectPr"):
                yield from self.blocks(child)

    def _rows(self, table: etree._Element) -> Iterator[str]:
        for row in table.iter(w("tr")):
            cells = "".join(f"<td>{''.join(self.blocks(cell))}</td>" for cell in row.iter(w("tc")))
            yield f"<tr>{cells}</tr>"

    def _paragraph(self, paragraph: etree._Element) -> str:
        style = value(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
        inside = "".join(self._inside(paragraph, style))
        return f'<p class="{_class_of(style, self._styles)}">{inside}</p>' if inside else ""

    def _inside(self, element: etree._Element, style: str = "") -> Iterator[str]:
        """What a paragraph says; "#" for the number of a page."""
        counts = False
        for child in element:
            if child.tag is etree.ProcessingInstruction:
                yield f"<?{_MARK} {child.text}?>"
            elif child.tag == w("fldSimple") and _NUMBERS.match(child.get(w("instr"), "")):
                yield "#"
            elif child.tag == w("r") and any(_NUMBERS.match(code.text or "") for code in child.iter(w("instrText"))):
                counts = True
                yield "#"
            elif counts:
                counts = not any(one.get(w("fldCharType")) == "end" for one in child.iter(w("fldChar")))
            elif child.tag == w("r"):
                words = "".join(self._words(child, style))
                yield f"<b>{words}</b>" if words and self._styles.is_bold(child) else words
            elif child.tag != w("pPr"):
                yield from self._inside(child, style)

    def _words(self, run: etree._Element, style: str) -> Iterator[str]:
        for child in run:
            if child.tag == w("t"):
                yield _text(child.text or "")
            elif child.tag == w("tab"):
                yield _LINE if self._styles.has_lines(style) else "\t"
            elif child.tag in (w("br"), w("cr")) and child.get(w("type"), "textWrapping") == "textWrapping":
                yield "<br>"
            elif child.tag is etree.ProcessingInstruction:
                yield f"<?{_MARK} {child.text}?>"


def _class_of(style_id: str, styles: Styles) -> str:
    name = styles.name(style_id).casefold()
    if name == "title":
        return "title"
    if styles.is_heading(style_id):
        return f"h{name[-1]}" if name[-1:] in ("1", "2", "3") else "h3"
    return "text"


def _text(words: str) -> str:
    return escape(_QTS_OWN.sub("\ufffd", words)).replace("\n", "<br>")
