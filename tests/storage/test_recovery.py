from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from drafter.model.draft import Draft, FormVersion
from drafter.storage import recovery
from drafter.storage.atomic import digest
from drafter.storage.draft_files import open_draft
from drafter.storage.errors import CannotRead, CannotWrite
from drafter.storage.neighbours import temporary
from drafter.storage.processes import this_host
from drafter.storage.recovery import (
    claim_copy,
    forget_copy,
    keep_copy,
    left_behind,
    new_place,
    purge_copies,
    put_aside,
    put_aside_copies,
)

CHILD = """
import sys
from pathlib import Path
from drafter.model.draft import Draft, FormVersion
from drafter.storage.recovery import keep_copy
keep_copy(Draft(FormVersion("kent", "1"), id="d1", entries={"title": "Marsh Road"}), Path(sys.argv[1]),
          path=Path(sys.argv[2]) if sys.argv[2] else None, base="ab" * 32 if sys.argv[2] else None)
print("kept", flush=True)
sys.stdin.read()
"""


def draft(title: str = "Marsh Road", draft_id: str = "d1") -> Draft:
    return Draft(FormVersion("kent", "1"), id=draft_id, entries={"title": title})


def kept_by_a_killed_program(place: Path, path: str = "") -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(place), path], stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None and child.stdout.readline() == "kept\n"
    child.kill()
    child.communicate()


def of_another_computer(place: Path, minutes_ago: int) -> None:
    keep_copy(draft(), place, path=None, base=None)
    when = (datetime.now(UTC) - timedelta(minutes=minutes_ago)).isoformat()
    say(place, when=when, process={"host": "VDI-7", "pid": 1, "start": "another"})


def say(place: Path, **about: object) -> None:
    """Let the header of a copy say something else, as one that was written so."""
    file = json.loads(place.read_bytes())
    kept = {name: found for name, found in {**file["kept"], **about}.items() if name != "sha256"}
    file["kept"] = {**kept, "sha256": digest(json.dumps(kept, sort_keys=True).encode())}
    place.write_text(json.dumps(file), encoding="utf-8")


def test_a_copy_of_a_killed_program_is_found_with_its_file_and_what_that_held(tmp_path: Path) -> None:
    place, own = new_place(tmp_path), tmp_path / "Jö's 100% road.decision"
    kept_by_a_killed_program(place, str(own))
    (copy,) = left_behind(tmp_path)
    assert (copy.place, copy.path, copy.base) == (place, own, "ab" * 32)
    assert copy.when is not None and datetime.now(UTC) - copy.when < timedelta(minutes=1)
    assert open_draft(place).draft == draft()


def test_a_draft_that_never_got_a_name_is_found_too(tmp_path: Path) -> None:
    kept_by_a_killed_program(new_place(tmp_path))
    (copy,) = left_behind(tmp_path)
    assert copy.path is None and copy.base is None


def test_a_copy_of_a_window_that_is_open_is_not_offered(tmp_path: Path) -> None:
    keep_copy(draft(), new_place(tmp_path), path=None, base=None)
    assert left_behind(tmp_path) == ()


def test_each_copy_replaces_the_one_before(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    for title in ("a", "b", "c"):
        keep_copy(draft(title), place, path=None, base=None)
    assert open_draft(place).draft == draft("c") and len(list(place.parent.iterdir())) == 1


def test_restoring_goes_on_in_the_same_place_and_belongs_to_the_new_window(tmp_path: Path) -> None:
    kept_by_a_killed_program(new_place(tmp_path))
    (copy,) = left_behind(tmp_path)
    keep_copy(draft("more"), copy.place, path=copy.path, base=copy.base)
    assert left_behind(tmp_path) == ()


def test_what_another_computer_wrote_lately_is_left_to_it(tmp_path: Path) -> None:
    of_another_computer(new_place(tmp_path), minutes_ago=1)
    assert left_behind(tmp_path) == ()
    of_another_computer(new_place(tmp_path), minutes_ago=60)
    assert len(left_behind(tmp_path)) == 1


def test_a_damaged_copy_is_told_and_not_passed_over(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    keep_copy(draft(), place, path=None, base=None)
    place.write_bytes(place.read_bytes()[:100])
    (copy,) = left_behind(tmp_path)
    assert copy.when is not None
    with pytest.raises(CannotRead):
        open_draft(copy.place)


def test_the_newest_comes_first(tmp_path: Path) -> None:
    places = [new_place(tmp_path) for _ in range(3)]
    for place, minutes in zip(places, (90, 30, 60), strict=True):
        of_another_computer(place, minutes)
    assert [copy.place for copy in left_behind(tmp_path)] == [places[1], places[2], places[0]]


def test_what_the_officer_does_not_want_is_put_aside_for_thirty_days(tmp_path: Path) -> None:
    old, place = new_place(tmp_path), new_place(tmp_path)
    for one in (old, place):
        kept_by_a_killed_program(one)
    put_aside(old)
    aside = old.parent / "aside" / old.name
    month_ago = time.time() - 31 * 24 * 60 * 60
    os.utime(aside, (month_ago, month_ago))
    put_aside(place)
    assert left_behind(tmp_path) == () and not aside.exists()
    (copy,) = put_aside_copies(tmp_path)
    assert open_draft(copy.place).draft == draft()
    put_aside(place)  # it is aside already


def test_what_was_put_aside_comes_back_to_go_on_with(tmp_path: Path) -> None:
    own, place = tmp_path / "road.decision", new_place(tmp_path)
    kept_by_a_killed_program(place, str(own))
    put_aside(place)
    copy, = put_aside_copies(tmp_path)
    assert (copy.path, copy.base) == (own, "ab" * 32), "it still knows its file"
    claimed = claim_copy(copy)
    assert claimed.parent == tmp_path / "recovery" and open_draft(claimed).draft == draft()
    assert put_aside_copies(tmp_path) == () and [one.place for one in left_behind(tmp_path)] == [claimed]
    with pytest.raises(CannotRead, match="not there any more"):
        claim_copy(copy)


def left_half_written(folder: Path) -> Path:
    """What a killed program had begun to keep there, under a name of its own."""
    run = subprocess.run([sys.executable, "-c", "import sys; from pathlib import Path; from drafter.storage.neighbours "
                          "import temporary\nprint(temporary(Path(sys.argv[1], 'x.decision')))", str(folder)],
                         capture_output=True, text=True, check=True)
    left = Path(run.stdout.rstrip("\n"))
    folder.mkdir(parents=True, exist_ok=True)
    left.write_bytes(b"Marsh Ro")
    return left


def test_what_a_killed_program_had_not_finished_goes_with_the_next_start_and_with_a_purge(tmp_path: Path) -> None:
    recovery_folder = tmp_path / "recovery"
    left = [left_half_written(folder) for folder in (recovery_folder, recovery_folder / "aside")]
    at_work = temporary(recovery_folder / "x.decision")
    at_work.write_bytes(b"Marsh Ro")
    left_behind(tmp_path)
    assert not any(one.exists() for one in left) and at_work.exists()
    left = [left_half_written(folder) for folder in (recovery_folder, recovery_folder / "aside")]
    purge_copies(tmp_path, "d1")
    assert not any(one.exists() for one in left) and at_work.exists()


def test_what_was_put_aside_ends_with_the_next_start_after_thirty_days(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    kept_by_a_killed_program(place)
    put_aside(place)
    aside = place.parent / "aside" / place.name
    left_behind(tmp_path)
    assert aside.exists()
    month_ago = time.time() - 31 * 24 * 60 * 60
    os.utime(aside, (month_ago, month_ago))
    assert left_behind(tmp_path) == () and not aside.exists()


def test_a_saved_draft_needs_no_copy(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    forget_copy(place)
    keep_copy(draft(), place, path=None, base=None)
    forget_copy(place)
    assert not place.exists()


def test_purging_a_draft_leaves_the_others(tmp_path: Path) -> None:
    mine, aside, other, damaged = (new_place(tmp_path) for _ in range(4))
    for place, draft_id in ((mine, "d1"), (aside, "d1"), (other, "d2"), (damaged, "d2")):
        keep_copy(draft(draft_id=draft_id), place, path=None, base=None, closed=True)
    damaged.write_bytes(b"")
    put_aside(aside)
    purge_copies(tmp_path, "d1")
    assert {path.name for path in (tmp_path / "recovery").rglob("*.decision")} == {other.name, damaged.name}


def test_copies_and_their_folders_are_their_owners_alone(tmp_path: Path) -> None:
    home = tmp_path / "a" / "b"
    place = new_place(home)
    keep_copy(draft(), place, path=None, base=None)
    put_aside(place)
    keep_copy(draft(), place, path=None, base=None)
    for path in (tmp_path / "a").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_a_file_whose_name_is_no_text_is_found_again(tmp_path: Path) -> None:
    own = Path(os.fsdecode(b"/shared/road \xff & more.decision"))
    place = new_place(tmp_path)
    keep_copy(draft(), place, path=own, base=None)
    assert recovery._read(place).path == own


def test_a_copy_that_cannot_be_kept_is_told_and_the_last_one_stays(tmp_path: Path,
                                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    place = new_place(tmp_path)
    keep_copy(draft("a"), place, path=None, base=None)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match="no room left"):
        keep_copy(draft("b"), place, path=None, base=None)
    assert open_draft(place).draft == draft("a")


def test_a_private_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "recovery").write_text("in the way")
    with pytest.raises(CannotWrite, match="Nothing can be kept in"):
        keep_copy(draft(), new_place(tmp_path), path=None, base=None)


def test_a_copy_of_a_draft_that_was_closed_belongs_to_no_program_and_is_offered_as_such(tmp_path: Path) -> None:
    keep_copy(draft(), new_place(tmp_path), path=None, base=None, closed=True)
    copy, = left_behind(tmp_path)
    assert copy.process is None and copy.is_left_behind and not copy.was_cut_off


def test_a_copy_is_claimed_once(tmp_path: Path) -> None:
    kept_by_a_killed_program(place := new_place(tmp_path))
    copy, = left_behind(tmp_path)
    assert copy.was_cut_off
    claimed = claim_copy(copy)
    assert not place.exists() and open_draft(claimed).draft == draft()
    with pytest.raises(CannotRead):
        claim_copy(copy)


def test_purging_leaves_what_an_open_window_keeps_for_nothing_else_holds_it(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    keep_copy(draft(), place, path=None, base=None)
    purge_copies(tmp_path, "d1")
    assert open_draft(place).draft == draft()


def test_purging_takes_a_copy_that_is_damaged_but_can_be_read_by_eye(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    keep_copy(draft(), place, path=None, base=None, closed=True)
    place.write_bytes(place.read_bytes().replace(b"Marsh", b"March"))
    purge_copies(tmp_path, "d1")
    assert not place.exists()


def test_a_copy_that_a_purge_cannot_remove_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = new_place(tmp_path)
    keep_copy(draft(), place, path=None, base=None, closed=True)
    monkeypatch.setattr(recovery, "take_away", lambda path: None)
    with pytest.raises(CannotWrite, match="Not every copy"):
        purge_copies(tmp_path, "d1")


def test_a_flipped_bit_in_the_header_of_a_copy_sends_nobody_to_another_file(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    keep_copy(draft(), place, path=tmp_path / "road.decision", base=None, closed=True)
    place.write_bytes(place.read_bytes().replace(b"road.decision", b"soad.decision"))
    (copy,) = left_behind(tmp_path)
    assert copy.path is None and open_draft(copy.place).draft == draft()


@pytest.mark.parametrize("about", [
    {"path": "/a%00b"}, {"path": "/a\ud800"}, {"when": "0001-01-01T00:00:00+14:00"},
    {"when": "0026-11-21T20:15:00+00:00"},
    {"when": "9999-12-31T23:59:59-12:00"}, {"process": {"host": this_host(), "pid": 1, "started": 10**400}}])
def test_a_header_without_sense_hides_no_copy(tmp_path: Path, about: dict[str, object]) -> None:
    place, other = new_place(tmp_path), new_place(tmp_path)
    for one in (place, other):
        keep_copy(draft(), one, path=None, base=None, closed=True)
    say(place, **about)
    found = left_behind(tmp_path)
    assert {copy.place for copy in found} == {place, other}
    assert all(copy.when is not None and copy.when.astimezone().year == datetime.now().year for copy in found)
