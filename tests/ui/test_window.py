"""The window: opening, saving and closing without a loss, undo that shows where it acted, problems one can go to."""

import json
import os
import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from drafter.app.recent import settings
from drafter.model.draft import Path as FieldPath
from drafter.model.problem import Fix
from drafter.storage.draft_files import open_draft
from drafter.storage.recovery import left_behind
from drafter.ui.side_pane import LEFT_OVER
from drafter.ui.status_line import NOTHING_SENT


def places(home) -> list:
    """The recovery copies there are."""
    return sorted((home / "recovery").glob("*.decision"))


def box(window, label: str) -> QLineEdit:
    """The line on the page that is called so."""
    found = [line for line in window.findChildren(QLineEdit) if line.accessibleName() == label and line.isVisible()]
    assert len(found) == 1, label
    return found[0]


def type_into(qtbot, window, label: str, text: str) -> QLineEdit:
    line = box(window, label)
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_End)
    qtbot.keyClicks(line, text)
    return line


def press(qtbot, window, keys: str) -> None:
    sequence = QKeySequence(keys)[0]
    focus = QApplication.focusWidget() or window
    qtbot.keyClick(focus, sequence.key(), sequence.keyboardModifiers())


def words(window) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def new(window):
    window.start.new_door.click()
    assert window.panel is not None
    return window


@pytest.fixture
def opened(window, sample):
    assert window.filing.open_draft(sample)
    return window


def test_a_new_decision_starts_blank_and_says_that_nothing_was_sent(new):
    assert new.furniture.status.nothing_sent.isVisible() and NOTHING_SENT in words(new)
    assert "No title yet" in words(new) and "Not saved yet" in words(new)
    assert new.panel.view.sections.summary.text().startswith("0 of ")


def test_what_is_typed_shows_in_the_header_and_the_title_of_the_window_keeps_to_the_files_name(new, qtbot, tmp_path,
                                                                                             dialogs):
    type_into(qtbot, new, "Title of Decision", "Secret parking")
    assert "Secret parking" in new.panel.header.subject.text()
    assert new.windowTitle() == "Unsaved draft[*] – drafter" and new.isWindowModified()
    dialogs.expect(tmp_path / "One.decision")
    press(qtbot, new, "Ctrl+S")
    assert new.windowTitle() == "One[*] – drafter" and not new.isWindowModified()
    assert open_draft(tmp_path / "One.decision").draft.entries == {"title": "Secret parking"}


def test_the_first_save_proposes_the_title_as_a_legal_name(new, qtbot, dialogs):
    type_into(qtbot, new, "Title of Decision", 'Smith & Sons: "phase" 2/3?')
    dialogs.expect(None)
    press(qtbot, new, "Ctrl+S")
    assert Path(dialogs.told("where_to_save")[0][0]).name == "Smith & Sons phase 2 3.decision"
    assert not new.panel.work.opened


def test_a_draft_with_a_name_is_saved_on_closing_without_a_question(opened, qtbot, sample, dialogs):
    type_into(qtbot, opened, "Title of Decision", " again")
    opened.close()
    assert dialogs.asked == []
    assert open_draft(sample).draft.entries["title"].endswith(" again")


def test_a_draft_without_a_name_is_kept_on_closing_and_offered_at_the_start(new, qtbot, dialogs, private_home):
    type_into(qtbot, new, "Title of Decision", "Parking")
    assert new.filing.close_draft()
    assert dialogs.asked == [] and len(places(private_home)) == 1
    assert stat.S_IMODE(places(private_home)[0].stat().st_mode) == 0o600
    model = new.start.recent.list.model()
    assert model.index(0, 0).data() == "Unsaved draft of Parking"
    qtbot.mouseClick(new.start.recent.list.viewport(), Qt.MouseButton.LeftButton,
                     pos=new.start.recent.list.visualRect(model.index(0, 0)).center())
    assert box(new, "Title of Decision").text() == "Parking" and "Not saved yet" in words(new)


def test_a_kept_draft_that_gets_a_name_is_no_longer_offered(new, qtbot, dialogs, private_home, tmp_path):
    type_into(qtbot, new, "Title of Decision", "Parking")
    new.filing.close_draft()
    new.filing.restore(left_behind(private_home)[0])
    dialogs.expect(tmp_path / "Parking.decision")
    assert new.filing.save()
    assert places(private_home) == [] and open_draft(tmp_path / "Parking.decision").draft.entries["title"] == "Parking"


def test_a_blank_new_draft_leaves_nothing_behind(new, private_home):
    new.filing.close_draft()
    assert places(private_home) == []


def test_a_kept_draft_is_put_away_by_key_and_stays_on_the_disk_for_a_month(new, qtbot, private_home):
    type_into(qtbot, new, "Title of Decision", "Parking")
    new.filing.close_draft()
    kept = places(private_home)[0]
    new.start.recent.list.setFocus()
    new.start.recent.list.setCurrentIndex(new.start.recent.list.model().index(0, 0))
    qtbot.keyClick(new.start.recent.list, Qt.Key.Key_Delete)
    assert places(private_home) == [] and new.start.recent.nothing.isVisible()
    assert open_draft(kept.parent / "aside" / kept.name).draft.entries["title"] == "Parking"


def test_taking_a_named_draft_off_the_list_leaves_its_file(opened, sample, private_home, qtbot):
    opened.filing.close_draft()
    opened.start.recent.list.setCurrentIndex(opened.start.recent.list.model().index(0, 0))
    opened.start.recent.remove.trigger()
    assert opened.start.recent.list.model().rowCount() == 0 and sample.exists()
    assert settings(private_home).recent == ()


def test_closing_and_opening_the_next_draft_saves_the_one_before(opened, qtbot, sample, tmp_path):
    other = tmp_path / "Other.decision"
    other.write_bytes(sample.read_bytes())
    type_into(qtbot, opened, "Title of Decision", " again")
    opened.filing.open_draft(other)
    assert open_draft(sample).draft.entries["title"].endswith(" again")
    assert opened.windowTitle().startswith("Other")


def test_somebody_elses_change_is_never_overwritten_and_the_text_is_kept(opened, qtbot, sample, dialogs, private_home,
                                                                         settled):
    theirs = sample.read_bytes().replace(b"Harbour Road", b"Harbor Road")
    type_into(qtbot, opened, "Title of Decision", " mine")
    sample.write_bytes(theirs)
    opened.filing.save()
    settled()
    assert sample.read_bytes() == theirs
    assert "Harbour Road" in str(dialogs.told("tell")[0][0])
    assert box(opened, "Title of Decision").text().endswith(" mine") and not opened.panel.session.is_saved
    dialogs.expect(None)
    assert not opened.close()
    dialogs.expect("keep")
    assert opened.close()
    assert sample.read_bytes() == theirs
    assert open_draft(places(private_home)[0]).draft.entries["title"].endswith(" mine")


def test_a_save_that_fails_can_be_made_elsewhere_on_closing(opened, qtbot, sample, dialogs, tmp_path):
    type_into(qtbot, opened, "Title of Decision", " mine")
    sample.write_bytes(b"something else")
    dialogs.expect("again", "elsewhere", tmp_path / "Mine.decision")
    assert opened.close()
    assert open_draft(tmp_path / "Mine.decision").draft.entries["title"].endswith(" mine")


def test_a_draft_of_a_newer_version_can_be_read_and_not_changed(window, sample, dialogs):
    whole = json.loads(sample.read_bytes())
    whole["schema"], whole["sha256"] = 99, ""
    sample.write_text(json.dumps(whole))
    before = sample.read_bytes()
    assert window.filing.open_draft(sample)
    assert window.panel.banner.isVisible() and "newer" in window.panel.banner.words.text()
    assert box(window, "Title of Decision").isReadOnly()
    assert not window.furniture.menus.save.isEnabled() and "Read only" in words(window)
    window.close()
    assert sample.read_bytes() == before and dialogs.asked == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_one_may_not_change_offers_a_new_name(window, sample):
    sample.chmod(0o400)
    window.filing.open_draft(sample)
    assert window.panel.banner.action.text() == "Save as…"


@pytest.mark.parametrize("content", [b"", b"no draft", b'{"drafter": 1', b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_told_in_a_sentence_and_the_screen_stays(opened, tmp_path, dialogs, content):
    bad = tmp_path / "bad.decision"
    bad.write_bytes(content)
    assert not opened.filing.open_draft(bad)
    assert "bad.decision" in dialogs.told("tell")[0][0].what
    assert "Harbour Road" in opened.panel.header.subject.text()


def test_undo_and_redo_reach_across_pages_and_show_where_they_acted(opened, qtbot, go_to):
    before = opened.panel.session.draft
    type_into(qtbot, opened, "Title of Decision", " again")
    go_to("Data protection")
    assert opened.panel.view.page.section.id == "data_protection"
    assert opened.furniture.menus.undo.text() == "&Undo typing in Title of Decision"
    press(qtbot, opened, "Ctrl+Z")
    assert opened.panel.session.draft == before
    assert opened.panel.view.page.section.id == "basics"
    line = box(opened, "Title of Decision")
    assert line.hasFocus() and not line.text().endswith(" again")
    press(qtbot, opened, "Ctrl+Y")
    assert line.text().endswith(" again")
    press(qtbot, opened, "Ctrl+Z")
    press(qtbot, opened, "Ctrl+Shift+Z")
    assert line.text().endswith(" again")


def test_nothing_turns_red_while_typing_and_it_is_said_once_the_field_is_left(new, qtbot):
    line = type_into(qtbot, new, "DECISION NO", "26/4")
    editor = next(one.editor for one in new.panel.view.page.bindings if one.field.id == "decision_number")
    assert editor.property("state") in (None, "")
    assert not new.panel.view.side.problems.groups["must_fix"].isVisible()
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert editor.property("state") == "error"
    assert new.panel.view.side.problems.groups["must_fix"].isVisible()
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "26/00041")
    assert editor.property("state") == "", "what is put right goes at once"


def test_what_is_missing_is_said_when_coming_back_to_a_page_where_something_was_written(new, go_to, qtbot):
    def shown() -> list[str]:
        return [one.field.id for one in new.panel.view.page.bindings if one.editor.property("state") == "error"]

    assert shown() == []
    go_to("Reasons")
    go_to("The basics")
    assert shown() == [], "passing through is no reason to turn red"
    type_into(qtbot, new, "DECISION NO", "26/00041")
    go_to("Reasons")
    go_to("The basics")
    assert "title" in shown() and "decision_maker_title" in shown()


def status_of(window, name: str) -> str:
    return next(one.status for one in window.panel.view.sections.model.progress if one.section.short_name == name)


def editor_of(window, field: str):
    return next(one.editor for one in window.panel.view.page.bindings if one.field.id == field)


def test_a_section_is_never_ready_while_what_is_being_written_is_half_done(new, go_to, qtbot):
    go_to("Legal")
    qtbot.mouseClick(editor_of(new, "legal_implications").buttons["answered"], Qt.MouseButton.LeftButton)
    assert status_of(new, "Legal") == "in_progress"
    go_to("Options")
    alternatives = editor_of(new, "alternatives")
    alternatives.do_nothing_button.click()
    assert status_of(new, "Options") == "in_progress"
    go_to("Decision")
    clauses = editor_of(new, "decision_clauses")
    clauses.add_button.click()
    qtbot.keyClicks(next(iter(clauses.cards.values())).cells["verb"].box.lineEdit(), "APPROVE")
    assert status_of(new, "Decision") == "in_progress"
    go_to("Notice and timing")
    date_box = editor_of(new, "notice_first_published").box
    date_box.setFocus()
    qtbot.keyClicks(date_box, "31/2/2027")
    qtbot.keyClick(date_box, Qt.Key.Key_Tab)
    assert editor_of(new, "notice_first_published").button.hasFocus()
    assert status_of(new, "Notice and timing") == "in_progress"
    qtbot.keyClick(editor_of(new, "notice_first_published").button, Qt.Key.Key_Tab)
    assert status_of(new, "Notice and timing") == "problem"


def test_the_check_of_a_section_lists_what_is_left_with_links(new, qtbot):
    page = new.panel.view.page
    press(qtbot, new, "F7")
    assert page.summary.isVisible() and page.summary.hasFocus()
    assert "things to put right" in page.summary.accessibleName()
    link = page.summary._links[0]
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert box(new, "Title of Decision").hasFocus()


def test_f6_goes_round_through_what_must_be_fixed(new, qtbot):
    places_ = list(dict.fromkeys(p.path for p in new.panel.session.problems if p.severity == "must_fix"))
    seen = []
    for _ in range(len(places_) + 1):
        press(qtbot, new, "F6")
        seen.append(new.panel.view.page.path_in_focus().field)
    fields = [place.field for place in places_]
    assert seen == [*fields[1:], *fields[:2]], "it begins after the question one is in: the first"


def test_a_problem_is_gone_to_row_and_all(opened, go_to, qtbot):
    session = opened.panel.session
    row = session.draft.rows("alternatives").rows[-1]
    opened.panel.view.go_to(FieldPath("alternatives", row.id, "name"))
    qtbot.wait(10)
    focus = QApplication.focusWidget()
    assert opened.panel.view.page.section.id == "options"
    assert isinstance(focus, QLineEdit) and focus.text() == row.cells["name"]
    top = focus.mapTo(opened.panel.view.page.viewport(), QPoint(0, 0)).y()
    assert 0 <= top < opened.panel.view.page.viewport().height()


def test_a_fix_from_the_panel_is_applied_and_can_be_undone_from_the_status_line(opened, qtbot):
    before = opened.panel.session.draft
    opened.panel.view.side.fix_chosen.emit(Fix("Empty it", ((FieldPath("title"), None),)))
    assert "title" not in opened.panel.session.draft.entries
    assert opened.furniture.status.undo.isVisible()
    qtbot.mouseClick(opened.furniture.status.undo, Qt.MouseButton.LeftButton)
    assert opened.panel.session.draft == before


def test_the_stage_is_set_from_the_header_and_can_be_undone(opened):
    opened.panel.header.stage_menu.actions()[1].trigger()
    assert opened.panel.session.draft.stage == "decided" and opened.panel.header.stage.text() == "Decided"
    opened.furniture.acts.undo()
    assert opened.panel.session.draft.stage == "proposed" and opened.panel.header.stage.text() == "Proposed"
    assert opened.panel.header.stage_menu.actions()[0].isChecked()


def test_an_answer_is_marked_exempt_by_key_and_the_mark_can_be_undone(opened, qtbot):
    box(opened, "Title of Decision").setFocus()
    press(qtbot, opened, "Ctrl+Shift+E")
    assert opened.panel.session.draft.exempt[-1:] == ("title",)
    opened.furniture.acts.undo()
    assert "title" not in opened.panel.session.draft.exempt


def test_an_answer_is_marked_exempt_from_its_menu_and_shows_it(opened):
    binding = opened.panel.view.page.bindings[0]
    binding.exempt_action(binding).toggle()
    assert opened.panel.session.draft.exempt[-1:] == ("title",)
    assert "Exempt" in words(binding)
    binding.exempt_action(binding).toggle()
    assert "title" not in opened.panel.session.draft.exempt and "Exempt" not in words(binding)


def test_sections_are_gone_through_by_key(opened, qtbot):
    for keys, section in (("Ctrl+Down", "key"), ("Ctrl+Return", "notice"), ("Ctrl+Up", "key"), ("Ctrl+Up", "basics"),
                          ("Ctrl+Up", "basics")):
        press(qtbot, opened, keys)
        assert opened.panel.view.page.section.id == section
    assert opened.panel.view.sections.list.currentIndex().row() == 0


def test_scroll_and_cursor_are_where_they_were_on_coming_back(opened, go_to, qtbot):
    page = opened.panel.view.page
    bar = page.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 100)
    bar.setValue(90)
    go_to("Legal")
    go_to("The basics")
    assert opened.panel.view.page is page and bar.value() == 90


def test_questions_appear_and_go_with_the_answers_they_hang_on(opened, go_to):
    go_to("Urgency")
    assert opened.panel.view.page.card.isVisible()
    opened.panel.session.edit(FieldPath("urgency_route"), "normal")
    assert not opened.panel.view.page.card.isVisible() and opened.panel.view.page.nothing.isVisible()


def test_why_we_ask_unfolds_by_f1(opened, qtbot):
    line = box(opened, "Title of Decision")
    line.setFocus()
    press(qtbot, opened, "F1")
    binding = opened.panel.view.page.bindings[0]
    assert binding.help.button.isChecked() and binding.field.why in words(opened)
    press(qtbot, opened, "F1")
    assert binding.field.why not in words(opened)


def test_the_earliest_lawful_date_is_always_in_sight(opened):
    assert opened.furniture.status.earliest.isVisible()
    opened.panel.session.edit(FieldPath("urgency_route"), "normal")
    assert opened.furniture.status.earliest.text() == "Earliest lawful date: 7 November 2026"
    opened.panel.session.edit(FieldPath("notice_first_published"), None)
    assert not opened.furniture.status.earliest.isVisible()


def test_going_back_to_the_opening_is_one_step_of_the_history(opened, qtbot):
    before = opened.panel.session.draft
    type_into(qtbot, opened, "Title of Decision", " a")
    opened.panel.session.edit(FieldPath("decision_number"), "1")
    changed = opened.panel.session.draft
    opened.furniture.acts.go_back_to_opening()
    assert opened.panel.session.draft == before
    opened.furniture.acts.undo()
    assert opened.panel.session.draft == changed


def drop(window, *paths: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(50, 50), copy, data, left, none)
    entering.ignore()
    QApplication.sendEvent(window, entering)
    if entering.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), copy, data, left, none))
    return entering.isAccepted()


def test_a_draft_dropped_on_the_window_opens_and_other_files_do_not(window, qtbot, sample, tmp_path):
    assert not drop(window, tmp_path / "picture.png") and not drop(window, sample, sample)
    assert drop(window, sample)
    qtbot.waitUntil(lambda: window.panel is not None)
    assert window.windowTitle().startswith("Harbour Road")


def test_an_imported_record_shows_what_was_left_over(window, tmp_path, dialogs, qtbot):
    record = tmp_path / "old.txt"
    record.write_text("Reference to nowhere: 7\n\nSubject: Parking in <b>Anytown</b>\n\n"
                      "Reason(s) for decision: It is needed.\n")
    dialogs.expect(record)
    window.start.open_door.click()
    assert "Parking in <b>Anytown</b>" in window.panel.header.subject.text()
    left = window.panel.session.draft.imported.left_over
    assert [line.text for line in left] == ["Reference to nowhere: 7"]
    window.panel.banner.action.click()
    side = window.panel.view.side
    assert side.left_over.isVisible() and side.tabs.tabText(LEFT_OVER) == "Left over  1"
    assert "Reference to nowhere: 7" in words(side.left_over)
    next(one for one in side.left_over.findChildren(QWidget) if one.accessibleName() == "Copy line 1").click()
    assert QApplication.clipboard().text() == "Reference to nowhere: 7"


def test_the_side_pane_makes_room_on_a_narrow_window_and_comes_when_asked(opened, qtbot):
    side = opened.panel.view.side
    assert side.isVisible()
    opened.resize(1000, 700)
    assert not side.isVisible() and not opened.furniture.menus.side.isChecked()
    opened.furniture.menus.side.trigger()
    assert side.isVisible()


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700), (1920, 1080), (683, 384)])
def test_no_page_scrolls_sideways(opened, size):
    opened.resize(*size)
    for section in opened.panel.session.form.sections:
        opened.panel.view.show_section(section.id)
        QApplication.processEvents()
        page = opened.panel.view.page
        assert page.widget().width() <= page.viewport().width(), section.id
        assert page.widget().minimumSizeHint().width() <= page.viewport().width(), section.id


def test_sections_are_gone_to_from_the_menu_too(opened):
    opened.resize(683, 384)
    assert not opened.panel.view.sections.isVisible()
    opened.furniture.menus.sections.aboutToShow.emit()
    actions = opened.furniture.menus.sections.actions()
    assert [action.text() for action in actions][:2] == ["The basics (Ready)", "Key decision (Ready)"]
    actions[1].trigger()
    assert opened.panel.view.page.section.id == "key"


def test_the_theme_is_chosen_in_the_menu_and_remembered(window, desk, dressed):
    window.furniture.menus.themes["dark"].trigger()
    assert dressed.palette().window().color().lightness() < 60
    again = type(window)(desk, window.furniture.dialogs)
    again.after_first_paint()
    assert again.furniture.menus.themes["dark"].isChecked()
    window.furniture.menus.themes["light"].trigger()
    assert dressed.palette().window().color().lightness() > 200
    again.deleteLater()


def test_the_list_of_keys_names_them(window, dialogs):
    window.furniture.menus.tell_keys()
    keys = dialogs.told("tell_keys")[0][0]
    assert ("Save", "Ctrl+S") in keys["File"]
    assert {("Next problem", "F6"), ("Previous section", "Ctrl+Up")} <= set(keys["Go"])


def test_no_two_menu_entries_share_a_key(window):
    keys = [key for lines in window.furniture.menus.keys().values() for _, keys in lines for key in keys.split(", ")]
    assert len(keys) == len(set(keys))
