"""What does not fit in a form's calendar and directory: counts of days, spans of time, fields that they name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from drafter.model.base import ID
from drafter.model.failure import Fault, did_you_mean
from drafter.model.fields import ChoiceField, DateField, FieldBase, YesNoField
from drafter.model.figures import FIRST_YEAR, LAST_YEAR
from drafter.model.form import DirectoryEntry, Form
from drafter.model.form_words import folded, no_field, unfit


def directory_faults(form: Form) -> Iterator[Fault]:
    """Titles without a name, listed twice for one time, or ending before they begin."""
    for name, entries in form.directory.items():
        if not ID.fullmatch(name):
            yield Fault("directory.toml", name, unfit(name))
        for entry in entries:
            if entry.since and entry.until and entry.until < entry.since:
                yield Fault("directory.toml", f"{name}, '{entry.title}'", "It ends before it begins.")
            if not entry.title.strip():
                yield Fault("directory.toml", name, "A title is empty.")
        for one, other in combinations(entries, 2):
            if folded(one.title) == folded(other.title) and _overlap(one, other):
                yield Fault("directory.toml", f"{name}, '{one.title}'",
                            "It is listed twice for the same time. Give one of them an end before the other begins.")


def _overlap(one: DirectoryEntry, other: DirectoryEntry) -> bool:
    return ((one.until is None or other.since is None or other.since <= one.until)
            and (other.until is None or one.since is None or one.since <= other.until))


def calendar_faults(form: Form) -> Iterator[Fault]:
    """Counts and days that cannot be right."""
    for key in ("notice_days", "exception_days", "agenda_days", "call_in_days"):
        days = getattr(form.conventions, key)
        if not 0 <= days <= 366:
            yield Fault("calendar.toml", key, f"{days} days cannot be right. Write a number from 0 to 366.")
    if form.conventions.call_in_days == 0 and form.conventions.call_in_first_day == "same":
        yield Fault("calendar.toml", "call_in_first_day", "Without a day for call-in no day is the first of them.")
    for place in (*form.conventions.closed_days, form.conventions.closed_days_known_until):
        if place is not None and not FIRST_YEAR <= place.year <= LAST_YEAR:
            yield Fault("calendar.toml", "closed_days", f"{place} is of no year from {FIRST_YEAR} to {LAST_YEAR}.")


_CLOCK_KINDS: dict[str, tuple[type[FieldBase], str]] = {
    "key": (YesNoField, "yes_no"), "call_in": (YesNoField, "yes_no"), "route": (ChoiceField, "choice"),
    **dict.fromkeys(("notice", "agreed", "committee", "due", "decision", "publication", "effective"),
                    (DateField, "date"))}


def clock_faults(form: Form, broken: frozenset[str]) -> Iterator[Fault]:
    """Fields that the calendar names: there, and of the kind that is meant; the routes are choices of their field."""
    for key, (kind, name) in _CLOCK_KINDS.items():
        given = getattr(form.clock, key)
        found = form.field(given) if given else None
        if given and given not in broken and found is None:
            yield Fault("calendar.toml", f"fields, {key}", no_field(given, (one.id for one in form.fields)))
        elif found is not None and not isinstance(found, kind):
            yield Fault("calendar.toml", f"fields, {key}",
                        f"'{given}' is a field of kind {found.kind}; a field of kind {name} belongs here.")
    route = form.field(form.clock.route)
    choices = [choice.id for choice in route.choices] if isinstance(route, ChoiceField) else []
    for key in ("normal", "exception", "urgent"):
        given = getattr(form.clock, key)
        if form.clock.route and form.clock.route not in broken and given not in choices:
            yield Fault("calendar.toml", f"fields, {key}", f"'{given}' is no choice of the field '{form.clock.route}'."
                                                           f"{did_you_mean(given, choices)}")
