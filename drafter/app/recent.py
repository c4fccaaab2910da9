"""The drafts to go on with, for the start page: what is kept and in no file, then the drafts opened or saved last."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.storage.errors import DamagedSettings, StorageError
from drafter.storage.settings_files import Settings, Theme, load_settings, save_settings

if TYPE_CHECKING:
    from drafter.model.draft import Draft
    from drafter.storage.recovery import RecoveryCopy


_CLOCKS_DIFFER = 60
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Recent:
    """`where` and `when` are words, `state` how far it was when it was last left, "" where that is not known or the
    file was changed since. `copy`: what was typed and is in no file yet; then `path` is where it is kept."""

    path: Path
    name: str
    where: str
    when: str
    copy: RecoveryCopy | None = None
    state: str = ""

    @property
    def below(self) -> str:
        """What stands beneath its name."""
        return "  ·  ".join(part for part in (self.state, self.where) if part)


def recent_drafts(home: Path, today: date) -> tuple[Recent, ...]:
    """Each once: a file that lacks what was typed last stands there as what is kept for it, which leads to it too."""
    from drafter.storage.recovery import left_behind

    copies = tuple(left_behind(home))
    kept, known = {copy.path for copy in copies}, settings(home)
    unsaved = tuple(Recent(copy.place, _name_of(copy), "Kept for you; it has no file name yet" if copy.path is None else
                           "Kept for you; the file does not have it yet", _when(copy.place, today), copy)
                    for copy in copies)
    named = tuple(Recent(path, path.stem, str(path.parent), _when(path, today) or "not found",
                         state=_state(path, known)) for path in map(Path, known.recent) if path not in kept)
    return unsaved + named


def settings(home: Path) -> Settings:
    """Settings that cannot be read count as those of a new officer: they are nobody's work."""
    return settings_or_damage(home)[0]


def settings_or_damage(home: Path) -> tuple[Settings, StorageError | None]:
    """The settings; and why they cannot be read, where they cannot."""
    try:
        return load_settings(home), None
    except StorageError as error:
        return Settings(), error


def remember(path: Path, home: Path) -> None:
    """Raises nothing, as no part of the list does: a draft is there without it."""
    with contextlib.suppress(StorageError):
        _change(home, lambda known: known.with_recent(path))


def note_state(path: Path, words: str, home: Path) -> None:
    """How far the draft is that is left now, for the start page to tell without reading it."""
    noted = (int(time.time()), words)
    with contextlib.suppress(StorageError):
        _change(home, lambda known: replace(known, states={**known.states, str(path): noted}))


def remove(draft: Recent, home: Path) -> None:
    """Off the list. The file of a draft with a name stays where it is."""
    from drafter.storage.recovery import put_aside

    with contextlib.suppress(StorageError):
        if draft.copy is not None:
            put_aside(draft.copy.place)
        else:
            gone = str(draft.path)
            _change(home, lambda known: replace(known, recent=tuple(name for name in known.recent if name != gone)))


def choose_theme(theme: Theme, home: Path) -> None:
    """Raises StorageError where it cannot be kept."""
    choose(home, theme=theme)


def choose(home: Path, **chosen: object) -> None:
    """Set some of the settings, by their names. Raises StorageError where they cannot be kept."""
    _change(home, lambda known: replace(known, **chosen))  # type: ignore[arg-type]


def choose_name(name: str, home: Path) -> None:
    """Raises StorageError where it cannot be kept."""
    choose(home, name=" ".join(name.split()))


def autosave_to_file(wanted: bool, home: Path) -> None:
    """Whether a draft's own file is written of itself. Raises StorageError where that cannot be kept."""
    choose(home, autosave_to_file=wanted)


def title_of(draft: Draft, title_field: str = "title") -> str:
    """The title as typed, or "an untitled decision"."""
    entry = draft.entries.get(title_field)
    words = " ".join(entry.split()) if isinstance(entry, str) else ""
    return words or "an untitled decision"


def _change(home: Path, change: Callable[[Settings], Settings]) -> None:
    """Settings that are there and cannot be reached now are not written over by those of a new officer."""
    try:
        known = load_settings(home)
    except DamagedSettings:
        known = Settings()
    save_settings(change(known), home)


def _name_of(copy: RecoveryCopy) -> str:
    return f"Unsaved changes to {copy.path.stem}" if copy.path else f"Unsaved draft of {_title(copy.place)}"


def _title(path: Path) -> str:
    from drafter.storage.draft_files import open_draft

    try:
        return title_of(open_draft(path).draft)
    except StorageError:
        return "a decision that cannot be read"


def _state(path: Path, known: Settings) -> str:
    """A clock of another computer may be a little ahead of ours."""
    noted, words = known.states.get(str(path), (0, ""))
    try:
        return words if words and path.stat().st_mtime <= noted + _CLOCKS_DIFFER else ""
    except OSError:
        return ""


def _when(path: Path, today: date) -> str:
    try:
        return moment(datetime.fromtimestamp(path.stat().st_mtime), today)
    except (OSError, ValueError, OverflowError):
        return ""


def moment(at: datetime, today: date) -> str:
    """A time in the words of a list: "today, 14:02", "yesterday, 9:15", "3 October 2026"."""
    from drafter.model.figures import printed_date

    if at.date() == today:
        return f"today, {at:%H:%M}"
    return f"yesterday, {at:%H:%M}" if at.date() == today - timedelta(days=1) else printed_date(at.date())
