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
    """The sentence, or "" where a window can be expected to open."""
    if platform != "linux" or environment.get("QT_QPA_PLATFORM") or environment.get("WAYLAND_DISPLAY"):
        return ""
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
