"""Whether a condition can ever hold. It is simply tried, on every combination of answers that could make a difference.

Trying asks the very functions that decide later, so a condition cannot be judged one way here and another way there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, combinations, product
from math import prod

from drafter.model.base import STAGES, Stage
from drafter.model.conditions import Condition, Equals, Includes, OneOf, holds, tests_in
from drafter.model.fields import ChoiceFieldBase, FieldBase, MultiChoiceField, WholeNumberField, YesNoField

MOST_TRIALS = 20_000
"""Past this many combinations a condition is taken to be reachable: a form must load while its author waits."""

Named = Callable[[str], FieldBase | None]


def can_hold(conditions: Sequence[Condition], named: Named) -> bool:
    """Whether some answers, at some stage, make all the conditions hold together.

    `named` finds the fields they test; a tested field is answered only where it is asked itself.
    """
    fields = _fields_behind(conditions, named)
    tests = [test for condition in chain(conditions, (one.when for one in fields)) for test in tests_in(condition)]
    candidates = [_candidates(field, [test for test in tests if test.field == field.id]) for field in fields]
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


def _candidates(field: FieldBase, tests: Sequence[object]) -> list[object]:
    """No answer, each answer that some test names, and one that none names."""
    named = sorted(set(_named_values(tests)))
    match field:
        case YesNoField():
            return [None, True, False]
        case MultiChoiceField():
            return [None, *_subsets([*named, *_another(field, named)])]
        case ChoiceFieldBase():
            return [None, *named, *_another(field, named)]
        case WholeNumberField():
            return [None, *named, field.least if field.least is not None and str(field.least) not in named else ""]
    return [None, *named, ""]


def _another(field: ChoiceFieldBase, named: Sequence[str]) -> list[str]:
    """A choice that no test names, where there is one. With a directory any other text may be typed."""
    others = [choice.id for choice in field.choices if choice.id not in named]
    return others[:1] or ([""] if field.directory else [])


def _named_values(tests: Sequence[object]) -> Iterator[str]:
    for test in tests:
        match test:
            case Equals(_, value) | Includes(_, value):
                yield value
            case OneOf(_, values):
                yield from values


def _subsets(values: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(values, size) for size in range(1, len(values) + 1))
