"""The session: one draft, one history, answers and problems that never lag behind."""

import gc
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.app.session import WHOLE, Session
from drafter.checks.explaining import explained
from drafter.model.answers import Answers
from drafter.model.draft import Draft, FormVersion, Implication, Path, Row
from drafter.model.failure import Failure
from drafter.model.fields import ImplicationField, LineField, OptionsField, RichTextField
from drafter.model.form import Form, Section
from drafter.model.problem import Fix, Problem
from drafter.model.rich_text import from_plain
from drafter.model.timetable import Calendar

FORM = Form(id="small", version="1", title="Record", council="Anyshire", sections=(
    Section(id="about", title="About", fields=(
        LineField(id="title", label="Title:", required=True), LineField(id="number", label="Number"),
        RichTextField(id="reasons", label="Reasons"))),
    Section(id="rest", title="The rest", fields=(
        OptionsField(id="options", label="Options"), ImplicationField(id="legal", label="Legal implications"))),
))
TITLE, NUMBER = Path("title"), Path("number")


def missing(answers: Answers, today: date, calendar: Calendar) -> tuple[Problem, ...]:
    return tuple(Problem("missing", "must_fix", path, "Enter it") for path in answers.required - answers.values.keys())


def odd(answers: Answers, today: date, calendar: Calendar) -> tuple[Problem, ...]:
    """Finds every answer odd: the title must be explained, the others are advice."""
    return explained([Problem("odd", "must_explain" if path == TITLE else "advice", path, "Say why")
                      for path in answers.values], answers.draft)


def opened(draft: Draft | None = None) -> Session:
    no_holidays = Calendar(lambda year: {})
    return Session(draft or Draft(FormVersion("small", "1")), FORM, date(2026, 11, 2), no_holidays, missing)


@pytest.fixture(autouse=True)
def _application(qapp):
    return qapp


def heard(signal) -> list:
    got: list = []
    signal.connect(lambda *values: got.append(values[0] if values else None))
    return got


def test_an_edit_is_in_the_draft_the_answers_and_the_problems_before_anyone_hears_of_it():
    session = opened()
    seen = []
    session.changed.connect(lambda: seen.append((session.draft.entry(TITLE), session.answers.text("title"),
                                                 session.problems)))
    assert [p.path for p in session.problems] == [TITLE]
    session.edit(TITLE, "  Park and  Ride ")
    assert seen == [("  Park and  Ride ", "Park and Ride", ())]


def test_typing_at_one_place_is_one_step_until_a_pause():
    session = opened()
    for text in ("P", "Pa", "Par", "Park"):
        session.edit(TITLE, text)
    session.end_typing()
    session.edit(TITLE, "Parks")
    assert session.undo_stack.count() == 2
    session.undo_stack.undo()
    assert session.draft.entry(TITLE) == "Park"
    session.undo_stack.undo()
    assert session.draft.entry(TITLE) is None


def test_typing_elsewhere_and_coming_back_is_three_steps():
    session = opened()
    session.edit(TITLE, "a")
    session.edit(NUMBER, "1")
    session.edit(TITLE, "ab")
    assert session.undo_stack.count() == 3


def test_typing_that_comes_to_nothing_leaves_no_step():
    session = opened()
    session.edit(TITLE, "a")
    session.edit(TITLE, None)
    assert session.undo_stack.count() == 0
    session.edit(NUMBER, None)
    assert session.undo_stack.count() == 0


def test_typing_after_an_undo_does_not_grow_the_step_before_it():
    session = opened()
    session.edit(TITLE, "a")
    session.end_typing()
    session.edit(TITLE, "ab")
    session.undo_stack.undo()
    session.edit(TITLE, "ax")
    session.undo_stack.undo()
    assert session.draft.entry(TITLE) == "a"


def test_undo_and_redo_tell_where_they_acted_and_doing_does_not():
    session = opened()
    acted = heard(session.acted)
    row = session.add_row("options")
    cell = Path("options", row.id, "name")
    session.edit(cell, "Do nothing")
    assert acted == []
    session.undo_stack.undo()
    session.undo_stack.undo()
    session.undo_stack.redo()
    assert acted == [cell, Path("options", row.id), Path("options", row.id)]


def test_a_step_says_what_undo_would_take_back():
    session = opened()
    session.edit(TITLE, "a")
    assert session.undo_stack.undoText() == "typing in Title"
    row = session.add_row("options")
    session.remove_row("options", row.id)
    assert session.undo_stack.undoText() == "removing option"


def test_a_fix_with_two_edits_is_one_step():
    session = opened()
    session.edit(NUMBER, "Park")
    session.apply_fix(Fix("Move it", ((NUMBER, None), (TITLE, "Park"))))
    assert (session.draft.entry(NUMBER), session.draft.entry(TITLE)) == (None, "Park")
    session.undo_stack.undo()
    assert (session.draft.entry(NUMBER), session.draft.entry(TITLE)) == ("Park", None)


def test_a_reason_is_one_step_that_undo_takes_back():
    session = Session(Draft(FormVersion("small", "1")), FORM, date(2026, 11, 2), Calendar(lambda year: {}), odd)
    session.edit(TITLE, "Park")
    session.explain(session.problems[0], "It is the name of the scheme.", "A. Clerk")
    assert session.undo_stack.undoText() == "a reason"
    said = session.problems[0].explained
    assert (said.reason, said.who, said.when) == ("It is the name of the scheme.", "A. Clerk", date(2026, 11, 2))
    went = heard(session.acted)
    session.undo_stack.undo()
    assert session.problems[0].is_open and went == [TITLE]
    session.undo_stack.redo()
    session.edit(TITLE, "Parks")
    assert session.problems[0].is_open
    session.undo_stack.undo()
    assert not session.problems[0].is_open, "the text is what it was"


def test_advice_that_was_dismissed_can_all_be_asked_for_again_in_one_step():
    session = Session(Draft(FormVersion("small", "1")), FORM, date(2026, 11, 2), Calendar(lambda year: {}), odd)
    session.edit(NUMBER, "7")
    session.edit(Path("reasons"), from_plain("It is worn."))
    for problem in session.problems:
        session.explain(problem, "", "")
    assert [one.is_open for one in session.problems] == [False, False]
    steps = session.undo_stack.count()
    session.ask_again([one for one in session.problems if not one.is_open])
    assert [one.is_open for one in session.problems] == [True, True] and session.undo_stack.count() == steps + 1
    session.undo_stack.undo()
    assert [one.is_open for one in session.problems] == [False, False]
    session.ask_again([])
    assert session.undo_stack.count() == steps + 1


def test_words_that_give_no_reason_change_nothing():
    session = Session(Draft(FormVersion("small", "1")), FORM, date(2026, 11, 2), Calendar(lambda year: {}), odd)
    session.edit(TITLE, "Park")
    with pytest.raises(Failure):
        session.explain(session.problems[0], "n/a", "A. Clerk")
    assert session.draft.explanations == () and session.undo_stack.count() == 1


def test_stage_and_exempt_marks_can_be_undone():
    session = opened()
    acted = heard(session.acted)
    session.set_stage("decided")
    session.set_exempt(TITLE, True)
    session.set_exempt(TITLE, True)
    assert (session.draft.stage, session.draft.exempt, session.undo_stack.count()) == ("decided", ("title",), 2)
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert (session.draft.stage, session.draft.exempt) == ("proposed", ())
    assert acted == [TITLE, WHOLE]


def test_a_draft_is_saved_until_it_says_something_else_and_again_once_that_is_undone():
    session = opened()
    assert session.is_saved
    session.edit(TITLE, "a")
    assert not session.is_saved
    session.mark_saved(session.draft)
    assert session.is_saved
    session.end_typing()
    session.edit(TITLE, "ab")
    assert not session.is_saved
    session.undo_stack.undo()
    assert session.is_saved


def test_what_changed_while_a_save_was_under_way_still_counts_as_unsaved():
    session = opened()
    session.edit(TITLE, "a")
    on_its_way = session.draft
    session.edit(TITLE, "ab")
    session.mark_saved(on_its_way)
    assert not session.is_saved


def test_going_back_to_how_it_was_opened_can_itself_be_undone():
    session = opened(Draft(FormVersion("small", "1"), entries={"title": "As opened"}))
    session.edit(TITLE, "Changed")
    session.go_back_to_opening()
    assert session.draft.entry(TITLE) == "As opened"
    session.undo_stack.undo()
    assert session.draft.entry(TITLE) == "Changed"


def test_an_edit_of_a_row_that_is_not_there_changes_nothing():
    session = opened()
    before = session.draft
    with pytest.raises(KeyError):
        session.edit(Path("options", "gone", "name"), "x")
    assert session.draft is before and session.undo_stack.count() == 0


ACTS = st.lists(st.one_of(
    st.tuples(st.just("type"), st.sampled_from(["title", "number"]), st.sampled_from([None, "", "a", "ab", "Zoë 🙂"])),
    st.tuples(st.just("rich"), st.sampled_from(["", "one", "one\ntwo"])),
    st.tuples(st.just("legal"), st.sampled_from(["answered", "none", "waiting"]), st.text(max_size=3)),
    st.tuples(st.just("add"), st.integers(0, 4)),
    st.tuples(st.just("cell"), st.integers(0, 4), st.sampled_from([None, "Hub", "Spoke"])),
    st.tuples(st.just("remove"), st.integers(0, 4)),
    st.tuples(st.just("move"), st.integers(0, 4), st.integers(-1, 5)),
    st.tuples(st.just("exempt"), st.sampled_from(["title", "reasons"]), st.booleans()),
    st.tuples(st.just("stage"), st.sampled_from(["proposed", "decided", "published"])),
    st.tuples(st.just("fix"), st.sampled_from(["", "a", "b"])),
    st.tuples(st.just("restore"), st.sampled_from(["An earlier version", "Somebody else's"])),
    st.tuples(st.sampled_from(["pause", "undo", "redo", "save", "lose the file", "back"])),
), max_size=40)


def act(session: Session, name: str, *values) -> None:
    rows = session.draft.rows("options").rows
    match name, values:
        case "type", (field, text):
            session.edit(Path(field), text)
        case "rich", (text,):
            session.edit(Path("reasons"), from_plain(text))
        case "legal", (state, text):
            session.edit(Path("legal"), Implication(state, because=text))
        case "add", (at,):
            session.add_row("options", Row({"name": "New"}), at)
        case "cell", (n, text) if n < len(rows):
            session.edit(Path("options", rows[n].id, "name"), text)
        case "remove", (n,) if n < len(rows):
            session.remove_row("options", rows[n].id)
        case "move", (n, to) if n < len(rows):
            session.move_row("options", rows[n].id, to)
        case "exempt", (field, mark):
            session.set_exempt(Path(field), mark)
        case "stage", (stage,):
            session.set_stage(stage)
        case "pause", ():
            session.end_typing()
        case "undo", ():
            session.undo_stack.undo()
        case "redo", ():
            session.undo_stack.redo()
        case "save", ():
            session.mark_saved(session.draft)
        case "lose the file", ():
            session.mark_unsaved()
        case "fix", (text,):
            session.apply_fix(Fix("Move it", ((TITLE, text), (NUMBER, None))))
        case "restore", (title,):
            session.put_whole(replace(session.draft, entries={"title": title}, exempt=()), "restoring")
        case "back", ():
            session.go_back_to_opening()


@settings(max_examples=150, deadline=None)
@given(ACTS)
def test_wherever_a_walk_of_edits_goes_undoing_everything_leads_home_and_redoing_leads_back(acts):
    home = Draft(FormVersion("small", "1"), entries={"title": "Home"}, unknown={"kept": "1"})
    session = opened(home)
    for name, *values in acts:
        act(session, name, *values)
        assert session.answers.draft is session.draft
    far = session.draft
    while session.undo_stack.canRedo():
        session.undo_stack.redo()
    end = session.draft
    while session.undo_stack.canUndo():
        session.undo_stack.undo()
    assert session.draft == home
    while session.undo_stack.canRedo():
        session.undo_stack.redo()
    assert session.draft == end
    assert far.unknown == home.unknown


def test_steps_outlive_the_names_that_made_them():
    session = opened()
    for n in range(200):
        session.edit(TITLE if n % 2 else NUMBER, str(n))
    gc.collect()
    while session.undo_stack.canUndo():
        session.undo_stack.undo()
    assert session.draft.entries == {}
