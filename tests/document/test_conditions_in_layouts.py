"""A control named if:<field>, or [[if:field]] and [[end]], keeps what it holds only when the answer is there."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document

from drafter.document.preview import preview
from drafter.document.render import output_faults, render
from drafter.document.starter_layout import starter_layout
from drafter.model.answers import Answers
from drafter.model.draft import Path as FieldPath
from drafter.model.form import Form, Output
from drafter.model.rich_text import from_plain

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def control(name: str, inside: str, *, tag: bool = True) -> str:
    marks = f'<w:alias w:val="{name}"/>' + (f'<w:tag w:val="{name}"/>' if tag else "")
    return f"<w:sdt><w:sdtPr>{marks}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def paragraph(text: str) -> str:
    return f"<w:p>{run(text)}</w:p>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
                              for cell in cells) + "</w:tr>"


def table(*rows: str) -> str:
    return ('<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid>'
            + "".join(rows) + "</w:tbl>")


@pytest.fixture
def notice(record: Output) -> Output:
    return replace(record, id="notice", title="Notice", file_name="{title}", whole=False)


@pytest.fixture
def lay_out(tmp_path: Path) -> Callable[..., Path]:
    """Makes a layout with this in its body; `header` goes into its header."""

    def made(body: str, header: str = "") -> Path:
        folder = tmp_path / "town" / "notice"
        folder.mkdir(parents=True, exist_ok=True)
        content = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(starter_layout("[Header] x\n[Title] A NOTICE"))) as old, zipfile.ZipFile(
                content, "w") as new:
            for name in old.namelist():
                text = old.read(name)
                if name == "word/document.xml":
                    text = text.decode().replace("<w:sectPr", body + "<w:sectPr", 1).encode()
                if name == "word/header1.xml" and header:
                    text = re.sub(r"<w:p>.*</w:p>|<w:p .*</w:p>", lambda _: header, text.decode(), count=1).encode()
                new.writestr(name, text)
        (folder / "layout.docx").write_bytes(content.getvalue())
        return folder.parent

    return made


@pytest.fixture
def printed(lay_out: Callable[..., Path], notice: Output, filled: Callable[..., Answers],
            parts_of: Callable[[bytes], dict[str, bytes]]) -> Callable[..., Document]:
    def opened(body: str, header: str = "", **entries: object) -> Document:
        rendered = render(filled(**entries), notice, lay_out(body, header), as_draft=True)
        parts_of(rendered.content)
        return docx.Document(io.BytesIO(rendered.content))

    return opened


def words(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs[1:]]


@pytest.mark.parametrize("tag", [True, False], ids=["tag and title", "title alone, as LibreOffice leaves it"])
def test_paragraphs_stand_only_when_the_answer_is_there(tag: bool, printed: Callable[..., Document]) -> None:
    body = control("if:background", paragraph("What went before") + control("background", paragraph("x")), tag=tag)
    assert words(printed(body)) == []
    assert words(printed(body, background=from_plain("It began in 2019."))) == ["What went before", "It began in 2019."]


def test_a_condition_inside_a_paragraph_takes_its_words_alone(printed: Callable[..., Document]) -> None:
    after = control("if:previous_decisions", run(" (after [[previous_decisions]])"))
    body = f"<w:p>{run('Title: [[title]]')}{after}</w:p>"
    assert words(printed(body, title="Park")) == ["Title: Park"]
    assert words(printed(body, title="Park", previous_decisions="19/00023")) == ["Title: Park (after 19/00023)"]


def test_a_condition_around_all_words_of_a_paragraph_takes_the_paragraph(printed: Callable[..., Document]) -> None:
    body = f"<w:p>{control('if:previous_decisions', run('After [[previous_decisions]]'))}</w:p>"
    assert words(printed(body)) == []
    assert words(printed(body, previous_decisions="19/00023")) == ["After 19/00023"]


def test_rows_and_whole_tables_may_depend_on_an_answer(printed: Callable[..., Document]) -> None:
    rows = (row(paragraph("Title"), paragraph("[[title]]")),
            row(paragraph("Before"), paragraph("[[previous_decisions]]")))
    body = table(rows[0], control("if:previous_decisions", rows[1]))
    assert len(printed(body, title="Park").tables[0].rows) == 1
    assert len(printed(body, title="Park", previous_decisions="x").tables[0].rows) == 2
    whole = control("if:previous_decisions", table(*rows)) + paragraph("after")
    assert printed(whole).tables == []
    assert len(printed(whole, previous_decisions="x").tables) == 1


def test_conditions_may_stand_in_each_other(printed: Callable[..., Document]) -> None:
    body = control("if:background", paragraph("outer") + control("if:previous_decisions", paragraph("inner"))
                   + paragraph("outer again")) + paragraph("always")
    assert words(printed(body)) == ["always"]
    assert words(printed(body, previous_decisions="x")) == ["always"]
    assert words(printed(body, background=from_plain("x"))) == ["outer", "outer again", "always"]
    assert words(printed(body, background=from_plain("x"), previous_decisions="x")) == [
        "outer", "inner", "outer again", "always"]


def test_what_is_left_out_leaves_a_sound_document(printed: Callable[..., Document]) -> None:
    gone = control("if:previous_decisions", paragraph("[[previous_decisions]]"))
    rows = row(gone, paragraph("Title")), row(table(row(paragraph("x"))) + gone, paragraph("y"))
    document = printed(table(*rows) + gone, header=gone)
    first, second = document.tables[0].rows
    assert [len(cell.paragraphs) for cell in first.cells] == [1, 1]
    assert [type(block).__name__ for block in second.cells[0].iter_inner_content()] == ["Table", "Paragraph"]
    assert type(list(document.iter_inner_content())[-1]).__name__ == "Paragraph"
    assert [one.text for one in document.sections[0].header.paragraphs] == ["DRAFT – not for signature"]


def test_an_answer_of_no_is_an_answer_and_one_that_is_due_shows_in_a_draft(
        printed: Callable[..., Document], lay_out: Callable[..., Path], notice: Output,
        filled: Callable[..., Answers]) -> None:
    body = control("if:key_decision", paragraph("Key: [[key_decision]]"))
    assert words(printed(body, key_decision="no")) == ["Key: No"]
    assert "TO BE COMPLETED" in words(printed(body))[0]


def test_an_answer_that_is_left_out_of_a_public_paper_still_shows_that_it_is(
        lay_out: Callable[..., Path], notice: Output, draft_of: Callable, answers_of: Callable) -> None:
    body = control("if:background", paragraph("Background: [[background]]"))
    draft = draft_of(background=from_plain("Secret matters.")).with_exempt(FieldPath("background"), True)
    document = docx.Document(io.BytesIO(render(answers_of(draft), notice, lay_out(body), as_draft=True).content))
    assert words(document) == ["Background: [Exempt information: not for publication]"]


def test_the_preview_leaves_out_what_the_paper_leaves_out(lay_out: Callable[..., Path], notice: Output,
                                                          filled: Callable[..., Answers]) -> None:
    templates = lay_out(control("if:previous_decisions", paragraph("After")) + paragraph("always"))
    assert "After" not in preview(filled(), notice, templates)
    assert "After" in preview(filled(previous_decisions="x"), notice, templates)


# Typed in the text

BEFORE = "[[if:previous_decisions]]"


def test_typed_conditions_keep_paragraphs_and_tables(printed: Callable[..., Document]) -> None:
    body = (paragraph(BEFORE) + paragraph("Earlier decisions") + table(row(paragraph("[[previous_decisions]]")))
            + paragraph("[[end]]") + paragraph("always"))
    without, with_it = printed(body), printed(body, previous_decisions="19/00023")
    assert (words(without), without.tables) == (["always"], [])
    assert words(with_it) == ["Earlier decisions", "always"]
    assert with_it.tables[0].rows[0].cells[0].text == "19/00023"


def test_typed_conditions_keep_words_of_a_paragraph_or_all_of_it(printed: Callable[..., Document]) -> None:
    part = f"<w:p>{run('Title: [[title]]' + BEFORE + ' (after [[previous_decisions]])[[end]].')}</w:p>"
    whole = paragraph(f"{BEFORE}After [[previous_decisions]][[end]]")
    assert words(printed(part + whole, title="Park")) == ["Title: Park."]
    assert words(printed(part + whole, title="Park", previous_decisions="19/00023")) == [
        "Title: Park (after 19/00023).", "After 19/00023"]


def test_typed_conditions_stand_in_cells_in_headers_and_in_each_other(printed: Callable[..., Document]) -> None:
    inner = paragraph("[[if:background]]") + paragraph("inner") + paragraph("[[end]]")
    cell = paragraph(BEFORE) + paragraph("outer") + inner + paragraph("[[end]]")
    header = paragraph(f"{BEFORE}After [[previous_decisions]][[end]]")

    def said(**entries: object) -> tuple[list[str], list[str]]:
        document = printed(table(row(cell, paragraph("x"))), header, **entries)
        return ([one.text for one in document.tables[0].rows[0].cells[0].paragraphs],
                [one.text for one in document.sections[0].header.paragraphs][1:])

    assert said() == ([""], [])
    assert said(background=from_plain("x")) == ([""], [])
    assert said(previous_decisions="19/00023") == (["outer"], ["After 19/00023"])
    assert said(previous_decisions="x", background=from_plain("x"))[0] == ["outer", "inner"]


def test_the_preview_follows_typed_conditions(lay_out: Callable[..., Path], notice: Output,
                                              filled: Callable[..., Answers]) -> None:
    templates = lay_out(paragraph(BEFORE) + paragraph("After") + paragraph("[[end]]") + paragraph("always"))
    assert "After" not in preview(filled(), notice, templates)
    assert "After" in preview(filled(previous_decisions="x"), notice, templates)


FAULTY = (
    (paragraph(BEFORE) + paragraph("x"), "[[if:previous_decisions]] has no [[end]] after it."),
    (paragraph("x") + paragraph("[[end]]"), "[[end]] stands here, and nothing before it"),
    (paragraph(BEFORE) + table(row(paragraph("[[end]]"))), "and its [[end]] do not stand side by side."),
    (paragraph(BEFORE) + '<w:p><w:pPr><w:sectPr/></w:pPr></w:p>' + paragraph("[[end]]"),
     "Between [[if:previous_decisions]] and its [[end]] stands the end of a section"),
    (paragraph("[[if:reasns]]") + paragraph("[[end]]"), "'if:reasns', is not a field. Did you mean 'reasons'?"),
    (control("if:title", paragraph("x") + paragraph(BEFORE)) + paragraph("[[end]]"),
     "[[if:previous_decisions]] ends inside a control that begins after it, or outside one that begins before it."),
    (f"<w:p>{run('About [[title]]')}<w:sdt><w:sdtPr/><w:sdtContent>{run(' after [[background]]')}</w:sdtContent>"
     "</w:sdt></w:p>", "The content control around 'after [[background]]' has lost its name"),
    (control("if:reasns", paragraph("x")),
     "'reasns', in 'if:reasns', is not a field. Did you mean 'reasons'?"),
    (table(f"<w:tr>{control('if:title', row(paragraph('x'))[6:-7])}</w:tr>"), "is around a cell of a table"),
    (table(control("if:title", row(paragraph("x")))), "is around all rows of a table. Put it around the table."),
    (control("if:title", '<w:p><w:pPr><w:sectPr/></w:pPr></w:p>'), "holds the end of a section"),
    (control("if:title", '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'), "half of a field"),
    (f"<w:p><w:r><w:pict><w:txbxContent>{control('if:title', paragraph('x'))}</w:txbxContent></w:pict></w:r></w:p>",
     "The control 'if:title' is in a text box. Move it into the text."),
    (f"{paragraph('It is proposed')}<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('The reasons')}</w:sdtContent></w:sdt>",
     "In *A NOTICE*, after 'It is proposed': The content control around 'The reasons' has lost its name: it has "
     "neither a tag nor a title. Give it the name of a slot, or remove it."),
)


@pytest.mark.parametrize(("body", "sentence"), FAULTY, ids=range(len(FAULTY)))
def test_each_fault_of_a_condition_has_its_sentence(body: str, sentence: str, lay_out: Callable[..., Path],
                                                    notice: Output, kent: Form) -> None:
    (fault,) = output_faults(kent, notice, lay_out(body))
    assert sentence in str(fault)
