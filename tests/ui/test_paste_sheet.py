"""The paste sheet: every box in its order, copied by key one after another, with a sign; it follows the draft."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from drafter.document.html_layout import Box
from drafter.model.draft import Path as FieldPath
from drafter.model.failure import Failure
from drafter.ui.paste_sheet import PasteSheet

TITLE = Box("Title", "R & <b>D</b>", "<p>R &amp; &lt;b&gt;D&lt;/b&gt;</p>")
EMPTY = Box("Reason late", "", "")
GAP = Box("Contact", "Write to [TO BE COMPLETED: Contact]", "<p>...</p>")
TEXT = Box("Text", "One\nTwo", "<ul><li>One</li><li>Two</li></ul>")


@pytest.fixture
def boxes():
    return [TITLE, EMPTY, GAP, TEXT]


@pytest.fixture
def sheet(qtbot, dressed, boxes):
    made = PasteSheet("Paste sheet", lambda: tuple(boxes))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def card(sheet, label):
    return next(one for one in sheet.cards if one.place[1] == label)


def test_every_box_stands_in_its_order_with_its_words(sheet, boxes):
    assert [one.place[1] for one in sheet.cards] == [box.label for box in boxes]
    assert card(sheet, "Title").words.text() == "R & <b>D</b>"
    assert card(sheet, "Title").words.textFormat() == Qt.TextFormat.PlainText
    assert card(sheet, "Reason late").words.text() == "Nothing to copy here."


def test_enter_copies_a_box_says_so_and_goes_on_to_the_next(sheet, qtbot):
    assert card(sheet, "Title").copy_button.hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    data = QApplication.clipboard().mimeData()
    assert data.text() == TITLE.text and data.html() == TITLE.html
    assert card(sheet, "Title").state.text() == "Copied" and card(sheet, "Title")._sign.isVisible()
    assert card(sheet, "Text").copy_button.hasFocus(), "boxes that cannot be copied are passed by"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert QApplication.clipboard().text() == "One\nTwo" and sheet.close_button.hasFocus()


def test_it_counts_what_was_copied_of_what_has_words(sheet):
    assert sheet.count.text().startswith("0 of 3 boxes copied.")
    card(sheet, "Text").copy_button.click()
    assert sheet.count.text().startswith("1 of 3 boxes copied.")


def test_a_gap_is_never_copied(sheet):
    gap = card(sheet, "Contact")
    assert not gap.copy_button.isEnabled() and gap.state.text() == "Not complete yet"


def test_what_changes_after_it_was_copied_says_so_and_is_no_longer_counted(sheet, boxes):
    card(sheet, "Title").copy_button.click()
    boxes[0] = Box("Title", "Other", "<p>Other</p>")
    sheet.refresh()
    assert card(sheet, "Title").state.text() == "Changed since you copied it"
    assert card(sheet, "Title").words.text() == "Other" and sheet.count.text().startswith("0 of 3")
    boxes[0] = TITLE
    sheet.refresh()
    assert card(sheet, "Title").state.text() == "Copied"


def test_a_box_that_comes_in_leaves_the_signs_of_the_others(sheet, boxes):
    card(sheet, "Text").copy_button.click()
    boxes.insert(1, Box("Key decision", "Yes", "<p>Yes</p>"))
    sheet.refresh()
    assert [one.place[1] for one in sheet.cards][:2] == ["Title", "Key decision"]
    assert card(sheet, "Text").state.text() == "Copied"


def test_boxes_of_the_same_label_are_told_apart_by_their_page(qtbot, dressed):
    boxes = (Box("Title", "A", "A", "Issue details"), Box("Title", "B", "B", "Decision details"))
    made = PasteSheet("Paste sheet", lambda: boxes)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.cards[1].copy_button.click()
    assert [one.state.text() for one in made.cards] == ["", "Copied"]
    assert made.cards[0].copy_button.accessibleName() == "Copy Title, Issue details"
    assert {"Issue details", "Decision details"} <= {label.text() for label in made.findChildren(QLabel)}


def test_what_cannot_be_made_is_said_and_the_boxes_stay(sheet):
    def refuse():
        raise Failure("The layout has a mistake.")
    sheet._make = refuse
    sheet.refresh()
    assert sheet.trouble.isVisible() and "The layout has a mistake." in sheet.trouble.text()
    assert len(sheet.cards) == 4


def test_all_of_a_long_box_is_copied(qtbot, dressed):
    long = Box("Text", "word " * 4000, "<p>...</p>")
    made = PasteSheet("Paste sheet", lambda: (long,))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.cards[0].copy_button.click()
    assert QApplication.clipboard().text() == long.text and len(made.cards[0].words.text()) < 600


# with the window


@pytest.fixture
def opened(window, sample):
    assert window.filing.open_draft(sample)
    window.furniture.acts.show_paste_sheet()
    return window


def test_kents_sheet_follows_the_draft_beside_the_form(opened, qtbot):
    sheet = opened.furniture.screen.previewing.sheet
    title = card(sheet, "Title")
    assert "Harbour Road Footbridge" in title.words.text() and not sheet.isModal()
    title.copy_button.click()
    opened.panel.session.edit(FieldPath("title"), "Another bridge")
    qtbot.waitUntil(lambda: "Another bridge" in title.words.text())
    assert title.state.text() == "Changed since you copied it"


def test_asked_for_again_it_is_the_same_window(opened):
    sheet = opened.furniture.screen.previewing.sheet
    opened.furniture.acts.show_paste_sheet()
    assert opened.furniture.screen.previewing.sheet is sheet


def test_closed_it_can_be_opened_again(opened, qtbot):
    opened.furniture.screen.previewing.sheet.close()
    qtbot.waitUntil(lambda: opened.furniture.screen.previewing.sheet is None)
    opened.panel.session.edit(FieldPath("title"), "Another bridge")
    opened.furniture.acts.show_paste_sheet()
    assert "Another bridge" in card(opened.furniture.screen.previewing.sheet, "Title").words.text()


def test_it_goes_with_its_draft(opened, qtbot):
    sheet = opened.furniture.screen.previewing.sheet
    with qtbot.waitSignal(sheet.destroyed):
        opened.filing.close_draft()


def test_nothing_exempt_is_in_it(opened, qtbot):
    opened.panel.session.set_exempt(FieldPath("title"), True)
    sheet = opened.furniture.screen.previewing.sheet
    qtbot.waitUntil(lambda: "Harbour Road" not in card(sheet, "Title").words.text())
    assert not any("Renewal of the deck" in label.text() for label in sheet.findChildren(QLabel))
