"""Other states of the draft: somebody else's change, a copy beside it, its past. Seen first, done as one step."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QRadioButton

from drafter.app import versions
from drafter.app.both_changed import both_changed
from drafter.app.desk import Desk
from drafter.model.comparison import compare
from drafter.model.draft import Explanation, Row
from drafter.model.draft import Path as FieldPath
from drafter.storage import atomic
from drafter.storage.draft_files import OpenedDraft, open_draft, save_draft
from drafter.storage.history import versions as kept_versions
from drafter.storage.locations import shipped_root
from drafter.storage.locks import take_lock
from drafter.ui.compare_dialog import CompareDialog
from drafter.ui.comparison_view import ComparisonView
from drafter.ui.conflict_dialog import ConflictDialog
from drafter.ui.dialogs import Dialogs
from drafter.ui.history_dialog import HistoryDialog

TITLE, NUMBER = FieldPath("title"), FieldPath("decision_number")


@pytest.fixture
def opened(window, sample):
    assert window.filing.open_draft(sample)
    return window


def changed_by_somebody(sample: Path, *edits) -> None:
    """On another computer, where no lock is seen."""
    found = open_draft(sample)
    draft = found.draft
    for path, entry in edits:
        draft = draft.with_entry(path, entry)
    save_draft(draft, sample, over=found.sha256)


def entries(path: Path):
    return open_draft(path).draft.entries


def banner(window) -> str:
    return window.panel.banner.words.text() if window.panel.banner.isVisible() else ""


def press(within, words: str) -> None:
    next(one for one in within.findChildren(QPushButton) if one.text().replace("&", "") == words).click()


# -- somebody else changed the file ------------------------------------------------------------------------------


def test_changes_at_different_places_are_put_together_as_one_step_and_saved(opened, sample, dialogs, settled):
    session = opened.panel.session
    session.edit(TITLE, "Mine")
    session.end_typing()
    mine = session.draft
    changed_by_somebody(sample, (NUMBER, "26/00099"))
    dialogs.expect(())
    opened.filing.save()
    settled()
    conflict, = dialogs.told("both_changed")[0]
    assert conflict.places == () and [change.label for change in conflict.incoming.changes] == ["DECISION NO"]
    assert (entries(sample)["title"], entries(sample)["decision_number"]) == ("Mine", "26/00099")
    assert session.undo_stack.undoText() == "putting both changes together"
    session.undo_stack.undo()
    assert session.draft == mine


def test_where_both_changed_one_place_the_officer_chooses_and_theirs_stays_among_the_versions(
        opened, sample, dialogs, settled, private_home):
    opened.panel.session.edit(TITLE, "Mine")
    changed_by_somebody(sample, (TITLE, "Theirs"))
    theirs = open_draft(sample)
    dialogs.expect(lambda conflict: conflict.merged.clashes)
    opened.filing.save()
    settled()
    assert entries(sample)["title"] == "Theirs"
    kept = [one for one in kept_versions(private_home, theirs.draft.id) if one.why == "replaced"]
    assert [one.sha256 for one in kept] == [theirs.sha256]


def test_where_both_gave_another_reason_for_one_finding_the_officer_chooses(opened, sample, dialogs, settled):
    session, found = opened.panel.session, open_draft(sample)
    mine, theirs = (Explanation("too_long", "title", "x", reason, "Officer") for reason in ("Mine", "Theirs"))
    session.put_whole(replace(session.draft, explanations=(mine,)), "a reason")
    save_draft(replace(found.draft, explanations=(theirs,)), sample, over=found.sha256)
    dialogs.expect(lambda conflict: conflict.merged.clashes)
    opened.filing.save()
    settled()
    place, = dialogs.told("both_changed")[0][0].places
    assert place.label == "Title of Decision: why it is right as it is"
    assert (place.mine, place.theirs) == ("Mine (Officer)", "Theirs (Officer)")
    assert open_draft(sample).draft.explanations == (theirs,)


def test_two_files_can_be_kept_and_one_goes_on_with_ones_own(opened, sample, dialogs, settled):
    opened.panel.session.edit(TITLE, "Mine")
    changed_by_somebody(sample, (TITLE, "Theirs"))
    dialogs.expect("both")
    opened.filing.save()
    settled()
    assert entries(sample)["title"] == "Theirs"
    own = opened.panel.work.opened.path
    assert own.name.startswith("Harbour Road (conflict ") and entries(own)["title"] == "Mine"
    assert opened.windowTitle().startswith("Harbour Road (conflict ")


def test_autosave_asks_nothing_the_banner_offers_it(opened, sample, dialogs, settled):
    opened.panel.session.edit(TITLE, "Mine")
    changed_by_somebody(sample, (NUMBER, "26/00099"))
    opened.filing.save_quietly()
    settled()
    assert dialogs.asked == [] and "was changed by somebody else" in banner(opened)
    dialogs.expect(())
    opened.panel.banner.action.click()
    settled()
    assert entries(sample)["title"] == "Mine" and entries(sample)["decision_number"] == "26/00099"
    assert banner(opened) == ""


def test_closing_offers_the_same_and_going_back_stays(opened, sample, dialogs):
    opened.panel.session.edit(TITLE, "Mine")
    changed_by_somebody(sample, (NUMBER, "26/00099"))
    dialogs.expect(None)
    assert not opened.close() and opened.panel.session.draft.entries["title"] == "Mine"
    dialogs.expect(())
    assert opened.close() and entries(sample)["decision_number"] == "26/00099"


def test_the_dialog_says_what_comes_in_and_takes_a_choice_for_each_place(qtbot, dressed, kent, draft_of):
    base = draft_of(title="Road", key_decision="yes")
    mine = base.with_entry(TITLE, "My road").with_row_removed("alternatives", "r1")
    theirs = base.with_entry(TITLE, "Their road").with_entry(FieldPath("key_decision"), "no")
    conflict = both_changed(base, mine, OpenedDraft(theirs, Path("Road.decision"), ""), kent)
    dialog = ConflictDialog(conflict)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "added: No" in dialog.view.toPlainText() and "removed: Yes" in dialog.view.toPlainText()
    theirs_button = next(one for one in dialog.findChildren(QRadioButton) if one.text() == "Theirs")
    assert theirs_button.accessibleName() == "Title of Decision. Theirs: Their road"
    theirs_button.click()
    press(dialog, "Put both together")
    assert dialog.answer == conflict.merged.clashes


def test_after_a_conflict_the_name_proposed_is_one_beside_the_file(opened, sample, dialogs, settled):
    opened.panel.session.edit(TITLE, "Mine")
    changed_by_somebody(sample, (NUMBER, "26/00099"))
    dialogs.expect(None, None)
    opened.filing.save()
    settled()
    opened.filing.save_as()
    proposed = Path(dialogs.told("where_to_save")[0][0])
    assert proposed.name.startswith("Harbour Road (conflict ") and proposed.parent == sample.parent


def test_a_file_that_was_removed_is_told_when_it_is_saved_and_saved_there_again(opened, sample, dialogs, settled):
    opened.panel.session.edit(TITLE, "Mine")
    sample.unlink()
    dialogs.expect("again")
    opened.filing.save()
    settled()
    failure, = dialogs.told("gone")[0]
    assert failure.what.startswith("'Harbour Road.decision' is not there any more")
    assert failure.advice == "Save it there again, or under a new name."
    assert entries(sample)["title"] == "Mine" and opened.panel.work.is_saved and banner(opened) == ""
    opened.panel.session.edit(TITLE, "Mine again")
    opened.filing.save()
    settled()
    assert entries(sample)["title"] == "Mine again"


def test_a_file_that_was_removed_is_told_in_the_banner_while_one_types_and_can_get_another_name(opened, sample, dialogs,
                                                                                               settled):
    opened.panel.session.edit(TITLE, "Mine")
    sample.unlink()
    opened.filing.save_quietly()
    settled()
    assert dialogs.asked == [] and "is not there any more" in banner(opened)
    dialogs.expect("elsewhere", other := sample.with_name("Other.decision"))
    opened.panel.banner.action.click()
    settled()
    assert entries(other)["title"] == "Mine" and not sample.exists() and banner(opened) == ""


def test_a_file_that_was_removed_and_came_back_changed_is_put_together_not_replaced(opened, sample, dialogs, settled):
    session = opened.panel.session
    before = sample.read_bytes()
    session.edit(TITLE, "Mine")
    sample.unlink()
    opened.filing.save_quietly()
    settled()
    sample.write_bytes(before)
    changed_by_somebody(sample, (NUMBER, "26/00099"))
    dialogs.expect("again", ())
    opened.panel.banner.action.click()
    settled()
    assert (entries(sample)["title"], entries(sample)["decision_number"]) == ("Mine", "26/00099")


def test_closing_a_draft_whose_file_was_removed_saves_it_there_again(opened, sample, dialogs):
    opened.panel.session.edit(TITLE, "Mine")
    sample.unlink()
    dialogs.expect("again")
    assert opened.close() and [name for name, _ in dialogs.asked] == ["not_saved"]
    assert entries(sample)["title"] == "Mine"


# -- what a program that synchronises left ------------------------------------------------------------------------


def test_a_copy_beside_the_draft_is_offered_and_put_together(window, sample, dialogs, settled):
    beside = sample.with_name("Harbour Road-LAPTOP7.decision")
    beside.write_bytes(sample.read_bytes())
    changed_by_somebody(beside, (NUMBER, "26/00099"))
    window.filing.open_draft(sample)
    assert "OneDrive has left a copy of this draft beside it: Harbour Road-LAPTOP7.decision" in banner(window)
    dialogs.expect(lambda conflict: conflict.merged.clashes)
    window.panel.banner.action.click()
    assert window.panel.session.draft.entries["decision_number"] == "26/00099" and beside.exists()
    window.furniture.acts.undo()
    assert window.panel.session.draft.entries["decision_number"] != "26/00099"


def test_another_draft_of_a_like_name_is_no_copy_of_it(window, sample, desk):
    other = Desk(desk.home, [shipped_root()])
    other.new("kent")
    other.saver.save_as(sample.with_name("Harbour Road-LAPTOP7.decision"))
    assert other.saver.wait(60)
    other.clear()
    assert other.wait(60)
    window.filing.open_draft(sample)
    assert window.panel.work.copies == () and banner(window) == ""


# -- who else has it open ------------------------------------------------------------------------------------------


def test_what_somebody_has_open_can_be_read_and_saved_under_another_name(window, sample, dialogs, desk, tmp_path,
                                                                       settled):
    other = Desk(desk.home, [shipped_root()])
    other.open(sample)
    window.filing.open_draft(sample)
    assert "is open already" in banner(window) and not window.furniture.menus.save.isEnabled()
    assert window.furniture.menus.save_as.isEnabled()
    dialogs.expect(tmp_path / "Mine.decision")
    window.filing.save_as()
    settled()
    assert window.furniture.menus.save.isEnabled() and banner(window) == "" and window.windowTitle().startswith("Mine")
    window.panel.session.edit(TITLE, "Mine")
    other.clear()
    assert other.wait(60)


def test_once_they_have_closed_it_it_can_be_opened_to_write(window, sample, desk):
    other = Desk(desk.home, [shipped_root()])
    other.open(sample)
    window.filing.open_draft(sample)
    other.clear()
    assert other.wait(60)
    window.panel.banner.action.click()
    assert not window.panel.work.read_only and window.furniture.menus.save.isEnabled()


# -- earlier versions ----------------------------------------------------------------------------------------------


def test_a_version_is_restored_as_one_step(opened, sample, dialogs, settled):
    session = opened.panel.session
    before = session.draft
    session.edit(TITLE, "Changed")
    session.end_typing()
    dialogs.expect(lambda kept: ("whole", kept[-1]))
    opened.filing.show_history()
    assert session.draft.entries == before.entries
    assert opened.furniture.status.message.text() == "The version was restored."
    opened.furniture.status.undo.click()
    assert session.draft.entries["title"] == "Changed"


def test_one_section_is_restored_and_the_others_stay(opened, dialogs):
    session = opened.panel.session
    before = session.draft
    session.edit(TITLE, "Changed")
    session.set_exempt(TITLE, True)
    session.edit(FieldPath("eqia_link"), "elsewhere")
    basics = session.form.section_of("title")
    dialogs.expect(lambda kept: (basics, kept[-1]))
    opened.filing.show_history()
    assert session.draft.entries["title"] == before.entries["title"] and session.draft.exempt == before.exempt
    assert session.draft.entries["eqia_link"] == "elsewhere"


def test_a_moment_is_kept_under_a_name_and_all_can_be_removed(opened, dialogs, private_home):
    draft_id = opened.panel.session.draft.id
    opened.panel.session.edit(TITLE, "For Legal")
    dialogs.expect("name", "as sent to Legal")
    opened.filing.show_history()
    named = kept_versions(private_home, draft_id)[0]
    assert (named.why, named.name) == ("named", "as sent to Legal")
    assert versions.draft_of(named).entries["title"] == "For Legal"
    dialogs.expect("forget", False)
    opened.filing.show_history()
    assert kept_versions(private_home, draft_id)
    dialogs.expect("forget", True)
    opened.filing.show_history()
    assert kept_versions(private_home, draft_id) == ()
    assert opened.desk.saver.wait_for_copy(60), "what is unsaved is kept anew"


def test_what_the_disk_did_not_confirm_under_another_name_is_told_once_and_can_be_worked_on(
        window, sample, dialogs, settled, monkeypatch, tmp_path):
    lock = take_lock(sample)
    assert window.filing.open_draft(sample) and window.panel.view.read_only
    own = tmp_path / "own" / "Mine.decision"
    own.parent.mkdir()

    def unconfirmed(folder: Path) -> None:
        if folder == own.parent:
            raise OSError("Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(atomic, "_sync_folder", unconfirmed)
        dialogs.expect(own)
        window.filing.save_as()
        settled()
    assert [failure.what for failure, in dialogs.told("tell")] == [
        "'Mine.decision' was written, but the disk did not confirm that it is safe there."]
    assert window.panel.header.saved.text() == "Not saved; a copy is kept" and not window.panel.view.read_only
    window.filing.save_quietly()
    settled()
    assert window.panel.header.saved.text().startswith("Saved ") and window.panel.work.is_saved
    lock.release()


def test_the_question_names_every_file_that_has_the_versions(opened, sample, dialogs, settled):
    opened.desk.saver.save_as(sample.with_name("Bridge.decision"))
    settled()
    dialogs.expect("forget", False)
    opened.filing.show_history()
    assert dialogs.told("forget_versions")[0] == (["Bridge.decision", "Harbour Road.decision"],)


@pytest.fixture
def history(opened, qtbot, private_home):
    session = opened.panel.session
    session.edit(TITLE, "Second")
    versions.keep_draft(session.draft, private_home, "named", name="as sent to Legal")
    session.edit(TITLE, "Third")
    dialog = HistoryDialog(versions.list_versions(session.draft.id, private_home), session.draft, session.form,
                           versions.draft_of, opened.desk.today(), True)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_window_compares_a_version_with_now_and_two_with_each_other(history):
    assert history.list.model().rowCount() == 2
    assert history.list.model().index(0, 0).data().startswith("“as sent to Legal”, ")
    assert "removed: Second" in history.view.toPlainText() and "added: Third" in history.view.toPlainText()
    both = history.list.model().index(1, 0)
    history.list.selectionModel().select(both, QItemSelectionModel.SelectionFlag.Select)
    assert "between the two" in history.view.toPlainText() and "added: Second" in history.view.toPlainText()
    assert not history.whole.isEnabled() and not history.section.isEnabled()


def test_the_window_offers_the_sections_that_differ(history):
    assert [one.text() for one in history.sections.actions()] == ["The basics"]
    history.sections.actions()[0].trigger()
    assert history.answer[0].short_name == "The basics" and history.result()


def test_a_version_that_was_damaged_is_told_where_the_comparison_stands(history):
    version = history.list.model().index(1, 0).data(Qt.ItemDataRole.UserRole)
    version.record.with_name(f"{version.sha256}.decision").write_bytes(b"{")
    history.list.setCurrentIndex(history.list.model().index(1, 0))
    assert "damaged" in history.view.toPlainText() and not history.whole.isEnabled()


def test_a_moment_is_named_from_the_keyboard(dressed, qtbot):
    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        qtbot.keyClicks(dialog.name, "as sent to Legal")
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return)

    QTimer.singleShot(0, answer)
    assert Dialogs().name_moment() == "as sent to Legal"


# -- comparing -----------------------------------------------------------------------------------------------------


def test_another_file_is_compared_with_the_screen(opened, sample, dialogs, tmp_path):
    other = tmp_path / "Other.decision"
    other.write_bytes(sample.read_bytes())
    opened.panel.session.edit(TITLE, "Changed")
    dialogs.expect(other)
    opened.filing.compare_with()
    title, comparison = dialogs.told("compare")[0]
    assert title == "From Other to the draft on the screen" and len(comparison.changes) == 1


def test_what_differs_is_said_in_words_and_can_only_be_read(qtbot, dressed, kent, draft_of):
    before = draft_of(title="<b>Harbour</b> Road", alternatives="One\nTwo")
    after = before.with_entry(TITLE, "<b>Marsh</b> Road").with_row_added("alternatives", Row({"name": "Three"}))
    dialog = CompareDialog("From one to the other", compare(before, after, kent))
    qtbot.addWidget(dialog)
    dialog.show()
    words = dialog.view.toPlainText()
    assert "<b>removed: Harbour added: Marsh </b>" in words.replace("  ", " ").replace("> removed", ">removed")
    assert "option 3 (Three) – added" in words and dialog.view.isReadOnly()
    assert dialog.view.accessibleName() == "What differs"
    qtbot.keyClick(dialog.view, Qt.Key.Key_X)
    assert dialog.view.toPlainText() == words


def test_nothing_that_differs_is_a_sentence(qtbot, dressed, kent, draft_of):
    view = ComparisonView(compare(draft_of(title="a"), draft_of(title="a"), kent))
    qtbot.addWidget(view)
    assert view.toPlainText() == "Nothing differs."


@pytest.mark.parametrize("removed", [True, False])
def test_a_draft_whose_file_lost_what_was_saved_is_not_left_without_a_question(opened, sample, dialogs, settled,
                                                                              removed):
    opened.panel.session.edit(TITLE, "Mine")
    opened.filing.save_quietly()
    settled()
    assert opened.panel.work.is_saved
    if removed:
        sample.unlink()
        dialogs.expect("there")
    else:
        changed_by_somebody(sample, (NUMBER, "26/00099"))
        dialogs.expect(())
    assert opened.filing.close_draft()
    settled()
    assert dialogs.told("not_saved" if removed else "both_changed")
    assert entries(sample)["title"] == "Mine"
    assert removed or entries(sample)["decision_number"] == "26/00099"
