"""What a rule is: a small frozen dataclass whose fields are its settings. It looks at the answers and says what it
found.

No rule reads a clock: today's date and the calendar come with the case.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import ClassVar, Literal

from drafter.checks.text import amounts, days, needed, words_in
from drafter.model.answers import Answers
from drafter.model.base import STAGES, Stage
from drafter.model.draft import Path
from drafter.model.problem import Fix, Severity
from drafter.model.timetable import Calendar

Family = Literal["notice", "dates", "decision", "titles", "options", "money", "law", "consultation", "papers", "public",
                 "words", "plain", "answers"]

FAMILIES: Mapping[Family, str] = {
    "notice": "Notice and urgency",
    "dates": "Dates",
    "decision": "The decision and its clauses",
    "titles": "Titles and numbers",
    "options": "Options",
    "money": "Money",
    "law": "Law and duties",
    "consultation": "Consultation and committee",
    "papers": "Documents",
    "public": "What the public may see",
    "words": "Words left in, left out or in the wrong place",
    "plain": "Plain English",
    "answers": "What each question asks of its answer",
}
"""The families of rules, in the order of the catalogue, with their headings."""

WAIVERS: Mapping[Severity, str] = {
    "must_fix": "Nobody. No paper is made for signature while it stands.",
    "must_explain": "The officer who writes the record, with a reason that is kept with the draft.",
    "advice": "Whoever reads it. It holds nothing up.",
}
"""Who may let a finding stand, where neither the rule nor the form says."""


_ENDS = re.compile(r"\n{3,}")
FEW = 5
"""So many items of quiet advice are shown in a section, and no more."""


@dataclass(frozen=True)
class Case:
    """Everything a rule may look at."""

    answers: Answers
    today: date
    calendar: Calendar

    @cached_property
    def texts(self) -> Mapping[Path, str]:
        """Every answer in words, as plain text, in the order of the form. Of empty paragraphs one counts as many."""
        return {path: _ENDS.sub("\n\n", text) if "\n\n\n" in text else text for path, text in self.answers.texts()}

    @cached_property
    def with_days(self) -> tuple[tuple[Path, str], ...]:
        """The texts that hold a date."""
        return tuple((path, text) for path, text in self.texts.items() if days(text))

    @cached_property
    def with_amounts(self) -> tuple[tuple[Path, str], ...]:
        """The texts that hold an amount of money."""
        return tuple((path, text) for path, text in self.texts.items() if amounts(text))

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset[str]().union(*map(words_in, self.texts.values()))

    def saying(self, phrases: tuple[str, ...]) -> Iterable[tuple[Path, str]]:
        """The texts, where the record has all words of one of the phrases; none where it cannot say any of them."""
        words = self._words
        return self.texts.items() if any(wanted <= words for wanted in needed(phrases)) else ()

    def day(self, field_id: str) -> date | None:
        """The date that a field holds; None where it holds none that can be read."""
        value = self.answers.value(field_id)
        return value if isinstance(value, date) else None

    def chosen(self, field_id: str) -> str | None:
        """The choice made in a field, by its id; None where there is none."""
        value = self.answers.value(field_id)
        return value if isinstance(value, str) else None

    def record_day(self, field_ids: tuple[str, ...]) -> date | None:
        """The day the record is of: the first of these fields that is answered, or else today. An imported record that
        gives no date is judged by nobody's calendar: None."""
        on = next((day for name in field_ids if (day := self.day(name)) is not None), None)
        return self.today if on is None and self.answers.draft.imported is None else on

    def texts_of(self, field_ids: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
        """The texts of these fields, their parts and their cells; of every field where none is named."""
        for path, text in self.texts.items():
            if not field_ids or path.field in field_ids:
                yield path, text


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a rule found: where, the particulars for its sentence, and edits that would put it right. `about` holds
    the words it is about where that is less than the whole answer: what was said to it holds for as long as they stand.
    """

    path: Path
    values: Mapping[str, str] = field(default_factory=dict)
    fixes: tuple[Fix, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFacts:
    """All that is known of a rule before it looks at anything, for the catalogue.

    `law` names the statute, or the council's own rule (then `local`); "" where neither stands behind it. `fix` says
    what one click does, "" where there is none.
    """

    code: str
    family: Family
    severity: Severity
    stages: tuple[Stage, ...] = STAGES
    looks_at: str
    sentence: str
    why: str
    law: str = ""
    local: bool = False
    waiver: str = ""
    fix: str = ""


class Rule(ABC):
    """`code` is stable. `sentence` names in braces what each finding brings; a form may word it anew with the same
    names. `severity`, `stages`, `law` and `waiver` hold unless the form says otherwise.

    The rest is for whoever asks about the rule: what it `looks_at`, `why` it is there, what its `fix` does in one click
    ("" where there is none), and who may waive it ("" where the severity says so). `law` is the statute behind it;
    `local` says that it is the council's own rule. Of what is `quiet` only the first `FEW` findings are told in each
    section.
    """

    code: ClassVar[str]
    family: ClassVar[Family]
    severity: ClassVar[Severity] = "must_fix"
    stages: ClassVar[tuple[Stage, ...]] = STAGES
    law: ClassVar[str] = ""
    local: ClassVar[bool] = False
    looks_at: ClassVar[str]
    why: ClassVar[str]
    sentence: ClassVar[str]
    fix: ClassVar[str] = ""
    waiver: ClassVar[str] = ""
    quiet: ClassVar[bool] = False

    @abstractmethod
    def findings(self, case: Case) -> Iterator[Finding]:
        """What breaks the rule, in the order of the form."""
