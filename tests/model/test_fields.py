"""The kinds of field: one contract that every kind keeps, then what is special to each."""

from collections import Counter
from dataclasses import FrozenInstanceError
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.model.conditions import holds
from drafter.model.draft import Implication, Row, Rows, Unread, plain_entry
from drafter.model.fields import (
    KINDS,
    Choice,
    ChoiceField,
    ClausesField,
    ConsultationField,
    DateField,
    DocumentsField,
    ImplicationField,
    LineField,
    MoneyField,
    MultiChoiceField,
    OptionsField,
    PeopleField,
    RichTextField,
    RowsField,
    TableField,
    WholeNumberField,
    YesNoField,
    is_blank,
    is_blank_row,
)
from drafter.model.rich_text import EMPTY, Paragraph, RichText, Run, Table, from_plain, plain

COLUMNS = {"columns": (LineField(id="name", label="Name"), DateField(id="from", label="From"))}
FIELDS = {kind: made(id="it", label="Its label", **(COLUMNS if kind == "table" else {}))
          for kind, made in KINDS.items()}
ENTRIES = ("words", ("a", "b"), from_plain("words"), Rows((Row({"name": "x"}),)), Implication("none", because="so"),
           Unread("{}"))
ROUTES = (Choice(id="normal", label="Normal: 28 clear days"), Choice(id="urgent", label="Special urgency"))
each_kind = pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS.keys())
typed_text = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n"))


@each_kind
def test_a_kind_is_known_by_its_name_and_never_changes(field):
    assert KINDS[field.kind] is type(field)
    with pytest.raises(FrozenInstanceError):
        field.label = "other"


@each_kind
@given(typed=typed_text)
def test_plain_text_put_into_a_kind_loses_no_character(field, typed):
    def letters(text):
        return Counter(text.translate(str.maketrans("", "", ";.")).casefold().replace(" ", ""))

    words = plain_entry(field.entry_from_text(typed))
    assert not letters("".join(typed.split())) - letters("".join(words.split()))


@each_kind
@given(typed=st.sampled_from(["", " ", "\n \n", "\t"]))
def test_blank_text_makes_a_blank_entry_unless_it_is_a_state(field, typed):
    assert is_blank(field.entry_from_text(typed)) or isinstance(field, ImplicationField)


@each_kind
@given(typed=typed_text)
def test_what_plain_text_reads_as_can_be_printed_and_judged(field, typed):
    value = field.read(field.entry_from_text(typed))
    if value is not None:
        assert isinstance(field.display(value), str)
        assert field.fault(value) in (None, "too_long", "wrong_pattern", "too_small", "too_large")


@each_kind
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: type(entry).__name__)
def test_an_entry_of_another_shape_is_read_or_unreadable_but_never_an_error(field, entry):
    value = field.read(entry)
    assert value is None or isinstance(field.display(value), str)
    if isinstance(entry, Unread):
        assert value is None


@pytest.mark.parametrize("field", [field for field in FIELDS.values() if isinstance(field, RowsField)],
                         ids=lambda field: field.kind)
def test_columns_have_ids_of_their_own_and_one_takes_plain_text(field):
    ids = [column.id for column in field.fields]
    assert len(set(ids)) == len(ids) > 0
    assert field.column(field.main_column) in field.fields
    assert field.column("nowhere") is None
    rows = field.entry_from_text("First\n\n Second ")
    assert [row.cells[field.main_column] for row in rows.rows] == ["First", "Second"]
    assert field.read(rows) == tuple(row.id for row in rows.rows)


def test_a_reason_for_none_is_a_part_only_where_there_may_be_none():
    assert OptionsField(id="x", label="X", may_be_none=True).part("none_because") is not None
    assert OptionsField(id="x", label="X").part("none_because") is None
    assert OptionsField(id="x", label="X", may_be_none=True).part("introduction") is None
    assert ClausesField(id="x", label="X").part("introduction") is not None


def test_rows_that_hold_nothing_are_no_rows():
    empty, level_only, full = Row({"name": " "}), Row({"level": "2", "text": ""}), Row({"name": "x"})
    assert is_blank_row(empty) and is_blank_row(level_only) and not is_blank_row(full)
    assert FIELDS["options"].read(Rows((empty, full))) == (full.id,)


@pytest.mark.parametrize("entry", [None, "", " \n", (), EMPTY, from_plain(" "), Rows(()),
                                   Rows((Row({"name": ""}),), " "), Implication(""), RichText((Table(()),))])
def test_nothing_typed_is_blank(entry):
    assert is_blank(entry)


@pytest.mark.parametrize("entry", ["x", ("x",), from_plain("x"), Rows((), "so"), Rows((), "", "I:"),
                                   Implication("waiting"), Implication("", because="so"), Unread("null")])
def test_anything_typed_is_not_blank(entry):
    assert not is_blank(entry)


def test_a_line_is_read_without_odd_spaces_and_judged_by_length_and_pattern():
    line = LineField(id="number", label="No", max_length=10, pattern=r"\d{2}/\d{5}")
    assert line.read(" 26/00041\u00a0\n ") == "26/00041"
    assert line.fault("26/00041") is None
    assert line.fault("26/0041") == "wrong_pattern"
    assert line.fault("26/00041 and more") == "too_long"
    assert line.entry_from_text("Two\n lines") == "Two lines"


@pytest.mark.parametrize(("typed", "value"), [("yes", True), ("YES.", True), (" No ", False),
                                              ("nope", None), ("1", None)])
def test_yes_and_no_are_read_in_any_case(typed, value):
    assert YesNoField(id="key", label="Key").read(typed) is value


def test_yes_and_no_are_kept_as_words():
    field = YesNoField(id="key", label="Key")
    assert [field.entry_from_text(text) for text in ("Yes", "no.", "perhaps ")] == ["yes", "no", "perhaps"]
    assert (field.display(True), field.display(False)) == ("Yes", "No")


def test_dates_money_and_numbers_print_as_the_record_does():
    assert DateField(id="d", label="D").display(date(2026, 10, 4)) == "4 October 2026"
    assert MoneyField(id="m", label="M").display(308700000) == "£3,087,000"
    number = WholeNumberField(id="n", label="N", least=1, most=7)
    assert number.display(1000) == "1000"
    assert [number.fault(value) for value in (0, 1, 7, 8)] == ["too_small", None, None, "too_large"]


def test_a_choice_is_found_by_id_or_label_whatever_the_case_and_spaces():
    field = ChoiceField(id="route", label="Route", choices=ROUTES)
    assert [field.read(text) for text in ("normal", "NORMAL: 28  clear days", "Special\u00a0urgency", "other")] == [
        "normal", "normal", "urgent", None]
    assert field.entry_from_text("special urgency") == "urgent"
    assert field.entry_from_text(" other ") == "other"
    assert field.display("normal") == "Normal: 28 clear days"


def test_a_title_that_the_directory_does_not_hold_is_kept_and_read():
    field = ChoiceField(id="who", label="Who", directory="portfolios")
    assert field.read("Cabinet Member  for Parks") == "Cabinet Member for Parks"
    assert field.display("Cabinet Member for Parks") == "Cabinet Member for Parks"


def test_several_choices_are_apart_by_semicolons_or_lines():
    field = MultiChoiceField(id="routes", label="Routes", choices=ROUTES)
    assert field.entry_from_text("normal; Special urgency;\nother") == ("normal", "urgent", "other")
    assert field.read(("normal", "urgent")) == ("normal", "urgent")
    assert field.read(("normal", "other")) is None
    assert field.display(("normal", "urgent")) == "Normal: 28 clear days; Special urgency"


def test_a_choice_has_its_time():
    choice = Choice(id="x", since=date(2024, 1, 1), until=date(2024, 12, 31))
    assert [choice.is_current(date(year, 6, 1)) for year in (2023, 2024, 2025)] == [False, True, False]
    assert choice.words == "x"


def test_a_clause_has_its_verb_apart_where_it_begins_with_one():
    field = ClausesField(id="decision", label="Decision", verbs=("APPROVE", "DELEGATE"))
    rows = field.entry_from_text("APPROVE the  plan; and\nNothing else\nApprove")
    assert [dict(row.cells) for row in rows.rows] == [
        {"verb": "APPROVE", "text": "the plan; and"}, {"text": "Nothing else"}, {"text": "Approve"}]
    assert dict(field.clause("delegate power", level=2).cells) == {"verb": "delegate", "text": "power", "level": "2"}


def test_only_a_clause_that_delegates_is_asked_for_a_post():
    field = ClausesField(id="decision", label="Decision", verbs=("APPROVE", "DELEGATE"))
    post = field.column("delegate_to")
    assert holds(post.when, {"verb": "DELEGATE"}.get, "proposed")
    assert not holds(post.when, {"verb": "APPROVE"}.get, "proposed")


@pytest.mark.parametrize("verb", ["DELEGATE", "Delegate", "authorise", "AUTHORISE"])
def test_every_delegating_verb_in_any_case_asks_for_its_post_and_prints_it(verb):
    field = ClausesField(id="decision", label="Decision", verbs=("DELEGATE", "AUTHORISE"),
                         delegating=("DELEGATE", "AUTHORISE"))
    for column in ("delegate_to", "consulting"):
        assert holds(field.column(column).when, {"verb": verb}.get, "proposed")
    cells = {"verb": verb, "delegate_to": "Director of Law", "consulting": "the Leader", "text": "sign the lease"}
    assert field.sentence(cells) == (
        f"{verb} authority to the Director of Law, in consultation with the Leader, to sign the lease")


def test_an_e_mail_address_of_a_person_is_one():
    email = PeopleField(id="contact", label="Contact").column("email")
    assert email.fault("a.name@example.gov.uk") is None
    for wrong in ("@example.gov.uk", "a name@example.gov.uk", "a@b@c", "name"):
        assert email.fault(wrong) == "wrong_pattern"


def test_plain_text_answers_an_implication():
    field = ImplicationField(id="legal", label="Legal implications", words=(20, 200))
    entry = field.entry_from_text("The Care Act applies.")
    assert entry.state == "answered" and plain(entry.text) == "The Care Act applies."
    assert field.display(entry) == "The Care Act applies."
    assert field.read(Implication("", entry.text)).state == "answered"
    assert field.display(Implication("none", because="no law changes")) == "None, because no law changes"
    assert field.display(Implication("waiting", waiting_for="the solicitor")) == "Waiting for the solicitor"
    assert [part.id for part in field.fields] == ["text", "because", "waiting_for"]
    assert field.part("state") is None


def test_the_columns_of_the_remaining_kinds_are_those_the_law_asks_for():
    assert {"title", "date"} <= {column.id for column in DocumentsField(id="d", label="D").fields}
    assert {"who", "outcome"} <= {column.id for column in ConsultationField(id="c", label="C").fields}
    assert TableField(id="t", label="T", **COLUMNS).column("from").kind == "date"


def test_rich_text_is_printed_as_its_words():
    field = RichTextField(id="r", label="R")
    text = RichText((Paragraph((Run("one "), Run("two", bold=True))),))
    assert field.display(field.read(text)) == "one two"


@pytest.mark.parametrize(("cells", "printed"), [
    ({"verb": "APPROVE", "text": "the plan"}, "APPROVE the plan"),
    ({"text": "the plan"}, "the plan"),
    ({"verb": "DELEGATE", "delegate_to": "Director of Law", "text": "to sign the lease"},
     "DELEGATE authority to the Director of Law to sign the lease"),
    ({"verb": "DELEGATE", "delegate_to": "Director of Law", "consulting": "the Leader", "text": "sign the lease"},
     "DELEGATE authority to the Director of Law, in consultation with the Leader, to sign the lease"),
    ({"verb": "DELEGATE", "delegate_to": "Director of Law", "text": "authority to the Director of Law to sign"},
     "DELEGATE authority to the Director of Law to sign"),
    ({"verb": "DELEGATE", "text": "authority to the Director of Law to sign", "consulting": "the Leader"},
     "DELEGATE authority to the Director of Law to sign, in consultation with the Leader"),
])
def test_a_clause_reads_as_one_sentence(cells: dict[str, str], printed: str) -> None:
    assert ClausesField(id="decision", label="Decision", verbs=("APPROVE", "DELEGATE")).sentence(cells) == printed
