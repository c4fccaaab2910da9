"""What a field asks of its own answer."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.checks import messages
from drafter.checks.field_checks import field_problems
from drafter.model.answers import read_answers
from drafter.model.characters import UNPRINTABLE
from drafter.model.draft import Draft, Entry, FormVersion, Implication, Path, Row, Rows, Unread, plain_entry
from drafter.model.fields import (
    Choice,
    ChoiceField,
    ConsultationField,
    DateField,
    FieldBase,
    ImplicationField,
    LineField,
    MoneyField,
    MultiChoiceField,
    OptionsField,
    RichTextField,
    WholeNumberField,
    YesNoField,
)
from drafter.model.form import Form, Section
from drafter.model.problem import Problem
from drafter.model.rich_text import Paragraph, RichText, Run, from_plain

COLOURS = (Choice(id="red", label="Red"), Choice(id="blue", label="Blue"))


def form_of(*fields: FieldBase) -> Form:
    return Form(id="f", version="1", title="Form", council="Council",
                sections=(Section(id="s", title="Section", fields=fields),))


def problems(*fields: FieldBase, exempt: tuple[str, ...] = (), **entries: Entry) -> list[Problem]:
    draft = Draft(FormVersion("f", "1"), entries=entries, exempt=exempt)
    return list(field_problems(read_answers(form_of(*fields), draft)))


def codes(*fields: FieldBase, **entries: Entry) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.path)) for problem in problems(*fields, **entries)]


@pytest.mark.parametrize(("field", "entry", "code", "sentence"), [
    (LineField(id="a", label="Title:", required=True), None, "missing", "Enter: title"),
    (LineField(id="a", label="Title", required=True, missing="Enter the title"), "  ", "missing", "Enter the title"),
    (YesNoField(id="a", label="Key decision?", required=True), None, "missing", "Answer yes or no: key decision"),
    (ChoiceField(id="a", label="Colour", required=True, choices=COLOURS), None, "missing", "Choose: colour"),
    (MultiChoiceField(id="a", label="Colours", required=True, choices=COLOURS), (), "missing", "Choose: colours"),
    (RichTextField(id="a", label="EqIA status", required=True), from_plain(""), "missing", "Enter: EqIA status"),
    (OptionsField(id="a", label="Options", required=True), Rows(()), "missing", "Add at least one option: options"),
    (ImplicationField(id="a", label="Legal implications", required=True), None, "missing",
     "Write the legal implications, say why there are none, or say who you are waiting for"),
    (ImplicationField(id="a", label="Legal implications", required=True, may_be_none=False), None, "missing",
     "Write the legal implications, or say who you are waiting for"),
    (DateField(id="a", label="Date"), "31 June 2026", "unreadable",
     '"31 June 2026" is not a date. Enter the date as in 4 October 2026'),
    (MoneyField(id="a", label="Cost"), "lots", "unreadable",
     '"lots" is not an amount. Enter the amount as in £1,250,000 or £1.25m'),
    (WholeNumberField(id="a", label="Months"), "twelve", "unreadable",
     '"twelve" is not a whole number. Enter it in figures, as in 12'),
    (YesNoField(id="a", label="Key"), "maybe", "unreadable", '"maybe" is neither yes nor no. Choose one'),
    (ChoiceField(id="a", label="Colour", choices=COLOURS), "green", "unreadable",
     '"green" is not one of the choices. Choose one of: Red; Blue'),
    (MultiChoiceField(id="a", label="Colours", choices=COLOURS), ("red", "green"), "unreadable",
     '"red; green" holds something that is not one of the choices. Choose from: Red; Blue'),
    (LineField(id="a", label="Title"), Unread("{}"), "unreadable", messages.UNREAD),
    (LineField(id="a", label="Title", max_length=5), "Parks!", "too_long",
     "Title has 6 characters and may have 5. Shorten it"),
    (LineField(id="a", label="Number", pattern=r"\d+", pattern_hint="Enter figures only"), "1a", "wrong_pattern",
     "Enter figures only"),
    (LineField(id="a", label="Number", pattern=r"\d+"), "1a", "wrong_pattern", '"1a" is not how Number is written'),
    (WholeNumberField(id="a", label="Months", least=1), "0", "too_small", "Months must be 1 or more"),
    (WholeNumberField(id="a", label="Months", most=9), "10", "too_large", "Months must be 9 or less"),
    (ImplicationField(id="a", label="Equalities", may_be_none=False, missing="Say who is affected"),
     Implication("none", because="nobody is"), "none_refused", "Equalities cannot be none. Say who is affected"),
    (ImplicationField(id="a", label="Legal implications"), Implication("waiting", waiting_for="Ann Example."),
     "waiting", "Waiting for Ann Example. Before the record can be signed, write: legal implications"),
])
def test_an_answer_that_does_not_do_is_told_what_would(field: FieldBase, entry: Entry | None, code: str,
                                                       sentence: str) -> None:
    found = problems(field) if entry is None else problems(field, a=entry)
    assert [(problem.code, problem.severity, str(problem.path), problem.message) for problem in found] == [
        (code, "must_fix", "a", sentence)]


@pytest.mark.parametrize(("field", "entries"), [
    (LineField(id="a", label="Title"), {}),
    (LineField(id="a", label="Title", required=True, max_length=5), {"a": "Parks"}),
    (DateField(id="a", label="Date", required=True), {"a": "4 October 2026"}),
    (OptionsField(id="a", label="Options", required=True, may_be_none=True), {"a": Rows((), "There is one course")}),
    (ImplicationField(id="a", label="Legal", required=True), {"a": Implication("none", because="no law is touched")}),
    (ImplicationField(id="a", label="Legal", required=True), {"a": Implication("answered", from_plain("Law"))}),
    (WholeNumberField(id="a", label="Months", least=1, most=9), {"a": "9"}),
])
def test_an_answer_that_does_is_left_alone(field: FieldBase, entries: Mapping[str, Entry]) -> None:
    assert codes(field, **entries) == []


def test_each_state_of_an_implication_asks_for_its_words() -> None:
    field = ImplicationField(id="a", label="Legal implications", required=True)
    assert codes(field, a=Implication("")) == [("missing", "a")]
    assert codes(field, a=Implication("answered")) == [("missing", "a.text")]
    assert codes(field, a=Implication("none")) == [("missing", "a.because")]
    assert codes(field, a=Implication("waiting")) == [("missing", "a.waiting_for")]


def test_cells_are_asked_for_and_named_by_their_row() -> None:
    row = Row({"description": from_plain("A hub")}, id="r1")
    assert codes(OptionsField(id="a", label="Options"), a=Rows((row,))) == [("missing", "a[r1].name")]


def test_a_reason_for_none_beside_rows_is_one_too_many() -> None:
    field = ConsultationField(id="a", label="Consultation", row_name="consultation", may_be_none=True)
    entry = Rows((Row({"who": "Residents"}),), "nobody is affected")
    [problem] = problems(field, a=entry)
    assert (problem.code, problem.severity) == ("none_beside_rows", "must_explain")
    assert problem.message == (
        '"Consultation" holds 1 consultation, and a reason for having none as well. Keep one of the two.')
    assert problem.fixes[0].edits == ((Path("a", None, "none_because"), None),)


def test_the_law_of_a_demand_comes_from_its_field() -> None:
    field = LineField(id="a", label="Title", required=True, law="Regulation 9(1)(b)", local=True)
    assert [(problem.law, problem.local) for problem in problems(field)] == [("Regulation 9(1)(b)", True)]


def test_parts_and_cells_are_asked_for_by_the_law_of_their_field() -> None:
    legal = ImplicationField(id="a", label="Legal", required=True, law="Form", local=True,
                             why="A council needs a power.")
    rows = OptionsField(id="b", label="Options", law="Regulation 13(2)(c)")
    found = problems(legal, rows, a=Implication("answered"), b=Rows((Row({"description": from_plain("A hub")}),)))
    assert [(problem.law, problem.local, problem.why) for problem in found] == [
        ("Form", True, "A council needs a power."), ("Regulation 13(2)(c)", False, "")]


def test_what_the_form_has_no_place_for_is_kept_and_said() -> None:
    rows = Rows((Row({"name": "Hub", "colour": "red"}, id="r1"),))
    found = problems(OptionsField(id="a", label="Options"), b="typed in another version", a=rows)
    assert [(problem.code, problem.severity, str(problem.path)) for problem in found] == [
        ("unknown_field", "advice", "b"), ("unknown_field", "advice", "a[r1].colour")]


@pytest.mark.parametrize(("field", "entry", "path"), [
    (LineField(id="a", label="Title"), "Pa\x00rks", "a"),
    (LineField(id="a", label="Title"), "Parks \ud83d", "a"),
    (RichTextField(id="a", label="Reasons"), RichText((Paragraph((Run("a\x07", bold=True),), id="p"),)), "a"),
    (ImplicationField(id="a", label="Legal"), Implication("none", because="none\ufffe"), "a.because"),
    (OptionsField(id="a", label="Options"), Rows((Row({"name": "Hub\x1f"}, id="r1"),)), "a[r1].name"),
    (OptionsField(id="a", label="Options", may_be_none=True), Rows((), "none\x01"), "a.none_because"),
])
def test_characters_that_word_cannot_hold_can_be_removed(field: FieldBase, entry: Entry, path: str) -> None:
    [problem] = [problem for problem in problems(field, a=entry) if problem.code == "unprintable"]
    assert (str(problem.path), problem.fixes[0].label) == (path, "Remove 1 character")
    draft = Draft(FormVersion("f", "1"), entries={"a": entry})
    for where, clean in problem.fixes[0].edits:
        draft = draft.with_entry(where, clean)
    assert plain_entry(draft.entry(Path("a"))) == UNPRINTABLE.sub("", plain_entry(entry))
    assert "unprintable" not in dict(codes(field, **draft.entries))


def test_halves_of_one_character_that_stand_together_are_whole() -> None:
    assert codes(LineField(id="a", label="Title"), a="Park \ud83c\udf33") == []


@given(st.text(), st.sampled_from([LineField, DateField, MoneyField, WholeNumberField, YesNoField]))
def test_whatever_is_typed_is_answered_in_words(text: str, kind: type[FieldBase]) -> None:
    for problem in problems(kind(id="a", label="Label", required=True), a=text):
        assert problem.message.strip() and len(problem.message) < 400


@given(st.text())
def test_what_fills_a_sentence_is_never_read_as_a_name(text: str) -> None:
    assert messages.fill("{a} and {b}", {"a": text, "b": "B"}) == f"{text} and B"


def test_a_name_that_nobody_brings_stays_as_it_is() -> None:
    assert messages.fill("{a.__class__} {nobody} {}", {"a": "x"}) == "{a.__class__} {nobody} {}"


@pytest.mark.parametrize(("label", "words"), [
    ("Legal implications:", "legal implications"), ("Financial Implications:", "Financial Implications"),
    ("DECISION NO:", "DECISION NO"), ("DPIA status", "DPIA status"),
    ("Is subject to call in?", "is subject to call in"),
])
def test_a_label_within_a_sentence_keeps_its_names(label: str, words: str) -> None:
    assert messages.in_sentence(label) == words


def test_long_words_are_quoted_short() -> None:
    assert messages.quoted("word " * 1000) == '"' + ("word " * 12)[:59].rstrip() + '…"'
    assert messages.tail("alpha " * 100 + "(gardens, paths") == '"alpha alpha alpha alpha (gardens, paths"'
