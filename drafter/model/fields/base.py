"""What every kind of field has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from drafter.model.base import REFUSE_UNKNOWN
from drafter.model.conditions import Condition
from drafter.model.draft import Entry, Implication
from drafter.model.rich_text import RichText

Value = str | bool | int | date | tuple[str, ...] | RichText | Implication
"""What an entry means. Money is whole pence. A field with rows reads as the ids of the rows that hold anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldBase:
    """What every kind has.

    `label` is the council's own wording, as printed on its form; `aliases` are other labels under which published
    records carry it, `was` other ids under which older versions of the form kept its answer. `missing` is the sentence
    when it is asked and empty. `required` and `required_when` say when an answer is due, `when` whether it is asked at
    all. `stands` says that the answer of an earlier decision on the same matter usually stands in the next one too.
    `law` is the source of that demand; `local` that it is the council's own rule.
    """

    kind: ClassVar[str] = ""
    id: str
    label: str
    aliases: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    hint: str = ""
    why: str = ""
    good_example: str = ""
    poor_example: str = ""
    missing: str = ""
    required: bool = False
    required_when: Condition | None = None
    when: Condition | None = None
    exempt: bool = False
    stands: bool = False
    law: str = ""
    local: bool = False
    __pydantic_config__ = REFUSE_UNKNOWN

    def read(self, entry: Entry) -> Value | None:
        """What the entry means; None where it makes no sense as this kind. Only asked for an entry that holds text."""
        return entry if isinstance(entry, str) else None

    def fault(self, value: Value) -> str | None:
        """The code of what is wrong with a value that reads well, such as "too_long"."""
        return None

    def display(self, value: Value) -> str:
        """How the value reads in print and in lists, as plain words."""
        return str(value)

    def entry_from_text(self, text: str) -> Entry:
        """The entry that plain text typed or pasted into this field makes."""
        return text


def folded(text: str) -> str:
    """The text as two answers are held to be the same: spaces and case make no difference."""
    return " ".join(text.split()).casefold()
