"""The preview says what the Word file says, in the same order, and nothing that was typed becomes markup."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import docx
import pytest

from drafter.document.paper import DocumentError
from drafter.document.preview import preview
from drafter.document.render import render
from drafter.model.answers import read_answers
from drafter.model.draft import Path, Row, Rows
from drafter.model.rich_text import Item, Paragraph, RichText, Run
from drafter.storage.draft_files import open_draft
from drafter.storage.locations import shipped_root

HOSTILE = "<b>R & D</b> {{ 7*7 }} [[title]] ]]> \u202eabc <img src='file:///etc/passwd'>"


class Words(HTMLParser):
    """The words of each paragraph, item or cell, and the elements that are there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self.tags: set[str] = set()
        self.opened: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag in ("p", "li", "td", "th"):
            self.lines.append("")
        if tag != "br":
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag, "elements close in the order they were opened"
        if tag in ("p", "li", "td", "th"):
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data

    @property
    def said(self) -> list[str]:
        return [" ".join(line.split()) for line in self.lines if line.strip()]


@pytest.fixture(scope="module")
def record(kent):
    return kent.output("proposed_record")


@pytest.fixture(scope="module")
def sample_answers(kent):
    return read_answers(kent, open_draft(shipped_root() / "resources" / "samples" / "sample.decision").draft)


def word_lines(answers, output, pack, tmp_path) -> list[str]:
    file = tmp_path / "paper.docx"
    file.write_bytes(render(answers, output, pack.templates, as_draft=True).content)
    body = docx.Document(str(file)).element.body
    lines = ("".join(node.text or "" for node in one.iter("{*}t")) for one in body.iter("{*}p"))
    return [" ".join(line.split()) for line in lines if line.strip()]


def test_every_paper_reads_in_the_preview_as_it_does_in_word(kent, kent_pack, sample_answers, tmp_path):
    for output in kent.outputs:
        if "docx" in output.formats:
            shown = [line.replace("_", "").strip()
                     for line in Words(preview(sample_answers, output, kent_pack.templates)).said
                     if not line.startswith("At the ")]
            assert shown == word_lines(sample_answers, output, kent_pack, tmp_path), output.id


def test_what_is_typed_is_shown_as_it_is(filled, record, kent_pack):
    made = Words(preview(filled(title=HOSTILE, reasons=HOSTILE), record, kent_pack.templates))
    assert made.said.count(" ".join(HOSTILE.split())) >= 2
    assert not {"img", "script", "link", "style"} & made.tags


def test_characters_that_qt_keeps_for_itself_are_shown_as_missing(filled, record, kent_pack):
    made = preview(filled(title="A\ufdd0B\ufffcC"), record, kent_pack.templates)
    assert "A\ufffdB\ufffdC" in made and not re.search("[\ufdd0-\ufdef\ufffc]", made)


def test_gaps_are_shown_as_a_draft_shows_them(filled, record, kent_pack):
    assert "[TO BE COMPLETED: Title of Decision]" in html.unescape(preview(filled(), record, kent_pack.templates))


def test_exempt_answers_are_not_in_the_preview_of_a_public_paper(answers_of, draft_of, record, kent_pack):
    draft = draft_of(title="Park", reasons="The secret price is £9.").with_exempt(Path("reasons"), True)
    made = preview(answers_of(draft), record, kent_pack.templates)
    assert "secret" not in made and "Exempt information" in made


def test_headings_keep_their_rank_and_lists_and_clauses_are_lists(draft_of, answers_of, record, kent_pack):
    text = RichText((Paragraph((Run("Now:"),)), Item("bullet", (Run("one"),)), Item("decimal", (Run("two"),), 2),
                     Item("bullet", (Run("three", bold=True),))))
    clauses = Rows((Row({"verb": "APPROVE", "text": "x", "level": "1"}),))
    made = preview(answers_of(draft_of(reasons=text, background="Old.", decision_clauses=clauses)), record,
                   kent_pack.templates)
    assert '<p class="title">' in made and '<p class="h1">Reason(s) for decision:</p>' in made
    assert '<p class="h2">Background</p>' in made
    assert "<ul><li>one<ol><li>two</li></ol></li><li><strong>three</strong></li></ul>" in made
    assert re.search(r"<ol type=\"a\" style=\"-qt-list-number-suffix: '\)'\"><li>APPROVE x</li></ol>", made)


def test_a_layout_with_a_mistake_is_said(filled, record, tmp_path):
    with pytest.raises(DocumentError, match="layout"):
        preview(filled(title="x"), record, tmp_path)


def test_what_stands_on_every_page_is_shown_once_and_says_where(sample_answers, record, kent_pack):
    first, *_, last = Words(preview(sample_answers, record, kent_pack.templates)).said
    assert first == "At the head of each page: Kent County Council – decision 26/00041"
    assert last == "At the foot of each page: Page # of #"
