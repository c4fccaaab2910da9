"""What of a layout may go out into the world: an allow list. What is not known to be harmless is not copied.

A Word file tells more than it shows: who wrote it, from which template, what was struck out. Elements, attributes,
settings and pictures pass only by the lists here. What an eye would miss and a reader would find, such as hidden words,
is taken out; where taking out would change what the paper says, the layout is refused in words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from lxml import etree

from drafter.document.package import OFFICE_RELATIONSHIPS, is_safe_address
from drafter.document.styles import Styles, number, value, w
from drafter.document.word_text import W

Refuse = Callable[[etree._Element, str], None]
"""Takes the element that cannot stay, and the sentence that says so."""

_TEXT = """body hdr ftr footnotes endnotes footnote endnote document p r t tab br cr sym noBreakHyphen softHyphen ptab
pgNum tbl tr tc hyperlink fldSimple fldChar instrText drawing pict txbxContent footnoteReference footnoteRef
endnoteReference endnoteRef separator continuationSeparator bookmarkStart bookmarkEnd sdt sdtPr sdtContent tag alias
docPartObj docPartList picture group citation bibliography equation showingPlcHdr ruby rubyPr rubyAlign hps hpsRaise
hpsBaseText lid rt rubyBase bdo dir background"""
_PROPERTIES = """pPr rPr tblPr tblPrEx tblGrid gridCol trPr tcPr sectPr
pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr ilvl numId suppressLineNumbers pBdr shd tabs
suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid
spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl
top left bottom right start end between bar insideH insideV tl2br tr2bl
rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof color w kern position sz
szCs highlight u effect bdr fitText vertAlign rtl cs em lang eastAsianLayout oMath
tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW tblCellSpacing tblInd tblBorders
tblLayout tblCellMar tblLook tblCaption tblDescription cnfStyle gridBefore gridAfter wBefore wAfter cantSplit trHeight
tblHeader tcW gridSpan hMerge vMerge tcBorders noWrap tcMar tcFitText vAlign hideMark
headerReference footerReference footnotePr endnotePr pos numFmt numStart numRestart type pgSz pgMar paperSrc pgBorders
lnNumType pgNumType cols col formProt noEndnote titlePg rtlGutter docGrid"""
_LISTS = """numbering numPicBullet abstractNum nsid multiLevelType tmpl styleLink numStyleLink name lvl start lvlRestart
isLgl suff lvlText lvlPicBulletId lvlJc legacy num abstractNumId lvlOverride startOverride numIdMacAtCleanup"""
_STYLES = """styles docDefaults rPrDefault pPrDefault latentStyles lsdException style aliases basedOn next link
autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked tblStylePr"""
_FONTS = "fonts font altName panose1 charset family notTrueType pitch sig"
_SETTINGS = """settings mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter
gutterAtTop defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps evenAndOddHeaders
bookFoldPrinting characterSpacingControl compat compatSetting themeFontLang clrSchemeMapping decimalSymbol listSeparator
displayBackgroundShape noLineBreaksAfter noLineBreaksBefore ulTrailSpace doNotExpandShiftReturn adjustLineHeightInTable
useFELayout growAutofit spaceForUL balanceSingleByteDoubleByteWidth doNotLeaveBackslashAlone"""
_WORD = frozenset(w(name) for name in " ".join((_TEXT, _PROPERTIES, _LISTS, _STYLES, _FONTS, _SETTINGS)).split())
_WRAPPERS = (w("smartTag"), w("customXml"))
"""Marks around words that say nothing to a reader."""

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
_VML = "urn:schemas-microsoft-com:"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_SHAPES = tuple(f"http://schemas.microsoft.com/office/word/2010/wordprocessing{one}" for one in ("Shape", "Group"))
_SPACES = frozenset((
    W, OFFICE_RELATIONSHIPS, _MC, *_SHAPES, *(_DRAWING + one for one in ("main", "picture", "wordprocessingDrawing")),
    *(_VML + one for one in ("vml", "office:office", "office:word")),
    "http://schemas.openxmlformats.org/officeDocument/2006/math", "http://www.w3.org/XML/1998/namespace"))
_NO_PART_OF_A_PICTURE = tuple(f"{{{_DRAWING}main}}{name}" for name in (
    "extLst", "objectDefaults", "extraClrSchemeLst", "custClrLst", "hlinkClick", "hlinkHover"))
_TALE_BEARING = frozenset((w("author"), w("initials"), w("date"), w("tooltip"), w("docLocation"), w("tgtFrame"),
                           w("displacedByCustomXml"), f"{{{_MC}}}Ignorable", f"{{{_VML}office:office}}title",
                           f"{{{_VML}office:office}}href", f"{{{_VML}office:office}}spid",
                           f"{{{_VML}office:office}}gfxdata"))
_PATH = re.compile(r"(?i)file:|\\\\\w|\b[a-z]:[\\/]|/(?:home|users)/")
_FIELDS = frozenset(("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TOC", "REF", "PAGEREF", "NOTEREF", "STYLEREF",
                     "SEQ", "HYPERLINK", "LISTNUM", "SYMBOL", "QUOTE", "EQ"))
"""The fields of Word that tell nothing but what stands in the paper itself."""
_HIDING = (w("vanish"), w("specVanish"))
_WHITE = re.compile(r"(?i)(f[a-f0-9]){3}")
_READABLE = 8
"""Half points. What is smaller nobody reads."""


def clean(tree: etree._Element, styles: Styles, refuse: Refuse, styles_hide: bool) -> None:
    """Leaves in a part with text what may go out. `styles_hide` says that some style `may_hide` words."""
    _choose_alternatives(tree)
    for wrapper in list(tree.iter(*_WRAPPERS)):
        _unwrap(wrapper)
    hides = styles_hide or may_hide(tree)
    if hides:
        _remove_hidden(tree, styles)
    clean_properties(tree, refuse)
    _forget_bookmarks(tree)
    for run in tree.iter(w("r")) if hides else ():
        _refuse_unseen(run, styles, refuse)
    for field in tree.iter(w("instrText"), w("fldSimple")):
        _refuse_field(field, refuse)
    for element in tree.iter("{*}docPr", "{*}cNvPr", f"{{{_VML}vml}}*"):
        _name_picture(element, refuse)


def clean_properties(tree: etree._Element, refuse: Refuse | None = None) -> None:
    """Leaves in styles, lists, fonts and settings what may go out. Without `refuse` nothing is worth a word."""
    for element in list(tree.iter(etree.Element)):
        if not _is_known(element.tag) and element is not tree:
            words = " ".join(part.text or "" for part in element.iter(w("t"))).strip()
            if words and refuse is not None:
                refuse(element, f"It holds something that no record carries ({etree.QName(element).localname}), around "
                                f"'{words[:40]}'. Type these words again.")
            _remove(element)
            continue
        for name in element.keys():  # noqa: SIM118  # an element goes through its children
            if _bears_tales(name):
                del element.attrib[name]


@lru_cache(maxsize=2048)
def _is_known(tag: str) -> bool:
    space = etree.QName(tag).namespace
    return tag in _WORD if space == W else space in _SPACES and tag not in _NO_PART_OF_A_PICTURE


@lru_cache(maxsize=2048)
def _bears_tales(attribute: str) -> bool:
    return "}" in attribute and (etree.QName(attribute).namespace not in _SPACES or attribute in _TALE_BEARING
                                 or attribute.startswith(w("rsid")))


def clean_theme(tree: etree._Element) -> None:
    """Colours and fonts, without the names that somebody gave them."""
    clean_properties(tree)
    for element in tree.iter(etree.Element):
        if "name" in element.attrib and etree.QName(element).localname in (
                "theme", "clrScheme", "fontScheme", "fmtScheme"):
            element.set("name", "Layout")


def _choose_alternatives(tree: etree._Element) -> None:
    """Where Word offers a newer way and an older one of saying the same, the newer if all of it is known."""
    for alternative in list(tree.iter(f"{{{_MC}}}AlternateContent")):
        choices = alternative.findall(f"{{{_MC}}}Choice")
        fallback = alternative.find(f"{{{_MC}}}Fallback")
        known = next((one for one in choices if all(
            one.nsmap.get(prefix) in _SPACES for prefix in one.get("Requires", "").split())), fallback)
        for child in list(known if known is not None else ()):
            alternative.addprevious(child)
        _remove(alternative)


def may_hide(root: etree._Element) -> bool:
    """Whether anything in it is hidden, white or tiny, so that each run must be looked at."""
    return any(one.tag in _HIDING or _WHITE.fullmatch(value(one)) is not None or _is_tiny(value(one))
               for one in root.iter(*_HIDING, w("color"), w("sz")))


def _is_tiny(size: str) -> bool:
    return size.isdigit() and number(size) < _READABLE


def _remove_hidden(tree: etree._Element, styles: Styles) -> None:
    for run in list(tree.iter(w("r"))):
        if _says(run, styles, _HIDING):
            _remove(run)
    for paragraph in list(tree.iterfind(f"{w('body')}/{w('p')}")):
        if len(paragraph) == 1 and paragraph.find(f"{w('pPr')}/{w('rPr')}/{w('vanish')}") is not None:
            _remove(paragraph)


def _says(run: etree._Element, styles: Styles, names: tuple[str, ...]) -> bool:
    """Whether the run, its style or its paragraph's style is set so."""
    for properties in _looks(run, styles):
        found = next((one for name in names if (one := properties.find(name)) is not None), None)
        if found is not None:
            return found.get(w("val"), "1") not in ("0", "false", "off")
    return False


def _looks(run: etree._Element, styles: Styles) -> Iterator[etree._Element]:
    """The properties that make its look, nearest first."""
    own = run.find(w("rPr"))
    if own is not None:
        yield own
    paragraph = next(run.iterancestors(w("p")), None)
    of_run = value(own.find(w("rStyle"))) if own is not None else ""
    of_paragraph = value(paragraph.find(f"{w('pPr')}/{w('pStyle')}")) if paragraph is not None else ""
    for style in (*styles.chain(of_run), *styles.chain(of_paragraph)):
        properties = style.find(w("rPr"))
        if properties is not None:
            yield properties


def _refuse_unseen(run: etree._Element, styles: Styles, refuse: Refuse) -> None:
    """White words on white paper, and words too small to read, are hidden ones."""
    words = "".join(part.text or "" for part in run.iter(w("t"))).strip()
    if not words:
        return
    looks = list(_looks(run, styles))
    colour = next((value(one) for look in looks if (one := look.find(w("color"))) is not None), "")
    size = next((value(one) for look in looks if (one := look.find(w("sz"))) is not None), "")
    if _WHITE.fullmatch(colour) and not _is_shaded(run, looks):
        refuse(run, f"The words '{words[:40]}' are white on white. Give them a colour, or take them out.")
    if _is_tiny(size):
        refuse(run, f"The words '{words[:40]}' are too small to read. Make them larger, or take them out.")


def _is_shaded(run: etree._Element, looks: list[etree._Element]) -> bool:
    """Whether something dark may be behind it: a shade of the words, the paragraph, the cell, the table, the box."""
    around = list(run.iterancestors())
    if any("fillcolor" in one.attrib or one.tag == f"{{{_SHAPES[0]}}}wsp" for one in around):
        return True
    shades = [look.find(w("shd")) for look in looks]
    shades += [shade for one in around if one.tag in (w("p"), w("tc")) for shade in one.findall(f"./*/{w('shd')}")]
    return (any(shade is not None and shade.get(w("fill"), "auto").lower() not in ("auto", "ffffff")
                for shade in shades)
            or any(one.find(f"{w('tblPr')}/{w('tblStyle')}") is not None for one in around if one.tag == w("tbl"))
            or any(look.find(w("highlight")) is not None for look in looks))


def _forget_bookmarks(tree: etree._Element) -> None:
    """Only those that something refers to stay; a reader meets no names of the others."""
    used = " ".join([*(code.text or "" for code in tree.iter(w("instrText"))),
                     *(field.get(w("instr"), "") for field in tree.iter(w("fldSimple")))])
    anchors = {link.get(w("anchor")) for link in tree.iter(w("hyperlink"))}
    kept = set()
    for start in list(tree.iter(w("bookmarkStart"))):
        name = start.get(w("name"), "")
        if name in anchors or re.search(rf"(?<!\w){re.escape(name)}(?!\w)", used):
            kept.add(start.get(w("id")))
        else:
            _remove(start)
    for end in list(tree.iter(w("bookmarkEnd"))):
        if end.get(w("id")) not in kept:
            _remove(end)


def _refuse_field(field: etree._Element, refuse: Refuse) -> None:
    code = (field.get(w("instr")) or field.text or "").strip()
    name = re.match(r"\S*", code)[0].upper()  # type: ignore[index]  # it always matches
    addresses = re.findall(r'"([^"]*)"', code) if name == "HYPERLINK" else []
    if code and name[:1].isalpha() and name not in _FIELDS and _begins(field):
        refuse(field, f"The field {name[:30]} can tell where or by whom the layout was made. Type its words instead.")
    elif _PATH.search(code) or any(":" in one and not is_safe_address(one) for one in addresses):
        refuse(field, f"The field {name[:30]} leads to a place that is not public. Take it out.")


def _begins(field: etree._Element) -> bool:
    """Whether the code begins here: Word cuts a long one into several runs."""
    if field.tag == w("fldSimple"):
        return True
    for before in field.getparent().itersiblings(w("r"), preceding=True):
        if before.find(w("instrText")) is not None:
            return False
        if before.find(w("fldChar")) is not None:
            return True
    return True


def _name_picture(element: etree._Element, refuse: Refuse) -> None:
    """A picture is called by its number; what it shows is said once, by its alternative text."""
    kind = etree.QName(element).localname
    if kind in ("docPr", "cNvPr"):
        element.set("name", f"Picture {element.get('id', '')}".strip())
    elif kind != "shapetype":
        element.attrib.pop("id", None)
    for name in ("title", *(["descr"] if kind == "cNvPr" else [])):
        element.attrib.pop(name, None)
    if _PATH.search(element.get("descr", "") + element.get("alt", "")):
        refuse(element, "The alternative text of a picture is the path of a file. Say what the picture shows.")


def _unwrap(element: etree._Element) -> None:
    for child in list(element):
        element.addprevious(child)
    _remove(element)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
