"""The desk: what is on it stays until the next draft is really there, and nothing on it is lost."""

import os
import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from drafter.app import recent
from drafter.app.desk import Desk
from drafter.app.earliest import earliest_words
from drafter.app.generate import Made
from drafter.model.draft import Path as FieldPath
from drafter.model.failure import Failure
from drafter.storage.errors import CannotRead
from drafter.storage.locations import shipped_root
from drafter.storage.recovery import RecoveryCopy, new_place

TODAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _application(qapp):
    return qapp


@pytest.fixture
def desk(private_home):
    desk = Desk(private_home, [shipped_root()], lambda: TODAY)
    yield desk
    desk.clear()
    assert desk.wait(60)


@pytest.fixture
def sample(tmp_path) -> Path:
    copy = tmp_path / "Harbour Road.decision"
    copy.write_bytes((shipped_root() / "resources" / "samples" / "sample.decision").read_bytes())
    return copy


def test_a_new_draft_has_no_name_and_is_safe_while_it_is_blank(desk):
    work = desk.new("kent")
    assert work.opened is None and work.name == "Unsaved draft" and work.is_safe
    work.session.edit(FieldPath("title"), "Parking")
    assert not work.is_safe


def test_a_form_that_is_not_there_is_told_and_the_desk_stays_as_it_was(desk):
    work = desk.new("kent")
    with pytest.raises(CannotRead, match="Did you mean 'kent'"):
        desk.new("kant")
    assert desk.work is work


def test_a_file_that_cannot_be_read_leaves_the_desk_as_it_was(desk, sample, tmp_path):
    work = desk.open(sample)
    bad = tmp_path / "bad.decision"
    bad.write_bytes(b"{")
    with pytest.raises(CannotRead):
        desk.open(bad)
    assert desk.work is work


def test_without_any_form_that_is_told(private_home, tmp_path):
    with pytest.raises(Failure, match="No forms were found"):
        Desk(private_home, [tmp_path]).forms()


def test_the_drafts_to_go_on_with_are_the_unsaved_ones_then_the_last_ones(desk, sample, private_home, tmp_path):
    work = desk.new("kent")
    work.session.edit(FieldPath("title"), "Parking  in Anytown")
    desk.saver.keep()
    assert desk.saver.wait(60) and recent.recent_drafts(private_home, date.today()) == ()
    desk.open(sample)
    assert desk.wait(60)
    recent.remember(tmp_path / "gone.decision", private_home)
    told = recent.recent_drafts(private_home, date.today())
    assert [(one.name, one.copy is not None) for one in told] == [
        ("Unsaved draft of Parking in Anytown", True), ("gone", False), ("Harbour Road", False)]
    assert told[1].when == "not found" and told[2].when.startswith("today, ") and told[2].where == str(tmp_path)


def test_a_kept_draft_that_is_damaged_is_still_offered(private_home):
    place = new_place(private_home)
    place.parent.mkdir()
    place.write_bytes(b"{")
    assert recent.recent_drafts(private_home, TODAY)[0].name == "Unsaved draft of a decision that cannot be read"


def test_the_time_of_a_draft_is_said_as_people_do(sample, private_home):
    recent.remember(sample, private_home)
    day = datetime.fromtimestamp(sample.stat().st_mtime).date()
    said = [recent.recent_drafts(private_home, day + timedelta(days=n))[0].when.partition(",")[0] for n in (0, 1, 2)]
    assert said[:2] == ["today", "yesterday"] and said[2].startswith(f"{day.day} ")


def test_settings_that_are_damaged_count_as_none(private_home):
    (private_home / "settings.json").write_bytes(b"{")
    assert recent.settings(private_home).recent == ()


@pytest.mark.parametrize(("route", "words"), [
    (None, "Earliest lawful date: 7 November 2026"), ("normal", "Earliest lawful date: 7 November 2026"),
    ("general_exception", "Earliest lawful date: 19 October 2026"), ("special_urgency", ""),
])
def test_the_earliest_lawful_date_follows_the_route(filled, calendar, route, words):
    answers = {"key_decision": "yes", "notice_first_published": "9 October 2026"}
    if route:
        answers["urgency_route"] = route
    assert earliest_words(filled(**answers), calendar) == words


def test_under_special_urgency_it_is_the_day_of_the_agreement(filled, calendar):
    answers = filled(key_decision="yes", urgency_route="special_urgency", urgency_agreement_date="12 October 2026")
    assert earliest_words(answers, calendar) == "Earliest lawful date: 12 October 2026"


def test_a_decision_that_is_not_key_has_no_earliest_date(filled, calendar):
    assert earliest_words(filled(key_decision="no", notice_first_published="9/10/2026"), calendar) == ""
    assert earliest_words(filled(key_decision="yes"), calendar) == ""


def test_making_a_paper_changes_nothing_in_the_draft_and_is_remembered(
        desk: Desk, tmp_path: Path, private_home: Path) -> None:
    path = tmp_path / "road.decision"
    desk.new("kent")
    desk.saver.save_as(path)
    assert desk.saver.wait(60)
    before = path.read_bytes()
    made = desk.creating("proposed_record", tmp_path / "record.docx", as_draft=True)()
    assert isinstance(made, Made) and desk.work is not None and desk.work.session.is_saved
    assert path.read_bytes() == before
    assert desk.work.facts().rows["papers"] == ({"file_name": "record.docx", "sha256": made.sha256},)


# -- how far the recent drafts are ----------------------------------------------------------------------------------


def test_a_draft_that_was_left_says_how_far_it_is_until_its_file_changes(desk, sample, private_home):
    desk.open(sample)
    desk.clear()
    assert desk.wait(60)
    told, = recent.recent_drafts(private_home, TODAY)
    assert re.match(r"\d+ of \d+ ready", told.state) and told.below == f"{told.state}  ·  {sample.parent}"
    later = sample.stat().st_mtime + 3600
    os.utime(sample, (later, later))
    told, = recent.recent_drafts(private_home, TODAY)
    assert told.state == "" and told.below == str(sample.parent)


def test_a_draft_that_is_not_saved_says_nothing_of_how_far_it_is(desk, sample, private_home):
    work = desk.open(sample)
    work.session.edit(FieldPath("title"), "Another")
    desk._note_state(work)
    assert recent.settings(private_home).states == {}


def test_a_state_goes_with_its_draft_and_one_that_makes_no_sense_counts_for_nothing(private_home, sample):
    recent.remember(sample, private_home)
    recent.note_state(sample, "9 of 14 ready", private_home)
    told, = recent.recent_drafts(private_home, TODAY)
    recent.remove(told, private_home)
    recent.remember(sample, private_home)
    assert recent.settings(private_home).states == {}


def test_a_file_that_lacks_what_was_typed_last_stands_once_in_the_list(sample, private_home, monkeypatch):
    recent.remember(sample, private_home)
    copy = RecoveryCopy(new_place(private_home), sample)
    monkeypatch.setattr("drafter.storage.recovery.left_behind", lambda home: [copy])
    assert [one.name for one in recent.recent_drafts(private_home, TODAY)] == ["Unsaved changes to Harbour Road"]
