"""What was copied elsewhere, read into rich text: Word, Outlook, Excel, Google Docs, LibreOffice, browsers.

A strict reader of our own, so that nothing foreign reaches Qt. It keeps paragraphs, bold, italic, underline, web and
mail links, lists and small tables. It leaves out pictures, scripts, comments, footnotes, hidden words and words struck
out or deleted under tracked changes, and says so. Nothing that a text names is ever fetched.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from lxml import etree, html

from drafter.model.characters import printable
from drafter.model.rich_text import RichText, plain
from drafter.ui.editors.pasted_html import Reader
from drafter.ui.editors.pasted_plain import blocks_of

_HIDDEN_WHOLE = re.compile(r"<!--\[if[^>]*?\]>.*?<!\[endif\]-->", re.DOTALL | re.IGNORECASE)
_MARKS = re.compile(r"<!\[(?:if[^>]*|endif)\]>", re.IGNORECASE)
_CLASS_RULE = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
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
    """A paragraph for each line that holds anything, and lists and tables where the lines are surely such."""
    clean, dropped = printable(text)
    return Pasted(blocks_of(clean), _sentence(Counter(character=dropped)))


def read_html(source: str, text: str = "") -> Pasted:
    """`text` is the same as plain words; it is used where the HTML cannot be trusted to be whole."""
    clean, dropped = printable(source)
    styles = {name: body for name, body in _CLASS_RULE.findall(clean) if name.startswith("xl")}
    clean = _MARKS.sub("", _HIDDEN_WHOLE.sub("", clean))
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    try:
        root = html.document_fromstring(clean, parser=parser) if clean.strip() else None
    except (etree.ParserError, ValueError):
        root = None
    if root is None:
        return read_plain(text)
    reader = Reader(styles)
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
