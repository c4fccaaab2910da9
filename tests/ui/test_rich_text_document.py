"""Rich text goes into a Qt document and comes back the same. `DRAFTER_TESTS=full` tries 5,000 texts."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from drafter.model.rich_text import EMPTY, Cell, Item, Paragraph, RichText, Run, Table
from drafter.ui.editors.rich_text_document import arrange_lists, build, normalised, walk

pytestmark = pytest.mark.usefixtures("qapp")

_IDS = st.uuids().map(lambda u: u.hex[:8])
_TEXTS = st.text(st.characters(exclude_categories=()), max_size=12) | st.sampled_from(
    ["a\nb", " x ", "\t", "{{ a }}", "<b>&", "\u200f\u05d0", "\U0001f600", "\u00a0", "\ufdd0", "\u2028", "- x", "_x_"])
_LINKS = st.sampled_from(["", "", "", "https://example.gov.uk/a?b=c&d", "mailto:a@example.gov.uk"])
_RUNS = st.lists(st.builds(Run, _TEXTS, st.booleans(), st.booleans(), st.booleans(), _LINKS), max_size=4).map(tuple)
_PARAGRAPHS = st.builds(Paragraph, _RUNS, _IDS)
_ITEMS = st.builds(Item, st.sampled_from(["bullet", "decimal", "alpha", "roman"]), _RUNS, st.integers(1, 5),
                   st.booleans(), _IDS)
_CELLS = st.lists(_PARAGRAPHS | _ITEMS, max_size=3).map(lambda blocks: Cell(tuple(blocks)))


def _rows(size):
    rows, columns = size
    row = st.lists(_CELLS, min_size=columns, max_size=columns).map(tuple)
    return st.lists(row, min_size=rows, max_size=rows).map(tuple)


_TABLES = st.builds(Table, st.tuples(st.integers(1, 3), st.integers(1, 3)).flatmap(_rows), st.text(max_size=5), _IDS)
TEXTS = st.lists(_PARAGRAPHS | _ITEMS | _ITEMS | _TABLES, max_size=6).map(lambda blocks: RichText(tuple(blocks)))
FULL = os.environ.get("DRAFTER_TESTS") == "full"
MANY = settings(max_examples=5_000 if FULL else 300, deadline=None, suppress_health_check=list(HealthCheck))


@MANY
@given(text=TEXTS)
def test_what_goes_into_a_document_comes_back(text):
    document = QTextDocument()
    build(text, document)
    assert walk(document) == normalised(text)


@settings(MANY, max_examples=1_000 if FULL else 60)
@given(first=TEXTS, second=TEXTS)
def test_a_document_can_be_filled_again_over_an_old_text(first, second):
    document = QTextDocument()
    build(first, document)
    build(second, document)
    assert walk(document) == normalised(second)


@settings(MANY, max_examples=1_000 if FULL else 100)
@given(text=TEXTS, data=st.data())
def test_after_any_edit_the_text_read_is_the_text_that_stays(text, data):
    """Whatever was cut out or typed, reading twice gives the same, and so does a document built from it."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    build(text, document)
    for _ in range(3):
        cursor = QTextCursor(document)
        cursor.setPosition(data.draw(st.integers(0, document.characterCount() - 1)))
        cursor.setPosition(data.draw(st.integers(0, document.characterCount() - 1)), QTextCursor.MoveMode.KeepAnchor)
        acts = [cursor.removeSelectedText, cursor.insertBlock, lambda c=cursor: c.insertText("x y")]
        data.draw(st.sampled_from(acts))()
        arrange_lists(document)
    once = walk(document)
    assert walk(document) == once
    again = QTextDocument()
    build(once, again)
    assert walk(again) == once


def _lines(text: RichText) -> str:
    document = QTextDocument()
    build(text, document)
    lines, block = [], document.begin()
    while block.isValid():
        items = block.textList()
        lines.append((items.itemText(block) if items else "") + " " + block.text())
        block = block.next()
    return "/".join(line.strip() for line in lines)


def test_items_count_on_across_deeper_lists_and_begin_anew_beneath():
    def item(kind, level, starts=False):
        return Item(kind, (Run("x"),), level, starts)

    text = RichText((item("decimal", 1), item("alpha", 2), item("alpha", 2), item("decimal", 1), item("alpha", 2),
                     item("decimal", 1, True), Paragraph(()), item("decimal", 1)))
    assert _lines(text) == "1. x/a) x/b) x/2. x/a) x/1. x//1. x"


def test_a_paragraph_that_was_split_keeps_its_id_in_the_first_half():
    document = QTextDocument()
    build(RichText((Paragraph((Run("onetwo"),), "p1"),)), document)
    cursor = QTextCursor(document)
    cursor.setPosition(3)
    cursor.insertBlock()
    first, second = walk(document).blocks
    assert (first.runs, first.id) == ((Run("one"),), "p1")
    assert second.runs == (Run("two"),) and second.id != "p1"
    assert walk(document).blocks[1].id == second.id, "a new id stays"


def test_copies_of_one_id_get_ids_of_their_own():
    document = QTextDocument()
    build(RichText((Paragraph((Run("a"),), "same"), Paragraph((Run("b"),), "same"))), document)
    assert [block.id == "same" for block in walk(document).blocks] == [True, False]


@pytest.mark.parametrize("text", [EMPTY, RichText((Paragraph((), "p"),)),
                                  RichText((Item("bullet", (), 1, False, "i"),))])
def test_nothing_and_an_empty_paragraph_are_told_apart(text):
    document = QTextDocument()
    build(text, document)
    assert walk(document) == text


def test_words_typed_between_two_tables_become_a_paragraph():
    table = Table(((Cell(()),),), "", "t1")
    document = QTextDocument()
    build(RichText((table, Table(((Cell(()),),), "", "t2"))), document)
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText("after")
    blocks = walk(document).blocks
    assert [type(block) for block in blocks] == [Table, Table, Paragraph]
    assert walk(document).blocks == blocks
