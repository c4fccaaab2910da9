"""The kinds of field. One class says all about a kind apart from its widget: how an entry reads, what is wrong with
a value, how it is printed, and what plain text becomes when it is put in. This is their one door."""

from __future__ import annotations

from drafter.model.fields.base import FieldBase, Value
from drafter.model.fields.blank import is_blank, is_blank_row
from drafter.model.fields.choices import Choice, ChoiceField, ChoiceFieldBase, MultiChoiceField
from drafter.model.fields.clauses import APPROVED_WORDING, IN_BRACES, ClausesField
from drafter.model.fields.implication import PART_IN_STATE, ImplicationField
from drafter.model.fields.plain import DateField, LineField, MoneyField, RichTextField, WholeNumberField, YesNoField
from drafter.model.fields.rows import (
    ConsultationField,
    DocumentsField,
    OptionsField,
    PeopleField,
    RowsField,
    TableField,
)

__all__ = [
    "APPROVED_WORDING", "IN_BRACES", "KINDS", "PART_IN_STATE", "Choice", "ChoiceField", "ChoiceFieldBase",
    "ClausesField", "ConsultationField", "DateField", "DocumentsField", "FieldBase", "ImplicationField", "LineField",
    "MoneyField", "MultiChoiceField", "OptionsField", "PeopleField", "RichTextField", "RowsField", "TableField",
    "Value", "WholeNumberField", "YesNoField", "is_blank", "is_blank_row",
]

KINDS: dict[str, type[FieldBase]] = {
    kind.kind: kind
    for kind in (LineField, RichTextField, DateField, MoneyField, WholeNumberField, YesNoField, ChoiceField,
                 MultiChoiceField, TableField, ClausesField, OptionsField, PeopleField, DocumentsField,
                 ConsultationField, ImplicationField)
}
