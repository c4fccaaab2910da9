"""Finding the places of a layout: content controls, and [[slot]] typed in the text, however Word cut it into runs.

Each place found is taken out of the XML and a numbered mark is left, so that the text around it stays as it is.
"""

from __future__ import annotations

from itertools import chain

from lxml import etree

from drafter.document.layout_xml import (
    has_solid,
    is_torn,
    is_within,
    keep_bookmarks,
    keep_section_break,
    remove,
    sibling,
    unwrap,
)
from drafter.document.slots import IF, MARK, TYPED, End, If, Place, Slip, Slot
from drafter.document.styles import Styles, value, w, xml_of
from drafter.document.typed_conditions import TypedConditions, is_condition
from drafter.document.word_runs import isolate, text_of
from drafter.document.word_text import PLAIN_LOOK, RunLook

_BEFORE_BIDI = frozenset((
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
    "autoSpaceDE", "autoSpaceDN"))
_FURNITURE = ("docPartObj", "docPartList", "picture", "group", "citation", "bibliography", "equation")
"""Controls that Word makes itself, around page numbers and the like: what they hold is plain layout."""


class SlotFinder:
    """Takes the places out of one part's XML. `places` and `slips` grow over the parts of a layout."""

    def __init__(self, styles: Styles, places: list[Place], slips: list[Slip]) -> None:
        self.styles, self.places, self.slips = styles, places, slips
        self._where: dict[etree._Element, str] = {}
        self._conditions = TypedConditions(places, self.mark)

    def find(self, root: etree._Element) -> None:
        for control in list(root.iter(w("sdt"))):
            if is_within(control, root):
                self._take_control(control)
        for paragraph in list(root.iter(w("p"))):
            if is_within(paragraph, root):
                self._take_typed(paragraph)
        self.slips.extend(self._conditions.pair(root))

    def mark(self, place: Place) -> etree._Element:
        self.places.append(place)
        return etree.ProcessingInstruction(MARK, str(len(self.places) - 1))

    def note_places(self, root: etree._Element, part: str) -> None:
        """Remembers where everything stands, before anything is taken out; `part` is what a reader calls the part."""
        heading, last, style = part, "", ""
        words: list[str] = []
        for element in root.iter(w("p"), w("pStyle"), w("t")):
            if element.tag == w("t"):
                words.append(element.text or "")
            elif element.tag == w("pStyle"):
                style = value(element)
            else:
                text = "".join(words).strip()
                if text and self.styles.is_heading(style):
                    heading, last = f"*{text[:60]}*", ""
                elif text:
                    last = text
                self._where[element] = _where(heading, last)
                words, style = [], ""

    def _where_is(self, element: etree._Element) -> str:
        paragraph = next(chain(element.iterancestors(w("p")), element.iter(w("p"))), None)
        return self._where.get(paragraph, "") if paragraph is not None else ""

    def slip(self, element: etree._Element, sentence: str) -> None:
        self.slips.append(Slip(self._where_is(element), sentence))

    # Content controls

    def _take_control(self, control: etree._Element) -> None:
        content, properties = control.find(w("sdtContent")), control.find(w("sdtPr"))
        names = _names(properties)
        condition = next((name for name in names if name.startswith(IF)), "")
        held = [child.tag for child in content] if content is not None else []
        if content is not None and condition:
            self._take_condition(control, content, condition.removeprefix(IF).strip())
        elif content is None or (not names and (_is_furniture(properties)
                                                or TYPED.fullmatch(text_of(control).strip()))):
            unwrap(control, content)
        elif not names:
            around = f" around '{words[:40]}'" if (words := text_of(control).strip()) else ""
            self.slip(control, f"The content control{around} has lost its name: it has neither a tag nor a title. Give "
                               "it the name of a slot, or remove it.")
            unwrap(control, content)
        elif next(control.iterancestors(w("txbxContent")), None) is not None:
            self.slip(control, f"The slot '{names[0]}' is in a text box. Move it into the text.")
        elif w("tr") in held or held.count(w("tc")) > 1:
            self.slip(control, f"The slot '{names[0]}' is around whole cells of a table. Put it inside one cell.")
        elif w("tc") in held:
            self._take_cell(control, content, names)
        elif control.getparent().tag in (w("p"), w("hyperlink"), w("smartTag")):
            self._take_inline(control, names, _look(control))
        else:
            paragraph = next(content.iter(w("p")), None)
            self._take_block(control, paragraph, names, _look(control))

    def _take_condition(self, control: etree._Element, content: etree._Element, field: str) -> None:
        """Marks where what the control holds begins and ends; slots inside it are found afterwards."""
        parent = control.getparent()
        paragraph = parent if parent.tag == w("p") else None
        if next(control.iterancestors(w("txbxContent")), None) is not None:
            self.slip(control, f"The control '{IF}{field}' is in a text box. Move it into the text.")
        elif content.find(w("tc")) is not None:
            self.slip(control, f"The control '{IF}{field}' is around a cell of a table. Put it around whole rows, or "
                               "inside the cell.")
        elif content.find(w("tr")) is not None and not any(row is not None for row in parent.iterfind(w("tr"))):
            self.slip(control, f"The control '{IF}{field}' is around all rows of a table. Put it around the table.")
        elif is_torn([content]):
            self.slip(control, f"The control '{IF}{field}' holds the end of a section, or half of a field or of a "
                               "bookmark. Put it around less, or around more.")
        else:
            begins, ends = self.mark(If(field, self._where_is(control))), self.mark(End())
            whole = control
            if paragraph is not None and text_of(paragraph).strip() == text_of(control).strip() and not has_solid(
                    paragraph, control) and paragraph.find(f"{w('pPr')}/{w('sectPr')}") is None:
                whole = paragraph
            whole.addprevious(begins)
            whole.addnext(ends)
            unwrap(control, content)

    def _take_cell(self, control: etree._Element, content: etree._Element, names: tuple[str, ...]) -> None:
        cell = content.find(w("tc"))
        control.getparent().replace(control, cell)
        blocks = [child for child in cell if child.tag != w("tcPr")]
        paragraph = next(cell.iter(w("p")), None)
        for block in blocks[1:]:
            cell.remove(block)
        self._take_block(blocks[0], paragraph, names, _look(blocks[0]))

    def _take_inline(self, element: etree._Element, names: tuple[str, ...], look: RunLook) -> None:
        paragraph = next(element.iterancestors(w("p")))
        if text_of(paragraph).strip() == text_of(element).strip() and not has_solid(paragraph, element):
            self._take_block(paragraph, paragraph, names, look)
            return
        keep_bookmarks(element)
        element.getparent().replace(element, self.mark(Slot(names, False, self._where_is(element), look)))

    def _take_block(self, element: etree._Element, paragraph: etree._Element | None, names: tuple[str, ...],
                    look: RunLook) -> None:
        where = self._where_is(element)
        properties = paragraph.find(w("pPr")) if paragraph is not None else None
        keep_section_break(element, properties)
        before, after, bidi = _paragraph_properties(properties)
        keep_bookmarks(element)
        for inner in list(element.iter(etree.ProcessingInstruction)):
            element.addprevious(inner)
        parent, following = element.getparent(), sibling(element, 1)
        previous = sibling(element, -1)
        slot = Slot(names, True, where, look, before, after, bidi,
                    alone=parent.tag != w("body") and previous is None and following is None,
                    after_table=previous is not None and previous.tag == w("tbl"),
                    then_paragraph=following is not None and following.tag == w("p"))
        parent.replace(element, self.mark(slot))

    # [[slot]] typed in the text

    def _take_typed(self, paragraph: etree._Element) -> None:
        if any("[[" in (code.text or "") for code in paragraph.iter(w("instrText"))):
            self.slip(paragraph, "A slot is inside a field code. Move it into the text.")
        text = text_of(paragraph)
        if "[[" not in text:
            return
        found = list(TYPED.finditer(text))
        if text.count("[[") != len(found):
            self.slip(paragraph, "A slot begins with '[[' and has no ']]'.")
        if found and next(paragraph.iterancestors(w("txbxContent")), None) is not None:
            self.slip(paragraph, f"The slot '{found[0][1].strip()}' is in a text box. Move it into the text.")
            return
        for match in reversed(found):
            runs = isolate(paragraph, match.start(), match.end())
            look = _run_look(runs[0])
            for run in runs[1:]:
                remove(run)
            name = match[1].strip()
            if is_condition(name):
                self._conditions.take(runs[0], name, self._where_is(runs[0]))
            else:
                self._take_inline(runs[0], (name,), look)


def _paragraph_properties(properties: etree._Element | None) -> tuple[str, str, bool]:
    before: list[str] = []
    after: list[str] = []
    bidi = False
    for child in properties if properties is not None else ():
        name = etree.QName(child).localname
        bidi = bidi or name == "bidi"
        (before if name in _BEFORE_BIDI else after).append(xml_of(child))
    return "".join(before), "".join(after), bidi


def _names(properties: etree._Element | None) -> tuple[str, ...]:
    if properties is None:
        return ()
    found = (value(properties.find(w(tag))).strip() for tag in ("tag", "alias"))
    return tuple(dict.fromkeys(name for name in found if name))


def _is_furniture(properties: etree._Element | None) -> bool:
    return properties is None or any(properties.find(w(name)) is not None for name in _FURNITURE)


def _look(element: etree._Element) -> RunLook:
    """The look of the first run in it, or of the text that the control is set to hold while it shows a prompt."""
    run = next(element.iter(w("r")), None)
    look = _run_look(run) if run is not None else PLAIN_LOOK
    return look or PLAIN_LOOK


def _run_look(run: etree._Element) -> RunLook:
    properties = run.find(w("rPr"))
    if properties is None or value(properties.find(w("rStyle"))) == "PlaceholderText":
        return PLAIN_LOOK
    return RunLook(tuple((etree.QName(child).localname, xml_of(child)) for child in properties
                         if child.tag != w("rPrChange")))


def _where(heading: str, last: str) -> str:
    after = f"after '{last[:40]}{' ...' if len(last) > 40 else ''}'" if last else ""
    if not heading:
        return after[:1].upper() + after[1:] if after else "At the beginning"
    return f"In {heading}" + (f", {after}" if after else "")
