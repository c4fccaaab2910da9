"""What is marked exempt never stands in a public paper, however it got there.

DRAFTER_FULL=1 tries 1,000 random drafts; without it a few.
"""

from __future__ import annotations

import html
import io
import os
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drafter.document.leaks import exempt_texts, leaks
from drafter.document.paper import DocumentError
from drafter.document.release import refuse_unfit
from drafter.document.render import render
from drafter.model.answers import Answers
from drafter.model.draft import Draft, Implication, Row, Rows, plain_entry
from drafter.model.draft import Path as FieldPath
from drafter.model.fields import ImplicationField, LineField, RichTextField, RowsField
from drafter.model.form import Form, Output
from drafter.model.rich_text import Cell, Item, Paragraph, RichText, Run, Table, from_plain

FULL = 1_000 if os.environ.get("DRAFTER_FULL") else 12
SECRET = "The lowest tender came from Marlow Bridges at £4.2 million"


@pytest.fixture(scope="session")
def public(kent: Form) -> list[Output]:
    return [output for output in kent.outputs if output.public]


@pytest.fixture
def released(kent_templates: Path, record: Output) -> Callable[..., bytes]:
    """The paper of some answers, if it may go out."""

    def release(answers: Answers, output: Output = record, suffix: str = "docx", **how: object) -> bytes:
        rendered = render(answers, output, kent_templates, as_draft=True, suffix=suffix, **how)
        refuse_unfit(rendered, answers, output, kent_templates)
        return rendered.content

    return release


def rich(*runs: str) -> RichText:
    return RichText((Paragraph(tuple(Run(run, bold=bool(odd % 2)) for odd, run in enumerate(runs))),))


PASTED = {
    "a sentence of it": rich(f"As said: {SECRET}."),
    "five words of it": rich("We know the tender came from Marlow Bridges too."),
    "in other letters": rich("THE LOWEST  TENDER\u00a0came\nfrom MARLOW bridges"),
    "cut into runs": rich("The lowest ten", "der ca", "me from Mar", "low Brid", "ges"),
    "with marks between": rich("The lowest tender, came; from (Marlow) Bridges"),
    "with invisible letters": rich("The low\u00adest ten\u200bder came from Mar\u2060low Bridges"),
    "in an item": RichText((Item("bullet", (Run(SECRET),)),)),
    "over two lines": rich("The lowest tender\ncame from\tMarlow Bridges"),
    "in a cell": RichText((Table(((Cell((Paragraph((Run(SECRET),)),)),),), "Title"),)),
    "in the title of a table": RichText((Table(((Cell((Paragraph((Run("Head"),)),)),),), SECRET),)),
    "in an address": RichText((Paragraph((Run("x", link="https://example.gov.uk/the-lowest-tender-came-from"),)),)),
}


@pytest.mark.parametrize("pasted", PASTED)
def test_a_passage_that_was_pasted_into_a_public_box_stops_the_paper(
        pasted: str, filled: Callable[..., Answers], released: Callable[..., bytes]) -> None:
    entries = {"title": "Bridge", "for_publication": "part", "exempt_information": rich(SECRET)}
    released(filled(**entries, reasons=rich("The bridge is old.")))
    with pytest.raises(DocumentError, match="would make public what is marked exempt: '"):
        released(filled(**entries, reasons=PASTED[pasted]))


def test_the_sentence_names_the_passage_and_the_box(filled: Callable[..., Answers],
                                                    released: Callable[..., bytes]) -> None:
    with pytest.raises(DocumentError) as caught:
        released(filled(exempt_information=rich(SECRET), for_publication="part", reasons=rich(SECRET)))
    assert "'the lowest tender came from', and 6 more such passages" in str(caught.value)
    assert "Take the words out of 'Reason(s) for decision'" in caught.value.advice


def test_the_title_the_file_s_name_and_the_properties_are_searched(filled: Callable[..., Answers], record: Output,
                                                                  kent_templates: Path) -> None:
    answers = filled(title=SECRET, exempt_information=rich(SECRET), for_publication="part")
    rendered = render(answers, record, kent_templates, as_draft=True)
    parts = {leak.part for leak in leaks(answers, rendered.file_name, rendered.content)}
    assert parts == {"the name of the file", "docProps/core.xml", "word/document.xml"}


def test_a_page_is_searched_too(kent: Form, filled: Callable[..., Answers], released: Callable[..., bytes]) -> None:
    page = kent.output("publication")
    assert page is not None and "html" in page.formats
    with pytest.raises(DocumentError, match="marked exempt"):
        released(filled("published", exempt_information=rich(SECRET), for_publication="part", reasons=rich(SECRET)),
                 page, "html")


def test_what_a_row_or_a_part_is_marked_for_is_exempt_too(draft_of: Callable[..., Draft],
                                                          answers_of: Callable[[Draft], Answers],
                                                          released: Callable[..., bytes]) -> None:
    rows = Rows((Row({"name": "One", "outcome": "rejected", "reason": rich(SECRET)}, "r1"),), none_because=SECRET)
    draft = draft_of(alternatives=rows, reasons=rich(SECRET),
                     legal_implications=Implication("none", because=SECRET))
    for mark in (FieldPath("alternatives"), FieldPath("alternatives", "r1"), FieldPath("alternatives", "r1", "reason"),
                 FieldPath("alternatives", None, "none_because"), FieldPath("legal_implications"),
                 FieldPath("legal_implications", None, "because")):
        answers = answers_of(draft.with_exempt(mark, True))
        assert SECRET in list(exempt_texts(answers)), mark
        with pytest.raises(DocumentError, match="marked exempt"):
            released(answers)


def test_an_exempt_answer_that_is_not_asked_at_the_moment_is_still_kept_back(
        filled: Callable[..., Answers], released: Callable[..., bytes]) -> None:
    answers = filled(for_publication="yes", exempt_information=rich(SECRET), reasons=rich(SECRET))
    assert FieldPath("exempt_information") not in answers.asked
    with pytest.raises(DocumentError, match="marked exempt"):
        released(answers)


def test_titles_labels_and_stock_phrases_are_no_secret(filled: Callable[..., Answers],
                                                       released: Callable[..., bytes]) -> None:
    shared = ("The Corporate Director Growth, Environment and Transport acts for the Cabinet Member for Highways and "
              "Transport, as set out in the report to the Cabinet Committee.")
    released(filled(title="Bridge", for_publication="part", reasons=rich(shared),
                    decision_maker_title="Cabinet Member for Highways and Transport",
                    exempt_information=rich(f"{shared} {SECRET}")))


def test_a_paper_that_is_not_public_holds_what_is_exempt(kent: Form, filled: Callable[..., Answers],
                                                         released: Callable[..., bytes]) -> None:
    appendix = kent.output("exempt_appendix")
    assert appendix is not None and not appendix.public
    content = released(filled(for_publication="part", exempt_information=rich(SECRET)), appendix)
    assert "Marlow" in package_words(content)


def test_nothing_marked_exempt_is_nothing_to_look_for(filled: Callable[..., Answers]) -> None:
    assert leaks(filled(reasons=rich(SECRET)), SECRET, b"no package at all") == ()


def package_words(content: bytes) -> str:
    """All words of all parts, raw and without tags, by other means than those of the search."""
    if not content.startswith(b"PK"):
        raw = content.decode()
        return " ".join(re.findall(r"\w+", html.unescape(raw + " " + re.sub(r"<[^>]+>", "", raw))))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        raw = " ".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    return " ".join(re.findall(r"\w+", html.unescape(raw + " " + re.sub(r"<[^>]+>", "", raw))))


# Random drafts

def random_draft(form: Form, chance: random.Random) -> tuple[Draft, list[str]]:
    """Words in most fields, no two alike, some of them exempt: the draft, and what is exempt in it."""
    number = iter(range(10**6))
    secret: list[str] = []
    draft = Draft(form.form_version, stage=chance.choice(("proposed", "decided", "published")))

    def words() -> str:
        return " ".join(f"word{next(number)}x" for _ in range(chance.randint(5, 12)))

    def text(field: object) -> str | RichText:
        said = words()
        return from_plain(said) if isinstance(field, RichTextField) else said

    for field in form.fields:
        if chance.random() < 0.3:
            continue
        path = FieldPath(field.id)
        marks = [path]
        if isinstance(field, ImplicationField):
            state = chance.choice(("answered", "none", "waiting"))
            draft = draft.with_entry(path, Implication(state, from_plain(words()), words(), words()))
            marks.append(FieldPath(field.id, None, "because"))
        elif isinstance(field, RowsField):
            rows = tuple(Row({column.id: text(column) for column in field.fields
                              if isinstance(column, LineField | RichTextField)}, f"r{n}") for n in range(2))
            draft = draft.with_entry(path, Rows(rows))
            marks += [FieldPath(field.id, "r1"), FieldPath(field.id, "r0", next(iter(rows[0].cells)))]
        elif isinstance(field, LineField | RichTextField):
            draft = draft.with_entry(path, text(field))
        else:
            continue
        if chance.random() < 0.3:
            mark = chance.choice(marks)
            draft = draft.with_exempt(mark, True)
        secret += _marked(form, draft, path)
    return draft, secret


def _marked(form: Form, draft: Draft, path: FieldPath) -> Iterator[str]:
    field, entry = form.field(path.field), draft.entry(path)
    marks = [FieldPath.parse(mark) for mark in draft.exempt if FieldPath.parse(mark).field == path.field]
    if field is not None and (field.exempt or path in marks or (marks and isinstance(entry, Implication))):
        yield from plain_entry(entry).splitlines()
    elif isinstance(entry, Rows):
        for row in entry.rows:
            for name, cell in row.cells.items():
                column = form.at(FieldPath(path.field, row.id, name))
                if (column is not None and column.exempt) or FieldPath(path.field, row.id) in marks or FieldPath(
                        path.field, row.id, name) in marks:
                    yield plain_entry(cell)


def test_no_five_words_of_what_is_exempt_leave_in_any_public_paper(
        kent: Form, public: list[Output], answers_of: Callable[[Draft], Answers], kent_templates: Path,
        released: Callable[..., bytes]) -> None:
    chance = random.Random(20261122)
    papers = secrets = 0
    for _ in range(FULL):
        draft, secret = random_draft(kent, chance)
        answers = answers_of(draft)
        for output in public:
            for suffix in output.formats:
                found = package_words(released(answers, output, suffix))
                papers += 1
                for line in secret:
                    said = line.split()
                    secrets += 1
                    assert not [" ".join(said[at:at + 5]) for at in range(len(said) - 4)
                                if " ".join(said[at:at + 5]) in found]
    assert papers >= FULL * 5 and secrets > papers
    print(f"{FULL} drafts, {papers} papers, {secrets} exempt passages looked for, 0 found")
