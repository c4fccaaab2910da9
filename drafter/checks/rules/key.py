"""Whether a decision is key: the answer, its reasons, its value and its words say the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drafter.checks.messages import label_of, quoted
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.settings import choice_of, field_of, phrases, pounds, words
from drafter.checks.text import lowered, phrases_in, sentences, words_of
from drafter.model.draft import Path
from drafter.model.fields import MultiChoiceField
from drafter.model.figures import printed_money
from drafter.model.problem import Fix

_MOST_REASONS = 500
"""Longer reasons say more than that."""
_IF = ("if", "whether", "were", "when", "where")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class KeyReasonByValue(Rule):
    """The reason why a decision is key says that it is worth more than `above`, and its value is not; or the other way
    about. `money` is the choice of `reason` that says so."""

    code = "key_reason_by_value"
    family = "money"
    severity = "must_explain"
    law = "Regulation 8(1)(a), SI 2012/2089"
    local = True
    looks_at = "The reasons why a decision is key, beside its whole value."
    why = "The notice says why a decision is key; a reader sees at once when the figures say otherwise."
    sentence = "{label} is {value}, and {choice} is {ticked}. Correct one of the two."
    fix = "Ticks the reason."

    reason: str = field_of("multi_choice")
    money: str = choice_of("reason")
    value: str = field_of("money")
    above: int = pounds()

    def findings(self, case: Case) -> Iterator[Finding]:
        value, reasons = case.answers.value(self.value), case.answers.value(self.reason)
        field = case.answers.form.field(self.reason)
        if not isinstance(value, int) or not isinstance(reasons, tuple) or not isinstance(field, MultiChoiceField):
            return
        is_ticked = self.money in reasons
        if is_ticked == (value > self.above):
            return
        path = Path(self.reason)
        yield Finding(path, {
            "label": quoted(label_of(case.answers.asked[Path(self.value)]), 120), "value": printed_money(value),
            "choice": quoted(field.words(self.money), 120), "ticked": "ticked" if is_ticked else "not ticked",
        }, () if is_ticked else (Fix("Tick it", ((path, (*reasons, self.money)),)),))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class KeySaidOtherwise(Rule):
    """A text says that this is a key decision, or that it is not, and the answer says the contrary."""

    code = "key_said_otherwise"
    family = "decision"
    severity = "must_explain"
    law = "Regulation 8, SI 2012/2089"
    local = True
    looks_at = "What every text says of whether this is a key decision, beside the answer."
    why = "A key decision needs 28 clear days of notice; a record that is of two minds cannot show that it had them."
    sentence = "This says {words}, but {label} is answered {answer}. Make them agree."

    key: str = field_of("yes_no")
    says_key: tuple[str, ...] = phrases()
    says_not: tuple[str, ...] = phrases()

    def findings(self, case: Case) -> Iterator[Finding]:
        is_key = case.answers.value(self.key)
        if not isinstance(is_key, bool):
            return
        contrary = self.says_not if is_key else self.says_key
        for path, text in case.saying(contrary):
            lower = lowered(text)
            for span in phrases_in(text, contrary):
                before = lower[max(0, span.start - 40):span.start].split()
                if not set(before[-4:]) & set(_IF):
                    yield Finding(path, {"words": quoted(words_of(text, span)), "answer": "Yes" if is_key else "No",
                                         "label": quoted(label_of(case.answers.asked[Path(self.key)]), 120)})
                    break


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ReasonIsThreshold(Rule):
    """Every sentence of the reasons only says that the decision is key."""

    code = "reason_is_threshold"
    family = "decision"
    severity = "must_explain"
    law = "Regulations 12(2)(b) and 13(2)(b), SI 2012/2089"
    looks_at = "The reasons for the decision."
    why = "That a decision is costly says who must be told of it, not why it is taken."
    sentence = "{words} says why the decision is key, not why it is taken. Give the need, the duty or the evidence."

    reasons: str = field_of("rich_text")
    threshold: tuple[str, ...] = phrases()

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, text in case.texts_of((self.reasons,)):
            said = sentences(text) if len(text) < _MOST_REASONS else ()
            if said and all(phrases_in(text[one.start:one.end], self.threshold) for one in said):
                yield Finding(path, {"words": quoted(text)})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class DivisionsAndReason(Rule):
    """The reason why the decision is key is that it affects several divisions, and one is named. `every` are titles
    that stand for all of them."""

    code = "divisions_and_reason"
    family = "decision"
    severity = "must_explain"
    law = "Regulation 8(1)(b), SI 2012/2089"
    looks_at = "The divisions affected, beside the reasons why the decision is key."
    why = "A decision is key for its effects where they reach two or more divisions."
    sentence = "Only {division} is named, but {choice} is ticked. Name the other divisions, or correct the reason."

    divisions: str = field_of("multi_choice")
    reason: str = field_of("multi_choice")
    several: str = choice_of("reason")
    every: tuple[str, ...] = words(())

    def findings(self, case: Case) -> Iterator[Finding]:
        divisions, reasons = case.answers.value(self.divisions), case.answers.value(self.reason)
        field = case.answers.form.field(self.reason)
        if not (isinstance(divisions, tuple) and isinstance(reasons, tuple) and isinstance(field, MultiChoiceField)):
            return
        if self.several in reasons and len(divisions) == 1 and divisions[0] not in self.every:
            yield Finding(Path(self.divisions), {"division": quoted(divisions[0]),
                                                 "choice": quoted(field.words(self.several), 120)})
