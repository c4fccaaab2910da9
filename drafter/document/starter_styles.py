"""The styles and lists that a layout starts with: readable, accessible, and named as Word names them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drafter.document.styles import LEVELS
from drafter.document.word_text import W, escape

FONT = "Arial"
INK, NAVY, GREY, RED, BLUE = "1A1A1A", "1F3A5F", "4D4D4D", "A3001C", "0B5394"
"""Colours of text; each stands against white at 4.5 to 1 or better."""
PANEL, RULE, HEAD = "EEF2F7", "8A94A3", "DFE6EF"


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"
    then: str = ""
    kind: str = "paragraph"


def _spacing(before: int, after: int, line: int = 276) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _font(size: float = 0, colour: str = "", *, bold: bool = False) -> str:
    return (("<w:b/><w:bCs/>" if bold else "") + (f'<w:color w:val="{colour}"/>' if colour else "")
            + (f'<w:sz w:val="{int(size * 2)}"/><w:szCs w:val="{int(size * 2)}"/>' if size else ""))


def _numbered(number: int, level: int) -> str:
    deeper = f'<w:ilvl w:val="{level - 1}"/>' if level > 1 else ""
    return f'<w:numPr>{deeper}<w:numId w:val="{number}"/></w:numPr>'


def _border(side: str, colour: str, size: int, space: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def _list_styles(name: str, number: int, levels: int) -> Iterator[_Style]:
    for level in range(1, levels + 1):
        yield _Style(name if level == 1 else f"{name} {level}", _numbered(number, level) + _spacing(0, 100),
                     based_on="Body Text")


_KEEP = "<w:keepNext/><w:keepLines/>"
_STYLES = (
    _Style("Normal", _spacing(0, 0), "", ""),
    _Style("Body Text", _spacing(120, 120)),
    _Style("Record Kept", _KEEP, "", "Body Text"),
    _Style("Title", f'{_KEEP}<w:pBdr>{_border("bottom", NAVY, 12, 6)}</w:pBdr>{_spacing(0, 200, 240)}',
           _font(15, NAVY, bold=True), then="Body Text"),
    _Style("heading 1", f'{_KEEP}{_spacing(260, 80, 240)}<w:outlineLvl w:val="0"/>', _font(13, NAVY, bold=True),
           then="Body Text"),
    _Style("heading 2", f'{_KEEP}{_spacing(160, 60, 240)}<w:outlineLvl w:val="1"/>', _font(11, INK, bold=True),
           then="Body Text"),
    _Style("Record Fact", f'<w:keepLines/><w:pBdr>{_border("left", NAVY, 24, 8)}</w:pBdr>'
                          f'<w:shd w:val="clear" w:color="auto" w:fill="{PANEL}"/>{_spacing(0, 0, 320)}'
                          '<w:ind w:left="200"/>'),
    _Style("Record Signature", f'<w:keepNext/><w:keepLines/><w:tabs><w:tab w:val="left" w:leader="underscore" '
                               f'w:pos="6800"/></w:tabs>{_spacing(480, 0)}'),
    *_list_styles("List Bullet", 1, 3),
    *_list_styles("List Number", 2, 3),
    *_list_styles("Decision Clause", 3, 2),
    _Style("caption", f"<w:keepNext/>{_spacing(120, 80, 240)}", _font(10, INK, bold=True)),
    _Style("Table Text", _spacing(40, 40, 252), _font(10)),
    _Style("Table Heading", "<w:keepNext/>", _font(0, INK, bold=True), "Table Text"),
    _Style("header", '<w:tabs><w:tab w:val="right" w:pos="9412"/></w:tabs>', _font(9, GREY)),
    _Style("footer", '<w:tabs><w:tab w:val="right" w:pos="9412"/></w:tabs>', _font(9, GREY)),
    _Style("Draft Mark", _spacing(0, 40), _font(10, RED, bold=True)),
    _Style("Default Paragraph Font", "", "", "", kind="character"),
    _Style("Record Label", "", _font(0, NAVY, bold=True), "Default Paragraph Font", kind="character"),
    _Style("Hyperlink", "", f'<w:color w:val="{BLUE}"/><w:u w:val="single"/>', "Default Paragraph Font",
           kind="character"),
)
_DEFAULTS = ("Normal", "Default Paragraph Font")
_OFFICIAL = {"heading 1": "Heading 1", "heading 2": "Heading 2", "header": "Header", "footer": "Footer",
             "caption": "Caption"}
NAMES = tuple(_OFFICIAL.get(style.name, style.name) for style in _STYLES if style.kind == "paragraph")
"""The paragraph styles that an outline may name, as Word shows them."""

_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority '
    'w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top '
    'w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" '
    'w:type="dxa"/></w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:customStyle="1" '
    'w:styleId="RecordTable"><w:name w:val="Record Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>'
    f'<w:tblBorders>{"".join(_border(s, RULE, 4, 0) for s in ("top", "left", "bottom", "right", "insideH", "insideV"))}'
    '</w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:shd '
    f'w:val="clear" w:color="auto" w:fill="{HEAD}"/></w:tcPr></w:tblStylePr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>')


def style_id(name: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def styles_xml() -> str:
    fonts = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/><w:color w:val="{INK}"/>'
            '<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr>'
            f'</w:rPrDefault><w:pPrDefault/></w:docDefaults>{"".join(map(_style_xml, _STYLES))}{_TABLES}</w:styles>')


def _style_xml(style: _Style) -> str:
    default = ' w:default="1"' if style.name in _DEFAULTS else ""
    custom = ' w:customStyle="1"' if style.name.startswith(("Record", "Decision", "Draft", "Table")) else ""
    inside = [f'<w:name w:val="{escape(style.name)}"/>']
    if style.based_on:
        inside.append(f'<w:basedOn w:val="{style_id(style.based_on)}"/>')
    if style.then:
        inside.append(f'<w:next w:val="{style_id(style.then)}"/>')
    inside.append("<w:qFormat/>")
    for tag, properties in (("pPr", style.paragraph), ("rPr", style.run)):
        if properties:
            inside.append(f"<w:{tag}>{properties}</w:{tag}>")
    return (f'<w:style w:type="{style.kind}"{default}{custom} w:styleId="{style_id(style.name)}">{"".join(inside)}'
            "</w:style>")


def numbering_xml() -> str:
    """Three lists of nine levels: bullets, numbers, and the clauses of a decision: a) b) c), i. ii. iii."""
    clause = (("lowerLetter", "%{})"), ("lowerRoman", "%{}."), ("upperLetter", "%{}."))
    definitions = (
        ("List Bullet", 3, tuple(("bullet", mark) for mark in "•–▪")),
        ("List Number", 3, (("decimal", "%{}."),)),
        ("Decision Clause", 2, clause),
    )
    lists = "".join(_definition(number, *definition) for number, definition in enumerate(definitions))
    numbers = "".join(f'<w:num w:numId="{number + 1}"><w:abstractNumId w:val="{number}"/></w:num>'
                      for number in range(len(definitions)))
    return f'<w:numbering xmlns:w="{W}">{lists}{numbers}</w:numbering>'


def _definition(number: int, style: str, styled: int, formats: tuple[tuple[str, str], ...]) -> str:
    levels = []
    for level in range(LEVELS):
        kind, text = formats[level % len(formats)]
        name = f"{style} {level + 1}" if level else style
        link = f'<w:pStyle w:val="{style_id(name)}"/>' if level < styled else ""
        levels.append(f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{link}'
                      f'<w:lvlText w:val="{text.format(level + 1)}"/><w:lvlJc w:val="left"/><w:pPr><w:ind '
                      f'w:left="{425 * (level + 1)}" w:hanging="425"/></w:pPr></w:lvl>')
    return (f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="2C1A0D0{number}"/>'
            f'<w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>')
