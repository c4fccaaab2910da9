"""Writing rich text as a person does: keys, tools, lists, links, tables."""

import pytest
from PySide6.QtCore import Qt, QThread
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from drafter.model.draft import Path
from drafter.model.fields import RichTextField
from drafter.model.rich_text import Cell, Item, Paragraph, RichText, Run, Table, from_plain, plain
from drafter.ui import look
from drafter.ui.editors import make_editor
from drafter.ui.editors.boxes import without_undo

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(qtbot):
    """The editor between two lines, in a window of its own."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    window.before, window.after = QLineEdit(), QLineEdit()
    window.editor = make_editor(RichTextField(id="reasons", label="Reasons", words=(2, 5)))
    for widget in (window.before, window.editor, window.after):
        column.addWidget(widget)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.editor.focus_on(Path("reasons"))
    return window


@pytest.fixture
def editor(page):
    page.editor.heard = []
    page.editor.edited.connect(page.editor.heard.append)
    return page.editor


@pytest.fixture
def box(editor):
    return editor.box


def shape(text):
    """Each block as (kind and level, words)."""
    return [(f"{b.list}{b.level}" if isinstance(b, Item) else "table" if isinstance(b, Table) else "",
             "" if isinstance(b, Table) else plain(RichText((b,)))) for b in text.blocks]


def tool(editor, name):
    return next(tool for tool in editor.band.tools if tool.accessibleName() == name)


def choose(tool, words):
    """Choose an entry of a tool's menu."""
    menu = tool.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == words).trigger()


def test_words_are_heard_after_a_pause(qtbot, editor, box):
    qtbot.keyClicks(box, "It is ")
    qtbot.keyClick(box, Qt.Key.Key_B, CTRL)
    qtbot.keyClicks(box, "needed")
    assert editor.heard == []
    qtbot.waitUntil(lambda: bool(editor.heard), timeout=3_000)
    assert editor.heard[-1].blocks[0].runs == (Run("It is "), Run("needed", bold=True))
    assert len(editor.heard) == 1


def test_flush_says_at_once_what_the_pause_would_say(qtbot, editor, box):
    qtbot.keyClicks(box, "now")
    editor.flush()
    editor.flush()
    assert [plain(text) for text in editor.heard] == ["now"]


def test_where_reading_takes_its_time_the_pause_before_it_is_longer(qtbot, box):
    before = box._pause.interval()
    box.typed.connect(lambda _: QThread.msleep(60))
    qtbot.keyClicks(box, "a")
    box.flush()
    assert before < box._pause.interval() <= 1000


def test_leaving_the_box_flushes(qtbot, page, editor, box):
    left = []
    editor.left.connect(lambda: left.append(len(editor.heard)))
    qtbot.keyClicks(box, "now")
    page.after.setFocus()
    assert left == [1], "it is said before it is left"


@pytest.mark.parametrize(("key", "look"), [(Qt.Key.Key_B, "bold"), (Qt.Key.Key_I, "italic"),
                                           (Qt.Key.Key_U, "underline")])
def test_looks_by_key_and_by_tool_go_on_and_off(qtbot, editor, box, key, look):
    qtbot.keyClicks(box, "words")
    box.selectAll()
    qtbot.keyClick(box, key, CTRL)
    assert getattr(box.text.blocks[0].runs[0], look)
    assert tool(editor, look.capitalize()).isChecked()
    qtbot.mouseClick(tool(editor, look.capitalize()), Qt.MouseButton.LeftButton)
    assert not getattr(box.text.blocks[0].runs[0], look)
    assert box.hasFocus(), "a click on a tool takes no focus"


def test_lists_are_made_numbered_deepened_and_left_with_enter(qtbot, editor, box):
    qtbot.keyClick(box, Qt.Key.Key_L, CTRL | SHIFT)
    qtbot.keyClicks(box, "one")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    qtbot.keyClicks(box, "deeper")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClick(box, Qt.Key.Key_Tab, SHIFT)
    qtbot.keyClicks(box, "two")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClicks(box, "plain again")
    assert shape(box.text) == [("bullet1", "one"), ("bullet2", "deeper"), ("bullet1", "two"), ("", "plain again")]
    assert len({block.id for block in box.text.blocks}) == 4


def test_backspace_at_the_start_of_an_item_makes_it_a_paragraph(qtbot, box):
    qtbot.keyClick(box, Qt.Key.Key_N, CTRL | SHIFT)
    qtbot.keyClicks(box, "x")
    qtbot.keyClick(box, Qt.Key.Key_Home)
    qtbot.keyClick(box, Qt.Key.Key_Backspace)
    assert shape(box.text) == [("", "x")]


def test_the_kind_of_numbers_is_chosen_from_a_menu(qtbot, editor, box):
    qtbot.keyClicks(box, "x")
    choose(tool(editor, "Kind of numbers"), "i. ii. iii.")
    assert shape(box.text) == [("roman1", "x")]
    choose(tool(editor, "Kind of numbers"), "a) b) c)")
    assert shape(box.text) == [("alpha1", "x")]
    assert box.document().begin().textList().itemText(box.document().begin()) == "a)"


def test_tab_leaves_the_box_outside_lists_and_control_tab_leaves_it_anywhere(qtbot, page, box):
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert page.after.hasFocus()
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_L, CTRL | SHIFT)
    qtbot.keyClicks(box, "one")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert box.hasFocus() and shape(box.text) == [("bullet1", "one"), ("bullet2", "")]
    qtbot.keyClick(box, Qt.Key.Key_Tab, CTRL)
    assert page.after.hasFocus()
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert page.after.hasFocus(), "an item that is as deep as it may be traps nobody"
    assert "Ctrl+Tab leaves the box" in box.accessibleDescription()


def test_shift_tab_at_the_outermost_level_leaves_the_list_and_the_box(qtbot, page, editor, box):
    qtbot.keyClick(box, Qt.Key.Key_L, CTRL | SHIFT)
    qtbot.keyClick(box, Qt.Key.Key_Backtab, SHIFT)
    assert not box.hasFocus() and editor.isAncestorOf(page.focusWidget()), "the tools come before the box"


def test_the_tools_are_one_stop_and_the_arrows_go_along_them(qtbot, page, editor, box):
    page.before.setFocus()
    qtbot.keyClick(page.before, Qt.Key.Key_Tab)
    assert tool(editor, "Bold").hasFocus()
    qtbot.keyClick(tool(editor, "Bold"), Qt.Key.Key_Right)
    assert tool(editor, "Italic").hasFocus()
    qtbot.keyClick(tool(editor, "Italic"), Qt.Key.Key_Tab)
    assert box.hasFocus()
    qtbot.keyClick(box, Qt.Key.Key_Backtab, SHIFT)
    assert tool(editor, "Italic").hasFocus(), "the stop is where one was last"


def test_a_link_is_asked_for_in_the_editor_itself(qtbot, editor, box):
    qtbot.keyClicks(box, "see page")
    cursor = box.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(8, cursor.MoveMode.KeepAnchor)
    box.setTextCursor(cursor)
    qtbot.keyClick(box, Qt.Key.Key_K, CTRL)
    line = editor._strip.line
    assert line.hasFocus() and line.accessibleName() == "Web address"
    qtbot.keyClicks(line, "nonsense")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "Enter an address" in line.accessibleDescription() and line.text() == "nonsense"
    line.clear()
    qtbot.keyClicks(line, "www.example.gov.uk/page")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert box.hasFocus()
    assert box.text.blocks[0].runs == (Run("see "), Run("page", link="https://www.example.gov.uk/page"))


def test_what_is_typed_after_a_link_is_not_part_of_it_and_a_link_is_taken_away(qtbot, editor, box):
    box.show_text(RichText((Paragraph((Run("page", bold=True, link="https://example.gov.uk"),), "p"),)))
    qtbot.keyClick(box, Qt.Key.Key_End)
    qtbot.keyClicks(box, "s")
    assert box.text.blocks[0].runs == (Run("page", bold=True, link="https://example.gov.uk"), Run("s", bold=True))
    qtbot.keyClick(box, Qt.Key.Key_Home)
    qtbot.keyClick(box, Qt.Key.Key_Right)
    qtbot.keyClick(box, Qt.Key.Key_K, CTRL)
    assert editor._strip.line.text() == "https://example.gov.uk"
    qtbot.mouseClick(editor._strip.remove, Qt.MouseButton.LeftButton)
    assert box.text.blocks[0].runs == (Run("pages", bold=True),)


def test_escape_leaves_the_link_as_it_was(qtbot, editor, box):
    qtbot.keyClicks(box, "x")
    qtbot.keyClick(box, Qt.Key.Key_K, CTRL)
    qtbot.keyClick(editor._strip.line, Qt.Key.Key_Escape)
    assert box.hasFocus() and editor._strip is None
    assert box.text.blocks[0].runs == (Run("x"),)


def test_a_table_is_put_in_filled_with_tab_changed_and_removed(qtbot, editor, box):
    qtbot.keyClicks(box, "before")
    choose(tool(editor, "Table"), "Insert a table")
    for word in ("Year", "Cost", "Who"):
        qtbot.keyClicks(box, word)
        qtbot.keyClick(box, Qt.Key.Key_Tab)
    table = box.text.blocks[1]
    assert [plain(RichText(cell.blocks)) for cell in table.table[0]] == ["Year", "Cost", "Who"]
    assert len(table.table) == 3
    choose(tool(editor, "Table"), "Add a row below")
    choose(tool(editor, "Table"), "Remove this column")
    assert [len(row) for row in box.text.blocks[1].table] == [2, 2, 2, 2]
    assert box.text.blocks[1].id == table.id
    choose(tool(editor, "Table"), "What the table shows...")
    qtbot.keyClicks(editor._strip.line, "Costs")
    qtbot.keyClick(editor._strip.line, Qt.Key.Key_Return)
    assert box.text.blocks[1].title == "Costs"
    choose(tool(editor, "Table"), "Remove the table")
    assert shape(box.text) == [("", "before")]


def test_the_words_are_counted_beside_the_guide(qtbot, editor, box):
    assert editor._words.text() == "0 words (aim for 2 to 5)"
    qtbot.keyClicks(box, "It is needed")
    editor.flush()
    assert editor._words.text() == "3 words (aim for 2 to 5)"


def test_clearing_everything_says_that_nothing_is_left(qtbot, editor, box):
    editor.show_entry(from_plain("words"))
    box.selectAll()
    qtbot.keyClick(box, Qt.Key.Key_Delete)
    editor.flush()
    assert editor.heard == [None]
    qtbot.keyClick(box, Qt.Key.Key_L, CTRL | SHIFT)
    editor.flush()
    editor.show_entry(None)
    assert box.list_here() == "bullet", "an empty bullet stays while the officer thinks"


def test_an_older_text_comes_back_with_the_cursor_among_its_words(qtbot, editor, box):
    first = RichText((Paragraph((Run("one \U0001f600 two"),), "a"), Paragraph((Run("three"),), "b")))
    second = RichText((Paragraph((Run("one \U0001f600 and two"),), "a"), Paragraph((Run("three"),), "b")))
    editor.show_entry(first)
    qtbot.keyClick(box, Qt.Key.Key_End, CTRL)
    for _ in range(2):
        qtbot.keyClick(box, Qt.Key.Key_Left)
    editor.show_entry(second)
    qtbot.keyClicks(box, "X")
    assert box.text.blocks[1].runs == (Run("thrXee"),)
    assert box.text.blocks[1].id == "b"


def test_the_scroll_bar_stays_when_another_text_is_shown(qtbot, editor, box):
    long = "\n".join(f"line {n}" for n in range(200))
    editor.show_entry(from_plain(long))
    box.verticalScrollBar().setValue(500)
    editor.show_entry(from_plain(long.replace("line 150", "line one hundred and fifty")))
    assert box.verticalScrollBar().value() == 500


def test_control_enter_is_left_to_the_page(qtbot, box):
    qtbot.keyClick(box, Qt.Key.Key_Return, CTRL)
    qtbot.keyClicks(box, "x")
    qtbot.keyClick(box, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClicks(box, "y")
    assert shape(box.text) == [("", "x\ny")]


def test_the_box_grows_with_its_text_and_then_scrolls(qtbot, page, editor, box):
    small = box.sizeHint().height()
    editor.show_entry(from_plain("\n".join(["line"] * 12)))
    grown = box.sizeHint().height()
    editor.show_entry(from_plain("\n".join(["line"] * 400)))
    assert small < grown < box.sizeHint().height() < 600
    assert box.verticalScrollBar().maximum() > 0


def test_a_cell_of_a_table_keeps_what_was_there_when_shown_again(editor, box):
    text = RichText((Table(((Cell((Paragraph((Run("a"),), "x"),)), Cell(())),), "T", "t"),))
    editor.show_entry(text)
    assert box.text == text
    assert editor.heard == []


def test_links_wear_the_colour_of_the_theme(qapp, editor, box):
    editor.show_entry(RichText((Paragraph((Run("page", link="https://example.gov.uk"),), "p"),)))
    old = dict(look.TOKENS)
    try:
        look.TOKENS["accent"] = "#123456"
        palette = box.palette()
        palette.setColor(palette.ColorRole.Link, "#123456")
        box.setPalette(palette)
        cursor = box.textCursor()
        cursor.setPosition(1)
        assert cursor.charFormat().foreground().color().name() == "#123456"
    finally:
        look.TOKENS.update(old)
    assert editor.heard == []


def test_the_menu_offers_no_undo_of_its_own(box):
    names = [action.objectName() for action in without_undo(box.createStandardContextMenu()).actions()]
    assert "edit-paste" in names and "edit-undo" not in names and "edit-redo" not in names


def test_words_being_typed_outlive_a_showing_of_what_was_said_before(qtbot, editor, box):
    editor.show_entry(from_plain("one"))
    said = box.text
    qtbot.keyClick(box, Qt.Key.Key_End)
    qtbot.keyClicks(box, " two")
    editor.show_entry(said)
    box.show_text(said)
    qtbot.waitUntil(lambda: bool(editor.heard), timeout=3_000)
    assert plain(editor.heard[-1]) == "one two"
