"""The settings of a rule: what a form may hand it, and the sentence when it hands something else.

A rule declares its settings as the fields of its dataclass: `notice: str = field_of("date")`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from drafter.model.failure import did_you_mean
from drafter.model.fields import ChoiceFieldBase, FieldBase, RowsField
from drafter.model.figures import read_money
from drafter.model.form import Form
from drafter.model.form_words import called_now

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


def phrases(default: tuple[str, ...] | None = None) -> Any:
    """A list of words or phrases that count in any case: in small letters, as they are looked for."""
    return _setting(lambda given, form, others: tuple(one.lower() for one in _texts(given, form, others)), default)


def one_of(*known: str) -> Any:
    """A list of words, each of them known to the rule."""
    def read(given: object, form: Form, others: Mapping[str, object]) -> object:
        for one in (chosen := _texts(given, form, others)):
            if one not in known:
                raise ValueError(f"holds '{one}'; there are {', '.join(known)}.{did_you_mean(one, known)}")
        return chosen

    return _setting(read, None)


def replacements() -> Any:
    """A table from words to the words that belong in their place."""
    def read(given: object, form: Form, others: Mapping[str, object]) -> object:
        table = _table(given)
        if not all(isinstance(right, str) and right.strip() and wrong.strip() for wrong, right in table.items()):
            raise ValueError(f"must be a table of words and the words for their place, not {given!r}.")
        return {wrong.lower(): right for wrong, right in table.items()}

    return _setting(read, None)


def fields_by_phrase(*kinds: str) -> Any:
    """A table from phrases, which count in any case, to the field that each speaks of."""
    def read(given: object, form: Form, others: Mapping[str, object]) -> object:
        return {phrase.lower(): _field_id(field, form, kinds) for phrase, field in _table(given).items()}

    return _setting(read, None)


def column_of(setting: str, kind: str) -> Any:
    """A column, of one kind, of the field that another setting names."""
    def read(given: object, form: Form, others: Mapping[str, object]) -> object:
        field = form.field(str(others.get(setting, "")))
        columns = field.fields if isinstance(field, RowsField) else ()
        column = next((one for one in columns if one.id == given), None)
        if column is None:
            near = did_you_mean(str(given), (one.id for one in columns))
            raise ValueError(f"names '{given}', which is not a column of the field that '{setting}' names.{near}")
        if column.kind != kind:
            raise ValueError(f"names the column '{given}', a {column.kind}; this rule needs {kind}.")
        return column.id

    return _setting(read, None)


def columns_of(setting: str, kind: str) -> Any:
    """Several such columns, as a list."""
    one = column_of(setting, kind).metadata[_READER]
    return _setting(lambda given, form, others: tuple(one(name, form, others) for name in _texts(given, form, others)),
                    None)


def titles_of() -> Any:
    """A list of the directory, with the time that each of its titles stood."""
    def read(given: object, form: Form, others: Mapping[str, object]) -> object:
        if not isinstance(given, str) or given not in form.directory:
            near = did_you_mean(str(given), form.directory)
            raise ValueError(f"names '{given}', which is not a list of the directory.{near}")
        return form.directory[given]

    return _setting(read, None)


def number(least: int, most: int) -> Any:
    """A whole number within these bounds."""
    def read(given: object, form: Form, others: Mapping[str, object]) -> object:
        if not isinstance(given, int) or isinstance(given, bool) or not least <= given <= most:
            raise ValueError(f"must be a whole number from {least} to {most}, not {given!r}.")
        return given

    return _setting(read, None)


def date_given() -> Any:
    """A day, written as a date of TOML (2025-02-24)."""
    return _setting(lambda given, form, others: _day(given), None)


def dates_given() -> Any:
    """Several days, as a list of dates of TOML."""
    def read(given: object, form: Form, others: Mapping[str, object]) -> object:
        if not isinstance(given, list | tuple):
            raise ValueError(f"must be a list of dates, not {given!r}.")
        return tuple(map(_day, given))

    return _setting(read, None)


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
        near = called_now(form, given) or did_you_mean(given, (one.id for one in form.fields))
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


def _day(given: object) -> date:
    if not isinstance(given, date) or isinstance(given, datetime):
        raise ValueError(f"must be a date such as 2025-02-24, not {given!r}.")
    return given


def _table(given: object) -> Mapping[str, object]:
    if not isinstance(given, Mapping) or not all(isinstance(key, str) for key in given):
        raise ValueError(f"must be a table, not {given!r}.")
    return given


def _list(names: Mapping[str, object]) -> str:
    return ", ".join(names) if names else "no settings"


