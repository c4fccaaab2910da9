"""Cuts a save short in every way that can be made here, and looks what the file holds then. On Linux.

    python -m tests.benchmarks.survival kills --times 10000      a busy saver, killed at any moment
    python -m tests.benchmarks.survival calls                    one save, killed before and after each call it makes
    python -m tests.benchmarks.survival power --on ext4          the disk stopped without its log, mounted again (root)
    python -m tests.benchmarks.survival room                     a full disk with every amount of room (root), and a
                                                                 limit on the size of files
    python -m tests.benchmarks.survival writers --many 8         programs that add to one draft without pause
    python -m tests.benchmarks.survival damage --times 900000    a file damaged in every way, then by chance

Each line of text in a draft carries the number of its save, so that no two are alike. A save that was told must be
there, whole; after a kill the one that was under way may be there instead. It ends with 1 where anything was lost.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import io
import json
import os
import random
import resource
import signal
import struct
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from drafter.model.draft import Draft
from drafter.model.draft import Path as FieldPath
from drafter.storage.draft_files import format_draft, open_draft, parse_draft, save_draft
from drafter.storage.errors import CannotRead, Conflict, StorageError
from tests.benchmarks import saving

CALLS = ("open", "write", "read", "fsync", "close", "fstat", "stat", "lstat", "replace", "link", "unlink", "fchmod",
         "fchown", "posix_fadvise")
STOP_NOW = 0x8004587D, struct.pack("I", 2)
"""Stop a file system at once, and write no more of its log."""
MOST_FILES = 2


def draft(number: int) -> Draft:
    return saving.draft(30, number).with_entry(FieldPath("title"), str(number))


def number_in(path: Path) -> int:
    """Of the save whose draft the file holds, exactly; 0 where there is none."""
    if not path.exists():
        return 0
    found = open_draft(path).draft
    number = int(str(found.entries["title"]))
    assert found == replace(draft(number), id=found.id), f"not the draft of save {number}"
    return number


def names(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir() if one.name != "lost+found"]


def child(work: Callable[[int], None]) -> tuple[int, int]:
    """A process of its own and what it tells; what it raises stands on the error output."""
    hear, tell = os.pipe()
    number = os.fork()
    if not number:
        os.close(hear)
        code = 0
        try:
            work(tell)
        except StorageError:
            code = 3
        except BaseException:
            traceback.print_exc()
            code = 1
        os._exit(code)
    os.close(tell)
    return number, hear


def said(hear: int) -> list[int]:
    with os.fdopen(hear) as lines:
        return [int(line) for line in lines.read().split()]


def save_for_ever(path: Path, tell: int) -> None:
    over = open_draft(path).sha256 if path.exists() else None
    number = number_in(path)
    os.write(tell, b"0\n")
    while True:
        number += 1
        over = save_draft(draft(number), path, over=over)
        os.write(tell, b"%d\n" % number)


def cut_off(folder: Path, before: int, stop: Callable[[int], None], chance: random.Random) -> tuple[int, str]:
    """One busy saver, stopped at any moment. The number of the save that the file then holds, and what was lost."""
    path = folder / "road.decision"
    process, hear = child(lambda tell: save_for_ever(path, tell))
    first = os.read(hear, 2)
    time.sleep(chance.uniform(0.0, 0.1))
    stop(process)
    _, status = os.waitpid(process, 0)
    last = max([before, *said(hear)])
    if first != b"0\n" or not os.WIFSIGNALED(status):
        return last, "the saver ended by itself"
    try:
        found = number_in(path)
    except (StorageError, AssertionError) as error:
        return last, str(error)
    if not last <= found <= last + 1:
        return found, f"it holds save {found}, and {last} was told"
    left = names(folder)
    return found, f"it left {left}" if len(left) > MOST_FILES else ""


def kills(times: int) -> Iterator[str]:
    chance, saved = random.Random(7), 0
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(times):
            saved, lost = cut_off(Path(folder), saved, lambda process: os.kill(process, signal.SIGKILL), chance)
            yield lost


def power(times: int, kind: str) -> Iterator[str]:
    chance, saved = random.Random(7), 0
    with tempfile.TemporaryDirectory() as made:
        image, folder = Path(made, "image"), Path(made, "disk")
        folder.mkdir()
        with image.open("wb") as file:
            file.truncate(320 * 2**20)
        run(f"mkfs.{kind}", "-q", str(image))

        def stop(process: int) -> None:
            os.kill(process, signal.SIGSTOP)
            disk = os.open(folder, os.O_RDONLY)
            fcntl.ioctl(disk, *STOP_NOW)
            os.close(disk)
            os.kill(process, signal.SIGKILL)
            os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
            run("umount", str(folder))
            run("mount", "-o", "loop", str(image), str(folder))

        run("mount", "-o", "loop", str(image), str(folder))
        try:
            for _ in range(times):
                saved, lost = cut_off(folder, saved, stop, chance)
                yield lost
        finally:
            run("umount", str(folder))


def run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def calls(_: int) -> Iterator[str]:
    """Before and after the first call, the second one, until a save makes no more."""
    for after in (False, True):
        for nth in range(1, 1000):
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder, "road.decision")
                over = save_draft(draft(1), path, over=None)

                def once(_: int, path: Path = path, over: str = over, nth: int = nth, after: bool = after) -> None:
                    kill_at(nth, after)
                    save_draft(draft(2), path, over=over)
                process, hear = child(once)
                _, status = os.waitpid(process, 0)
                os.close(hear)
                try:
                    found = number_in(path)
                except (StorageError, AssertionError) as error:
                    yield str(error)
                    continue
                if not os.WIFSIGNALED(status):
                    yield "" if found == 2 else "it was told, and is not there"
                    break
                yield "" if found in (1, 2) and len(names(Path(folder))) <= MOST_FILES else f"save {found}, or litter"


def kill_at(nth: int, after: bool) -> None:
    """This process ends before or after its n-th call of the system from here on."""
    count = 0

    def killing(real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            nonlocal count
            count += 1
            if count == nth and not after:
                os.kill(os.getpid(), signal.SIGKILL)
            came = real(*arguments, **named)
            if count == nth:
                os.kill(os.getpid(), signal.SIGKILL)
            return came
        return call

    for name in CALLS:
        setattr(os, name, killing(getattr(os, name)))
    io.open = killing(io.open)  # type: ignore[assignment]


def room(times: int) -> Iterator[str]:
    """So many amounts of room from none to plenty."""
    size = len(format_draft(draft(2)))
    with tempfile.TemporaryDirectory() as folder:
        for most in range(0, size + 1024, (size + 1024) // times):
            def limit(most: int = most) -> None:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            yield save_with(Path(folder, f"{most}"), limit)
        for kilobytes in range(44, 144, max(1, 100 // times)) if os.geteuid() == 0 else ():
            disk = Path(folder, "disk")
            disk.mkdir(exist_ok=True)
            run("mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", str(disk))
            try:
                yield save_with(disk / "road", lambda: None)
            finally:
                run("umount", str(disk))


def save_with(path: Path, limit: Callable[[], None]) -> str:
    """Whether the new content is there and was told, or else the old one and a sentence; and no litter."""
    with contextlib.suppress(StorageError):
        save_draft(draft(1), path, over=None)
    before = number_in(path)

    def once(_: int) -> None:
        limit()
        save_draft(draft(2), path, over=open_draft(path).sha256 if before else None)
    process, hear = child(once)
    os.close(hear)
    told = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    found, left = number_in(path), [name for name in names(path.parent) if name.endswith(".tmp")]
    good = (told, found) in ((0, 2), (3, before)) and not left
    return "" if good else f"ended with {told}, holds {found}, left {left}"


def writers(times: int, many: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "road.decision")
        save_draft(draft(0).with_entry(FieldPath("title"), ()), path, over=None)
        processes = [child(lambda _, writer=writer: add(path, writer, times)) for writer in range(many)]  # type: ignore
        ends = [os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) for process, _ in processes]
        found = open_draft(path).draft.entries["title"]
        assert isinstance(found, tuple)
        for writer in range(many):
            for number in range(times):
                yield "" if found.count(f"{writer}.{number}") == 1 else f"{writer}.{number} is not there once"
        yield "" if not any(ends) and len(names(Path(folder))) == 1 else f"ended with {ends}"


def add(path: Path, writer: int, times: int) -> None:
    for number in range(times):
        while True:
            opened = open_draft(path)
            known = opened.draft.entries["title"]
            assert isinstance(known, tuple)
            try:
                save_draft(opened.draft.with_entry(FieldPath("title"), (*known, f"{writer}.{number}")), path,
                           over=opened.sha256)
                break
            except Conflict:
                time.sleep(0.001)


def damage(times: int) -> Iterator[str]:
    whole, older = (saving.draft(7, number) for number in (1, 2))
    new, old = format_draft(whole), format_draft(older)
    for content in damaged(new, old, times):
        try:
            found = parse_draft(content, "'road.decision'")
            yield "" if replace(found, unknown={}) == whole or content == old else "another draft, unseen"
        except CannotRead as error:
            yield "" if str(error).startswith("'road.decision' ") and error.advice else "no sentence"
        except Exception as error:
            yield repr(error)
    for content in signed(new, times // 10):
        with contextlib.suppress(CannotRead):
            format_draft(parse_draft(content, "x"))
        yield ""


def damaged(new: bytes, old: bytes, times: int) -> Iterator[bytes]:
    chance, block = random.Random(7), 512
    for at in range(len(new)):
        yield new[:at]
        for bit in range(8):
            yield new[:at] + bytes([new[at] ^ 1 << bit]) + new[at + 1:]
    for at in range(0, len(new), block):
        for fill in (b"\x00", b"\xff", b" "):
            yield new[:at] + fill * min(block, len(new) - at) + new[at + block:]
        yield new[:at] + bytes(len(new) - at)
        yield from (new[:at] + old[at:], old[:at] + new[at:], new[:at] + new[at - block if at else 0:])
    for _ in range(times):
        content = bytearray(new)
        for _ in range(chance.choice((1, 1, 2, 4, 16, 64))):
            at, length = chance.randrange(len(content) or 1), chance.choice((0, 1, 1, 7, 512))
            content[at:at + length] = chance.choice((b"", b"\x00", b'"', b"}", b"]", b"\n", b"NaN", b"\\ud800",
                                                     b"\xed\xa0", chance.randbytes(8), new[at:at + 4]))
        yield bytes(content)


def signed(new: bytes, times: int) -> Iterator[bytes]:
    """Another shape or value somewhere, and a checksum that fits."""
    chance = random.Random(7)
    values = (None, True, 0, -1, 10**400, 1e308, "", "\x00", "A" * 100_000, [], {}, [[]], {"": {}}, "2026-13-45",
              ["x"] * 99)
    for _ in range(times):
        file = json.loads(new)
        place, inner = file, file
        while isinstance(inner, dict | list) and inner and (inner is file or chance.random() < 0.8):
            place, step = inner, chance.choice(list(inner) if isinstance(inner, dict) else range(len(inner)))
            inner = place[step]
        place[step] = chance.choice(values)
        body = {name: value for name, value in file.items()
                if name not in ("drafter", "schema", "app", "saved", "kept", "sha256")}
        compact = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        yield json.dumps({**file, "sha256": sha256(compact.encode()).hexdigest()}).encode()


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python -m tests.benchmarks.survival", description=__doc__,
                                        formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("how", choices=("kills", "calls", "power", "room", "writers", "damage"))
    arguments.add_argument("--times", type=int, default=200, help="how often; with writers, edits by each")
    arguments.add_argument("--on", choices=("ext4", "xfs"), default="ext4")
    arguments.add_argument("--many", type=int, default=2)
    given, start = arguments.parse_args(), time.monotonic()
    outcomes = {"kills": lambda: kills(given.times), "calls": lambda: calls(0), "room": lambda: room(given.times),
                "power": lambda: power(given.times, given.on), "writers": lambda: writers(given.times, given.many),
                "damage": lambda: damage(given.times)}[given.how]()
    tried, lost = 0, list[str]()
    for outcome in outcomes:
        tried += 1
        lost += [outcome] if outcome else []
    print(f"{given.how}: {tried} tried, {len(lost)} lost, in {time.monotonic() - start:.0f} s.", *lost[:9], sep="\n")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
