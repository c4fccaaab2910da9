"""What a Word file that goes out for comments carries, so that it can come back into its fields.

Beside the words that are read there are the draft as it was, as a part of its own, and a hidden bookmark round every
place: so what came back can be told from what went out, place by place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.document.layout import DECLARATION
from drafter.document.package import OFFICE_RELATIONSHIPS
from drafter.document.word_text import escape

DRAFT = "customXml/item1.xml"
NAMESPACE = "urn:drafter:draft"
PREFIX = "_dr_"
LINK = (f'<Relationship Id="rIdCarried" Type="{OFFICE_RELATIONSHIPS}/customXml" Target="/{DRAFT}"/>')
TYPE = ('<Override PartName="/customXml/itemProps1.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'customXmlProperties+xml"/>')
_LONGEST = 40
"""Letters that Word lets a bookmark have."""
_FIRST = 100_000
"""Where the numbers of these bookmarks begin: beyond those of a layout."""
_NOT_IN_XML = re.compile("[\x7f-\x9f\u2028\u2029\ufffe\uffff]")


class Bookmarks:
    """The hidden bookmarks of one document. A place that is there twice gets two names."""

    def __init__(self) -> None:
        self._names: list[str] = []

    def around(self, slot: str, xml: str) -> str:
        name = (PREFIX + re.sub(r"\W", "_", slot))[:_LONGEST - 4]
        again = self._names.count(name)
        self._names.append(name)
        number = _FIRST + len(self._names)
        return (f'<w:bookmarkStart w:id="{number}" w:name="{name}{f"_{again + 1}" if again else ""}"/>{xml}'
                f'<w:bookmarkEnd w:id="{number}"/>')


def carried_text(draft: bytes) -> str:
    """The draft's JSON as an element of XML can hold it: the same JSON, some characters by their number."""
    return _NOT_IN_XML.sub(lambda letter: f"\\u{ord(letter[0]):04x}", draft.decode())


def carried_parts(draft: bytes) -> Iterator[tuple[str, str]]:
    """The parts that hold the draft, by name."""
    yield DRAFT, f'{DECLARATION}<draft xmlns="{NAMESPACE}">{escape(carried_text(draft))}</draft>'
    yield "customXml/itemProps1.xml", (
        f'{DECLARATION}<ds:datastoreItem ds:itemID="{{6A1C0F52-5B3E-4D0B-9C57-0D7AF7ED1A01}}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>')
    yield "customXml/_rels/item1.xml.rels", (
        f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE_RELATIONSHIPS}/customXmlProps" Target="/customXml/itemProps1.xml"/>'
        "</Relationships>")
