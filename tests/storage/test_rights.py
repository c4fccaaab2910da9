from __future__ import annotations

import os
import stat
import struct
import sys
from pathlib import Path

import pytest

from drafter.storage.atomic import digest, write_file
from drafter.storage.rights import keep_rights

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file has the rights of its folder")
administrator = pytest.mark.skipif(sys.platform == "linux" and os.geteuid() != 0, reason="only an administrator may")
LIST = "system.posix_acl_access"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "road.decision"
    path.write_bytes(b"old")
    return path


def saved(path: Path) -> os.stat_result:
    write_file(path, b"new", over=digest(path.read_bytes()))
    return path.stat()


def allows(*entries: tuple[int, int, int]) -> bytes:
    """A list of further people: (1 owner, 2 person, 4 group, 16 most, 32 others), rights, number."""
    return struct.pack("<I", 2) + b"".join(
        struct.pack("<HHI", tag, rights, number if tag == 2 else 0xFFFFFFFF) for tag, rights, number in entries)


@administrator
def test_a_shared_file_stays_its_groups_and_its_owners(path: Path) -> None:
    os.chown(path, 1234, 4321)
    path.chmod(0o660)
    found = saved(path)
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (1234, 4321, 0o660)


@administrator
@pytest.mark.parametrize(("before", "after"), [
    (0o660, 0o600), (0o664, 0o644), (0o666, 0o666), (0o640, 0o600), (0o604, 0o600), (0o600, 0o600), (0o646, 0o644)])
def test_where_it_cannot_stay_its_groups_nobody_reads_it_who_could_not_before(
        path: Path, monkeypatch: pytest.MonkeyPatch, before: int, after: int) -> None:
    os.chown(path, -1, 4321)
    path.chmod(before)

    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "fchown", refused)
    assert stat.S_IMODE(saved(path).st_mode) == after


def test_only_a_group_is_asked_for_where_no_owner_can_be_given(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, asked = os.fstat, []
    monkeypatch.setattr(os, "fstat", lambda handle: os.stat_result((*real(handle)[:5], 99, *real(handle)[6:])))

    def refused(_: int, owner: int, group: int) -> None:
        asked.append((owner, group))
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "fchown", refused)
    with path.open("rb") as file:
        keep_rights(file.fileno(), path)
    assert asked == [(path.stat().st_uid, path.stat().st_gid), (-1, path.stat().st_gid)]


def test_what_a_list_of_further_people_says_is_not_said_of_the_group(path: Path,
                                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    """The mode shows the most that the list allows anyone, as if the group had it."""
    person = allows((1, 6, 0), (2, 6, 1234), (4, 0, 0), (16, 6, 0), (32, 0, 0))
    try:
        os.setxattr(path, LIST, person)
    except OSError:
        pytest.skip("this disk keeps no such lists")
    assert stat.S_IMODE(path.stat().st_mode) == 0o660
    saved(path)
    assert os.getxattr(path, LIST) == person

    def refused(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "setxattr", refused)
    assert stat.S_IMODE(saved(path).st_mode) == 0o600


def test_what_the_folder_gives_to_new_files_is_not_given_to_this_one(path: Path) -> None:
    path.chmod(0o660)
    inherited = allows((1, 6, 0), (2, 6, 1234), (4, 6, 0), (16, 6, 0), (32, 0, 0))
    try:
        os.setxattr(path.parent, "system.posix_acl_default", inherited)
    except OSError:
        pytest.skip("this disk keeps no such lists")
    assert stat.S_IMODE(saved(path).st_mode) == 0o660
    with pytest.raises(OSError, match="No data available"):
        os.getxattr(path, LIST)
