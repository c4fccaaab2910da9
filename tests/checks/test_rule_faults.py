"""What a form author reads when a rule does not fit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from drafter.checks.check import rule_faults
from drafter.model.form import Form, RuleEntry

NOTICE = {"key": "key_decision", "notice": "notice_first_published", "decisions": ["decision_due_not_before"],
          "route": "urgency_route", "normal": "normal", "exception": "general_exception", "urgent": "special_urgency"}


def sentences(form: Form, *rules: RuleEntry) -> list[str]:
    return [fault.sentence for fault in rule_faults(replace(form, rules=rules))]


def test_the_rules_of_the_shipped_form_fit(kent: Form) -> None:
    assert kent.rules and rule_faults(kent) == ()


def test_a_rule_that_nobody_wrote_is_named_with_the_one_that_was_meant(kent: Form) -> None:
    [fault] = rule_faults(replace(kent, rules=(RuleEntry(rule="short_notise"),)))
    assert str(fault) == ("rules.toml: rule 1 'short_notise': There is no rule 'short_notise'. "
                          "Did you mean 'short_notice'?")


@pytest.mark.parametrize(("rule", "settings", "sentence"), [
    ("cut_short", {"field": "reasons"}, "'field' is not a setting of this rule, which has no settings."),
    ("no_rejected_option", {}, "The setting 'options' is missing."),
    ("no_rejected_option", {"options": "alternatives", "option": "x"},
     "'option' is not a setting of this rule, which has options. Did you mean 'options'?"),
    ("no_rejected_option", {"options": "alternativs"},
     "'options' names 'alternativs', which is not a field of the form. Did you mean 'alternatives'?"),
    ("no_rejected_option", {"options": "title"},
     "'options' names the field 'title', a line; this rule needs options."),
    ("no_rejected_option", {"options": 3}, "'options' must be the id of a field, not 3."),
    ("date_to_come", {"dates": "signature_date"}, "'dates' must be a list of words, not 'signature_date'."),
    ("date_to_come", {"dates": ["signature_date", "title"]},
     "'dates' names the field 'title', a line; this rule needs date."),
    ("template_prompt", {"phrases": ["tbc", 7]}, "'phrases' must be a list of words, not ['tbc', 7]."),
    ("template_prompt", {"phrases": ["tbc", " "]}, "'phrases' must be a list of words, not ['tbc', ' ']."),
    ("key_by_value", {"key": "key_decision", "value": "key_value_gbp", "above": "a lot"},
     "'above' must be an amount such as \"£1,000,000\", not 'a lot'."),
    ("short_notice", {**NOTICE, "normal": "nromal"},
     "'normal' is 'nromal', which is not a choice of 'urgency_route'. Did you mean 'normal'?"),
    ("restriction_differs", {"publication": "for_publication", "restriction": "anticipated_restriction", "same": 1},
     "'same' must be a table, not 1."),
    ("restriction_differs", {"publication": "for_publication", "restriction": "anticipated_restriction",
                             "same": {"yes": "opne"}},
     "'same' is 'opne', which is not a choice of 'anticipated_restriction'. Did you mean 'open'?"),
    ("term_months", {"terms": "contract_term", "start": "begin", "end": "end", "months": "months"},
     "'start' names 'begin', which is not a column of the field that 'terms' names."),
    ("term_months", {"terms": "contract_term", "start": "start", "end": "end", "months": "name"},
     "'months' names the column 'name', a line; this rule needs whole_number."),
    ("law_name", {"laws": "lawes"}, "'laws' names 'lawes', which is not a list of the directory. Did you mean 'laws'?"),
    ("late_publication", {"decided": "signature_date", "published": "publication_date", "most": 0},
     "'most' must be a whole number from 1 to 365, not 0."),
    ("late_publication", {"decided": "signature_date", "published": "publication_date", "most": "14"},
     "'most' must be a whole number from 1 to 365, not '14'."),
    ("stock_date", {"dates": ["notice_first_published"], "days": ["31/12/2012"]},
     "'days' must be a date such as 2025-02-24, not '31/12/2012'."),
    ("stock_date", {"dates": ["notice_first_published"], "days": 2012}, "'days' must be a list of dates, not 2012."),
    ("personal_data", {"kinds": ["emial"]},
     "'kinds' holds 'emial'; there are email, phone, nhs, insurance, postcode. Did you mean 'email'?"),
    ("word_slip", {"slips": {"pubic": " "}},
     "'slips' must be a table of words and the words for their place, not {'pubic': ' '}."),
    ("word_slip", {"slips": ["pubic"]}, "'slips' must be a table, not ['pubic']."),
    ("date_said_otherwise", {"said": {"notice of": "title"}},
     "'said' names the field 'title', a line; this rule needs date."),
    ("table_total", {"table": "financial_table", "value": "key_value_gbp", "costs": ["revenu"], "savings": "savings"},
     "'costs' names 'revenu', which is not a column of the field that 'table' names. Did you mean 'revenue'?"),
    ("no_do_nothing", {"options": "alternatives", "nothing": "do nothing"},
     "'nothing' must be a list of words, not 'do nothing'."),
])
def test_a_setting_that_does_not_fit_is_named_in_a_sentence(kent: Form, rule: str, settings: dict[str, Any],
                                                            sentence: str) -> None:
    assert sentences(kent, RuleEntry(rule=rule, settings=settings)) == [sentence]


def test_every_slip_of_a_rule_is_told_at_once(kent: Form) -> None:
    rule = RuleEntry(rule="short_notice", settings={"key": "title", "notise": "title"})
    assert len(sentences(kent, rule)) == 8


def test_a_stage_or_a_severity_that_there_is_not_is_named(kent: Form) -> None:
    rule = RuleEntry(rule="cut_short", stages=("decidet",), severity="fatal")  # type: ignore[arg-type]
    assert sentences(kent, rule) == [
        "'decidet' is not a stage; there are proposed, decided, published. Did you mean 'decided'?",
        "'fatal' is not a severity; there are must_fix, must_explain, advice."]


def test_a_message_may_use_only_what_the_rule_brings(kent: Form) -> None:
    rules = (RuleEntry(rule="cut_short", message="It stops at {ennd}."), RuleEntry(rule="interests_blank",
             message="Write {label}.", settings={"interests": "interests"}))
    assert sentences(kent, *rules) == [
        "The message uses {ennd}; this rule brings end. Did you mean 'end'?",
        "The message uses {label}; this rule brings no particulars."]
