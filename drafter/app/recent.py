"""The drafts to go on with, for the start page: those kept without a name, then those opened or saved last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.app.unsaved import places, put_away
from drafter.storage.errors import StorageError
from drafter.storage.settings_files import Settings, Theme, load_settings, save_settings

if TYPE_CHECKING:
    from drafter.model.draft import Draft


@dataclass(frozen=True, slots=True)
class Recent:
    """`where` and `when` are words. `is_unsaved`: it never got a name."""

    path: Path
    name: str
    where: str
    when: str
    is_unsaved: bool = False


def recent_drafts(home: Path, today: date) -> tuple[Recent, ...]:
    unsaved = tuple(Recent(path, f"Unsaved draft of {_title(path)}", "Kept for you; it has no file name yet",
                           _when(path, today), True) for path in places(home))
    named = tuple(Recent(path, path.stem, str(path.parent), _when(path, today) or "not found")
                  for path in map(Path, settings(home).recent))
    return unsaved + named


def settings(home: Path) -> Settings:
    """Settings that cannot be read count as those of a new officer: they are nobody's work."""
    try:
        return load_settings(home)
    except StorageError:
        return Settings()


def remember(path: Path, home: Path) -> None:
    _change(settings(home).with_recent(path), home)


def remove(draft: Recent, home: Path) -> None:
    """Off the list. The file of a draft with a name stays where it is."""
    if draft.is_unsaved:
        put_away(draft.path)
    else:
        known = settings(home)
        _change(replace(known, recent=tuple(name for name in known.recent if name != str(draft.path))), home)


def choose_theme(theme: Theme, home: Path) -> None:
    _change(replace(settings(home), theme=theme), home)


def choose_name(name: str, home: Path) -> None:
    _change(replace(settings(home), name=" ".join(name.split())), home)


def title_of(draft: Draft, title_field: str = "title") -> str:
    """The title as typed, or "an untitled decision"."""
    entry = draft.entries.get(title_field)
    words = " ".join(entry.split()) if isinstance(entry, str) else ""
    return words or "an untitled decision"


def _change(changed: Settings, home: Path) -> None:
    try:
        save_settings(changed, home)
    except StorageError:
        return


def _title(path: Path) -> str:
    from drafter.storage.draft_files import open_draft

    try:
        return title_of(open_draft(path).draft)
    except StorageError:
        return "a decision that cannot be read"


def _when(path: Path, today: date) -> str:
    from drafter.model.figures import printed_date

    try:
        at = datetime.fromtimestamp(path.stat().st_mtime)
    except (OSError, ValueError, OverflowError):
        return ""
    if at.date() == today:
        return f"today, {at:%H:%M}"
    return f"yesterday, {at:%H:%M}" if at.date() == today - timedelta(days=1) else printed_date(at.date())
