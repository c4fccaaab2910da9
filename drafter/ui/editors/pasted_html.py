"""The HTML of other programs, walked once: every word is kept in its order, or counted among what is left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from lxml import html

from drafter.model.rich_text import MAX_LEVEL, Block, Cell, Item, Paragraph, Run, Table
from drafter.ui.editors.pasted_links import address_of
from drafter.ui.editors.pasted_lists import MSO_LIST, Mark, kind_named, kind_of, listed, mark_of_item
from drafter.ui.editors.pasted_words import SPACES, declarations, has_words, tidied

MOST_CELLS = 2_000
"""A larger table is no small table; its rows become paragraphs."""
MOST_SPAN = 60
"""Rows or columns that one cell can cover; what says more is no table of an office."""
_SILENT = {"style", "script", "head", "title", "meta", "link", "template", "noscript", "xml", "datalist"}
_NO_PICTURES = {"map", "input", "select", "button", "textarea"}
_PICTURES = {"img", "picture", "svg", "object", "embed", "iframe", "video", "audio", "canvas", "shape", "imagedata",
             *_NO_PICTURES}
_PARAGRAPHS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "address", "article", "section",
               "header", "footer", "main", "aside", "nav", "dl", "dt", "dd", "figure", "figcaption", "caption", "form",
               "fieldset", "legend", "details", "summary", "hr", "center", "body", "html"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_NOTE_LISTS = ("comment-list", "footnote-list", "endnote-list")


@dataclass(frozen=True, slots=True)
class Look:
    """How the words at a place look."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    link: str = ""
    keeps_spaces: bool = False


class Reader:
    """One walk over the tree. Words gather until a paragraph ends."""

    def __init__(self, styles: dict[str, str]) -> None:
        self._styles = styles
        self.lost: Counter[str] = Counter()
        self._blocks: list[Block] = []
        self._marks: dict[int, Mark] = {}
        self._runs: list[Run] = []
        self._mark: Mark | None = None
        self._is_in_item, self._item_at = False, -1
        self._label: list[str] | None = None

    def blocks(self) -> list[Block]:
        self._end()
        return listed(self._blocks, self._marks)

    def read(self, element: html.HtmlElement, look: Look = Look(), lists: tuple[Mark, ...] = ()) -> None:
        """The element, its words and what is in it; not its tail."""
        tag = element.tag if isinstance(element.tag, str) else ""
        prefix, _, tag = tag.lower().rpartition(":")
        tag = "span" if prefix and tag == "p" else tag  # Word ends every paragraph with an o:p that is none
        style = declarations(element, self._styles)
        if self._is_left_out(element, tag, style):
            return
        if tag == "br":
            self._runs.append(Run("\n", *_dress(look)))
        elif tag == "table":
            self._table(element, look)
        elif tag in ("ul", "ol"):
            self._list(element, tag, style, look, lists)
        elif tag == "li":
            self._item(element, style, look, lists)
        elif tag in _PARAGRAPHS:
            self._paragraph(element, tag, style, look, lists)
        else:
            self._inside(element, self._look(element, tag, style, look), lists)

    def _inside(self, element: html.HtmlElement, look: Look, lists: tuple[Mark, ...]) -> None:
        self._words(element.text, look)
        for child in element:
            self.read(child, look, lists)
            self._words(child.tail, look)

    def _is_left_out(self, element: html.HtmlElement, tag: str, style: dict[str, str]) -> bool:
        if tag in _SILENT or not tag:
            return True
        if tag in _PICTURES:
            self.lost["picture"] += tag not in _NO_PICTURES
            return True
        if self._is_note(element, style):
            return True
        if (style.get("display") == "none" or style.get("mso-hide") == "all" or style.get("visibility") == "hidden"
                or element.get("hidden") is not None):
            self.lost["hidden"] += has_words(element)
            return True
        if tag in ("del", "s", "strike") or "line-through" in style.get("text-decoration", ""):
            self.lost["deleted"] += has_words(element)
            return True
        if "mso-list" in style and "ignore" in style["mso-list"].lower():
            if self._label is not None:
                self._label.append("".join(element.itertext()))
            return True
        return False

    def _is_note(self, element: html.HtmlElement, style: dict[str, str]) -> bool:
        """Comments and notes, by the marks that Word and LibreOffice make: counted where they are called for, not where
        they stand. The words that a comment is about are no part of it."""
        special = style.get("mso-element", "") or style.get("mso-special-character", "")
        name, named = element.get("class", ""), element.get("id", "")
        if special in _NOTE_LISTS or named.startswith(("sdfootnote", "sdendnote")):
            return True
        if (special == "comment" or "mso-footnote-id" in style or "mso-endnote-id" in style
                or "MsoCommentReference" in name or name in ("sdfootnoteanc", "sdendnoteanc")):
            self.lost["note"] += 1
            return True
        return False

    # -- words

    def _words(self, words: str | None, look: Look) -> None:
        if not words:
            return
        if not look.keeps_spaces:
            words = SPACES.sub(" ", words)
        self._runs.append(Run(words, *_dress(look)))

    def _look(self, element: html.HtmlElement, tag: str, style: dict[str, str], look: Look) -> Look:
        if tag in ("b", "strong") or tag in _HEADINGS:
            look = replace(look, bold=True)
        if tag in ("i", "em", "cite", "dfn"):
            look = replace(look, italic=True)
        if tag == "u":
            look = replace(look, underline=True)
        weight = style.get("font-weight", "")
        if weight:
            look = replace(look, bold=weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600))
        if "font-style" in style:
            look = replace(look, italic=style["font-style"] in ("italic", "oblique"))
        line = style.get("text-decoration", "") + style.get("text-decoration-line", "")
        if line:
            look = replace(look, underline="underline" in line)
        if style.get("white-space", "").startswith("pre") or tag == "pre":
            look = replace(look, keeps_spaces=style.get("white-space") != "pre-line")
        if tag == "a" and element.get("href"):
            named = element.get("href", "")
            if address := address_of(named):
                look = replace(look, link=address)
            elif not named.strip().startswith("#"):
                self.lost["link"] += 1
        return look

    # -- paragraphs and lists

    def _paragraph(self, element: html.HtmlElement, tag: str, style: dict[str, str], look: Look,
                   lists: tuple[Mark, ...]) -> None:
        self._end()
        word = MSO_LIST.search(style.get("mso-list", ""))
        if word:
            self._label = []
        self._inside(element, self._look(element, tag, style, look), lists)
        if word:
            label = "".join(self._label or []).strip("\xa0 \t\r\n")
            self._mark = Mark(kind_of(label), min(int(word[2]), MAX_LEVEL), (word[1], word[3]), label)
            self._label = None
        self._end()

    def _list(self, element: html.HtmlElement, tag: str, style: dict[str, str], look: Look,
              lists: tuple[Mark, ...]) -> None:
        self._end()
        level = max(len(lists) + 1, int(style["-qt-list-indent"]) if style.get("-qt-list-indent", "").isdigit() else 1)
        kind = kind_named(element.get("type", ""), style, "decimal" if tag == "ol" else "bullet")
        self._inside(element, look, (*lists, Mark(kind, min(level, MAX_LEVEL), element)))
        self._end()

    def _item(self, element: html.HtmlElement, style: dict[str, str], look: Look, lists: tuple[Mark, ...]) -> None:
        self._end()
        around = self._is_in_item, self._item_at
        self._is_in_item, self._item_at = True, -1
        self._mark = mark_of_item(element, lists[-1] if lists else Mark("bullet", 1, None), style)
        self._inside(element, self._look(element, "li", style, look), lists)
        self._end()
        self._mark = None
        self._is_in_item, self._item_at = around

    def _end(self) -> None:
        """The paragraph, or item, is whole. A further paragraph of an item is a further line of it, so that the list
        goes on counting."""
        runs, self._runs = tidied(self._runs), []
        if not runs:
            return
        if self._mark is not None:
            self._item_at = len(self._blocks) if self._is_in_item else -1
            self._marks[len(self._blocks)] = self._mark
            self._mark = None
        elif 0 <= self._item_at == len(self._blocks) - 1:
            item = self._blocks[-1]
            assert isinstance(item, Paragraph)
            self._blocks[-1] = replace(item, runs=tidied([*item.runs, Run("\n"), *runs]))
            return
        self._blocks.append(Paragraph(runs))

    # -- tables

    def _table(self, element: html.HtmlElement, look: Look) -> None:
        self._end()
        own = [part for part in element.iter("table", "thead", "tbody", "tfoot", "tr", "caption")
               if part is element or next(part.iterancestors("table")) is element]
        self._loose_words(own, look)
        rows = [[cell for cell in row if cell.tag in ("td", "th") and not self._is_hidden(cell)]
                for row in own if row.tag == "tr" and not self._is_hidden(row)]
        grid = _grid(rows)
        width = max((len(row) for row in grid), default=0)
        titles = [part for part in own if part.tag == "caption"]
        if width <= 1 or len(grid) * width > MOST_CELLS:
            for row in ([titles] if titles else []) + rows:
                self._row_as_paragraphs(row, look, is_alone=width <= 1)
            return
        made = _without_blank([[Cell(()) if cell is None else self._cell(cell, look)
                                for cell in (*row, *[None] * (width - len(row)))] for row in grid])
        if made and len(made[0]) > 1:
            title = SPACES.sub(" ", " ".join("".join(part.itertext()) for part in titles)).strip()
            self._blocks.append(Table(made, title))
        else:
            self._blocks += [block for row in made for cell in row for block in cell.blocks]

    def _loose_words(self, parts: list[html.HtmlElement], look: Look) -> None:
        """Words that a broken page has between the cells come before the table."""
        for part in parts:
            if part.tag != "caption":
                for words in (part.text, *(child.tail for child in part)):
                    self._words(words, look)
        self._end()

    def _is_hidden(self, element: html.HtmlElement) -> bool:
        return self._is_left_out(element, "tr", declarations(element, self._styles))

    def _row_as_paragraphs(self, row: list[html.HtmlElement], look: Look, *, is_alone: bool) -> None:
        for number, cell in enumerate(row):
            if not is_alone and number:
                self._runs.append(Run("\t"))
            self._inside(cell, look, ())
        self._end()

    def _cell(self, element: html.HtmlElement, look: Look) -> Cell:
        inner = Reader(self._styles)
        inner._inside(element, inner._look(element, "td", declarations(element, self._styles), look), ())
        self.lost += inner.lost
        flat: list[Paragraph | Item] = []
        for block in inner.blocks():
            if isinstance(block, Table):
                flat += [inside for row in block.table for cell in row for inside in cell.blocks]
            else:
                flat.append(block)
        return Cell(tuple(flat))


def _grid(rows: list[list[html.HtmlElement]]) -> list[list[html.HtmlElement | None]]:
    """The cells in the places where the page shows them; those that a wide or high cell covers are empty."""
    places: dict[tuple[int, int], html.HtmlElement | None] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in places:
                column += 1
            places[number, column] = cell
            for down in range(_span(cell, "rowspan", min(len(rows) - number, MOST_SPAN))):
                for across in range(_span(cell, "colspan", MOST_SPAN)):
                    places.setdefault((number + down, column + across), None)
    widths = [max((column + 1 for row, column in places if row == number), default=0) for number in range(len(rows))]
    return [[places.get((number, column)) for column in range(width)] for number, width in enumerate(widths)]


def _without_blank(rows: list[list[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Without the rows and columns that hold nothing, such as one for a picture."""
    columns = [n for n in range(len(rows[0])) if any(row[n].blocks for row in rows)]
    return tuple(tuple(row[n] for n in columns) for row in rows if any(cell.blocks for cell in row))


def _span(cell: html.HtmlElement, name: str, most: int) -> int:
    span = cell.get(name, "1").strip()
    return min(max(int(span), 1), most) if span.isdigit() and len(span) < 6 else 1


def _dress(look: Look) -> tuple[bool, bool, bool, str]:
    return look.bold, look.italic, look.underline and not look.link, look.link
