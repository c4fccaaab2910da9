"""Whether a window can open here. Qt ends the whole program where it cannot; drafter says a sentence instead."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

_NEEDED = {"libxcb-cursor.so.0": "libxcb-cursor0", "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
           "libxcb-icccm.so.4": "libxcb-icccm4", "libxcb-keysyms.so.1": "libxcb-keysyms1",
           "libxcb-shape.so.0": "libxcb-shape0"}
"""What Qt needs to draw on an X display, with the Debian packages that hold it."""


def why_no_window(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """The sentence, or "" where a window can be expected to open.

    Qt tries what QT_QPA_PLATFORM names ("xcb", "wayland;xcb", "vnc:size=800x600") and else, on Linux, a Wayland screen
    and an X display in turn: one that works is enough.
    """
    chosen = environment.get("QT_QPA_PLATFORM", "")
    if not chosen and platform != "linux":
        return ""
    there = _platforms(environment)
    reasons = [_why_not(name.partition(":")[0], environment, there, platform)
               for name in (chosen.split(";") if chosen else _by_itself(environment))]
    return "" if "" in reasons else reasons[-1]


def _by_itself(environment: Mapping[str, str]) -> list[str]:
    is_wayland = environment.get("WAYLAND_DISPLAY") or environment.get("XDG_SESSION_TYPE") == "wayland"
    if is_wayland and not environment.get("DISPLAY"):
        return ["xcb", "wayland"]  # the last one is told
    return ["wayland", "xcb"] if is_wayland else ["xcb"]


def _why_not(name: str, environment: Mapping[str, str], there: set[str], platform: str) -> str:
    """Why Qt cannot draw by its plug-in of that name; `there` are those it has, none where that is not known."""
    if there and name.partition("-")[0] not in there:
        if environment.get("QT_QPA_PLATFORM"):
            return (f"QT_QPA_PLATFORM names “{name}”, which drafter does not have here. It has "
                    f"{', '.join(sorted(there))}; without QT_QPA_PLATFORM it chooses by itself.")
        return "This drafter draws on X displays only, and DISPLAY names none. Start it where Xwayland runs."
    if platform != "linux":
        return ""
    if name.startswith("wayland"):
        return _why_no_wayland(environment)
    return _why_no_x(environment) if name == "xcb" else ""


def _platforms(environment: Mapping[str, str]) -> set[str]:
    """What Qt can draw by: "xcb" where it has the plug-in libqxcb.so. Found without loading Qt."""
    from importlib.util import find_spec

    found = find_spec("PySide6")
    own = [Path(folder) for folder in (found.submodule_search_locations or ())] if found else []
    folders = [folder / inner / "platforms" for folder in own for inner in ("Qt/plugins", "plugins")]
    if not any(folder.is_dir() for folder in folders):
        return set()  # of a distribution, which has them elsewhere
    given = [one for one in environment.get("QT_QPA_PLATFORM_PLUGIN_PATH", "").split(os.pathsep) if one]
    more = [one for one in environment.get("QT_PLUGIN_PATH", "").split(os.pathsep) if one]
    folders += [*map(Path, given), *(Path(one, "platforms") for one in [*given, *more])]
    files = [file for folder in folders if folder.is_dir() for file in folder.iterdir()]
    return {file.name.split(".")[0].removeprefix("lib").removeprefix("q").partition("-")[0]
            for file in files if file.suffix in (".so", ".dll", ".dylib")}


def _why_no_wayland(environment: Mapping[str, str]) -> str:
    if environment.get("WAYLAND_SOCKET"):
        return ""  # an open connection, handed over
    name = environment.get("WAYLAND_DISPLAY") or "wayland-0"
    if _listens(str(Path(environment.get("XDG_RUNTIME_DIR", ""), name))):
        return ""
    return f"The Wayland screen {name} does not answer, so no window can open. Start drafter from a desktop."


def _why_no_x(environment: Mapping[str, str]) -> str:
    display = environment.get("DISPLAY", "")
    if not display:
        return "There is no screen to open a window on. drafter --help lists what can be done without one."
    is_built = getattr(sys, "frozen", False)  # then it brings them
    missing = [] if is_built else [package for library, package in _NEEDED.items() if not _loads(library)]
    if missing:
        return f"Windows need libraries that are not installed. Install {' '.join(missing)}."
    if not _answers(display):
        return f"The display {display} does not answer, so no window can open. Start drafter from a desktop."
    return ""


def _loads(library: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _answers(display: str) -> bool:
    """Whether somebody listens at the display: "host:number.screen", or ":number" for this machine."""
    import socket

    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdigit():
        return False
    try:
        if host in ("", "unix"):
            return _listens(f"/tmp/.X11-unix/X{number}")
        with socket.create_connection((host, 6000 + int(number)), timeout=3):
            return True
    except (OSError, OverflowError):
        return False


def _listens(address: str) -> bool:
    """Some servers listen at the abstract address only."""
    import socket

    for one in (address, "\0" + address):
        if one[0] != "\0" and not Path(one).exists():
            continue
        with socket.socket(socket.AF_UNIX) as door:
            try:
                door.connect(one)
            except OSError:
                continue
            return True
    return False
