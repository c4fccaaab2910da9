"""From the tables of a form file to the values of the model, key by key, so that each slip is named where it stands.

pydantic judges each value by the type that the dataclass in model/ declares, strictly: nothing is guessed. Tables in
tables (choices, columns, conditions) are walked here, since "one of eight shapes did not fit" helps nobody.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from drafter.model.conditions import BY_KEY, Condition
from drafter.model.failure import Fault, did_you_mean
from drafter.model.fields import KINDS, FieldBase

T = TypeVar("T")
DEEPEST = 40
"""How many steps down into a file a condition may stand; each all_of takes two."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where we are in a form file, and the list that takes the faults found there and below."""

    file: str
    faults: list[Fault]
    steps: tuple[str, ...] = ()

    def at(self, step: str) -> Place:
        return replace(self, steps=(*self.steps, step))

    def fault(self, sentence: str) -> None:
        self.faults.append(Fault(self.file, ", ".join(self.steps), sentence))


def read_field(table: object, place: Place) -> FieldBase | None:
    """The field that a table of a form file describes. Its `kind` says which class it is."""
    if not isinstance(table, dict):
        place.fault("A field is a table: [[fields]], then its keys below.")
        return None
    kind = table.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        known = ", ".join(KINDS)
        place.fault(f"'kind' is missing. The kinds are: {known}." if kind is None else
                    f"'{kind}' is no kind of field.{did_you_mean(str(kind), KINDS) or f' The kinds are: {known}.'}")
        return None
    rest = {key: value for key, value in table.items() if key != "kind"}
    return read_as(KINDS[kind], rest, place, f"a field of kind {kind}")


def read_fields(tables: object, place: Place, name: str) -> tuple[FieldBase, ...]:
    """All the fields that can be read; the others are faults."""
    found = (read_field(table, place.at(f"{name} {_name(table, n)}")) for n, table in _numbered(tables, place))
    return tuple(one for one in found if one is not None)


def read_as(cls: type[T], table: object, place: Place, what: str) -> T | None:
    """The table as a value of this dataclass; None, with the faults told, where it is not one.

    `what` names the thing in sentences, with its article.
    """
    if not isinstance(table, dict):
        place.fault(f"{_shown(table)} stands where {what} belongs, as a table of keys.")
        return None
    before = len(place.faults)
    shape = _shape(cls)  # type: ignore[arg-type]
    for key in table:
        if key not in shape:
            place.fault(f"'{key}' is not a key of {what}.{did_you_mean(key, shape)}")
    for key, (_, needed) in shape.items():
        if needed and key not in table:
            place.fault(f"'{key}' is missing.")
    values = {key: _read(shape[key][0], value, place.at(key)) for key, value in table.items() if key in shape}
    return cls(**values) if len(place.faults) == before else None


def read_list(cls: type[T], tables: object, place: Place, what: str) -> tuple[T, ...]:
    """All the values of a list of tables that can be read; the others are faults."""
    found = (read_as(cls, table, place.at(_name(table, n)), what) for n, table in _numbered(tables, place))
    return tuple(one for one in found if one is not None)


def read_condition(table: object, place: Place) -> Condition | None:
    """A condition of a form file, told by the one key it has; None, with the fault told, where it has none or two."""
    if not isinstance(table, dict):
        place.fault(f"{_shown(table)} stands where a condition belongs, "
                    'such as { field = "key_decision", equals = "yes" }.')
        return None
    if len(place.steps) > DEEPEST:
        replace(place, steps=place.steps[:2]).fault("The condition is nested too deeply to be read by anyone.")
        return None
    found = [key for key in BY_KEY if key in table]
    if len(found) == 1:
        return read_as(BY_KEY[found[0]], table, place, f"a condition with '{found[0]}'")
    if found:
        place.fault(f"One condition cannot have both '{found[0]}' and '{found[1]}'. Put each in a table of its own "
                    "under all_of or any_of.")
        return None
    near = next(filter(None, (did_you_mean(key, BY_KEY) for key in table if key != "field")), "")
    place.fault(f"A condition needs one of these keys: {', '.join(BY_KEY)}.{near}")
    return None


def read_dated(table: object, place: Place) -> dict[date, str]:
    """Days and their reasons: 2026-12-29 = "Offices closed"."""
    days: dict[date, str] = {}
    if not isinstance(table, dict):
        place.fault('Write one day a line, such as 2026-12-29 = "Offices closed".')
        return days
    for key, reason in table.items():
        try:
            days[date.fromisoformat(key)] = reason
        except ValueError:
            place.fault(f"'{key}' is not a day. Write year-month-day, such as 2026-12-29.")
            continue
        if not isinstance(reason, str) or not reason.strip():
            place.at(key).fault("Say in quotes why the day is closed.")
    return days


@cache
def _shape(cls: type) -> dict[str, tuple[Any, bool]]:
    """The keys of a dataclass: the type of each, and whether it must be there."""
    hints = get_type_hints(cls)
    return {one.name: (hints[one.name], one.default is dataclasses.MISSING and one.default_factory is
                       dataclasses.MISSING) for one in dataclasses.fields(cls)}


def _read(hint: Any, value: object, place: Place) -> Any:
    return _reader(hint)(value, place)


@cache
def _reader(hint: Any) -> Callable[[object, Place], Any]:
    """How to read a value of the declared type."""
    if _is_condition(hint):
        return read_condition
    inner = get_args(hint)[0] if get_origin(hint) is tuple and get_args(hint)[-1:] == (...,) else None
    if inner is FieldBase:
        return lambda value, place: read_fields(value, replace(place, steps=place.steps[:-1]), "column")
    if _is_condition(inner):
        return lambda value, place: tuple(filter(None, (read_condition(one, place.at(str(n)))
                                                        for n, one in _numbered(value, place))))
    if inner is not None and dataclasses.is_dataclass(inner):
        thing = inner
        assert isinstance(thing, type)
        name = thing.__name__.lower()
        what = f"an {name}" if name[0] in "aeiou" else f"a {name}"
        return lambda value, place: read_list(thing, value, place, what)
    if get_origin(hint) is not None and hint == Mapping[date, str]:
        return read_dated
    return _plain_reader(hint)


def _is_condition(hint: Any) -> bool:
    return hint == Condition or (get_origin(hint) in (Union, types.UnionType)
                                 and set(get_args(hint)) - {type(None)} == set(get_args(Condition)))


def _plain_reader(hint: Any) -> Callable[[object, Place], Any]:
    def read(value: object, place: Place) -> Any:
        if type(value) is hint:  # a text for a text, as nearly all are: nothing needs to be judged
            return value
        try:
            return _judge(hint).validate_python(_as_tuples(value), strict=True)
        except ValidationError:
            place.fault(_wrong(hint, value))
            return None

    return read


@cache
def _judge(hint: Any) -> TypeAdapter[Any]:
    return TypeAdapter(hint)


def _wrong(hint: Any, value: object) -> str:
    near = "".join(did_you_mean(one, _words(hint)) for one in (value if isinstance(value, list) else [value])
                   if isinstance(one, str) and one not in _words(hint))
    return f"{_shown(value)} stands where {_described(hint)} belongs.{near}"


def _words(hint: Any) -> list[str]:
    """The words that a type allows, however deep they stand in it."""
    if get_origin(hint) is Literal:
        return [one for one in get_args(hint) if isinstance(one, str)]
    return [word for inner in get_args(hint) for word in _words(inner)]


def _described(hint: Any) -> str:
    if get_origin(hint) in (Union, types.UnionType):
        return _described(next(one for one in get_args(hint) if one is not type(None)))
    listed = ", ".join(f"'{word}'" for word in _words(hint))
    if get_origin(hint) is Literal:
        return f"one of {listed}"
    if get_origin(hint) is tuple:
        inner = get_args(hint)
        many = {str: "texts in quotes", int: "whole numbers"}.get(inner[0], f"words from {listed}")
        return f"a list of {many}" if inner[-1] is ... else f"a list of {len(inner)} {many}"
    return {str: "text in quotes", bool: "true or false", int: "a whole number",
            date: "a day such as 2026-04-01 (without quotes)"}.get(hint, "something else")


def _shown(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value if len(value) <= 40 else value[:37] + "..."}"'
        case dict():
            return "A table"
        case list():
            return f"[{', '.join(map(_shown, value))}]" if len(value) <= 5 else "A list"
    return str(value)


def _as_tuples(value: object) -> object:
    return tuple(_as_tuples(one) for one in value) if isinstance(value, list) else value


def _numbered(tables: object, place: Place) -> Iterable[tuple[int, object]]:
    """The tables with their numbers, from 1."""
    if isinstance(tables, list):
        return enumerate(tables, 1)
    place.fault(f"{_shown(tables)} stands where a list of tables belongs.")
    return ()


def _name(table: object, number: int) -> str:
    """How a table is named in a place: by its id or title, by its number where it has none."""
    name = (table.get("id") or table.get("title") or table.get("rule")) if isinstance(table, dict) else None
    return f"'{name}'" if isinstance(name, str) else str(number)
