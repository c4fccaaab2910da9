"""Two drafts compared: every place that differs is told once, in the words of the form, and no other."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from drafter.model.comparison import NOT_ON_THE_FORM, WHOLE_DRAFT, Comparison, compare, place_name
from drafter.model.draft import Draft, Explanation, Implication, Imported, LeftOver, Path, Row, Rows
from drafter.model.form import Form
from drafter.model.rich_text import from_plain


@pytest.fixture
def draft(draft_of) -> Draft:
    return draft_of(title="Harbour Road", key_decision="yes", reasons="The deck moved.\nIt was closed.",
                    alternatives=Rows((Row({"name": "Do nothing"}, "r1"), Row({"name": "Repair"}, "r2"),
                                       Row({"name": "Renew"}, "r3"))),
                    legal_implications=Implication("answered", from_plain("Highways Act 1980")))


@pytest.fixture
def against(kent: Form, draft: Draft) -> Callable[[Draft], Comparison]:
    return lambda after: compare(draft, after, kent)


def told(comparison: Comparison) -> list[tuple[str, str, str]]:
    return [(change.what, change.label, "|".join(one.text.strip() for one in change.stretches if one.kind != "same"))
            for change in comparison.changes]


def test_a_draft_does_not_differ_from_itself(against, draft):
    assert against(draft) == Comparison(()) and against(draft).sentence == "Nothing differs."


def test_each_change_stands_in_its_section(against, draft):
    after = draft.with_entry(Path("title"), "Marsh Road").with_entry(Path("reasons"), from_plain("The deck moved."))
    assert told(against(after)) == [("changed", "Title of Decision", "Harbour|Marsh"),
                                    ("changed", "Reason(s) for decision", "It was closed.")]
    assert [section.title for section in against(after).sections] == ["What is decided, and who decides",
                                                                     "Why this decision, and why now"]
    assert against(after).sentence == "2 places differ, in 2 sections."


def test_a_choice_is_told_by_its_words(against, draft):
    assert told(against(draft.with_entry(Path("key_decision"), "no"))) == [("changed", "Key decision", "Yes|No")]


def test_spaces_and_other_ways_to_write_the_same_date_do_not_count(kent, draft_of):
    before, after = (draft_of(notice_first_published=day) for day in ("2026-10-04", "4 October 2026"))
    assert compare(before, after, kent) == Comparison(())


def test_rows_are_known_by_their_ids_wherever_they_are(against, draft):
    after = draft.with_row_moved("alternatives", "r3", 0).with_row_removed("alternatives", "r2")
    after = after.with_row_added("alternatives", Row({"name": "Wait"}, "r4"), 0)
    after = after.with_entry(Path("alternatives", "r1", "name"), "Do nothing at all")
    name = "Any alternatives considered and rejected"
    assert told(against(after)) == [
        ("removed", f"{name}, option 2 (Repair)", "Option: Repair"),
        ("added", f"{name}, option 1 (Wait)", "Option: Wait"),
        ("moved", f"{name}, option 2 (Renew): it was number 3", ""),
        ("changed", f"{name}, option 3 (Do nothing at all): Option", "at all")]


def test_rows_that_were_read_again_from_the_same_record_are_the_same(against, draft):
    rows = draft.rows("alternatives")
    fresh = replace(rows, rows=tuple(replace(row, id=f"new{n}") for n, row in enumerate(rows.rows)))
    assert against(draft.with_entry(Path("alternatives"), fresh)) == Comparison(())


def test_the_parts_of_an_implication_are_told_apart(against, draft):
    after = draft.with_entry(Path("legal_implications"), Implication("waiting", from_plain("Highways Act 1980"),
                                                                     waiting_for="Legal"))
    assert told(against(after)) == [("changed", "Legal implications", "Answered|Waiting for"),
                                    ("added", "Legal implications: waiting for", "Legal")]


def test_stage_marks_and_what_an_import_left_over_belong_to_the_whole(against, draft):
    after = replace(draft.with_stage("decided").with_exempt(Path("alternatives", "r2", "name"), True),
                    explanations=(Explanation("late", "reasons", "x", "The notice was late", "Officer"),),
                    imported=Imported("a.txt", {}, (LeftOver(4, "Kept apart"),)))
    assert [section.title for section in against(after).sections] == [WHOLE_DRAFT]
    assert told(against(after)) == [
        ("changed", "Stage", "Proposed|Decided"),
        ("added", "Marked as exempt", "Any alternatives considered and rejected, option 2 (Repair): Option"),
        ("added", "Reasons given for findings", "Reason(s) for decision: The notice was late"),
        ("added", "Left over from an import", "Line 4: Kept apart")]


def test_what_the_form_does_not_know_is_told_as_well(against, draft):
    after = draft.with_entry(Path("climate"), "Less carbon").with_entry(Path("list"), Rows((Row({"x": "1"}),)))
    assert told(against(after)) == [("added", "climate", "Less carbon"), ("added", "list, row 1 (1)", "x: 1")]
    assert against(after).sections[0].title == NOT_ON_THE_FORM


def test_an_entry_of_another_kind_is_told_by_its_words(against, draft):
    assert told(against(draft.with_entry(Path("title"), from_plain("Harbour Road again")))) == [
        ("changed", "Title of Decision", "again")]


def test_a_place_is_named_as_the_officer_knows_it(kent, draft):
    assert place_name(Path("alternatives", "r1"), draft, kent).endswith(", option 1 (Do nothing)")
    assert place_name(Path("alternatives", "gone"), draft, kent).endswith(", option")
    assert place_name(Path("unheard_of"), draft, kent) == "unheard_of"
