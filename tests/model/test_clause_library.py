"""Approved wordings: gaps are filled once, what is not known stays a gap, and a clause notes where it came from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.model.clause_library import ApprovedClause, Slot, came_from
from drafter.model.draft import Draft, FormVersion, Path, Rows
from drafter.model.fields import ClausesField, LineField, is_blank_row
from drafter.model.form import Form
from drafter.model.form_changes import form_changes

AWARD = ApprovedClause(
    id="award", group="Contracts", title="Award a contract", use="The tenders are in.", verb="DELEGATE",
    delegate_to="{post}", consulting="the {consulted}", text="award {service} to {provider}",
    sub_clauses=("after {provider} has signed",), approved_by="General Counsel", since=date(2026, 4, 1),
    slots=tuple(Slot(field=LineField(id=name, label=name.capitalize()))
                for name in ("post", "consulted", "service", "provider")))
FIELD = ClausesField(id="decision", label="Decision", verbs=("DELEGATE",))


def test_words_fill_the_gaps_and_what_is_not_known_shows_what_is_asked() -> None:
    clause, beneath = AWARD.rows({"provider": "Oast Care", "consulted": "Leader"})
    assert clause.cells == {"verb": "DELEGATE", "consulting": "the Leader", "text": "award [Service] to Oast Care",
                            "approved_wording": "award 2026-04-01"}
    assert beneath.cells == {"level": "2", "text": "after Oast Care has signed"}


def test_a_post_that_is_not_known_stays_empty_since_it_is_chosen() -> None:
    assert "delegate_to" not in AWARD.rows({})[0].cells
    assert AWARD.rows({"post": "General Counsel"})[0].cells["delegate_to"] == "General Counsel"


@pytest.mark.parametrize(("months", "read"), [("1", "1 month "), ("36", "36 months "), ("", "[Months] months ")])
def test_what_is_counted_after_a_gap_has_the_right_number(months: str, read: str) -> None:
    clause = replace(AWARD, text="for {months} month(s) {provider}", slots=(
        Slot(field=LineField(id="months", label="Months")),))
    assert clause.rows({"months": months, "provider": "A month(s)"})[0].cells["text"] == f"for {read}A month(s)"


@given(st.text(min_size=1))
def test_what_an_officer_types_is_never_read_as_a_gap(typed: str) -> None:
    text = AWARD.rows({"service": typed, "provider": "{service}"})[0].cells["text"]
    assert text == f"award {typed} to {{service}}"


def test_the_mark_leads_back_to_the_clause_and_its_day() -> None:
    assert came_from(AWARD.mark) == ("award", date(2026, 4, 1))
    assert came_from("award") == ("award", None) and came_from(None) == ("", None)


def test_a_clause_is_offered_from_its_day_until_it_is_retired() -> None:
    retired = ApprovedClause(id="a", group="G", title="T", use="U", text="t", approved_by="A", since=date(2026, 4, 1),
                             retired=date(2027, 1, 1), note="Ask.")
    assert [retired.is_current(day) for day in (date(2026, 3, 31), date(2026, 4, 1), date(2026, 12, 31),
                                                date(2027, 1, 1))] == [False, True, True, False]


def test_where_a_clause_came_from_is_a_cell_that_is_never_asked_and_says_nothing_by_itself() -> None:
    row = AWARD.rows({})[0]
    assert "approved_wording" not in [one.id for one in FIELD.fields]
    assert FIELD.column("approved_wording") is not None
    draft = Draft(FormVersion("f", "1"), entries={"decision": Rows((row,))})
    emptied = draft
    for column in ("verb", "consulting", "text"):
        emptied = emptied.with_entry(Path("decision", row.id, column), None)
    assert is_blank_row(emptied.rows("decision").rows[0])


def form(*clauses: ApprovedClause) -> Form:
    return Form(id="f", version="1", title="F", council="C", sections=(), clauses=clauses)


def test_what_changed_in_the_library_is_told() -> None:
    changed = ApprovedClause(id="award", group="Contracts", title="Award it", use="The tenders are in.",
                             verb="DELEGATE", text="award {service}", approved_by="General Counsel",
                             since=date(2026, 5, 1), slots=AWARD.slots[2:3])
    told = [str(one) for one in form_changes(form(AWARD), form(changed))]
    assert 'clause award: Its title was "Award a contract", and is "Award it" now.' in told
    assert "clause award: Its since was 2026-04-01, and is 2026-05-01 now." in told
    assert "clause award, slot post: Gone." in told


def test_a_clause_that_came_went_or_was_retired_is_told() -> None:
    other = ApprovedClause(id="other", group="G", title="Other", use="U", text="t", approved_by="A",
                           since=date(2026, 4, 1), retired=date(2027, 1, 1), instead="award")
    before = ApprovedClause(id="other", group="G", title="Other", use="U", text="t", approved_by="A",
                            since=date(2026, 4, 1))
    assert [str(one) for one in form_changes(form(AWARD, before), form(AWARD, other))] == [
        "clause other: Retired on 2027-01-01: \"Other\". 'award' takes its place."]
    assert [str(one) for one in form_changes(form(), form(AWARD))] == ['clause award: New: "Award a contract".']
    assert str(form_changes(form(AWARD), form())[0]).startswith('clause award: Gone: "Award a contract".')
