from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.storage import atomic, turns
from drafter.storage.atomic import digest, write_file
from drafter.storage.errors import CannotWrite, Conflict, Unconfirmed
from drafter.storage.neighbours import sweep_once, temporary

OLD, NEW = b"old\n" * 5000, b"new\n" * 7000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    sweep_once.cache_clear()
    path = tmp_path / "road.decision"
    path.write_bytes(OLD)
    return path


def names(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir())


def test_the_new_content_takes_the_place_of_the_old(path: Path) -> None:
    assert write_file(path, NEW, over=digest(OLD)) == digest(NEW)
    assert path.read_bytes() == NEW and names(path) == ["road.decision"]


def test_a_new_file_is_its_owners_alone_and_an_old_one_keeps_its_mode(path: Path) -> None:
    fresh = path.with_name("fresh.decision")
    write_file(fresh, NEW, over=None)
    assert stat.S_IMODE(fresh.stat().st_mode) == 0o600
    path.chmod(0o664)
    write_file(path, NEW, over=digest(OLD))
    assert stat.S_IMODE(path.stat().st_mode) == 0o664


def test_a_link_stays_a_link(path: Path) -> None:
    link = path.with_name("link.decision")
    link.symlink_to(path)
    write_file(link, NEW, over=digest(OLD))
    assert link.is_symlink() and path.read_bytes() == NEW


def test_an_empty_file_and_the_longest_name_can_be_written(path: Path) -> None:
    longest = path.with_name("ä" * 123 + ".decision"[:9])
    write_file(longest, b"", over=None)
    assert longest.read_bytes() == b""
    with pytest.raises(CannotWrite, match="too long"):
        write_file(path.with_name("a" * 300), NEW, over=None)


def test_what_is_there_is_not_replaced_unless_it_is_the_file_meant(path: Path) -> None:
    with pytest.raises(Conflict, match=r"There is a file 'road.decision' already"):
        write_file(path, NEW, over=None)
    with pytest.raises(Conflict, match="changed by somebody else"):
        write_file(path, NEW, over=digest(b"another"))
    with pytest.raises(Conflict, match="not there any more"):
        write_file(path.with_name("gone.decision"), NEW, over=digest(OLD))
    assert path.read_bytes() == OLD and names(path) == ["road.decision"]


@pytest.mark.parametrize("over", [digest(OLD), None])
def test_every_byte_is_on_the_disk_before_the_name_points_to_it_and_the_name_before_it_counts(
        path: Path, monkeypatch: pytest.MonkeyPatch, over: str | None) -> None:
    """Written, synced, put in place, the folder synced, read again: in another order a power cut loses a save."""
    target, calls = (path if over else path.with_name("fresh.decision")), []

    def told(name: str, real: Callable[..., object], place: Callable[..., str]) -> Callable[..., object]:
        def call(*args: object, **settings: object) -> object:
            calls.append(name + place(*args))
            return real(*args, **settings)
        return call

    def of_handle(handle: int, *_: object) -> str:
        return " folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else " file"

    for name, place in (("write", of_handle), ("fsync", of_handle)):
        monkeypatch.setattr(os, name, told(name, getattr(os, name), place))
    for name in ("replace", "link"):
        monkeypatch.setattr(os, name, told(name, getattr(os, name), lambda source, to: f" {Path(to).name}"))
    for name in ("_bytes_of", "_refuse_other_work"):
        monkeypatch.setattr(atomic, name, told("look", getattr(atomic, name), lambda place, *_: f" {place.name}"))
    write_file(target, NEW, over=over)
    put = f"replace {target.name}" if over else f"link {target.name}"
    seen = [call for call in dict.fromkeys(calls) if ".tmp" not in call]
    assert seen == ["write file", "fsync file", f"look {target.name}", put, "fsync folder"]
    assert calls[-2:] == ["fsync folder", f"look {target.name}"], "only what reads back counts as saved"


def test_a_folder_that_the_disk_does_not_confirm_is_told_with_what_the_file_holds(
        path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def of_files_only(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EIO, "Input/output error")
        real(handle)

    monkeypatch.setattr(os, "fsync", of_files_only)
    with pytest.raises(Unconfirmed, match="did not confirm") as caught:
        write_file(path, NEW, over=digest(OLD))
    assert caught.value.sha256 == digest(NEW) and path.read_bytes() == NEW


def test_what_somebody_else_writes_in_the_same_moment_is_not_called_saved(path: Path,
                                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.replace

    def race(source: object, target: object) -> None:
        real(source, target)  # type: ignore[arg-type]
        path.write_bytes(b"theirs")

    monkeypatch.setattr(os, "replace", race)
    with pytest.raises(Conflict, match="was saved, and somebody else changed it in the same moment"):
        write_file(path, NEW, over=digest(OLD))


def test_the_target_is_looked_at_after_all_is_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A colleague saves while our bytes are still on their way to the disk."""
    real = os.fsync

    def slow(handle: int) -> None:
        real(handle)
        path.write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", slow)
    with pytest.raises(Conflict):
        write_file(path, NEW, over=digest(OLD))
    assert path.read_bytes() == b"theirs" and names(path) == ["road.decision"]


def test_a_file_that_appears_at_the_last_moment_is_not_replaced(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = path.with_name("fresh.decision")
    real = os.link

    def race(source: object, target: object) -> None:
        fresh.write_bytes(b"theirs")
        real(source, target)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "link", race)
    with pytest.raises(Conflict, match="already"):
        write_file(fresh, NEW, over=None)
    assert fresh.read_bytes() == b"theirs" and names(path) == ["fresh.decision", "road.decision"]


def test_where_a_disk_knows_no_links_a_new_file_is_written_all_the_same(path: Path,
                                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", none)
    write_file(path.with_name("fresh.decision"), NEW, over=None)
    assert names(path) == ["fresh.decision", "road.decision"]


def test_two_savers_of_one_file_take_turns(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who holds the file is waited for; what they saved meanwhile is then seen."""
    child = subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdout is not None and child.stdin is not None and child.stdout.readline() == b"held\n"
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    with pytest.raises(CannotWrite, match=r"'road\.decision' was not saved: another program is saving it"):
        write_file(path, NEW, over=digest(OLD))
    assert path.read_bytes() == OLD and names(path) == ["road.decision"]
    monkeypatch.setattr(turns, "PATIENCE", 30.0)
    monkeypatch.setattr(time, "sleep", lambda _: child.stdin.close() if not child.stdin.closed else None)
    with pytest.raises(Conflict, match="changed by somebody else"):
        write_file(path, NEW, over=digest(OLD))
    assert path.read_bytes() == b"theirs" and child.wait() == 0
    child.stdout.close()


HOLDER = """
import fcntl, os, sys
handle = os.open(sys.argv[1], os.O_RDWR)
fcntl.lockf(handle, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
other = sys.argv[1] + ".other"
with open(other, "wb") as file:
    file.write(b"theirs")
os.replace(other, sys.argv[1])
"""


def test_nothing_is_imported_while_a_file_is_written(path: Path) -> None:
    """An import reads a disk, and the disk may be the very thing that is in trouble."""
    code = ("import builtins, sys; from pathlib import Path; from drafter.storage.atomic import write_file\n"
            "def refuse(name, *_): raise ImportError(name)\n"
            "builtins.__import__ = refuse\n"
            "write_file(Path(sys.argv[1]), b'new', over=sys.argv[2])")
    run = subprocess.run([sys.executable, "-c", code, str(path), digest(OLD)], capture_output=True, text=True,
                         check=False, cwd=Path(__file__).parents[2])
    assert run.returncode == 0, run.stderr
    assert path.read_bytes() == b"new"


CALLS = {"open": ("EACCES", "ENOSPC", "EMFILE", "EROFS", "EIO", "ETIMEDOUT"),
         "write": ("ENOSPC", "EIO", "EDQUOT", "EFBIG"), "read": ("EIO", "ESTALE", "ETIMEDOUT"),
         "fsync": ("EIO", "ENOSPC", "ETIMEDOUT", "ESTALE"), "close": ("EIO",), "fstat": ("EIO", "ESTALE"),
         "replace": ("EACCES", "EBUSY", "EXDEV", "EROFS", "ENOSPC", "ETIMEDOUT"),
         "scandir": ("EACCES", "ENOENT", "EIO")}


@pytest.mark.parametrize(("call", "code", "nth"), [
    (call, code, nth) for call, codes in CALLS.items() for code in codes for nth in range(1, 5)])
def test_every_call_may_fail_and_nothing_is_lost(path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: str,
                                                 nth: int) -> None:
    """Either the new content is there, or the old one and a sentence; never litter, never a traceback."""
    real, count = getattr(os, call), [0]

    def failing(*args: object, **kwargs: object) -> object:
        count[0] += 1
        if count[0] < nth:
            return real(*args, **kwargs)
        if call == "close":
            real(*args)
        raise OSError(getattr(errno, code), os.strerror(getattr(errno, code)))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing)
        try:
            write_file(path, NEW, over=digest(OLD))
        except Unconfirmed as error:
            assert error.sha256 == digest(NEW) and path.read_bytes() == NEW
        except CannotWrite as error:
            assert "'road.decision'" in str(error) and error.advice and "another program" not in str(error)
            assert path.read_bytes() == OLD
        else:
            assert path.read_bytes() == NEW
    assert names(path) == ["road.decision"]


def test_short_writes_are_continued_and_lying_ones_found_out(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda handle, content: real(handle, content[:1000]))
        write_file(path, NEW, over=digest(OLD))
    assert path.read_bytes() == NEW
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda handle, content: len(content))
        with pytest.raises(CannotWrite, match="did not read back the same"):
            write_file(path, OLD, over=digest(NEW))
    assert path.read_bytes() == NEW and names(path) == ["road.decision"]


def test_a_folder_that_cannot_be_synced_by_nature_is_not_held_against_it(path: Path,
                                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def of_files_only(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(handle)

    monkeypatch.setattr(os, "fsync", of_files_only)
    assert write_file(path, NEW, over=digest(OLD)) == digest(NEW)


def sharing_violation() -> OSError:
    error = PermissionError(errno.EACCES, "The process cannot access the file")
    error.winerror = 32  # type: ignore[attr-defined]
    return error


def test_windows_is_given_time_to_let_go_of_an_open_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, pauses = os.replace, []

    def held(source: object, target: object) -> None:
        if len(pauses) < 5:
            raise sharing_violation()
        real(source, target)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "replace", held)
    monkeypatch.setattr(time, "sleep", pauses.append)
    write_file(path, NEW, over=digest(OLD))
    assert pauses == [0.01, 0.02, 0.04, 0.08, 0.16] and path.read_bytes() == NEW


def test_a_file_that_stays_open_elsewhere_is_named_and_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(source: object, target: object) -> None:
        raise sharing_violation()

    monkeypatch.setattr(os, "replace", held)
    monkeypatch.setattr(atomic, "_PATIENCE", -1.0)
    with pytest.raises(CannotWrite, match=r"'road.decision' is open in another program. Close it there"):
        write_file(path, NEW, over=digest(OLD))
    assert path.read_bytes() == OLD and names(path) == ["road.decision"]


def test_a_folder_in_the_way_and_a_folder_that_is_gone_are_named(path: Path) -> None:
    (path.parent / "folder.decision").mkdir()
    with pytest.raises(CannotWrite, match=r"'folder.decision' is a folder"):
        write_file(path.parent / "folder.decision", NEW, over=None)
    with pytest.raises(CannotWrite, match=r"The folder for 'a.decision' is not there"):
        write_file(path.parent / "gone" / "a.decision", NEW, over=None)
    with pytest.raises(CannotWrite):
        write_file(path / "a.decision", NEW, over=None)
    with pytest.raises(CannotWrite, match="name cannot be used"):
        write_file(path.parent / "nul\0", NEW, over=None)


def left_beside(path: Path) -> Path:
    """A file as a program that is gone left it there."""
    code = "import sys; from pathlib import Path; from drafter.storage.neighbours import temporary\n" \
           "print(temporary(Path(sys.argv[1])))"
    run = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True,
                         cwd=Path(__file__).parents[2])
    return Path(run.stdout.rstrip("\n"))


def test_what_a_killed_saver_left_is_swept_by_the_next_program_that_saves_there(path: Path) -> None:
    """Of this draft or another, of this version or the one before it; never what belongs to a program that runs, to
    another computer, or to nobody known."""
    gone, other = left_beside(path), left_beside(path.with_name("other.decision"))
    host, maker = gone.name.split(".")[-4:-2]
    number, _, start = maker.partition("-")
    assert len(start) == 8, "told by its number and its start"
    older, older_alive, given_again = (path.with_name(f".~road.decision.{host}.{maker}.ab12cd34.tmp")
                                       for maker in (number, os.getpid(), f"{os.getpid()}-00000000"))
    alive, elsewhere = temporary(path), path.with_name(gone.name.replace(host, "00000000"))
    unknown = path.with_name(".~road.decision.tmp")
    for one in (gone, other, older, older_alive, given_again, alive, elsewhere, unknown):
        one.write_bytes(b"x")
    write_file(path, NEW, over=digest(OLD))
    assert names(path) == sorted(["road.decision", alive.name, older_alive.name, elsewhere.name, unknown.name])


def test_a_file_that_its_proof_refuses_is_not_put_in_place(path: Path) -> None:
    def proof() -> None:
        raise CannotWrite("It does not read back.")

    with pytest.raises(CannotWrite, match="does not read back"):
        write_file(path, NEW, over=digest(OLD), proof=proof)
    assert path.read_bytes() == OLD and names(path) == ["road.decision"]


@pytest.mark.skipif(sys.platform != "linux", reason="it forks, and starves a process of room")
@pytest.mark.parametrize("how", [["kills", "--times", "40"], ["calls"], ["writers", "--times", "30"],
                                 ["room", "--times", "20"]])
def test_no_save_that_was_told_is_lost(how: list[str]) -> None:
    """Killed at any moment, killed before and after each call of the system, with two programs at once, with no room.
    """
    run = subprocess.run([sys.executable, "-m", "tests.benchmarks.survival", *how], capture_output=True, text=True,
                         check=False, cwd=Path(__file__).parents[2])
    assert run.returncode == 0, run.stdout + run.stderr
    tried = int(run.stdout.split(":")[1].split()[0])
    assert tried >= 20 and ", 0 lost," in run.stdout
