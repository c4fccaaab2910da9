"""What is left to put right. A problem is a value: a stable code, place, sentence, source, perhaps a way to fix it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from drafter.model.draft import Entry, Path

Severity = Literal["must_fix", "must_explain", "advice"]


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that put a problem right, as one undoable step. An entry of None empties the field."""

    label: str
    edits: tuple[tuple[Path, Entry | None], ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """`law` names the regulation, or the council's own rule (then `local`); "" where neither stands behind it. `why`
    says what the demand is for, to whoever asks."""

    code: str
    severity: Severity
    path: Path
    message: str
    law: str = ""
    local: bool = False
    fixes: tuple[Fix, ...] = ()
    why: str = ""
