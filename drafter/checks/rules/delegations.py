"""Delegations: who may act, what they may do, and whom they consult."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.rules.clauses import clauses_of
from drafter.checks.settings import field_of, phrases
from drafter.checks.text import phrases_in
from drafter.model.draft import Path
from drafter.model.fields import ClausesField

_SCOPE = re.compile(r"\bto (?!(?:the|a|an|our|its|their|his|her)\b)[a-z]{2,20}\b")
_CONSULTING = ("in consultation with", "after consultation with", "following consultation with", "after consulting",
               "in agreement with", "with the agreement of")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class DelegationWithoutScope(Rule):
    """A delegation that says who may act, and not what they may do."""

    code = "delegation_without_scope"
    family = "decision"
    severity = "must_explain"
    local = True
    looks_at = "What follows the post in each clause that delegates."
    why = "Whoever acts under the decision must be able to show that this is what was delegated."
    sentence = ('Clause {clause} does not say what may be done. Add it, such as "to finalise the terms and enter into '
                'the lease".')

    clauses: str = field_of("clauses")

    def findings(self, case: Case) -> Iterator[Finding]:
        field = case.answers.form.field(self.clauses)
        for clause in clauses_of(case, self.clauses):
            if not isinstance(field, ClausesField) or not field.delegates(clause.verb) or clause.goes_on:
                continue
            has_post = case.answers.value(self.clauses, clause.row, "delegate_to") is not None
            plain = clause.text.strip(" .;,")
            is_named = has_post and len(plain.split()) > 1 and not plain.lower().startswith("authority")
            if plain and not is_named and not _SCOPE.search(clause.text):
                yield Finding(Path(self.clauses, clause.row, "text"), {"clause": clause.name})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class DelegationWithoutConsultee(Rule):
    """A delegation of something weighty - one of `weighty` stands in it - names nobody to be consulted."""

    code = "delegation_without_consultee"
    family = "decision"
    severity = "advice"
    local = True
    looks_at = "Whom each delegated award, extension or disposal is to be agreed with."
    why = "Members who give away a choice usually want to be asked before it is made."
    sentence = "Clause {clause} delegates a choice and names nobody to be consulted. Say whom, if anybody is to be."

    clauses: str = field_of("clauses")
    weighty: tuple[str, ...] = phrases()

    def findings(self, case: Case) -> Iterator[Finding]:
        field = case.answers.form.field(self.clauses)
        for clause in clauses_of(case, self.clauses):
            if not isinstance(field, ClausesField) or not field.delegates(clause.verb):
                continue
            consults = case.answers.value(self.clauses, clause.row, "consulting") is not None
            if not consults and phrases_in(clause.text, self.weighty) and not phrases_in(clause.text, _CONSULTING):
                yield Finding(Path(self.clauses, clause.row, "text"), {"clause": clause.name})
