"""What the officer has set, in the private folder. Read before the first window paints, so by the standard library.

A member that makes no sense counts as not set; one that nobody knows is kept.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, get_args

from drafter.storage.errors import CannotRead, CannotWrite

Theme = Literal["system", "light", "dark"]
THEMES: tuple[Theme, ...] = get_args(Theme)
RECENT = 10
_FILE = "settings.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """`recent` drafts, the last one first, and `pack_roots` in the order they are searched, both as file names.
    `name` is the officer's own, as it stands beside the reasons they give. A copy of what is typed is always kept;
    `autosave_to_file` writes the draft's own file of itself too."""

    recent: tuple[str, ...] = ()
    pack_roots: tuple[str, ...] = ()
    theme: Theme = "system"
    unknown: Mapping[str, object] = field(default_factory=dict)
    name: str = ""
    autosave_to_file: bool = True

    def with_recent(self, path: Path) -> Settings:
        name = str(path)
        return replace(self, recent=(name, *(other for other in self.recent if other != name))[:RECENT])


def load_settings(home: Path) -> Settings:
    """The settings; those of a new officer where there are none. Raises CannotRead for a file that is damaged."""
    path = home / _FILE
    if not os.access(path, os.F_OK):
        return Settings()
    from drafter.storage.atomic import read_file, shown
    from drafter.storage.strict_json import NotJson, strict_json

    try:
        members = strict_json(read_file(path))
    except NotJson as error:
        raise CannotRead(f"The settings in {shown(path)} are damaged: {error}.", _ADVICE.format(path)) from None
    if not isinstance(members, dict):
        raise CannotRead(f"The settings in {shown(path)} are damaged.", _ADVICE.format(path))
    theme = members.get("theme")
    name = members.get("name")
    known = {"recent", "pack_roots", "theme", "name", "autosave_to_file"}
    return Settings(_names(members.get("recent"))[:RECENT], _names(members.get("pack_roots")),
                    next((one for one in THEMES if one == theme), "system"),
                    {one: value for one, value in members.items() if one not in known},
                    name if isinstance(name, str) else "", members.get("autosave_to_file") is not False)


def save_settings(settings: Settings, home: Path) -> None:
    """The last one to write wins: settings are small, and nobody's work."""
    import json

    from drafter.storage.atomic import sha256_now, write_file

    members = {"theme": settings.theme, "name": settings.name, "pack_roots": settings.pack_roots,
               "autosave_to_file": settings.autosave_to_file, "recent": settings.recent, **settings.unknown}
    path = home / _FILE
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        over = sha256_now(path)
    except OSError:
        raise CannotWrite("The settings could not be saved: the private folder cannot be written.",
                          f"Check {home}.") from None
    write_file(path, json.dumps(members, indent=1, ensure_ascii=False).encode() + b"\n", over=over)


_ADVICE = "Drafter goes on with the usual ones. Delete the file {} to have it written anew."


def _names(value: object) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
