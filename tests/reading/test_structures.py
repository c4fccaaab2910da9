"""Clauses, options, people and rows from the shapes in which records give them."""

import pytest

from drafter.model.draft import Implication, plain_entry
from drafter.model.rich_text import plain


@pytest.fixture
def cells(read):
    """The rows of a field, as dictionaries of plain words."""

    def rows(text, field):
        return [{name: plain_entry(cell) for name, cell in row.cells.items()} for row in read(text).entries[field].rows]

    return rows


def left(draft):
    return [line.text for line in draft.imported.left_over]


def test_clauses_have_verbs_letters_and_levels(cells):
    text = "Decision: I propose to:\na) APPROVE the plan:\n  i. in part; and\n  ii. at once;\nb) NOTE it"
    assert cells(text, "decision_clauses") == [
        {"verb": "APPROVE", "text": "the plan:"}, {"text": "in part; and", "level": "2"},
        {"text": "at once;", "level": "2"}, {"verb": "NOTE", "text": "it"}]


def test_a_decision_in_prose_is_one_clause_a_paragraph(read):
    draft = read("Decision: Approve the plan.\n\nDelegate the rest to the Director.")
    assert [row.cells["verb"] for row in draft.entries["decision_clauses"].rows] == ["Approve", "Delegate"]
    assert draft.entries["decision_clauses"].introduction == ""


def test_a_decision_on_one_line_is_taken_apart_at_its_letters(read):
    draft = read("Decision: As Leader, I agree to: a) APPROVE the plan; and b) DELEGATE the rest.")
    clauses = draft.entries["decision_clauses"]
    assert clauses.introduction == "As Leader, I agree to:"
    assert [dict(row.cells) for row in clauses.rows] == [
        {"verb": "APPROVE", "text": "the plan; and"}, {"verb": "DELEGATE", "text": "the rest."}]


def test_a_bracketed_letter_in_a_sentence_does_not_take_it_apart(read):
    draft = read("Decision: As Leader, I agree the plan in paragraph a) and in b) above.")
    assert [row.cells["text"] for row in draft.entries["decision_clauses"].rows] == [
        "As Leader, I agree the plan in paragraph a) and in b) above."]


def test_a_line_straight_under_a_clause_goes_on_with_it(cells):
    assert cells("Decision:\na) APPROVE the plan\nas amended; and\n\nThis is urgent.", "decision_clauses") == [
        {"verb": "APPROVE", "text": "the plan as amended; and"}, {"text": "This is urgent."}]


def test_options_with_their_columns_named_are_cards(cells):
    text = ("Options considered:\nOption: Do nothing\nReason: It was rejected since the roof leaks.\n"
            "Option: Repair\nReason: Dear.")
    assert cells(text, "alternatives") == [
        {"name": "Do nothing", "reason": "It was rejected since the roof leaks.", "outcome": "rejected"},
        {"name": "Repair", "reason": "Dear."}]


def test_options_each_followed_by_its_text_are_cards(cells):
    text = ("Options considered:\n\nOption 1 – Do nothing\n\nThe roof leaks.\n\nIt was rejected.\n\n"
            "Option 2 – Repair\n\nIt is the preferred option.")
    assert cells(text, "alternatives") == [
        {"name": "Option 1 – Do nothing", "reason": "The roof leaks.\nIt was rejected.", "outcome": "rejected"},
        {"name": "Option 2 – Repair", "reason": "It is the preferred option.", "outcome": "recommended"}]


def test_options_listed_with_their_reason_after_a_dash_are_cards(cells):
    text = ("Any alternatives considered and rejected:\n"
            "- Do nothing – the roof would go on leaking into the hall below it\n- Sell the hall")
    assert cells(text, "alternatives") == [
        {"name": "Do nothing", "reason": "the roof would go on leaking into the hall below it", "outcome": "rejected"},
        {"name": "Sell the hall", "outcome": "rejected"}]


def test_options_in_prose_stay_together_as_one_description(cells):
    first = "The council looked at several ways to mend the roof, and asked three builders what each would charge."
    assert cells(f"Options considered:\n{first}\n\nNone was good.", "alternatives") == [
        {"description": f"{first}\nNone was good."}]


def test_a_paragraph_that_may_speak_of_two_options_is_left_over(read):
    text = ("Options considered:\n- Option 1: Mend the roof\n- Option 2: Replace the roof\n\n"
            "Option 1 and Option 2 were costed.\n\nThe roof was surveyed.\n\nOption 2 was dismissed as too dear.")
    draft = read(text)
    assert left(draft) == ["Option 1 and Option 2 were costed.", "The roof was surveyed."]
    first, second = draft.entries["alternatives"].rows
    assert "reason" not in first.cells
    assert plain(second.cells["reason"]) == "Option 2 was dismissed as too dear."
    assert second.cells["outcome"] == "rejected"


def test_a_stated_reason_for_no_alternatives_stands_for_them(read):
    draft = read("Any alternatives considered and rejected: None, because the court ordered this.")
    entry = draft.entries["alternatives"]
    assert (entry.rows, entry.none_because) == ((), "the court ordered this.")


def test_none_without_a_reason_is_left_over_so_that_the_reason_is_asked_for(read):
    draft = read("Any alternatives considered and rejected: None")
    assert "alternatives" not in draft.entries
    assert left(draft) == ["None"]
    assert draft.imported.trail == {"1": "alternatives"}


def test_an_implication_of_none_lacks_only_its_reason(read):
    assert read("Legal implications: None.").entries["legal_implications"] == Implication("none")


@pytest.mark.parametrize(("text", "people"), [
    ("Contact: Ann Example, Head of Parks Tel: 01632 960123 Email: ann@example.gov.uk.",
     [{"name": "Ann Example", "post": "Head of Parks", "phone": "01632 960123", "email": "ann@example.gov.uk"}]),
    ("Contact:\nAnn Example\nHead of Parks\n01632 960123\nann@example.gov.uk\nBob Example, bob@example.gov.uk",
     [{"name": "Ann Example", "post": "Head of Parks", "phone": "01632 960123", "email": "ann@example.gov.uk"},
      {"name": "Bob Example", "email": "bob@example.gov.uk"}]),
    ("Contact:\nAnn Example, Head of Parks\nBob Example",
     [{"name": "Ann Example", "post": "Head of Parks"}, {"name": "Bob Example"}]),
    ("Contact:\nName: Ann Example\nE-mail: ann@example.gov.uk\nName: Bob Example",
     [{"name": "Ann Example", "email": "ann@example.gov.uk"}, {"name": "Bob Example"}]),
    ("Contact: @example.gov.uk", [{"name": "@example.gov.uk"}]),
])
def test_people_are_read_with_what_is_given_of_them(cells, text, people):
    assert cells(text, "contact") == people


def test_documents_are_a_row_a_line(cells):
    assert cells("Documents:\n- Report\n- Appendix A\nTitle: Assessment\nDate: 4 May 2026", "documents_list")[-1] == {
        "title": "Assessment", "date": "4 May 2026"}
    assert cells("Documents:\n- Report\n- Appendix A", "documents_list") == [
        {"title": "Report"}, {"title": "Appendix A"}]


def test_those_consulted_are_a_row_a_line_as_the_record_gives_them(cells):
    assert cells("Consultees\n\nParish councils\n\nThe Board agreed on 4 May.", "consultation_other") == [
        {"who": "Parish councils"}, {"who": "The Board agreed on 4 May."}]


@pytest.mark.parametrize(("text", "field", "entry", "rest"), [
    ("Key decision: Non-key", "key_decision", "no", []),
    ("Key decision: Yes - it affects two divisions", "key_decision", "yes", ["it affects two divisions"]),
    ("Key decision: No longer", "key_decision", "No longer", []),
    ("For publication: Part exempt (appendix 2)", "for_publication", "part", ["(appendix 2)"]),
    ("For publication: Partly exempt", "for_publication", "part", []),
    ("For publication: Unrestricted", "for_publication", "Unrestricted", []),
    ("Reason Key: Affects more than two Electoral Divisions; Other", "key_reason", ("divisions", "Other"), []),
    ("Division affected: (Ashford East; Ashford West);", "divisions_affected", ("Ashford East", "Ashford West"), []),
    ("Effective from: some day in May", "effective_from", "some day in May", []),
    ("Effective from: 1 May 2026 to 2 May 2026", "effective_from", "1 May 2026 to 2 May 2026", []),
    ("Title of Decision: Park\n\nA second paragraph", "title", "Park", ["A second paragraph"]),
])
def test_a_single_value_is_taken_and_the_words_around_it_are_left_over(read, text, field, entry, rest):
    draft = read(text)
    assert draft.entries[field] == entry
    assert left(draft) == rest
