"""Drives drafter through the accessibility tree alone, as a screen reader does, and prints what it met, line by line.

Run by the Python that has Atspi, within a session of its own:
`dbus-run-session -- PYTHON at_spi_reader.py PROGRAM...`
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
PATIENCE = 60
"""Seconds for the slowest machine; what is waited for is met in one or two."""


def main(program: list[str]) -> None:
    bus = subprocess.Popen([LAUNCHER, "--launch-immediately"])
    started = subprocess.Popen(program)
    try:
        drive()
        if started.poll() is not None:
            raise SystemExit(f"the program ended by itself: {started.returncode}")
    finally:
        started.terminate()
        started.wait(20)
        bus.terminate()


def drive() -> None:
    """What was met is asked for anew each time: this process runs no loop that would be told what changed, so what the
    library remembers of the tree would soon be wrong."""
    Atspi.get_desktop(0).set_cache_mask(Atspi.Cache.NONE)
    window = wait(lambda: next((one for one in applications() if one.get_name() == "drafter"), None), "the application")
    press(window, "Start a new decision")
    box = wait(lambda: find(window, "Title of Decision", "text"), "the first question")
    print("described:", box.get_description())
    type_into(box, "Repair of the bus shelter")
    print("reads:", Atspi.Text.get_text(box, 0, -1))
    header = wait(lambda: find(window, "Repair of the bus shelter", "label"), "the title in the header")
    print("header:", header.get_name())
    press(window, "Check and create")
    press(window, "Create the Word record for signature")
    summary = wait(lambda: starting(window, "things must be put right before the record can be signed."), "the summary")
    print("summary:", summary.get_name())


def applications() -> Iterator[Atspi.Accessible]:
    desktop = Atspi.get_desktop(0)
    for number in range(desktop.get_child_count()):
        one = desktop.get_child_at_index(number)
        if one is not None:
            yield one


def every(node: Atspi.Accessible) -> Iterator[Atspi.Accessible]:
    yield node
    for number in range(min(node.get_child_count(), 400)):
        child = node.get_child_at_index(number)
        if child is not None:
            yield from every(child)


def showing(node: Atspi.Accessible) -> bool:
    return node.get_state_set().contains(Atspi.StateType.SHOWING)


def find(root: Atspi.Accessible, name: str, role: str = "") -> Atspi.Accessible | None:
    return next((one for one in every(root) if one.get_name() == name and showing(one)
                 and (not role or one.get_role_name() == role)), None)


def starting(root: Atspi.Accessible, words: str) -> Atspi.Accessible | None:
    return next((one for one in every(root) if words in one.get_name() and showing(one)), None)


def press(root: Atspi.Accessible, name: str) -> None:
    button = wait(lambda: next((one for one in every(root) if one.get_name() == name and showing(one)
                                and one.get_n_actions() > 0 and "button" in one.get_role_name()), None), name)
    names = [Atspi.Action.get_action_name(button, number) for number in range(button.get_n_actions())]
    Atspi.Action.do_action(button, names.index("Press") if "Press" in names else 0)
    print("pressed:", name)


def type_into(box: Atspi.Accessible, words: str) -> None:
    """By the keyboard, which without a window manager goes to what the mouse is over."""
    place = Atspi.Component.get_extents(box, Atspi.CoordType.SCREEN)
    Atspi.generate_mouse_event(place.x + 20, place.y + place.height // 2, "b1c")
    time.sleep(1)
    Atspi.generate_keyboard_event(0, words, Atspi.KeySynthType.STRING)
    wait(lambda: box if Atspi.Text.get_text(box, 0, -1) == words else None, "what was typed")


def wait(look: Callable[[], Atspi.Accessible | None], what: str) -> Atspi.Accessible:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            found = look()
        except gi.repository.GLib.Error:  # what was looked at went away meanwhile
            found = None
        if found is not None:
            return found
        time.sleep(0.2)
    raise SystemExit(f"{what} was not met in {PATIENCE} seconds")


if __name__ == "__main__":
    main(sys.argv[1:])
