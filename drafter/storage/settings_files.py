"""What the officer has set, in the private folder. Read before the first window paints, so by the standard library.

A member that makes no sense counts as not set, as does the name of a file that can be none; one that nobody knows is
kept. A file that makes no sense at all is put aside before another takes its place.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, TypeGuard, cast, get_args

from drafter.storage.errors import CannotRead, CannotWrite, DamagedSettings

Theme = Literal["system", "light", "dark", "contrast"]
THEMES: tuple[Theme, ...] = get_args(Theme)
RECENT = 10
_PLAIN = ("name", "post", "phone", "email", "text_size", "form", "folder", "autosave_to_file")
"""Members that are a text, a number, or yes and no; written only where they are not as usual."""
_KNOWN = {"recent", "pack_roots", "theme", "states", *_PLAIN}
_FILE = "settings.json"
_ASIDE = "settings.damaged.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """`recent` drafts, the last one first, and `pack_roots` in the order they are searched, both as file names.
    `name` is the officer's own, as it stands beside the reasons they give; `post`, `phone` and `email` stand with it
    where a new draft names whom to ask. `text_size` is in per cent. `form` is the one that a new draft is on, `folder`
    where dialogs begin. `states` say how far each of the recent drafts was when it was last left: a time (seconds
    since 1970) and words, by file name. A copy of what is typed is always kept; `autosave_to_file` writes the draft's
    own file of itself too."""

    recent: tuple[str, ...] = ()
    pack_roots: tuple[str, ...] = ()
    theme: Theme = "system"
    unknown: Mapping[str, object] = field(default_factory=dict)
    name: str = ""
    post: str = ""
    phone: str = ""
    email: str = ""
    text_size: int = 100
    form: str = ""
    folder: str = ""
    autosave_to_file: bool = True
    states: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    def with_recent(self, path: Path) -> Settings:
        name = str(path)
        return replace(self, recent=(name, *(other for other in self.recent if other != name))[:RECENT])


def load_settings(home: Path) -> Settings:
    """The settings; those of a new officer where there are none. Raises DamagedSettings
    for a file that makes no sense, CannotRead for one that cannot be reached."""
    path = home / _FILE
    if not os.access(path, os.F_OK):
        return Settings()
    from drafter.storage.atomic import read_file, shown
    from drafter.storage.strict_json import NotJson, strict_json

    if path.is_dir():
        raise CannotRead(f"{shown(path)} is a folder, so no settings can be read or kept.",
                         "Move it elsewhere; until then drafter goes on with the usual settings.")
    try:
        members = strict_json(read_file(path), half_characters=True)  # in the name of a file
    except NotJson as error:
        raise DamagedSettings(f"The settings in {shown(path)} are damaged: {error}.", _ADVICE) from None
    if not isinstance(members, dict):
        raise DamagedSettings(f"The settings in {shown(path)} are damaged.", _ADVICE)
    theme = members.get("theme")
    usual = Settings()
    plain = {name: members[name] for name in _PLAIN
             if name in members and type(members[name]) is type(getattr(usual, name))}
    return Settings(_names(members.get("recent"))[:RECENT], _names(members.get("pack_roots")),
                    next((one for one in THEMES if one == theme), "system"),
                    {one: value for one, value in members.items() if one not in _KNOWN},
                    **cast(dict[str, Any], plain), states=_states(members.get("states")))


def save_settings(settings: Settings, home: Path) -> None:
    """The last one to write wins; a file that is damaged is kept beside it, since somebody may read more out of it.
    A name in half characters, as an old disk may have, is not noted: it would be damage to whoever reads it."""
    import json

    from drafter.storage.atomic import sha256_now, write_file
    from drafter.storage.private import make_private

    usual = Settings()
    plain = {name: getattr(settings, name) for name in _PLAIN if getattr(settings, name) != getattr(usual, name)}
    recent = _names(list(settings.recent))
    states = {name: state for name, state in settings.states.items() if name in recent}
    members = {"theme": settings.theme, **plain, "pack_roots": _names(list(settings.pack_roots)), "recent": recent,
               **({"states": states} if states else {}), **settings.unknown}
    path = home / _FILE
    try:
        make_private(home)
        _put_aside(path)
        over = sha256_now(path)
    except OSError:
        raise CannotWrite("The settings could not be saved: the private folder cannot be written.",
                          f"Check {home}.") from None
    content = json.dumps(members, indent=1, ensure_ascii=False).encode("utf-8", "replace")
    write_file(path, content + b"\n", over=over)


_ADVICE = f"Drafter goes on with the usual ones, and keeps the damaged file beside them as '{_ASIDE}'."


def _put_aside(path: Path) -> None:
    """Raises OSError."""
    try:
        load_settings(path.parent)
    except DamagedSettings:
        path.replace(path.with_name(_ASIDE))
    except CannotRead:
        raise PermissionError from None


def _states(value: object) -> dict[str, tuple[int, str]]:
    found = value if isinstance(value, dict) else {}
    return {name: (state[0], state[1]) for name, state in found.items() if _is_name(name) and isinstance(state, list)
            and len(state) == 2 and type(state[0]) is int and isinstance(state[1], str)}


def _names(value: object) -> tuple[str, ...]:
    return tuple(one for one in value if _is_name(one)) if isinstance(value, list) else ()


def _is_name(value: object) -> TypeGuard[str]:
    """Whether a file could be called so: no system takes a NUL, nor half a character that stands alone."""
    return isinstance(value, str) and "\0" not in value and not any("\ud800" <= one <= "\udfff" for one in value)
