"""Every line of a record lands in a field or in what was left over; nothing moves, nothing disappears."""

import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.checks.check import check
from drafter.model.answers import read_answers
from drafter.model.draft import Implication, LeftOver, Path, plain_entry
from drafter.model.rich_text import Item, lines, plain
from drafter.model.timetable import Calendar


def line_numbers(trail):
    for span in trail:
        first, _, last = span.partition("-")
        yield from range(int(first), int(last or first) + 1)


def test_every_line_that_holds_text_stands_in_one_span_of_the_trail(published, read):
    draft = read(published)
    source = published.split("\n")
    numbers = Counter(line_numbers(draft.imported.trail))
    assert set(numbers.values()) == {1}
    filled = {number for number, line in enumerate(source, 1) if line.strip()}
    assert filled <= numbers.keys() <= set(range(1, len(source) + 1))


def test_the_trail_is_in_the_order_of_the_record_and_names_fields_of_the_form(published, read, kent):
    trail = read(published).imported.trail
    assert list(line_numbers(trail)) == sorted(line_numbers(trail))
    assert all(kent.field(name) for place in trail.values() if place for name in place.split(", "))


def test_a_line_left_over_is_there_letter_by_letter(published, read):
    draft = read(published)
    source = published.split("\n")
    left = {line.line: line.text for line in draft.imported.left_over}
    for span, place in draft.imported.trail.items():
        for number in line_numbers([span]):
            if not place and source[number - 1].strip():
                assert left[number] == source[number - 1]


def test_the_words_of_every_unlabelled_line_are_kept(published, read, words_of):
    labels_alone = {"signed", "date", "Consultees", "For publication Yes"}
    lines_without_label = [line for line in published.split("\n") if ":" not in line and line not in labels_alone]
    words = Counter(word for line in lines_without_label for word in re.findall(r"\w{4,}", line))
    kept = Counter(re.findall(r"\w{4,}", words_of(read(published))))
    assert not words - kept


def test_a_proposed_record_fills_its_form(record, read):
    draft = read(record("proposed_record"))
    entries = draft.entries
    assert draft.stage == "proposed"
    assert entries["decision_maker_title"] == "Cabinet Member for Parks and Libraries"
    assert (entries["decision_number"], entries["title"]) == ("26/00041", "Marsh Lane Library: longer opening hours")
    assert (entries["for_publication"], entries["key_decision"]) == ("yes", "no")
    assert entries["decision_clauses"].introduction == "As Cabinet Member for Parks and Libraries, I propose to:"
    assert [row.cells["verb"] for row in entries["decision_clauses"].rows] == ["APPROVE", "DELEGATE"]
    assert "Time: 10:30 was the quietest hour." in list(lines(entries["reasons"]))
    assert plain(entries["financial_implications"].text).endswith("\nNo capital is needed.")
    because = "no personal data is handled differently."
    assert entries["data_protection_implications"] == Implication("none", because=because)
    assert [(row.cells["name"], row.cells["outcome"]) for row in entries["alternatives"].rows] == [
        ("Open on Sundays – with volunteers from the reading group.", "rejected"),
        ("Do nothing - keep the hours of 2019.", "rejected")]
    assert "interests" not in entries and "signature_name" not in entries and "signature_date" not in entries
    assert [line.text for line in draft.imported.left_over] == [
        "ANYSHIRE COUNTY COUNCIL – PROPOSED RECORD OF DECISION", "4"]


def test_a_page_of_decision_details_fills_its_form(record, read):
    draft = read(record("decision_details"))
    entries = draft.entries
    assert draft.stage == "published"
    assert (entries["decision_number"], entries["title"]) == ("25/00117", "River Footbridge Renewal")
    assert draft.imported.trail["3"] == "decision_number, title"
    assert (entries["key_decision"], entries["call_in_applies"]) == ("yes", "yes")
    assert [entries[name] for name in ("publication_date", "signature_date", "effective_from")] == [
        "18/06/2025", "18/06/2025", "26/06/2025"]
    listed = [block.list for block in entries["reasons"].blocks if isinstance(block, Item)]
    assert listed == ["decimal"] * 3 + ["bullet"] * 2
    timber, ferry = (row.cells for row in entries["alternatives"].rows)
    assert (timber["name"], timber["outcome"]) == ("A timber bridge", "rejected")
    assert (ferry["name"], plain(ferry["reason"])) == (
        "A ferry", "It could not run in winter. A crew of two would be paid all year.")
    assert [line.text for line in draft.imported.left_over if line.line > 50] == [
        "Option", "Reason for Rejection", "As Cabinet Member for Highways and Footpaths, I:"]


def test_a_paragraph_below_a_table_goes_on_with_the_text_that_the_table_interrupted(record, read, kent):
    draft = read(record("decision_details"))
    below = list(lines(draft.entries["reasons"]))[-1]
    assert below.startswith("Bids will be opened on 2 June 2025 by the county engineer.")
    number = record("decision_details").split("\n").index(below) + 1
    assert draft.imported.trail[str(number)] == "reasons"
    found = check(read_answers(kent, draft), date(2026, 11, 2), Calendar(lambda year: {}))
    assert [one.path for one in found if one.code == "past_future"] == [Path("reasons")]


def test_a_paragraph_below_a_table_that_interrupted_no_text_is_left_over(read):
    below = "word " * 21
    table = f"Option\nReason for rejection\nA ferry\nIt could not run in winter.\n{below}\n"
    for before in ("", "Decision Maker: The Leader\n"):
        draft = read(f"{before}Options considered:\n{table}")
        assert [line.text for line in draft.imported.left_over][-1] == below
        assert list(draft.imported.trail.values())[-1] == "" and "reasons" not in draft.entries


def test_each_table_gives_back_to_the_text_above_it(read):
    table = "Options considered:\nOption\nReason for rejection\nA ferry\nIt could not run.\n"
    first, second = "one " * 21, "two " * 21
    draft = read(f"Background: Once.\n{table}{first}\nReasons for decision: Because.\n{table}{second}\nLegal "
                 "implications: None.")
    assert [list(lines(draft.entries[name])) for name in ("background", "reasons")] == [
        ["Once.", first.strip()], ["Because.", second.strip()]]
    assert not any("one" in line.text.split() or "two" in line.text.split() for line in draft.imported.left_over)


def test_a_label_met_again_adds_to_its_field_and_is_told(record, read):
    draft = read(record("decision_details"))
    clauses = draft.entries["decision_clauses"]
    assert len(clauses.rows) == 6
    [repeated] = draft.imported.repeated
    assert (repeated.field, repeated.label, repeated.line) == ("decision_clauses", "Decision:", 75)
    assert repeated.text == plain_entry(clauses)


def test_two_introductions_of_a_decision_are_never_made_one_sentence(record, read):
    draft = read(record("decision_details"))
    assert draft.entries["decision_clauses"].introduction == "The Cabinet Member for Highways is invited to:"
    second = LeftOver(77, "As Cabinet Member for Highways and Footpaths, I:")
    assert second in draft.imported.left_over
    assert draft.imported.trail["77"] == "", "the line of a field that gave it back is no line of the field"


def test_a_later_introduction_beside_its_label_is_left_over_and_one_that_says_the_same_is_kept_once(read):
    draft = read("Proposed decision: I propose to:\na) APPROVE it\nDecision: I:\na) APPROVE it\n")
    assert draft.entries["decision_clauses"].introduction == "I propose to:"
    assert draft.imported.left_over == (LeftOver(3, "I:"),) and draft.imported.trail == {"1-4": "decision_clauses"}
    draft = read("Proposed decision: I propose to:\na) APPROVE it\nDecision: I propose to:\na) APPROVE it\n")
    assert draft.entries["decision_clauses"].introduction == "I propose to:" and not draft.imported.left_over


def test_a_page_of_issue_details_fills_its_form(record, read):
    draft = read(record("issue_details"))
    entries = draft.entries
    assert draft.stage == "proposed"
    assert entries["key_decision"] == "yes"
    assert entries["key_reason"] == ("money",)
    assert entries["decision_due_not_before"] == "9 Feb 2027"
    assert entries["decision_maker_title"] == "Cabinet Member for Culture"
    assert entries["department"] == "Culture & Registration"
    assert dict(entries["contact"].rows[0].cells) == {
        "name": "Robin Sample", "post": "Fleet and Rounds Manager", "phone": "01632 960417",
        "email": "robin.sample@example.gov.uk"}
    assert entries["consultation_other"].rows[0].cells["who"].startswith("Forty parish councils wrote back")
    assert plain(entries["financial_implications"].text).endswith("and a grant. [Treasurer to")
    assert [(row.cells["name"][:8], row.cells.get("outcome")) for row in entries["alternatives"].rows] == [
        ("Option 1", None), ("Option 2", "recommended"), ("Option 3", "rejected"), ("Option 4", "rejected")]
    assert len(entries["alternatives"].rows[2].cells["reason"].blocks) == 3
    assert [block.text for block in draft.imported.left_over] == [
        "Issue details", "Four courses were weighed up", "Visitors to the open day liked the colour.",
        "Decision status: For Determination", "Decisions"]


def test_a_choice_is_kept_as_it_was_typed_though_no_list_has_it(record, read):
    draft = read(record("issue_details"))
    assert draft.entries["divisions_affected"] == ("All of the county",)
    assert read("Division affected: (All Division);").entries["divisions_affected"] == ("All Division",)


def test_bullets_that_the_page_lost_are_bullets_again(record, read):
    blocks = read(record("issue_details")).entries["reasons"].blocks
    assert [block.list for block in blocks if isinstance(block, Item)] == ["bullet"] * 3


@pytest.mark.parametrize(("text", "field", "value"), [
    ("For publicationYes", "for_publication", "yes"), ("Key decisionNo", "key_decision", "no")])
def test_a_value_that_hangs_on_its_label_is_its_value(read, text, field, value):
    draft = read(f"Decision Maker: The Leader\n{text}\nLegal implications: The Act applies.")
    assert draft.entries[field] == value and not draft.imported.left_over
    assert draft.imported.trail["2"] == field


@pytest.mark.parametrize("text", ["For publicationPerhaps", "Key decisionMaybe", "Key decisions 2",
                                  "For publicatinYes"])
def test_a_misspelt_label_that_holds_more_than_the_label_is_never_taken_for_it_alone(read, words_of, text):
    for before in ("", "Decision Maker: The Leader\n", "Reasons for decision: One.\n"):
        assert text in words_of(read(f"{before}{text}\nLegal implications: The Act applies."))


def test_a_value_in_the_wrong_box_stays_there(read):
    draft = read("Legal implications: 15/00012\nFinancial Implications: A. Clerk, a.clerk@example.gov.uk\n")
    assert plain(draft.entries["legal_implications"].text) == "15/00012"
    assert plain(draft.entries["financial_implications"].text) == "A. Clerk, a.clerk@example.gov.uk"
    assert draft.entries.keys() == {"legal_implications", "financial_implications"}


def test_a_repeated_answer_of_one_value_keeps_the_first_and_leaves_the_other_over(read):
    draft = read("Title of Decision: Park\nKey decision: Yes\nTitle: Another park\nDecision type: Key")
    assert (draft.entries["title"], draft.entries["key_decision"]) == ("Park", "yes")
    assert draft.imported.left_over == (LeftOver(3, "Another park"),)
    assert {repeated.field for repeated in draft.imported.repeated} == {"title", "key_decision"}


def test_words_around_a_date_are_left_over_beside_it(read):
    draft = read("Effective from: 8 May 2026 unless called in\nDecision due: Not before 1 May 2026 by the Leader")
    assert draft.entries["effective_from"] == "8 May 2026"
    assert draft.imported.left_over == (LeftOver(1, "unless called in"),)
    assert draft.imported.trail == {"1": "effective_from", "2": "decision_due_not_before, decision_maker_title"}
    assert draft.entries["decision_maker_title"] == "the Leader"


def test_who_decides_is_not_overwritten_by_the_words_beside_a_date(read):
    draft = read("Decision Maker: The Leader\nDecision due: Not before 1 May 2026 by the Deputy Leader")
    assert draft.entries["decision_maker_title"] == "The Leader"
    assert draft.imported.left_over == (LeftOver(2, "by the Deputy Leader"),)


def test_a_heading_that_disagrees_with_a_label_is_left_over(read):
    draft = read("26/00041 - Park\n\nTitle of Decision: Another park")
    assert draft.entries.keys() == {"title"}
    assert draft.imported.left_over == (LeftOver(1, "26/00041 - Park"),)


def test_a_label_without_text_fills_nothing_but_is_in_the_trail(read):
    draft = read("Background:\n\nLegal implications: The Act applies.\nBackground documents:")
    assert draft.entries.keys() == {"legal_implications"}
    assert draft.imported.trail == {"1": "background", "3": "legal_implications", "4": "background_papers"}


def test_text_before_any_label_and_below_furniture_is_left_over(read):
    draft = read("A covering note\n\nDecision status: Draft\nand more\nTitle of Decision: Park")
    assert [line.line for line in draft.imported.left_over] == [1, 3, 4]


def test_page_numbers_are_left_over_wherever_they_fall(read):
    draft = read("Reasons for decision: One.\n\nPage 1 of 2\n\nTwo.\n\nsigned\n\ndate\n\n2\n")
    assert plain(draft.entries["reasons"]) == "One.\nTwo."
    assert [line.text for line in draft.imported.left_over] == ["Page 1 of 2", "2"]


def test_a_signature_line_with_dots_names_two_fields(read):
    draft = read("Reasons for decision: One.\nsigned ............... date ...............\n")
    assert draft.imported.trail["2"] == "signature_name, signature_date"
    assert draft.entries.keys() == {"reasons"}


def test_lines_broken_to_a_width_are_one_paragraph_again(read):
    text = ("Reasons for decision: The bridge was closed in January after its yearly\n"
            "inspection. It reopens in May.\n\nEnd.")
    assert plain(read(text).entries["reasons"]) == (
        "The bridge was closed in January after its yearly inspection. It reopens in May.\nEnd.")


def test_what_no_record_can_hold_is_counted(read):
    draft = read("\ufeffTitle of Decision: Pa\x00rk\x07\ud800")
    assert (draft.entries["title"], draft.imported.removed) == ("Park", 3)


def test_a_text_with_nothing_in_it_makes_an_empty_draft(read):
    for text in ("", "\n \u00a0\n"):
        draft = read(text)
        assert not draft.entries and not draft.imported.trail and not draft.imported.left_over


def test_what_was_read_is_found_by_its_path(read):
    draft = read("Decision: I propose to:\na) APPROVE it\n")
    assert draft.entry(Path("decision_clauses", None, "introduction")) == "I propose to:"
    assert draft.imported.source == "record.txt"


LABELS = [
    "Title of Decision", "DECISION NO", "Key decision", "Decision", "Proposed decision", "Reason(s) for decision",
    "Financial Implications", "Legal implications", "Any alternatives considered and rejected", "Options considered",
    "Consultees", "Contact", "Documents", "Division affected", "Reason Key", "Effective from", "Decision due",
    "signed", "Decision status", "Background", "For publication", "Purpose", "Is subject to call in?",
]
labels = st.none() | st.sampled_from(LABELS)
colons = st.sampled_from([":", ":-", "", ": -", "?:"])
fillers = st.sampled_from([
    "", "\u00a0", "a) ", "b) ", "i. ", "1. ", "2. ", "·  ", "- ", "    ", "\t", "Option 1: ", "Option ", "Reason: ",
    "None, ", "Yes - ", "1 May 2026 by ", "ratio 3:1 ", "a@example.gov.uk ", "Name: ", "(", "Open. ",
])
ends = st.sampled_from(["", " and some more", ".", "; and", ":", " was rejected"])
written = st.lists(st.tuples(labels, colons, fillers, ends, st.booleans()), max_size=14)


@settings(max_examples=300)
@given(written)
def test_no_word_of_a_record_disappears_and_none_is_doubled(read, written):
    """Each line holds one word of its own; wherever it lands, it is there once."""
    source = []
    for number, (label, colon, filler, end, blank) in enumerate(written):
        begin = f"{label}{colon} " if label else ""
        source += [f"{begin}{filler}word{number:03}x{end}", *([""] if blank else [])]
    draft = read("\n".join(source))
    kept = "\n".join([*map(plain_entry, draft.entries.values()), *(line.text for line in draft.imported.left_over)])
    assert Counter(re.findall(r"word\d{3}x", kept)) == Counter(f"word{number:03}x" for number in range(len(written)))
    numbers = Counter(line_numbers(draft.imported.trail))
    assert {number for number, line in enumerate(source, 1) if line.strip()} <= numbers.keys()
    assert not numbers or set(numbers.values()) == {1}
