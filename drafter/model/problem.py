"""What is left to put right. A problem is a value: a stable code, place, sentence, source, perhaps a way to fix it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from drafter.model.draft import Entry, Explanation, Path

STALE = "stale"
"""The code of an answer that comes from an earlier decision and was not touched since."""
SPELLING = "spelling"
"""The code of a word that no list knows."""
Severity = Literal["must_fix", "must_explain", "advice"]


def source_of(law: str, local: bool) -> str:
    """Where a demand comes from, in one phrase: the law, or the council's own rule; "" where neither stands behind it.
    """
    if not local:
        return law
    return f"Council rule: {law}" if law else "Council rule"


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that put a problem right, as one undoable step. An entry of None empties the field."""

    label: str
    edits: tuple[tuple[Path, Entry | None], ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """`law` names the regulation, or the council's own rule (then `local`); "" where neither stands behind it. `why`
    says what the demand is for, to whoever asks.

    `about` holds the words it is about where that is less than the whole answer. `explained` is what the officer said
    to it: why it may stand, or that the advice is not wanted.
    """

    code: str
    severity: Severity
    path: Path
    message: str
    law: str = ""
    local: bool = False
    fixes: tuple[Fix, ...] = ()
    why: str = ""
    about: str = ""
    explained: Explanation | None = None

    @property
    def source(self) -> str:
        """Where the demand comes from."""
        return source_of(self.law, self.local)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be put right, explained or considered."""
        return self.explained is None
