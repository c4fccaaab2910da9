"""The settings of a rule: what a form may hand it, and the sentence when it hands something else.

A rule declares its settings as the fields of its dataclass: `notice: str = field_of("date")`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from drafter.model.failure import did_you_mean
from drafter.model.fields import ChoiceFieldBase, FieldBase
from drafter.model.figures import read_money
from drafter.model.form import Form

Reader = Callable[[object, Form, Mapping[str, object]], object]
"""Takes what the form wrote, the form, and all settings of the rule; gives the value, or raises ValueError with the
rest of a sentence that begins with the setting's name."""

_READER = "reader"


def field_of(*kinds: str, optional: bool = False) -> Any:
    """A field of one of the kinds; of any kind where none is named. Left out, an optional one is ""."""
    return _setting(lambda given, form, others: _field_id(given, form, kinds), "" if optional else None)


def fields_of(*kinds: str, optional: bool = False) -> Any:
    """Several fields, as a list."""
    def read(given: object, form: Form, others: Mapping[str, object]) -> object:
        return tuple(_field_id(one, form, kinds) for one in _texts(given, form, others))

    return _setting(read, () if optional else None)


def choice_of(setting: str) -> Any:
    """One of the choices of the field that another setting names."""
    return _setting(lambda given, form, others: _choice(given, setting, form, others), None)


def choices_by_words(setting: str) -> Any:
    """A table from words people write to choices of the field that another setting names."""
    def read(given: object, form: Form, others: Mapping[str, object]) -> object:
        return {words: _choice(choice, setting, form, others) for words, choice in _table(given).items()}

    return _setting(read, None)


def choices_across(left: str, right: str) -> Any:
    """A table from choices of one field to the choices of another that go with them."""
    def read(given: object, form: Form, others: Mapping[str, object]) -> object:
        return {_choice(one, left, form, others): _choice(two, right, form, others)
                for one, two in _table(given).items()}

    return _setting(read, None)


def pounds() -> Any:
    """An amount of money, written as people write it ("£1,000,000"), as whole pence."""
    def read(given: object, form: Form, others: Mapping[str, object]) -> object:
        pence = read_money(given) if isinstance(given, str) else None
        if pence is None:
            raise ValueError(f'must be an amount such as "£1,000,000", not {given!r}.')
        return pence

    return _setting(read, None)


def words(default: tuple[str, ...] | None = None) -> Any:
    """A list of words or phrases."""
    return _setting(_texts, default)


def _setting(reader: Reader, default: object) -> Any:
    metadata = {_READER: reader}
    if default is None:
        return dataclasses.field(metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


def read_settings(rule: type, given: Mapping[str, object], form: Form) -> tuple[dict[str, object], tuple[str, ...]]:
    """The rule's settings as the form gives them, and a sentence for each that does not fit."""
    wanted = {one.name: one for one in dataclasses.fields(rule)}
    values: dict[str, object] = {}
    faults = [f"'{name}' is not a setting of this rule, which has {_list(wanted)}.{did_you_mean(name, wanted)}"
              for name in given if name not in wanted]
    for name, one in wanted.items():
        if name not in given:
            if one.default is dataclasses.MISSING:
                faults.append(f"The setting '{name}' is missing.")
            continue
        try:
            values[name] = one.metadata[_READER](given[name], form, given)
        except ValueError as error:
            faults.append(f"'{name}' {error}")
    return values, tuple(faults)


def _field_id(given: object, form: Form, kinds: tuple[str, ...]) -> str:
    field = _field(given, form)
    if kinds and field.kind not in kinds:
        raise ValueError(f"names the field '{given}', a {field.kind}; this rule needs {' or '.join(kinds)}.")
    return field.id


def _field(given: object, form: Form) -> FieldBase:
    if not isinstance(given, str):
        raise ValueError(f"must be the id of a field, not {given!r}.")
    field = form.field(given)
    if field is None:
        near = did_you_mean(given, (one.id for one in form.fields))
        raise ValueError(f"names '{given}', which is not a field of the form.{near}")
    return field


def _choice(given: object, setting: str, form: Form, others: Mapping[str, object]) -> str:
    field = form.field(str(others.get(setting, "")))
    if not isinstance(field, ChoiceFieldBase):
        raise ValueError(f"must be a choice of the field that '{setting}' names, which has none.")
    ids = [choice.id for choice in field.choices]
    if not isinstance(given, str) or given not in ids:
        near = did_you_mean(str(given), ids)
        raise ValueError(f"is {given!r}, which is not a choice of '{field.id}'.{near}")
    return given


def _texts(given: object, form: Form, others: Mapping[str, object]) -> tuple[str, ...]:
    if not isinstance(given, list | tuple) or not all(isinstance(one, str) and one.strip() for one in given):
        raise ValueError(f"must be a list of words, not {given!r}.")
    return tuple(given)


def _table(given: object) -> Mapping[str, object]:
    if not isinstance(given, Mapping) or not all(isinstance(key, str) for key in given):
        raise ValueError(f"must be a table, not {given!r}.")
    return given


def _list(names: Mapping[str, object]) -> str:
    return ", ".join(names) if names else "no settings"


