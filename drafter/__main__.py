"""Start: a command without a screen, or the window."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from drafter.cli import main as command_line
from drafter.model.failure import Failure


def main(argv: Sequence[str] | None = None) -> int:
    # pydantic would look for plug-ins in every installed package and run them; drafter runs its own code alone.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    return command_line(argv, _window, _self_test)


def program() -> int:
    """The whole life of a process: at its end nothing is looked through for what could be let go."""
    code = main()
    gc.freeze()
    return code


def _window(file: Path | None, roots: Sequence[Path]) -> int:
    from drafter.ui.display import why_no_window

    reason = why_no_window()
    gc.disable()  # nothing made until the window stands can be let go; then its Collector takes over
    if reason:  # said before Qt is loaded: where there is no screen it may lack libraries of its own
        raise Failure(reason)
    try:
        from drafter.ui.run import run
    except ImportError as error:
        raise Failure(f"The window cannot be opened: a library it needs is missing ({error}).",
                      "The README names what to install.") from None
    return run(file, roots)


def _self_test(roots: Sequence[Path]) -> int:
    gc.disable()  # as for the window
    from drafter.ui.self_test import self_test

    return self_test(roots)


if __name__ == "__main__":
    sys.exit(program())
