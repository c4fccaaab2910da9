"""What tells a draft from a record: the word DRAFT across every page, and in words at its head."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from drafter.document.slots import DraftOnly, Place
from drafter.document.styles import Styles, w
from drafter.document.word_text import R, W, escape

WORDS = "DRAFT – not for signature"
PART = "headerDraft.xml"
LINK = "rIdDraftMark"
NAMESPACES = {"v": "urn:schemas-microsoft-com:vml", "o": "urn:schemas-microsoft-com:office:office",
              "w10": "urn:schemas-microsoft-com:office:word"}

_ACROSS = (
    '<w:r><w:rPr><w:noProof/></w:rPr><w:pict>'
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
    '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>'
    '<v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/>'
    '<v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" '
    'o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" '
    'xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
    '<v:shape id="DraftMark{number}" o:spid="_x0000_s{shape}" type="#_x0000_t136" alt="Watermark: DRAFT" '
    'style="position:absolute;margin-left:0;margin-top:0;width:430pt;height:172pt;rotation:315;z-index:-251658752;'
    'mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;'
    'mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#d9d9d9" stroked="f"><v:fill opacity=".5"/>'
    '<v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt" string="DRAFT"/>'
    '<w10:wrap anchorx="margin" anchory="margin"/></v:shape></w:pict></w:r>')


def put_in(body: etree._Element, headers: list[etree._Element], styles: Styles, settings: etree._Element | None,
           mark: Callable[[Place], etree._Element]) -> bool:
    """Marks where a draft differs. Tells whether some page has no header, so that a draft needs one of its own."""
    style = styles.id("Draft Mark") or styles.id("header")
    for number, header in enumerate(headers):
        header.insert(0, mark(DraftOnly(_paragraph(number, style))))
    sections = list(body.iter(w("sectPr")))
    if not sections:
        sections.append(etree.SubElement(body, w("sectPr")))
    missing = _missing(sections, settings)
    references = "".join(f'<w:headerReference w:type="{kind}" r:id="{LINK}"/>' for kind in missing)
    if references:
        sections[0].insert(0, mark(DraftOnly(references)))
    return bool(references)


def header_part() -> str:
    """The header of a draft whose layout has none."""
    names = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in ({"w": W, "r": R} | NAMESPACES).items())
    return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<w:hdr{names}>{_paragraph(99, "")}</w:hdr>')


def _paragraph(number: int, style: str) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{escape(style)}"/></w:pPr>' if style else ""
    across = _ACROSS.format(number=number, shape=2049 + number)
    return f"<w:p>{properties}<w:r><w:rPr><w:b/></w:rPr><w:t>{WORDS}</w:t></w:r>{across}</w:p>"


def _missing(sections: list[etree._Element], settings: etree._Element | None) -> list[str]:
    """The kinds of page that have no header. A section without one takes that of the section before it."""
    kinds = ["default"]
    if any(section.find(w("titlePg")) is not None for section in sections):
        kinds.append("first")
    if settings is not None and settings.find(w("evenAndOddHeaders")) is not None:
        kinds.append("even")
    present = {reference.get(w("type"), "default") for reference in sections[0].iter(w("headerReference"))}
    return [kind for kind in kinds if kind not in present]


