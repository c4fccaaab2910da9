"""What the values share: frozen dataclasses of the standard library, and the ids that last."""

from __future__ import annotations

import re
import secrets
from typing import Literal, get_args

Stage = Literal["proposed", "decided", "published"]
"""How far a decision has come: put forward, taken and signed, or published."""

STAGES: tuple[Stage, ...] = get_args(Stage)

ID = re.compile(r"[a-z][a-z0-9_]*")
"""What a form may call its fields, sections, choices and itself. Ids become names of files and of template words."""

REFUSE_UNKNOWN = {"extra": "forbid"}
"""For values that people write by hand (forms): a key nobody knows is a slip, not an extension."""


def new_id() -> str:
    """A short id for a row, a clause or a paragraph. It stays with it for life, wherever it is moved."""
    return secrets.token_hex(4)


def reached(stage: Stage, at_least: Stage) -> bool:
    """Whether a draft at `stage` has come as far as `at_least`."""
    return STAGES.index(stage) >= STAGES.index(at_least)
