"""A draft that goes out for comments carries its answers; nothing else does."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from lxml import etree

from drafter.app.carried import carried_draft
from drafter.document.leaks import leaks
from drafter.document.paper import DocumentError
from drafter.document.proof import difference
from drafter.document.render import Rendered, render
from drafter.model.answers import Answers
from drafter.model.draft import Draft, Implication, Imported, LeftOver, Row, Rows
from drafter.model.draft import Path as FieldPath
from drafter.model.form import Form, Output
from drafter.storage.draft_files import parse_draft

ITEM = "customXml/item1.xml"


@pytest.fixture(scope="session")
def shared(record: Output, kent_templates: Path) -> Callable[[Answers], Rendered]:
    return lambda answers: render(answers, record, kent_templates, as_draft=True,
                                  carried=carried_draft(answers, record))


def carried(parts: dict[str, bytes]) -> Draft:
    return parse_draft((etree.fromstring(parts[ITEM]).text or "").encode(), "the file")


def test_the_draft_comes_back_as_it_was(ferry: Draft, ferry_answers: Answers, shared: Callable[[Answers], Rendered],
                                        parts_of: Callable[[bytes], dict[str, bytes]]) -> None:
    rendered = shared(ferry_answers)
    assert difference(rendered.content, rendered.said) == ""
    back = carried(parts_of(rendered.content))
    assert (back.id, back.form, back.stage) == (ferry.id, ferry.form, ferry.stage)
    asked = {path.field for path in ferry_answers.asked}
    assert back.entries == {name: entry for name, entry in ferry.entries.items() if name in asked}


def test_every_place_has_a_hidden_bookmark_of_its_own(ferry_answers: Answers, shared: Callable[[Answers], Rendered],
                                                      record: Output, kent_templates: Path,
                                                      parts_of: Callable[[bytes], dict[str, bytes]]) -> None:
    rendered = shared(ferry_answers)
    xml = b"".join(part for name, part in parts_of(rendered.content).items() if name.startswith("word/")).decode()
    names = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(\w+)"', xml)
    ids = re.findall(r'<w:bookmarkStart w:id="(\d+)"', xml)
    assert len(set(names)) == len(names) == len(set(ids)) == len(list(rendered.said.layout.slots))
    assert sorted(ids) == sorted(re.findall(r'<w:bookmarkEnd w:id="(\d+)"', xml))
    assert {"_dr_reasons", "_dr_title"} <= set(names) and all(len(name) <= 40 for name in names)
    assert docx.Document(io.BytesIO(rendered.content)).paragraphs


def test_a_paper_that_does_not_share_carries_nothing(ferry_answers: Answers, record: Output, kent_templates: Path,
                                                     parts_of: Callable[[bytes], dict[str, bytes]]) -> None:
    for as_draft in (True, False):
        parts = parts_of(render(ferry_answers, record, kent_templates, as_draft=as_draft).content)
        assert ITEM not in parts and not [name for name in parts if b"_dr_" in parts[name]]


def test_only_a_draft_in_word_can_share(ferry_answers: Answers, record: Output, kent: Form,
                                        kent_templates: Path) -> None:
    page = kent.output("publication")
    assert page is not None
    for output, how in ((record, {}), (page, {"suffix": "html", "as_draft": True})):
        with pytest.raises(DocumentError, match="Only a draft in Word carries its answers"):
            render(ferry_answers, output, kent_templates, carried=b"{}", **how)


def test_nothing_exempt_hidden_or_left_over_goes_out_with_it(
        draft_of: Callable[..., Draft], answers_of: Callable[[Draft], Answers], record: Output,
        shared: Callable[[Answers], Rendered], parts_of: Callable[[bytes], dict[str, bytes]]) -> None:
    secret = "The lowest tender came from Marlow Bridges"
    rows = Rows((Row({"name": "One", "outcome": "rejected", "reason": "Public"}, "r1"),
                 Row({"name": secret, "outcome": "rejected"}, "r2")), none_because=secret)
    draft = draft_of(title="Bridge", for_publication="part", exempt_information=secret, alternatives=rows,
                     background=secret, legal_implications=Implication("none", because=secret))
    for mark in (FieldPath("background"), FieldPath("alternatives", "r2"), FieldPath("legal_implications"),
                 FieldPath("alternatives", None, "none_because")):
        draft = draft.with_exempt(mark, True)
    imported = Imported("old.txt", {}, (LeftOver(1, secret),))
    answers = answers_of(Draft(draft.form, draft.id, draft.stage, draft.entries, draft.exempt, imported,
                               {'["x"]': f'"{secret}"'}))
    rendered = shared(answers)
    assert leaks(answers, rendered.file_name, rendered.content) == ()
    parts = parts_of(rendered.content)
    assert "Marlow" not in b"".join(parts.values()).decode("utf-8", "replace")
    back = carried(parts)
    assert [row.id for row in back.rows("alternatives").rows] == ["r1"] and back.exempt == ()


@pytest.mark.parametrize("text", ["a\x85b\u2028c\u2029d", "\ufffe\uffff\x7f\x9f", "<a> & ]]> \"b\"",
                                  "👩🏽‍🚒 é \\u0041"])
def test_awkward_text_comes_back_to_the_letter(text: str, filled: Callable[..., Answers],
                                               shared: Callable[[Answers], Rendered],
                                               parts_of: Callable[[bytes], dict[str, bytes]]) -> None:
    answers = filled(alternatives=Rows((Row({"name": text}, "r1"),)))
    rendered = shared(answers)
    assert difference(rendered.content, rendered.said) == ""
    assert carried(parts_of(rendered.content)).entry(FieldPath("alternatives", "r1", "name")) == text


def test_the_same_draft_shared_twice_gives_the_same_bytes(ferry_answers: Answers,
                                                          shared: Callable[[Answers], Rendered]) -> None:
    assert shared(ferry_answers).content == shared(ferry_answers).content
