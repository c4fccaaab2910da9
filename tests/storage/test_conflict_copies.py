from __future__ import annotations

import pytest

from drafter.storage.conflict_copies import ConflictCopy, conflict_copies


@pytest.mark.parametrize(("copy", "left_by"), [
    ("road (Jo Smith's conflicted copy 2026-11-21).decision", "Dropbox"),
    ("road (Jo's conflicted copy 2026-11-21 (1)).decision", "Dropbox"),
    ("road (conflicted copy).decision", "Dropbox"),
    ("road (Selective Sync Conflict 1).decision", "Dropbox"),
    ("road (Case Conflict).decision", "Dropbox"),
    ("road (conflicted copy 2026-11-21 201500).decision", "Nextcloud"),
    ("road (conflicted copy jo 2026-11-21 201500).decision", "Nextcloud"),
    ("road_conflict-20261121-201500.decision", "Nextcloud"),
    ("road.sync-conflict-20261121-201500-ABC2DEF.decision", "Syncthing"),
    ("road (SFConflict jo@example.gov.uk 2026-11-21-20-15-00).decision", "Seafile"),
    ("road (conflict OFFICE-7 2026-11-21 2015).decision", "drafter"),
    ("road-LAPTOP7.decision", "OneDrive"),
    ("road-DESKTOP-1AB2CD.decision", "OneDrive"),
    ("road-DESKTOP-1AB2CD-2.decision", "OneDrive"),
])
def test_a_copy_that_a_program_left_is_told_with_its_program(copy: str, left_by: str) -> None:
    assert conflict_copies("road.decision", ["road.decision", copy, "other.decision"]) == (ConflictCopy(copy, left_by),)


@pytest.mark.parametrize("name", [
    "road-2.decision", "road-2026-11-21.decision", "road-final.decision", "road (1).decision", "roadworks.decision",
    "road (conflict of interest).decision", "road - LAPTOP7.decision", "road-LAPTOP7.docx", "-LAPTOP7.decision",
    "~$road.decision.lock", "road-X-.decision", "road-A-VERY-LONG-NAME-NO-COMPUTER-HAS.decision",
])
def test_a_file_that_an_officer_named_is_not_taken_for_one(name: str) -> None:
    assert conflict_copies("road.decision", [name]) == ()


def test_a_name_is_taken_as_it_is_written() -> None:
    assert conflict_copies("a.b (c)+.decision", ["a.b (c)+-PC7.decision", "aXb (c)+-PC7.decision"]) == (
        ConflictCopy("a.b (c)+-PC7.decision", "OneDrive"),)
    assert conflict_copies("road", ["road-PC7", "road"]) == (ConflictCopy("road-PC7", "OneDrive"),)


def test_endless_names_take_no_time() -> None:
    assert conflict_copies("road.decision", ["road (" + "A" * 100_000 + ").decision",
                                             "road-" + "A-" * 50_000 + ".decision"]) == ()
