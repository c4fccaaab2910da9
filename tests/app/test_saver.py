"""Into safety: one state at a time, a copy always, its own file where that may be, and nothing told too soon."""

import contextlib
import errno
import json
import shutil
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from drafter.app import files
from drafter.app.desk import Desk
from drafter.app.saver import Saver
from drafter.model.draft import Path as FieldPath
from drafter.storage import atomic, draft_files, history
from drafter.storage.atomic import digest
from drafter.storage.draft_files import open_draft
from drafter.storage.errors import CannotRead, CannotWrite, Conflict, Gone, Unconfirmed
from drafter.storage.history import open_version, versions
from drafter.storage.locations import resources, shipped_root
from drafter.storage.locks import InUse, holder_of, take_lock
from drafter.storage.recovery import claim_copy, left_behind, put_aside_copies
from drafter.storage.settings_files import Settings, save_settings

TITLE = FieldPath("title")


@pytest.fixture(autouse=True)
def _application(qapp):
    return qapp


@pytest.fixture
def desk(private_home):
    desk = Desk(private_home, [shipped_root()])
    yield desk
    desk.clear()
    assert desk.wait(60)


@pytest.fixture
def sample(tmp_path) -> Path:
    copy = tmp_path / "Harbour Road.decision"
    copy.write_bytes((shipped_root() / "resources" / "samples" / "sample.decision").read_bytes())
    return copy


@pytest.fixture
def saver(desk, sample) -> Saver:
    desk.open(sample)
    return desk.saver


def typed(saver: Saver, words: str) -> None:
    saver.work.session.edit(TITLE, words)


def title_in(path: Path):
    return open_draft(path).draft.entries.get("title")


def copies(home: Path) -> list[Path]:
    return sorted((home / "recovery").glob("*.decision"))


def left(desk: Desk) -> None:
    desk.clear()
    assert desk.wait(60)


class Gate:
    """Holds every save of the officer's file until it is opened, as a network folder does that does not answer."""

    def __init__(self, monkeypatch, home: Path) -> None:
        self.held, self.open = threading.Event(), threading.Event()
        save = draft_files.save_draft

        def slow(draft, path, **named):
            if home not in path.parents:
                self.held.set()
                assert self.open.wait(60)
            return save(draft, path, **named)

        monkeypatch.setattr(draft_files, "save_draft", slow)


@pytest.fixture
def gate(monkeypatch, private_home):
    gate = Gate(monkeypatch, private_home)
    yield gate
    gate.open.set()


def test_of_itself_both_the_file_and_the_copy_are_written_and_the_copy_goes_when_the_file_has_all(saver, sample,
                                                                                             private_home):
    typed(saver, "Again")
    saver.save_quietly()
    assert not saver.work.is_saved, "not before it is on the disk and read back"
    assert saver.wait(60) and saver.work.is_saved and title_in(sample) == "Again" and copies(private_home) == []


def test_one_state_is_saved_however_much_is_typed_meanwhile(saver, gate, sample, private_home):
    typed(saver, "First")
    saver.save_quietly()
    assert gate.held.wait(60)
    typed(saver, "Second")
    saver.save_quietly()
    assert saver.wait_for_copy(60) and title_in(copies(private_home)[0]) == "Second", "no copy waits for a network"
    assert not saver.work.is_saved and saver.is_saving
    gate.open.set()
    assert saver.wait(60) and title_in(sample) == "Second" and saver.work.is_saved


def test_what_is_typed_while_a_save_ends_stays_unsaved_and_its_copy_knows_the_new_file(saver, gate, sample,
                                                                                      private_home):
    typed(saver, "First")
    saver.save("autosave")
    typed(saver, "Second")
    gate.open.set()
    assert saver.wait(60) and title_in(sample) == "First" and not saver.work.is_saved
    copy, = copies(private_home)
    assert json.loads(copy.read_bytes())["kept"]["base"] == saver.work.opened.sha256 and title_in(copy) == "Second"


def test_a_save_asked_for_while_another_is_under_way_follows_it(saver, gate, sample, tmp_path):
    typed(saver, "First")
    saver.save("autosave")
    saver.save("saved")
    saver.save_as(tmp_path / "Elsewhere.decision")
    typed(saver, "Second")
    gate.open.set()
    assert saver.wait(60) and title_in(sample) == "First" and title_in(tmp_path / "Elsewhere.decision") == "Second"


def test_undoing_while_a_save_is_under_way_leaves_no_file_that_says_more_than_the_screen(saver, gate, sample):
    before = saver.work.session.draft
    typed(saver, "First")
    saver.save_quietly()
    saver.work.session.undo_stack.undo()
    assert saver.work.session.draft == before and saver.is_saving
    saver.save_quietly()
    gate.open.set()
    assert saver.wait(60) and not saver.work.is_saved
    saver.save_quietly()
    assert saver.wait(60) and title_in(sample) == before.entries["title"]


def test_a_failed_save_keeps_a_copy_at_once_and_is_tried_again(saver, sample, private_home, monkeypatch):
    def full(*_args, **_named):
        raise CannotWrite("There is no room left.")

    reports = []
    saver.reported.connect(reports.append)
    with monkeypatch.context() as patched:
        patched.setattr("drafter.app.files.save", full)
        typed(saver, "Mine")
        saver.save("saved")
        assert saver.wait(60) and title_in(copies(private_home)[0]) == "Mine"
    assert str(reports[0].failure) == "There is no room left." and saver.work.trouble is reports[0].failure
    saver.save_quietly()
    assert saver.wait(60) and title_in(sample) == "Mine" and saver.work.trouble is None and copies(private_home) == []


def test_somebody_elses_change_is_not_tried_against_over_and_over(saver, sample, private_home):
    typed(saver, "Mine")
    sample.write_bytes(theirs := sample.read_bytes().replace(b"Harbour Road", b"Harbor Road"))
    saver.save_quietly()
    assert saver.wait(60) and isinstance(saver.work.trouble, Conflict)
    trouble = saver.work.trouble
    typed(saver, "Mine too")
    saver.save_quietly()
    assert saver.wait(60) and saver.work.trouble is trouble and sample.read_bytes() == theirs
    assert title_in(copies(private_home)[0]) == "Mine too"


def test_an_error_of_the_program_is_not_taken_for_a_failure(saver, monkeypatch, private_home):
    def broken(*_args, **_named):
        raise KeyError("slip")

    monkeypatch.setattr("drafter.app.files.save", broken)
    typed(saver, "Mine")
    saver.save("saved")
    with pytest.raises(KeyError):
        saver.wait(60)
    assert not saver.is_saving


def test_where_the_file_waits_to_be_asked_for_only_the_copy_is_written(desk, sample, private_home):
    save_settings(Settings(autosave_to_file=False), private_home)
    desk.open(sample)
    before = sample.read_bytes()
    typed(desk.saver, "Mine")
    desk.saver.save_quietly()
    assert desk.saver.wait(60) and sample.read_bytes() == before and title_in(copies(private_home)[0]) == "Mine"
    desk.saver.save("saved")
    assert desk.saver.wait(60) and title_in(sample) == "Mine" and copies(private_home) == []


def test_what_is_undone_needs_no_copy_and_is_put_aside(desk, private_home):
    desk.new("kent")
    typed(desk.saver, "Parking")
    desk.saver.save_quietly()
    assert desk.saver.wait(60) and len(copies(private_home)) == 1
    desk.work.session.undo_stack.undo()
    desk.saver.save_quietly()
    assert desk.saver.wait(60) and copies(private_home) == []
    assert len(list((private_home / "recovery" / "aside").iterdir())) == 1


def test_a_copy_belongs_to_this_program_until_the_draft_is_put_away_in_order(desk, private_home):
    desk.new("kent")
    typed(desk.saver, "Parking")
    desk.saver.keep()
    assert desk.saver.wait(60) and left_behind(private_home) == ()
    left(desk)
    copy, = left_behind(private_home)
    assert not copy.was_cut_off and copy.path is None


def test_a_copy_is_worked_on_by_one_window_alone(desk, private_home):
    desk.new("kent")
    typed(desk.saver, "Parking")
    desk.saver.keep()
    assert desk.saver.wait(60)
    left(desk)
    copy, = left_behind(private_home)
    claim_copy(copy)
    with pytest.raises(CannotRead):
        claim_copy(copy)
    with pytest.raises(CannotRead):
        desk.restoring(copy)()


def test_restoring_keeps_the_file_it_belongs_to_and_is_a_step(desk, saver, sample, private_home):
    before = saver.work.session.draft
    saver.work.to_file = False
    typed(saver, "Not saved")
    saver.keep()
    assert saver.wait(60)
    left(desk)
    work = desk.put_restored(desk.restoring(left_behind(private_home)[0])())
    assert work.opened.path == sample and work.session.draft.entries["title"] == "Not saved" and not work.is_saved
    assert work.session.undo_stack.undoText() == "restoring what was not saved"
    work.session.undo_stack.undo()
    assert work.session.draft.entries == before.entries and work.is_saved
    work.session.undo_stack.redo()
    desk.saver.save("saved")
    assert desk.saver.wait(60) and title_in(sample) == "Not saved" and copies(private_home) == []


def test_what_others_saved_meanwhile_is_seen_after_a_restore(desk, saver, sample, private_home):
    saver.work.to_file = False
    typed(saver, "Not saved")
    saver.keep()
    assert saver.wait(60)
    left(desk)
    sample.write_bytes(theirs := sample.read_bytes().replace(b"Harbour Road", b"Harbor Road"))
    work = desk.put_restored(desk.restoring(left_behind(private_home)[0])())
    assert work.opened.draft.entries["title"].startswith("Renewal"), "what it began with is known from its versions"
    desk.saver.save_quietly()
    assert desk.saver.wait(60) and isinstance(work.trouble, Conflict) and sample.read_bytes() == theirs


def test_what_was_saved_in_the_moment_the_program_ended_needs_no_restoring(desk, saver, sample, private_home):
    saver.work.to_file = False
    typed(saver, "Saved after all")
    saver.keep()
    assert saver.wait(60)
    left(desk)
    from_elsewhere = Desk(private_home, [shipped_root()])
    from_elsewhere.open(sample).session.edit(TITLE, "Saved after all")
    from_elsewhere.saver.save("saved")
    assert from_elsewhere.saver.wait(60)
    left(from_elsewhere)
    work = desk.put_restored(desk.restoring(left_behind(private_home)[0])())
    assert work.is_saved and not work.session.undo_stack.canUndo()


def test_a_file_that_is_gone_does_not_keep_its_text_from_coming_back(desk, saver, sample, private_home):
    saver.work.to_file = False
    typed(saver, "Not saved")
    saver.keep()
    assert saver.wait(60)
    left(desk)
    sample.unlink()
    work = desk.put_restored(desk.restoring(left_behind(private_home)[0])())
    assert work.session.draft.entries["title"] == "Not saved" and work.name == "Harbour Road"
    desk.saver.save("saved")
    assert desk.saver.wait(60) and "not there any more" in str(work.trouble) and not sample.exists()


def test_a_version_is_kept_at_opening_at_a_save_asked_for_and_at_closing(desk, saver, sample, private_home):
    typed(saver, "Second")
    saver.save("saved")
    assert saver.wait(60)
    typed(saver, "Third")
    saver.save("autosave")
    assert saver.wait(60)
    left(desk)
    kept = versions(private_home, open_draft(sample).draft.id)
    assert [(one.why, one.file) for one in reversed(kept)] == [
        ("opened", "Harbour Road.decision"), ("saved", "Harbour Road.decision"), ("closed", "Harbour Road.decision")]
    desk.open(sample)
    left(desk)
    assert versions(private_home, open_draft(sample).draft.id) == kept, "a look changes nothing"


def test_a_history_that_cannot_be_written_stops_neither_opening_nor_saving(desk, sample, private_home):
    (private_home / "history").write_text("in the way")
    assert f"No version of {sample.name} was kept." in desk.open(sample).note
    reports = []
    desk.saver.reported.connect(reports.append)
    typed(desk.saver, "Mine")
    desk.saver.save("saved")
    assert desk.saver.wait(60) and title_in(sample) == "Mine"
    assert f"No version of {sample.name} was kept." in reports[0].note


def test_others_see_who_has_it_open_until_it_is_closed(desk, saver, sample):
    assert holder_of(sample) is not None
    with pytest.raises(InUse):
        take_lock(sample)
    left(desk)
    assert holder_of(sample) is None


def test_the_second_one_to_open_it_reads_who_has_it(saver, sample, private_home):
    second = Desk(private_home, [shipped_root()])
    work = second.open(sample)
    assert "is open already" in work.read_only and work.in_use is not None and work.lock is None
    left(second)
    assert holder_of(sample) is not None, "the first one keeps it"


def test_under_another_name_the_lock_goes_along(saver, sample, tmp_path):
    other = tmp_path / "Other.decision"
    saver.save_as(other)
    assert saver.wait(60) and holder_of(sample) is None and holder_of(other) is not None


def test_the_shipped_sample_takes_no_lock(desk):
    sample = resources() / "samples" / "sample.decision"
    assert desk.open(sample).lock is None and holder_of(sample) is None


def test_a_lock_that_somebody_was_told_to_take_is_let_go_and_told(saver, sample):
    holder = holder_of(sample)
    taken = take_lock(sample, from_holder=holder)
    reports = []
    saver.reported.connect(reports.append)
    saver._touch.timeout.emit()
    assert saver.wait(60) and "another computer" in reports[0].note and saver.work.lock is None
    taken.release()


def test_copies_of_programs_that_synchronise_are_noticed(desk, sample):
    beside = sample.with_name("Harbour Road-LAPTOP7.decision")
    beside.write_bytes(sample.read_bytes())
    assert [copy.name for copy in desk.open(sample).copies] == [beside.name]


def changed_by_somebody(path: Path, title: str) -> bytes:
    found = open_draft(path)
    draft_files.save_draft(found.draft.with_entry(TITLE, title), path, over=found.sha256)
    return path.read_bytes()


def kept_bytes(home: Path, draft_id: str) -> list[tuple[str, bytes]]:
    return [(one.why, one.record.with_name(f"{one.sha256}.decision").read_bytes()) for one in versions(home, draft_id)]


def other_draft(private_home: Path, path: Path) -> Path:
    other = Desk(private_home, [shipped_root()])
    other.new("kent")
    other.saver.save_as(path)
    assert other.saver.wait(60)
    left(other)
    return path


def test_save_as_over_the_same_file_leaves_a_colleagues_change_where_it_is(saver, sample):
    typed(saver, "Mine")
    theirs = changed_by_somebody(sample, "Theirs")
    saver.save_as(sample)
    assert saver.wait(60) and isinstance(saver.work.trouble, Conflict)
    assert sample.read_bytes() == theirs and not saver.work.is_saved and saver.work.lock is not None


def test_save_as_over_the_same_file_is_a_save_and_brings_back_one_that_was_deleted(saver, sample):
    typed(saver, "Mine")
    saver.save_as(sample)
    assert saver.wait(60) and title_in(sample) == "Mine" and holder_of(sample) is not None
    sample.unlink()
    saver.save_as(sample)
    assert saver.wait(60) and title_in(sample) == "Mine" and saver.work.trouble is None
    assert holder_of(sample) is not None


def test_what_another_file_held_is_a_version_of_that_draft_before_it_is_replaced(saver, tmp_path, private_home):
    other = other_draft(private_home, tmp_path / "Other.decision")
    theirs = changed_by_somebody(other, "Theirs")
    their_id = open_draft(other).draft.id
    saver.save_as(other)
    assert saver.wait(60) and saver.work.trouble is None and open_draft(other).draft.id == saver.work.session.draft.id
    assert kept_bytes(private_home, their_id)[0] == ("replaced", theirs)


def test_a_file_whose_content_cannot_be_kept_is_not_replaced(saver, tmp_path, private_home, monkeypatch):
    other = other_draft(private_home, tmp_path / "Other.decision")
    before = other.read_bytes()

    def full(*_, **__):
        raise CannotWrite("The disk is full.")

    monkeypatch.setattr("drafter.storage.history.keep_version", full)
    saver.save_as(other)
    assert saver.wait(60) and "full" in str(saver.work.trouble) and other.read_bytes() == before
    note = tmp_path / "Note.decision"
    note.write_text("no draft")
    saver.save_as(note)
    assert saver.wait(60) and "was not replaced" in str(saver.work.trouble) and note.read_text() == "no draft"
    assert holder_of(note) is None and holder_of(other) is None


def test_a_draft_that_somebody_has_open_is_not_replaced(saver, tmp_path, private_home):
    other = other_draft(private_home, tmp_path / "Other.decision")
    before, lock = other.read_bytes(), take_lock(other)
    saver.save_as(other)
    assert saver.wait(60) and other.read_bytes() == before
    assert "is open already" in str(saver.work.trouble) and "Choose another name." in str(saver.work.trouble)
    lock.release()


def test_where_a_colleagues_state_cannot_be_kept_it_is_not_saved_over(saver, sample, monkeypatch):
    typed(saver, "Mine")
    theirs = changed_by_somebody(sample, "Theirs")

    def full(*_, **__):
        raise CannotWrite("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr("drafter.storage.history.keep_version", full)
        saver.save_over(open_draft(sample))
        assert saver.wait(60) and "full" in str(saver.work.trouble) and sample.read_bytes() == theirs
    saver.save_over(open_draft(sample))
    assert saver.wait(60) and saver.work.is_saved and title_in(sample) == "Mine"


@pytest.mark.parametrize("change", [{"stage": "decided"}, {"exempt": ("title",)}])
def test_a_nameless_draft_that_holds_more_than_answers_is_kept(desk, private_home, change):
    work = desk.new("kent")
    work.session.put_whole(replace(work.session.draft, **change), "a change")
    assert not work.is_saved
    desk.saver.save_quietly()
    assert desk.saver.wait(60) and len(copies(private_home)) == 1


def test_what_its_file_lost_after_a_save_of_itself_is_a_version_when_it_is_closed(desk, saver, sample, private_home):
    typed(saver, "An hour of typing")
    saver.save_quietly()
    assert saver.wait(60) and saver.work.is_saved and copies(private_home) == []
    draft_id = saver.work.session.draft.id
    sample.unlink()
    left(desk)
    newest = versions(private_home, draft_id)[0]
    assert (newest.why, newest.file) == ("closed", sample.name)
    assert open_version(newest).draft.entries["title"] == "An hour of typing"


def test_what_its_file_lost_is_offered_where_no_version_can_be_kept(desk, saver, sample, private_home):
    typed(saver, "An hour of typing")
    saver.save_quietly()
    assert saver.wait(60)
    changed_by_somebody(sample, "Theirs")
    shutil.rmtree(private_home / "history")
    (private_home / "history").write_text("in the way")
    left(desk)
    copy, = left_behind(private_home)
    assert title_in(copy.place) == "An hour of typing" and copy.path == sample


@pytest.mark.parametrize("removed", [True, False])
def test_a_file_that_lost_what_was_saved_is_noticed_and_a_copy_kept(saver, sample, private_home, removed):
    typed(saver, "Mine")
    saver.save_quietly()
    assert saver.wait(60) and saver.work.is_saved
    if removed:
        sample.unlink()
    else:
        changed_by_somebody(sample, "Theirs")
    reports = []
    saver.reported.connect(reports.append)
    saver.save_quietly()
    assert saver.wait(60) and not saver.work.is_saved
    assert isinstance(saver.work.trouble, Gone if removed else Conflict) and saver.work.trouble is reports[0].failure
    assert title_in(copies(private_home)[0]) == "Mine"


def test_a_look_at_a_file_that_cannot_be_reached_says_nothing(saver, sample, monkeypatch):
    typed(saver, "Mine")
    saver.save_quietly()
    assert saver.wait(60)

    def away(_path):
        raise OSError("The network is away")

    monkeypatch.setattr(atomic, "sha256_now", away)
    saver.save_quietly()
    assert saver.wait(60) and saver.work.is_saved and saver.work.trouble is None


@pytest.mark.parametrize("error", [CannotWrite("There is no room left."), KeyError("slip")])
def test_a_save_asked_for_is_done_after_one_of_itself_that_fails(saver, gate, tmp_path, monkeypatch, error):
    slow, elsewhere = files.save, tmp_path / "Elsewhere.decision"

    def full(*given):
        slow(*given)
        raise error

    monkeypatch.setattr(files, "save", full)
    typed(saver, "Mine")
    saver.save("autosave")
    assert gate.held.wait(60)
    saver.save_as(elsewhere)
    gate.open.set()
    with contextlib.suppress(KeyError):
        saver.wait(60)
    assert saver.wait(60) and title_in(elsewhere) == "Mine" and saver.work.is_saved


def test_an_error_of_the_program_leaves_a_copy(saver, monkeypatch, private_home):
    def broken(*_args, **_named):
        raise KeyError("slip")

    monkeypatch.setattr("drafter.app.files.save", broken)
    typed(saver, "Mine")
    saver.save("saved")
    with pytest.raises(KeyError):
        saver.wait(60)
    assert saver.wait_for_copy(60) and title_in(copies(private_home)[0]) == "Mine"


def test_what_the_disk_did_not_confirm_is_not_called_saved_and_is_saved_again(saver, sample, private_home, monkeypatch):
    def refused(_folder):
        raise OSError(errno.EIO, "Input/output error")

    reports = []
    saver.reported.connect(reports.append)
    typed(saver, "Mine")
    with monkeypatch.context() as patched:
        patched.setattr(atomic, "_sync_folder", lambda folder: refused(folder) if folder == sample.parent else None)
        saver.save("saved")
        assert saver.wait(60) and title_in(sample) == "Mine" and not saver.work.is_saved
    told, = [report for report in reports if report.what == "saved"]
    assert isinstance(told.failure, Unconfirmed) and saver.work.trouble is told.failure
    copy, = copies(private_home)
    assert title_in(copy) == "Mine"
    assert json.loads(copy.read_bytes())["kept"]["base"] == digest(sample.read_bytes()), "it knows the file as it is"
    saver.save_quietly()
    assert saver.wait(60) and saver.work.is_saved and saver.work.trouble is None and copies(private_home) == []


def test_what_was_undone_before_it_was_closed_is_not_offered_as_after_a_crash(desk, saver, private_home):
    saver.work.to_file = False
    typed(saver, "Not meant")
    saver.keep()
    assert saver.wait(60) and len(copies(private_home)) == 1
    saver.work.session.undo_stack.undo()
    left(desk)
    assert copies(private_home) == [] and len(put_aside_copies(private_home)) == 1


@pytest.mark.parametrize("named", [True, False])
def test_what_is_not_saved_of_itself_has_a_version_now_and_then(desk, sample, private_home, monkeypatch, named):
    if named:
        save_settings(Settings(autosave_to_file=False), private_home)
        work = desk.open(sample)
    else:
        work = desk.new("kent")
    before = versions(private_home, work.session.draft.id)
    typed(desk.saver, "Too soon for one")
    desk.saver.save_quietly()
    assert desk.saver.wait(60) and versions(private_home, work.session.draft.id) == before
    monkeypatch.setattr(history, "BETWEEN_AUTOSAVES", timedelta(0))
    typed(desk.saver, "An hour of typing")
    desk.saver.save_quietly()
    assert desk.saver.wait(60)
    newest, *others = versions(private_home, work.session.draft.id)
    assert tuple(others) == before and (newest.why, newest.file) == ("autosave", sample.name if named else "")
    assert open_version(newest).draft.entries["title"] == "An hour of typing"
