"""Reasons given in the window: kept, undone, asked for again, and what they open the way to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from drafter.app import recent
from drafter.model.draft import Path
from drafter.model.rich_text import from_plain
from drafter.storage.draft_files import open_draft
from drafter.ui.editors.boxes import GrowingBox
from drafter.ui.name_dialog import NameDialog
from drafter.ui.problem_card import ProblemCard
from drafter.ui.words_button import WordsButton

BACKGROUND = Path("background")


@pytest.fixture
def odd(window, sample):
    """The sample on the screen, with one thing to explain."""
    window.filing.open_draft(sample)
    window.panel.session.edit(BACKGROUND, from_plain("The end of the works is to be confirmed."))
    window.panel.session.end_typing()
    return window


def box_of(window) -> GrowingBox:
    return next(box for box in window.panel.view.side.problems.findChildren(GrowingBox) if box.isVisible())


def to_explain(window) -> list:
    return [one for one in window.panel.session.problems if one.severity == "must_explain" and one.is_open]


def test_the_name_is_asked_once_and_stands_beside_every_reason(odd, dialogs, private_home, qtbot):
    dialogs.expect(None, "  A. Clerk ".strip())
    qtbot.keyClicks(box_of(odd), "The contractor names the day.")
    qtbot.keyClick(box_of(odd), Qt.Key.Key_Return)
    assert to_explain(odd), "no name was given"
    assert box_of(odd).toPlainText() == "The contractor names the day.", "and nothing is lost"
    qtbot.keyClick(box_of(odd), Qt.Key.Key_Return)
    assert not to_explain(odd) and recent.settings(private_home).name == "A. Clerk"
    assert odd.furniture.status.message.text() == "The reason is kept, and printed on the certificate."
    odd.panel.session.edit(BACKGROUND, from_plain("Who pays is to be confirmed."))
    assert box_of(odd).toPlainText() == "The contractor names the day.", "it is offered again"
    qtbot.keyClick(box_of(odd), Qt.Key.Key_Return)
    (said,) = odd.panel.session.draft.explanations
    assert said.who == "A. Clerk" and len(dialogs.told("whose_reason")) == 2


def test_a_link_beside_the_field_leads_to_the_box_for_the_reason(odd, qtbot):
    odd.panel.view.go_to(BACKGROUND)
    odd.panel.view.page.heading.setFocus()
    link = next(one for one in odd.panel.view.page.findChildren(WordsButton)
                if one.isVisible() and one.accessibleName() == "Say why it is right as it is (F8)")
    assert "to be confirmed" in link.accessibleDescription()
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Space)
    assert box_of(odd).hasFocus()


def test_undo_takes_a_reason_back_and_the_words_are_still_in_the_box(odd, private_home, qtbot):
    recent.choose_name("A. Clerk", private_home)
    qtbot.keyClicks(box_of(odd), "The contractor names the day.")
    qtbot.keyClick(box_of(odd), Qt.Key.Key_Return)
    odd.furniture.acts.undo()
    assert to_explain(odd) and box_of(odd).toPlainText() == "The contractor names the day."
    odd.furniture.acts.redo()
    assert not to_explain(odd)


def test_words_that_give_no_reason_are_refused_in_a_sentence(odd, private_home, qtbot):
    recent.choose_name("A. Clerk", private_home)
    qtbot.keyClicks(box_of(odd), "n/a")
    qtbot.keyClick(box_of(odd), Qt.Key.Key_Return)
    assert to_explain(odd) and odd.furniture.status.message.text().startswith('"n/a" gives no reason.')
    odd.filing.save()
    assert to_explain(odd), "nor are they kept by saving"


def test_a_reason_that_was_typed_and_not_kept_is_kept_by_saving_and_by_leaving(odd, sample, private_home, qtbot):
    recent.choose_name("A. Clerk", private_home)
    qtbot.keyClicks(box_of(odd), "The contractor names")
    odd.filing.save_quietly()
    assert box_of(odd).toPlainText() == "The contractor names" and to_explain(odd), "typing may go on"
    qtbot.keyClicks(box_of(odd), " the day.")
    assert odd.filing.leave()
    (said,) = open_draft(sample).draft.explanations
    assert (said.reason, said.who) == ("The contractor names the day.", "A. Clerk")


def test_papers_for_signature_wait_for_a_reason(odd, dialogs, private_home, qtbot):
    recent.choose_name("A. Clerk", private_home)
    dialogs.expect("go", None)
    odd.furniture.acts.create_papers()
    (question,) = dialogs.told("which_papers")[0]
    assert question.left == 1 and question.as_draft
    assert odd.panel.view.page.path_in_focus() == BACKGROUND, "go leads to what is to be explained"
    qtbot.keyClicks(box_of(odd), "The contractor names the day.")
    odd.furniture.acts.create_papers()
    (question,) = dialogs.told("which_papers")[1]
    assert question.left == 0 and not question.as_draft, "what was typed counts"


def test_dismissed_advice_is_out_of_sight_remembered_and_comes_back(odd, sample, settled):
    panel = odd.panel.view.side.problems
    (advice,) = [one for one in odd.panel.session.problems if one.severity == "advice"]
    panel.inside.explained.emit(advice, "")
    assert not panel.groups["advice"].isVisible() and panel.groups["dismissed"].isVisible()
    odd.filing.save()
    settled()
    assert [one.code for one in open_draft(sample).draft.explanations] == [advice.code]
    odd.furniture.acts.undo()
    assert panel.groups["advice"].isVisible() and not panel.groups["dismissed"].isVisible()


def test_the_next_problem_and_the_count_pass_over_what_is_explained(odd, private_home, qtbot):
    recent.choose_name("A. Clerk", private_home)
    assert odd.panel.view.side.tabs.tabText(0) == "Problems  1"
    odd.panel.explaining.explain(to_explain(odd)[0], "The contractor names the day.")
    assert odd.panel.view.side.tabs.tabText(0) == "Problems"
    odd.furniture.acts.next_problem()
    assert odd.furniture.status.message.text() == "Nothing must be fixed or explained."


def test_a_key_leads_to_the_box_for_the_reason_also_where_the_list_was_hidden(odd, qtbot):
    odd.panel.session.edit(Path("strategy_alignment"), from_plain("The cost is to be confirmed."))
    view = odd.panel.view
    view.show_side(False)
    view.side.problems.groups["must_explain"].title.setChecked(False)
    view.go_to(Path("strategy_alignment"))
    odd.furniture.acts.give_reason()
    box = next(box for box in view.side.problems.findChildren(GrowingBox) if box.hasFocus())
    card = next(card for card in view.side.problems.findChildren(ProblemCard) if card.isAncestorOf(box))
    assert card.problem.path == Path("strategy_alignment") and view.side.isVisible()


def test_where_nothing_has_to_be_explained_the_key_says_so(window, sample):
    window.filing.open_draft(sample)
    window.furniture.acts.give_reason()
    assert window.furniture.status.message.text() == "Nothing has to be explained."


def test_the_dialog_for_the_name_takes_a_name_and_nothing_else(qtbot, dressed):
    dialog = NameDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.keep_button.isEnabled() and dialog.box.accessibleName() == "Your name"
    qtbot.keyClicks(dialog.box, "  A.  Clerk ")
    qtbot.keyClick(dialog.box, Qt.Key.Key_Return)
    assert dialog.name == "A. Clerk" and not dialog.isVisible()
