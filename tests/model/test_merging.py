"""Two changes to one draft: nothing that one of them wrote is lost, and only where both did is somebody asked."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.model.draft import Draft, Explanation, FormVersion, Implication, Imported, Path, Row, Rows
from drafter.model.merging import Clash, merge
from drafter.model.rich_text import from_plain

FORM = FormVersion("small", "1")
TITLE, OPTIONS = Path("title"), "options"


def of(**entries) -> Draft:
    return Draft(FORM, "d1", entries=entries)


def rows(*named: tuple[str, str]) -> Rows:
    return Rows(tuple(Row({"name": words}, row_id) for row_id, words in named))


BASE = of(title="Road", number="1", options=rows(("r1", "Hub"), ("r2", "Spoke"), ("r3", "Wait")),
          legal=Implication("answered", from_plain("Act")))


def in_order(draft: Draft) -> list[str]:
    return [row.id for row in draft.rows(OPTIONS).rows]


def test_changes_at_different_places_come_together_without_a_question():
    mine = BASE.with_entry(TITLE, "Marsh Road").with_entry(Path(OPTIONS, "r1", "name"), "One hub")
    theirs = BASE.with_entry(Path("number"), "26/1").with_entry(Path(OPTIONS, "r1", "reason"), "Too dear")
    merged = merge(BASE, mine, theirs)
    assert merged.clashes == () and merged.draft.entries["title"] == "Marsh Road"
    assert merged.draft.entries["number"] == "26/1"
    assert merged.draft.rows(OPTIONS).row("r1").cells == {"name": "One hub", "reason": "Too dear"}


def test_where_both_changed_the_same_place_mine_stands_until_theirs_is_chosen():
    merged = merge(BASE, BASE.with_entry(TITLE, "Mine"), BASE.with_entry(TITLE, "Theirs"))
    assert merged.clashes == (Clash(TITLE, "Mine", "Theirs"),) and merged.draft.entries["title"] == "Mine"
    assert merged.settled([]).entries["title"] == "Mine"
    assert merged.settled(merged.clashes).entries["title"] == "Theirs"


def test_the_same_change_made_twice_is_no_clash():
    both = BASE.with_entry(TITLE, "Both")
    assert merge(BASE, both, both).clashes == ()


def test_emptying_and_changing_is_a_clash_that_can_end_either_way():
    merged = merge(BASE, BASE.with_entry(TITLE, None), BASE.with_entry(TITLE, "Theirs"))
    assert "title" not in merged.settled([]).entries and merged.settled(merged.clashes).entries["title"] == "Theirs"


def test_parts_of_an_implication_are_places_of_their_own():
    mine = BASE.with_entry(Path("legal", None, "because"), "none needed")
    theirs = BASE.with_entry(Path("legal", None, "text"), from_plain("Another act"))
    merged = merge(BASE, mine, theirs)
    assert merged.clashes == ()
    assert merged.draft.entries["legal"].because == "none needed"
    assert merged.draft.entry(Path("legal", None, "text")) == theirs.entry(Path("legal", None, "text"))


def test_rows_that_came_are_all_there_each_after_the_row_it_followed():
    mine = BASE.with_row_added(OPTIONS, Row({"name": "Mine"}, "m"), 1)
    theirs = BASE.with_row_added(OPTIONS, Row({"name": "Theirs"}, "t"), 3)
    assert in_order(merge(BASE, mine, theirs).draft) == ["r1", "m", "r2", "r3", "t"]


def test_a_row_that_one_moved_is_moved_and_one_that_went_unchanged_is_gone():
    theirs = BASE.with_row_moved(OPTIONS, "r3", 0)
    assert in_order(merge(BASE, BASE.with_entry(TITLE, "Mine"), theirs).draft) == ["r3", "r1", "r2"]
    assert in_order(merge(BASE, BASE.with_row_moved(OPTIONS, "r1", 2), theirs).draft) == ["r2", "r3", "r1"]
    assert in_order(merge(BASE, BASE.with_row_removed(OPTIONS, "r2"), theirs).draft) == ["r3", "r1"]


@pytest.mark.parametrize("mine_removed", [True, False])
def test_a_row_that_one_removed_and_the_other_changed_stays_until_somebody_says(mine_removed):
    removed, changed = BASE.with_row_removed(OPTIONS, "r2"), BASE.with_entry(Path(OPTIONS, "r2", "name"), "Spokes")
    merged = merge(BASE, *((removed, changed) if mine_removed else (changed, removed)))
    assert merged.draft.rows(OPTIONS).row("r2").cells == {"name": "Spokes"}
    assert [clash.path for clash in merged.clashes] == [Path(OPTIONS, "r2")]
    stays = merged.settled(merged.clashes if mine_removed else [])
    goes = merged.settled([] if mine_removed else merged.clashes)
    assert "r2" in in_order(stays) and "r2" not in in_order(goes)


def test_marks_stage_reasons_and_what_nobody_knows_come_along():
    reason = Explanation("late", "title", "x", "because", "Officer")
    mine = replace(BASE.with_exempt(TITLE, True).with_stage("decided"), unknown={"a": "1"})
    theirs = replace(BASE.with_exempt(Path("number"), True), explanations=(reason,), unknown={"b": "2"},
                     imported=Imported("a.txt", {}))
    draft = merge(BASE, mine, theirs).draft
    assert (draft.stage, draft.exempt, draft.explanations) == ("decided", ("title", "number"), (reason,))
    assert draft.unknown == {"a": "1", "b": "2"} and draft.imported == Imported("a.txt", {})


LATE = Explanation("late", "title", "x", "The clerk was ill", "Officer")
SAME_PLACE = Explanation("long", "title", "x", "The site has that name", "Officer")


def test_reasons_of_both_for_different_findings_stand_side_by_side():
    mine, theirs = replace(BASE, explanations=(LATE,)), replace(BASE, explanations=(SAME_PLACE,))
    merged = merge(BASE, mine, theirs)
    assert merged.clashes == () and merged.draft.explanations == (LATE, SAME_PLACE)


def test_the_same_reason_given_twice_is_one():
    again = replace(LATE, id="another")
    merged = merge(BASE, replace(BASE, explanations=(LATE,)), replace(BASE, explanations=(again,)))
    assert merged.clashes == () and merged.draft.explanations == (LATE,)


def test_a_reason_that_only_one_took_back_is_gone_and_one_that_only_one_changed_is_theirs():
    base = replace(BASE, explanations=(LATE, SAME_PLACE))
    changed = replace(LATE, reason="The committee met late", id="c")
    merged = merge(base, base, replace(BASE, explanations=(changed,)))
    assert merged.clashes == () and merged.draft.explanations == (changed,)


@pytest.mark.parametrize("taken_back", [False, True])
def test_where_both_changed_one_reason_mine_stands_until_theirs_is_chosen(taken_back):
    base = replace(BASE, explanations=(LATE, SAME_PLACE))
    mine = replace(LATE, reason="Mine", id="m")
    theirs = () if taken_back else (replace(LATE, reason="Theirs", id="t"),)
    merged = merge(base, replace(base, explanations=(mine, SAME_PLACE)),
                   replace(base, explanations=(*theirs, SAME_PLACE)))
    clash, = merged.clashes
    assert clash.is_reason and clash.path == TITLE
    assert merged.settled([]).explanations == (mine, SAME_PLACE)
    assert merged.settled(merged.clashes).explanations == (*theirs, SAME_PLACE)
    back = merge(base, replace(base, explanations=(*theirs, SAME_PLACE)),
                 replace(base, explanations=(mine, SAME_PLACE)))
    assert set(back.settled(back.clashes).explanations) == {mine, SAME_PLACE}


def test_an_answer_that_one_has_looked_at_is_no_longer_stale_and_sections_to_come_back_to_come_together():
    base = replace(BASE, stale=("title", "number"), later=("basics",))
    merged = merge(base, replace(base, later=("basics", "legal")), base.with_entry(TITLE, "Marsh Road")).draft
    assert merged.stale == ("number",) and merged.later == ("basics", "legal")


def test_a_mark_that_one_took_away_is_gone():
    base = BASE.with_exempt(TITLE, True)
    assert merge(base, base.with_exempt(TITLE, False), base).draft.exempt == ()


def test_without_what_both_began_with_what_only_one_has_is_taken_and_all_else_is_asked():
    mine, theirs = of(title="Road", number="1"), of(title="Marsh Road", reasons=from_plain("Because"))
    merged = merge(None, mine, theirs)
    assert [clash.path for clash in merged.clashes] == [TITLE]
    assert set(merged.draft.entries) == {"title", "number", "reasons"}


DRAFTS = st.builds(
    lambda title, number, named, because: Draft(FORM, "d1", entries={
        name: entry for name, entry in {
            "title": title, "number": number, "legal": Implication("none", because=because),
            "options": Rows(tuple(Row({"name": words}, row_id) for row_id, words in named))}.items() if entry}),
    st.sampled_from(["", "a", "b"]), st.sampled_from(["", "1", "2"]),
    st.lists(st.tuples(st.sampled_from("rstu"), st.sampled_from(["x", "y"])), unique_by=lambda one: one[0], max_size=4),
    st.sampled_from(["", "n", "m"]))


@given(DRAFTS, DRAFTS, DRAFTS)
def test_what_only_one_changed_is_never_a_question_and_choosing_all_of_theirs_or_mine_is_always_possible(base, mine,
                                                                                                      theirs):
    assert merge(base, mine, base).settled([]) == mine
    assert merge(base, base, theirs).draft.entries == theirs.entries
    assert merge(base, mine, mine).clashes == ()
    merged = merge(base, mine, theirs)
    for clash in merged.clashes:
        assert clash.mine != clash.theirs
    for chosen in ((), merged.clashes):
        draft = merged.settled(chosen)
        for row_id in {row.id for row in mine.rows(OPTIONS).rows} & {row.id for row in theirs.rows(OPTIONS).rows}:
            assert draft.rows(OPTIONS).row(row_id) is not None
