"""The same doors without a screen: one sentence when something is wrong, never a traceback.

Exit codes: 0 done; 1 something must be fixed; 2 an input cannot be used; 3 something could not be written.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from drafter.model.failure import Failure

FIX, UNUSABLE, NOT_WRITTEN, INTERRUPTED = 1, 2, 3, 130
SELDOM = 200_000
"""Objects that a command makes before Python looks which of them could be let go: those of some hundred drafts."""

Window = Callable[[Path | None, Sequence[Path]], int]
"""Opens the window with a draft or the start page, and the pack roots given; returns the exit code."""


SelfTest = Callable[[Sequence[Path]], int]
"""Tries whether the installation is whole, with the pack roots given; returns the exit code."""


def main(argv: Sequence[str] | None = None, window: Window | None = None, self_test: SelfTest | None = None) -> int:
    """Run one command. `window` opens the window where that is what was asked for, `self_test` tries the installation;
    __main__ brings both."""
    _speak_utf8()
    try:
        code = _run(sys.argv[1:] if argv is None else list(argv), window, self_test)
        if sys.stdout is not None:  # a program without a console has none
            sys.stdout.flush()
        return code
    except Failure as error:
        return _say(str(error), _code_of(error))
    except BrokenPipeError:
        _close_output()
        return NOT_WRITTEN
    except KeyboardInterrupt:
        return _say("Stopped.", INTERRUPTED)
    except MemoryError:
        return _say("This computer has too little memory for that.", UNUSABLE)
    except OSError as error:
        _close_output()
        return _say(f"The computer refused ({error.strerror or type(error).__name__}).", NOT_WRITTEN)
    except Exception as error:
        return _say(f"A fault in drafter itself stopped this command: {_where(error)}. Report these words; they hold "
                    "nothing of the draft.", UNUSABLE)


def _run(argv: list[str], window: Window | None, self_test: SelfTest | None) -> int:
    if not argv and window is not None:
        return window(None, [])  # the usual start has nothing to read
    from drafter.cli.arguments import read_arguments

    arguments = read_arguments(argv)
    if isinstance(arguments, int):
        return arguments
    if arguments.command is not None:
        with _seldom_collecting():
            from drafter.cli import commands

            run: Callable[..., int] = getattr(commands, arguments.command)
            return run(arguments)
    if window is None or self_test is None:
        raise Failure("There is no window here.", "Give a command; drafter --help lists them.")
    if arguments.self_test:
        return self_test(arguments.packs)
    return window(arguments.file, arguments.packs)


@contextlib.contextmanager
def _seldom_collecting() -> Iterator[None]:
    """A command makes little that could be let go before it ends; to look for it takes a tenth of its time."""
    usual = gc.get_threshold()
    gc.set_threshold(SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _code_of(error: Failure) -> int:
    from drafter.storage.errors import CannotWrite

    return NOT_WRITTEN if isinstance(error, CannotWrite) else UNUSABLE


def _say(words: str, code: int) -> int:
    with contextlib.suppress(OSError, ValueError):
        print(words, file=sys.stderr, flush=True)
    return code


def _where(error: Exception) -> str:
    """The kind of error and the place in the program: its own message may quote the draft."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return type(error).__name__ + place


def _speak_utf8() -> None:
    """Whatever the computer's language: a record holds more than its code page does."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _close_output() -> None:
    """Nobody reads on; keep Python from trying again when it ends."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
