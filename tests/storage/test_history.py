from __future__ import annotations

import json
import os
import re
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.model.draft import Draft, FormVersion
from drafter.storage import history
from drafter.storage.draft_files import format_draft
from drafter.storage.errors import CannotRead, CannotWrite
from drafter.storage.history import (
    DAYS,
    KEEP_ALL,
    LARGEST_HISTORY,
    MONTHS,
    WEEKS,
    Version,
    keep_version,
    open_version,
    purge_history,
    to_keep,
    versions,
)
from drafter.storage.neighbours import sweep_below_once, temporary

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def draft(title: str) -> Draft:
    return Draft(FormVersion("kent", "1"), id="d1", entries={"title": title})


def keep(home: Path, title: str, why: history.Why = "saved", minutes: float = 0, name: str = "") -> Version | None:
    return keep_version(home, "d1", format_draft(draft(title)), why, name=name, when=NOON + timedelta(minutes=minutes))


def titles(home: Path) -> list[object]:
    return [open_version(version).draft.entries["title"] for version in versions(home, "d1")]


def test_versions_are_told_newest_first_and_open_as_they_were(tmp_path: Path) -> None:
    keep(tmp_path, "a", "opened")
    keep(tmp_path, "b", minutes=1)
    keep(tmp_path, "c", "closed", minutes=2)
    assert titles(tmp_path) == ["c", "b", "a"]
    assert [version.why for version in versions(tmp_path, "d1")] == ["closed", "saved", "opened"]
    assert versions(tmp_path, "d1")[0].when == NOON + timedelta(minutes=2)


def test_what_says_nothing_new_is_not_kept_again(tmp_path: Path) -> None:
    assert keep(tmp_path, "a", "closed") is not None
    assert keep(tmp_path, "a", "opened", minutes=60) is None
    assert len(versions(tmp_path, "d1")) == 1


def test_the_same_text_is_on_the_disk_once(tmp_path: Path) -> None:
    for minute, title in enumerate("abab"):
        keep(tmp_path, title, minutes=minute)
    assert titles(tmp_path) == ["b", "a", "b", "a"] and len(list(tmp_path.rglob("*.decision"))) == 2


def test_of_itself_at_most_one_version_is_kept_in_ten_minutes(tmp_path: Path) -> None:
    kept = [keep(tmp_path, str(minute), "autosave", minute) is not None for minute in range(0, 31, 2)]
    assert kept == [minute % 10 == 0 for minute in range(0, 31, 2)]
    assert keep(tmp_path, "asked for", "saved", 30.5) is not None


def test_a_clock_set_back_does_not_stop_the_versions(tmp_path: Path) -> None:
    keep(tmp_path, "a")
    assert keep(tmp_path, "b", "autosave", -600) is not None


def test_a_version_can_be_given_a_name_even_when_nothing_changed(tmp_path: Path) -> None:
    keep(tmp_path, "a")
    named = keep(tmp_path, "a", "named", 1, "as sent to Legal ../../x\n")
    assert named is not None and versions(tmp_path, "d1")[0].name == "as sent to Legal ../../x\n"
    assert {path.suffix for path in tmp_path.rglob("*") if path.is_file()} == {".json", ".decision"}


def test_a_draft_id_never_becomes_a_path(tmp_path: Path) -> None:
    home = tmp_path / "home"
    for draft_id in ("../../escape", "/etc/x", "C:\\x", "\ud800", ""):
        keep_version(home, draft_id, b"x", "saved")
        assert len(versions(home, draft_id)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_all_of_two_days_stay_then_days_weeks_and_months_and_names_for_good() -> None:
    newest = NOON
    known = [Version(Path(str(n)), newest - timedelta(hours=3 * n), "saved", f"{n}", 1) for n in range(4000)]
    named = [Version(Path(f"n{n}"), newest - timedelta(days=100 * n), "named", f"n{n}", 1, "x") for n in range(9)]
    kept = list(to_keep([*known, *named], newest))
    ages = [newest - version.when for version in kept if version.why == "saved"]
    assert set(named) <= set(kept)
    assert sum(age <= KEEP_ALL for age in ages) == 17
    assert len(ages) == 17 + DAYS + WEEKS + MONTHS
    assert timedelta(days=300) < max(ages) < timedelta(days=400)


@given(st.lists(st.tuples(st.integers(0, 400 * 24 * 60), st.booleans()), max_size=60), st.integers(0, 40))
def test_thinning_twice_takes_no_more_than_once_and_never_the_newest(when: list[tuple[int, bool]], later: int) -> None:
    known = [Version(Path(str(n)), NOON - timedelta(minutes=minutes), "named" if named else "autosave", str(n), 10)
             for n, (minutes, named) in enumerate(when)]
    once = list(to_keep(known, NOON))
    assert list(to_keep(once, NOON)) == once
    assert not known or max(known, key=lambda one: one.when).when == once[0].when
    then = list(to_keep(once, NOON + timedelta(days=later)))
    assert then == list(to_keep(then, NOON + timedelta(days=later)))


def test_a_history_takes_no_more_room_than_it_may() -> None:
    known = [Version(Path(str(n)), NOON - timedelta(minutes=n), "saved", str(n), LARGEST_HISTORY // 4)
             for n in range(10)]
    assert list(to_keep(known, NOON)) == known[:4]
    huge = [Version(Path("x"), NOON, "saved", "x", LARGEST_HISTORY * 2)]
    assert list(to_keep(huge, NOON)) == huge


def test_thinned_versions_leave_the_disk_but_not_the_texts_that_others_name(tmp_path: Path) -> None:
    for minute in range(5):
        keep(tmp_path, "ab"[minute % 2] if minute < 4 else "c", minutes=minute)
    for file in tmp_path.rglob("*.decision"):
        os.utime(file, (1.0, 1.0))
    keep(tmp_path, "d", minutes=60 * 24 * 5)
    assert titles(tmp_path) == ["d", "c"] and len(list(tmp_path.rglob("*.decision"))) == 2


def test_a_text_that_another_window_has_just_written_is_left(tmp_path: Path) -> None:
    keep(tmp_path, "a")
    folder = next(tmp_path.rglob("*.json")).parent
    (folder / ("ab" * 32 + ".decision")).write_bytes(b"x")
    history.thin(tmp_path, "d1", datetime.now(UTC))
    assert len(list(folder.glob("*.decision"))) == 2


@pytest.mark.parametrize("damage", [b"", b"\x00" * 90, b"[]", b"{}", b'{"when": "x"}', None])
def test_a_damaged_record_is_passed_over(tmp_path: Path, damage: bytes | None) -> None:
    keep(tmp_path, "a")
    broken = keep(tmp_path, "b", minutes=1)
    assert broken is not None
    if damage is None:
        broken.record.with_name(f"{broken.sha256}.decision").unlink()
    else:
        broken.record.write_bytes(damage)
    assert titles(tmp_path) == ["a"]


@pytest.mark.parametrize(("member", "value"), [
    ("when", 7), ("when", "tomorrow"), ("when", "9999-12-31T23:59:59-23:00"), ("why", "because"), ("why", ["x"]),
    ("sha256", "../../x"), ("sha256", None), ("size", "9"), ("size", True), ("name", 7), ("file", None)])
def test_a_record_in_another_shape_is_passed_over(tmp_path: Path, member: str, value: object) -> None:
    version = keep(tmp_path, "a")
    assert version is not None
    record = json.loads(version.record.read_text())
    version.record.write_text(json.dumps({**record, member: value}))
    assert versions(tmp_path, "d1") == ()


def test_a_damaged_text_is_told_and_never_shown(tmp_path: Path) -> None:
    version = keep(tmp_path, "a")
    assert version is not None
    text = version.record.with_name(f"{version.sha256}.decision")
    text.write_bytes(text.read_bytes().replace(b'"a"', b'"b"'))
    with pytest.raises(CannotRead, match="damaged on the disk"):
        open_version(version)


@pytest.mark.parametrize("left", [b"", b"{}"])
@pytest.mark.parametrize("why", ["saved", "replaced", "named"])
def test_a_damaged_text_is_written_anew_when_the_same_is_kept_again(tmp_path: Path, left: bytes,
                                                                          why: history.Why) -> None:
    kept = keep(tmp_path, "a")
    assert kept is not None
    kept.record.with_name(f"{kept.sha256}.decision").write_bytes(left)
    keep(tmp_path, "a", why, minutes=1)
    assert set(titles(tmp_path)) == {"a"}


def test_purging_leaves_nothing_of_the_draft_and_all_of_the_others(tmp_path: Path) -> None:
    keep(tmp_path, "a", "named", name="x")
    keep_version(tmp_path, "d2", format_draft(draft("other")), "saved")
    purge_history(tmp_path, "d1")
    assert versions(tmp_path, "d1") == () and len(list((tmp_path / "history").iterdir())) == 1
    purge_history(tmp_path, "d1")


def test_what_a_killed_program_left_of_any_draft_goes_and_what_one_is_writing_stays(tmp_path: Path) -> None:
    keep(tmp_path, "a")
    keep_version(tmp_path, "d2", format_draft(draft("other")), "saved")
    mine = versions(tmp_path, "d1")[0].record.parent
    other = versions(tmp_path, "d2")[0].record.parent

    def left() -> list[Path]:
        """One file each that a program of our number left, which was started before us."""
        found = [temporary(folder / "x.decision") for folder in (mine, other)]
        found = [one.with_name(re.sub(r"-[0-9a-f]{8}\.", "-00000000.", one.name)) for one in found]
        for one in found:
            one.write_bytes(b"half")
        return found

    at_work = temporary(mine / "x.decision")
    at_work.write_bytes(b"half")
    sweep_below_once.cache_clear()
    begun = left()
    keep(tmp_path, "b", minutes=1)
    assert not any(one.exists() for one in begun) and at_work.exists()
    begun = left()
    with pytest.raises(CannotWrite, match="Not every earlier version"):
        purge_history(tmp_path, "d1")
    assert not begun[0].exists() and [one.name for one in mine.iterdir()] == [at_work.name]
    at_work.unlink()
    purge_history(tmp_path, "d1")
    assert not mine.exists()


def test_versions_and_their_folders_are_their_owners_alone(tmp_path: Path) -> None:
    home = tmp_path / "a" / "b"
    keep(home, "a")
    for path in (tmp_path / "a").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
