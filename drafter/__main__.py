"""Start: a command without a screen, or the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from drafter.cli import main as command_line
from drafter.model.failure import Failure


def main(argv: Sequence[str] | None = None) -> int:
    # pydantic would look for plug-ins in every installed package and run them; drafter runs its own code alone.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    return command_line(argv, _window)


def _window(file: Path | None, roots: Sequence[Path]) -> int:
    screen = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in screen):
        raise Failure("There is no screen to open a window on.", "drafter --help lists what can be done without one.")
    try:
        from drafter.ui.run import run
    except ImportError as error:
        raise Failure(f"The window cannot be opened: a library it needs is missing ({error}).",
                      "The README names what to install.") from None
    return run(file, roots)


if __name__ == "__main__":
    sys.exit(main())
