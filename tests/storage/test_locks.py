from __future__ import annotations

import errno
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from drafter.storage import locks
from drafter.storage.errors import CannotRead, CannotWrite
from drafter.storage.locks import QUIET_AFTER, InUse, Lock, holder_of, take_lock

CHILD = """
import sys
from pathlib import Path
from drafter.storage.locks import take_lock
take_lock(Path(sys.argv[1]))
print("taken", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "road.decision"
    path.write_bytes(b"{}")
    return path


def lock_file(draft: Path) -> Path:
    return draft.with_name(f"~${draft.name}.lock")


def of_another_computer(draft: Path, *, seconds_ago: float) -> None:
    """A lock as a colleague's computer leaves it."""
    lock_file(draft).write_text(json.dumps({
        "user": "Sam", "since": "2026-11-21T20:15:00+00:00", "mark": "aa",
        "process": {"host": "OFFICE-7", "pid": os.getpid(), "started": 1.0}}), encoding="utf-8")
    then = time.time() - seconds_ago
    os.utime(lock_file(draft), (then, then))


def other_process(draft: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(draft)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             text=True)
    assert child.stdout is not None and child.stdout.readline() == "taken\n"
    return child


def end(child: subprocess.Popen[str]) -> None:
    child.kill()
    child.communicate()


def test_the_second_to_open_is_told_who_has_it_where_and_since_when(draft: Path) -> None:
    of_another_computer(draft, seconds_ago=10)
    with pytest.raises(InUse, match=r"'road.decision' is open already: Sam on OFFICE-7, since .*November 2026") as told:
        take_lock(draft)
    assert not told.value.holder.is_quiet and "Nothing was heard" not in str(told.value)


def test_a_lock_is_beside_the_draft_until_it_is_released(draft: Path) -> None:
    lock = take_lock(draft)
    holder = holder_of(draft)
    assert holder is not None and holder.host == socket.gethostname() and holder.mark == lock.mark
    lock.release()
    assert holder_of(draft) is None and [one.name for one in draft.parent.iterdir()] == ["road.decision"]


def test_another_window_of_this_program_does_not_get_it_either(draft: Path) -> None:
    take_lock(draft)
    with pytest.raises(InUse):
        take_lock(draft)


def test_a_lock_of_a_running_program_holds_and_one_of_a_killed_program_does_not(draft: Path) -> None:
    child = other_process(draft)
    try:
        with pytest.raises(InUse) as told:
            take_lock(draft)
        assert not told.value.holder.is_gone
    finally:
        end(child)
    assert holder_of(draft) is None
    assert take_lock(draft).refresh()


def test_a_program_number_given_again_to_another_program_is_not_taken_for_the_first(draft: Path) -> None:
    of_another_computer(draft, seconds_ago=0)
    words = json.loads(lock_file(draft).read_text())
    words["process"]["host"] = socket.gethostname()  # our own number, started in 1970
    lock_file(draft).write_text(json.dumps(words))
    assert take_lock(draft).refresh()


def test_a_quiet_colleague_is_asked_about_and_never_robbed(draft: Path) -> None:
    of_another_computer(draft, seconds_ago=QUIET_AFTER + 60)
    with pytest.raises(InUse, match="Nothing was heard from that computer for 5 minutes") as told:
        take_lock(draft)
    assert told.value.holder.is_quiet
    lock = take_lock(draft, from_holder=told.value.holder)
    assert lock.refresh()


def test_only_the_lock_that_was_asked_about_is_taken(draft: Path) -> None:
    of_another_computer(draft, seconds_ago=QUIET_AFTER + 60)
    with pytest.raises(InUse) as told:
        take_lock(draft)
    lock_file(draft).unlink()
    theirs = take_lock(draft)
    with pytest.raises(InUse):
        take_lock(draft, from_holder=told.value.holder)
    assert theirs.refresh()


def test_a_lock_that_somebody_took_is_not_removed_by_the_one_who_had_it(draft: Path) -> None:
    lock = take_lock(draft)
    of_another_computer(draft, seconds_ago=0)
    assert not lock.refresh()
    lock.release()
    assert lock_file(draft).exists()


def test_a_lock_removed_by_hand_is_set_again(draft: Path) -> None:
    lock = take_lock(draft)
    lock_file(draft).unlink()
    assert lock.refresh() and holder_of(draft) is not None


def test_refreshing_keeps_a_lock_from_going_quiet(draft: Path) -> None:
    lock = take_lock(draft)
    os.utime(lock_file(draft), (1.0, 1.0))
    assert lock.refresh()
    holder = holder_of(draft)
    assert holder is not None and not holder.is_quiet


UNREADABLE = [b"", b"\x00" * 200, b"[]", b'{"user": "Sam", "since": "2026-11-21T20:', b'{"since": "9999-99-99"}',
              b'{"user": 7, "since": "x", "process": {"pid": "x"}}', b"x" * 20_000]


@pytest.mark.parametrize("content", UNREADABLE)
def test_a_lock_that_cannot_be_read_is_somebodys_all_the_same_and_names_nobody(draft: Path, content: bytes) -> None:
    lock_file(draft).write_bytes(content)
    with pytest.raises(InUse, match=r"is open already: somebody \(the lock cannot be read\)\. Read it here"):
        take_lock(draft)
    os.utime(lock_file(draft), (1.0, 1.0))
    with pytest.raises(InUse, match=r"cannot be read\)\. Nothing was heard of them for 5 minutes") as told:
        take_lock(draft)
    assert told.value.holder.is_quiet
    assert take_lock(draft, from_holder=told.value.holder).refresh()


def test_of_two_locks_that_cannot_be_read_only_the_one_asked_about_is_taken(draft: Path) -> None:
    lock_file(draft).write_bytes(b"")
    os.utime(lock_file(draft), (1.0, 1.0))
    with pytest.raises(InUse) as told:
        take_lock(draft)
    lock_file(draft).unlink()
    lock_file(draft).write_bytes(b"")  # somebody else begins to write theirs at this moment
    with pytest.raises(InUse):
        take_lock(draft, from_holder=told.value.holder)
    assert lock_file(draft).exists()


def test_a_lock_that_says_who_and_not_where_names_no_computer(draft: Path) -> None:
    lock_file(draft).write_text('{"user": "Sam"}', encoding="utf-8")
    with pytest.raises(InUse, match=r"is open already: Sam\. Read it"):
        take_lock(draft)


def test_a_lock_that_cannot_be_read_any_more_is_not_called_somebody_elses(draft: Path) -> None:
    lock = take_lock(draft)
    lock_file(draft).write_bytes(b"")
    assert lock.refresh()


def test_a_lock_that_goes_between_two_looks_is_nobodys(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take_lock(draft)

    def gone(path: Path, *_: object) -> bytes:
        path.unlink()
        raise CannotRead("There is no such file.")

    monkeypatch.setattr(locks, "read_file", gone)
    assert holder_of(draft) is None


def no_links(*_: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


def half(handle: int, words: bytes) -> int:
    """As a disk that fills up meanwhile: a part of it, and then no more."""
    if len(words) < 50:
        raise OSError(errno.ENOSPC, "No space left on device")
    return real_write(handle, words[:len(words) // 2])


real_write = os.write


@pytest.mark.parametrize("links", [True, False])
def test_a_lock_is_there_whole_or_not_at_all(draft: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda handle, words: real_write(handle, words[:7]))
        take_lock(draft).release()
        patch.setattr(os, "write", half)
        with pytest.raises(CannotWrite, match="no room left"):
            take_lock(draft)
    assert [one.name for one in draft.parent.iterdir()] == ["road.decision"]


def test_where_a_disk_knows_no_links_locks_are_set_kept_and_taken_all_the_same(
        draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", no_links)
    of_another_computer(draft, seconds_ago=QUIET_AFTER + 60)
    with pytest.raises(InUse) as told:
        take_lock(draft)
    lock = take_lock(draft, from_holder=told.value.holder)
    with pytest.raises(InUse):
        take_lock(draft)
    assert lock.refresh()
    lock.release()
    assert [one.name for one in draft.parent.iterdir()] == ["road.decision"]


@pytest.mark.parametrize("links", [True, False])
def test_a_lock_set_in_the_moment_that_another_is_taken_away_is_put_back(
        draft: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    of_another_computer(draft, seconds_ago=QUIET_AFTER + 60)
    with pytest.raises(InUse) as told:
        take_lock(draft)
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    real, words = Path.rename, lock_file(draft).read_text().replace('"aa"', '"bb"').replace("Sam", "Kim")

    def raced(path: Path, to: Path) -> Path:
        path.write_text(words)
        return real(path, to)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", raced)
        with pytest.raises(InUse, match="Kim on OFFICE-7"):
            take_lock(draft, from_holder=told.value.holder)
    assert lock_file(draft).read_text() == words
    assert len(list(draft.parent.iterdir())) == 2


def test_what_a_lock_says_cannot_break_the_sentence(draft: Path) -> None:
    lock_file(draft).write_text(json.dumps({"user": "Sam\n\x07\u202e" + "x" * 500}), encoding="utf-8")
    with pytest.raises(InUse) as told:
        take_lock(draft)
    assert "\n" not in str(told.value) and "\x07" not in str(told.value) and len(str(told.value)) < 250


def test_a_folder_that_cannot_be_written_takes_no_lock_and_says_so(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="is not there"):
        take_lock(tmp_path / "gone" / "road.decision")


def test_the_same_draft_through_a_link_is_the_same_draft(draft: Path) -> None:
    link = draft.with_name("link.decision")
    link.symlink_to(draft)
    take_lock(link)
    with pytest.raises(InUse):
        take_lock(draft)


def test_a_folder_out_of_reach_does_not_cost_the_lock(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = take_lock(draft)

    def out_of_reach(*_: object, **__: object) -> None:
        raise OSError("the network is down")

    monkeypatch.setattr(Path, "stat", out_of_reach)
    assert lock.refresh()
    lock.release()


def test_the_longest_name_can_be_locked(tmp_path: Path) -> None:
    draft = tmp_path / ("ä" * 123 + ".decision"[:9])
    assert isinstance(take_lock(draft), Lock)
