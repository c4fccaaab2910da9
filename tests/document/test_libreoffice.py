"""Layouts that were edited and saved in LibreOffice: the program itself is driven, by a macro, as a person would."""

from __future__ import annotations

import base64
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path

import docx
import pytest
from docx.document import Document

from drafter.document.render import output_faults, render
from drafter.model.answers import Answers
from drafter.model.form import Form, Output

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")

LOGO = base64.b64decode(
    b"iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGOokpfHihiGlgQAEJYuAZVkw2cAAAAASUVORK5CYII=")
MACRO = """
Sub Edit(source As String, target As String, logo As String)
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden"
    hidden(0).Value = True
    page = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
    styles = page.StyleFamilies.getByName("ParagraphStyles")
    styles.getByName("Heading 1").CharFontName = "Liberation Serif"
    styles.getByName("Heading 1").CharColor = RGB(122, 31, 31)
    Restyle(page, "Text body", 13)
    Reword(page, "Financial Implications:", "What it costs")
    MoveUp(page, "Legal implications:", 2, "What it costs")
    picture = page.createInstance("com.sun.star.text.TextGraphicObject")
    picture.GraphicURL = ConvertToURL(logo)
    picture.Description = "The arms of the council"
    picture.AnchorType = com.sun.star.text.TextContentAnchorType.AS_CHARACTER
    picture.Width = 2000
    picture.Height = 2000
    page.Text.insertTextContent(page.Text.Start, picture, False)
    Dim filter(0) As New com.sun.star.beans.PropertyValue
    filter(0).Name = "FilterName"
    filter(0).Value = "MS Word 2007 XML"
    page.storeToURL(ConvertToURL(target), filter())
    page.close(True)
End Sub

Sub Restyle(page, style As String, size)
    page.StyleFamilies.getByName("ParagraphStyles").getByName(style).CharHeight = size
End Sub

Sub Reword(page, old As String, fresh As String)
    change = page.createReplaceDescriptor()
    change.SearchString = old
    change.ReplaceString = fresh
    page.replaceAll(change)
End Sub

Function Found(page, words As String)
    wanted = page.createSearchDescriptor()
    wanted.SearchString = words
    Found = page.findFirst(wanted)
End Function

Sub MoveUp(page, words As String, paragraphs, before As String)
    cursor = page.CurrentController.ViewCursor
    cursor.gotoRange(Found(page, words).Start, False)
    cursor.gotoStartOfLine(False)
    stretch = page.Text.createTextCursorByRange(cursor.Start)
    For count = 1 To paragraphs
        stretch.gotoNextParagraph(True)
    Next
    page.CurrentController.select(stretch)
    moved = page.CurrentController.getTransferable()
    stretch.String = ""
    cursor.gotoRange(Found(page, before).Start, False)
    page.CurrentController.insertTransferable(moved)
End Sub
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Edits"/></library:library>"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edits" script:language="StarBasic">{}
</script:module>"""


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory, kent_templates: Path) -> Path:
    """A templates folder of Kent's whose record has a layout that was edited in LibreOffice."""
    folder = tmp_path_factory.mktemp("libreoffice")
    _office(folder, "--terminate_after_init")  # makes the profile, with an empty library of macros
    standard = folder / "profile/user/basic/Standard"
    (standard / "script.xlb").write_text(LIBRARY, "utf-8")
    (standard / "Edits.xba").write_text(MODULE.format(escape(MACRO)), "utf-8")
    templates = folder / "kent"
    shutil.copytree(kent_templates, templates)
    layout, saved, logo = templates / "proposed_record/layout.docx", folder / "saved.docx", folder / "logo.png"
    layout.write_bytes(_with_condition(layout.read_bytes()))
    logo.write_bytes(LOGO)
    _office(folder, f'macro:///Standard.Edits.Edit("{layout}","{saved}","{logo}")')
    assert saved.exists(), "LibreOffice saved nothing"
    saved.replace(layout)
    return templates


def _with_condition(layout: bytes) -> bytes:
    """The layout with a table that stands only where there are earlier decisions."""
    before, after = (f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in ("[[if:previous_decisions]]", "[[end]]"))
    table = ('<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid>'
             "<w:tr><w:tc><w:p><w:r><w:t>After [[previous_decisions]]</w:t></w:r></w:p></w:tc></w:tr></w:tbl>")
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(layout)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b"<w:sectPr>", f"{before}{table}{after}<w:sectPr>".encode())
                         if name == "word/document.xml" else content)
    return written.getvalue()


def _office(folder: Path, order: str) -> None:
    subprocess.run([str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
                    order], timeout=120, check=True, capture_output=True)


@pytest.fixture(scope="module")
def document(edited: Path, record: Output, ferry_answers: Answers) -> Document:
    return docx.Document(io.BytesIO(render(ferry_answers, record, edited).content))


def test_an_edited_layout_has_no_fault(edited: Path, kent: Form, record: Output) -> None:
    assert output_faults(kent, record, edited) == ()


def test_every_word_of_the_record_is_in_the_edited_layout(
        document: Document, opened: Callable[..., Document], ferry_answers: Answers) -> None:
    before = {line for line in _lines(opened(ferry_answers)) if line != "Financial Implications:"}
    assert before <= set(_lines(document))


def test_freshfonts_and_colours_are_those_of_the_record(document: Document) -> None:
    heading = next(one for one in document.paragraphs if one.text == "What it costs")
    assert heading.style is not None and heading.style.font.name == "Liberation Serif"
    assert str(heading.style.font.color.rgb) == "7A1F1F"


def test_a_logo_put_in_is_in_the_record(document: Document) -> None:
    assert len(document.inline_shapes) == 1


def test_places_that_were_moved_are_filled_where_they_stand(document: Document) -> None:
    lines = list(_lines(document))
    assert lines.index("Legal implications:") < lines.index("What it costs")
    legal = next(number for number, line in enumerate(lines) if line.startswith("The contract is procured under"))
    assert lines.index("Legal implications:") < legal < lines.index("What it costs")


def test_clauses_are_lettered_and_lists_begin_again_after_the_edit(
        edited: Path, record: Output, ferry_answers: Answers, readable: Callable[[bytes], str]) -> None:
    text = readable(render(ferry_answers, record, edited).content)
    assert "(1.1) APPROVE" in text and "(2.1) the weekday service" in text and "(1.1) A new list begins again." in text


def test_a_typed_condition_around_a_table_outlives_the_edit(
        edited: Path, record: Output, filled: Callable[..., Answers]) -> None:
    def cells(**entries: str) -> list[str]:
        document = docx.Document(io.BytesIO(render(filled(**entries), record, edited, as_draft=True).content))
        return [cell.text for table in document.tables for row in table.rows for cell in row.cells]

    assert (cells(), cells(previous_decisions="19/00023")) == ([], ["After 19/00023"])


def _lines(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()]
