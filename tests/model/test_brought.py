"""A draft brought to another form: nothing that was written is ever lost, and what changes is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.model.answers import read_answers
from drafter.model.brought import beside_the_form, brought_to
from drafter.model.conditions import Equals
from drafter.model.draft import CellEntry, Draft, Entry, Explanation, Implication, Path, Row, Rows, plain_entry
from drafter.model.fields import (
    Choice,
    ChoiceField,
    DateField,
    FieldBase,
    ImplicationField,
    LineField,
    MultiChoiceField,
    OptionsField,
    RichTextField,
    TableField,
    YesNoField,
)
from drafter.model.form import Form, Section
from drafter.model.rich_text import Paragraph, RichText, Run, from_plain

BOLD = RichText((Paragraph((Run("Plainly "), Run("bold", bold=True))),))


def form(*fields: FieldBase, version: str = "1") -> Form:
    return Form(id="small", version=version, title="Small", council="Westshire", sha256=version,
                sections=(Section(id="one", title="One", fields=fields),))


def draft(old: Form, **entries: Entry) -> Draft:
    return Draft(old.form_version, entries=entries)


def told(changes: Iterable[object]) -> str:
    return "\n".join(getattr(one, "sentence", "") for one in changes)


LINE = LineField(id="title", label="Title")
OLD = form(LINE, LineField(id="risk", label="Risk"))


def test_an_answer_whose_question_is_gone_is_kept_and_told_with_its_words() -> None:
    brought = brought_to(draft(OLD, title="Park", risk="Flooding"), OLD, form(LINE, version="2"))
    assert brought.draft.entries == {"title": "Park", "risk": "Flooding"} and brought.draft.form.version == "2"
    [change] = brought.changes
    assert (change.what, change.holds) == ("gone", "Flooding") and "“Risk” is not asked any more" in change.sentence
    assert beside_the_form(brought.draft, form(LINE)) == ((Path("risk"), "Flooding"),)


def test_it_is_an_answer_again_where_a_form_asks_again() -> None:
    new = form(LINE, version="2")
    away = brought_to(draft(OLD, title="Park", risk="Flooding"), OLD, new).draft
    assert read_answers(OLD, brought_to(away, new, OLD).draft).text("risk") == "Flooding"


def test_a_new_question_is_told_and_whether_an_answer_is_due() -> None:
    new = form(LINE, LineField(id="climate", label="Climate", required=True), LineField(id="note", label="Note"),
               LineField(id="never", label="Never", when=Equals("title", "nothing")), version="2")
    words = told(brought_to(draft(OLD, title="Park"), OLD, new).changes)
    assert words == "“Climate” is asked now. An answer is due.\n“Note” is asked now. It may stay empty."


def test_a_renamed_question_takes_its_answer_its_marks_and_its_explanations_along() -> None:
    new = form(LINE, LineField(id="hazards", label="Hazards", was=("risk",)), version="2")
    before = replace(draft(OLD, risk="Flooding", title="Park"), exempt=("risk",), stale=("risk",),
                     explanations=(Explanation("code", "risk", "about"), Explanation("code", "", "all")),
                     unknown={'["draft","entries","risk","x"]': "1", '["more"]': "2"})
    after = brought_to(before, OLD, new)
    assert after.draft.entries == {"hazards": "Flooding", "title": "Park"}
    assert after.draft.exempt == after.draft.stale == ("hazards",)
    assert [one.path for one in after.draft.explanations] == ["hazards", ""]
    assert set(after.draft.unknown) == {'["draft","entries","hazards","x"]', '["more"]'}
    assert told(after.changes) == "“Risk” is called “Hazards” now."


def test_a_renamed_question_never_writes_over_an_answer_under_its_new_name() -> None:
    new = form(LineField(id="hazards", label="Hazards", was=("risk",)), version="2")
    both = brought_to(draft(OLD, risk="Flooding", hazards="Fire"), OLD, new).draft
    assert both.entries == {"risk": "Flooding", "hazards": "Fire"}
    blank = brought_to(draft(OLD, risk="Flooding", hazards=" "), OLD, new).draft
    assert blank.entries == {"hazards": "Flooding"}


def table(*columns: FieldBase) -> TableField:
    return TableField(id="costs", label="Costs", columns=columns)


def test_columns_are_renamed_with_the_marks_on_their_cells_and_one_that_is_gone_keeps_its_cells() -> None:
    old = form(table(LineField(id="what", label="What"), LineField(id="sum", label="Sum")))
    new = form(table(LineField(id="item", label="Item", was=("what",))), version="2")
    row = Row({"what": "Roof", "sum": "£3"})
    after = brought_to(replace(draft(old, costs=Rows((row,))), exempt=(f"costs[{row.id}].what",)), old, new)
    assert after.draft.rows("costs").rows[0].cells == {"item": "Roof", "sum": "£3"}
    assert after.draft.exempt == (f"costs[{row.id}].item",)
    assert [(one.path, one.holds) for one in after.changes if one.what == "gone"] == [
        (Path("costs", row.id, "sum"), "£3")]


def test_a_choice_that_is_not_offered_any_more_is_kept_and_told() -> None:
    old = form(ChoiceField(id="route", label="Route", choices=(Choice(id="normal"), Choice(id="swift"))))
    new = form(ChoiceField(id="route", label="Route", choices=(Choice(id="normal"),)), version="2")
    after = brought_to(draft(old, route="swift"), old, new)
    assert after.draft.entries["route"] == "swift"
    assert told(after.changes) == "“Route”: your answer is not offered any more. It is kept until you give another."
    assert brought_to(draft(old, route="normal"), old, new).changes == ()


def test_what_was_never_public_stays_out_of_public_papers_until_the_officer_says_so() -> None:
    old, new = form(LineField(id="price", label="Price", exempt=True)), form(
        LineField(id="price", label="Price"), version="2")
    after = brought_to(draft(old, price="£9"), old, new)
    assert after.draft.exempt == ("price",) and "never in public papers" in told(after.changes)


@pytest.mark.parametrize(("old", "entry", "new", "made"), [
    (LineField(id="a", label="A"), "One line", RichTextField(id="a", label="A"), None),
    (RichTextField(id="a", label="A"), BOLD, ImplicationField(id="a", label="A"), Implication("answered", BOLD)),
    (ImplicationField(id="a", label="A"), Implication("answered", BOLD), RichTextField(id="a", label="A"), BOLD),
    (ChoiceField(id="a", label="A", choices=(Choice(id="x"),)), "x",
     MultiChoiceField(id="a", label="A", choices=(Choice(id="x"),)), ("x",)),
])
def test_an_answer_goes_over_whole_into_another_kind(old: FieldBase, entry: Entry, new: FieldBase,
                                                     made: Entry | None) -> None:
    before = form(old)
    after = brought_to(draft(before, a=entry), before, form(new, version="2"))
    assert set(after.draft.entries) == {"a"} and [one.what for one in after.changes] == ["unfit"]
    assert made is None or after.draft.entries["a"] == made
    assert read_answers(form(new), after.draft).value("a") is not None


def test_what_does_not_go_over_whole_is_kept_beside_it_as_it_was() -> None:
    before = form(RichTextField(id="a", label="A"), ImplicationField(id="b", label="B"))
    waiting = Implication("waiting", waiting_for="Finance")
    after = brought_to(draft(before, a=BOLD, b=waiting), before,
                       form(LineField(id="a", label="A"), RichTextField(id="b", label="B"), version="2"))
    assert after.draft.entries == {"a": "Plainly bold", "a_before": BOLD, "b_before": waiting}
    assert "carried over" in told(after.changes) and "answer the question again" in told(after.changes)


# -- whatever the forms ----------------------------------------------------------------------------------------------

NAMES = ("a", "b", "c")
TEXTS = st.text("ab £1;\n", max_size=12)
CHOICES = (Choice(id="a"), Choice(id="b"))


def fields_of(name: str, was: tuple[str, ...]) -> st.SearchStrategy[FieldBase]:
    columns = (LineField(id="x", label="X"), RichTextField(id="y", label="Y"))
    return st.sampled_from((
        LineField(id=name, label=name, was=was), RichTextField(id=name, label=name, was=was),
        DateField(id=name, label=name, was=was), YesNoField(id=name, label=name, was=was),
        ChoiceField(id=name, label=name, choices=CHOICES, was=was),
        MultiChoiceField(id=name, label=name, choices=CHOICES, was=was), ImplicationField(id=name, label=name, was=was),
        TableField(id=name, label=name, columns=columns, was=was),
        TableField(id=name, label=name, columns=columns[:1], was=was),
        TableField(id=name, label=name, columns=(RichTextField(id="z", label="Z", was=("x",)),), was=was),
        OptionsField(id=name, label=name, was=was)))


@st.composite
def forms(draw: st.DrawFn, version: str) -> Form:
    asked = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1))
    earlier = [name for name in NAMES if name not in asked]
    fields = []
    for name in asked:
        was = (earlier.pop(),) if earlier and draw(st.booleans()) else ()
        fields.append(draw(fields_of(name, was)))
    return form(*fields, version=version)


CELLS: st.SearchStrategy[CellEntry] = st.one_of(TEXTS, TEXTS.map(from_plain), st.just(BOLD))
ENTRIES: st.SearchStrategy[Entry] = st.one_of(
    CELLS, st.lists(st.sampled_from(("a", "b", "q"))).map(tuple),
    st.builds(Implication, st.sampled_from(("", "answered", "none", "waiting")), TEXTS.map(from_plain), TEXTS, TEXTS),
    st.builds(Rows, st.lists(st.builds(Row, st.dictionaries(st.sampled_from("xyz"), CELLS))).map(tuple), TEXTS, TEXTS))


def said(entry: Entry) -> list[str]:
    """Each word of an entry, but for the state of an implication, which is none of the officer's."""
    text = replace(entry, state="") if isinstance(entry, Implication) else entry
    return sorted(plain_entry(text).replace(";", " ").split())


def holds(kept: Entry, entry: Entry) -> bool:
    """Whether every word of the entry is in what was kept; of rows, each cell in the row that it was in."""
    if isinstance(kept, Rows) and isinstance(entry, Rows):
        return kept.none_because == entry.none_because and kept.introduction == entry.introduction and all(
            (there := kept.row(row.id)) is not None and all(
                not said(cell) or any(said(other) == said(cell) for other in there.cells.values())
                for cell in row.cells.values())
            for row in entry.rows)
    return kept == entry or said(kept) == said(entry)


@given(forms("1"), forms("2"), st.dictionaries(st.sampled_from((*NAMES, "d")), ENTRIES))
def test_bringing_a_draft_to_any_other_form_loses_no_answer(old: Form, new: Form, entries: dict[str, Entry]) -> None:
    after = brought_to(draft(old, **entries), old, new).draft
    assert all(not said(entry) or any(holds(kept, entry) for kept in after.entries.values())
               for entry in entries.values())


@given(forms("1"), st.dictionaries(st.sampled_from((*NAMES, "d")), ENTRIES))
def test_bringing_a_draft_to_the_form_it_is_on_changes_nothing(old: Form, entries: dict[str, Entry]) -> None:
    before = draft(old, **entries)
    brought = brought_to(before, old, old)
    assert brought.draft == before and brought.changes == ()

