"""The library of clauses: what is right comes in, and every slip is named with its place and a sentence."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from drafter.model.fields import ChoiceField, DateField, LineField, MoneyField
from drafter.storage.errors import FormError
from drafter.storage.form_files import load_form
from drafter.storage.locations import shipped_root

GRANT = """
[[clauses]]
id = "grant"
group = "Money"
title = "Give a grant"
use = "From a budget that is named."
verb = "GRANT"
text = "{amount} to {recipient} from {start}"
approved_by = "General Counsel"
since = 2026-01-05
slots = [
    { id = "amount", kind = "money", label = "Amount" },
    { id = "recipient", kind = "line", label = "Who receives it" },
    { id = "start", answer = "contract_term.start" },
]
"""


@pytest.fixture
def kent(tmp_path: Path) -> Path:
    folder = tmp_path / "kent"
    shutil.copytree(shipped_root() / "forms" / "kent", folder)
    return folder


def faults_of(folder: Path, text: str) -> list[str]:
    (folder / "clauses.toml").write_text(text, "utf-8")
    with pytest.raises(FormError) as failed:
        load_form(folder)
    assert {fault.file for fault in failed.value.faults} == {"clauses.toml"}
    return [str(fault).removeprefix("clauses.toml: ") for fault in failed.value.faults]


def test_a_clause_is_read_with_its_slots(kent: Path) -> None:
    (kent / "clauses.toml").write_text(GRANT, "utf-8")
    [clause] = load_form(kent).clauses
    assert (clause.verb, clause.since, clause.retired) == ("GRANT", date(2026, 1, 5), None)
    assert [type(slot.field) for slot in clause.slots] == [MoneyField, LineField, DateField]


def test_a_slot_that_only_names_an_answer_is_asked_as_the_form_asks_it(kent: Path) -> None:
    (kent / "clauses.toml").write_text(GRANT, "utf-8")
    slot = load_form(kent).clauses[0].slots[2]
    assert (slot.field.id, slot.field.label, slot.gap) == ("start", "First day", "[First day]")
    assert not slot.field.required


def test_a_slot_offers_the_titles_of_the_directory(kent: Path) -> None:
    slot = next(clause for clause in load_form(kent).clauses if clause.id == "delegate_award").slots[0]
    assert isinstance(slot.field, ChoiceField)
    assert "General Counsel" in [choice.words for choice in slot.field.choices]


def test_a_form_needs_no_library(kent: Path) -> None:
    (kent / "clauses.toml").unlink()
    assert load_form(kent).clauses == ()


@pytest.mark.parametrize(("old", "new", "told"), [
    ('verb = "GRANT"', 'verb = "GRNAT"', "clause 'grant': 'GRNAT' is none of the form's verbs. Did you mean 'GRANT'?"),
    ("to {recipient}", "to {recipent}", "clause 'grant': The gap {recipent} has no slot. Did you mean 'recipient'?"),
    ("to {recipient} from {start}", "from {start}", "clause 'grant': No text of the clause has a gap {recipient}."),
    ("from {start}", "from {start", "clause 'grant': A brace has no partner."),
    ('title = "Give a grant"', 'titel = "Give a grant"', "clause 'grant': 'titel' is not a key of a clause. "
                                                        "Did you mean 'title'?"),
    ('use = "From a budget that is named."', 'use = " "', "clause 'grant': 'use' is empty."),
    ("2026-01-05", '"2026"', "clause 'grant', since: \"2026\" stands where a day such as 2026-04-01"),
    ('kind = "money"', 'kind = "monney"', "clause 'grant', slot 'amount': 'monney' is no kind of field. "
                                          "Did you mean 'money'?"),
    ('kind = "money"', 'kind = "rich_text"', "slot 'amount': A gap cannot be filled by a field of kind rich_text; "
                                            "line, date, money, whole_number and choice can."),
    ("contract_term.start", "contract_trem.start", "slot 'start': In 'answer': there is no field "
                                                   "'contract_trem.start'."),
    ("contract_term.start", "exempt_information", "slot 'start': In 'answer': 'exempt_information' is exempt, and a "
                                                  "decision is public."),
    ("contract_term.start", "alternatives", "slot 'start': In 'answer': 'alternatives' is a field of kind options; "),
    ("since = 2026-01-05", "since = 2026-01-05\nretired = 2027-01-01",
     "clause 'grant': Say what to use now: 'instead' names the clause that takes its place"),
    ("since = 2026-01-05", 'since = 2026-01-05\nretired = 2025-01-01\nnote = "Ask."',
     "clause 'grant': It is retired before it was approved."),
    ("since = 2026-01-05", 'since = 2026-01-05\nretired = 2027-01-01\ninstead = "grants"',
     "clause 'grant': In 'instead': there is no other clause 'grants'."),
    ("since = 2026-01-05", 'since = 2026-01-05\nnote = "Ask."',
     "clause 'grant': 'instead' and 'note' say what to use once a clause is retired."),
    ("since = 2026-01-05", 'since = 2026-01-05\ndelegate_to = "{recipient}"',
     "clause 'grant': 'delegate_to' and 'consulting' belong to a verb that delegates, and 'GRANT' does not."),
    ('id = "grant"', 'id = "Grant"', "clause 'Grant': 'Grant' is not fit for an id."),
    ("[[clauses]]", "[[clause]]", "'clause' stands outside every clause. Each clause begins with [[clauses]]."),
])
def test_a_slip_is_named_where_it_stands(kent: Path, old: str, new: str, told: str) -> None:
    assert old in GRANT
    assert any(told in fault for fault in faults_of(kent, GRANT.replace(old, new)))


def test_all_slips_are_told_at_once(kent: Path) -> None:
    text = GRANT.replace("GRANT", "GRNAT").replace("{amount}", "{amuont}") + GRANT
    told = faults_of(kent, text)
    assert any("GRNAT" in one for one in told) and any("amuont" in one for one in told)
    assert "clause 'grant': This id is used twice." in told


def test_a_clause_of_a_field_that_cannot_be_read_is_not_judged(kent: Path) -> None:
    (kent / "clauses.toml").write_text(GRANT, "utf-8")
    section = kent / "sections" / "decision.toml"
    section.write_text(section.read_text("utf-8").replace('row_name = "term"', 'row_nmae = "term"'), "utf-8")
    with pytest.raises(FormError) as failed:
        load_form(kent)
    assert [fault.file for fault in failed.value.faults if fault.file == "clauses.toml"] == []
