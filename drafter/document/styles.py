"""The styles and lists of a layout, found by the names that people see, since programs change the ids."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from lxml import etree

from drafter.document.word_text import W

LEVELS = 9


@cache
def w(name: str) -> str:
    return f"{{{W}}}{name}"


def value(element: etree._Element | None) -> str:
    return "" if element is None else str(element.get(w("val"), ""))


@dataclass(frozen=True, slots=True)
class ListStyle:
    """`styles` are the paragraph styles of its levels, outermost first. `number` is the layout's own list; `definition`
    the definition that further lists of this look refer to."""

    styles: tuple[str, ...]
    number: str
    definition: str

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

    def with_number_format(self, like: ListStyle, number_format: str, text: str, nsid: str) -> ListStyle:
        """A list that looks like another and counts otherwise. Its definition is added to the layout's."""
        assert self.numbering is not None
        definition = copy.deepcopy(self._definition(like.number))
        assert definition is not None
        definitions = self.numbering.findall(w("abstractNum"))
        new_id = str(1 + max(int(one.get(w("abstractNumId"), 0)) for one in definitions))
        definition.set(w("abstractNumId"), new_id)
        for element in list(definition):
            if element.tag in (w("styleLink"), w("numStyleLink"), w("tmpl"), w("name")):
                definition.remove(element)
            elif element.tag == w("nsid"):
                element.set(w("val"), nsid)
        for level in definition.iter(w("lvl")):
            for tag in ("pStyle", "isLgl", "lvlPicBulletId"):
                for element in level.findall(w(tag)):
                    level.remove(element)
            for tag, new in (("numFmt", number_format), ("lvlText", text.format(int(level.get(w("ilvl"), 0)) + 1))):
                for element in level.findall(w(tag)):
                    element.set(w("val"), new)
        definitions[-1].addnext(definition)
        return ListStyle(like.styles, "", new_id)

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
