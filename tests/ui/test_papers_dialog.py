"""Papers are chosen in one dialog: which, in which format, for signature or as drafts; what cannot be made says why."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel

from drafter.app.next_steps import NextSteps
from drafter.app.papers import Offer, Wanted
from drafter.model.form import Output
from drafter.ui.made_dialog import MadeDialog
from drafter.ui.papers_dialog import GO, PapersDialog, PapersQuestion

RECORD = Output(id="record", title="Proposed record & more", file_name="Record", signed=True)
NOTICE = Output(id="notice", title="Notice", file_name="Notice")
PAGE = Output(id="page", title="Publication", file_name="Page", formats=("docx", "html"))
URGENT = Output(id="urgent", title="Urgency notice", file_name="Urgent")
OFFERS = (Offer(RECORD), Offer(NOTICE), Offer(PAGE), Offer(URGENT, "The <b>normal</b> route is taken."))
QUESTION = PapersQuestion(OFFERS, Path("/home/officer/Papers"), 0, False, ("record",),
                          lambda name, format_, draft: f"{name}{' - DRAFT' if draft else ''}.{format_}")
WAITING = replace(QUESTION, left=3, offers=(Offer(RECORD, "", 3), Offer(NOTICE, "", 1), *QUESTION.offers[2:]))


@pytest.fixture
def ask(qtbot, dressed):
    def show(question: PapersQuestion = QUESTION, folder: Path | None = None) -> PapersDialog:
        dialog = PapersDialog(question, lambda _now: folder)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog
    return show


def row(dialog: PapersDialog, name: str):
    return next(one for one in dialog.rows if one.offer.output.id == name)


def words(dialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_enter_makes_what_was_proposed(ask, qtbot):
    dialog = ask()
    assert dialog.create_button.text() == "&Create 1 paper" and row(dialog, "record").tick.hasFocus()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.answer == Wanted((("record", "docx"),), QUESTION.folder, False)


def test_escape_makes_nothing(ask, qtbot):
    dialog = ask()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.answer is None


def test_every_paper_is_named_with_its_file_or_with_why_it_is_not_made(ask):
    dialog = ask()
    said = words(dialog)
    assert {"record.docx", "notice.docx", "page.docx", "The <b>normal</b> route is taken."} <= set(said)
    assert row(dialog, "record").tick.text() == "Proposed record && more"
    assert not row(dialog, "urgent").tick.isEnabled()
    assert row(dialog, "urgent").tick.accessibleDescription() == "The <b>normal</b> route is taken."


def test_papers_are_ticked_by_key_and_counted(ask, qtbot):
    dialog = ask()
    qtbot.keyClick(row(dialog, "notice").tick, Qt.Key.Key_Space)
    assert dialog.create_button.text() == "&Create 2 papers"
    qtbot.keyClick(row(dialog, "record").tick, Qt.Key.Key_Space)
    dialog.create_button.click()
    assert dialog.answer.papers == (("notice", "docx"),)


def test_with_nothing_ticked_nothing_can_be_made(ask, qtbot):
    dialog = ask(replace(QUESTION, chosen=()))
    assert not dialog.create_button.isEnabled()


def test_a_paper_of_two_formats_is_made_in_one_or_both(ask):
    dialog = ask()
    page = row(dialog, "page")
    page.tick.click()
    assert page.choice.accessibleName() == "Format of Publication"
    assert [page.choice.itemText(n) for n in range(3)] == ["Word", "Web page", "Word and Web page"]
    page.choice.setCurrentIndex(1)
    assert "page.html" in words(dialog)
    page.choice.setCurrentIndex(2)
    assert "page.docx, page.html" in words(dialog)
    dialog.create_button.click()
    assert dialog.answer.papers == (("record", "docx"), ("page", "docx"), ("page", "html"))
    assert row(dialog, "notice").choice is None and dialog.findChild(QComboBox) is page.choice


def test_drafts_can_be_made_of_all_and_say_what_is_not_due(ask):
    dialog = ask()
    dialog.draft_way.setChecked(True)
    row(dialog, "urgent").tick.click()
    assert {"record - DRAFT.docx", "Not due: The <b>normal</b> route is taken."} <= set(words(dialog))
    assert dialog.create_button.text() == "&Create 2 drafts"
    dialog.create_button.click()
    assert dialog.answer == Wanted((("record", "docx"), ("urgent", "docx")), QUESTION.folder, True)


def test_word_drafts_carry_their_answers_only_where_that_was_said(ask):
    for wanted in (False, True):
        dialog = ask()
        assert not dialog.share.isVisible()
        dialog.draft_way.setChecked(True)
        assert dialog.share.isVisible() and not dialog.share.isChecked()
        dialog.share.setChecked(wanted)
        dialog.create_button.click()
        assert dialog.answer.share is wanted
    dialog = ask()
    dialog.draft_way.setChecked(True)
    dialog.share.setChecked(True)
    dialog.final_way.setChecked(True)
    dialog.create_button.click()
    assert dialog.answer.share is False


def test_what_must_wait_says_how_much_is_left_and_comes_back_as_a_draft(ask):
    dialog = ask(WAITING)
    assert "3 things must be put right or explained before papers can be made for signature." in words(dialog)
    assert {"Not yet: 3 things must be put right or explained first.",
            "Not yet: one thing must be put right or explained first."} <= set(words(dialog))
    assert not dialog.create_button.isEnabled() and not row(dialog, "record").tick.isChecked()
    dialog.draft_way.setChecked(True)
    assert row(dialog, "record").tick.isChecked() and not dialog._notice.isVisible()
    dialog.final_way.setChecked(True)
    assert not row(dialog, "record").tick.isChecked()


def test_the_first_thing_to_put_right_is_one_press_away(ask):
    dialog = ask(WAITING)
    dialog.go_button.click()
    assert dialog.answer == GO


def test_another_folder_is_chosen(ask, tmp_path):
    dialog = ask(folder=tmp_path)
    assert dialog.place.text() == "/home/officer/Papers"
    dialog.folder_button.click()
    dialog.create_button.click()
    assert dialog.answer.folder == tmp_path and dialog.place.text() == str(tmp_path)


def test_no_folder_chosen_leaves_the_one_before(ask):
    dialog = ask(folder=None)
    dialog.folder_button.click()
    assert dialog.place.text() == "/home/officer/Papers"


# with the window


@pytest.fixture
def opened(window, sample):
    assert window.filing.open_draft(sample)
    return window


def every_paper(question: PapersQuestion) -> Wanted:
    return Wanted(tuple((offer.output.id, format_) for offer in question.offers for format_ in offer.output.formats),
                  question.folder, True)


def proposed(question: PapersQuestion) -> Wanted:
    return Wanted(tuple((name, "docx") for name in question.chosen), question.folder)


def results(dialogs):
    return dialogs.told("papers_made")[-1][0]


def test_every_paper_of_the_sample_is_made_as_a_draft_in_one_go(opened, dialogs, sample):
    dialogs.expect(every_paper)
    opened.furniture.acts.create_papers()
    made = results(dialogs)
    assert [result.words for result in made if result.path is None] == []
    assert {result.path.parent for result in made} == {sample.parent}
    assert {result.path.suffix for result in made} == {".docx", ".html"} and len({r.path for r in made}) == len(made)
    assert all("DRAFT" in result.path.name for result in made)


@pytest.mark.parametrize("share", [False, True])
def test_a_draft_carries_its_answers_where_that_was_said(opened, dialogs, share):
    dialogs.expect(lambda question: replace(proposed(question), as_draft=True, share=share))
    opened.furniture.acts.create_papers()
    with zipfile.ZipFile(results(dialogs)[0].path) as package:
        assert any(name.startswith("customXml/") for name in package.namelist()) is share


def test_papers_that_cannot_be_made_say_why_and_the_others_are_made(opened, dialogs):
    dialogs.expect(lambda question: replace(every_paper(question), as_draft=False))
    opened.furniture.acts.create_papers()
    by_title = {result.title: result for result in results(dialogs)}
    assert by_title["Proposed record of decision"].path is not None
    late = by_title["Record of decision"]
    assert late.path is None and "The decision has not been taken yet." in late.words


def test_the_paper_in_the_preview_is_the_one_proposed(opened, dialogs):
    opened.furniture.acts.show_preview()
    opened.panel.preview.choice.setCurrentText("Certificate of checks")
    dialogs.expect(None)
    opened.furniture.acts.create_papers()
    assert dialogs.told("which_papers")[0][0].chosen == ("certificate",)


def test_a_paper_made_again_replaces_its_unchanged_file_without_a_question(opened, dialogs):
    dialogs.expect(proposed, proposed)
    opened.furniture.acts.create_papers()
    opened.furniture.acts.create_papers()
    first, second = (about[0][0].path for about in dialogs.told("papers_made"))
    assert first == second and dialogs.told("file_changed") == []


def edit_in_word(file: Path) -> bytes:
    paper = docx.Document(str(file))
    paper.add_paragraph("A sentence of the Leader's own.")
    paper.save(str(file))
    return file.read_bytes()


@pytest.fixture
def edited(opened, dialogs):
    """The record, created and then changed in Word."""
    dialogs.expect(proposed)
    opened.furniture.acts.create_papers()
    file = results(dialogs)[0].path
    return file, edit_in_word(file)


def test_edits_in_word_are_kept_beside_the_new_paper(edited, opened, dialogs):
    file, content = edited
    dialogs.expect(proposed, "keep_both")
    opened.furniture.acts.create_papers()
    (changed,) = dialogs.told("file_changed")[0]
    assert changed.path == file and changed.ours
    assert file.read_bytes() == content and results(dialogs)[0].path == changed.both and changed.both.exists()


def test_edits_in_word_are_replaced_only_when_that_was_said_and_a_copy_is_kept(edited, opened, dialogs, private_home):
    file, content = edited
    dialogs.expect(proposed, "replace")
    opened.furniture.acts.create_papers()
    assert results(dialogs)[0].path == file and file.read_bytes() != content
    (kept,) = (private_home / "replaced papers").iterdir()
    assert kept.read_bytes() == content


def test_edits_in_word_stay_when_the_question_is_cancelled(edited, opened, dialogs):
    file, content = edited
    dialogs.expect(proposed, None)
    opened.furniture.acts.create_papers()
    result = results(dialogs)[0]
    assert file.read_bytes() == content and result.path is None
    assert result.words == f"{file.name} was left as it is."


def test_a_saved_draft_remembers_its_papers_and_stays_saved(opened, dialogs, sample):
    dialogs.expect(proposed)
    opened.furniture.acts.create_papers()
    assert opened.panel.session.is_saved and not opened.panel.session.undo_stack.canUndo()
    assert len(opened.panel.work.facts().rows["papers"]) == 1


def test_the_list_of_what_was_made_is_closed_with_enter_or_escape(qtbot, dressed):
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        dialog = MadeDialog([], NextSteps(), lambda path: None)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.keyClick(dialog, key)
        assert not dialog.isVisible()


def test_what_was_wanted_before_is_proposed_again(ask, tmp_path):
    before = Wanted((("notice", "docx"), ("page", "docx"), ("page", "html")), tmp_path, True, True)
    dialog = ask(replace(QUESTION, before=before))
    assert [one.offer.output.id for one in dialog.rows if one.is_wanted] == ["notice", "page"]
    assert row(dialog, "page").formats == ("docx", "html") and str(tmp_path) in dialog.place.text()
    assert dialog.share.isChecked() and dialog.final_way.isChecked(), "whether it is a draft is asked each time"


def test_each_draft_has_its_own_choice_of_papers(opened, dialogs, sample):
    dialogs.expect(every_paper)
    opened.furniture.acts.create_papers()
    dialogs.expect(None)
    opened.furniture.acts.create_papers()
    assert len(dialogs.told("which_papers")[-1][0].before.papers) > 5
    opened.filing.new_draft()
    dialogs.expect(None)
    opened.furniture.acts.create_papers()
    assert dialogs.told("which_papers")[-1][0].before is None
