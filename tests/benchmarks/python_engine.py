"""An engine in a process of its own: `python -m tests.benchmarks.python_engine NAME FOLDER`.

Reads orders from its input, one a line, and answers each with a line: "SIZE COUNT" renders the record of that size so
often and answers with the milliseconds of each; "SIZE COUNT FILE" also keeps the last one.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import time
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from drafter.document.layout_compiler import compile_layout
from drafter.document.release import refuse_unfit
from drafter.document.render import render
from drafter.document.wording import compile_wording
from drafter.model.answers import read_answers
from drafter.storage.locations import shipped_root
from drafter.storage.packs import load_pack
from tests.benchmarks.content import Record, draft
from tests.benchmarks.peer_templates import paragraph, row, table

Make = Callable[[], bytes]
"""Renders one record, from its template to the bytes of the Word file."""


def said_in(folder: Path, size: str) -> Record:
    return Record(**json.loads((folder / f"record-{size}.json").read_text("utf-8")))


def drafter(folder: Path, size: str) -> Make:
    """Kent's record, through the door that the window and the command line use; layout and wordings are kept."""
    return _drafter(shipped_root() / "templates/kent", folder, size)


def _drafter(templates: Path, folder: Path, size: str) -> Make:
    form = load_pack("kent", [shipped_root()]).form
    output = form.output("proposed_record")
    assert output is not None
    answers = read_answers(form, draft(form, said_in(folder, size)))
    return lambda: render(answers, output, templates).content


def drafter_proof(folder: Path, size: str) -> Make:
    """What is done with a finished record before it is written: it is read back, and searched for what is exempt."""
    form = load_pack("kent", [shipped_root()]).form
    output = form.output("proposed_record")
    assert output is not None
    answers = read_answers(form, draft(form, said_in(folder, size)))
    templates = shipped_root() / "templates/kent"
    rendered = render(answers, output, templates)

    def prove() -> bytes:
        refuse_unfit(rendered, answers, output, templates)
        return rendered.content

    return prove


def drafter_loading(folder: Path, size: str) -> Make:
    """The same, with the layout read and compiled each time, as if Democratic Services had just saved it."""
    templates = folder / "templates"
    shutil.copytree(shipped_root() / "templates/kent", templates, dirs_exist_ok=True)
    layout = templates / "proposed_record/layout.docx"
    make = _drafter(templates, folder, size)

    def loading() -> bytes:
        os.utime(layout)
        compile_layout.cache_clear()
        return make()

    return loading


def drafter_loading_all(folder: Path, size: str) -> Make:
    """The same, with all wordings compiled each time as well."""
    make = drafter_loading(folder, size)

    def loading() -> bytes:
        compile_wording.cache_clear()
        return make()

    return loading


def docxtpl_loops(folder: Path, size: str) -> Make:
    said = said_in(folder, size)
    words = {**said.facts, **said.paragraphs, "clauses": said.clauses, "bullets": said.bullets,
             "caption": said.caption, "rows": said.rows[1:]}
    return _docxtpl(folder / "docxtpl-loops.docx", lambda: words)


def docxtpl_xml(folder: Path, size: str) -> Make:
    from markupsafe import Markup

    said = said_in(folder, size)
    return _docxtpl(folder / "docxtpl-xml.docx",
                    lambda: said.facts | {name: Markup(xml) for name, xml in _xml(said).items()})


def _docxtpl(template: Path, words: Callable[[], dict[str, Any]]) -> Make:
    from docxtpl import DocxTemplate

    content = template.read_bytes()

    def make() -> bytes:
        document = DocxTemplate(io.BytesIO(content))
        document.render(words(), autoescape=True)
        written = io.BytesIO()
        document.save(written)
        return written.getvalue()

    return make


def _xml(said: Record) -> dict[str, str]:
    """The long answers as Word's XML."""
    def each(texts: list[str], style: str) -> str:
        return "".join(paragraph(escape(text), style) for text in texts)

    facts = said.facts
    rows = "".join(row((escape(year), escape(count))) for year, count in said.rows[1:])
    xml = {name: each(texts, "BodyText") for name, texts in said.paragraphs.items()}
    xml["reasons"] += (each(said.bullets, "ListBullet") + each([said.caption], "Caption")
                       + table(("Year", "Passengers"), rows))
    xml["decision"] = each([facts["introduction"]], "BodyText") + each(said.clauses, "DecisionClause")
    return xml | {name: each([facts[name]], "BodyText") for name in ("title", "alternatives")}


def python_docx(folder: Path, size: str) -> Make:
    """The record written from the first line to the last with python-docx, on a document that has the styles."""
    import docx
    from docx.document import Document

    content = (folder / "empty.docx").read_bytes()
    script = json.loads((folder / f"script-{size}.json").read_text("utf-8"))

    def add_table(document: Document, rows: list[list[str]]) -> None:
        made = document.add_table(0, len(rows[0]), "Record Table")
        for number, texts in enumerate(rows):
            for cell, text in zip(made.add_row().cells, texts, strict=True):
                cell.paragraphs[0].add_run(text)
                cell.paragraphs[0].style = "Table Text" if number else "Table Heading"

    def make() -> bytes:
        document = docx.Document(io.BytesIO(content))
        for style, said in script:
            if style == "table":
                add_table(document, said)
            else:
                document.add_paragraph(said, style)
        written = io.BytesIO()
        document.save(written)
        return written.getvalue()

    return make


ENGINES: dict[str, Callable[[Path, str], Make]] = {
    "drafter": drafter, "drafter-proof": drafter_proof, "drafter-loading": drafter_loading,
    "drafter-loading-all": drafter_loading_all,
    "docxtpl-loops": docxtpl_loops, "docxtpl-xml": docxtpl_xml, "python-docx": python_docx}


def main() -> None:
    name, folder = sys.argv[1], Path(sys.argv[2])
    makes: dict[str, Make] = {}
    for order in sys.stdin:
        size, count, *file = order.split()
        if size not in makes:
            makes[size] = ENGINES[name](folder, size)
        taken = []
        content = b""
        for _ in range(int(count)):
            begin = time.perf_counter()
            content = makes[size]()
            taken.append(1000 * (time.perf_counter() - begin))
        if file:
            Path(*file).write_bytes(content)
        print(json.dumps(taken), flush=True)


if __name__ == "__main__":
    main()
