"""Where the one window of a person listens. Asked at every start, so without what it takes to listen or to speak."""

from __future__ import annotations

import os
from pathlib import Path as FilePath

_LONGEST_NAME = 100
"""Bytes of a socket's path, of which Linux and macOS take little more."""


def socket_name(home: FilePath) -> str:
    """Where the window of this private folder listens on this computer; "" where no safe place is found.

    On Windows that is a pipe. Elsewhere it is a file in a folder that is its owner's alone.
    """
    import socket
    from hashlib import sha256

    name = f"drafter-{sha256(f'{socket.gethostname()}|{home.absolute()}'.encode('utf-8', 'replace')).hexdigest()[:16]}"
    if os.name == "nt":
        return name
    for folder in (os.environ.get("XDG_RUNTIME_DIR"), str(home)):
        path = os.path.join(folder, name) if folder else ""  # noqa: PTH118
        if path and len(os.fsencode(path)) <= _LONGEST_NAME:
            return path
    return ""


def may_listen(home: FilePath) -> bool:
    """Whether a window of this private folder may be there: False where there is surely none."""
    if os.name != "nt" and not home.exists() and not os.environ.get("XDG_RUNTIME_DIR"):
        return False  # a first start
    name = socket_name(home)
    return bool(name) and (os.name == "nt" or os.path.lexists(name))
