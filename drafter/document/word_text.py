"""Text as WordprocessingML. The one place where text is escaped: all words of a record pass through here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

RUN_ORDER = ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow",
             "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern",
             "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs",
             "em", "lang", "eastAsianLayout", "specVanish", "oMath")
"""The order in which Word's schema wants the properties of a run."""

_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_NOT_XML = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_ODD = re.compile("[^ -~\xa0-\u058f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")
"""Whatever may need care: breaks, what XML cannot hold, letters that may run from right to left."""
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_HAS_RTL = re.compile(f"[{_RTL}]")
_RTL_STRETCH = re.compile(f"([{_RTL}](?:[^\\w\n]*[{_RTL}])*)")


def escape(text: str) -> str:
    """The text as XML holds it, in elements and in attributes. What XML cannot hold becomes U+FFFD, never nothing."""
    if _is_odd(text):
        text = _PAIR.sub(lambda pair: pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text)
        text = _NOT_XML.sub("\ufffd", _BREAK.sub("\n", text))
    return _without_signs(text)


def _is_odd(text: str) -> bool:
    return not (text.isascii() and text.isprintable()) and _ODD.search(text) is not None


def _without_signs(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def text_xml(text: str) -> str:
    """The inside of a run: its text, with breaks and tabs as Word writes them."""
    lines = []
    for line in _BREAK.split(text):
        cells = (f'<w:t xml:space="preserve">{escape(cell)}</w:t>' if cell else "" for cell in line.split("\t"))
        lines.append("<w:tab/>".join(cells))
    return "<w:br/>".join(lines)


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    if _HAS_RTL.search(text) is None:
        return False
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((d for d in directions if d in ("L", "R", "AL")), "L") != "L"


@dataclass(frozen=True, slots=True)
class RunLook:
    """The properties of a run, each as its name and its XML."""

    properties: tuple[tuple[str, str], ...] = ()

    def with_(self, names: Iterable[tuple[str, str]]) -> RunLook:
        """The look with these properties put in, or put in place of what was there."""
        merged = dict(self.properties) | dict(names)
        return RunLook(tuple(sorted(merged.items(), key=lambda item: _place(item[0]))))

    @property
    def xml(self) -> str:
        return f"<w:rPr>{''.join(xml for _, xml in self.properties)}</w:rPr>" if self.properties else ""


def _place(name: str) -> int:
    return RUN_ORDER.index(name) if name in RUN_ORDER else len(RUN_ORDER)


PLAIN_LOOK = RunLook()
BOLD = (("b", "<w:b/>"), ("bCs", "<w:bCs/>"))
ITALIC = (("i", "<w:i/>"), ("iCs", "<w:iCs/>"))
UNDERLINE = (("u", '<w:u w:val="single"/>'),)
TURNED = "<w:rtl/>"
RIGHT_TO_LEFT = (("rtl", TURNED),)


def run_xml(text: str, look: RunLook) -> str:
    """A run, or several where the text changes direction; "" for no text."""
    if not text:
        return ""
    if not _is_odd(text):
        return f'<w:r>{look.xml}<w:t xml:space="preserve">{_without_signs(text)}</w:t></w:r>'
    if _HAS_RTL.search(text) is None:
        return f"<w:r>{look.xml}{text_xml(text)}</w:r>"
    turned = look.with_(RIGHT_TO_LEFT)
    return "".join(f"<w:r>{(turned if odd else look).xml}{text_xml(part)}</w:r>"
                   for odd, part in enumerate(_RTL_STRETCH.split(text)) if part
                   for odd in (odd % 2,))
