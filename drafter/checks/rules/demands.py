"""What is worth answering before anything demands it, and the value that makes a decision key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checks.messages import label_of, quoted
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.settings import field_of, fields_of, pounds
from drafter.model.draft import Path
from drafter.model.figures import printed_money
from drafter.model.problem import Fix


@dataclass(frozen=True, slots=True, kw_only=True)
class WorthAnswering(Rule):
    """Fields that are asked, blank and not (yet) demanded, in one sentence, at the first of them.

    Where `only_if` is named, only while that is answered yes.
    """

    code = "worth_answering"
    family = "answers"
    severity = "advice"
    local = True
    looks_at = "Questions that are asked and not demanded."
    why = "Nothing stops a record without these answers, but readers look for them."
    sentence = "Left blank: {labels}. Answer what applies."

    fields: tuple[str, ...] = fields_of()
    only_if: str = field_of("yes_no", optional=True)

    def findings(self, case: Case) -> Iterator[Finding]:
        answers = case.answers
        if self.only_if and answers.value(self.only_if) is not True:
            return
        blank = [path for path in map(Path, self.fields)
                 if path in answers.asked and path not in answers.values and path not in answers.required
                 and path not in answers.unreadable
                 and answers.value(path.field, None, "none_because") is None]
        if blank:
            labels = [quoted(label_of(answers.asked[path]), 120) for path in blank]
            yield Finding(blank[0], {"labels": ", ".join(labels)})


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyByValue(Rule):
    """A decision worth more than `above` is a key decision by the council's own figure."""

    code = "key_by_value"
    family = "money"
    severity = "must_explain"
    law = "Regulation 8(1)(a), SI 2012/2089"
    looks_at = "The whole value of a decision that is not key."
    why = "A key decision that was not announced as one can be called back by scrutiny, or set aside."
    sentence = ("The whole decision is worth {value}. One of more than {above} is a key decision. Answer yes, or "
                "correct the value.")
    fix = "Makes the decision a key one."

    key: str = field_of("yes_no")
    value: str = field_of("money")
    above: int = pounds()

    def findings(self, case: Case) -> Iterator[Finding]:
        value = case.answers.value(self.value)
        if case.answers.value(self.key) is False and isinstance(value, int) and value > self.above:
            yield Finding(Path(self.key), {"value": printed_money(value), "above": printed_money(self.above)},
                          (Fix("Use Yes", ((Path(self.key), "yes"),)),))
