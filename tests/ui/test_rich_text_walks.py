"""Whatever an officer does in a rich-text box, what is read is what is shown: random walks of edits, with real keys.

`DRAFTER_TESTS=full` takes 400 walks instead of a few.
"""

import os
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from drafter.model.rich_text import EMPTY, Cell, Item, Paragraph, RichText, Run, Table
from drafter.ui.editors import rich_text_edits as edits
from drafter.ui.editors.rich_text import RichTextBox
from drafter.ui.editors.rich_text_document import build, normalised, walk
from drafter.ui.editors.rich_text_formats import STAND_IN

WALKS = 400 if os.environ.get("DRAFTER_TESTS") == "full" else 12
STEPS = 40
CTRL, SHIFT, NONE = (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
                     Qt.KeyboardModifier.NoModifier)
CLIPBOARDS = [file.read_text("utf-8") for file in sorted((Path(__file__).parents[1] / "data/clipboard").glob("*.html"))]
WORDS = ["a", "the road ", "£1,000", " ", "é", "\U0001f600", "x  y", "{{ a }}", "<b>"]


class Walker:
    """An officer who does one thing after another without a thought."""

    def __init__(self, box: RichTextBox, seed: int) -> None:
        self.box, self.random = box, Random(seed)
        self.earlier: list[RichText] = [EMPTY]
        self.acts = [self.move, self.move, self.select, self.select, self.type, self.type, self.type, self.enter,
                     self.enter, self.soft_break, self.key(Qt.Key.Key_Backspace), self.key(Qt.Key.Key_Delete),
                     self.key(Qt.Key.Key_Tab), self.key(Qt.Key.Key_Backtab, SHIFT), self.key(Qt.Key.Key_B, CTRL),
                     self.key(Qt.Key.Key_I, CTRL), self.key(Qt.Key.Key_U, CTRL), self.list, self.list, self.level,
                     self.link, self.table, self.change_table, self.change_table, self.paste, self.copy, self.cut,
                     self.go_back, self.pause]

    def step(self) -> str:
        act = self.random.choice(self.acts)
        act()
        return getattr(act, "__name__", "key")

    def place(self) -> int:
        return self.random.randrange(self.box.document().characterCount())

    def move(self) -> None:
        self.box.put_cursor(self.place())

    def select(self) -> None:
        self.move()
        anchor = self.box.textCursor().position()
        self.move()
        cursor = self.box.textCursor()
        place = cursor.position()
        cursor.setPosition(anchor)
        cursor.setPosition(place, QTextCursor.MoveMode.KeepAnchor)
        self.box.setTextCursor(cursor)

    def type(self) -> None:
        for letter in self.random.choice(WORDS):
            QTest.keyClick(self.box, letter) if letter.isascii() else self.box.insertPlainText(letter)

    def key(self, key, modifiers=NONE):
        def press() -> None:
            QTest.keyClick(self.box, key, modifiers)

        press.__name__ = f"key {key.name}"
        return press

    def enter(self) -> None:
        QTest.keyClick(self.box, Qt.Key.Key_Return)

    def soft_break(self) -> None:
        QTest.keyClick(self.box, Qt.Key.Key_Return, SHIFT)

    def list(self) -> None:
        self.box.set_list(self.random.choice(["bullet", "decimal", "alpha", "roman"]))

    def level(self) -> None:
        self.box.change_level(self.random.choice([1, -1]))

    def link(self) -> None:
        self.box.set_link(self.random.choice(["", "https://www.example.gov.uk/x?a=1&b=2"]))

    def table(self) -> None:
        self.box.insert_table(self.random.randint(1, 3), self.random.randint(1, 3))

    def change_table(self) -> None:
        title = self.random.choice(["", "Costs"])
        self.box.change_table(self.random.choice([
            edits.add_row, edits.add_column, edits.remove_row, edits.remove_column, edits.remove_table,
            lambda table, cursor: edits.set_title(table, title)]))

    def paste(self) -> None:
        source = QMimeData()
        if self.random.random() < 0.5:
            source.setHtml(self.random.choice(CLIPBOARDS))
        else:
            source.setText("one\n- two\n- three\n")
        self.box.insertFromMimeData(source)

    def copy(self) -> None:
        if self.box.textCursor().hasSelection():
            source = self.box.createMimeDataFromSelection()
            self.move()
            self.box.insertFromMimeData(source)

    def cut(self) -> None:
        self.box.textCursor().removeSelectedText()

    def go_back(self) -> None:
        self.box.show_text(self.random.choice(self.earlier))

    def pause(self) -> None:
        self.earlier.append(self.box.text)


def shown(document: QTextDocument) -> list[str]:
    """What stands on the screen, line by line, as the lists count it; without the blank lines that Qt asks for beside
    tables."""
    lines, block = [], document.begin()
    while block.isValid():
        items = block.textList()
        if block.text() or not block.blockFormat().property(STAND_IN):
            lines.append(f"{items.itemText(block) + str(items.format().indent()) if items else ''}|{block.text()}")
        block = block.next()
    return lines


def every_id(text: RichText) -> list[str]:
    found = []
    for block in text.blocks:
        found.append(block.id)
        if isinstance(block, Table):
            found += [inner.id for row in block.table for cell in row for inner in cell.blocks]
    return found


@pytest.mark.parametrize("seed", range(WALKS))
def test_what_is_read_is_what_is_shown_after_any_walk_of_edits(qtbot, seed):
    box = RichTextBox()
    qtbot.addWidget(box)
    walker, done = Walker(box, seed), []
    for _ in range(STEPS):
        done.append(walker.step())
        QApplication.processEvents()
        text = box.text
        again = QTextDocument()
        build(text, again)
        assert normalised(text) == text, done[-4:]
        assert walk(again) == text, done[-4:]
        assert shown(again) == shown(box.document()), done[-4:]
        twice = [one for one, count in Counter(every_id(text)).items() if count > 1]
        assert not twice, done[-4:]
        assert box.text == text, done[-4:]


def test_lists_that_a_removed_table_stood_between_count_on(qtbot):
    box = RichTextBox()
    qtbot.addWidget(box)
    box.show_text(RichText((Item("alpha", (Run("one"),)), Table(((Cell(()),),)), Item("alpha", (Run("two"),)))))
    box.put_cursor(box.document().rootFrame().childFrames()[0].firstPosition())
    box.change_table(edits.remove_table)
    assert shown(box.document()) == ["a)1|one", "b)1|two"], "two paragraphs as before"


def test_a_cursor_is_never_put_within_a_character(qtbot):
    box = RichTextBox()
    qtbot.addWidget(box)
    box.show_text(RichText((Paragraph((Run("a\U0001f600b"),)),)))
    for place, there in ((1, 1), (2, 1), (3, 3)):
        box.put_cursor(place)
        assert box.textCursor().position() == there


def test_a_text_shown_in_an_editor_is_the_text_read_from_it(qtbot):
    box = RichTextBox()
    qtbot.addWidget(box)
    text = RichText((Paragraph((Run("a", bold=True), Run("b")), "p"), Item("roman", (Run("c"),), 2, False, "i"),
                     Table(((Cell((Paragraph((Run("d"),), "q"),)), Cell(())),), "Costs", "t")))
    box.show_text(text)
    box.touch()
    assert box.text == text
