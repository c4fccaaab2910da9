"""What is wrong with the conditions of a form: they look ahead, compare what cannot be compared, or can never hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from drafter.model.base import ID
from drafter.model.conditions import (
    AllOf,
    Answered,
    AnyOf,
    Condition,
    Equals,
    Includes,
    NoneOf,
    OneOf,
    tests_in,
)
from drafter.model.failure import Fault, did_you_mean
from drafter.model.fields import (
    ChoiceField,
    ChoiceFieldBase,
    FieldBase,
    LineField,
    MultiChoiceField,
    TableField,
    WholeNumberField,
    YesNoField,
)
from drafter.model.form import Form
from drafter.model.form_words import called_now
from drafter.model.reachable import can_hold


def condition_faults(form: Form, broken: frozenset[str]) -> Iterator[Fault]:
    """Conditions look back only, at fields the officer has met already; so there can be no circles."""
    walk = _Scope(form, broken)
    for section, field in form.places():
        file, place = f"sections/{section.id}.toml", f"field '{field.id}'"
        for key, sentence in walk.faults(field, ()):
            yield Fault(file, f"{place}, {key}", sentence)
        if isinstance(field, TableField):
            asked = (field.when,) if field.when is not None else ()
            within = walk.within(field)
            for column in field.columns:
                for key, sentence in within.faults(column, asked):
                    yield Fault(file, f"{place}, column '{column.id}', {key}", sentence)
                within.pass_by(column)
        walk.pass_by(field)
    for output in form.outputs:
        for sentence in walk.output_faults(output.when):
            yield Fault("form.toml", f"output '{output.id}', when", sentence)


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a condition may look at: the fields `before`; those that are `sound` depend on nothing that has slips."""

    form: Form
    broken: frozenset[str]
    before: dict[str, FieldBase] = dataclass_field(default_factory=dict)
    sound: dict[str, FieldBase] = dataclass_field(default_factory=dict)
    table: TableField | None = None

    def within(self, table: TableField) -> _Scope:
        """The scope of the table's columns, which look at the columns before them too."""
        return _Scope(self.form, self.broken, dict(self.before), dict(self.sound), table)

    def pass_by(self, field: FieldBase) -> None:
        """From here on the field may be looked at."""
        if field.id not in self.broken and self._is_sound(field.when) and not any(self._slips(field, field.when)):
            self.sound[field.id] = field
        else:
            self.sound.pop(field.id, None)
        self.before[field.id] = field

    def faults(self, field: FieldBase, asked: Sequence[Condition]) -> Iterator[tuple[str, str]]:
        """Key and sentence for each slip. `asked` are conditions that hold wherever this field is met at all."""
        for key, condition in (("when", field.when), ("required_when", field.required_when)):
            if condition is None:
                continue
            slips = list(self._slips(field, condition))
            yield from ((key, slip) for slip in slips)
            asked = (*asked, condition)
            if not slips and all(map(self._is_sound, asked)) and not can_hold(asked, self.sound.get):
                yield key, _never(key)
                return

    def output_faults(self, condition: Condition | None) -> Iterator[str]:
        """What is wrong with the condition of a paper, which looks at the whole form."""
        slips = list(self._slips(None, condition)) if condition is not None else []
        yield from slips
        if condition is not None and not slips and self._is_sound(condition) and not can_hold(
                (condition,), self.sound.get):
            yield "This can never hold, so the paper would never be made."

    def _is_sound(self, condition: Condition | None) -> bool:
        return all(test.field in self.sound for test in tests_in(condition))

    def _slips(self, field: FieldBase | None, condition: Condition | None) -> Iterator[str]:
        yield from _empty_groups(condition)
        for test in tests_in(condition):
            if test.field in self.broken:
                continue
            tested = self.before.get(test.field)
            if tested is not None:
                yield from _comparison_faults(test, tested)
            else:
                yield self._missing(field, test.field)

    def _missing(self, field: FieldBase | None, name: str) -> str:
        if field is not None and name == field.id:
            return "A field cannot depend on itself."
        if self.form.field(name) is not None or (self.table is not None and self.table.column(name) is not None):
            return f"'{name}' comes later in the form. A condition looks only at what was asked before."
        near = called_now(self.form, name) or did_you_mean(name, filter(ID.fullmatch, self.before))
        return f"There is no field '{name}'.{near}"


def _empty_groups(condition: Condition | None) -> Iterator[str]:
    match condition:
        case AllOf(()) | AnyOf(()) | NoneOf(()) | OneOf(_, ()):
            key = {AllOf: "all_of", AnyOf: "any_of", NoneOf: "none_of"}.get(type(condition), "one_of")
            yield f"'{key}' is an empty list."
        case AllOf(inner) | AnyOf(inner) | NoneOf(inner):
            for one in inner:
                yield from _empty_groups(one)


def _comparison_faults(test: Equals | OneOf | Includes | Answered, tested: FieldBase) -> Iterator[str]:
    match test:
        case Answered():
            return
        case Includes(_, wanted):
            if isinstance(tested, MultiChoiceField):
                yield from _choice_faults(wanted, tested)
            else:
                yield (f"'includes' asks about boxes ticked; '{tested.id}' is a field of kind {tested.kind}. "
                       "Use 'equals'.")
        case Equals(_, wanted):
            yield from _value_faults(wanted, tested)
        case OneOf(_, wanted_any):
            for wanted in wanted_any:
                yield from _value_faults(wanted, tested)


def _value_faults(wanted: str, tested: FieldBase) -> Iterator[str]:
    match tested:
        case ChoiceField():
            yield from _choice_faults(wanted, tested)
        case YesNoField():
            if wanted not in ("yes", "no"):
                yield f"'{tested.id}' is answered \"yes\" or \"no\", never \"{wanted}\"."
        case WholeNumberField():
            read = tested.read(wanted)
            if read is None or str(read) != wanted or tested.fault(read) is not None:
                yield f"'{tested.id}' is a whole number; it is never \"{wanted}\"."
        case LineField():
            if " ".join(wanted.split()) != wanted or not wanted:
                yield f"'{tested.id}' never reads as \"{wanted}\": spaces are tidied."
        case MultiChoiceField():
            yield f"'{tested.id}' is a field of kind multi_choice. Use 'includes'."
        case _:
            yield f"'{tested.id}' is a field of kind {tested.kind}, which has no one word to compare. Use 'answered'."


def _choice_faults(wanted: str, tested: ChoiceFieldBase) -> Iterator[str]:
    ids = [choice.id for choice in tested.choices]
    if wanted in ids:
        return
    by_label = next((choice.id for choice in tested.choices if choice.words == wanted), None)
    near = f" Write its id, '{by_label}'." if by_label else did_you_mean(wanted, ids)
    where = f"the directory list '{tested.directory}'" if tested.directory else f"the choices of '{tested.id}'"
    yield f"\"{wanted}\" is none of {where}.{near or _listed(ids)}"


def _listed(ids: Sequence[str]) -> str:
    return f" They are: {', '.join(ids)}." if 0 < len(ids) <= 10 else ""


def _never(key: str) -> str:
    return ("This can never hold, so the field would never be asked." if key == "when" else
            "This can never hold where the field is asked, so it would never be required.")
