"""Implications: answered, none because ..., or waiting for ..."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from drafter.model import rich_text
from drafter.model.base import REFUSE_UNKNOWN
from drafter.model.draft import Entry, Implication
from drafter.model.fields.base import FieldBase, Value
from drafter.model.fields.plain import LineField, RichTextField


@dataclass(frozen=True, slots=True, kw_only=True)
class ImplicationField(FieldBase):
    """Answered, none because ..., or waiting for ...: three states, never an empty box."""

    kind: ClassVar[str] = "implication"
    may_be_none: bool = True
    words: tuple[int, int] | None = None
    __pydantic_config__ = REFUSE_UNKNOWN

    @property
    def fields(self) -> tuple[FieldBase, ...]:
        """Its parts, each asked in one of the states."""
        return _implication_parts(self.label, self.words, self.missing)

    def part(self, column: str) -> FieldBase | None:
        """The part of that id, such as "because"; None where there is none such."""
        return next((part for part in self.fields if part.id == column), None)

    def read(self, entry: Entry) -> Value | None:
        if isinstance(entry, Implication) and not entry.state and not rich_text.is_blank(entry.text):
            return Implication("answered", entry.text, entry.because, entry.waiting_for)
        return entry if isinstance(entry, Implication) else None

    def fault(self, value: Value) -> str | None:
        is_none = isinstance(value, Implication) and value.state == "none"
        return "none_refused" if is_none and not self.may_be_none else None

    def display(self, value: Value) -> str:
        match value:
            case Implication("answered", text):
                return rich_text.plain(text)
            case Implication("none", _, because):
                return f"None, because {because}"
            case Implication("waiting", _, _, waiting_for):
                return f"Waiting for {waiting_for}"
        return ""

    def entry_from_text(self, text: str) -> Entry:
        return Implication("answered", rich_text.from_plain(text))


@cache
def _implication_parts(name: str, words: tuple[int, int] | None, missing: str) -> tuple[FieldBase, ...]:
    within = " ".join(word.lower() if word[1:].islower() else word for word in name.split())  # "HR" stays as it is
    return (
        RichTextField(id="text", label=name, required=True, words=words, missing=missing),
        LineField(id="because", label=f"{name}: none, because", long=True, required=True,
                  missing=f"Say why there are no {within}"),
        LineField(id="waiting_for", label=f"{name}: waiting for", required=True,
                  missing=f"Say who you are waiting for: {within}"),
    )


PART_IN_STATE = {"answered": "text", "none": "because", "waiting": "waiting_for"}
"""Which part of an implication each state asks for."""
