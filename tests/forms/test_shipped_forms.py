"""Every form that comes with the program is whole, and says all that an officer needs to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from drafter.checks.check import rule_faults
from drafter.document.render import output_faults
from drafter.model.answers import read_answers
from drafter.model.base import STAGES, Stage
from drafter.model.draft import Draft, Implication
from drafter.model.fields import ChoiceFieldBase, FieldBase, ImplicationField, LineField, TableField, YesNoField
from drafter.model.form import Form
from drafter.model.form_faults import faults
from drafter.storage.locations import shipped_root
from drafter.storage.packs import Pack, find_packs, load_pack

FORMS = sorted(find_packs([shipped_root()]))
FORBIDDEN = re.compile(r"(?i)\b(please|invalid|forgot|oops|sorry|n/?a|e\.g\.|i\.e\.|etc)\b")
EXPLAINED = ("hint", "why", "good_example", "poor_example", "missing")


@cache
def pack_of(form_id: str) -> Pack:
    return load_pack(form_id, [shipped_root()])


@pytest.fixture(params=FORMS)
def pack(request: pytest.FixtureRequest) -> Pack:
    return pack_of(request.param)


@pytest.fixture
def form(pack: Pack) -> Form:
    return pack.form


def texts(form: Form) -> Iterator[tuple[str, str]]:
    """Every sentence an officer may read, with its place."""
    for section, field in form.places():
        columns = field.columns if isinstance(field, TableField) else ()
        for one in (field, *columns):
            for key in (*EXPLAINED, "label"):
                yield f"{section.id}, {one.id}, {key}", getattr(one, key)
            if isinstance(one, LineField):
                yield f"{section.id}, {one.id}, pattern_hint", one.pattern_hint
    for section in form.sections:
        yield section.id, f"{section.title} {section.introduction}"


def test_kents_form_is_among_them() -> None:
    assert "kent" in FORMS


def test_nothing_dangles(pack: Pack) -> None:
    assert faults(pack.form) == ()
    assert rule_faults(pack.form) == ()
    assert [fault for output in pack.form.outputs for fault in output_faults(pack.form, output, pack.templates)] == []


def test_every_field_says_what_is_wanted_why_and_what_good_and_poor_look_like(form: Form) -> None:
    empty = [f"{field.id}: {key}" for field in form.fields for key in EXPLAINED if not getattr(field, key).strip()]
    assert empty == []


def test_every_demand_names_its_source(form: Form) -> None:
    assert [field.id for field in form.fields if (field.required or field.required_when) and not field.law] == []


def test_a_good_example_differs_from_a_poor_one(form: Form) -> None:
    assert [field.id for field in form.fields if field.good_example == field.poor_example] == []


def test_a_sentence_on_what_is_missing_says_what_to_do(form: Form) -> None:
    verbs = {"Add", "Choose", "Describe", "Enter", "Name", "Say", "Tick"}
    odd = [field.missing for field in form.fields if field.missing.split()[0] not in verbs or field.missing[-1] == "."]
    assert odd == []


def test_hints_are_short_and_end_as_sentences_do(form: Form) -> None:
    hints = [(field.id, field.hint) for field in form.fields]
    assert [name for name, hint in hints if len(hint.split()) > 32] == []
    assert [name for name, hint in hints if hint[-1] not in ".?"] == []


def test_texts_are_plain(form: Form) -> None:
    assert [place for place, text in texts(form) if FORBIDDEN.search(text)] == []


def test_no_text_has_slips_of_the_keyboard(form: Form) -> None:
    slips = re.compile(r"  | [,.;:]|\t|\.\.|,,|\b(\w+) \1\b")
    assert [(place, text) for place, text in texts(form) if slips.search(text)] == []


def test_no_real_address_or_person_stands_in_an_example(form: Form) -> None:
    addresses = re.compile(r"[\w.]+@(?!example\.)|https?://(?!www\.example\.|example\.)|\b(?:Mr|Mrs|Ms|Dr|Cllr)\b")
    assert [place for place, text in texts(form) if addresses.search(text)] == []


def test_a_blank_draft_asks_for_something_in_every_stage(form: Form) -> None:
    for stage in STAGES:
        answers = read_answers(form, Draft(form.form_version, stage=stage))
        assert answers.required <= answers.asked.keys() and answers.required


def test_directory_choices_have_no_names_of_people(form: Form) -> None:
    titles = [entry.title for entries in form.directory.values() for entry in entries]
    assert [title for title in titles if re.search(r"\b(Mr|Mrs|Ms|Dr|Cllr|Sir|Dame)\b", title)] == []


def test_every_directory_list_has_someone_current(form: Form) -> None:
    for entries in form.directory.values():
        assert any(entry.is_current(date(2026, 11, 21)) for entry in entries)


# Kent's own form

KENTS_ORDER = [
    "DECISION TO BE TAKEN BY", "DECISION NO", "For publication", "Key decision", "Title of Decision", "Decision",
    "Reason(s) for decision", "Financial Implications", "Legal implications", "Equalities Implications",
    "Data Protection Implications", "Cabinet Committee recommendations and other consultation",
    "Any alternatives considered and rejected",
    "Any interest declared when the decision was taken and any dispensation granted by the Proper Officer",
    "signed", "date",
]


@pytest.mark.parametrize("label", KENTS_ORDER)
def test_kents_own_labels_are_word_for_word(kent: Form, label: str) -> None:
    assert [field.label for field in kent.fields].count(label) == 1


@pytest.mark.parametrize(("label", "field"), [
    ("Reason for the Decision", "reasons"), ("Is Key decision?", "key_decision"), ("Decision type", "key_decision"),
    ("Proposed decision", "decision_clauses"), ("Decision Maker", "decision_maker_title"),
    ("Other options considered but rejected are as follows", "alternatives"), ("Options considered", "alternatives"),
    ("Consultees", "consultation_other"), ("Consultation process", "consultation_other"),
    ("Decision due", "decision_due_not_before"), ("Is subject to call in?", "call_in_applies"),
    ("Notice of proposed decision first published", "notice_first_published"), ("Lead member", "lead_member"),
    ("Lead director", "lead_director"), ("Department", "department"), ("Contact", "contact"),
    ("Division affected", "divisions_affected"), ("Publication date", "publication_date"),
    ("Date of decision", "signature_date"), ("Effective from", "effective_from"),
    ("Anticipated restriction", "anticipated_restriction"), ("Reason Key", "key_reason"),
    ("Explanation of anticipated restriction", "public_interest_test"), ("View reasons", "exempt_paragraphs"),
    ("Reason for urgency", "urgency_reason"), ("Accompanying Documents", "documents_list"),
    ("DECISION TAKEN BY", "decision_maker_title"), ("Subject Matter", "title"),
])
def test_labels_of_published_records_lead_to_their_fields(kent: Form, label: str, field: str) -> None:
    names = {name.casefold(): one.id for one in kent.fields for name in (one.label, *one.aliases)}
    assert names[label.casefold()] == field


WHAT_THE_REGULATIONS_ASK = {
    "decision_clauses": "proposed", "reasons": "proposed", "alternatives": "proposed", "interests": "decided",
    "signature_date": "decided",
}


@pytest.mark.parametrize(("name", "stage"), WHAT_THE_REGULATIONS_ASK.items())
def test_what_the_regulations_ask_of_a_record_is_required_as_law(kent: Form, name: str, stage: Stage) -> None:
    field = kent.field(name)
    assert field is not None and "2012/2089" in field.law and not field.local
    required = read_answers(kent, Draft(kent.form_version, stage=stage)).required
    assert name in {path.field for path in required}


@pytest.mark.parametrize("name", ["financial_implications", "legal_implications", "equalities_implications",
                                  "data_protection_implications", "cabinet_committee", "decision_number"])
def test_what_only_kents_form_asks_is_required_as_its_own_rule(kent: Form, name: str) -> None:
    field = kent.field(name)
    assert field is not None and field.required and field.local and "Kent" in field.law


def test_equality_is_the_one_implication_that_cannot_be_none(kent: Form) -> None:
    implications = [field for field in kent.fields if isinstance(field, ImplicationField)]
    refused = [field.id for field in implications if field.fault(Implication("none", because="x")) == "none_refused"]
    assert refused == ["equalities_implications"]


def test_interests_are_asked_from_the_start_and_due_when_the_decision_is_taken(kent: Form) -> None:
    for stage, due in (("proposed", False), ("decided", True), ("published", True)):
        answers = read_answers(kent, Draft(kent.form_version, stage=stage))
        assert [path.field for path in answers.asked].count("interests") == 1
        assert ("interests" in {path.field for path in answers.required}) == due


def asked(kent: Form, stage: Stage = "proposed", **entries: str) -> set[str]:
    draft = Draft(kent.form_version, stage=stage, entries={
        name: field_of(kent, name).entry_from_text(text) for name, text in entries.items()})
    return {path.field for path in read_answers(kent, draft).asked}


def field_of(kent: Form, name: str) -> FieldBase:
    field = kent.field(name)
    assert field is not None
    return field


@pytest.mark.parametrize(("entries", "names"), [
    ({"key_decision": "yes"}, {"key_reason", "urgency_route", "decision_maker_name"}),
    ({"key_decision": "yes", "urgency_route": "special_urgency"},
     {"urgency_reason", "urgency_agreement", "urgency_agreement_date"}),
    ({"key_decision": "yes", "key_reason": "money"}, {"financial_table"}),
    ({"involves": "contract"}, {"contract_term", "procurement_regime"}),
    ({"involves": "change_of_provider"}, {"tupe"}),
    ({"involves": "change_of_provider", "tupe": "no"}, {"tupe_reason"}),
    ({"involves": "grant"}, {"contract_term", "subsidy_control"}),
    ({"involves": "land"}, {"contract_term", "subsidy_control", "best_consideration"}),
    ({"involves": "personal_data"}, {"dpia_status"}),
    ({"for_publication": "part"}, {"exempt_paragraphs", "public_interest_test", "exempt_information"}),
    ({"anticipated_restriction": "part_exempt"}, {"exempt_paragraphs", "public_interest_test", "exempt_information"}),
    ({"cabinet_committee_name": "Adult Social Care Cabinet Committee"},
     {"cabinet_committee_date", "cabinet_committee_outcome"}),
    ({"eqia_status": "full"}, {"eqia_date", "eqia_link"}),
])
def test_further_questions_follow_from_answers(kent: Form, entries: dict[str, str], names: set[str]) -> None:
    assert names <= asked(kent, **entries)
    assert names.isdisjoint(asked(kent))


def test_the_decision_day_and_publication_are_asked_once_the_decision_is_taken(kent: Form) -> None:
    later = {"signature_name", "signature_date", "call_in_applies", "publication_date", "effective_from"}
    assert later.isdisjoint(asked(kent)) and later <= asked(kent, "decided")


def test_a_record_that_calls_itself_key_reads_as_yes(kent: Form) -> None:
    field = field_of(kent, "key_decision")
    assert isinstance(field, YesNoField)
    assert (field.read("Key"), field.read("Non-key"), field.read("maybe")) == (True, False, None)


@pytest.mark.parametrize(("number", "fits"), [
    ("24/00006", True), ("12/01955 (a)", True), ("17/00025(b)", True), ("12/02005/2", True),
    ("13/0068", False), ("08/001176", False), ("2024/00006", False), ("24-00006", False),
])
def test_decision_numbers_have_kents_shape(kent: Form, number: str, fits: bool) -> None:
    assert (field_of(kent, "decision_number").fault(number) is None) == fits


def test_a_title_that_has_ended_stays_readable_but_is_not_current(kent: Form) -> None:
    field = field_of(kent, "department")
    assert isinstance(field, ChoiceFieldBase)
    ended = field.choice("Social Care, Health & Wellbeing")
    assert ended is not None and not ended.is_current(date(2023, 7, 26))


def test_only_the_exempt_information_is_exempt_by_itself(kent: Form) -> None:
    assert [field.id for field in kent.fields if field.exempt] == ["exempt_information"]


def test_kents_papers_are_those_that_the_process_needs_and_the_record_comes_first(kent: Form) -> None:
    assert [(output.id, output.public, output.signed, output.formats) for output in kent.outputs] == [
        ("proposed_record", True, True, ("docx",)), ("forward_plan_notice", True, False, ("docx",)),
        ("urgency_notice", True, False, ("docx",)), ("exempt_appendix", False, False, ("docx",)),
        ("certificate", True, True, ("docx",)), ("signed_record", True, True, ("docx",)),
        ("publication", True, False, ("docx", "html")), ("paste_sheet", True, False, ("html",))]


def test_a_paper_that_is_not_always_made_says_why_in_one_sentence(form: Form) -> None:
    sentences = [output.not_when for output in form.outputs if output.when is not None]
    assert [one for one in sentences if not re.fullmatch(r"[A-Z][^.!?]*\.", one) or FORBIDDEN.search(one)] == []


def test_the_proposed_record_is_public_and_made_for_signature(kent: Form) -> None:
    output = kent.output("proposed_record")
    assert output is not None
    assert (output.public, output.signed, output.formats) == (True, True, ("docx",))
    assert output.file_name == "{decision_number} Proposed record - {title}"
