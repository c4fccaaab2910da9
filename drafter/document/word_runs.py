"""The text of a paragraph, and cutting its runs where Word did not."""

from __future__ import annotations

import copy

from lxml import etree

from drafter.document.styles import w


def text_of(element: etree._Element) -> str:
    """The text of a paragraph or of what is inside one, without that of text boxes in it."""
    return "".join(part.text or "" for part in texts_of(element))


def texts_of(element: etree._Element) -> list[etree._Element]:
    if next(element.iter(w("txbxContent")), None) is None:
        return list(element.iter(w("t")))
    own = element if element.tag == w("p") else next(element.iterancestors(w("p")), None)
    return [part for part in element.iter(w("t")) if own is None or next(part.iterancestors(w("p"))) is own]


def isolate(paragraph: etree._Element, start: int, end: int) -> list[etree._Element]:
    """The runs that hold exactly the text from `start` to `end`, after cutting others in two."""
    for offset in (start, end):
        position = 0
        for part in texts_of(paragraph):
            length = len(part.text or "")
            if position <= offset < position + length:
                _cut(part, offset - position)
                break
            position += length
    position, runs = 0, []
    for part in texts_of(paragraph):
        length = len(part.text or "")
        if length and start <= position < end:
            runs.append(part.getparent())
        position += length
    return list(dict.fromkeys(runs))


def _cut(text: etree._Element, offset: int) -> None:
    """Cuts the run of the text in two, before the letter at the offset; not where the run begins there."""
    run = text.getparent()
    if offset == 0 and all(one.tag == w("rPr") for one in text.itersiblings(preceding=True)):
        return
    rest = etree.Element(w("r"), nsmap=run.nsmap)
    properties = run.find(w("rPr"))
    if properties is not None:
        rest.append(copy.deepcopy(properties))
    following = list(text.itersiblings())
    if offset == 0:
        rest.append(text)
    else:
        tail = copy.deepcopy(text)
        tail.text, text.text = (text.text or "")[offset:], (text.text or "")[:offset]
        for one in (text, tail):
            one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        rest.append(tail)
    for one in following:
        rest.append(one)
    run.addnext(rest)
