"""A new draft that begins with the words of an earlier decision: none is taken to hold until it was looked at."""

from __future__ import annotations

from dataclasses import replace

from drafter.model.answers import read_answers
from drafter.model.draft import Draft, Path, Unread
from drafter.model.fields import is_blank
from drafter.model.form import Form


def begun_from(earlier: Draft, form: Form) -> Draft:
    """The draft of a new decision, on the form. The number belongs to the earlier one and stays with it, as does what
    is asked only once a decision is taken. Every other answer is stale, unless the form says that it usually stands."""
    asked = read_answers(form, replace(earlier, stage="proposed")).asked
    entries = {name: entry for name, entry in earlier.entries.items()
               if Path(name) in asked and name != form.number_field
               and not is_blank(entry) and not isinstance(entry, Unread)}
    stale = tuple(name for name in entries if not asked[Path(name)].stands)
    exempt = tuple(mark for mark in earlier.exempt if Path.parse(mark).field in entries)
    return Draft(form.form_version, entries=entries, exempt=exempt, imported=earlier.imported, stale=stale)
