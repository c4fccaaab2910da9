"""What was copied elsewhere, read into rich text: Word, Outlook, Excel, Google Docs, browsers.

A strict reader of our own, so that nothing foreign reaches Qt. It keeps paragraphs, bold, italic, underline, web and
mail links, lists and small tables. It leaves out pictures, scripts, comments, footnotes, hidden words and words struck
out or deleted under tracked changes, and says so. Nothing that a text names is ever fetched.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from lxml import etree, html

from drafter.model.characters import printable
from drafter.model.rich_text import (
    MAX_LEVEL,
    SAFE_LINK,
    Block,
    Cell,
    Item,
    Paragraph,
    RichText,
    Run,
    Table,
    from_plain,
    plain,
)
from drafter.ui.editors.pasted_lists import Mark, kind_named, kind_of, listed

MOST_CELLS = 2_000
"""A larger table is no small table; its rows become paragraphs."""

_HIDDEN_WHOLE = re.compile(r"<!--\[if[^>]*?\]>.*?<!\[endif\]-->", re.DOTALL | re.IGNORECASE)
_MARKS = re.compile(r"<!\[(?:if[^>]*|endif)\]>", re.IGNORECASE)
_CLASS_RULE = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
_MSO_LIST = re.compile(r"\bl(\d+)\s+level(\d+)\s+lfo(\d+)")
_SPACES = re.compile(r"[ \t\n\r\f]+")

_SILENT = {"style", "script", "head", "title", "meta", "link", "template", "noscript", "xml"}
_PICTURES = {"img", "picture", "svg", "object", "embed", "iframe", "video", "audio", "canvas", "shape", "imagedata",
             "map", "input", "select", "button"}
_PARAGRAPHS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "address", "article", "section",
               "header", "footer", "main", "aside", "dl", "dt", "dd", "figure", "figcaption", "caption", "form", "hr",
               "center", "body", "html"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_WORDS_FOR = {
    "picture": ("1 picture", "{} pictures"), "deleted": ("1 deleted passage", "{} deleted passages"),
    "hidden": ("1 hidden passage", "{} hidden passages"), "note": ("1 comment or footnote", "{} comments or footnotes"),
    "link": ("1 unsafe link", "{} unsafe links"), "character": ("1 character that Word cannot hold",
                                                                "{} characters that Word cannot hold"),
}


@dataclass(frozen=True, slots=True)
class Pasted:
    """`left_out` is the sentence that says what is missing; "" where nothing is."""

    text: RichText
    left_out: str = ""


def read_plain(text: str) -> Pasted:
    """A paragraph for each line that holds anything."""
    clean, dropped = printable(text)
    return Pasted(from_plain(clean), _sentence(Counter(character=dropped)))


def read_html(source: str, text: str = "") -> Pasted:
    """`text` is the same as plain words; it is used where the HTML cannot be trusted to be whole."""
    clean, dropped = printable(source)
    styles = {name: body for name, body in _CLASS_RULE.findall(clean) if name.startswith("xl")}
    clean = _MARKS.sub("", _HIDDEN_WHOLE.sub("", clean))
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(clean, parser=parser) if clean.strip() else None
    except (etree.ParserError, ValueError):
        root = None
    if root is None:
        return read_plain(text)
    reader = _Reader(styles)
    reader.lost["character"] += dropped
    try:
        reader.read(root)
    except RecursionError:
        return read_plain(text or "\n".join(root.itertext()))
    made = RichText(tuple(reader.blocks()))
    if not plain(made).strip() and text.strip() and not reader.lost:
        return read_plain(text)
    return Pasted(made, _sentence(reader.lost))


def _sentence(lost: Counter[str]) -> str:
    parts = [(one if lost[kind] == 1 else many.format(f"{lost[kind]:,}"))
             for kind, (one, many) in _WORDS_FOR.items() if lost[kind]]
    if not parts:
        return ""
    words = parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]
    return f"Left out of what was pasted: {words}."


@dataclass(frozen=True, slots=True)
class _Look:
    """How the words at a place look; `block` is what kind of paragraph they belong to."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    link: str = ""
    keeps_spaces: bool = False


class _Reader:
    """One walk over the tree. Words gather until a paragraph ends."""

    def __init__(self, styles: dict[str, str]) -> None:
        self._styles = styles
        self.lost: Counter[str] = Counter()
        self._blocks: list[Block] = []
        self._marks: dict[int, Mark] = {}
        self._runs: list[Run] = []
        self._mark: Mark | None = None
        self._is_in_item = False
        self._label: list[str] | None = None

    def blocks(self) -> list[Block]:
        self._end()
        return listed(self._blocks, self._marks)

    def read(self, element: html.HtmlElement, look: _Look = _Look(), lists: tuple[Mark, ...] = ()) -> None:
        """The element, its words and what is in it; not its tail."""
        tag = element.tag if isinstance(element.tag, str) else ""
        tag = tag.rpartition(":")[2].lower()
        style = _declarations(element, self._styles)
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

    def _inside(self, element: html.HtmlElement, look: _Look, lists: tuple[Mark, ...]) -> None:
        self._words(element.text, look)
        for child in element:
            self.read(child, look, lists)
            self._words(child.tail, look)

    def _is_left_out(self, element: html.HtmlElement, tag: str, style: dict[str, str]) -> bool:
        if tag in _SILENT or not tag:
            return True
        if tag in _PICTURES:
            self.lost["picture"] += tag not in ("map", "input", "select", "button")
            return True
        special = style.get("mso-element", "") + style.get("mso-special-character", "")
        if (special in ("comment-list", "footnote-list", "endnote-list", "comment") or "mso-footnote-id" in style
                or "mso-comment-reference" in style or "mso-endnote-id" in style
                or "MsoCommentReference" in element.get("class", "")):
            self.lost["note"] += special not in ("comment-list", "footnote-list", "endnote-list")
            return True
        if (style.get("display") == "none" or style.get("mso-hide") == "all" or style.get("visibility") == "hidden"
                or element.get("hidden") is not None):
            self.lost["hidden"] += _has_words(element)
            return True
        if tag in ("del", "s", "strike") or "line-through" in style.get("text-decoration", ""):
            self.lost["deleted"] += _has_words(element)
            return True
        if "mso-list" in style and "ignore" in style["mso-list"].lower():
            if self._label is not None:
                self._label.append("".join(element.itertext()))
            return True
        return False

    # -- words

    def _words(self, words: str | None, look: _Look) -> None:
        if not words:
            return
        if not look.keeps_spaces:
            words = _SPACES.sub(" ", words)
        self._runs.append(Run(words, *_dress(look)))

    def _look(self, element: html.HtmlElement, tag: str, style: dict[str, str], look: _Look) -> _Look:
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
            address = _SPACES.sub("", element.get("href", ""))
            if SAFE_LINK.fullmatch(address):
                look = replace(look, link=address)
            elif not address.startswith("#"):
                self.lost["link"] += 1
        return look

    # -- paragraphs and lists

    def _paragraph(self, element: html.HtmlElement, tag: str, style: dict[str, str], look: _Look,
                   lists: tuple[Mark, ...]) -> None:
        self._end()
        word = _MSO_LIST.search(style.get("mso-list", ""))
        if word:
            self._label = []
        self._inside(element, self._look(element, tag, style, look), lists)
        if word:
            label = "".join(self._label or []).strip("\xa0 \t\r\n")
            self._mark = Mark(kind_of(label), min(int(word[2]), MAX_LEVEL), (word[1], word[3]), label)
            self._label = None
        self._end()

    def _list(self, element: html.HtmlElement, tag: str, style: dict[str, str], look: _Look,
              lists: tuple[Mark, ...]) -> None:
        self._end()
        level = max(len(lists) + 1, int(style["-qt-list-indent"]) if style.get("-qt-list-indent", "").isdigit() else 1)
        kind = kind_named(element.get("type", ""), style, "decimal" if tag == "ol" else "bullet")
        self._inside(element, look, (*lists, Mark(kind, min(level, MAX_LEVEL), element)))
        self._end()

    def _item(self, element: html.HtmlElement, style: dict[str, str], look: _Look, lists: tuple[Mark, ...]) -> None:
        self._end()
        mark = lists[-1] if lists else Mark("bullet", 1, None)
        self._mark = replace(mark, kind=kind_named(element.get("type", ""), style, mark.kind))
        self._inside(element, self._look(element, "li", style, look), lists)
        self._end()
        self._mark = None

    def _end(self) -> None:
        """The paragraph, or item, is whole."""
        runs, self._runs = _tidied(self._runs), []
        if not runs:
            return
        if self._mark is not None:
            self._marks[len(self._blocks)] = self._mark
            self._mark = None
        self._blocks.append(Paragraph(runs))

    # -- tables

    def _table(self, element: html.HtmlElement, look: _Look) -> None:
        self._end()
        rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
        cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
        width = max((sum(_span(cell) for cell in row) for row in cells), default=0)
        if width <= 1 or len(rows) * width > MOST_CELLS:
            for row in cells:
                self._row_as_paragraphs(row, look, is_alone=width <= 1)
            return
        made = []
        for row in cells:
            line: list[Cell] = []
            for cell in row:
                line += [self._cell(cell, look), *[Cell(())] * (_span(cell) - 1)]
            made.append(tuple(line) + (Cell(()),) * (width - len(line)))
        if any(cell.blocks for line in made for cell in line):
            self._blocks.append(Table(tuple(made)))

    def _row_as_paragraphs(self, row: list[html.HtmlElement], look: _Look, *, is_alone: bool) -> None:
        for number, cell in enumerate(row):
            if not is_alone and number:
                self._runs.append(Run("\t"))
            self._inside(cell, look, ())
        self._end()

    def _cell(self, element: html.HtmlElement, look: _Look) -> Cell:
        inner = _Reader(self._styles)
        inner._inside(element, inner._look(element, "td", _declarations(element, self._styles), look), ())
        self.lost += inner.lost
        flat: list[Paragraph | Item] = []
        for block in inner.blocks():
            if isinstance(block, Table):
                flat += [inside for row in block.table for cell in row for inside in cell.blocks]
            else:
                flat.append(block)
        return Cell(tuple(flat))


# -- small readings


def _declarations(element: html.HtmlElement, styles: dict[str, str]) -> dict[str, str]:
    """The element's style, by name; those of Excel's classes come first."""
    bodies = [styles[name] for name in element.get("class", "").split() if name in styles]
    found: dict[str, str] = {}
    for part in ";".join([*bodies, element.get("style", "")]).split(";"):
        name, colon, value = part.partition(":")
        if colon:
            found[name.strip().lower()] = value.strip().lower()
    return found


def _has_words(element: html.HtmlElement) -> bool:
    return any(words.strip() for words in element.itertext())


def _dress(look: _Look) -> tuple[bool, bool, bool, str]:
    return look.bold, look.italic, look.underline and not look.link, look.link


def _span(cell: html.HtmlElement) -> int:
    span = cell.get("colspan", "1")
    return min(max(int(span), 1), 60) if span.isdigit() else 1


def _tidied(runs: list[Run]) -> tuple[Run, ...]:
    """Runs of one look made one; one space where the page shows one, none at the ends; padding made of hard spaces
    gone. A paragraph of nothing but space is none."""
    made: list[Run] = []
    for run in runs:
        words = re.sub(r"[ \xa0]*\xa0[ \xa0]+|[ \xa0]+\xa0[ \xa0]*", " ", run.text)
        if (not made or made[-1].text.endswith((" ", "\n"))) and words.startswith(" "):
            words = words.lstrip(" ")
        if words.startswith("\n") and made and made[-1].text.endswith(" "):
            made[-1] = replace(made[-1], text=made[-1].text.rstrip(" "))
        if not words:
            continue
        if made and replace(made[-1], text=words) == replace(run, text=words):
            made[-1] = replace(run, text=made[-1].text + words)
        else:
            made.append(replace(run, text=words))
    while made and not made[-1].text.rstrip(" \xa0\n\t"):
        made.pop()
    if made:
        made[-1] = replace(made[-1], text=made[-1].text.rstrip(" \xa0\n\t"))
    while made and not made[0].text.strip(" \xa0\n"):
        made.pop(0)
    if made:
        made[0] = replace(made[0], text=made[0].text.lstrip(" \xa0\n"))
    return tuple(made)
