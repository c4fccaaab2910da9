"""Labels are found where they stand as labels, and nowhere else."""

import pytest

from drafter.model.fields import OptionsField, PeopleField
from drafter.reading.labels import Columns, Labels


@pytest.fixture(scope="session")
def find(kent):
    labels = Labels(kent)

    def field_and_rest(line, following=""):
        found = labels.find(line, following)
        return None if found is None else (", ".join(field.id for field in found.fields), found.rest)

    return field_and_rest


@pytest.mark.parametrize(("line", "field", "rest"), [
    ("Title of Decision: Park", "title", "Park"),
    ("TITLE OF DECISION:Park", "title", "Park"),
    ("\u00a0 Title  of\u00a0Decision :  Park", "title", "Park"),
    ("DECISION NO:", "decision_number", ""),
    ("DECISION NO. 26/00041", "decision_number", "26/00041"),
    ("Reason(s) for decision: It is right.", "reasons", "It is right."),
    ("Reasons for the Decision:", "reasons", ""),
    ("Is Key decision?: Yes", "key_decision", "Yes"),
    ("Decision: a) APPROVE it", "decision_clauses", "a) APPROVE it"),
    ("Proposed decision: Approve it", "decision_clauses", "Approve it"),
    ("Decision type: Key", "key_decision", "Key"),
    ("Decision due: Not before 1 May 2026", "decision_due_not_before", "1 May 2026"),
    ("Decision due: some day", "decision_due_not_before", "some day"),
    ("Date of decision: 1 May 2026", "signature_date", "1 May 2026"),
    ("Alternatives considered and rejected: None", "alternatives", "None"),
    ("Other options considered but rejected are as follows:-", "alternatives", ""),
    ("Legal implications of the proposal: The Act applies.", "legal_implications", "The Act applies."),
    ("Background papers: none", "background_papers", "none"),
    ("For publication Yes", "for_publication", "Yes"),
    ("For publication: Part exempt", "for_publication", "Part exempt"),
    ("Key decision No", "key_decision", "No"),
    ("Publication date 4/10/2026", "publication_date", "4/10/2026"),
    ("Decision status: Implemented", "", "Implemented"),
    ("signed ........ A. Name", "signature_name", "A. Name"),
    ("signed ........ date ........", "signature_name, signature_date", ""),
])
def test_a_label_at_the_start_of_a_line_names_its_field(find, line, field, rest):
    assert find(line) == (field, rest)


@pytest.mark.parametrize("line", [
    "ratio 3:1", "Time: 10:30", "The decision was taken: nobody objected", "Decision making is slow: see below",
    "It was said that Title of Decision: Park", "- Decision: to approve", "Reasonable: yes",
    "Decision date was kept open", "Key decision makers were asked for their views", "", "...", "£3: a price",
    "Financial implications were considered by the board in the spring of that year: none", "For publication in May",
    "Effective from the day on which both have signed", "Key decision in the making: soon",
    "Publication date of the strategy: soon", "Decision (22/00081) led the council to act",
])
def test_prose_is_not_taken_for_a_label(find, line):
    assert find(line) is None


@pytest.mark.parametrize(("line", "field"), [
    ("Finacial Implications: £5", "financial_implications"), ("Legal Implication: none", "legal_implications"),
    ("Equality Implications: none", "equalities_implications"), ("Tittle of Decision: Park", "title"),
    ("Data Protecton Implications", "data_protection_implications"),
])
def test_a_misspelt_label_is_found(find, line, field):
    assert find(line)[0] == field


@pytest.mark.parametrize("line", ["Decision date: 1 May 2026", "Lead officer: A. Name", "Legal complications: none",
                                  "Local implications: none"])
def test_another_label_is_not_taken_for_a_misspelt_one(find, line):
    assert find(line) is None


@pytest.mark.parametrize(("line", "following", "field"), [
    ("Consultees", "The board was asked, and agreed that the hours should change at once.", "consultation_other"),
    ("Background", "The council has run the library since 1974, and kept it open through floods.", "background"),
    ("signed", "date", "signature_name"), ("date", "", "signature_date"), ("date", "4 May 2026", "signature_date"),
    ("Key decision", "Yes", "key_decision"), ("Department", "Learning & Leisure", "department"),
    ("Title of Decision", "Longer opening hours at Marsh Lane Library", "title"),
])
def test_a_label_alone_on_its_line_is_found_by_what_follows(find, line, following, field):
    assert find(line, following) == (field, "")


@pytest.mark.parametrize(("line", "following"), [
    ("date", "The date was chosen with care."), ("Key decision", "This is not one, as the sum is small."),
    ("Procurement law", "The council has asked three suppliers for a price, and will choose the cheapest of these."),
])
def test_a_heading_over_prose_is_no_date_and_no_choice(find, line, following):
    assert find(line, following) is None


def test_words_added_to_a_label_are_handed_on(kent):
    found = Labels(kent).find("Legal implications in short: none")
    assert (found.more, found.rest) == ("in short", "none")


def test_a_column_is_named_by_its_label_and_little_more():
    columns = Columns(OptionsField(id="o", label="Options"))
    for line, column, rest in (("Reason: too dear", "reason", "too dear"), ("Reason for Rejection", "reason", ""),
                               ("OPTION", "name", ""), ("Outcome: rejected", "outcome", "rejected")):
        assert (columns.named(line)[0].id, columns.named(line)[1]) == (column, rest)
    for line in ("Reason enough, they said", "Option 1: do nothing", "Reasons: many", "Reason for that is plain", ""):
        assert columns.named(line) is None
    assert Columns(PeopleField(id="p", label="P")).named("E-mail: a@example.gov.uk")[0].id == "email"
