"""[[if:field]] ... [[end]] typed in the text: a condition that every program keeps, where controls are lost.

Each stands in a paragraph of its own, around paragraphs and tables, or both stand in one paragraph, around words of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from drafter.document.layout_xml import has_solid, is_torn, keep_bookmarks, keep_section_break
from drafter.document.slots import END, IF, End, If, Place, Slip
from drafter.document.styles import w
from drafter.document.word_runs import text_of


def is_condition(name: str) -> bool:
    return name == END or name.startswith(IF)


class TypedConditions:
    """The conditions typed in one part. `places` are all that were found, `mark` makes the mark of one more."""

    def __init__(self, places: Sequence[Place], mark: Callable[[Place], etree._Element]) -> None:
        self._places, self._mark = places, mark
        self._where: dict[etree._Element, str] = {}

    def take(self, run: etree._Element, name: str, where: str) -> None:
        """Leaves a mark in place of the run, or of its paragraph where nothing else stands in that."""
        place = End() if name == END else If(name.removeprefix(IF).strip(), where)
        paragraph = next(run.iterancestors(w("p")))
        alone = text_of(paragraph).strip() == text_of(run).strip() and not has_solid(paragraph, run)
        element = paragraph if alone else run
        if alone:
            keep_section_break(paragraph, paragraph.find(w("pPr")))
        keep_bookmarks(element)
        for inner in list(element.iter(etree.ProcessingInstruction)):
            element.addprevious(inner)
        mark = self._mark(place)
        self._where[mark] = where
        element.getparent().replace(element, mark)

    def pair(self, root: etree._Element) -> Iterator[Slip]:
        """What is wrong with the pairs; those around all that a paragraph says are put around the paragraph."""
        begun: list[tuple[etree._Element, str]] = []
        for mark in list(root.iter(etree.ProcessingInstruction)) if self._where else ():
            place = self._places[int(mark.text)]
            if isinstance(place, If):
                begun.append((mark, f"[[{place.name}]]"))
            elif isinstance(place, End) and not begun:
                yield Slip(self._where[mark], "[[end]] stands here, and nothing before it that begins with [[if:...]].")
            elif isinstance(place, End):
                begins, name = begun.pop()
                if (begins in self._where) != (mark in self._where):
                    where = self._where.get(begins, self._where.get(mark, ""))
                    yield Slip(where, f"{name} ends inside a control that begins after it, or outside one that begins "
                                      "before it. Put all of it inside, or all outside.")
                    return
                if mark in self._where:
                    yield from _pair(begins, mark, name, self._where[begins])
        for mark, name in begun:
            yield Slip(self._where[mark], f"{name} has no [[end]] after it.")


def _pair(begins: etree._Element, ends: etree._Element, name: str, where: str) -> Iterator[Slip]:
    if begins.getparent() is not ends.getparent():
        yield Slip(where, f"{name} and its [[end]] do not stand side by side. Put both into one paragraph, or each "
                          "into a paragraph of its own, in the same cell where they stand in a table.")
    elif is_torn(_between(begins, ends)):
        yield Slip(where, f"Between {name} and its [[end]] stands the end of a section, or half of a field or of a "
                          "bookmark. Put them around less, or around more.")
    elif _is_whole(begins, ends):
        paragraph = begins.getparent()
        paragraph.addprevious(begins)
        paragraph.addnext(ends)


def _between(begins: etree._Element, ends: etree._Element) -> Iterator[etree._Element]:
    for element in begins.itersiblings():
        if element is ends:
            return
        yield element


def _is_whole(begins: etree._Element, ends: etree._Element) -> bool:
    """Whether the two hold all that their paragraph says."""
    paragraph = begins.getparent()
    before = [one.tag for one in begins.itersiblings(preceding=True)]
    return (paragraph.tag == w("p") and before in ([], [w("pPr")]) and ends.getnext() is None
            and paragraph.find(f"{w('pPr')}/{w('sectPr')}") is None)
