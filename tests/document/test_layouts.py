"""Layouts: where slots may stand, what is kept, and what is refused in words a council understands."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document

from drafter.document.paper import DocumentError
from drafter.document.render import output_faults, render
from drafter.document.starter_layout import OutlineError, starter_layout
from drafter.model.answers import Answers
from drafter.model.draft import Row, Rows
from drafter.model.failure import Fault
from drafter.model.form import Form, Output
from drafter.model.rich_text import Cell, Item, Paragraph, RichText, Run, Table, from_plain

OUTLINE = """
[Title] A NOTICE
[Heading 1] Reasons for it
It is proposed that the council acts.
[[reasons]]
"""


@pytest.fixture
def notice(record: Output) -> Output:
    return replace(record, id="notice", title="Notice", file_name="{title}", whole=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "town" / "notice"
    folder.mkdir(parents=True)
    (folder / "layout.docx").write_bytes(starter_layout(OUTLINE))
    return folder


@pytest.fixture
def faults(folder: Path, kent: Form, notice: Output) -> Callable[[], tuple[Fault, ...]]:
    return lambda: output_faults(kent, notice, folder.parent)


@pytest.fixture
def printed(folder: Path, notice: Output, filled: Callable[..., Answers]) -> Callable[..., Document]:
    """The notice of a few answers, as a draft, opened again."""
    return lambda **entries: docx.Document(io.BytesIO(
        render(filled(**entries), notice, folder.parent, as_draft=True).content))


def edited(content: bytes, changes: Mapping[str, Callable[[str], str]]) -> bytes:
    """The package with the text of some parts changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, changes[name](part.decode()) if name in changes else part)
    return made.getvalue()


def change(folder: Path, part: str, old: str, new: str) -> None:
    file = folder / "layout.docx"
    content = file.read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert old in package.read(part).decode(), old
    file.write_bytes(edited(content, {part: lambda text: text.replace(old, new, 1)}))


def with_body(folder: Path, build: Callable[[Document], object]) -> None:
    """The layout, changed as in Word."""
    document = docx.Document(folder / "layout.docx")
    build(document)
    document.save(folder / "layout.docx")


# Where slots may stand

def test_a_slot_typed_in_the_text_keeps_the_look_of_its_place(
        folder: Path, printed: Callable[..., Document]) -> None:
    def build(document: Document) -> None:
        paragraph = document.add_paragraph("About ")
        for piece in ("[", "[ti", "tle]", "]"):
            paragraph.add_run(piece).italic = True
        paragraph.add_run(", as said.")

    with_body(folder, build)
    paragraph = printed(title="A & B [[reasons]]", reasons="x").paragraphs[-1]
    assert paragraph.text == "About A & B [[reasons]], as said."
    assert [(run.text, run.italic) for run in paragraph.runs] == [
        ("About ", None), ("A & B [[reasons]]", True), (", as said.", None)]


def test_slots_stand_in_cells_headers_and_footers(folder: Path, printed: Callable[..., Document]) -> None:
    def build(document: Document) -> None:
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "[[reasons]]", "No [[decision_number]]"
        section = document.sections[0]
        section.header.paragraphs[0].text = "[[title]]"
        section.footer.paragraphs[0].text = "x [[title]] y [[decision_number]]"

    with_body(folder, build)
    document = printed(title="Park", decision_number="26/00041", reasons=from_plain("One\nTwo"))
    table = document.tables[-1]
    assert table.cell(0, 0).text == "One\nTwo" and table.cell(0, 1).text == "No 26/00041"
    section = document.sections[0]
    assert [paragraph.text for paragraph in section.header.paragraphs] == ["DRAFT – not for signature", "Park"]
    assert section.footer.paragraphs[0].text == "x Park y 26/00041"


def test_an_empty_slot_leaves_the_paragraph_that_its_cell_needs(
        folder: Path, printed: Callable[..., Document]) -> None:
    def build(document: Document) -> None:
        document.add_table(1, 1).cell(0, 0).text = "[[background]]"

    with_body(folder, build)
    assert len(printed(reasons="x").tables[-1].cell(0, 0).paragraphs) == 1


def test_a_table_alone_in_a_cell_is_followed_by_a_paragraph(folder: Path, printed: Callable[..., Document]) -> None:
    def build(document: Document) -> None:
        document.add_table(1, 1).cell(0, 0).text = "[[reasons]]"

    with_body(folder, build)
    small = Table(((Cell((Paragraph((Run("Head"),)),)),),))
    cell = printed(reasons=RichText((small, small))).tables[-1].cell(0, 0)
    assert [type(block).__name__ for block in cell.iter_inner_content()] == ["Table", "Paragraph", "Table", "Paragraph"]


@pytest.mark.parametrize("lost", ['<w:tag w:val="reasons"/>', '<w:alias w:val="reasons"/>',
                                  '<w:alias w:val="reasons"/><w:tag w:val="reasons"/>'])
def test_a_control_is_known_by_tag_by_title_or_by_the_slot_typed_in_it(
        lost: str, folder: Path, faults: Callable[[], tuple[Fault, ...]], printed: Callable[..., Document]) -> None:
    change(folder, "word/document.xml", lost, "")
    assert faults() == ()
    assert printed(reasons="Because.").paragraphs[-1].text == "Because."


def test_a_control_inside_its_paragraph_takes_blocks_where_it_stands_alone(
        folder: Path, printed: Callable[..., Document]) -> None:
    def rebuild(text: str) -> str:
        sdt = re.search(r"<w:sdt>.*</w:sdt>", text)[0]  # type: ignore[index]
        properties = re.search(r"<w:sdtPr>.*</w:sdtPr>", sdt)[0]  # type: ignore[index]
        run = "<w:sdtContent><w:r><w:t>Click here</w:t></w:r></w:sdtContent>"
        return text.replace(sdt, '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:bookmarkStart w:id="1" w:name="b"/>'
                                 f'<w:sdt>{properties}{run}</w:sdt><w:bookmarkEnd w:id="1"/></w:p>')

    file = folder / "layout.docx"
    file.write_bytes(edited(file.read_bytes(), {"word/document.xml": rebuild}))
    document = printed(reasons=RichText((Paragraph((Run("One"),)), Item("bullet", (Run("Two"),)))))
    assert [(p.style.name, p.text) for p in document.paragraphs[-2:]] == [("Title", "One"), ("List Bullet", "Two")]
    assert "bookmark" not in document.element.xml, "nothing refers to it"


def test_a_control_around_a_cell_is_filled_inside_it(folder: Path, printed: Callable[..., Document]) -> None:
    with_body(folder, lambda document: document.add_table(1, 1))
    file = folder / "layout.docx"
    file.write_bytes(edited(file.read_bytes(), {"word/document.xml": lambda text: re.sub(
        r"(<w:tc>.*</w:tc>)", r'<w:sdt><w:sdtPr><w:tag w:val="title"/></w:sdtPr><w:sdtContent>\1</w:sdtContent>'
        r"</w:sdt>", text, flags=re.DOTALL)}))
    assert printed(title="Park", reasons="x").tables[-1].cell(0, 0).text == "Park"


def test_links_and_lists_in_a_header_are_real_there_too(folder: Path, printed: Callable[..., Document]) -> None:
    (folder / "layout.docx").write_bytes(starter_layout("[Header] [[reasons]]\n[Title] x"))
    header = printed(reasons=RichText((
        Paragraph((Run("here", link="https://example.gov.uk/"),)), Item("decimal", (Run("one"),))))).sections[0].header
    assert header.paragraphs[1].hyperlinks[0].address == "https://example.gov.uk/"
    assert header.paragraphs[2].style.name == "List Number"


def test_a_logo_stays_as_it_is(folder: Path, notice: Output, filled: Callable[..., Answers],
                               parts_of: Callable[[bytes], dict[str, bytes]]) -> None:
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    picture = (head + struct.pack(">I", zlib.crc32(head[12:])) + b"\x00\x00\x00\x00IEND\xaeB`\x82")
    with_body(folder, lambda document: document.sections[0].header.paragraphs[0].add_run().add_picture(
        io.BytesIO(picture)))
    parts = parts_of(render(filled(reasons="x"), notice, folder.parent, as_draft=True).content)
    assert [part for name, part in parts.items() if name.startswith("word/media/")] == [picture]
    assert b'Extension="png"' in parts["[Content_Types].xml"] and b"<w:drawing>" in parts["word/header1.xml"]


def test_a_template_of_word_makes_documents(folder: Path, faults: Callable[[], tuple[Fault, ...]], notice: Output,
                                            filled: Callable[..., Answers],
                                            parts_of: Callable[[bytes], dict[str, bytes]]) -> None:
    change(folder, "[Content_Types].xml", "document.main+xml", "template.main+xml")
    assert faults() == ()
    parts = parts_of(render(filled(reasons="x"), notice, folder.parent, as_draft=True).content)
    assert b"wordprocessingml.document.main+xml" in parts["[Content_Types].xml"]


def test_a_section_that_ends_at_a_slot_still_ends(folder: Path, printed: Callable[..., Document]) -> None:
    change(folder, "word/document.xml", '<w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t xml:space="preserve">[[',
           '<w:pPr><w:pStyle w:val="BodyText"/><w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr></w:pPr><w:r>'
           '<w:t xml:space="preserve">[[')
    document = printed(reasons=from_plain("One\nTwo"))
    assert len(document.sections) == 2
    assert [paragraph.text for paragraph in document.paragraphs[-3:]] == ["One", "Two", ""]


def test_a_draft_of_a_layout_without_headers_is_marked_all_the_same(
        folder: Path, printed: Callable[..., Document]) -> None:
    change(folder, "word/document.xml", '<w:headerReference w:type="default" r:id="rId6"/>', "")
    change(folder, "word/document.xml", "<w:pgSz", "<w:titlePg/><w:pgSz")
    section = printed(reasons="x").sections[0]
    for header in (section.header, section.first_page_header):
        assert header.paragraphs[0].text == "DRAFT – not for signature"


def test_a_field_without_a_wording_prints_itself(folder: Path, printed: Callable[..., Document]) -> None:
    (folder / "layout.docx").write_bytes(starter_layout("[[documents_list]]\n[[contact]]\n[[alternatives]]"))
    document = printed(
        documents_list=Rows((Row({"title": "Report", "date": "1/2/2026", "where": "https://example.gov.uk/r"}),
                             Row({"title": "Plan", "where": "County Hall"}))),
        contact=Rows((Row({"name": "Service desk", "post": "Transport", "email": "desk@example.gov.uk"}),)),
        alternatives=Rows((Row({"name": "Nothing", "outcome": "rejected", "reason": from_plain("No.")}),)))
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "Report, 1 February 2026", "Plan, County Hall", "Service desk, Transport, desk@example.gov.uk",
        "Nothing", "Considered and rejected", "No."]
    assert document.paragraphs[0].hyperlinks[0].address == "https://example.gov.uk/r"


def test_what_a_layout_carries_of_its_makers_is_left_behind(
        folder: Path, notice: Output, filled: Callable[..., Answers],
        parts_of: Callable[[bytes], dict[str, bytes]]) -> None:
    def build(document: Document) -> None:
        document.core_properties.author = "A. Maker"
        document.core_properties.comments = "secret"
        document.add_comment(document.paragraphs[0].runs, "A remark", "A. Maker")

    with_body(folder, build)
    change(folder, "word/document.xml", "<w:p>", '<w:p w:rsidR="00AB12CD">')
    change(folder, "word/settings.xml", "<w:zoom", '<w:rsids><w:rsid w:val="00AB12CD"/></w:rsids><w:zoom')
    parts = parts_of(render(filled(reasons="x"), notice, folder.parent, as_draft=True).content)
    whole = b"".join(parts.values())
    assert not [trace for trace in (b"Maker", b"secret", b"remark", b"00AB12CD", b"comment") if trace in whole]
    assert not [name for name in parts if "comment" in name]


# What is refused

def test_an_unknown_slot_is_named_with_its_place(folder: Path, faults: Callable[[], tuple[Fault, ...]]) -> None:
    (folder / "layout.docx").write_bytes(starter_layout(OUTLINE.replace("[[reasons]]", "[[reasns]]")))
    (fault,) = faults()
    assert str(fault) == ("templates/town/notice/layout.docx: In *Reasons for it*, after 'It is proposed that the "
                          "council acts.': 'reasns' is neither a wording nor a field. Did you mean 'reasons'?")


def test_a_wording_without_a_place_is_named(folder: Path, faults: Callable[[], tuple[Fault, ...]], notice: Output,
                                            filled: Callable[..., Answers]) -> None:
    (folder / "legal_implications.j2").write_text("{{ legal_implications }}")
    (fault,) = faults()
    assert fault.file == "templates/town/notice/layout.docx"
    assert fault.sentence.startswith("There is no place for 'legal_implications'.")
    with pytest.raises(DocumentError, match="There is no place for 'legal_implications'"):
        render(filled(), notice, folder.parent, as_draft=True)


def test_every_wording_with_a_slip_is_named(folder: Path, faults: Callable[[], tuple[Fault, ...]]) -> None:
    (folder / "reasons.j2").write_text("{{ reasns }}")
    (folder / "title.j2").write_text("a\n{% include 'x' %}")
    (folder / "layout.docx").write_bytes(starter_layout(OUTLINE + "[[title]]"))
    assert sorted(map(str, faults())) == [
        "templates/town/notice/reasons.j2: line 1: 'reasns' is not a field of the form. Did you mean 'reasons'?",
        "templates/town/notice/title.j2: line 2: 'include' is not used in wordings."]


BROKEN: tuple[tuple[str, str, str, str], ...] = (
    ("word/document.xml", '<w:tag w:val="reasons"/>', '<w:tag w:val="reasons"/><w:temporary/>', ""),
    ("word/document.xml", "[[reasons]]</w:t>", "[[reasons</w:t>", ""),
    ("word/document.xml", "that the council", "that [[the council", "A slot begins with '[[' and has no ']]'."),
    ("word/document.xml", "It is proposed", "[[not this]] It is proposed",
     "'not this' is neither a wording nor a field."),
    ("word/document.xml", "<w:body>", "<w:body><w:p><w:ins w:id='1' w:author='A'><w:r><w:t>x</w:t></w:r></w:ins></w:p>",
     "It holds tracked changes. Accept or reject them all."),
    ("word/document.xml", "<w:body>", "<w:body><w:p><w:r><w:instrText>REF [[title]]</w:instrText></w:r></w:p>",
     "A slot is inside a field code. Move it into the text."),
    ("word/document.xml", "<w:body>", "<w:body><w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>[[title]]</w:t></w:r>"
     "</w:p></w:txbxContent></w:pict></w:r></w:p>", "The slot 'title' is in a text box. Move it into the text."),
    ("word/document.xml", "<w:body>", "<w:body><w:sdt><w:sdtPr/><w:sdtContent><w:p/></w:sdtContent></w:sdt>",
     "The content control has lost its name: it has neither a tag nor a title. Give it the name of a slot, or remove "
     "it."),
    ("word/document.xml", "<w:body>", "<w:body><w:tbl><w:sdt><w:sdtPr><w:tag w:val='title'/></w:sdtPr><w:sdtContent>"
     "<w:tr><w:tc><w:p/></w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>",
     "The slot 'title' is around whole cells of a table. Put it inside one cell."),
    ("word/document.xml", "</w:body>", "</w:bodx>", "It is damaged: one of its parts is not well formed."),
    ("word/document.xml", "<w:document ", "<!DOCTYPE x><w:document ",
     "It holds a document type declaration, which no Word document has."),
    ("word/document.xml", "schemas.openxmlformats.org/wordprocessingml/2006/main",
     "purl.oclc.org/ooxml/wordprocessingml/main", "It is not a Word document (.docx), or it is saved in the 'Strict' "
                                                  "format. Save it as a Word document (.docx)."),
    ("word/_rels/document.xml.rels", "</Relationships>",
     '<Relationship Id="x" Type="http://x/image" Target="http://example.org/i.png" TargetMode="External"/>'
     "</Relationships>",
     "It fetches a part from outside (image: http://example.org/i.png). Put a copy into the document itself."),
    ("word/_rels/document.xml.rels", "</Relationships>",
     '<Relationship Id="x" Type="http://x/hyperlink" Target="file:///c:/x" TargetMode="External"/></Relationships>',
     "It links to 'file:///c:/x'. Only web and e-mail addresses can stand in a record."),
    ("word/_rels/document.xml.rels", "</Relationships>",
     '<Relationship Id="x" Type="http://x/oleObject" Target="styles.xml"/></Relationships>',
     "It holds something that Word opens with another program (oleObject). Put a picture of it in its place."),
    ("word/_rels/document.xml.rels", "</Relationships>",
     '<Relationship Id="x" Type="http://x/image" Target="gone.png"/></Relationships>',
     "It is damaged: the part 'word/gone.png' is not there."),
    ("[Content_Types].xml", "wordprocessingml.document.main", "ms-word.document.macroEnabled.main",
     "It holds macros. Save it as a Word document (.docx) without macros."),
    ("_rels/.rels", '/officeDocument"', '/other"', "It is not a Word document (.docx)."),
    ("word/styles.xml", 'w:val="List Bullet"', 'w:val="My Bullets"', "The list style 'List Bullet' is missing."),
    ("word/styles.xml", 'w:val="List Number"', 'w:val="My Numbers"', "The list style 'List Number' is missing."),
    ("word/numbering.xml", '<w:num w:numId="1"', '<w:num w:numId="one"', "The list style 'List Bullet' is missing."),
    ("word/numbering.xml", '<w:abstractNum w:abstractNumId="1"', '<w:abstractNum w:abstractNumId="²"',
     "The list style 'List Number' is missing."),
    ("word/document.xml", 'w:left="1247"', 'w:left="99999"', ""),
    ("word/document.xml", 'w:w="11906"', 'w:w="wide"', ""),
    ("word/styles.xml", 'w:val="Record Table"', 'w:val="My Table"', "The table style 'Record Table' is missing."),
)


@pytest.mark.parametrize(("part", "old", "new", "sentence"), BROKEN, ids=range(len(BROKEN)))
def test_each_fault_of_a_layout_has_its_sentence(
        part: str, old: str, new: str, sentence: str, folder: Path, faults: Callable[[], tuple[Fault, ...]]) -> None:
    change(folder, part, old, new)
    assert [fault.sentence for fault in faults()] == ([sentence] if sentence else [])


def test_clauses_need_their_list_style(folder: Path, faults: Callable[[], tuple[Fault, ...]],
                                       printed: Callable[..., Document]) -> None:
    (folder / "layout.docx").write_bytes(starter_layout("[[decision_clauses]]"))
    change(folder, "word/styles.xml", 'w:val="Decision Clause"', 'w:val="Clauses"')
    assert [fault.sentence for fault in faults()] == ["The list style 'Decision Clause' is missing."]
    with pytest.raises(DocumentError, match="has no style 'Decision Clause'"):
        printed(decision_clauses=Rows((Row({"text": "x"}),)))


@pytest.mark.parametrize(("content", "words"), [
    (b"", "not a Word document"), (b"PK\x03\x04 and then nothing", "not a Word document"),
    (b"\xd0\xcf\x11\xe0 old", "protected by a password or in the old format"),
    (b"plain text" * 50, "not a Word document"),
])
def test_what_is_no_word_file_is_refused(
        content: bytes, words: str, folder: Path, notice: Output, faults: Callable[[], tuple[Fault, ...]],
        filled: Callable[..., Answers]) -> None:
    (folder / "layout.docx").write_bytes(content)
    (fault,) = faults()
    assert words in fault.sentence
    with pytest.raises(DocumentError, match=words):
        render(filled(), notice, folder.parent, as_draft=True)


def test_a_wording_that_is_far_too_long_or_no_text_is_refused(
        folder: Path, faults: Callable[[], tuple[Fault, ...]]) -> None:
    (folder / "reasons.j2").write_text("x" * 30_000)
    assert [fault.sentence for fault in faults()] == [
        "It is longer than 20000 characters. Put long text into the layout."]
    (folder / "reasons.j2").write_bytes(b"\xff\xfe\x00")
    assert "is not UTF-8 text" in faults()[0].sentence


def test_a_truncated_layout_is_refused(folder: Path, faults: Callable[[], tuple[Fault, ...]]) -> None:
    content = (folder / "layout.docx").read_bytes()
    for length in range(100, len(content) - 1, 400):
        (folder / "layout.docx").write_bytes(content[:length])
        assert len(faults()) == 1


def test_a_zip_bomb_is_refused(folder: Path, faults: Callable[[], tuple[Fault, ...]]) -> None:
    file = folder / "layout.docx"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * (60 << 20))
    file.write_bytes(made.getvalue())
    assert "far too big" in faults()[0].sentence


@pytest.mark.parametrize(("part", "words"), [
    (b" " * (100 << 20), "The part 'word/document.xml' is far too big for a layout."),
    (b"<w:document>" + b"<w:p/>" * 600_000 + b"</w:document>", "hundreds of thousands of elements"),
    (b"<w:p>" * 100_000, "not well formed"),
], ids=["100 MB", "600,000 paragraphs", "endless nesting"])
def test_a_part_that_would_never_end_is_refused_at_once(part: bytes, words: str, folder: Path,
                                                        faults: Callable[[], tuple[Fault, ...]]) -> None:
    file = folder / "layout.docx"
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as old, zipfile.ZipFile(
            made, "w", zipfile.ZIP_DEFLATED) as package:
        for name in old.namelist():
            package.writestr(name, part if name == "word/document.xml" else old.read(name))
    file.write_bytes(made.getvalue())
    (fault,) = faults()
    assert words in fault.sentence and fault.file == "templates/town/notice/layout.docx"


def test_a_layout_that_is_not_there_is_a_sentence(folder: Path, kent: Form, notice: Output) -> None:
    (folder / "layout.docx").unlink()
    (fault,) = output_faults(kent, notice, folder.parent)
    assert fault.sentence.startswith("The layout templates/town/notice/layout.docx cannot be read.")


def test_a_changed_layout_or_wording_is_used_at_once(folder: Path, printed: Callable[..., Document]) -> None:
    assert printed(reasons="x").paragraphs[0].text == "A NOTICE"
    (folder / "layout.docx").write_bytes(starter_layout(OUTLINE.replace("NOTICE", "CHANGE")))
    (folder / "reasons.j2").write_text("Because: {{ reasons }}")
    document = printed(reasons="x")
    assert (document.paragraphs[0].text, document.paragraphs[-1].text) == ("A CHANGE", "Because: x")


def test_an_outline_names_only_styles_that_are_there() -> None:
    with pytest.raises(OutlineError, match="No layout starts with the style 'Heading 9'"):
        starter_layout("[Heading 9] x")


@pytest.mark.parametrize("paper", ["proposed_record", "forward_plan_notice", "urgency_notice", "exempt_appendix",
                                   "certificate", "signed_record", "publication"])
def test_the_outline_of_each_paper_of_kent_has_the_slots_of_its_layout(kent_templates: Path, paper: str) -> None:
    outline = (kent_templates / paper / "layout.txt").read_text("utf-8")
    document = docx.Document(kent_templates / paper / "layout.docx")
    xml = document.element.xml + "".join(section.header._element.xml for section in document.sections)
    tags = set(re.findall(r'<w:tag w:val="(\w+)"', xml))
    assert tags == set(re.findall(r"\[\[(\w+)\]\]", outline))
    assert {file.stem for file in (kent_templates / paper).glob("*.j2")} <= tags


# Wordings that papers share, papers in two formats

def test_a_shared_wording_serves_a_paper_that_has_none_of_its_own(
        folder: Path, faults: Callable[[], tuple[Fault, ...]], printed: Callable[..., Document]) -> None:
    shared = folder.parent / "wordings"
    shared.mkdir()
    (shared / "reasons.j2").write_text("Shared: {{ reasons }}")
    (shared / "title.j2").write_text("No place of this paper wants it: {{ title }}")
    assert faults() == ()
    assert printed(reasons="x").paragraphs[-1].text == "Shared: x"
    (folder / "reasons.j2").write_text("Own: {{ reasons }}")
    assert printed(reasons="x").paragraphs[-1].text == "Own: x"
    (folder / "reasons.j2").unlink()
    (shared / "reasons.j2").write_text("Changed: {{ reasons }}")
    assert printed(reasons="x").paragraphs[-1].text == "Changed: x"


def test_a_slip_in_a_shared_wording_is_told_where_it_stands(
        folder: Path, faults: Callable[[], tuple[Fault, ...]]) -> None:
    (folder.parent / "wordings").mkdir()
    (folder.parent / "wordings" / "reasons.j2").write_text("{{ reasns }}")
    assert [str(fault) for fault in faults()] == [
        "templates/town/wordings/reasons.j2: line 1: 'reasns' is not a field of the form. Did you mean 'reasons'?"]


def test_a_paper_in_two_formats_needs_both_layouts(folder: Path, kent: Form, notice: Output) -> None:
    both = replace(notice, formats=("docx", "html"))
    (fault,) = output_faults(kent, both, folder.parent)
    assert "The layout templates/town/notice/layout.html cannot be read." in fault.sentence
    (folder / "layout.html").write_text('<!DOCTYPE html>\n<html lang="en-GB"><head><title>T</title></head>\n<body>\n'
                                        "<h2>Why</h2>\n[[reasns]]\n</body></html>\n")
    assert [str(fault) for fault in output_faults(kent, both, folder.parent)] == [
        "templates/town/notice/layout.html: In *Why*: 'reasns' is neither a wording nor a field. Did you mean "
        "'reasons'?"]


def test_what_a_paper_needs_is_due_in_it_and_in_no_other(
        folder: Path, kent: Form, notice: Output, filled: Callable[..., Answers]) -> None:
    (folder / "layout.docx").write_bytes(starter_layout("[[background]]\n[[title]]"))
    answers = filled(title="Park")
    render(answers, notice, folder.parent)
    with pytest.raises(DocumentError, match="There is no answer for 'Background'"):
        render(answers, replace(notice, needs=("background",)), folder.parent)
