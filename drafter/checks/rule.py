"""What a rule is: a small frozen dataclass whose fields are its settings. It looks at the answers and says what it
found.

No rule reads a clock: today's date and the calendar come with the case.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import ClassVar

from drafter.model.answers import Answers
from drafter.model.base import STAGES, Stage
from drafter.model.draft import Path
from drafter.model.problem import Fix, Severity
from drafter.model.timetable import Calendar


@dataclass(frozen=True)
class Case:
    """Everything a rule may look at."""

    answers: Answers
    today: date
    calendar: Calendar

    @cached_property
    def texts(self) -> Mapping[Path, str]:
        """Every answer in words, as plain text, in the order of the form."""
        return dict(self.answers.texts())

    def day(self, field_id: str) -> date | None:
        """The date that a field holds; None where it holds none that can be read."""
        value = self.answers.value(field_id)
        return value if isinstance(value, date) else None

    def chosen(self, field_id: str) -> str | None:
        """The choice made in a field, by its id; None where there is none."""
        value = self.answers.value(field_id)
        return value if isinstance(value, str) else None

    def texts_of(self, field_ids: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
        """The texts of these fields, their parts and their cells; of every field where none is named."""
        for path, text in self.texts.items():
            if not field_ids or path.field in field_ids:
                yield path, text


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a rule found: where, the particulars for its sentence, and edits that would put it right."""

    path: Path
    values: Mapping[str, str] = field(default_factory=dict)
    fixes: tuple[Fix, ...] = ()


class Rule(ABC):
    """`code` is stable. `sentence` names in braces what each finding brings; a form may word it anew with the same
    names. `severity`, `stages` and `law` hold unless the form says otherwise; `why` goes with each problem, for
    whoever asks."""

    code: ClassVar[str]
    severity: ClassVar[Severity] = "must_fix"
    stages: ClassVar[tuple[Stage, ...]] = STAGES
    law: ClassVar[str] = ""
    local: ClassVar[bool] = False
    why: ClassVar[str]
    sentence: ClassVar[str]

    @abstractmethod
    def findings(self, case: Case) -> Iterator[Finding]:
        """What breaks the rule, in the order of the form."""
