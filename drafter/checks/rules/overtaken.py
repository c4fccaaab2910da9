"""An answer that was true of a proposal and that a decision cannot carry any longer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checks.messages import in_sentence, quoted
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.settings import choice_of, field_of
from drafter.model.draft import Path
from drafter.model.fields import ChoiceFieldBase


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class AnswerOvertaken(Rule):
    """`field` still has the choice `until_decided`."""

    code = "answer_overtaken"
    family = "consultation"
    stages = ("decided", "published")
    local = True
    looks_at = "Choices that only a proposal can have, once the decision is taken."
    why = "A signed record that says what was yet to come was not looked at again before signing."
    sentence = "The decision is taken, and {label} is still {choice}. Choose what came of it."

    field: str = field_of("choice")
    until_decided: str = choice_of("field")

    def findings(self, case: Case) -> Iterator[Finding]:
        asked = case.answers.asked.get(Path(self.field))
        if isinstance(asked, ChoiceFieldBase) and case.chosen(self.field) == self.until_decided:
            yield Finding(Path(self.field), {"label": in_sentence(asked.label),
                                             "choice": quoted(asked.words(self.until_decided))})
