"""When something applies. Conditions are data: nothing in a form file is ever run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from drafter.model.base import REFUSE_UNKNOWN, Stage, reached


@dataclass(frozen=True, slots=True)
class Equals:
    """The answer is this one: a choice's id, "yes" or "no", a word in any case."""

    field: str
    equals: str
    __pydantic_config__ = REFUSE_UNKNOWN


@dataclass(frozen=True, slots=True)
class OneOf:
    """The answer is one of these."""

    field: str
    one_of: tuple[str, ...]
    __pydantic_config__ = REFUSE_UNKNOWN


@dataclass(frozen=True, slots=True)
class Includes:
    """The choice is among those ticked."""

    field: str
    includes: str
    __pydantic_config__ = REFUSE_UNKNOWN


@dataclass(frozen=True, slots=True)
class Answered:
    """There is an answer that can be read; or, with `answered` false, there is none."""

    field: str
    answered: bool
    __pydantic_config__ = REFUSE_UNKNOWN


@dataclass(frozen=True, slots=True)
class StageFrom:
    """The draft has reached this stage, or is beyond it."""

    stage_from: Stage
    __pydantic_config__ = REFUSE_UNKNOWN


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every condition inside holds."""

    all_of: tuple[Condition, ...]
    __pydantic_config__ = REFUSE_UNKNOWN


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one condition inside holds."""

    any_of: tuple[Condition, ...]
    __pydantic_config__ = REFUSE_UNKNOWN


@dataclass(frozen=True, slots=True)
class NoneOf:
    """No condition inside holds."""

    none_of: tuple[Condition, ...]
    __pydantic_config__ = REFUSE_UNKNOWN


Condition = Equals | OneOf | Includes | Answered | StageFrom | AllOf | AnyOf | NoneOf

BY_KEY: dict[str, type[Condition]] = {
    "equals": Equals, "one_of": OneOf, "includes": Includes, "answered": Answered, "stage_from": StageFrom,
    "all_of": AllOf, "any_of": AnyOf, "none_of": NoneOf,
}
"""The key that tells which condition a table in a form file is."""


def holds(condition: Condition | None, value: Callable[[str], object], stage: Stage) -> bool:
    """Whether the condition holds. `value` gives what a field reads as; None: no answer, or not asked.

    Words count in any case: a clause that begins with "Delegate" delegates as one with "DELEGATE" does.
    """
    match condition:
        case None:
            return True
        case Equals(name, wanted):
            return _as_text(value(name)) == wanted.casefold()
        case OneOf(name, wanted_any):
            return _as_text(value(name)) in tuple(map(str.casefold, wanted_any))
        case Includes(name, wanted):
            found = value(name)
            return isinstance(found, tuple) and wanted in found
        case Answered(name, answered):
            return (value(name) is not None) == answered
        case StageFrom(at_least):
            return reached(stage, at_least)
        case AllOf(inner):
            return all(holds(one, value, stage) for one in inner)
        case AnyOf(inner):
            return any(holds(one, value, stage) for one in inner)
        case NoneOf(inner):
            return not any(holds(one, value, stage) for one in inner)


def _as_text(value: object) -> object:
    """yes/no answers are written "yes" and "no" in form files, as everywhere else."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).casefold() if isinstance(value, int | str) else value


def tests_in(condition: Condition | None) -> Iterator[Equals | OneOf | Includes | Answered]:
    """Every test of a field inside the condition, however deep."""
    match condition:
        case AllOf(inner) | AnyOf(inner) | NoneOf(inner):
            for one in inner:
                yield from tests_in(one)
        case Equals() | OneOf() | Includes() | Answered():
            yield condition
        case _:
            return
