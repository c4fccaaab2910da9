"""A layout with something telling in every place that a Word file has: none of it goes out."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.document.pictures import UnknownPicture, bare_picture
from drafter.document.render import output_faults, render
from drafter.document.starter_layout import starter_layout
from drafter.model.answers import Answers
from drafter.model.form import Form, Output

CANARY = "Canary"
BODY, HEADER, FOOTER, STYLES = "word/document.xml", "word/header1.xml", "word/footer1.xml", "word/styles.xml"
SETTINGS, FONTS, THEME, LISTS = "word/settings.xml", "word/fontTable.xml", "word/theme/theme1.xml", "word/numbering.xml"
RELS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def chunk(kind: bytes, inside: bytes) -> bytes:
    return struct.pack(">I", len(inside)) + kind + inside + struct.pack(">I", zlib.crc32(kind + inside))


PNG = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
       + chunk(b"tEXt", b"Author\0Canary") + chunk(b"eXIf", b"Canary") + chunk(b"IDAT", zlib.compress(b"\0\0"))
       + chunk(b"IEND", b""))
JPEG = (b"\xff\xd8\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0" + b"\xff\xe1\x00\x0eExif\0\0Canary"
        + b"\xff\xfe\x00\x08Canary" + b"\xff\xdb\x00\x03\x00\xff\xda\x00\x03\x00ab\xff\x00c\xff\xd9")
GIF = (b"GIF89a\x01\0\x01\0\0\0\0" + b"\x21\xfe\x06Canary\0" + b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
       + b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b")


def run(text: str, properties: str = "") -> str:
    return f"<w:p><w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t>{text}</w:t></w:r></w:p>"


def picture(attributes: str = 'name="Canary" descr="The arms of the council"', inside: str = "") -> str:
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    return (f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing"><wp:extent cx="1" cy="1"/>'
            f'<wp:docPr id="1" {attributes}/><a:graphic xmlns:a="{drawing}/main"><a:graphicData '
            f'uri="{drawing}/picture"><pic:pic xmlns:pic="{drawing}/picture"><pic:nvPicPr><pic:cNvPr '
            f'id="1" {inside or CALLED}/><pic:cNvPicPr/>'
            '</pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdCanary"><a:extLst><a:ext uri="Canary"/></a:extLst>'
            '</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r></w:p>")


CALLED = 'name="Canary"'


def part(kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="rIdCanary" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


EXTERNAL = ' TargetMode="External"'
WORDS_IN = "<w:body>"
Change = tuple[str, str, str]
Place = tuple[list[Change], dict[str, bytes]]


def in_body(xml: str) -> Place:
    return [(BODY, WORDS_IN, WORDS_IN + xml)], {}


def in_settings(xml: str) -> Place:
    return [(SETTINGS, "<w:defaultTabStop", f"{xml}<w:defaultTabStop")], {}


def with_part(kind: str, name: str, content: bytes, body: str = "") -> Place:
    changes = [(RELS, "</Relationships>", part(kind, f"/{name}") + "</Relationships>"),
               (TYPES, "</Types>", f'<Override PartName="/{name}" ContentType="application/xml+{CANARY}"/></Types>')]
    return changes + ([(BODY, WORDS_IN, WORDS_IN + body)] if body else []), {name: content}


def in_package(name: str, content: str, kind: str) -> Place:
    return [("_rels/.rels", "</Relationships>", part(kind, name) + "</Relationships>")], {name: content.encode()}


W = f'xmlns:w="{WORD}"'
PLACES: Mapping[str, Place] = {
    "author": in_package("docProps/core.xml", "<x><creator>Canary</creator></x>", "metadata/core-properties"),
    "company and manager": in_package("docProps/app.xml", "<x><Company>Canary</Company></x>", "extended-properties"),
    "custom properties and labels": in_package("docProps/custom.xml", "<x>Canary</x>", "custom-properties"),
    "thumbnail": in_package("docProps/thumbnail.jpeg", "Canary", "metadata/thumbnail"),
    "comments": with_part("comments", "word/comments.xml", b"<w:comments>Canary</w:comments>",
                          '<w:p><w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'),
    "people": with_part("people", "word/people.xml", b"<x>Canary</x>"),
    "custom XML": with_part("customXml", "customXml/item1.xml", b"<x>Canary</x>"),
    "web settings": with_part("webSettings", "word/webSettings.xml", b"<x>Canary</x>"),
    "building blocks": with_part("glossaryDocument", "word/glossary/document.xml", b"<x>Canary</x>"),
    "embedded font": with_part("font", "word/fonts/Canary.odttf", b"Canary"),
    "printer": with_part("printerSettings", "word/printerCanary.bin", b"Canary"),
    "name of a part": with_part("image", "word/media/Canary.png", PNG, picture()),
    "text in a picture": with_part("image", "word/media/image7.png", PNG, picture()),
    "picture from a camera": with_part("image", "word/media/image7.jpeg", JPEG, picture()),
    "remark in a GIF": with_part("image", "word/media/image7.gif", GIF, picture()),
    "attached template": ([("word/_rels/settings.xml.rels", "",
                            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                            + part("attachedTemplate", "file:///C:/Users/Canary", EXTERNAL) + "</Relationships>"),
                           (SETTINGS, "<w:defaultTabStop", '<w:attachedTemplate r:id="rIdCanary" xmlns:r="'
                            f'{OFFICE}"/><w:defaultTabStop')], {}),
    "document variables": in_settings('<w:docVars><w:docVar w:name="Canary" w:val="Canary"/></w:docVars>'),
    "revision ids": in_settings('<w:rsids><w:rsidRoot w:val="00CA4A41"/><w:rsid w:val="00Canary"/></w:rsids>'),
    "mail merge": in_settings('<w:mailMerge><w:query w:val="Canary"/></w:mailMerge>'),
    "protection": in_settings('<w:documentProtection w:salt="Canary"/>'),
    "revision ids of paragraphs": ([(BODY, "<w:p>", '<w:p w:rsidR="00Canary">')], {}),
    "hidden words": in_body(run("Canary", "<w:vanish/>")),
    "words hidden by a style": ([(STYLES, "</w:styles>", '<w:style w:type="character" w:styleId="h"><w:name '
                                  'w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'),
                                 (BODY, WORDS_IN, WORDS_IN + run("Canary", '<w:rStyle w:val="h"/>'))], {}),
    "bookmarks": in_body('<w:bookmarkStart w:id="9" w:name="Canary"/><w:p/><w:bookmarkEnd w:id="9"/>'),
    "smart tags": in_body('<w:p><w:smartTag w:uri="Canary" w:element="Canary"><w:r><w:t>x</w:t></w:r></w:smartTag>'
                          "</w:p>"),
    "tags of controls": in_body('<w:sdt><w:sdtPr><w:alias w:val="title"/><w:tag w:val="title"/><w:dataBinding '
                                'w:xpath="Canary"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'),
    "prompt of a control": in_body('<w:sdt><w:sdtPr><w:tag w:val="title"/></w:sdtPr><w:sdtContent>' + run("Canary")
                                   + "</w:sdtContent></w:sdt>"),
    "name of a picture": with_part("image", "word/media/image7.png", PNG, picture(inside='name="C:\\Users\\Canary.png" '
                                                                                  'descr="Canary" title="Canary"')),
    "unknown elements and attributes": ([(BODY, "<w:document ", '<w:document xmlns:z="urn:z" z:Canary="Canary" '),
                                         (BODY, WORDS_IN, WORDS_IN + '<z:Canary/><w:p z:x="Canary"/>')], {}),
    "form data": in_body('<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Canary"/></w:ffData>'
                         '</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'),
    "name of a theme": ([(THEME, 'name="', 'name="Canary')], {}),
    "header that no page has": with_part("header", "word/header9.xml",
                                         f"<w:hdr {W}><w:p><w:r><w:t>Canary</w:t></w:r></w:p></w:hdr>".encode()),
    "permissions": in_body('<w:p><w:permStart w:id="1" w:ed="Canary"/><w:permEnd w:id="1"/></w:p>'),
    "tip of a link": in_body('<w:p><w:hyperlink w:anchor="x" w:tooltip="Canary" w:docLocation="Canary"><w:r><w:t>x'
                             "</w:t></w:r></w:hyperlink></w:p>"),
    "kinds of parts": ([(TYPES, "</Types>", '<Default Extension="Canary" ContentType="x/Canary"/></Types>')], {}),
}
REFUSED: Mapping[str, tuple[Place, str]] = {
    "inserted words": (in_body('<w:p><w:ins w:id="1" w:author="Canary"><w:r><w:t>Canary</w:t></w:r></w:ins></w:p>'),
                       "tracked changes"),
    "deleted words": (in_body('<w:p><w:del w:id="1" w:author="Canary"><w:r><w:delText>Canary</w:delText></w:r></w:del>'
                              "</w:p>"), "tracked changes"),
    "white words": (in_body(run("Canary", '<w:color w:val="FEFEFE"/>')), "are white on white"),
    "tiny words": (in_body(run("Canary", '<w:sz w:val="2"/>')), "too small to read"),
    "author's field": (in_body('<w:p><w:fldSimple w:instr=" AUTHOR "><w:r><w:t>Canary</w:t></w:r></w:fldSimple></w:p>'),
                       "The field AUTHOR can tell"),
    "path of the file": (in_body('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> FILENAME \\p '
                                 '</w:instrText></w:r><w:r><w:t>C:\\Canary</w:t></w:r><w:r><w:fldChar '
                                 'w:fldCharType="end"/></w:r></w:p>'), "The field FILENAME can tell"),
    "field to a folder": (in_body('<w:p><w:fldSimple w:instr="HYPERLINK &quot;file:///C:/Canary&quot;"/></w:p>'),
                          "leads to a place that is not public"),
    "linked picture": (
        ([(RELS, "</Relationships>", part("image", "file:///C:/Canary.png", EXTERNAL) + "</Relationships>")], {}),
        "fetches a part from outside"),
    "link to a folder": (([(RELS, "</Relationships>", part("hyperlink", "file://server/Canary", EXTERNAL)
                            + "</Relationships>")], {}), "Only web and e-mail addresses"),
    "embedded sheet": (with_part("package", "word/embeddings/Canary.xlsx", b"Canary"), "opens with another program"),
    "alternative text": (with_part("image", "word/media/image7.png", PNG, picture('descr="C:\\Users\\Canary.png"')),
                         "is the path of a file"),
    "picture of another kind": (with_part("image", "word/media/image7.emf", b"Canary", picture()),
                                "neither PNG nor JPEG nor GIF"),
    "unknown words": (in_body('<w:p><w:Canary><w:r><w:t>x</w:t></w:r></w:Canary></w:p>'),
                      "something that no record carries"),
}


def changed(content: bytes, changes: list[Change], more: Mapping[str, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    for name, what, instead in changes:
        before = parts.get(name, b"").decode()
        assert what in before, (name, what)
        parts[name] = before.replace(what, instead, 1).encode() if before else instead.encode()
    parts |= more
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part_ in parts.items():
            new.writestr(name, part_)
    return made.getvalue()


@pytest.fixture
def notice(record: Output) -> Output:
    return replace(record, id="notice", title="Notice", file_name="{title}", whole=False)


@pytest.fixture
def lay_out(tmp_path: Path) -> Callable[..., Path]:
    def made(*places: Place) -> Path:
        content = starter_layout("[Header] Council\n[Footer] x\n[Title] A NOTICE\n[[reasons]]")
        for changes, more in places:
            content = changed(content, changes, more)
        folder = tmp_path / "town" / "notice"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "layout.docx").write_bytes(content)
        return folder.parent

    return made


def told(parts: Mapping[str, bytes]) -> list[str]:
    return [name for name, content in parts.items() if CANARY.lower() in name.lower()
            or CANARY.lower().encode() in content.lower() or b"00ca4a41" in content.lower()]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("as_draft", [False, True])
def test_what_tells_of_its_makers_stays_behind(
        place: str, as_draft: bool, lay_out: Callable[..., Path], notice: Output, filled: Callable[..., Answers],
        parts_of: Callable[[bytes], dict[str, bytes]], kent: Form) -> None:
    templates = lay_out(PLACES[place])
    layout = (templates / "notice" / "layout.docx").read_bytes()
    assert told(parts_of(layout)), "the canary is in the layout"
    assert output_faults(kent, notice, templates) == ()
    content = render(filled(reasons="Because.", title="Park"), notice, templates, as_draft=as_draft).content
    assert told(parts_of(content)) == []


def test_all_of_them_at_once_tell_nothing(lay_out: Callable[..., Path], notice: Output, filled: Callable[..., Answers],
                                          parts_of: Callable[[bytes], dict[str, bytes]]) -> None:
    alone = ("name of a part", "text in a picture", "picture from a camera", "remark in a GIF", "name of a picture")
    places = [place for name, place in PLACES.items() if name not in alone]
    assert len(places) >= 26
    renamed = [([(part_, what, re.sub("rIdCanary", f"rIdCanary{number}", instead))
                 for part_, what, instead in changes], more) for number, (changes, more) in enumerate(places)]
    content = render(filled(reasons="Because.", title="Park"), notice, lay_out(*renamed)).content
    assert told(parts_of(content)) == []


@pytest.mark.parametrize("place", REFUSED)
def test_what_cannot_be_taken_out_unseen_is_refused_in_a_sentence(
        place: str, lay_out: Callable[..., Path], notice: Output, kent: Form) -> None:
    changes, sentence = REFUSED[place]
    faults = output_faults(kent, notice, lay_out(changes))
    assert faults and sentence in str(faults[0])


def test_pictures_still_show_what_they_showed() -> None:
    without = PNG.replace(chunk(b"tEXt", b"Author\0Canary"), b"").replace(chunk(b"eXIf", b"Canary"), b"")
    assert bare_picture(PNG) == (without, "png")
    bare, suffix = bare_picture(JPEG)
    assert suffix == "jpg" and bare.endswith(b"\xff\xda\x00\x03\x00ab\xff\x00c\xff\xd9") and b"JFIF" in bare
    bare, suffix = bare_picture(GIF)
    assert suffix == "gif" and bare.endswith(b"\x02\x02\x44\x01\0\x3b") and b"NETSCAPE" not in bare


@pytest.mark.parametrize("content", [PNG, JPEG, GIF], ids=["PNG", "JPEG", "GIF"])
def test_a_picture_that_is_cut_short_is_refused(content: bytes) -> None:
    for length in range(len(content)):
        with pytest.raises(UnknownPicture):
            bare_picture(content[:length])


def test_white_words_on_a_dark_ground_are_no_hidden_ones(lay_out: Callable[..., Path], notice: Output,
                                                         kent: Form) -> None:
    shaded = run("Visible", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="003366"/>')
    assert output_faults(kent, notice, lay_out(in_body(shaded))) == ()


def test_a_bookmark_that_something_refers_to_stays(lay_out: Callable[..., Path], notice: Output,
                                                   filled: Callable[..., Answers],
                                                   parts_of: Callable[[bytes], dict[str, bytes]]) -> None:
    body = ('<w:p><w:bookmarkStart w:id="1" w:name="_Ref1"/><w:r><w:t>Part one</w:t></w:r><w:bookmarkEnd w:id="1"/>'
            '</w:p><w:p><w:fldSimple w:instr=" REF _Ref1 "><w:r><w:t>Part one</w:t></w:r></w:fldSimple></w:p>')
    content = render(filled(reasons="x", title="y"), notice, lay_out(in_body(body))).content
    assert parts_of(content)["word/document.xml"].count(b"bookmark") == 2


def test_the_same_draft_gives_the_same_bytes(filled: Callable[..., Answers], make: Callable[..., bytes]) -> None:
    first, second = (make(filled(title="Park", reasons="x"), as_draft=True) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
