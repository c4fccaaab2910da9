"""A Word layout, compiled once: the text that stays, and the places to be filled."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from drafter.document import draft_mark
from drafter.document.package import (
    OFFICE_RELATIONSHIPS,
    Part,
    Relationship,
    Unusable,
    is_safe_address,
    pack,
    parse,
    read_parts,
    relationships,
    relationships_name,
)
from drafter.document.slots import MARK, Place, Slip, Slot, SlotFinder
from drafter.document.styles import ListStyle, Styles, w
from drafter.document.word_text import R, W, escape

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CORE = "docProps/core.xml"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_KEPT = frozenset(("styles", "numbering", "settings", "fontTable", "theme", "header", "footer", "footnotes", "endnotes",
                   "image", "font", "hyperlink"))
_LEFT_BEHIND = frozenset((
    "customXml", "glossaryDocument", "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people",
    "webSettings", "stylesWithEffects", "attachedTemplate", "printerSettings", "keyMapCustomizations",
    "mailMergeSource", "mailMergeHeaderSource", "mailMergeRecipientData", "recipientData", "documentTasks", "xmlPaths"))
"""What a layout may carry and a record does not: notes, templates and traces of whoever made it."""
_TEXTS = {"header": "the header", "footer": "the footer", "footnotes": "a footnote", "endnotes": "an endnote"}
_TRACES = tuple(map(w, ("proofErr", "commentRangeStart", "commentRangeEnd", "commentReference", "permStart", "permEnd",
                        "lastRenderedPageBreak", "printerSettings")))
_SETTINGS_LEFT_BEHIND = tuple(map(w, ("rsids", "attachedTemplate", "mailMerge", "docVars", "trackRevisions",
                                      "documentProtection", "writeProtection")))
_CHANGES = tuple(map(w, ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange", "tblPrChange", "sectPrChange",
                         "trPrChange", "tcPrChange")))
_MARKED = re.compile(rf"<\?{MARK} (\d+)\?>")
_WIDTH = 9026
"""The width of A4 text between margins of an inch, in twentieths of a point."""


class LayoutError(Exception):
    """The layout cannot be used; `slips` say why and where."""

    def __init__(self, slips: list[Slip]) -> None:
        super().__init__("; ".join(slip.sentence for slip in slips))
        self.slips = tuple(slips)


@dataclass(frozen=True)
class Numbering:
    """The list definitions of a layout, cut open where more lists can be put in."""

    part: str
    head: str
    tail: str
    next_number: int


@dataclass(frozen=True)
class Layout:
    """A compiled layout. `texts` are the parts with places; `links` and `types` the parts that name other parts, each
    without its closing tag. `lists` are by kind; one that the layout lacks is not there."""

    static: Mapping[str, Part]
    texts: Mapping[str, tuple[str | Place, ...]]
    links: Mapping[str, str]
    types: str
    draft_only: Mapping[str, str]
    numbering: Numbering | None
    styles: Styles
    lists: Mapping[str, ListStyle]
    width: int
    main: str

    @property
    def slots(self) -> Iterator[Slot]:
        return (piece for pieces in self.texts.values() for piece in pieces if isinstance(piece, Slot))


@lru_cache(maxsize=16)
def compile_layout(content: bytes) -> Layout:
    """The layout of a .docx file. Raises LayoutError."""
    try:
        return _Compiler(content).compile()
    except Unusable as error:
        raise LayoutError([Slip("", str(error))]) from error


class _Compiler:
    def __init__(self, content: bytes) -> None:
        self.parts = read_parts(content)
        self.slips: list[Slip] = []
        self.places: list[Place] = []
        self.links: dict[str, list[Relationship]] = {}
        found = [link for link in relationships(self.parts, "") if link.kind == "officeDocument"]
        if len(found) != 1 or found[0].target not in self.parts or "[Content_Types].xml" not in self.parts:
            raise Unusable("It is not a Word document (.docx).")
        self.main = found[0].target
        self.types = parse(self.parts["[Content_Types].xml"])
        if any("macroEnabled" in one.get("ContentType", "") for one in self.types) or any(
                name.endswith("vbaProject.bin") for name in self.parts):
            raise Unusable("It holds macros. Save it as a Word document (.docx) without macros.")

    def compile(self) -> Layout:
        kinds = self._follow(self.main, {})
        trees = {name: parse(self.parts[name]) for name, kind in kinds.items() if kind in _TEXTS or name == self.main}
        body = trees[self.main].find(w("body"))
        if body is None:
            raise Unusable("It is not a Word document (.docx), or it is saved in the 'Strict' format. Save it as a "
                           "Word document (.docx).")
        numbering_part = next((name for name, kind in kinds.items() if kind == "numbering"), None)
        numbering = parse(self.parts[numbering_part]) if numbering_part else None
        styles_part = next((name for name, kind in kinds.items() if kind == "styles"), None)
        styles = Styles(parse(self.parts[styles_part]) if styles_part else None, numbering)
        finder = SlotFinder(styles, self.places, self.slips)
        for name, tree in trees.items():
            self._tidy(name, tree)
            finder.find(tree, _TEXTS.get(kinds[name], ""))
        headers = [trees[name] for name, kind in kinds.items() if kind == "header"]
        references = draft_mark.put_in(body, headers, styles, self._settings(kinds), finder.mark)
        if self.slips:
            raise LayoutError(self.slips)
        lists = _lists(styles)
        texts = {name: self._pieces(tree) for name, tree in trees.items()}
        return Layout(self._static(kinds, texts, numbering_part), texts,
                      {name: self._links_xml(name) for name in texts}, self._types_xml(kinds),
                      self._draft_parts() if references else {}, _numbering(numbering_part, numbering), styles, lists,
                      _width(body), self.main)

    def _follow(self, part: str, kinds: dict[str, str]) -> dict[str, str]:
        """The kinds of all parts that the record keeps, by name, from the main part on."""
        kinds.setdefault(part, "")
        self.links[part] = []
        for link in relationships(self.parts, part):
            if link.kind in _LEFT_BEHIND:
                continue
            if link.external and link.kind != "hyperlink":
                self.slips.append(Slip("", f"It fetches a part from outside ({link.kind}: {link.target[:80]}). Put a "
                                           "copy into the document itself."))
            elif link.external and not is_safe_address(link.target):
                self.slips.append(Slip("", f"It links to '{link.target[:80]}'. Only web and e-mail addresses can stand "
                                           "in a record."))
            elif link.kind not in _KEPT:
                self.slips.append(Slip("", f"It holds something that Word opens with another program ({link.kind}). "
                                           "Put a picture of it in its place."))
            elif not link.external and link.target not in self.parts:
                self.slips.append(Slip("", f"It is damaged: the part '{link.target[:80]}' is not there."))
            else:
                self.links[part].append(link)
                if not link.external and link.target not in kinds:
                    kinds[link.target] = link.kind
                    self._follow(link.target, kinds)
        return kinds

    def _tidy(self, name: str, tree: etree._Element) -> None:
        """Takes out what is no part of the words, and brings all namespaces to the root."""
        if any(True for _ in tree.iter(*_CHANGES)):
            self.slips.append(Slip("", "It holds tracked changes. Accept or reject them all."))
        for trace in list(tree.iter(*_TRACES)):
            trace.getparent().remove(trace)
        for element in tree.iter(etree.Element):
            for attribute in [a for a in element.attrib if "}rsid" in a or a.endswith(("}paraId", "}textId"))]:
                del element.attrib[attribute]
        namespaces = {"w": W, "r": R, **draft_mark.NAMESPACES}
        for element in tree.iter(etree.Element):
            namespaces |= {prefix: uri for prefix, uri in element.nsmap.items() if prefix and prefix not in namespaces}
        etree.cleanup_namespaces(tree, top_nsmap=namespaces, keep_ns_prefixes=list(namespaces))

    def _settings(self, kinds: Mapping[str, str]) -> etree._Element | None:
        name = next((name for name, kind in kinds.items() if kind == "settings"), None)
        return parse(self.parts[name]) if name else None

    def _pieces(self, tree: etree._Element) -> tuple[str | Place, ...]:
        pieces = _MARKED.split(DECLARATION + etree.tostring(tree, encoding="unicode"))
        return tuple(self.places[int(piece)] if odd % 2 else piece for odd, piece in enumerate(pieces))

    def _static(self, kinds: Mapping[str, str], texts: Mapping[str, object], numbering: str | None) -> dict[str, Part]:
        """All parts that are the same in every record, packed."""
        root = relationships_xml([Relationship("rId1", "officeDocument", self.main, False)]) + (
            f'<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/'
            f'core-properties" Target="{CORE}"/></Relationships>')
        static = {"_rels/.rels": pack("_rels/.rels", root.encode())}
        for name, kind in kinds.items():
            if name in texts or name == numbering:
                continue
            content = self.parts[name]
            if kind in ("settings", "styles"):
                content = _without_traces(content)
            static[name] = pack(name, content)
            if self.links[name]:
                links = relationships_name(name)
                static[links] = pack(links, (self._links_xml(name) + "</Relationships>").encode())
        return static

    def _links_xml(self, part: str) -> str:
        return relationships_xml(self.links[part]) if self.links[part] else ""

    def _types_xml(self, kinds: Mapping[str, str]) -> str:
        found = [f'{DECLARATION}<Types xmlns="{_CONTENT_TYPES}">',
                 '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
                 '<Default Extension="xml" ContentType="application/xml"/>']
        extensions = {name.rsplit(".", 1)[-1].lower() for name in kinds} - {"rels", "xml"}
        for one in self.types.iter(f"{{{_CONTENT_TYPES}}}Default"):
            if one.get("Extension", "").lower() in extensions:
                found.append(f'<Default Extension="{escape(one.get("Extension"))}" '
                             f'ContentType="{escape(one.get("ContentType", ""))}"/>')
        for one in self.types.iter(f"{{{_CONTENT_TYPES}}}Override"):
            name = one.get("PartName", "").lstrip("/")
            if name in kinds:
                kind = _MAIN if name == self.main else one.get("ContentType", "")
                found.append(f'<Override PartName="/{escape(name)}" ContentType="{escape(kind)}"/>')
        found.append(f'<Override PartName="/{CORE}" ContentType="application/vnd.openxmlformats-package.'
                     'core-properties+xml"/>')
        return "".join(found)

    def _draft_parts(self) -> dict[str, str]:
        """The header that only a draft has, by what it adds to: a part, the links, the types."""
        name = posixpath.join(posixpath.dirname(self.main), draft_mark.PART)
        return {"part": name, "content": draft_mark.header_part(),
                "link": f'<Relationship Id="{draft_mark.LINK}" Type="{OFFICE_RELATIONSHIPS}/header" '
                        f'Target="{draft_mark.PART}"/>',
                "type": f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.'
                        'wordprocessingml.header+xml"/>'}


def relationships_xml(links: list[Relationship]) -> str:
    found = [f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">']
    for link in links:
        target = link.target if link.external else f"/{link.target}"
        mode = ' TargetMode="External"' if link.external else ""
        found.append(f'<Relationship Id="{escape(link.id)}" Type="{OFFICE_RELATIONSHIPS}/{link.kind}" '
                     f'Target="{escape(target)}"{mode}/>')
    return "".join(found)


def _without_traces(content: bytes) -> bytes:
    tree = parse(content)
    for trace in list(tree.iter(*_SETTINGS_LEFT_BEHIND, w("rsid"))):
        trace.getparent().remove(trace)
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _lists(styles: Styles) -> dict[str, ListStyle]:
    """Lists by kind. Letters and small Roman figures look as the layout's numbered list does."""
    found = {kind: styles.list_style(name) for kind, name in LIST_STYLES.items()}
    if (numbered := found["decimal"]) is not None:
        found["alpha"] = styles.with_number_format(numbered, "lowerLetter", "%{})", "2C1A0E01")
        found["roman"] = styles.with_number_format(numbered, "lowerRoman", "%{}.", "2C1A0E02")
    return {kind: style for kind, style in found.items() if style is not None}


LIST_STYLES = {"bullet": "List Bullet", "decimal": "List Number", "clause": "Decision Clause"}
TABLE_STYLES = ("Record Table", "Table Grid")
"""The names under which a layout keeps its lists and tables."""


def _numbering(part: str | None, root: etree._Element | None) -> Numbering | None:
    if part is None or root is None:
        return None
    numbers = root.findall(w("num"))
    if not numbers:
        return None
    next_number = 1 + max(int(number.get(w("numId"), "0")) for number in numbers)
    numbers[-1].addnext(etree.ProcessingInstruction(MARK, "0"))
    head, _, tail = _MARKED.split(DECLARATION + etree.tostring(root, encoding="unicode"))
    return Numbering(part, head, tail, next_number)


def _width(body: etree._Element) -> int:
    """The width of the text, in twentieths of a point."""
    section = next(iter(body.iter(w("sectPr"))), None)
    page = section.find(w("pgSz")) if section is not None else None
    margins = section.find(w("pgMar")) if section is not None else None
    if page is None or margins is None:
        return _WIDTH
    try:
        return int(page.get(w("w"))) - int(margins.get(w("left"))) - int(margins.get(w("right")))
    except (TypeError, ValueError):
        return _WIDTH


