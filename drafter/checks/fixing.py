"""Edits that put a text right without touching the rest of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from drafter.checks.rule import Case
from drafter.model import rich_text
from drafter.model.draft import Entry, Path
from drafter.model.problem import Fix
from drafter.model.rich_text import RichText


def replaced(case: Case, path: Path, old: str, new: str, label: str = "") -> Iterator[Fix]:
    """Puts the new words in the place of the old, wherever those stand in one piece; nothing where they do not."""
    return changed(case, path, lambda text: text.replace(old, new), label or f"Use {new}")


def changed(case: Case, path: Path, change: Callable[[str], str], label: str) -> Iterator[Fix]:
    """The answer with the words of every run changed; nothing where that changes none."""
    entry = case.answers.draft.entry(path)
    new: Entry | None = None
    if isinstance(entry, RichText):
        new = rich_text.map_text(entry, change)
    elif isinstance(entry, str):
        new = change(entry)
    if new is not None and new != entry:
        yield Fix(label, ((path, new),))
