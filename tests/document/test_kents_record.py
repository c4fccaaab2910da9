"""Kent's proposed record: what it says, in which order, and what kind of Word file it is."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from lxml import etree

from drafter.document.paper import DocumentError
from drafter.document.render import output_faults, render
from drafter.model.answers import Answers
from drafter.model.draft import Draft, Implication, Row, Rows
from drafter.model.draft import Path as FieldPath
from drafter.model.fields import ClausesField
from drafter.model.form import Form, Output
from drafter.model.rich_text import Item, Paragraph, RichText, Run, from_plain

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def test_the_record_says_what_the_golden_one_says(
        ferry_answers: Answers, make: Callable[..., bytes], readable: Callable[[bytes], str],
        same_as_golden: Callable[[str, str], None]) -> None:
    same_as_golden("proposed_record.txt", readable(make(ferry_answers)))


def test_an_empty_draft_shows_every_gap(
        filled: Callable[..., Answers], make: Callable[..., bytes], readable: Callable[[bytes], str],
        same_as_golden: Callable[[str, str], None]) -> None:
    same_as_golden("empty_draft.txt", readable(make(filled(), as_draft=True)))


def test_headings_stand_in_kents_order(ferry_answers: Answers, opened: Callable[..., Document]) -> None:
    words = [paragraph.text for paragraph in opened(ferry_answers).paragraphs]
    order = ["KENT COUNTY COUNCIL – PROPOSED RECORD OF DECISION", "DECISION TO BE TAKEN BY:", "DECISION NO:",
             "For publication", "Key decision:", "Title of Decision:", "Decision:", "Reason(s) for decision:",
             "Financial Implications:", "Legal implications:", "Equalities Implications:",
             "Data Protection Implications:", "Cabinet Committee recommendations and other consultation:",
             "Any alternatives considered and rejected:", "Any interest declared when the decision was taken and any "
             "dispensation granted by the Proper Officer:", "signed", "date"]
    places = [next(at for at, text in enumerate(words) if text.startswith(label)) for label in order]
    assert places == sorted(places)


def test_kents_templates_have_no_faults(kent: Form, record: Output, kent_templates: Path) -> None:
    assert output_faults(kent, record, kent_templates) == ()


def test_the_same_answers_give_the_same_bytes(ferry_answers: Answers, make: Callable[..., bytes]) -> None:
    assert make(ferry_answers) == make(ferry_answers)
    assert make(ferry_answers, as_draft=True) == make(ferry_answers, as_draft=True)


def test_the_file_bears_title_and_language_and_no_trace_of_its_maker(
        ferry_answers: Answers, make: Callable[..., bytes], parts_of: Callable[[bytes], dict[str, bytes]]) -> None:
    content = make(ferry_answers)
    properties = docx.Document(io.BytesIO(content)).core_properties
    assert properties.title == ("Proposed record of decision: 26/00041 "
                                "Harbour Reach foot ferry: contract from April 2027")
    assert (properties.language, properties.author, properties.last_modified_by) == ("en-GB", "", "")
    parts = parts_of(content)
    assert not [name for name in parts if re.search("custom|thumbnail|app.xml|comments|glossary", name)]
    assert b"rsid" not in b"".join(parts.values())


def test_every_page_is_numbered_and_the_body_is_en_gb(
        ferry_answers: Answers, make: Callable[..., bytes], parts_of: Callable[[bytes], dict[str, bytes]]) -> None:
    parts = parts_of(make(ferry_answers))
    assert re.search(rb"Page .*PAGE.* of .*NUMPAGES", parts["word/footer1.xml"])
    assert b'<w:lang w:val="en-GB"' in parts["word/styles.xml"]


def test_no_control_is_left_and_no_paragraph_is_empty(
        ferry_answers: Answers, make: Callable[..., bytes], parts_of: Callable[[bytes], dict[str, bytes]],
        opened: Callable[..., Document]) -> None:
    assert not [name for name, part in parts_of(make(ferry_answers)).items() if b"<w:sdt" in part or b"[[" in part]
    assert all(paragraph.text.strip() for paragraph in opened(ferry_answers).paragraphs)


def test_tables_have_header_rows_titles_and_rows_that_stay_whole(
        ferry_answers: Answers, opened: Callable[..., Document]) -> None:
    tables = opened(ferry_answers).tables
    assert [table._tbl.tblPr.find(f"{W}tblCaption").get(f"{W}val") for table in tables] == [
        "Term of the contract, grant or lease", "Passengers a year", "Costs and savings by year",
        "Other consultation planned or undertaken"]
    for table in tables:
        heads = [row._tr.trPr.find(f"{W}tblHeader") is not None for row in table.rows]
        assert heads == [True, *[False] * (len(heads) - 1)]
        assert all(row._tr.trPr.find(f"{W}cantSplit") is not None for row in table.rows)


def test_links_lead_where_they_say_and_only_to_safe_places(
        filled: Callable[..., Answers], opened: Callable[..., Document]) -> None:
    runs = (Run("survey", link="https://example.gov.uk/a?b=1&c=2"), Run(" "),
            Run("write", link="mailto:a@example.gov.uk"), Run(" "),
            Run("bad", link="javascript:alert(1)"), Run(" "),
            Run("file", link="file:///etc/passwd"),
            Run(" "), Run("survey again", bold=True, link="https://example.gov.uk/a?b=1&c=2"))
    document = opened(filled(reasons=RichText((Paragraph(runs),))), as_draft=True)
    links = {link.text: link.address for paragraph in document.paragraphs for link in paragraph.hyperlinks}
    assert links == {"survey": "https://example.gov.uk/a?b=1&c=2", "write": "mailto:a@example.gov.uk",
                     "survey again": "https://example.gov.uk/a?b=1&c=2"}
    assert any(paragraph.text == "survey write bad file survey again" for paragraph in document.paragraphs)


def test_every_numbered_list_begins_at_one(filled: Callable[..., Answers], opened: Callable[..., Document]) -> None:
    blocks = (Item("decimal", (Run("a"),)), Item("decimal", (Run("b"),)), Paragraph((Run("between"),)),
              Item("decimal", (Run("c"),)), Item("decimal", (Run("d"),), starts=True),
              Item("bullet", (Run("e"),), level=2), Item("decimal", (Run("f"),)),
              Item("alpha", (Run("g"),), level=2), Item("decimal", (Run("h"),)), Item("alpha", (Run("i"),), level=2),
              Item("roman", (Run("j"),)))
    document = opened(filled(reasons=RichText(blocks)), as_draft=True)
    lists = {p.text: (p._p.pPr.numPr.numId.val, p._p.pPr.numPr.ilvl.val) for p in document.paragraphs
             if p._p.pPr is not None and p._p.pPr.numPr is not None}
    number = {letter: lists[letter][0] for letter in "abcdefghij"}
    assert number["a"] == number["b"] and number["d"] == number["f"] == number["h"]
    assert len({number[letter] for letter in "acdegij"}) == 7
    assert [lists[letter][1] for letter in "adeghij"] == [0, 0, 1, 1, 0, 1, 0]
    numbering = document.part.numbering_part.element
    for letter in "acdgij":
        new = next(num for num in numbering.findall(f"{W}num") if num.numId == number[letter])
        overrides = new.findall(f"{W}lvlOverride")
        assert [one.get(f"{W}ilvl") for one in overrides] == [str(level) for level in range(9)]
        assert {one.find(f"{W}startOverride").get(f"{W}val") for one in overrides} == {"1"}


def test_clauses_are_lettered_by_word_and_not_by_typing(
        ferry_answers: Answers, opened: Callable[..., Document]) -> None:
    document = opened(ferry_answers)
    clauses = [p for p in document.paragraphs if p.style.name.startswith("Decision Clause")]
    assert [p._p.pPr.numPr.ilvl.val for p in clauses] == [0, 1, 1, 0]
    numbering = document.part.numbering_part.element
    numbers = {num.numId: num.abstractNumId.val for num in numbering.findall(f"{W}num")}
    (number,) = {p._p.pPr.numPr.numId.val for p in clauses}
    definition = next(one for one in numbering.findall(f"{W}abstractNum")
                      if one.get(f"{W}abstractNumId") == str(numbers[number]))
    looks = [(level.find(f"{W}numFmt").get(f"{W}val"), level.find(f"{W}lvlText").get(f"{W}val"))
             for level in definition.findall(f"{W}lvl")]
    assert looks[:2] == [("lowerLetter", "%1)"), ("lowerRoman", "%2.")]


def test_a_draft_is_marked_on_every_page_and_a_record_is_not(
        ferry_answers: Answers, make: Callable[..., bytes], parts_of: Callable[[bytes], dict[str, bytes]]) -> None:
    draft, final = (parts_of(make(ferry_answers, as_draft=as_draft)) for as_draft in (True, False))
    assert "DRAFT – not for signature" in draft["word/header1.xml"].decode()
    shape = next(etree.fromstring(draft["word/header1.xml"]).iter("{urn:schemas-microsoft-com:vml}shape"))
    assert shape.get("alt") == "Watermark: DRAFT"
    assert not any(b"DRAFT" in part for part in final.values())


def test_what_is_exempt_is_in_no_part_of_the_file(
        ferry: Draft, answers_of: Callable[[Draft], Answers], make: Callable[..., bytes],
        parts_of: Callable[[bytes], dict[str, bytes]]) -> None:
    clauses = ferry.rows("decision_clauses").rows
    draft = ferry
    for path in (FieldPath("background"), FieldPath("decision_clauses", clauses[3].id),
                 FieldPath("alternatives", ferry.rows("alternatives").rows[0].id, "reason")):
        draft = draft.with_exempt(path, True)
    draft = draft.with_entry(FieldPath("exempt_information"), from_plain("The lowest bid was £1,187,500."))
    whole = b"".join(parts_of(make(answers_of(draft))).values()).decode()
    assert not [secret for secret in ("began in 2019", "DELEGATE", "160 commuters", "1,187,500") if secret in whole]
    assert whole.count("[Exempt information: not for publication]") == 3
    assert "Do nothing" in whole and "two boats" in whole


def test_an_exempt_title_is_not_in_the_file_name_nor_in_the_properties(
        ferry: Draft, answers_of: Callable[[Draft], Answers], record: Output, kent_templates: Path,
        parts_of: Callable[[bytes], dict[str, bytes]]) -> None:
    made = render(answers_of(ferry.with_exempt(FieldPath("title"), True)), record, kent_templates)
    assert made.file_name == "26-00041 Proposed record.docx"
    assert b"Harbour Reach foot ferry: contract" not in b"".join(parts_of(made.content).values())


def test_waiting_is_shown_in_a_draft_and_refused_in_a_record(
        ferry: Draft, answers_of: Callable[[Draft], Answers], make: Callable[..., bytes],
        text_of: Callable[[bytes], str]) -> None:
    waiting = answers_of(ferry.with_entry(FieldPath("legal_implications"), Implication("waiting", waiting_for="Legal")))
    assert "[AWAITING LEGAL]" in text_of(make(waiting, as_draft=True))
    with pytest.raises(DocumentError, match="'Legal implications' is still waiting for Legal"):
        make(waiting)


def test_a_due_answer_that_is_missing_is_shown_in_a_draft_and_refused_in_a_record(
        ferry: Draft, answers_of: Callable[[Draft], Answers], make: Callable[..., bytes],
        text_of: Callable[[bytes], str]) -> None:
    blank = answers_of(ferry.with_entry(FieldPath("reasons"), None))
    assert "[TO BE COMPLETED: Reason(s) for decision]" in text_of(make(blank, as_draft=True))
    with pytest.raises(DocumentError, match=r"There is no answer for 'Reason\(s\) for decision'"):
        make(blank)


def test_interests_may_be_blank_while_the_decision_is_proposed(
        ferry_answers: Answers, opened: Callable[..., Document]) -> None:
    words = [paragraph.text for paragraph in opened(ferry_answers).paragraphs]
    heading = next(at for at, text in enumerate(words) if text.startswith("Any interest declared"))
    assert words[heading + 1].startswith("signed")


def test_an_introduction_that_was_typed_takes_the_place_of_the_usual_one(
        filled: Callable[..., Answers], make: Callable[..., bytes], text_of: Callable[[bytes], str]) -> None:
    text = text_of(make(filled(decision_clauses=Rows((Row({"verb": "NOTE", "text": "the report."}),),
                                                     introduction="The Cabinet agrees to:")), as_draft=True))
    assert "The Cabinet agrees to:\nNOTE the report." in text and "I propose to" not in text


def test_the_opening_sentence_that_the_form_shows_is_the_one_that_is_printed(
        kent: Form, filled: Callable[..., Answers], make: Callable[..., bytes],
        text_of: Callable[[bytes], str]) -> None:
    field = kent.field("decision_clauses")
    answers = filled(decision_maker_title="Leader of the Council",
                     decision_clauses=Rows((Row({"verb": "NOTE", "text": "the report."}),)))
    assert isinstance(field, ClausesField)
    opening = field.opening_words(answers.text)
    assert opening == "As Leader of the Council, I propose to:"
    assert f"{opening}\nNOTE the report." in text_of(make(answers, as_draft=True))


def test_no_alternatives_prints_the_reason_for_having_none(
        filled: Callable[..., Answers], make: Callable[..., bytes], text_of: Callable[[bytes], str]) -> None:
    answers = filled(alternatives=Rows((), none_because="the law leaves no choice"))
    assert "None, because the law leaves no choice." in text_of(make(answers, as_draft=True))


def test_only_word_files_can_be_made(ferry_answers: Answers, record: Output, kent_templates: Path) -> None:
    with pytest.raises(DocumentError, match=r"cannot be made as \.pdf"):
        render(ferry_answers, record, kent_templates, suffix="pdf")


def test_words_that_lead_to_a_list_stay_on_the_page_with_it(
        filled: Callable[..., Answers], opened: Callable[..., Document]) -> None:
    document = opened(filled(reasons=RichText((
        Paragraph((Run("Renewal will:"),)), Item("bullet", (Run("open the footbridge"),)),
        Paragraph((Run("This leads to words:"),)), Paragraph((Run("and stays as it is."),))))), as_draft=True)
    kept = {paragraph.text: paragraph.paragraph_format.keep_with_next for paragraph in document.paragraphs}
    assert (kept["Renewal will:"], kept["This leads to words:"]) == (True, None)


def test_the_signature_never_stands_alone_on_a_page(
        filled: Callable[..., Answers], opened: Callable[..., Document]) -> None:
    document = opened(filled("decided", interests="None"), as_draft=True)
    (interests,) = [one for one in document.paragraphs if one.text == "None"]
    assert interests.style.paragraph_format.keep_with_next and interests.style.name == "Record Kept"


@pytest.mark.parametrize(("stage", "said"), [("proposed", True), ("decided", False), ("published", False)])
def test_once_the_decision_is_taken_no_paper_says_that_the_committee_has_yet_to_meet(
        stage: str, said: bool, filled: Callable[..., Answers], make: Callable[..., bytes],
        readable: Callable[[bytes], str]) -> None:
    answers = filled(stage, cabinet_committee_name="Environment and Transport Cabinet Committee",
                     cabinet_committee_outcome="to_be_considered", cabinet_committee="It meets in May.")
    words = readable(make(answers, as_draft=True))
    assert ("it has not met yet" in words) == said and "Environment and Transport Cabinet Committee" in words
