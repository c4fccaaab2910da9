"""The sentences on names in a form, and what makes two of them one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drafter.model.base import ID
from drafter.model.failure import did_you_mean
from drafter.model.form import Form


def twice_in(names: Iterable[str]) -> list[str]:
    """Each name that stands there more than once."""
    seen: set[str] = set()
    again = []
    for name in names:
        if name in seen and name not in again:
            again.append(name)
        seen.add(name)
    return again


def folded(label: str) -> str:
    """Two labels that read the same are the same."""
    return " ".join(label.split()).rstrip(" :").casefold()


def unfit(name: str) -> str:
    """The sentence on a name that cannot be an id."""
    return f"'{name}' is not fit for an id. Use small letters, digits and underscores, beginning with a letter."


def no_field(name: str, known: Iterable[str]) -> str:
    """The sentence on a field that is not there; `known` are those that are."""
    return f"There is no field '{name}'.{did_you_mean(name, filter(ID.fullmatch, known))}"


def called_now(form: Form, name: str) -> str:
    """" The form calls it 'reasons' now.", where a field of the form had that id earlier; else nothing."""
    now = next((field.id for field in form.fields if name in field.was), "")
    return f" The form calls it '{now}' now." if now else ""


def no_list(form: Form, name: str) -> Iterator[str]:
    """The sentence on a list that the directory does not have; "" names none."""
    if name and name not in form.directory:
        yield f"directory.toml has no list '{name}'.{did_you_mean(name, form.directory)}"
