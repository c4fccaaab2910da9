"""The catalogue of rules: what each looks at, its sentence, its source and who may waive it, for whoever asks."""

from __future__ import annotations

from collections.abc import Iterable

from drafter.checks.field_checks import DEMANDS
from drafter.checks.rule import FAMILIES, WAIVERS, Rule, RuleFacts
from drafter.checks.rules import RULES
from drafter.model.form import Form, RuleEntry


def rule_facts(rule: type[Rule], entry: RuleEntry | None = None) -> RuleFacts:
    """The facts of a rule; those that a form words or weighs anew, as the form has them."""
    entry = entry or RuleEntry(rule=rule.code)
    severity = entry.severity or rule.severity
    waiver = entry.waiver or (rule.waiver if severity == rule.severity else "") or WAIVERS[severity]
    return RuleFacts(code=rule.code, family=rule.family, severity=severity, stages=entry.stages or rule.stages,
                     looks_at=rule.looks_at, sentence=entry.message or rule.sentence, why=rule.why,
                     law=entry.law or rule.law, local=entry.local or rule.local, waiver=waiver, fix=rule.fix)


def catalogue(form: Form | None = None) -> tuple[RuleFacts, ...]:
    """Every rule there is, family by family; with a form, those that it switches on, as often as it does.

    What each question asks of its own answer comes last and is the same for every form.
    """
    if form is None:
        rules = [rule_facts(rule) for rule in RULES.values()]
    else:
        rules = [rule_facts(RULES[entry.rule], entry) for entry in form.rules if entry.rule in RULES]
    return (*_by_family(rules), *DEMANDS)


def _by_family(rules: Iterable[RuleFacts]) -> list[RuleFacts]:
    order = list(FAMILIES)
    return sorted(rules, key=lambda one: order.index(one.family))
