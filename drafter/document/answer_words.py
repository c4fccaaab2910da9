"""What a wording meets: each answer as a plain value to test, with the words or blocks that it prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from drafter.document.blocks import Block


@dataclass(frozen=True, slots=True)
class Gap:
    """An answer that is due and not there. It can be shown in a draft and never in a record for signature."""

    sentence: str


Printed = str | tuple[Block, ...] | Gap


class Answer(str):
    """An answer. As a text it is what conditions compare: the id of a choice, "yes" or "no", the words. An answer of
    "no", like one that is missing, counts as not true. `parts` are the answers inside it."""

    __slots__ = ("is_true", "parts", "printed")
    printed: Printed
    parts: Mapping[str, Answer]
    is_true: bool

    def __new__(cls, value: str, printed: Printed | None = None, parts: Mapping[str, Answer] | None = None,
                is_true: bool | None = None) -> Answer:
        self = super().__new__(cls, value)
        self.printed = value if printed is None else printed
        self.parts = parts or {}
        self.is_true = bool(value) if is_true is None else is_true
        return self

    def __bool__(self) -> bool:
        return self.is_true


class AnswerList(list[Answer]):
    """Several choices."""

    printed: Printed

    def __init__(self, answers: list[Answer], printed: Printed) -> None:
        super().__init__(answers)
        self.printed = printed


class AnswerRows(list[Mapping[str, Answer]]):
    """Rows of answers by column, and the parts of the whole field (`alternatives.none_because`)."""

    printed: Printed
    parts: Mapping[str, Answer]

    def __init__(self, rows: list[Mapping[str, Answer]], printed: Printed, parts: Mapping[str, Answer]) -> None:
        super().__init__(rows)
        self.printed = printed
        self.parts = parts


Word = Answer | AnswerList | AnswerRows
NOTHING = Answer("")
