"""A layout to start from: an outline of a few lines becomes a Word file with good styles and a place for every slot.

Each line of the outline is a paragraph; `[Heading 1] Legal implications:` names its style, `[[legal_implications]]` is
a place. Lines that begin `[Header]` or `[Footer]` go on every page, where `{page}` and `{pages}` count. `{line}` draws
a line to write on. From there on, the file is restyled in Word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.document.package import OFFICE_RELATIONSHIPS, pack, write_parts
from drafter.document.slots import TYPED
from drafter.document.starter_styles import NAMES, numbering_xml, style_id, styles_xml
from drafter.document.starter_theme import fonts_xml, theme_xml
from drafter.document.word_text import R, W, escape, text_xml
from drafter.model.failure import Failure, did_you_mean

_LINE = re.compile(r"\[(?!\[)([^\[\]]+)\]\s+(.*)")
_PIECES = re.compile(r"(\[\[[^\[\]]+\]\]|\{(?:page|pages|line)\})")
_LABELLED = ("Record Fact", "Record Signature")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPACES = f'xmlns:w="{W}" xmlns:r="{R}"'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
_SETTINGS = (
    f'<w:settings {_SPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-GB"/></w:settings>')
_PAGE = ('<w:sectPr><w:headerReference w:type="default" r:id="rId6"/><w:footerReference w:type="default" r:id="rId7"/>'
         '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1304" w:right="1247" w:bottom="1247" w:left="1247" '
         'w:header="510" w:footer="567" w:gutter="0"/></w:sectPr>')


class OutlineError(Failure):
    """The outline names a style that no layout starts with."""


def starter_layout(outline: str) -> bytes:
    """The Word file of an outline. Raises OutlineError."""
    lines = [line.strip() for line in outline.splitlines() if line.strip() and not line.startswith("#")]
    texts: dict[str, list[str]] = {"Header": [], "Footer": [], "": []}
    controls = _Controls()
    for line in lines:
        match = _LINE.fullmatch(line)
        style, text = (match[1], match[2]) if match else ("Body Text", line)
        if style not in NAMES:
            raise OutlineError(f"No layout starts with the style '{style}'.{did_you_mean(style, NAMES)}",
                               f"The styles are {', '.join(NAMES)}.")
        texts[style if style in texts else ""].append(controls.paragraph(style, text))
    parts = {
        "word/document.xml": f"<w:document {_SPACES}><w:body>{''.join(texts[''])}{_PAGE}</w:body></w:document>",
        "word/styles.xml": styles_xml(), "word/numbering.xml": numbering_xml(), "word/settings.xml": _SETTINGS,
        "word/fontTable.xml": fonts_xml(), "word/theme/theme1.xml": theme_xml(),
        "word/header1.xml": f"<w:hdr {_SPACES}>{''.join(texts['Header']) or '<w:p/>'}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {_SPACES}>{''.join(texts['Footer']) or '<w:p/>'}</w:ftr>",
    }
    whole = {"[Content_Types].xml": "".join(_types(parts)), "_rels/.rels": _links(["word/document.xml"]),
             "word/_rels/document.xml.rels": _links([name.removeprefix("word/") for name in list(parts)[1:]]), **parts}
    return write_parts(pack(name, (_DECLARATION + xml).encode()) for name, xml in whole.items())


class _Controls:
    """Writes the paragraphs of a layout. Content controls are numbered from 1."""

    def __init__(self) -> None:
        self.count = 0

    def paragraph(self, style: str, text: str) -> str:
        properties = f'<w:pPr><w:pStyle w:val="{style_id(style)}"/></w:pPr>'
        if whole := TYPED.fullmatch(text):
            return self._control(whole[1], f"<w:p>{properties}{_run(text)}</w:p>")
        label = "Record Label" if style in _LABELLED else ""
        inside = "".join(self._piece(piece, label) for piece in _PIECES.split(text) if piece)
        return f"<w:p>{properties}{inside}</w:p>"

    def _piece(self, piece: str, label: str) -> str:
        if slot := TYPED.fullmatch(piece):
            return self._control(slot[1], _run(piece))
        if piece == "{line}":
            return "<w:r><w:tab/></w:r>"
        if piece in ("{page}", "{pages}"):
            code = "PAGE" if piece == "{page}" else "NUMPAGES"
            return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        return _run(piece, label)

    def _control(self, name: str, content: str) -> str:
        """A content control with tag and title alike: programs that drop the one keep the other."""
        self.count += 1
        return (f'<w:sdt><w:sdtPr><w:alias w:val="{escape(name)}"/><w:tag w:val="{escape(name)}"/>'
                f'<w:id w:val="{self.count}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>')


def _run(text: str, style: str = "") -> str:
    look = f'<w:rPr><w:rStyle w:val="{style_id(style)}"/></w:rPr>' if style else ""
    return f"<w:r>{look}{text_xml(text)}</w:r>"


def _types(parts: dict[str, str]) -> Iterator[str]:
    yield '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    yield '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    yield '<Default Extension="xml" ContentType="application/xml"/>'
    for name in parts:
        kind = _kind(name)
        content = _THEME if kind == "theme" else f"{_WORD}.{'document.main' if kind == 'document' else kind}+xml"
        yield f'<Override PartName="/{name}" ContentType="{content}"/>'
    yield "</Types>"


def _kind(part: str) -> str:
    return part.rsplit("/", 1)[-1].removesuffix(".xml").rstrip("1")


def _links(names: list[str]) -> str:
    """Relationships with the ids rId1, rId2 ... in the order of the names."""
    found = ['<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">']
    for number, name in enumerate(names, 1):
        kind = "officeDocument" if _kind(name) == "document" else _kind(name)
        found.append(f'<Relationship Id="rId{number}" Type="{OFFICE_RELATIONSHIPS}/{kind}" Target="{name}"/>')
    return "".join((*found, "</Relationships>"))
