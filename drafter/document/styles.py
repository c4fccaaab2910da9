"""The styles and lists of a layout, found by the names that people see, since programs change the ids."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from lxml import etree

from drafter.document.word_text import W

LEVELS = 9
_MOST_DIGITS = 10
_NAMESPACES = re.compile(r' xmlns(?::[\w.-]+)?="[^"]*"')


@cache
def w(name: str) -> str:
    return f"{{{W}}}{name}"


def value(element: etree._Element | None) -> str:
    return "" if element is None else str(element.get(w("val"), ""))


def number(text: str | None) -> int:
    """The number that an attribute holds; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < _MOST_DIGITS else 0


def xml_of(element: etree._Element) -> str:
    """The element as text; the part's root declares the namespaces."""
    return _NAMESPACES.sub("", str(etree.tostring(element, encoding="unicode", with_tail=False)))


@dataclass(frozen=True, slots=True)
class Counting:
    """A way of counting that a layout has no list for: Word's name of it, what is written, and the number by which Word
    knows the definition."""

    number_format: str
    text: str
    nsid: str


LETTERS = Counting("lowerLetter", "%{})", "2C1A0E01")
ROMAN = Counting("lowerRoman", "%{}.", "2C1A0E02")


@dataclass(frozen=True, slots=True)
class ListStyle:
    """`styles` are the paragraph styles of its levels, outermost first. `number` is the layout's own list; `definition`
    the definition that further lists of this look refer to. `counting` is how they count where that differs."""

    styles: tuple[str, ...]
    number: str
    definition: str
    counting: Counting | None = None

    def style(self, level: int) -> str:
        return self.styles[min(level, len(self.styles)) - 1]


@dataclass(slots=True)
class Styles:
    """The styles of a layout. Raises nothing: what is not there has no id."""

    root: etree._Element | None
    numbering: etree._Element | None
    _elements: dict[str, etree._Element] = field(default_factory=dict)
    _ids: dict[tuple[str, str], str] = field(default_factory=dict)
    _chains: dict[str, tuple[etree._Element, ...]] = field(default_factory=dict)
    _headings: dict[str, bool] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for element in self.root.iter(w("style")) if self.root is not None else ():
            style_id, kind = element.get(w("styleId"), ""), element.get(w("type"), "paragraph")
            self._elements[style_id] = element
            name = value(element.find(w("name")))
            if kind == "paragraph":
                self.names.append(name)
            for one in (name, *value(element.find(w("aliases"))).split(",")):
                self._ids.setdefault((kind, one.strip().casefold()), style_id)

    def id(self, name: str, kind: str = "paragraph") -> str:
        """The id of the style that people see by this name; "" where there is none."""
        return self._ids.get((kind, name.strip().casefold()), "")

    def name(self, style_id: str) -> str:
        """The name that people see; "" for a style that is not there."""
        element = self._elements.get(style_id)
        return value(element.find(w("name"))) if element is not None else ""

    def is_bold(self, run: etree._Element) -> bool:
        """Whether the run is set bold, itself or by its character style."""
        properties = run.find(w("rPr"))
        if properties is None:
            return False
        looks = [properties, *(look for style in self.chain(value(properties.find(w("rStyle"))))
                               if (look := style.find(w("rPr"))) is not None)]
        bold = next((one for look in looks if (one := look.find(w("b"))) is not None), None)
        return bold is not None and value(bold) not in ("0", "false", "off")

    def has_lines(self, style_id: str) -> bool:
        """Whether tabs draw a line to write on."""
        return any(tab.get(w("leader")) == "underscore" for style in self.chain(style_id)
                   for tab in style.iterfind(f"{w('pPr')}/{w('tabs')}/{w('tab')}"))

    def is_heading(self, style_id: str) -> bool:
        if style_id not in self._headings:
            self._headings[style_id] = self._is_heading(style_id)
        return self._headings[style_id]

    def _is_heading(self, style_id: str) -> bool:
        for element in self.chain(style_id):
            if value(element.find(w("name"))).casefold().startswith(("heading ", "title")):
                return True
            outline = value(element.find(f"{w('pPr')}/{w('outlineLvl')}"))
            if outline:
                return outline != "9"
        return False

    def list_style(self, name: str) -> ListStyle | None:
        """The list of the named style, with the styles of its deeper levels ("List Bullet 2"); None where the style
        is not there, or is no list."""
        first = self.id(name)
        number = self._number_of(first) if first else ""
        definition = self._definition(number)
        if definition is None:
            return None
        deeper = (self.id(f"{name} {level}") for level in range(2, LEVELS + 1))
        return ListStyle((first, *_until_empty(deeper)), number, definition.get(w("abstractNumId"), ""))

    def counted_otherwise(self, like: ListStyle, counting: Counting, new_id: str) -> str:
        """The definition, as XML, of a list that looks like another and counts otherwise."""
        definition = copy.deepcopy(self._definition(like.number))
        assert definition is not None
        definition.set(w("abstractNumId"), new_id)
        of_its_own = map(w, ("styleLink", "numStyleLink", "tmpl", "name", "pStyle", "isLgl", "lvlPicBulletId"))
        for element in list(definition.iter(*of_its_own)):
            element.getparent().remove(element)
        for tag, new in (("nsid", counting.nsid), ("numFmt", counting.number_format)):
            for element in definition.iter(w(tag)):
                element.set(w("val"), new)
        for element in definition.iter(w("lvlText")):
            element.set(w("val"), counting.text.format(number(element.getparent().get(w("ilvl"))) + 1))
        return xml_of(definition)

    def chain(self, style_id: str) -> tuple[etree._Element, ...]:
        """The style and those that it is based on, nearest first."""
        if style_id not in self._chains:
            seen: dict[str, etree._Element] = {}
            base = style_id
            while base in self._elements and base not in seen:
                seen[base] = self._elements[base]
                base = value(seen[base].find(w("basedOn")))
            self._chains[style_id] = tuple(seen.values())
        return self._chains[style_id]

    def _number_of(self, style_id: str) -> str:
        for element in self.chain(style_id):
            number = value(element.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}"))
            if number:
                return number
        return ""

    def _definition(self, number: str, depth: int = 0) -> etree._Element | None:
        """The definition behind a list, through the list style that it may lead to."""
        if self.numbering is None or not number or depth > 3:
            return None
        for num in self.numbering.iter(w("num")):
            if num.get(w("numId")) == number:
                wanted = value(num.find(w("abstractNumId")))
                break
        else:
            return None
        for definition in self.numbering.iter(w("abstractNum")):
            if definition.get(w("abstractNumId")) == wanted:
                link = value(definition.find(w("numStyleLink")))
                return self._definition(self._number_of(link), depth + 1) if link else definition
        return None


def _until_empty(ids: Iterator[str]) -> Iterator[str]:
    for one in ids:
        if not one:
            return
        yield one
