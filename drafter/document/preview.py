"""A paper on the screen: the words of its layout and the very blocks that fill it, as the little HTML that Qt shows.

Pages, fonts and spaces are Word's to set, so a preview claims nothing about them. It fetches nothing: it names no
picture and no style sheet, and its links are only text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path as FilePath

from lxml import etree

from drafter.document.blocks import Block, Clause, Styled, plain
from drafter.document.context import Words
from drafter.document.layout import compile_layout
from drafter.document.paper import DocumentError, open_paper
from drafter.document.slots import Slot
from drafter.document.styles import Styles, value, w
from drafter.document.word_text import escape
from drafter.document.wording import GapMet
from drafter.model.answers import Answers, without_exempt
from drafter.model.form import Output
from drafter.model.rich_text import Item, Paragraph, Run, Table

_MARK = "place"
_NOT_TEXT = re.compile("[\ufdd0-\ufdef\ufffc]")
"""Characters that Qt keeps for itself, to tell where tables and pictures stand."""
_STYLE = re.compile(r'<w:pStyle [^>]*w:val="([^"]*)"')
_LISTS = {"bullet": ("ul", "disc", ""), "decimal": ("ol", "decimal", "."), "alpha": ("ol", "lower-alpha", ")"),
          "roman": ("ol", "lower-roman", ".")}
"""The element of a list, how it counts, and what follows the number."""
_CLAUSES = ("alpha", "roman")
_LINE = "_" * 28


def preview(answers: Answers, output: Output, templates: FilePath) -> str:
    """The body of the paper as HTML, with its gaps shown as a draft shows them.

    Paragraphs have a class: "title", "h1", "h2", "h3", "caption" or "text". Raises DocumentError.
    """
    paper = open_paper(answers.form, output, templates)
    paper.refuse_faults()
    public = without_exempt(answers) if output.public else answers
    try:
        contents = paper.contents(Words(answers, public, output, as_draft=True))
    except GapMet as gap:
        raise DocumentError(str(gap), "Fill it in, and the preview comes back.") from gap
    writer = _BlockWriter(paper.layout.styles)
    return "".join(piece if isinstance(piece, str) else writer.fill(piece, contents[piece.names[0]])
                   for piece in _pieces(paper.content))


@lru_cache(maxsize=8)
def _pieces(content: bytes) -> tuple[str | Slot, ...]:
    """The body of a layout as HTML, cut open at its slots."""
    layout = compile_layout(content)
    places = layout.texts[layout.main]
    xml = "".join(place if isinstance(place, str) else f"<?{_MARK} {number}?>" for number, place in enumerate(places))
    body = etree.fromstring(xml.encode()).find(w("body"))
    html = "".join(_LayoutReader(layout.styles).blocks(body))
    found = (piece if odd % 2 == 0 else places[int(piece)]
             for odd, piece in enumerate(re.split(rf"<\?{_MARK} (\d+)\?>", html)))
    return tuple(piece for piece in found if isinstance(piece, str | Slot))


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
                yield f"<table{_TABLE}>{''.join(self._rows(child))}</table>"
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

    def _inside(self, element: etree._Element, style: str) -> Iterator[str]:
        for child in element:
            if child.tag is etree.ProcessingInstruction:
                yield f"<?{_MARK} {child.text}?>"
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
                yield "<br/>"
            elif child.tag is etree.ProcessingInstruction:
                yield f"<?{_MARK} {child.text}?>"


class _BlockWriter:
    """Writes the blocks that fill a place."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def fill(self, slot: Slot, blocks: Sequence[Block]) -> str:
        if not slot.block:
            return _text(plain(tuple(blocks)))
        found = _STYLE.search(slot.before)
        return "".join(self._blocks(blocks, _class_of(found[1] if found else "", self._styles)))

    def _blocks(self, blocks: Sequence[Block], prose: str) -> Iterator[str]:
        lists = _OpenLists()
        for block in blocks:
            match block:
                case Item(kind, runs, level, starts):
                    yield lists.item(kind, level, starts) + _runs(runs)
                    continue
                case Clause(runs, level):
                    yield lists.item(_CLAUSES[min(level, 2) - 1], level, False) + _runs(runs)
                    continue
            yield lists.close()
            match block:
                case Paragraph(runs):
                    yield f'<p class="{prose}">{_runs(runs)}</p>'
                case Styled(style, runs):
                    yield f'<p class="{_class_of(self._styles.id(style), self._styles)}">{_runs(runs)}</p>'
                case Table():
                    yield self._table(block)
        yield lists.close()

    def _table(self, table: Table) -> str:
        title = f'<p class="caption">{_text(table.title)}</p>' if table.title else ""
        rows = []
        for number, row in enumerate(table.table):
            tag = "td" if number else "th"
            rows.append("".join(f"<{tag}>{''.join(self._blocks(cell.blocks, 'cell'))}</{tag}>" for cell in row))
        return f"{title}<table{_TABLE}>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


class _OpenLists:
    """The lists that are open, outermost first, as (level, kind): a deeper item stands within the one above it."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    def item(self, kind: str, level: int, starts: bool) -> str:
        """What comes before the words of an item."""
        closed = self._close_to(level)
        if self._open and self._open[-1][0] == level:
            if self._open[-1][1] == kind and not starts:
                return f"{closed}</li><li>"
            closed += self._close_last()
        self._open.append((level, kind))
        tag, counts, after = _LISTS[kind]
        suffix = f"; -qt-list-number-suffix: '{after}'" if after else ""
        return f'{closed}<{tag} style="list-style-type: {counts}{suffix}"><li>'

    def close(self) -> str:
        return self._close_to(0)

    def _close_to(self, level: int) -> str:
        closed = ""
        while self._open and self._open[-1][0] > level:
            closed += self._close_last()
        return closed

    def _close_last(self) -> str:
        return f"</li></{_LISTS[self._open.pop()[1]][0]}>"


_TABLE = ' border="1" cellspacing="0" cellpadding="4" width="100%"'


def _class_of(style_id: str, styles: Styles) -> str:
    name = styles.name(style_id).casefold()
    if name == "title":
        return "title"
    if styles.is_heading(style_id):
        return f"h{name[-1]}" if name[-1:] in ("1", "2", "3") else "h3"
    return "text"


def _runs(runs: Sequence[Run]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    words = _text(run.text)
    for wanted, tag in ((run.bold, "b"), (run.italic, "i"), (run.underline or run.link, "u")):
        words = f"<{tag}>{words}</{tag}>" if wanted else words
    return words


def _text(words: str) -> str:
    return escape(_NOT_TEXT.sub("\ufffd", words)).replace("\n", "<br/>")
