"""What is different between two packs, as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from drafter.model.form_changes import FormChange


def as_text(changes: Sequence[FormChange], files: Sequence[str]) -> str:
    lines = [*map(str, changes), *(f"templates: {name}" for name in files)]
    return "\n".join(lines) or "The two forms are the same."


def as_json(changes: Sequence[FormChange], files: Sequence[str]) -> str:
    return json.dumps({"changes": [{"place": one.place, "sentence": one.sentence} for one in changes],
                       "templates": list(files)}, indent=1, ensure_ascii=False)
