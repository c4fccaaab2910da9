"""What was typed is kept as typed; every edit makes another draft and leaves the old one as it was."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.model.draft import (
    Draft,
    FormVersion,
    Implication,
    Path,
    Row,
    Rows,
    Unread,
    plain_entry,
)
from drafter.model.rich_text import EMPTY, from_plain

BLANK = Draft(FormVersion("kent", "1"))
TITLE, NAME = Path("title"), Path("options", "a", "name")
names = st.sampled_from(["title", "options", "legal"])
words = st.text(max_size=8)
edits = st.one_of(
    st.tuples(st.just("type"), names, words),
    st.tuples(st.just("empty"), names, st.none()),
    st.tuples(st.just("add"), st.integers(0, 5), words),
    st.tuples(st.just("cell"), st.integers(0, 5), words),
    st.tuples(st.just("move"), st.integers(0, 5), st.integers(-2, 9)),
    st.tuples(st.just("remove"), st.integers(0, 5), st.none()),
    st.tuples(st.just("because"), st.none(), words),
    st.tuples(st.just("exempt"), names, st.booleans()),
)


def edited(draft: Draft, edit) -> Draft:
    what, where, new = edit
    rows = draft.rows("options").rows
    row_id = rows[where % len(rows)].id if rows and isinstance(where, int) else None
    match what:
        case "type" | "empty":
            return draft.with_entry(Path(where), new)
        case "add":
            return draft.with_row_added("options", Row({"name": new}), where)
        case "cell" if row_id:
            return draft.with_entry(Path("options", row_id, "reason"), new)
        case "move" if row_id:
            return draft.with_row_moved("options", row_id, new)
        case "remove" if row_id:
            return draft.with_row_removed("options", row_id)
        case "because" if isinstance(draft.entry(Path("options")), Rows | None):
            return draft.with_entry(Path("options", None, "none_because"), new)
        case "exempt":
            return draft.with_exempt(Path(where), new)
    return draft


@given(st.lists(edits, max_size=30))
def test_a_walk_of_edits_leaves_every_earlier_draft_as_it_was(walk):
    drafts = [BLANK]
    frozen = [repr(BLANK)]
    for edit in walk:
        drafts.append(edited(drafts[-1], edit))
        frozen.append(repr(drafts[-1]))
    assert [repr(draft) for draft in drafts] == frozen


@given(st.lists(edits, max_size=30), names, words)
def test_after_typing_the_entry_is_there_and_every_other_one_is_unchanged(walk, name, typed):
    draft = BLANK
    for edit in walk:
        draft = edited(draft, edit)
    after = draft.with_entry(Path(name), typed)
    assert after.entry(Path(name)) == typed
    assert after == replace(draft, entries={**draft.entries, name: typed})


@given(st.lists(st.integers(-3, 9), max_size=10), st.integers(1, 6))
def test_moving_rows_never_loses_or_doubles_one(moves, count):
    draft = BLANK
    for number in range(count):
        draft = draft.with_row_added("options", Row({}, id=str(number)))
    for to in moves:
        moved = draft.rows("options").rows[0].id
        draft = draft.with_row_moved("options", moved, to)
        assert draft.rows("options").rows[max(0, min(to, count - 1))].id == moved
    assert sorted(row.id for row in draft.rows("options").rows) == [str(number) for number in range(count)]


def test_a_path_prints_and_parses_back():
    for path in (TITLE, NAME, Path("options", "a1-b2"), Path("legal", None, "because")):
        assert Path.parse(str(path)) == path
    assert str(NAME) == "options[a].name"


@pytest.mark.parametrize("text", ["", "a b", "a[", "a[]", "a..b", "a[x].", "a.b.c", "[x]", "a[x]y"])
def test_what_is_no_path_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match="is not a field path such as reasons"):
        Path.parse(text)


def test_a_cell_can_be_typed_emptied_and_read():
    draft = BLANK.with_row_added("options", Row({}, id="a")).with_entry(NAME, "Do nothing")
    assert draft.entry(NAME) == "Do nothing"
    assert draft.with_entry(NAME, None).entry(NAME) is None
    assert draft.entry(Path("options", "b", "name")) is None


def test_typing_into_a_row_or_part_that_is_not_there_is_refused():
    with pytest.raises(KeyError):
        BLANK.with_entry(NAME, "Do nothing")
    with pytest.raises(KeyError):
        BLANK.with_row_added("options", Row({}, id="a")).with_entry(Path("options", "a"), "Do nothing")
    with pytest.raises(KeyError):
        BLANK.with_entry(TITLE, "Park").with_entry(Path("title", None, "because"), "x")
    with pytest.raises(KeyError):
        BLANK.with_row_moved("options", "a", 0)


def test_a_cell_holds_no_rows():
    with pytest.raises(TypeError, match="one cell"):
        BLANK.with_row_added("options", Row({}, id="a")).with_entry(NAME, Rows(()))


def test_a_part_of_an_implication_is_typed_without_losing_the_others():
    text = from_plain("The Care Act applies.")
    draft = BLANK.with_entry(Path("legal"), Implication("answered", text))
    draft = draft.with_entry(Path("legal", None, "state"), "waiting")
    draft = draft.with_entry(Path("legal", None, "waiting_for"), "the solicitor")
    assert draft.entry(Path("legal")) == Implication("waiting", text, "", "the solicitor")
    assert draft.with_entry(Path("legal", None, "text"), None).entry(Path("legal", None, "text")) == EMPTY


def test_a_reason_for_none_and_an_introduction_stand_beside_the_rows():
    draft = BLANK.with_entry(Path("options", None, "none_because"), "a court order leaves none")
    draft = draft.with_row_added("options", Row({"name": "x"})).with_entry(Path("options", None, "introduction"), "I:")
    assert draft.entry(Path("options", None, "none_because")) == "a court order leaves none"
    assert draft.entry(Path("options", None, "introduction")) == "I:"
    assert len(draft.rows("options").rows) == 1


def test_removing_a_row_takes_its_marks_along_and_leaves_those_of_others():
    draft = BLANK.with_row_added("options", Row({}, id="a")).with_row_added("options", Row({}, id="aa"))
    for path in (Path("options", "a"), Path("options", "a", "reason"), Path("options", "aa"), TITLE):
        draft = draft.with_exempt(path, True)
    assert draft.with_row_removed("options", "a").exempt == ("options[aa]", "title")


def test_marking_twice_is_marking_once():
    marked = BLANK.with_exempt(TITLE, True).with_exempt(TITLE, True)
    assert marked.exempt == ("title",)
    assert marked.with_exempt(TITLE, False).exempt == ()


def test_the_words_of_an_entry_do_not_depend_on_the_order_of_its_cells():
    one = Rows((Row({"name": "A", "reason": from_plain("B\nC")}),), none_because="D", introduction="I")
    other = Rows((Row({"reason": from_plain("B\nC"), "name": "A"}),), none_because="D", introduction="I")
    assert plain_entry(one) == plain_entry(other) == "I\nA\nB\nC\nD"


def test_every_kind_of_entry_has_words():
    assert plain_entry(None) == ""
    assert plain_entry("Park") == "Park"
    assert plain_entry(("a", "b")) == "a; b"
    assert plain_entry(Implication("none", because="no law applies")) == "none\nno law applies"
    assert plain_entry(Unread('{"x": 1}')) == '{"x": 1}'
