"""The catalogue of rules: everything that may be asked about a rule has an answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.checks.catalogue import catalogue, rule_facts
from drafter.checks.check import SEVERITIES
from drafter.checks.rule import FAMILIES, RuleFacts
from drafter.checks.rules import RULES
from drafter.model.form import Form, RuleEntry


@pytest.mark.parametrize("facts", catalogue(), ids=lambda facts: facts.code)
def test_every_rule_says_what_it_looks_at_why_and_who_may_waive_it(facts: RuleFacts) -> None:
    assert facts.family in FAMILIES and facts.severity in SEVERITIES
    for sentence in (facts.looks_at, facts.why, facts.waiver, facts.fix or "None."):
        assert sentence[0].isupper() or sentence[0] == '"'
        assert sentence.endswith(".") and "{" not in sentence


def test_every_code_stands_in_the_catalogue_once() -> None:
    codes = [facts.code for facts in catalogue()]
    assert len(set(codes)) == len(codes) and set(RULES) <= set(codes)


def test_a_form_words_weighs_and_waives_a_rule_in_its_own_way(kent: Form) -> None:
    entry = RuleEntry(rule="cut_short", severity="advice", message="Cut: {end}", law="Our rule", local=True,
                      waiver="The clerk.", stages=("decided",))
    facts = rule_facts(RULES["cut_short"], entry)
    assert (facts.severity, facts.sentence, facts.law, facts.local, facts.waiver, facts.stages) == (
        "advice", "Cut: {end}", "Our rule", True, "The clerk.", ("decided",))
    told = catalogue(replace(kent, rules=(entry,)))
    assert told[0] == facts and {one.family for one in told[1:]} == {"answers"}


def test_a_rule_made_lighter_is_waived_as_lighter_ones_are() -> None:
    heavy = rule_facts(RULES["short_notice"])
    light = rule_facts(RULES["short_notice"], RuleEntry(rule="short_notice", severity="advice"))
    assert heavy.waiver.startswith("Nobody.") and light.waiver == "Whoever reads it. It holds nothing up."
