"""The underline as one types, its menu, the next misspelling, and the officer's own words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from drafter.app.generate import check_draft
from drafter.model.draft import Path as FieldPath
from drafter.model.rich_text import from_plain, plain
from drafter.storage.word_lists import own_words
from drafter.ui.editors.boxes import LineBox
from drafter.ui.editors.rich_text import RichTextBox
from drafter.ui.editors.spelling import SLICE, SpellingSource, TextUnderline, Underline
from drafter.ui.main_window import MainWindow
from drafter.ui.problem_group import ProblemGroup
from drafter.ui.problems_panel import ProblemGroups

REASONS, TITLE = FieldPath("reasons"), FieldPath("title")


@pytest.fixture
def opened(window: MainWindow, sample: Path, qtbot: QtBot) -> MainWindow:
    window.filing.open_draft(sample)
    assert window.panel is not None
    source = window.panel.findChild(SpellingSource)
    qtbot.waitUntil(lambda: source.speller is not None)
    return window


def box_of(window: MainWindow, path: FieldPath) -> QWidget:
    assert window.panel is not None
    window.panel.view.go_to(path)
    box = QApplication.focusWidget()
    assert box is not None
    return box


def underline(box: QWidget) -> Underline:
    found = box.findChild(Underline, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert isinstance(found, Underline)
    return found


def words(box: QWidget) -> list[str]:
    one = underline(box)
    return [one.word(place) for place in one.places()]


def test_what_is_in_no_list_is_underlined_as_one_types(opened: MainWindow) -> None:
    box = box_of(opened, REASONS)
    assert isinstance(box, RichTextBox) and words(box) == []
    box.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(box, "The contarct")
    assert words(box) == [], "the word is still being written"
    QTest.keyClicks(box, " was recieved ")
    assert words(box) == ["contarct", "recieved"]
    for _ in range(4):
        QTest.keyClick(box, Qt.Key.Key_Backspace)
    assert words(box) == ["contarct"]


def test_a_word_is_looked_at_once_it_is_left(opened: MainWindow) -> None:
    box = box_of(opened, REASONS)
    assert isinstance(box, RichTextBox)
    box.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(box, " contarct")
    assert words(box) == []
    QTest.keyClick(box, Qt.Key.Key_Home)
    assert words(box) == ["contarct"]


def test_marks_are_no_part_of_the_text_and_no_step_of_the_history(opened: MainWindow) -> None:
    assert opened.panel is not None
    session = opened.panel.session
    box = box_of(opened, REASONS)
    assert isinstance(box, RichTextBox)
    session.edit(REASONS, from_plain("It was propsed.\nAnd recieved."))
    steps, draft = session.undo_stack.count(), session.draft
    assert words(box) == ["propsed", "recieved"]
    underline(box).refresh()
    box.flush()
    assert session.draft is draft and session.undo_stack.count() == steps
    assert plain(box.text) == "It was propsed.\nAnd recieved."


def test_the_title_is_looked_at_and_the_number_and_names_are_not(opened: MainWindow) -> None:
    assert opened.panel is not None
    for name, text in (("title", "Renewel of a bridge"), ("decision_number", "recieved"),
                       ("decision_maker_name", "Jo Recieved")):
        opened.panel.session.edit(FieldPath(name), text)
    assert words(box_of(opened, TITLE)) == ["Renewel"]
    for name in ("decision_number", "decision_maker_name"):
        assert words(box_of(opened, FieldPath(name))) == []


def test_a_long_text_is_looked_at_in_slices_to_its_end(opened: MainWindow, qtbot: QtBot) -> None:
    assert opened.panel is not None
    box = box_of(opened, REASONS)
    many = SLICE * 3
    opened.panel.session.edit(REASONS, from_plain("\n".join("It was propsed." for _ in range(many))))
    assert len(words(box)) < many
    qtbot.waitUntil(lambda: len(words(box)) == many)


def test_who_types_at_the_beginning_does_not_begin_the_slices_anew(opened: MainWindow, monkeypatch: pytest.MonkeyPatch,
                                                                   qtbot: QtBot) -> None:
    box = box_of(opened, REASONS)
    assert isinstance(box, RichTextBox)
    box.insert(from_plain("\n".join(["The contarct was renewed."] * SLICE * 5)))
    box.moveCursor(QTextCursor.MoveOperation.Start)
    looked: list[int] = []
    mark = TextUnderline._mark
    monkeypatch.setattr(TextUnderline, "_mark", lambda one, block: (looked.append(block.blockNumber()),
                                                                    mark(one, block))[1])
    one = underline(box)
    assert isinstance(one, TextUnderline)
    while max(looked, default=0) < SLICE * 5 - 1 and len(looked) < SLICE * 10:
        QTest.keyClick(box, "a")
        one._look_on()
    later = [number for number in looked if number > 0]
    assert later == sorted(set(later)), "no paragraph twice"
    assert len(later) > SLICE * 3
    qtbot.waitUntil(lambda: words(box).count("contarct") >= SLICE * 5 - 1)


def choose(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()


@pytest.mark.parametrize("path", [TITLE, REASONS])
def test_the_menu_offers_what_was_meant_and_writes_it_as_one_step(opened: MainWindow, path: FieldPath) -> None:
    assert opened.panel is not None
    session = opened.panel.session
    text = "It was propsed in May."
    session.edit(path, text if path == TITLE else from_plain(text))
    session.end_typing()
    box = box_of(opened, path)
    menu = underline(box).menu_at(underline(box).places()[0])
    assert menu.actions()[0].text() == "proposed"
    assert menu.activeAction() is not None and any("to my words" in action.text() for action in menu.actions())
    choose(menu, "proposed")
    opened.panel.view.flush()
    assert session.answers.text(path.field) == "It was proposed in May." and words(box) == []
    session.undo_stack.undo()
    assert session.answers.text(path.field) == text


def test_the_menu_key_opens_it_where_the_cursor_is(opened: MainWindow, qtbot: QtBot) -> None:
    assert opened.panel is not None
    opened.panel.session.edit(REASONS, from_plain("It was propsed."))
    box = box_of(opened, REASONS)
    underline(box).select(underline(box).places()[0])
    at = QPoint(5, 5)
    QApplication.sendEvent(box, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, box.mapToGlobal(at)))
    menu = next(one for one in box.findChildren(QMenu) if one.isVisible())
    assert menu.actions()[0].text() == "proposed"
    menu.close()


def test_a_word_that_is_added_is_underlined_nowhere_and_stays_known(opened: MainWindow, private_home: Path) -> None:
    assert opened.panel is not None
    opened.panel.session.edit(TITLE, "The westmarsh bridge")
    opened.panel.session.edit(REASONS, from_plain("In westmarsh."))
    box = box_of(opened, TITLE)
    choose(underline(box).menu_at(underline(box).places()[0]), 'Add "westmarsh" to my words')
    assert own_words(private_home) == {"westmarsh"}
    assert "westmarsh" in opened.furniture.status.message.text()
    assert words(box) == [] and words(box_of(opened, REASONS)) == []


def test_a_name_that_is_entered_is_known_from_then_on(opened: MainWindow, qtbot: QtBot) -> None:
    assert opened.panel is not None
    opened.panel.session.edit(REASONS, from_plain("Councillor Carpentar spoke."))
    assert words(box_of(opened, REASONS)) == ["Carpentar"]
    opened.panel.session.edit(FieldPath("decision_maker_name"), "Sam Carpentar")
    qtbot.waitUntil(lambda: words(box_of(opened, REASONS)) == [])


def test_the_next_misspelling_goes_round_the_page(opened: MainWindow) -> None:
    assert opened.panel is not None
    session = opened.panel.session
    opened.panel.view.show_section("reasons")
    session.edit(REASONS, from_plain("It was propsed and recieved."))
    session.edit(FieldPath("background"), from_plain("An old contarct."))
    seen = []
    for _ in range(4):
        opened.furniture.acts.next_misspelling()
        box = QApplication.focusWidget()
        assert isinstance(box, RichTextBox)
        seen.append(box.textCursor().selectedText())
    assert seen == ["propsed", "recieved", "contarct", "propsed"]
    opened.panel.view.show_section("basics")
    opened.furniture.acts.next_misspelling()
    assert "No word on this page looks misspelt" in opened.furniture.status.message.text()


def test_a_letter_beyond_the_first_plane_moves_no_mark(opened: MainWindow) -> None:
    assert opened.panel is not None
    opened.panel.session.edit(REASONS, from_plain("A 👍👍 propsed 👍 sign."))
    assert words(box_of(opened, REASONS)) == ["propsed"]


def test_what_may_only_be_read_offers_no_change(opened: MainWindow) -> None:
    assert opened.panel is not None
    opened.panel.session.edit(REASONS, from_plain("It was propsed."))
    box = box_of(opened, REASONS)
    assert isinstance(box, RichTextBox)
    box.set_read_only(True)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), box.mapToGlobal(QPoint(5, 5)))
    underline(box).select(underline(box).places()[0])
    assert not underline(box).eventFilter(box, event)


def test_a_box_outside_a_draft_is_left_alone(qtbot: QtBot, dressed: QApplication) -> None:
    box = LineBox()
    qtbot.addWidget(box)
    Underline.beneath(box, box)
    box.setText("propsed")
    box.show()
    assert words(box) == []


def test_only_the_paragraph_that_changed_is_looked_at_again(opened: MainWindow,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    assert opened.panel is not None
    opened.panel.session.edit(REASONS, from_plain("\n".join(f"Paragraph {n} is here." for n in range(30))))
    box = box_of(opened, REASONS)
    looked: list[str] = []
    real: Callable[..., object] = TextUnderline._in_block
    monkeypatch.setattr(TextUnderline, "_in_block", lambda self, block: (looked.append(block.text()),
                                                                        real(self, block))[1])
    QTest.keyClicks(box, "x")
    assert 1 <= len(looked) <= 2


def spelling_group(window: MainWindow, of: ProblemGroups | None = None) -> ProblemGroup:
    assert window.panel is not None
    group = (of or window.panel.view.side.problems.inside).groups["spelling"]
    group.title.setChecked(True)
    return group


def buttons(group: ProblemGroup) -> dict[str, QPushButton]:
    """The first of each name."""
    made = [one for one in group.findChildren(QPushButton) if one.isVisibleTo(group)]
    return {one.text() or one.accessibleName(): one for one in reversed(made)}


def test_the_list_of_problems_holds_the_misspellings_the_command_lists(opened: MainWindow, sample: Path,
                                                                       private_home: Path) -> None:
    assert opened.panel is not None
    session, view = opened.panel.session, opened.panel.view
    session.edit(REASONS, from_plain("It was propsed, and propsed again.\nNobody recieved it."))
    session.end_typing()
    told = check_draft(session.draft, session.form, session.today, private_home)
    assert [(one.code, one.path, one.about) for one in session.problems] == [
        (one.code, one.path, one.about) for one in told]
    view.show_check()
    assert view.check is not None
    for group in (spelling_group(opened), spelling_group(opened, view.check.groups)):
        assert group.title.text() == "Spelling  (2)"
        assert {'Write "proposed"', 'Write "received"', 'Add "propsed" to my words'} <= buttons(group).keys()


def test_what_was_meant_is_written_into_the_answer_as_it_is_by_then(opened: MainWindow) -> None:
    assert opened.panel is not None
    session = opened.panel.session
    session.edit(REASONS, from_plain("It was propsed."))
    session.end_typing()
    group = spelling_group(opened)
    button = buttons(group)['Write "proposed"']
    session.edit(REASONS, from_plain("It was propsed in May, and propsed again."))
    session.end_typing()
    button.click()
    assert session.answers.text("reasons") == "It was proposed in May, and proposed again."
    assert group.isHidden()
    session.undo_stack.undo()
    assert session.answers.text("reasons") == "It was propsed in May, and propsed again."
    assert not group.isHidden()


def test_a_word_is_added_or_dismissed_from_the_list(opened: MainWindow, private_home: Path) -> None:
    assert opened.panel is not None
    opened.panel.session.edit(REASONS, from_plain("In westmarsh we recieved it."))
    opened.panel.session.end_typing()
    group = spelling_group(opened)
    buttons(group)['Add "westmarsh" to my words'].click()
    assert own_words(private_home) == {"westmarsh"} and group.title.text() == "Spelling  (1)"
    buttons(group)["Dismiss"].click()
    assert group.isHidden() and opened.panel.view.side.problems.groups["dismissed"].title.text().endswith("(1)")


def test_no_button_of_the_list_is_cut_off_at_its_side(opened: MainWindow) -> None:
    assert opened.panel is not None
    opened.resize(1366, 768)
    opened.panel.session.edit(REASONS, from_plain("Nobody recieved it in westmarsh."))
    opened.panel.session.end_typing()
    spelling_group(opened)
    opened.panel.view.show_side(True)
    QApplication.processEvents()
    problems = opened.panel.view.side.problems
    assert problems.widget().width() <= problems.viewport().width()
