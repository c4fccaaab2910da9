"""Reading back what was written: nothing lost, nothing doubled, nothing that was not meant, whatever was typed.

DRAFTER_FULL=1 tries 10,000 values; without it a few.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter.document.package import pack, unpacked, write_parts
from drafter.document.proof import difference
from drafter.document.render import Rendered, render
from drafter.document.starter_layout import starter_layout
from drafter.model.answers import Answers, read_answers
from drafter.model.draft import Draft, Entry, FormVersion, Implication, Row, Rows
from drafter.model.fields import (
    KINDS,
    Choice,
    ChoiceField,
    ConsultationField,
    DocumentsField,
    FieldBase,
    LineField,
    MultiChoiceField,
    OptionsField,
    PeopleField,
    TableField,
)
from drafter.model.form import Form, Output, Section
from drafter.model.rich_text import Cell, Item, Paragraph, RichText, Run, Table

FULL = 10_000 if os.environ.get("DRAFTER_FULL") else 60
HOSTILE = {
    "Jinja": "{{ title }} {% for x in y %} {# c #} {{p x}}", "amp and lt": "A & B < C > D &amp; &#0;",
    "CDATA": "]]> <![CDATA[ x ]]> <!-- x --> <?drafter 0?>", "control": "a\x00b\x01c\x08d\x1fe\x7f",
    "surrogate": "half \ud800 and \udc00 and \ud83d\ude00", "not characters": "\ufffe\uffff\ufdd0",
    "emoji": "👩🏽‍🚒 🇬🇧 𝔸",
    "right to left": "שלום עולם and مرحبا 123",
    "escapes": "{_{ x }_} {_% x %_} \\a \\f \\1 $1",
    "newlines": "one\ntwo\r\nthree\rfour\u2028five\u2029six\x85seven",
    "bell and feed": "a\x07b\x0bc\x0cd",
    "other tags": "[[reasons]] [[ x ]] [Heading 1] x «x» ${x} +++x+++ {d.x}",
    "spaces": "  two  and\tthree\u00a0\u200b ",
    "quotes": "\"a\" 'b' “c” `d` \u2019", "markup": "<w:p><w:r/></w:p></w:t><br>&nbsp;<script>x</script>",
    "private": "\ue0000\ue001 \ue000place\ue000 \ue00099\ue001", "long": "word & <word> " * 8_000,
    "many lines": "line & <line>\n" * 5_000,
}
_COLUMNS = (LineField(id="name", label="Name"), LineField(id="note", label="Note"))


def _field(kind: type[FieldBase]) -> FieldBase:
    more: dict[str, object] = {}
    if issubclass(kind, TableField):
        more["columns"] = _COLUMNS
    if issubclass(kind, ChoiceField | MultiChoiceField):
        more |= {"directory": "titles", "choices": (Choice(id="a"),)}
    return kind(id=kind.kind, label=f"The {kind.kind}", **more)  # type: ignore[arg-type]


FIELDS = tuple(_field(kind) for kind in KINDS.values())
PRINTED = [name for name in KINDS if name not in ("date", "money", "whole_number", "yes_no")]
OUTPUT = Output(id="all", title="All kinds", file_name="all", public=True, signed=False)
FORM = Form(id="kinds", version="1", title="All kinds", council="Anyshire", title_field="line", number_field="line",
            sections=(Section(id="one", title="One", fields=FIELDS),), outputs=(OUTPUT,))


def rich(text: str) -> RichText:
    """The text in a paragraph, in an item of a list and in a cell of a table, beside other words and alone."""
    cell = Cell((Paragraph((Run(text),)),))
    return RichText((Paragraph((Run("before "), Run(text, bold=True, link="https://example.gov.uk"), Run(" after"))),
                     Item("decimal", (Run(text),)), Table(((cell,), (cell,)), "Title")))


def entry(field: FieldBase, text: str) -> Entry:
    """The text in every place of a field that takes words, as a file could hold it."""
    match field:
        case MultiChoiceField():
            return (text, "a")
        case TableField() | ConsultationField() | PeopleField() | DocumentsField():
            return Rows((Row({column.id: text for column in field.fields}),))
        case OptionsField():
            return Rows((Row({"name": text, "description": rich(text), "outcome": "rejected", "reason": rich(text)}),))
    if field.kind == "clauses":
        return Rows((Row({"verb": "NOTE", "text": text}), Row({"level": "2", "text": text})), introduction=text)
    if field.kind == "implication":
        return Implication("answered", rich(text))
    return rich(text) if field.kind == "rich_text" else text


def answers_with(text: str, *kinds: str) -> Answers:
    draft = Draft(FormVersion("kinds", "1"), entries={
        field.id: entry(field, text) for field in FIELDS if not kinds or field.kind in kinds})
    return read_answers(FORM, draft)


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("templates") / "kinds"
    (folder / "all").mkdir(parents=True)
    outline = "[Title] ALL\n[Header] [[line]]\n[Footer] x [[line]] y\n" + "\n".join(
        f"[Heading 1] The {name}\n[[{name}]]\nIn a line: [[{name}]]." for name in KINDS)
    (folder / "all" / "layout.docx").write_bytes(starter_layout(outline))
    page = "\n".join(f"<h2>The {name}</h2>\n[[{name}]]\n<p>In a line: [[{name}]].</p>" for name in KINDS)
    (folder / "all" / "layout.html").write_text(
        '<!DOCTYPE html>\n<html lang="en-GB"><head><title>x</title><style>p {}</style></head>\n<body>\n'
        f"{page}\n</body></html>\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def made(templates: Path) -> Callable[..., Rendered]:
    def make(answers: Answers, suffix: str = "docx") -> Rendered:
        return render(answers, replace(OUTPUT, formats=("docx", "html")), templates, as_draft=True, suffix=suffix)

    return make


def as_kept(text: str) -> str:
    text = re.sub("\r\n|[\r\x0b\x0c\x85\u2028\u2029]", "\n", text)
    text = re.sub("[\ud800-\udbff][\udc00-\udfff]",
                  lambda pair: pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le"), text)
    return re.sub("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)


def squeezed(text: str) -> str:
    """Without spaces, which kinds of one line do not keep as they were typed."""
    return "".join(as_kept("".join(text.split())).split())


RICH = ("rich_text", "implication", "options")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_exact_in_every_kind_of_field(name: str, kind: str, made: Callable[..., Rendered],
                                                      text_of: Callable[[bytes], str]) -> None:
    text = f"Ω{HOSTILE[name]}Ψ"
    rendered = made(answers_with(text, kind))
    assert difference(rendered.content, rendered.said) == ""
    docx.Document(io.BytesIO(rendered.content))
    found = text_of(rendered.content)
    if kind in PRINTED:
        assert as_kept(text) in found if kind in RICH else squeezed(text) in squeezed(found)
    page = made(answers_with(text, kind), "html")
    assert difference(page.content, page.said) == ""


LETTERS = st.one_of(st.characters(codec=None), st.sampled_from("{}[]%&<>\"'\\\n\r\t\x0b\ud800\udc00\ue000\ue001]א"))


@settings(max_examples=FULL, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(LETTERS, min_size=1, max_size=40), kind=st.sampled_from(PRINTED))
def test_whatever_is_typed_reads_back(text: str, kind: str, made: Callable[..., Rendered],
                                      text_of: Callable[[bytes], str]) -> None:
    text = f"Ω{text}Ψ"
    rendered = made(answers_with(text, kind))
    assert difference(rendered.content, rendered.said) == ""
    found = text_of(rendered.content)
    if kind in RICH:
        assert found.count(as_kept(text)) >= 4
    else:
        assert squeezed(text) in squeezed(found)


# What the proof finds

def spoiled(rendered: Rendered, old: str, new: str) -> bytes:
    static = rendered.said.layout.static
    parts = {name: part.decode() for name, part in unpacked(rendered.content, static).items()}
    assert old in parts["word/document.xml"]
    parts["word/document.xml"] = parts["word/document.xml"].replace(old, new, 1)
    return write_parts((*(pack(name, part.encode()) for name, part in parts.items()), *static.values()))


@pytest.mark.parametrize(("old", "new"), [
    ("The ferry stays.", "The ferry stay."), ("The ferry stays.", ""), ("The ferry stays.", "The ferry stays. "),
    ("The ferry stays.", "The ferry stays.The ferry stays."), ("The ferry", "the ferry"),
    ("ferry stays", "stays ferry"),
    ("<w:br/>", ""), ("<w:br/>", "<w:tab/>"), ("In a line: ", "In a line:"), ("</w:body>", "<w:p/></w:bodx>"),
    ("</w:t></w:r></w:p>", "</w:t></w:r></w:p><w:p></w:p>"), ("The date", "The dame"),
])
def test_a_paper_that_says_anything_else_does_not_pass(old: str, new: str, made: Callable[..., Rendered]) -> None:
    said = RichText((Paragraph((Run("The ferry stays.\nSo."),)),))
    draft = Draft(FormVersion("kinds", "1"), entries={"rich_text": said})
    rendered = made(read_answers(FORM, draft))
    assert difference(spoiled(rendered, old, old), rendered.said) == ""
    assert difference(spoiled(rendered, old, new), rendered.said)


def test_a_package_with_a_wrong_byte_in_any_part_does_not_pass(made: Callable[..., Rendered]) -> None:
    rendered = made(answers_with("The ferry stays.", "rich_text"))
    with zipfile.ZipFile(io.BytesIO(rendered.content)) as package:
        parts = package.infolist()
    assert len(parts) > 8
    for part in parts:
        wrong = bytearray(rendered.content)
        wrong[part.header_offset + 30 + len(part.filename) + part.compress_size // 2] ^= 0x55
        assert difference(bytes(wrong), rendered.said), part.filename


@pytest.mark.parametrize("length", [0, 30, 2_000, -1, -30, -400])
def test_a_package_that_is_cut_short_does_not_pass(length: int, made: Callable[..., Rendered]) -> None:
    rendered = made(answers_with("The ferry stays.", "rich_text"))
    assert difference(rendered.content[:length], rendered.said)


def test_a_page_that_says_anything_else_does_not_pass(made: Callable[..., Rendered]) -> None:
    rendered = made(answers_with("The ferry stays.", "rich_text"), "html")
    assert difference(rendered.content, rendered.said) == ""
    assert "differs after" in difference(rendered.content.replace(b"stays.", b"stay.", 1), rendered.said)


def test_the_sentence_tells_where_and_not_what(made: Callable[..., Rendered]) -> None:
    rendered = made(answers_with("The ferry stays.", "rich_text"))
    sentence = difference(spoiled(rendered, "ferry stays", "fairy stays"), rendered.said)
    assert re.fullmatch(r"word/document\.xml differs after \d+ characters, behind '.*The f'\.", sentence)
