"""Kent's papers, all of one draft: what each says, what the regulations ask of it, and what it must not say."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from drafter.app.facts import facts_for
from drafter.checks.check import check
from drafter.checks.explaining import explain
from drafter.document.facts import Facts
from drafter.document.paper import DocumentError
from drafter.document.render import boxes, output_faults, render
from drafter.document.starter_layout import starter_layout
from drafter.model.answers import Answers, read_answers
from drafter.model.base import Stage
from drafter.model.draft import Draft, Rows
from drafter.model.draft import Path as FieldPath
from drafter.model.form import Form, Output
from drafter.model.rich_text import from_plain
from drafter.model.timetable import Calendar
from drafter.storage.draft_files import open_draft
from drafter.storage.locations import resources

MADE_BEFORE = ("forward_plan_notice", "urgency_notice", "exempt_appendix", "certificate", "paste_sheet")
MADE_AFTER = ("signed_record", "publication")
PAPERS = ("proposed_record", *MADE_BEFORE, *MADE_AFTER)
DAY = date(2026, 10, 21)
LAST_DAY = {"signature_name": "Cabinet Member for Highways and Transport", "signature_date": "19 October 2026",
            "call_in_applies": "yes", "publication_date": "20 October 2026", "effective_from": "28 October 2026"}


@pytest.fixture(scope="module")
def sample() -> Draft:
    return open_draft(resources() / "samples" / "sample.decision").draft


def made_of(draft: Draft) -> dict[str, str]:
    """The papers that were made of a draft: the record, before it was published."""
    return {"26-00041 Proposed record.docx": "0123456789abcdef" * 4} if draft.stage == "published" else {}


@pytest.fixture(scope="module")
def published(sample: Draft) -> Draft:
    """The sample after decision day: signed, published, the proposed record made."""
    draft = sample.with_stage("published").with_entry(FieldPath("interests"), from_plain("None"))
    for name, entry in LAST_DAY.items():
        draft = draft.with_entry(FieldPath(name), entry)
    return draft


@pytest.fixture(scope="module")
def paper(kent: Form, kent_templates: Path, calendar: Calendar) -> Callable[..., bytes]:
    """The bytes of one of Kent's papers: paper("signed_record", draft, suffix="docx")."""

    def made(name: str, draft: Draft, **how: object) -> bytes:
        answers = read_answers(kent, draft)
        output = output_of(kent, name)
        suffix = how.pop("suffix", output.formats[0])
        return render(answers, output, kent_templates, facts=facts_for(answers, DAY, calendar, made_of(draft)),
                      suffix=str(suffix), **how).content  # type: ignore[arg-type]

    return made


@pytest.fixture(scope="module")
def says(paper: Callable[..., bytes], readable: Callable[[bytes], str]) -> Callable[..., str]:
    """The words of a paper in one line, without styles and tags."""

    def words(name: str, draft: Draft, **how: object) -> str:
        content = paper(name, draft, **how)
        text = re.sub(r"<[^<>]*>", " ", content.decode()) if content[:1] == b"<" else readable(content)
        return " ".join(re.sub(r"^\[[^\]]*\] (\([\d.]+\) )?", "", text, flags=re.M).split())

    return words


def output_of(kent: Form, name: str) -> Output:
    output = kent.output(name)
    assert output is not None
    return output


def body_of(page: bytes) -> str:
    """A page without its style and script, which are the layout's."""
    return re.sub(r"(?s)<(style|script)>.*?</\1>\n?", "", page.decode())


# What each says

@pytest.mark.parametrize("name", [*MADE_BEFORE, *MADE_AFTER])
def test_each_paper_says_what_its_golden_one_says(
        name: str, published: Draft, paper: Callable[..., bytes], readable: Callable[[bytes], str], kent: Form,
        same_as_golden: Callable[[str, str], None]) -> None:
    for suffix in output_of(kent, name).formats:
        content = paper(name, published, suffix=suffix)
        text = body_of(content) if suffix == "html" else readable(content)
        same_as_golden(f"{name}.{'html' if suffix == 'html' else 'txt'}", text)


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_of_the_sample_can_be_made_as_a_draft(
        name: str, sample: Draft, paper: Callable[..., bytes], kent: Form) -> None:
    for suffix in output_of(kent, name).formats:
        assert paper(name, sample, as_draft=True, suffix=suffix)


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_draft_gives_the_same_bytes(name: str, published: Draft, paper: Callable[..., bytes]) -> None:
    assert paper(name, published) == paper(name, published)


def test_a_paper_that_is_not_needed_says_why_and_its_draft_says_so_too(
        filled: Callable[..., Answers], sample: Draft, says: Callable[..., str], kent: Form,
        kent_templates: Path) -> None:
    plain = filled(key_decision="yes", urgency_route="normal", for_publication="yes")
    for name, why in (("urgency_notice", "The decision takes the normal route, with 28 clear days of notice."),
                      ("exempt_appendix", "Nothing in this decision is exempt from publication."),
                      ("signed_record", "The decision has not been taken yet."),
                      ("publication", "The decision has not been taken yet.")):
        with pytest.raises(DocumentError, match=re.escape(why)):
            render(plain, output_of(kent, name), kent_templates)
        assert why in says(name, plain.draft, as_draft=True)
    assert "The decision has not been taken yet." not in says("forward_plan_notice", sample)


def test_a_draft_of_a_paper_that_is_still_to_come_shows_what_it_will_need(
        sample: Draft, says: Callable[..., str]) -> None:
    words = says("signed_record", sample, as_draft=True)
    assert "Date of decision: [TO BE COMPLETED: date]" in words and "signed [TO BE COMPLETED: signed]" in words


# What the regulations ask (SI 2012/2089)

WHAT_A_NOTICE_MUST_STATE = {
    "9(1)(a) that a key decision is to be made": "a key decision is to be made on behalf of Kent County Council",
    "9(1)(b) the matter": "Renewal of the deck and bearings of Harbour Road Footbridge",
    "9(1)(c) the title of the decision maker": "Who is to make the decision Cabinet Member for Highways and Transport",
    "9(1)(c) and the name": "Name: The holder of the portfolio",
    "9(1)(d) the date": "Not before 19 October 2026",
    "9(1)(e) the documents": "Report on the renewal of Harbour Road Footbridge, 8 October 2026",
    "9(1)(f) where they can be had": "can be had from the address below, unless they may not be disclosed: The holder "
                                     "of the post, Structures Manager, e-mail structures@example.gov.uk",
    "9(1)(g) other documents": "Other documents relevant to the matter may be submitted to the decision maker.",
    "9(1)(h) how to ask for them": "To be told of them as they become available, write to the address above",
    "Schedule 12A": "Paragraph 3. Financial or business affairs of any particular person, including the council",
    "the public interest": "The appendix holds the prices of three bidders.",
}


@pytest.mark.parametrize("words", WHAT_A_NOTICE_MUST_STATE.values(), ids=WHAT_A_NOTICE_MUST_STATE)
def test_the_notice_states_what_regulation_9_asks(words: str, sample: Draft, says: Callable[..., str]) -> None:
    assert words in says("forward_plan_notice", sample)


@pytest.mark.parametrize(("field", "label"), [
    ("decision_maker_name", "Name of the decision maker"), ("decision_due_not_before", "Decision due not before"),
    ("documents_list", "Documents"), ("contact", "Contact"),
])
def test_a_notice_without_what_the_law_asks_is_not_made(
        field: str, label: str, sample: Draft, paper: Callable[..., bytes], says: Callable[..., str]) -> None:
    without = sample.with_entry(FieldPath(field), None)
    with pytest.raises(DocumentError, match=f"There is no answer for '{label}'"):
        paper("forward_plan_notice", without)
    assert f"[TO BE COMPLETED: {label}]" in says("forward_plan_notice", without, as_draft=True)


def test_the_notice_of_a_decision_by_the_cabinet_lists_its_members(sample: Draft, says: Callable[..., str]) -> None:
    cabinet = sample.with_entry(FieldPath("decision_maker_title"), "Cabinet").with_entry(
        FieldPath("decision_maker_name"), "The ten holders of portfolios")
    assert "Who is to make the decision Cabinet Its members: The ten holders of portfolios" in says(
        "forward_plan_notice", cabinet)


def test_a_decision_that_is_not_key_claims_no_regulation(sample: Draft, says: Callable[..., str]) -> None:
    words = says("forward_plan_notice", sample.with_entry(FieldPath("key_decision"), "no"))
    assert "It is not a key decision." in words and "regulation 9" not in words


def test_a_notice_goes_out_before_the_decision_is_drafted(sample: Draft, says: Callable[..., str]) -> None:
    early = sample.with_entry(FieldPath("reasons"), None).with_entry(FieldPath("decision_clauses"), None)
    assert "Proposed decision" not in says("forward_plan_notice", early)


def test_the_urgency_notice_gives_its_regulation_its_reasons_and_who_was_told(
        sample: Draft, says: Callable[..., str]) -> None:
    general = says("urgency_notice", sample)
    assert "NOTICE OF GENERAL EXCEPTION" in general and "Notice is given under regulation 10 " in general
    assert "once five clear days have passed after this notice was made available" in general
    assert "Giving 28 clear days' notice would mean a decision on 7 November 2026" in general
    assert ("Told in writing of the matter on 9 October 2026: The holder of the post, Chair of the Scrutiny "
            "Committee") in general
    special = says("urgency_notice", sample.with_entry(FieldPath("urgency_route"), "special_urgency"))
    assert "NOTICE OF SPECIAL URGENCY" in special and "Notice is given under regulation 11(2) " in special
    assert "Agreed on 9 October 2026 that the making of the decision is urgent and cannot reasonably be deferred" in (
        special)


WHAT_A_RECORD_MUST_STATE = {
    "13(2)(a) the decision": "I agree to: APPROVE the renewal of the deck and bearings",
    "13(2)(a) and its date": "Date of decision: 19 October 2026",
    "13(2)(b) the reasons": "Reason(s) for decision: Harbour Road Footbridge carries the only level",
    "13(2)(c) alternatives considered and rejected": "Do nothing Leave the footbridge closed. Why it was rejected: 310",
    "13(2)(d) and (e) conflicts and dispensations": "any dispensation granted by the Proper Officer: None",
}


@pytest.mark.parametrize("words", WHAT_A_RECORD_MUST_STATE.values(), ids=WHAT_A_RECORD_MUST_STATE)
def test_the_signed_record_states_what_regulation_13_asks(
        words: str, published: Draft, says: Callable[..., str]) -> None:
    assert words in says("signed_record", published)


def test_the_signed_record_proposes_nothing_even_where_the_introduction_did(
        published: Draft, says: Callable[..., str]) -> None:
    clauses = published.rows("decision_clauses")
    typed = published.with_entry(FieldPath("decision_clauses"), Rows(
        clauses.rows, introduction="As Cabinet Member for Highways and Transport, I propose to:"))
    for name in ("signed_record", "publication", "paste_sheet"):
        words = says(name, typed)
        assert "I propose to" not in words and "As Cabinet Member for Highways and Transport, I agree to:" in words
    words = says("signed_record", published)
    assert "RECORD OF DECISION" in words and "PROPOSED" not in words and "DECISION TAKEN BY:" in words


@pytest.mark.parametrize("suffix", ["docx", "html"])
def test_the_published_page_gives_dates_call_in_and_alternatives(
        suffix: str, published: Draft, says: Callable[..., str]) -> None:
    words = says("publication", published, suffix=suffix).replace(":", "")
    for expected in ("Publication date 20 October 2026", "Date of decision 19 October 2026",
                     "Effective from 28 October 2026", "Is subject to call in? Yes",
                     "Decision status Recommendations Approved (subject to call-in)", "Why it was rejected 310 pupils"):
        assert expected in words


# Exempt information

@pytest.mark.parametrize("stage", ["proposed", "published"])
def test_no_public_paper_holds_anything_exempt(
        stage: Stage, published: Draft, paper: Callable[..., bytes], kent: Form,
        parts_of: Callable[[bytes], dict[str, bytes]]) -> None:
    row = published.rows("alternatives").rows[1].id
    draft = published.with_stage(stage).with_exempt(FieldPath("background"), True).with_exempt(
        FieldPath("alternatives", row, "reason"), True)
    secrets = ("£1,402,750", "built in 1971", "renewed within six years")
    for output in kent.outputs:
        for suffix in output.formats:
            content = paper(output.id, draft, suffix=suffix, as_draft=True)
            text = content.decode() if suffix == "html" else b"".join(parts_of(content).values()).decode("utf-8")
            assert [secret for secret in secrets if secret in text] == ([] if output.public else list(secrets))


def test_the_exempt_appendix_holds_all_that_was_left_out_with_its_place(
        published: Draft, says: Callable[..., str]) -> None:
    row = published.rows("decision_clauses").rows[1].id
    draft = published.with_exempt(FieldPath("background"), True).with_exempt(FieldPath("decision_clauses", row), True)
    words = says("exempt_appendix", draft)
    assert "Paragraph 3. Financial or business affairs" in words and "The appendix holds the prices" in words
    assert "Background The footbridge was built in 1971." in words
    assert "Decision, clause 2 AGREE to award the contract" in words
    assert "Exempt information Three bids were received: £1,318,400 from bidder A" in words


# The certificate

def test_the_certificate_counts_its_dates_and_names_the_word_file(published: Draft, says: Callable[..., str]) -> None:
    words = says("certificate", published)
    assert "7 November 2026 | 28 clear days between 9 October 2026 and 7 November 2026 | Regulation 9(2)" in words
    assert "19 October 2026 | 5 clear working days between 9 October 2026 and 19 October 2026" in words
    assert ("28 October 2026 | 5 working days after publication on 20 October 2026 end on 27 October 2026 | "
            "Kent County Council's call-in rule") in words
    assert f"26-00041 Proposed record.docx, SHA-256: {'0123456789abcdef' * 4}" in words
    assert "Checked on: 21 October 2026" in words


def test_a_hash_that_is_not_known_is_said_to_be_so(sample: Draft, says: Callable[..., str]) -> None:
    words = says("certificate", sample)
    assert "No Word file of this draft has been created yet, so its hash is not known." in words


def test_the_certificate_lists_what_was_found_and_nothing_of_what_is_exempt(
        sample: Draft, kent: Form, calendar: Calendar) -> None:
    cut = sample.with_entry(FieldPath("background"), from_plain("The lowest bid was £1,187,500 (from bidder")
                            ).with_exempt(FieldPath("background"), True)
    rows = facts_for(read_answers(kent, cut), DAY, calendar, {}).rows
    found = [row["sentence"] for row in rows["findings"] if row["field"] == "Background"]
    assert found and set(found) == {"A finding about exempt information is not printed here."}
    assert any(row["found"] != "Nothing" for row in rows["checked"])


def test_the_certificate_says_what_was_explained_by_whom_and_why_and_no_other_paper_does(
        sample: Draft, kent: Form, calendar: Calendar, says: Callable[..., str]) -> None:
    odd = sample.with_entry(FieldPath("key_decision"), "no").with_entry(
        FieldPath("key_value_gbp"), "£1,200,000").with_entry(FieldPath("background"), from_plain("To be confirmed"))
    found = check(read_answers(kent, odd), DAY, calendar)
    told = {one.code: one for one in found if one.severity == "must_explain"}
    told_so = explain(odd, told["key_by_value"], "Half of it is a grant of another body.", "A. Clerk", DAY, found)
    told_so = explain(told_so, told["template_prompt"], "The survey ends in May.", "B. Clerk", DAY, found)
    told_so = told_so.with_exempt(FieldPath("background"), True)
    rows = facts_for(read_answers(kent, told_so), DAY, calendar, {}).rows
    assert [(row["reason"], row["by"]) for row in rows["explained"]] == [
        ("Half of it is a grant of another body.", "A. Clerk, 21 October 2026"),
        ("Neither is its reason.", "B. Clerk, 21 October 2026")], "the second answer is exempt"
    assert not {row["sentence"] for row in rows["findings"]} & {told["key_by_value"].message}
    assert "1 finding, 1 explained" in {row["found"] for row in rows["checked"]}
    words = says("certificate", told_so, as_draft=True)
    assert "Half of it is a grant of another body." in words and "The survey ends" not in words
    for output in kent.outputs:
        if output.id != "certificate":
            assert "a grant of another body" not in says(output.id, told_so, as_draft=True)


def test_facts_that_nobody_brought_are_empty_and_no_error(
        ferry_answers: Answers, kent: Form, kent_templates: Path, readable: Callable[[bytes], str]) -> None:
    made = render(ferry_answers, output_of(kent, "certificate"), kent_templates, facts=Facts())
    assert "No date was counted" in readable(made.content)


# Pages

@pytest.mark.parametrize("name", ["publication", "paste_sheet"])
def test_headings_of_a_page_follow_each_other_and_its_language_is_named(
        name: str, published: Draft, paper: Callable[..., bytes]) -> None:
    page = paper(name, published, suffix="html").decode()
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert '<html lang="en-GB">' in page and page.count("<th ") == page.count('<th scope="col">') > 0
    assert "DRAFT" not in page


# The paste sheet

ISSUE_DETAILS = ["Title", "Text", "Decision type", "Reason Key", "Decision status", "Division affected",
                 "Notice of proposed decision first published", "Reason for urgency", "Anticipated restriction",
                 "View reasons", "Explanation of anticipated restriction", "Decision due: not before",
                 "Reason for the date", "Lead member", "Lead director", "Department", "Contact",
                 "Consultation process", "Consultees", "Financial implications", "Legal implications",
                 "Equalities implications", "Documents"]
DECISION_DETAILS = ["Title", "Decision Maker", "Decision status", "Is Key decision?", "Is subject to call in?",
                    "Purpose", "Decision", "Reasons for the decision", "Alternative options considered",
                    "Publication date", "Date of decision", "Effective from", "Accompanying Documents"]


def test_the_paste_sheet_has_every_box_of_the_publishing_system_in_its_order(
        published: Draft, kent: Form, kent_templates: Path) -> None:
    found = boxes(read_answers(kent, published), output_of(kent, "paste_sheet"), kent_templates)
    assert [box.label for box in found] == ISSUE_DETAILS + DECISION_DETAILS
    by_label = {box.label: box for box in found}
    assert (by_label["Title"].text, by_label["Decision type"].text) == (
        "26/00041 - Renewal of the deck and bearings of Harbour Road Footbridge, Westmarsh", "Key")
    assert by_label["Decision"].html.count("<li>") == 5
    assert by_label["Consultees"].text == "Local Member for Westmarsh\nWestmarsh Primary School"


def test_nothing_is_agreed_in_the_paste_sheet_before_the_decision(
        sample: Draft, kent: Form, kent_templates: Path) -> None:
    found = boxes(read_answers(kent, sample), output_of(kent, "paste_sheet"), kent_templates)
    assert {box.label: box.text for box in found}["Decision"] == ""
    assert boxes(read_answers(kent, sample), output_of(kent, "proposed_record"), kent_templates) == ()


def test_the_paste_sheet_fetches_nothing_and_runs_only_its_own_script(
        published: Draft, paper: Callable[..., bytes]) -> None:
    page = paper("paste_sheet", published).decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None and "default-src 'none'" in policy[1] and "script-src 'sha256-" in policy[1]
    assert page.count("<script") == 1
    assert not re.search(r'(?:src|action)="|url\(|@import|<link|fetch\(|XMLHttpRequest', page)


def test_a_record_whose_layout_lost_an_answer_that_is_due_is_a_fault(
        kent: Form, kent_templates: Path, tmp_path: Path) -> None:
    templates = tmp_path / "kent"
    shutil.copytree(kent_templates, templates)
    layout = templates / "proposed_record" / "layout.docx"
    layout.write_bytes(starter_layout("[Title] RECORD\n" + "\n".join(
        f"[[{name}]]" for name in ("title", "decision_maker_title", "decision_number", "for_publication",
                                   "key_decision", "decision", "reasons", "alternatives",
                                   "financial_implications", "consultation", "equalities_implications",
                                   "data_protection_implications"))))
    faults = output_faults(kent, output_of(kent, "proposed_record"), templates)
    assert [fault.sentence for fault in faults if "no place" in fault.sentence] == [
        "There is no place for 'legal_implications'. Put a content control of that name, or [[legal_implications]], "
        "where its words belong."]
