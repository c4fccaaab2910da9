"""What does not fit in a form: references that lead nowhere, conditions that can never hold, ids used twice."""

from __future__ import annotations

from drafter.model.failure import Fault
from drafter.model.form import Form


def faults(form: Form, broken: frozenset[str] = frozenset()) -> tuple[Fault, ...]:
    """Every slip in the form. `broken` are ids of fields that could not be read at all and so are not missed."""
    seen: set[str] = set()
    found = []
    for section, field in form.places():
        if field.id in seen:
            found.append(Fault(f"sections/{section.id}.toml", f"field '{field.id}'", "This id is used twice."))
        seen.add(field.id)
    return tuple(found)
