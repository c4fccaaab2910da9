"""Compiling a Word layout: an ordinary .docx to what of it may go out, cut open at its places."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from lxml import etree

from drafter.document import draft_mark
from drafter.document.harmless import clean, clean_properties, clean_theme, may_hide
from drafter.document.layout import (
    CORE,
    DECLARATION,
    LIST_STYLES,
    Layout,
    LayoutError,
    Numbering,
    relationships_xml,
)
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
from drafter.document.pictures import TYPES, UnknownPicture, bare_picture
from drafter.document.slot_finder import SlotFinder
from drafter.document.slots import MARK, Place, Slip
from drafter.document.styles import LETTERS, ROMAN, ListStyle, Styles, number, w
from drafter.document.word_text import R, W

_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN = "word/document.xml"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_KEPT = frozenset(("styles", "numbering", "settings", "fontTable", "theme", "header", "footer", "footnotes", "endnotes",
                   "image", "hyperlink"))
_LEFT_BEHIND = frozenset((
    "customXml", "glossaryDocument", "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people",
    "webSettings", "stylesWithEffects", "attachedTemplate", "printerSettings", "keyMapCustomizations", "font",
    "mailMergeSource", "mailMergeHeaderSource", "mailMergeRecipientData", "recipientData", "documentTasks", "xmlPaths"))
"""What a layout may carry and a record does not: notes, templates and traces of whoever made it."""
_BY_KIND = {"": "document", "theme": "theme/theme", "image": "media/image"} | {name: name for name in (
    "styles", "numbering", "settings", "fontTable", "header", "footer", "footnotes", "endnotes")}
"""How the parts of a record are called, whatever the layout called them."""
_NUMBERED = frozenset(("theme", "header", "footer", "image"))
_USED_BY_ID = frozenset(("header", "footer", "image", "hyperlink"))
_TEXTS = {"header": "the header", "footer": "the footer", "footnotes": "a footnote", "endnotes": "an endnote"}
_CHANGES = tuple(map(w, ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange", "tblPrChange", "sectPrChange",
                         "trPrChange", "tcPrChange")))
_REFERENCES = etree.XPath("//@r:*", namespaces={"r": R})
_MARKED = re.compile(rf"<\?{MARK} (\d+)\?>")
_WIDTH = 9026
"""The width of A4 text between margins of an inch, in twentieths of a point."""
_NARROWEST = 1440
"""What is narrower than an inch is no text that anybody laid out."""


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
        self.trees = {name: parse(self.parts[name]) for name, kind in kinds.items() if kind != "image"}
        body = self.trees[self.main].find(w("body"))
        if body is None:
            raise Unusable("It is not a Word document (.docx), or it is saved in the 'Strict' format. Save it as a "
                           "Word document (.docx).")
        by_kind = {kind: self.trees[name] for name, kind in kinds.items() if name in self.trees}
        numbering = by_kind.get("numbering")
        styles = Styles(by_kind.get("styles"), numbering)
        styles_hide = styles.root is not None and may_hide(styles.root)
        finder = SlotFinder(styles, self.places, self.slips)
        trees = {name: tree for name, tree in self.trees.items() if kinds[name] in _TEXTS or name == self.main}
        for name, tree in trees.items():
            finder.note_places(tree, _TEXTS.get(kinds[name], ""))
            self._tidy(tree, styles, finder, styles_hide)
        for name, kind in kinds.items():
            if name in self.trees and name not in trees:
                (clean_theme if kind == "theme" else clean_properties)(self.trees[name])
        kinds = self._used(kinds)
        trees = {name: tree for name, tree in trees.items() if name in kinds}
        for tree in trees.values():
            finder.find(tree)
        headers = [trees[name] for name, kind in kinds.items() if kind == "header"]
        references = draft_mark.put_in(body, headers, styles, by_kind.get("settings"), finder.mark)
        self.pictures = {name: self._picture(name) for name, kind in kinds.items() if kind == "image"}
        if self.slips:
            raise LayoutError(self.slips)
        lists = _lists(styles)
        kinds = self._renamed(kinds)
        texts = {name: self._pieces(self.trees[name]) for name, kind in kinds.items() if kind in ("", *_TEXTS)}
        return Layout(self._static(kinds), texts, {name: self._links_xml(name) for name in texts}, _types_xml(kinds),
                      _draft_parts() if references else {}, _numbering(numbering), styles, lists, _width(body), _MAIN)

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

    def _tidy(self, tree: etree._Element, styles: Styles, finder: SlotFinder, styles_hide: bool) -> None:
        """Leaves what may stand in a record, and brings all namespaces to the root."""
        if any(True for _ in tree.iter(*_CHANGES)):
            self.slips.append(Slip("", "It holds tracked changes. Accept or reject them all."))
            return
        clean(tree, styles, finder.slip, styles_hide)
        namespaces = {"w": W, "r": R, **draft_mark.NAMESPACES}
        for _, (prefix, uri) in etree.iterwalk(tree, events=("start-ns",)):
            if prefix:
                namespaces.setdefault(prefix, uri)
        etree.cleanup_namespaces(tree, top_nsmap=namespaces, keep_ns_prefixes=list(namespaces))

    def _used(self, kinds: Mapping[str, str]) -> dict[str, str]:
        """The kinds of the parts that are still referred to, by name. Their links are left with those in use."""
        used, waiting = {self.main: ""}, [self.main]
        while waiting:
            part = waiting.pop()
            ids = set(_REFERENCES(self.trees[part])) if self.links[part] and part in self.trees else set()
            self.links[part] = [link for link in self.links[part] if link.id in ids or link.kind not in _USED_BY_ID]
            for link in self.links[part]:
                if not link.external and link.target not in used:
                    used[link.target] = link.kind
                    waiting.append(link.target)
        return {name: kind for name, kind in kinds.items() if name in used}

    def _picture(self, name: str) -> tuple[bytes, str]:
        try:
            return bare_picture(self.parts[name])
        except UnknownPicture:
            self.slips.append(Slip("", f"The picture '{name.rsplit('/', 1)[-1][:60]}' is neither PNG nor JPEG nor GIF, "
                                       "or it is damaged. Save it as PNG and put it in again."))
            return b"", ""

    def _pieces(self, tree: etree._Element) -> tuple[str | Place, ...]:
        pieces = _MARKED.split(DECLARATION + etree.tostring(tree, encoding="unicode"))
        return tuple(self.places[int(piece)] if odd % 2 else piece for odd, piece in enumerate(pieces))

    def _renamed(self, kinds: Mapping[str, str]) -> dict[str, str]:
        """The kinds by the plain names that parts have in a record, with trees, links and pictures to match."""
        names: dict[str, str] = {}
        for old, kind in kinds.items():
            stem = f"word/{_BY_KIND[kind]}"
            number = 1 + sum(kinds[one] == kind for one in names) if kind in _NUMBERED else ""
            names[old] = f"{stem}{number}.{self.pictures[old][1] if kind == 'image' else 'xml'}"
        self.pictures = {names[old]: picture for old, picture in self.pictures.items()}
        self.trees = {names[old]: tree for old, tree in self.trees.items() if old in names}
        self.links = {new: [replace(link, target=names.get(link.target, link.target)) for link in self.links[old]]
                      for old, new in names.items()}
        for name, links in self.links.items():
            ids = {link.id: f"rId{number}" for number, link in enumerate(links, 1)}
            self.links[name] = [replace(link, id=ids[link.id]) for link in links]
            for reference in _REFERENCES(self.trees[name]) if links and name in self.trees else ():
                reference.getparent().set(reference.attrname, ids.get(reference, reference))
        return {names[old]: kind for old, kind in kinds.items()}

    def _static(self, kinds: Mapping[str, str]) -> dict[str, Part]:
        """All parts that are the same in every record, packed."""
        root = relationships_xml([Relationship("rId1", "officeDocument", _MAIN, False)]) + (
            f'<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/'
            f'core-properties" Target="{CORE}"/></Relationships>')
        static = {"_rels/.rels": pack("_rels/.rels", root.encode())}
        for name, kind in kinds.items():
            if kind in ("", *_TEXTS):
                continue
            if kind != "numbering":
                static[name] = pack(name, self.pictures[name][0] if kind == "image" else etree.tostring(
                    self.trees[name], xml_declaration=True, encoding="UTF-8", standalone=True))
            if self.links[name]:
                links = relationships_name(name)
                static[links] = pack(links, (self._links_xml(name) + "</Relationships>").encode())
        return static

    def _links_xml(self, part: str) -> str:
        return relationships_xml(self.links[part]) if self.links[part] else ""


def _types_xml(kinds: Mapping[str, str]) -> str:
    found = [f'{DECLARATION}<Types xmlns="{_CONTENT_TYPES}">',
             '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
             '<Default Extension="xml" ContentType="application/xml"/>']
    suffixes = {name.rsplit(".", 1)[1] for name, kind in kinds.items() if kind == "image"}
    found += [f'<Default Extension="{one}" ContentType="{TYPES[one]}"/>' for one in sorted(suffixes)]
    found += [f'<Override PartName="/{name}" ContentType="{_OFFICE}.{_type(kind)}+xml"/>'
              for name, kind in kinds.items() if kind != "image"]
    found.append(f'<Override PartName="/{CORE}" ContentType="application/vnd.openxmlformats-package.'
                 'core-properties+xml"/>')
    return "".join(found)


def _type(kind: str) -> str:
    return "theme" if kind == "theme" else f"wordprocessingml.{kind or 'document.main'}"


def _draft_parts() -> dict[str, str]:
    """The header that only a draft has, by what it adds to: a part, the links, the types."""
    name = posixpath.join(posixpath.dirname(_MAIN), draft_mark.PART)
    return {"part": name, "content": draft_mark.header_part(),
            "link": f'<Relationship Id="{draft_mark.LINK}" Type="{OFFICE_RELATIONSHIPS}/header" '
                    f'Target="{draft_mark.PART}"/>',
            "type": f'<Override PartName="/{name}" ContentType="{_OFFICE}.wordprocessingml.header+xml"/>'}


def _lists(styles: Styles) -> dict[str, ListStyle]:
    """Lists by kind. Letters and small Roman figures look as the layout's numbered list does."""
    found = {kind: styles.list_style(name) for kind, name in LIST_STYLES.items()}
    if (numbered := found["decimal"]) is not None:
        found |= {"alpha": replace(numbered, counting=LETTERS), "roman": replace(numbered, counting=ROMAN)}
    return {kind: style for kind, style in found.items() if style is not None}


def _numbering(root: etree._Element | None) -> Numbering | None:
    if root is None:
        return None
    numbers = root.findall(w("num"))
    if not numbers:
        return None
    etree.cleanup_namespaces(root, top_nsmap={"w": W}, keep_ns_prefixes=["w"])
    numbers[0].addprevious(etree.ProcessingInstruction(MARK, "0"))
    numbers[-1].addnext(etree.ProcessingInstruction(MARK, "0"))
    definitions, _, lists, _, tail = _MARKED.split(DECLARATION + etree.tostring(root, encoding="unicode"))
    return Numbering(f"word/{_BY_KIND['numbering']}.xml", definitions, lists, tail,
                     1 + max((number(one.get(w("abstractNumId"))) for one in root.iter(w("abstractNum"))), default=0),
                     1 + max(number(one.get(w("numId"))) for one in numbers))


def _width(body: etree._Element) -> int:
    """The width of the text, in twentieths of a point."""
    section = next(iter(body.iter(w("sectPr"))), None)
    page = section.find(w("pgSz")) if section is not None else None
    margins = section.find(w("pgMar")) if section is not None else None
    if page is None or margins is None:
        return _WIDTH
    width = number(page.get(w("w"))) - number(margins.get(w("left"))) - number(margins.get(w("right")))
    return width if width >= _NARROWEST else _WIDTH
