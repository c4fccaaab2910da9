"""What a draft means against its form: asked, due, readable; and what a public document may know."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.model.answers import Answers, read_answers, why_not, without_exempt
from drafter.model.conditions import Equals, StageFrom
from drafter.model.draft import Draft, FormVersion, Implication, Path, Row, Rows, Unread
from drafter.model.fields import (
    Choice,
    ChoiceField,
    ClausesField,
    DateField,
    ImplicationField,
    LineField,
    MultiChoiceField,
    OptionsField,
    RichTextField,
    TableField,
    YesNoField,
)
from drafter.model.form import Form, Output, Section
from drafter.model.rich_text import from_plain

COSTS = TableField(id="costs", label="Costs", columns=(
    LineField(id="year", label="Year", required=True),
    YesNoField(id="grant", label="Grant?"),
    LineField(id="source", label="Source", when=Equals("grant", "yes"), required=True),
    LineField(id="price", label="Price", exempt=True),
    LineField(id="note", label="Note", when=Equals("key", "yes")),
))
FORM = Form(id="small", version="1", title="Record", council="Anyshire", sections=(
    Section(id="one", title="One", fields=(
        LineField(id="title", label="Title", required=True),
        YesNoField(id="key", label="Key decision", required=True),
        RichTextField(id="why", label="Why key", when=Equals("key", "yes"), required=True),
        MultiChoiceField(id="tests", label="Tests", choices=(Choice(id="money"),), when=Equals("key", "yes")),
        DateField(id="day", label="Day", required_when=StageFrom("decided")),
        ChoiceField(id="route", label="Route", choices=(Choice(id="normal", label="Normal"),)),
    )),
    Section(id="two", title="Two", fields=(
        ClausesField(id="decision", label="Decision", verbs=("APPROVE", "DELEGATE")),
        OptionsField(id="options", label="Options", may_be_none=True), OptionsField(id="more", label="More"),
        ImplicationField(id="legal", label="Legal implications", required=True),
        COSTS,
        RichTextField(id="secret", label="Secret", exempt=True),
    )),
))


def answers(stage="proposed", exempt=(), **entries) -> Answers:
    return read_answers(FORM, Draft(FormVersion("small", "1"), stage=stage, entries=entries, exempt=exempt))


def test_fields_are_asked_in_the_order_the_officer_meets_them():
    assert [path.field for path in answers(key="yes").asked] == [field.id for field in FORM.fields]


def test_a_hidden_answer_counts_for_nothing_but_is_kept():
    hidden = answers(key="no", why=from_plain("Over a million."), tests=("nothing known",))
    assert Path("why") not in hidden.asked and Path("why") not in hidden.required
    assert hidden.value("why") is None and not hidden.unreadable
    assert hidden.draft.entry(Path("why")) is not None
    assert answers(key="yes", why=hidden.draft.entries["why"]).text("why") == "Over a million."


@pytest.mark.parametrize(("stage", "due"), [("proposed", False), ("decided", True), ("published", True)])
def test_what_is_due_depends_on_the_stage(stage, due):
    assert (Path("day") in answers(stage).required) is due


def test_an_entry_is_read_or_marked_unreadable():
    some = answers(day="4 Oct 2026", route="perhaps", key="yes", tests=("money", "size"), title=Unread("[1]"))
    assert some.value("day") == date(2026, 10, 4)
    assert some.text("day") == "4 October 2026"
    assert some.unreadable == {Path("route"), Path("tests"), Path("title")}
    assert some.value("route") is None and some.text("route") == ""


def test_spaces_alone_are_no_answer_and_not_unreadable():
    some = answers(title=" \n", day=" ", legal=Implication(""), options=Rows((Row({"name": " "}),)))
    assert not some.values and not some.unreadable


def test_rows_that_hold_nothing_are_not_asked_about():
    full, empty = Row({"year": "2027"}), Row({"grant": " "})
    some = answers(costs=Rows((empty, full)))
    assert some.row_ids("costs") == (full.id,)
    assert Path("costs", full.id, "year") in some.required
    assert not any(path.row == empty.id for path in some.asked)


def test_a_condition_in_a_row_looks_at_its_own_row_then_at_the_form():
    granted, own = Row({"grant": "yes", "note": "n"}), Row({"year": "2027", "grant": "no", "note": "n"})
    some = answers(key="yes", costs=Rows((granted, own)))
    assert Path("costs", granted.id, "source") in some.required
    assert Path("costs", own.id, "source") not in some.asked
    assert some.text("costs", own.id, "note") == "n"
    assert answers(key="no", costs=Rows((own,))).text("costs", own.id, "note") == ""


def test_a_stated_reason_for_none_counts_only_where_there_may_be_none():
    some = answers(options=Rows((), "the court\n left none"), more=Rows((), "no reason"))
    assert some.text("options", None, "none_because") == "the court left none"
    assert Path("options") not in some.values
    assert Path("more", None, "none_because") not in some.asked


def test_the_introduction_of_the_clauses_is_an_answer_of_its_own():
    some = answers(decision=Rows((Row({"verb": "APPROVE", "text": "it"}),), introduction="As Leader, I propose to:"))
    assert some.text("decision", None, "introduction") == "As Leader, I propose to:"
    assert "As Leader, I propose to:" in dict(some.texts()).values()
    assert some.form.at(Path("decision", None, "introduction")) is not None


@pytest.mark.parametrize(("entry", "part", "words"), [
    (Implication("answered", from_plain("The Act applies.")), "text", "The Act applies."),
    (Implication("none", because=" no law\nchanges "), "because", "no law changes"),
    (Implication("waiting", waiting_for="the solicitor"), "waiting_for", "the solicitor"),
    (Implication("", from_plain("Typed before a state was chosen.")), "text", "Typed before a state was chosen."),
])
def test_an_implication_asks_for_the_part_of_its_state(entry, part, words):
    some = answers(legal=entry)
    path = Path("legal", None, part)
    assert path in some.required
    assert some.text("legal", None, part) == words
    assert [p for p in some.asked if p.field == "legal"] == [Path("legal"), path]


def test_words_typed_in_another_state_are_kept_but_not_read():
    some = answers(legal=Implication("none", from_plain("An old answer."), "no law changes", "nobody"))
    assert [words for path, words in some.texts() if path.field == "legal"] == ["no law changes"]


def test_a_state_without_its_words_is_an_answer_that_lacks_them():
    some = answers(legal=Implication("waiting"))
    assert Path("legal") in some.values
    assert Path("legal", None, "waiting_for") in some.required - some.values.keys()


def test_texts_gives_words_only():
    some = answers(title="Park", key="yes", day="4/10/2026", route="normal", why=from_plain("A\nB"))
    assert dict(some.texts()) == {Path("title"): "Park", Path("why"): "A\nB"}


MARKS = ("title", "why", "legal", "legal.text", "decision", "decision[c].text", "decision[c]", "decision.introduction",
         "options[o]", "options[o].reason", "options.none_because", "costs", "costs[r].year")
FULL = {
    "title": "word title", "key": "yes", "why": from_plain("word why"), "secret": from_plain("word secret"),
    "decision": Rows((Row({"text": "word clause"}, id="c"),), introduction="word introduction"),
    "options": Rows((Row({"name": "word option", "reason": from_plain("word reason")}, id="o"),), "word because"),
    "legal": Implication("answered", from_plain("word legal"), "word legal because"),
    "costs": Rows((Row({"year": "word year", "price": "word price"}, id="r"),)),
}
HIDES = {
    "title": ["title"], "why": ["why"], "legal": ["legal"], "legal.text": ["legal"],
    "decision": ["clause", "introduction"], "decision[c].text": ["clause"], "decision[c]": ["clause"],
    "decision.introduction": ["introduction"], "options[o]": ["option", "reason"], "options[o].reason": ["reason"],
    "options.none_because": ["because"], "costs": ["year", "price"], "costs[r].year": ["year"],
}


def words_in(some: Answers) -> str:
    """All that a document could print from the answers: values, what they display, and the draft behind them."""
    shown = [some.asked[path].display(value) for path, value in some.values.items()]
    return "\n".join([*shown, repr(some.values), repr(some.draft.entries), repr(some.draft.imported)])


@given(st.sets(st.sampled_from(MARKS)))
def test_a_public_document_knows_nothing_that_is_marked_exempt(marks):
    public = words_in(without_exempt(answers(exempt=tuple(marks), **FULL)))
    hidden = {"secret", "price"} | {word for mark in marks for word in HIDES[mark]}
    for word in hidden:
        assert f"word {word}" not in public


@given(st.sets(st.sampled_from(MARKS)))
def test_what_is_not_marked_stays_in_the_public_document(marks):
    some = answers(exempt=tuple(marks), **FULL)
    public = dict(without_exempt(some).texts())
    hidden = {"secret", "price"} | {word for mark in marks for word in HIDES[mark]}
    assert set(public.values()) == {words for words in dict(some.texts()).values() if words[5:] not in hidden}


def test_a_public_document_does_not_count_exempt_rows():
    some = answers(exempt=("options[o]",), options=Rows((Row({"name": "x"}, id="o"), Row({"name": "y"}, id="p"))))
    assert some.row_ids("options") == ("o", "p")
    assert without_exempt(some).row_ids("options") == ("p",)


def test_a_mark_that_names_nothing_hides_nothing():
    some = answers(exempt=("!!", "options[gone].reason", ""), title="Park")
    assert without_exempt(some).text("title") == "Park"


def test_a_form_finds_its_fields_parts_and_columns_by_path():
    assert FORM.at(Path("title")) is FORM.field("title")
    assert FORM.at(Path("costs", "r", "price")).exempt
    assert FORM.at(Path("legal", None, "because")).id == "because"
    assert FORM.at(Path("options", None, "none_because")).id == "none_because"
    assert FORM.at(Path("more", None, "none_because")) is None
    assert FORM.at(Path("title", None, "because")) is None
    assert FORM.at(Path("nowhere")) is None
    assert FORM.section_of("legal").short_name == "Two"


def test_a_paper_that_is_not_needed_says_why_and_any_other_says_nothing():
    always = Output(id="record", title="R", file_name="{title}")
    later = Output(id="signed", title="S", file_name="{title}", when=StageFrom("decided"), not_when="Not decided yet.")
    named = Output(id="named", title="N", file_name="{title}", when=Equals("title", "Park"), not_when="No park.")
    park = answers(title="Park")
    assert [why_not(park, output) for output in (always, later, named)] == ["", "Not decided yet.", ""]
    assert why_not(answers(title="Pond"), named) == "No park."
