"""Whether a condition can ever hold. It is simply tried, on every combination of answers that could make a difference.

Trying asks the very functions that decide later, so a condition cannot be judged one way here and another way there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, combinations, product
from math import prod

from drafter.model.base import STAGES, Stage
from drafter.model.conditions import Answered, Condition, Equals, Includes, OneOf, holds, tests_in
from drafter.model.fields import ChoiceFieldBase, FieldBase, MultiChoiceField, WholeNumberField, YesNoField

MOST_TRIALS = 5_000
MOST_WORDS = 10
"""Past this many combinations, or words named of one field, a condition is taken to be reachable: a form must load
while its author waits."""

Named = Callable[[str], FieldBase | None]


def can_hold(conditions: Sequence[Condition], named: Named) -> bool:
    """Whether some answers, at some stage, make all the conditions hold together.

    `named` finds the fields they test; a tested field is answered only where it is asked itself.
    """
    fields = _fields_behind(conditions, named)
    tests = [test for condition in chain(conditions, (one.when for one in fields)) for test in tests_in(condition)]
    words = [sorted({word for test in tests if test.field == field.id for word in _named_words(test)})
             for field in fields]
    if any(len(each) > MOST_WORDS for each in words):
        return True
    candidates = [_candidates(field, each) for field, each in zip(fields, words, strict=True)]
    if len(STAGES) * prod(map(len, candidates)) > MOST_TRIALS:
        return True
    return any(_hold_together(conditions, fields, typed, stage)
               for typed in product(*candidates) for stage in STAGES)


def _fields_behind(conditions: Sequence[Condition], named: Named) -> tuple[FieldBase, ...]:
    """Every field that has a say, those that others depend on first. Conditions look back only, so this ends."""
    found: dict[str, FieldBase] = {}

    def visit(condition: Condition | None) -> None:
        for test in tests_in(condition):
            field = named(test.field)
            if field is not None and field.id not in found:
                visit(field.when)
                found[field.id] = field

    for condition in conditions:
        visit(condition)
    return tuple(found.values())


def _hold_together(conditions: Sequence[Condition], fields: Sequence[FieldBase], typed: Sequence[object],
                   stage: Stage) -> bool:
    values: dict[str, object] = {}
    for field, value in zip(fields, typed, strict=True):
        values[field.id] = value if holds(field.when, values.get, stage) else None
    return all(holds(condition, values.get, stage) for condition in conditions)


def _candidates(field: FieldBase, words: list[str]) -> list[object]:
    """No answer, each answer that some test names, and one that none names."""
    match field:
        case YesNoField():
            return [None, True, False]
        case MultiChoiceField():
            return [None, *_subsets([*words, *_another(field, words)])]
        case ChoiceFieldBase():
            return [None, *words, *_another(field, words)]
        case WholeNumberField(least=int(least), most=int(most)) if most - least < len(words):
            return [None, *words]
    return [None, *words, ""]


def _another(field: ChoiceFieldBase, words: list[str]) -> list[str]:
    """A choice that no test names, where there is one. With a directory any other text may be typed."""
    others = [choice.id for choice in field.choices if choice.id not in words]
    return others[:1] or ([""] if field.directory else [])


def _named_words(test: Equals | OneOf | Includes | Answered) -> tuple[str, ...]:
    match test:
        case Equals(_, word) | Includes(_, word):
            return (word,)
        case OneOf(_, words):
            return words
    return ()


def _subsets(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(words, size) for size in range(1, len(words) + 1))
