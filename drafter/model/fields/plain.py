"""Fields of one answer that is typed: words, days, amounts, yes or no."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from drafter.model import rich_text
from drafter.model.base import REFUSE_UNKNOWN
from drafter.model.draft import Entry
from drafter.model.fields.base import FieldBase, Value, folded
from drafter.model.figures import printed_date, printed_money, read_date, read_money, read_whole_number
from drafter.model.rich_text import RichText


@dataclass(frozen=True, slots=True, kw_only=True)
class LineField(FieldBase):
    """Text without paragraphs. `long` asks for a box that wraps. `pattern` must match the whole text."""

    kind: ClassVar[str] = "line"
    max_length: int | None = None
    pattern: str = ""
    pattern_hint: str = ""
    long: bool = False
    __pydantic_config__ = REFUSE_UNKNOWN

    def read(self, entry: Entry) -> Value | None:
        return " ".join(entry.split()) if isinstance(entry, str) else None

    def fault(self, value: Value) -> str | None:
        if self.max_length is not None and len(str(value)) > self.max_length:
            return "too_long"
        if self.pattern and not re.fullmatch(self.pattern, str(value)):
            return "wrong_pattern"
        return None

    def entry_from_text(self, text: str) -> Entry:
        return " ".join(text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class RichTextField(FieldBase):
    """Paragraphs, lists and small tables. `words` is a guide (from, to), never a limit."""

    kind: ClassVar[str] = "rich_text"
    words: tuple[int, int] | None = None
    __pydantic_config__ = REFUSE_UNKNOWN

    def read(self, entry: Entry) -> Value | None:
        return entry if isinstance(entry, RichText) else None

    def display(self, value: Value) -> str:
        return rich_text.plain(value) if isinstance(value, RichText) else str(value)

    def entry_from_text(self, text: str) -> Entry:
        return rich_text.from_plain(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateField(FieldBase):
    """A day, typed as people in England write it."""

    kind: ClassVar[str] = "date"
    __pydantic_config__ = REFUSE_UNKNOWN

    def read(self, entry: Entry) -> Value | None:
        return read_date(entry) if isinstance(entry, str) else None

    def display(self, value: Value) -> str:
        return printed_date(value) if isinstance(value, date) else str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyField(FieldBase):
    """An amount in pounds, read as whole pence."""

    kind: ClassVar[str] = "money"
    __pydantic_config__ = REFUSE_UNKNOWN

    def read(self, entry: Entry) -> Value | None:
        return read_money(entry) if isinstance(entry, str) else None

    def display(self, value: Value) -> str:
        return printed_money(value) if isinstance(value, int) else str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeNumberField(FieldBase):
    """A whole number, from `least` to `most` where those are given."""

    kind: ClassVar[str] = "whole_number"
    least: int | None = None
    most: int | None = None
    __pydantic_config__ = REFUSE_UNKNOWN

    def read(self, entry: Entry) -> Value | None:
        return read_whole_number(entry) if isinstance(entry, str) else None

    def fault(self, value: Value) -> str | None:
        if self.least is not None and isinstance(value, int) and value < self.least:
            return "too_small"
        if self.most is not None and isinstance(value, int) and value > self.most:
            return "too_large"
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNoField(FieldBase):
    """Yes or no. The entry is the word "yes" or "no", in any case.

    `yes_words` and `no_words` are what published records say instead: a decision type of "Key" or "Non-key".
    """

    kind: ClassVar[str] = "yes_no"
    yes_words: tuple[str, ...] = ()
    no_words: tuple[str, ...] = ()
    __pydantic_config__ = REFUSE_UNKNOWN

    def read(self, entry: Entry) -> Value | None:
        if not isinstance(entry, str):
            return None
        word = folded(entry).rstrip(".")
        if word in ("yes", *map(folded, self.yes_words)):
            return True
        return False if word in ("no", *map(folded, self.no_words)) else None

    def display(self, value: Value) -> str:
        return "Yes" if value else "No"

    def entry_from_text(self, text: str) -> Entry:
        read = self.read(text)
        return text.strip() if read is None else self.display(read).lower()
