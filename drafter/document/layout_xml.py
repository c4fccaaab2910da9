"""Small surgery on the XML of a layout, which leaves what stands around a place as it is."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from drafter.document.styles import w

SOLID = tuple(map(w, ("drawing", "pict", "object", "fldChar", "fldSimple", "sym", "tab", "br", "ptab", "noBreakHyphen",
                       "footnoteReference", "endnoteReference")))


def keep_section_break(element: etree._Element, properties: etree._Element | None) -> None:
    """A section that ends with the slot's paragraph ends with one after it."""
    section = properties.find(w("sectPr")) if properties is not None else None
    if section is not None:
        paragraph = etree.Element(w("p"))
        etree.SubElement(paragraph, w("pPr")).append(section)
        element.addnext(paragraph)


def has_solid(paragraph: etree._Element, inside: etree._Element) -> bool:
    """Whether anything but text stands in the paragraph, outside the element."""
    return any(inside not in solid.iterancestors() for solid in paragraph.iter(*SOLID)
               if solid.getparent().tag != w("tabs"))


def is_torn(held: Iterable[etree._Element]) -> bool:
    """Whether leaving these out would tear something in two."""
    fields: list[str | None] = []
    starts, ends = set(), set()
    for element in held:
        if element.tag == w("sectPr") or next(element.iter(w("sectPr")), None) is not None:
            return True
        fields += [field.get(w("fldCharType")) for field in element.iter(w("fldChar"))]
        starts |= {mark.get(w("id")) for mark in element.iter(w("bookmarkStart"))}
        ends |= {mark.get(w("id")) for mark in element.iter(w("bookmarkEnd"))}
    return starts != ends or fields.count("begin") != fields.count("end")


def keep_bookmarks(element: etree._Element) -> None:
    for bookmark in list(element.iter(w("bookmarkStart"), w("bookmarkEnd"))):
        element.addprevious(bookmark)


def unwrap(control: etree._Element, content: etree._Element | None) -> None:
    for child in list(content if content is not None else ()):
        control.addprevious(child)
    remove(control)


def remove(element: etree._Element) -> None:
    element.getparent().remove(element)


def sibling(element: etree._Element, step: int) -> etree._Element | None:
    siblings: Iterable[etree._Element] = element.itersiblings(preceding=step < 0)
    return next((one for one in siblings
                 if one.tag in (w("p"), w("tbl"), w("sdt")) or one.tag is etree.ProcessingInstruction), None)


def is_within(element: etree._Element, root: etree._Element) -> bool:
    return any(one is root for one in element.iterancestors())
