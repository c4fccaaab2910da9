"""The layout of Kent's record as each peer's template: the same styles, headings and header, with the peer's own tags.

Two of each peer. In "loops" the template repeats paragraphs over plain words; in "xml" the engine is given paragraphs
that are Word's XML already, which is the only way in which a peer can carry lists, bold and links within one answer.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SDT, _PARAGRAPH, _TAG = (f"{{{_W}}}{name}" for name in ("sdt", "p", "tag"))
_FIELD_OF = {"consultation": "cabinet_committee"}
_PARAGRAPHS = ("financial_implications", "legal_implications", "equalities_implications",
               "data_protection_implications", "cabinet_committee", "interests")


@dataclass(frozen=True)
class Tags:
    """How an engine writes its tags; `{}` is the name. `row` are the two cells of a row that repeats."""

    value: str
    loop: Callable[[str, str], str]
    row: tuple[str, str]
    xml: str


def paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(head: tuple[str, str], rows: str) -> str:
    """A table of two columns; `rows` are those after the header."""
    return ('<w:tbl><w:tblPr><w:tblStyle w:val="RecordTable"/><w:tblW w:w="5000" w:type="pct"/><w:tblLook '
            'w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
            '<w:tblCaption w:val="Passengers a year"/></w:tblPr><w:tblGrid><w:gridCol w:w="4706"/><w:gridCol '
            f'w:w="4706"/></w:tblGrid>{row(head, "TableHeading", "<w:tblHeader/>")}{rows}</w:tbl>')


def row(cells: tuple[str, str], style: str = "TableText", header: str = "") -> str:
    inside = "".join(f'<w:tc><w:tcPr><w:tcW w:w="4706" w:type="dxa"/></w:tcPr>{paragraph(cell, style)}</w:tc>'
                     for cell in cells)
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{inside}</w:tr>"


def _around(opening: str, closing: str) -> Callable[[str, str], str]:
    """A loop whose tags stand in paragraphs of their own, which the engine takes away."""
    return lambda name, inside: paragraph(opening.format(name)) + inside + paragraph(closing.format(name))


def _docxtpl_row() -> str:
    return (row(("{%tr for row in rows %}", "")) + row(("{{ row[0] }}", "{{ row[1] }}")) + row(("{%tr endfor %}", "")))


TAGS = {
    "docxtpl": Tags("{{{{ {} }}}}", _around("{{%p for one in {} %}}", "{{%p endfor %}}"), ("", ""), "{{{{p {} }}}}"),
    "docxtemplater": Tags("{{{}}}", _around("{{#{}}}", "{{/{}}}"), ("{#rows}{year}", "{count}{/rows}"), "{{@{}}}"),
    "easy-template-x": Tags("{{{}}}", lambda name, inside: inside, ("{#rows}{year}", "{count}{/rows}"), "{{{}}}"),
}


def _repeated(engine: str, name: str, style: str) -> str:
    """A paragraph that repeats over the texts of the name."""
    if engine == "easy-template-x":
        return paragraph(f'{{#{name} [loopOver: "paragraph"]}}{{text}}{{/{name}}}', style)
    one = {"docxtpl": "{{ one }}", "docxtemplater": "{.}"}[engine]
    return TAGS[engine].loop(name, paragraph(one, style))


def _blocks(engine: str, way: str, name: str) -> str:
    """What stands in the template for a place that takes paragraphs."""
    tags = TAGS[engine]
    if way == "xml":
        return paragraph(tags.xml.format(name))
    if name == "decision":
        return (paragraph(tags.value.format("introduction"), "BodyText")
                + _repeated(engine, "clauses", "DecisionClause"))
    if name == "reasons":
        rows = _docxtpl_row() if engine == "docxtpl" else row(tags.row)
        return (_repeated(engine, "reasons", "BodyText") + _repeated(engine, "bullets", "ListBullet")
                + paragraph(tags.value.format("caption"), "Caption") + table(("Year", "Passengers"), rows))
    if name in _PARAGRAPHS:
        return _repeated(engine, name, "BodyText")
    return paragraph(tags.value.format(name), "BodyText")


def peer_template(layout: Path, engine: str, way: str) -> bytes:
    """Kent's layout as the engine's template."""
    written = io.BytesIO()
    with zipfile.ZipFile(layout) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml" or name.startswith("word/header"):
                content = _tagged(content, engine, way)
            target.writestr(name, content)
    return written.getvalue()


def _tagged(content: bytes, engine: str, way: str) -> bytes:
    root = etree.fromstring(content)
    for control in list(root.iter(_SDT)):
        name = next(control.iter(_TAG)).get(f"{{{_W}}}val")
        name = _FIELD_OF.get(name, name)
        if control.getparent().tag == _PARAGRAPH:
            xml = f'<w:r><w:t xml:space="preserve">{TAGS[engine].value.format(name)}</w:t></w:r>'
        else:
            xml = _blocks(engine, way, name)
        for element in etree.fromstring(f'<w:x xmlns:w="{_W}">{xml}</w:x>'):
            control.addprevious(element)
        control.getparent().remove(control)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
