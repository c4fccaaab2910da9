"""What does not fit in a form is found, and what fits is left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.model.base import STAGES
from drafter.model.conditions import (
    AllOf,
    Answered,
    AnyOf,
    Condition,
    Equals,
    Includes,
    NoneOf,
    OneOf,
    StageFrom,
    holds,
)
from drafter.model.fields import (
    Choice,
    ChoiceField,
    ClausesField,
    DateField,
    FieldBase,
    ImplicationField,
    LineField,
    MoneyField,
    MultiChoiceField,
    OptionsField,
    PeopleField,
    RichTextField,
    TableField,
    WholeNumberField,
    YesNoField,
)
from drafter.model.form import ClockFields, DirectoryEntry, Form, Output, RuleEntry, Section
from drafter.model.form_faults import faults
from drafter.model.reachable import can_hold
from drafter.model.timetable import Conventions

BASICS: tuple[FieldBase, ...] = (
    LineField(id="title", label="Title"),
    LineField(id="decision_number", label="Number"),
    LineField(id="decision_maker_title", label="Decision maker"),
    YesNoField(id="is_key", label="Key"),
    ChoiceField(id="route", label="Route", choices=(Choice(id="normal"), Choice(id="urgent", label="Urgent"))),
    MultiChoiceField(id="involves", label="Involves", choices=(Choice(id="land"), Choice(id="money"))),
    WholeNumberField(id="months", label="Months", least=1, most=60),
    DateField(id="day", label="Day"),
    ChoiceField(id="post", label="Post", directory="posts", choices=(Choice(id="Leader"),)),
)
POSTS = {"posts": (DirectoryEntry(title="Leader"),)}
SOUND = Form(id="small", version="1", title="Small", council="Westshire", directory=POSTS,
             sections=(Section(id="one", title="One", fields=BASICS),))


def with_fields(*fields: FieldBase) -> Form:
    return replace(SOUND, sections=(*SOUND.sections, Section(id="two", title="Two", fields=fields)))


def told(form: Form) -> list[str]:
    return [str(fault) for fault in faults(form)]


def field_told(field: FieldBase) -> list[str]:
    """What is said about one more field, without its place."""
    start = f"sections/two.toml: field '{field.id}'"
    found = told(with_fields(field))
    assert all(fault.startswith(start) for fault in found)
    return [fault.removeprefix(start).lstrip(",: ") for fault in found]


def test_a_sound_form_has_no_faults() -> None:
    assert told(SOUND) == []


# Ids and references


@pytest.mark.parametrize("name", ["Reasons", "1st", "two words", "a-b", "", "../x", "é", "a\n"])
def test_an_id_is_small_letters_digits_and_underscores(name: str) -> None:
    assert "is not fit for an id" in field_told(LineField(id=name, label="X"))[0]


def test_an_id_used_twice_is_told_with_the_place_of_the_first() -> None:
    assert field_told(LineField(id="title", label="Again")) == [
        "This id is used twice; the first is in sections/one.toml."]


def test_a_section_listed_twice_is_told() -> None:
    assert "form.toml: sections: 'one' is listed twice." in told(replace(SOUND, sections=SOUND.sections * 2))


def test_a_form_without_sections_and_a_section_without_fields_are_told() -> None:
    assert "form.toml: sections: A form needs at least one section." in told(replace(SOUND, sections=()))
    assert told(with_fields()) == ["sections/two.toml: The section has no fields."]


@pytest.mark.parametrize("key", ["title_field", "number_field", "decision_maker_field"])
def test_a_field_that_the_form_names_must_be_there(key: str) -> None:
    assert told(replace(SOUND, **{key: "titel"})) == [  # type: ignore[arg-type]
        f"form.toml: {key}: There is no field 'titel'. Did you mean 'title'?"]


def test_a_field_that_could_not_be_read_is_not_missed() -> None:
    form = replace(with_fields(LineField(id="x", label="X", when=Answered("lost", True))), title_field="lost")
    assert faults(form, frozenset({"lost"})) == ()


@pytest.mark.parametrize(("output", "sentence"), [
    (Output(id="record", title="R", file_name="{titel}"),
     "In 'file_name': There is no field 'titel'. Did you mean 'title'?"),
    (Output(id="record", title="R", file_name="{title"),
     "A brace in 'file_name' has no partner. Write field ids in pairs of braces, such as {title}."),
    (Output(id="record", title="R", file_name=" "),
     "'file_name' is empty. Write a pattern such as \"{decision_number} Record - {title}\"."),
    (Output(id="record", title="R", file_name="{title}", formats=()),
     "'formats' is empty. Name at least one, such as \"docx\"."),
    (Output(id="../record", title="R", file_name="{title}"),
     "'../record' is not fit for an id. Use small letters, digits and underscores, beginning with a letter."),
])
def test_an_output_must_hold_together(output: Output, sentence: str) -> None:
    assert told(replace(SOUND, outputs=(output,))) == [f"form.toml: output '{output.id}': {sentence}"]


def test_an_output_used_twice_is_told() -> None:
    output = Output(id="record", title="R", file_name="{title}")
    assert told(replace(SOUND, outputs=(output, output))) == ["form.toml: output 'record': This id is used twice."]


def test_an_exempt_answer_never_names_a_public_file() -> None:
    form = replace(with_fields(LineField(id="secret", label="Secret", exempt=True)),
                   outputs=(Output(id="record", title="R", file_name="{secret}"),
                            Output(id="appendix", title="A", file_name="{secret}", public=False)))
    assert told(form) == ["form.toml: output 'record': In 'file_name': 'secret' is exempt, and this output is public."]


def test_a_long_text_never_names_a_file() -> None:
    form = replace(with_fields(RichTextField(id="reasons", label="Reasons")),
                   outputs=(Output(id="record", title="R", file_name="{reasons}"),))
    assert told(form) == ["form.toml: output 'record': In 'file_name': 'reasons' is a field of kind rich_text, "
                          "too long for the name of a file."]


def test_an_alias_that_leads_to_two_fields_is_told() -> None:
    form = with_fields(LineField(id="x", label="X", aliases=("Heading", "title:")), LineField(id="y", label="Heading"))
    assert told(form) == [
        "sections/two.toml: field 'x', aliases: 'Heading' already leads to the field 'y'.",
        "sections/two.toml: field 'x', aliases: 'title:' already leads to the field 'title'."]


def test_an_ignored_label_must_not_be_that_of_a_field() -> None:
    assert told(replace(SOUND, ignored_labels=("Banner", "TITLE"))) == [
        "form.toml: ignored_labels: 'TITLE' is a label of the field 'title' too."]


# Settings of fields


@pytest.mark.parametrize(("field", "sentence"), [
    (LineField(id="x", label=" "), "'label' is empty."),
    (LineField(id="x", label="X", required=True, required_when=Equals("is_key", "yes")),
     "'required_when' says nothing beside 'required = true'. Take one of them away."),
    (LineField(id="x", label="X", max_length=0), "'max_length' is 0, so that nothing could be typed."),
    (LineField(id="x", label="X", pattern="(", pattern_hint="Y"),
     "'pattern' is no pattern that can be used: missing ), unterminated subpattern at position 0."),
    (LineField(id="x", label="X", pattern="a"),
     "'pattern_hint' is missing. Say what fits the pattern: it is the sentence an officer reads."),
    (LineField(id="x", label="X", pattern="a+", pattern_hint="Y", good_example="ab"),
     "The good example does not fit the pattern."),
    (WholeNumberField(id="x", label="X", least=5, most=4), "'least' (5) is more than 'most' (4)."),
    (RichTextField(id="x", label="X", words=(200, 20)), "'words' goes from 200 to 20. Write the smaller number first."),
    (ImplicationField(id="x", label="X", words=(-1, 20)),
     "'words' goes from -1 to 20. Write the smaller number first."),
    (ChoiceField(id="x", label="X"),
     "There is nothing to choose from. Write 'choices', or name a list of directory.toml in 'directory'."),
    (ChoiceField(id="x", label="X", directory="post"), "directory.toml has no list 'post'. Did you mean 'posts'?"),
    (ChoiceField(id="x", label="X", choices=(Choice(id="a"), Choice(id="b", label="A"))), "'a' names two choices."),
    (ChoiceField(id="x", label="X", choices=(Choice(id="Yes!"),)),
     "Choice 'Yes!': 'Yes!' is not fit for an id. Use small letters, digits and underscores, beginning with a letter."),
    (ChoiceField(id="x", label="X", choices=(Choice(id="a", since=date(2026, 2, 1), until=date(2026, 1, 1)),)),
     "Choice 'a' ends before it begins."),
    (ClausesField(id="x", label="X", directory="post", verbs=("DELEGATE",)),
     "directory.toml has no list 'post'. Did you mean 'posts'?"),
    (PeopleField(id="x", label="X", directory="post"), "directory.toml has no list 'post'. Did you mean 'posts'?"),
    (ClausesField(id="x", label="X", verbs=("DELEGATE", "Approve")),
     "The verb 'Approve' must be one word in capitals."),
    (ClausesField(id="x", label="X", verbs=("APPROVE",), delegating=("APROVE",)),
     "'APROVE' in 'delegating' is none of the verbs. Did you mean 'APPROVE'?"),
    (ChoiceField(id="x", label="X", choices=(Choice(id="a"),), directorate_into="titel"),
     "In 'directorate_into': There is no field 'titel'. Did you mean 'title'?"),
    (ChoiceField(id="x", label="X", choices=(Choice(id="a"),), contact_into="title"),
     "In 'contact_into': 'title' is a field of another kind than people."),
    (ClausesField(id="x", label="X", opening="As {titel}, I propose to:", delegating=()),
     "In 'opening': There is no field 'titel'. Did you mean 'title'?"),
    (ClausesField(id="x", label="X", opening="As {title, I propose to:", delegating=()),
     "A brace in 'opening' has no partner. Write field ids in pairs of braces, such as {decision_maker_title}."),
    (TableField(id="x", label="X"), "A table needs at least one column that can be read."),
    (TableField(id="x", label="X", columns=(OptionsField(id="y", label="Y"),)),
     "column 'y': A column cannot be a field of kind options."),
    (TableField(id="x", label="X", columns=(LineField(id="level", label="Y"),)),
     "column 'level': A column cannot be called 'level': the program keeps that name for itself."),
    (TableField(id="x", label="X", columns=(LineField(id="y", label="Y"), LineField(id="y", label="Z"))),
     "column 'y': This id is used twice."),
    (TableField(id="x", label="X", columns=(WholeNumberField(id="y", label="Y", least=2, most=1),)),
     "column 'y': 'least' (2) is more than 'most' (1)."),
])
def test_a_setting_that_makes_no_sense_is_told(field: FieldBase, sentence: str) -> None:
    assert field_told(field) == [sentence]


# Conditions


@pytest.mark.parametrize(("when", "sentence"), [
    (Equals("is_keyy", "yes"), "There is no field 'is_keyy'. Did you mean 'is_key'?"),
    (Answered("x", True), "A field cannot depend on itself."),
    (Answered("later", True), "'later' comes later in the form. A condition looks only at what was asked before."),
    (Equals("route", "urgnt"), "\"urgnt\" is none of the choices of 'route'. Did you mean 'urgent'?"),
    (Equals("route", "Urgent"), "\"Urgent\" is none of the choices of 'route'. Write its id, 'urgent'."),
    (OneOf("route", ("normal", "mars")), "\"mars\" is none of the choices of 'route'. They are: normal, urgent."),
    (Equals("is_key", "true"), "'is_key' is answered \"yes\" or \"no\", never \"true\"."),
    (Equals("involves", "land"), "'involves' is a field of kind multi_choice. Use 'includes'."),
    (Includes("involves", "lands"), "\"lands\" is none of the choices of 'involves'. Did you mean 'land'?"),
    (Includes("route", "urgent"),
     "'includes' asks about boxes ticked; 'route' is a field of kind choice. Use 'equals'."),
    (Equals("months", "61"), "'months' is a whole number; it is never \"61\"."),
    (Equals("months", "six"), "'months' is a whole number; it is never \"six\"."),
    (Equals("day", "1 May"), "'day' is a field of kind date, which has no one word to compare. Use 'answered'."),
    (Equals("post", "Leder"), "\"Leder\" is none of the directory list 'posts'. Did you mean 'Leader'?"),
    (Equals("title", "A  park"), "'title' never reads as \"A  park\": spaces are tidied."),
    (AllOf(()), "'all_of' is an empty list."),
    (AnyOf((Answered("title", True), NoneOf(()))), "'none_of' is an empty list."),
    (OneOf("route", ()), "'one_of' is an empty list."),
])
def test_a_condition_that_cannot_be_meant_is_told(when: Condition, sentence: str) -> None:
    later = LineField(id="later", label="Later")
    found = told(with_fields(LineField(id="x", label="X", when=when), later))
    assert found == [f"sections/two.toml: field 'x', when: {sentence}"]


NEVER = "This can never hold, so the field would never be asked."
KEY, NOT_KEY = Equals("is_key", "yes"), Equals("is_key", "no")


@pytest.mark.parametrize("when", [
    AllOf((KEY, NOT_KEY)),
    AllOf((KEY, Answered("is_key", False))),
    AllOf((KEY, NoneOf((AnyOf((KEY, NOT_KEY)),)))),
    AllOf((Equals("route", "normal"), OneOf("route", ("urgent",)))),
    AllOf((StageFrom("decided"), NoneOf((StageFrom("proposed"),)))),
    NoneOf((StageFrom("proposed"),)),
    NoneOf((Answered("title", True), Answered("title", False))),
    AllOf((Includes("involves", "land"), Answered("involves", False))),
    AllOf((Equals("months", "3"), Equals("months", "4"))),
    AllOf((Answered("route", True), NoneOf((OneOf("route", ("normal", "urgent")),)))),
])
def test_a_condition_that_contradicts_itself_is_told(when: Condition) -> None:
    assert field_told(LineField(id="x", label="X", when=when)) == [f"when: {NEVER}"]


@pytest.mark.parametrize("when", [
    AllOf((KEY, StageFrom("published"))),
    AllOf((Includes("involves", "land"), Includes("involves", "money"))),
    AllOf((Answered("route", True), NoneOf((Equals("route", "urgent"),)))),
    NoneOf((StageFrom("decided"),)),
    AllOf((Answered("title", True), NoneOf((Equals("title", "Park"),)))),
    AllOf((Answered("post", True), NoneOf((Equals("post", "Leader"),)))),     # other titles may be typed
    AllOf((Answered("months", True), NoneOf((Equals("months", "1"),)))),
])
def test_a_condition_that_some_answers_meet_is_left_alone(when: Condition) -> None:
    assert field_told(LineField(id="x", label="X", when=when)) == []


def test_a_contradiction_through_another_field_is_told() -> None:
    why_key = LineField(id="why_key", label="Why", when=KEY)
    x = LineField(id="x", label="X", when=AllOf((NOT_KEY, Answered("why_key", True))))
    assert told(with_fields(why_key, x)) == [f"sections/two.toml: field 'x', when: {NEVER}"]


def test_a_demand_that_holds_only_where_the_field_is_not_asked_is_told() -> None:
    assert field_told(LineField(id="x", label="X", when=KEY, required_when=NOT_KEY)) == [
        "required_when: This can never hold where the field is asked, so it would never be required."]


def test_a_column_may_look_at_the_columns_before_it() -> None:
    paid = YesNoField(id="paid", label="Paid")
    amount = MoneyField(id="amount", label="Amount", when=Equals("paid", "yes"))
    assert field_told(TableField(id="x", label="X", columns=(paid, amount))) == []
    assert field_told(TableField(id="x", label="X", columns=(amount, paid))) == [
        "column 'amount', when: 'paid' comes later in the form. A condition looks only at what was asked before."]


def test_a_column_that_contradicts_its_table_is_told() -> None:
    column = LineField(id="y", label="Y", when=NOT_KEY)
    assert field_told(TableField(id="x", label="X", when=KEY, columns=(column,))) == [f"column 'y', when: {NEVER}"]


def test_one_slip_is_told_once_and_not_again_by_what_rests_on_it() -> None:
    broken = YesNoField(id="broken", label="B", when=Answered("nothing_like_it", True))
    resting = LineField(id="resting", label="R", when=AllOf((Equals("broken", "yes"), Equals("broken", "no"))))
    assert told(with_fields(broken, resting)) == [
        "sections/two.toml: field 'broken', when: There is no field 'nothing_like_it'."]


def test_a_condition_with_very_many_combinations_is_not_tried_for_ever() -> None:
    many = tuple(MultiChoiceField(id=f"f{n}", label=f"F{n}", choices=tuple(Choice(id=f"c{m}") for m in range(40)))
                 for n in range(5))
    tests = tuple(Includes(field.id, choice.id) for field in many for choice in field.choices)
    assert told(with_fields(*many, LineField(id="x", label="X", when=AllOf(tests)))) == []


leaves = st.sampled_from([
    KEY, NOT_KEY, Answered("is_key", True), Answered("is_key", False), Equals("route", "normal"),
    OneOf("route", ("normal", "urgent")), Includes("involves", "land"), Includes("involves", "money"),
    StageFrom("decided"), StageFrom("published")])
conditions = st.recursive(leaves, lambda inner: st.builds(
    lambda group, those: group(tuple(those)), st.sampled_from([AllOf, AnyOf, NoneOf]),
    st.lists(inner, min_size=1, max_size=3)))


@given(conditions)
def test_a_condition_is_reachable_exactly_when_some_answers_meet_it(condition: Condition) -> None:
    whole = [{"is_key": key, "route": route, "involves": involves}
             for key in (None, True, False) for route in (None, "normal", "urgent")
             for involves in (None, ("land",), ("money",), ("land", "money"))]
    met = any(holds(condition, answers.get, stage) for answers in whole for stage in STAGES)
    assert can_hold([condition], SOUND.field) == met


# Rules, directory, calendar


def test_a_rule_switched_on_twice_with_the_same_settings_is_told() -> None:
    one = RuleEntry(rule="words", settings={"most": 3})
    other = replace(one, settings={"most": 4})
    early, late = replace(one, stages=("proposed",)), replace(one, stages=("decided", "published"))
    assert told(replace(SOUND, rules=(one, other))) == []
    assert told(replace(SOUND, rules=(early, late))) == []
    for rules in ((one, one), (one, late)):
        assert told(replace(SOUND, rules=rules)) == [
            "rules.toml: rule 'words': It is switched on twice with the same settings."]


@pytest.mark.parametrize(("one", "other", "overlap"), [
    ((None, None), (None, None), True),
    ((None, date(2020, 4, 30)), (date(2020, 5, 1), None), False),
    ((None, date(2020, 5, 1)), (date(2020, 5, 1), None), True),
    ((date(2021, 1, 1), None), (date(2010, 1, 1), date(2020, 12, 31)), False),
    ((date(2021, 1, 1), None), (date(2010, 1, 1), None), True),
])
def test_a_title_stands_once_at_a_time(one: tuple[date | None, date | None], other: tuple[date | None, date | None],
                                       overlap: bool) -> None:
    posts = tuple(DirectoryEntry(title="Leader", since=since, until=until) for since, until in (one, other))
    form = replace(SOUND, directory={"posts": posts})
    expected = ["directory.toml: posts, 'Leader': It is listed twice for the same time. Give one of them an end before "
                "the other begins."]
    assert told(form) == (expected if overlap else [])


def test_a_directory_that_makes_no_sense_is_told() -> None:
    backwards = DirectoryEntry(title="Leader", since=date(2021, 1, 1), until=date(2020, 1, 1))
    form = replace(SOUND, directory={**POSTS, "Old Posts": (backwards, DirectoryEntry(title=" "))})
    assert told(form) == [
        "directory.toml: Old Posts: 'Old Posts' is not fit for an id. Use small letters, digits and underscores, "
        "beginning with a letter.",
        "directory.toml: Old Posts, 'Leader': It ends before it begins.",
        "directory.toml: Old Posts: A title is empty."]


def test_a_count_of_days_that_cannot_be_right_is_told() -> None:
    assert told(replace(SOUND, conventions=Conventions(notice_days=-1))) == [
        "calendar.toml: notice_days: -1 days cannot be right. Write a number from 0 to 366."]


@pytest.mark.parametrize(("conventions", "told_of"), [
    (Conventions(agenda_days=400), "agenda_days: 400 days cannot be right. Write a number from 0 to 366."),
    (Conventions(call_in_days=0, call_in_first_day="same"),
     "call_in_first_day: Without a day for call-in no day is the first of them."),
    (Conventions(closed_days={date(206, 12, 29): "Closed"}),
     "closed_days: 0206-12-29 is of no year from 1000 to 2999."),
    (Conventions(closed_days_known_until=date(207, 12, 31)),
     "closed_days: 0207-12-31 is of no year from 1000 to 2999."),
])
def test_conventions_out_of_range_are_told(conventions: Conventions, told_of: str) -> None:
    assert told(replace(SOUND, conventions=conventions)) == [f"calendar.toml: {told_of}"]


@pytest.mark.parametrize(("clock", "told_of"), [
    (ClockFields(notice="day", key="is_key", route="route", normal="normal", exception="urgent", urgent="urgent"), ""),
    (ClockFields(notice="dya"), "fields, notice: There is no field 'dya'. Did you mean 'day'?"),
    (ClockFields(publication="title"),
     "fields, publication: 'title' is a field of kind line; a field of kind date belongs here."),
    (ClockFields(key="route"), "fields, key: 'route' is a field of kind choice; a field of kind yes_no belongs here."),
    (ClockFields(route="route", normal="normal", exception="urgnt", urgent="urgent"),
     "fields, exception: 'urgnt' is no choice of the field 'route'. Did you mean 'urgent'?"),
])
def test_the_fields_of_the_calendar_are_there_and_of_their_kind(clock: ClockFields, told_of: str) -> None:
    assert told(replace(SOUND, clock=clock)) == ([f"calendar.toml: {told_of}"] if told_of else [])


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"formats": ("docx", "htm")}, "'htm' in 'formats' is no format. They are docx, html. Did you mean 'html'?"),
    ({"not_when": "It is not needed."},
     "'when' and 'not_when' go together: when the paper is made, and the sentence for when it is not."),
    ({"when": StageFrom("decided")},
     "'when' and 'not_when' go together: when the paper is made, and the sentence for when it is not."),
])
def test_a_paper_that_is_not_always_made_says_why(changes: dict[str, Any], sentence: str) -> None:
    output = replace(Output(id="record", title="R", file_name="{title}"), **changes)
    assert told(replace(SOUND, outputs=(output,))) == [f"form.toml: output 'record': {sentence}"]


def test_what_a_paper_needs_is_a_field() -> None:
    output = Output(id="record", title="R", file_name="{title}", needs=("title", "titel"))
    assert told(replace(SOUND, outputs=(output,))) == [
        "form.toml: output 'record': In 'needs': There is no field 'titel'. Did you mean 'title'?"]


@pytest.mark.parametrize(("condition", "sentence"), [
    (Answered("titel", True), "There is no field 'titel'. Did you mean 'title'?"),
    (AllOf((Answered("title", True), Answered("title", False))),
     "This can never hold, so the paper would never be made."),
])
def test_the_condition_of_a_paper_is_looked_at_like_any_other(condition: Condition, sentence: str) -> None:
    output = Output(id="record", title="R", file_name="{title}", when=condition, not_when="It is not needed.")
    assert told(replace(SOUND, outputs=(output,))) == [f"form.toml: output 'record', when: {sentence}"]


def test_an_earlier_id_leads_to_one_question_and_not_to_one_that_is_asked() -> None:
    assert field_told(LineField(id="x", label="X", was=("old",))) == []
    assert field_told(LineField(id="x", label="X", was=("title",))) == [
        "was: 'title' is the id of a question that is asked now."]
    two = with_fields(LineField(id="x", label="X", was=("old",)), LineField(id="y", label="Y", was=("old",)))
    assert told(two) == ["sections/two.toml: field 'x', was: 'old' leads to 'y' too.",
                         "sections/two.toml: field 'y', was: 'old' leads to 'x' too."]
    columns = (LineField(id="a", label="A"), LineField(id="b", label="B", was=("a",)))
    assert field_told(TableField(id="t", label="T", columns=columns)) == [
        "column 'b', was: 'a' is the id of a question that is asked now."]
