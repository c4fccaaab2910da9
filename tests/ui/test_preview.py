"""The preview beside the form: it follows in pauses, keeps its place, fetches nothing, and is built when first seen."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QApplication

from drafter.app import exact_pages
from drafter.model.draft import Path as FieldPath
from drafter.model.failure import Failure
from drafter.model.form import Output
from drafter.model.rich_text import Paragraph, RichText, Run
from drafter.ui import look
from drafter.ui.preview_panel import LONGEST_PAUSE, NOTE, PAUSE, PreviewPanel
from drafter.ui.previewing import Previewing
from drafter.ui.side_pane import NARROW, PREVIEW, PROBLEMS

PAPER = Output(id="record", title="Record of decision", file_name="Record")
OTHER = Output(id="notice", title="Notice", file_name="Notice")


@pytest.fixture
def opened(window, sample):
    assert window.filing.open_draft(sample)
    return window


@pytest.fixture
def shown(opened):
    opened.furniture.acts.show_preview()
    QApplication.processEvents()
    return opened.panel.preview


@pytest.fixture
def panel(qtbot, dressed):
    """A panel of its own, whose paper the test sets."""
    said = {"html": "<p>One</p>"}
    made = PreviewPanel([PAPER, OTHER], lambda output: said["html"].replace("#", output.title))
    made.said = said
    qtbot.addWidget(made)
    made.resize(400, 300)
    return made


def test_nothing_is_worked_out_before_it_is_seen(opened):
    preview = opened.panel.preview
    calls = []
    preview._make = lambda output: calls.append(output) or ""
    opened.panel.session.edit(FieldPath("title"), "Park")
    assert calls == [] and not preview.findChildren(QTextDocument)
    opened.furniture.acts.show_preview()
    assert [output.id for output in calls] == ["proposed_record"]


def test_it_shows_the_record_and_says_that_words_pages_may_differ(shown):
    text = shown.view.toPlainText()
    assert "PROPOSED RECORD OF DECISION" in text and "Harbour Road Footbridge" in text
    assert "Word’s pages may differ" in NOTE and any(
        label.text() == NOTE and label.isVisible() for label in shown.findChildren(type(shown._trouble)))


def test_it_follows_what_is_typed_after_a_pause(shown, opened, qtbot):
    opened.panel.session.edit(FieldPath("title"), "Parking & <b>play</b>")
    assert "Parking" not in shown.view.toPlainText(), "not at every key"
    qtbot.waitUntil(lambda: "Parking & <b>play</b>" in shown.view.toPlainText())


def test_it_keeps_its_place_while_the_text_changes(shown, opened, qtbot):
    bar = shown.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    assert place > 100
    opened.panel.session.edit(FieldPath("title"), "Parking")
    qtbot.waitUntil(lambda: "Parking" in shown.view.toPlainText())
    assert bar.value() == place


def test_a_hidden_preview_catches_up_when_it_is_seen_again(shown, opened, qtbot):
    side = opened.panel.view.side
    side.show_tab(PROBLEMS)
    opened.panel.session.edit(FieldPath("title"), "Parking")
    qtbot.wait(300)
    assert "Parking" not in shown.view.toPlainText()
    side.show_tab(PREVIEW)
    assert "Parking" in shown.view.toPlainText()


def test_what_cannot_be_shown_is_said_and_the_preview_comes_back(panel):
    def refuse(output):
        raise Failure("The layout has no place for <b>reasons</b>.", "Ask Democratic Services.")
    panel.show()
    make, panel._make = panel._make, refuse
    panel.refresh()
    assert not panel.view.isVisible()
    assert panel._trouble.text() == "The layout has no place for <b>reasons</b>. Ask Democratic Services."
    panel._make = make
    panel.refresh()
    assert panel.view.isVisible() and not panel._trouble.isVisible()


def test_another_paper_is_chosen_by_its_title(panel):
    panel.said["html"] = "<p>#</p>"
    panel.show()
    assert panel.view.toPlainText() == "Record of decision"
    panel.choice.setCurrentText("Notice")
    assert panel.view.toPlainText() == "Notice" and panel.paper is OTHER


def test_nothing_is_fetched_whatever_the_text_asks_for(panel, tmp_path):
    picture = QImage(40, 40, QImage.Format.Format_RGB32)
    picture.fill(0)
    picture.save(str(tmp_path / "spy.png"))
    (tmp_path / "spy.css").write_text("p { font-size: 90pt }", "utf-8")
    at = QUrl.fromLocalFile(str(tmp_path)).toString()
    panel.said["html"] = (f'<link rel="stylesheet" href="{at}/spy.css"><p>Text</p><img src="{at}/spy.png">'
                          f'<img src="{tmp_path}/spy.png"><table background="{at}/spy.png"><tr><td>x</td></tr></table>')
    panel.show()
    for document in (panel.view.document(), panel.document()):
        for name in (f"{at}/spy.png", f"{tmp_path}/spy.png"):
            kept = document.resource(QTextDocument.ResourceType.ImageResource, QUrl(name))
            assert kept is None or kept.width() == 1
        assert document.begin().charFormat().fontPointSize() < 20
        assert document.size().height() < 200


def test_links_are_not_followed(panel, monkeypatch):
    panel.said["html"] = '<p><a href="https://example.gov.uk/">The survey</a></p>'
    panel.show()
    assert not panel.view.openLinks() and not panel.view.openExternalLinks()
    panel.view.anchorClicked.emit(QUrl("https://example.gov.uk/"))
    assert panel.view.toPlainText() == "The survey" and panel.view.source().isEmpty()


def test_its_colours_follow_the_theme_and_print_is_black_on_white(panel, dressed):
    panel.show()

    def colour(document):
        return document.begin().begin().fragment().charFormat().foreground().color().name()

    try:
        for theme in look.THEMES:
            look.wear(dressed, theme)
            QApplication.processEvents()
            assert colour(panel.view.document()) == look.COLOURS[theme]["text"], theme
    finally:
        look.wear(dressed, "light")
    printed = panel.document()
    printed.begin()
    assert printed.toPlainText().startswith("Preview of a draft, not for signature.")
    assert printed.begin().next().begin().fragment().charFormat().foreground().color().name() == "#000000"


def test_the_pane_gives_the_preview_room_and_takes_it_back(opened, qtbot):
    side = opened.panel.view.side
    assert side.width() <= NARROW
    opened.furniture.acts.show_preview()
    QApplication.processEvents()
    assert side.width() > NARROW
    page = opened.panel.view.page
    assert page.widget().minimumSizeHint().width() <= page.viewport().width()
    side.show_tab(PROBLEMS)
    QApplication.processEvents()
    assert side.width() <= NARROW


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (1024, 700)])
def test_the_preview_does_not_scroll_sideways(opened, size, qtbot):
    opened.resize(*size)
    opened.furniture.acts.show_preview()
    qtbot.waitUntil(lambda: opened.panel.preview.view.horizontalScrollBar().maximum() == 0)


def test_the_preview_is_saved_as_a_pdf_on_a4_with_no_author(opened, dialogs, tmp_path):
    target = tmp_path / "Preview.pdf"
    dialogs.expect(target)
    opened.furniture.acts.save_preview()
    content = target.read_bytes()
    assert content.startswith(b"%PDF") and b"595" in content and b"/Author ()" in content
    proposal, _, suffix = dialogs.told("where_to_create")[0]
    assert suffix == "pdf" and "Preview - 26-00041" in proposal and dialogs.told("open_file") == [(target,)]


def test_a_pdf_that_cannot_be_written_is_one_sentence(opened, dialogs, tmp_path):
    dialogs.expect(tmp_path / "none" / "Preview.pdf")
    opened.furniture.acts.save_preview()
    (failure,) = dialogs.told("tell")[0]
    assert "Preview.pdf" in str(failure) and dialogs.told("open_file") == []


def test_what_would_give_away_an_exempt_passage_is_neither_printed_nor_saved_nor_paged(opened, dialogs, draft_of):
    secret = "The winning bidder offered nine hundred pounds a metre."
    opened.panel.session.edit(FieldPath("exempt_information"), RichText((Paragraph((Run(secret),)),)))
    opened.panel.session.edit(FieldPath("reasons"), RichText((Paragraph((Run(secret),)),)))
    acts = [opened.furniture.acts.print_preview, opened.furniture.acts.save_preview]
    acts += [opened.furniture.screen.previewing.show_pages] if exact_pages.office() else []
    for act in acts:
        act()
    told = [str(about[0]) for about in dialogs.told("tell")]
    assert len(told) == len(acts) and all("exempt" in one for one in told)
    assert not opened.furniture.screen.previewing.pages.is_busy


def test_the_preview_is_printed_by_the_printer_that_was_chosen(opened, dialogs, tmp_path):
    printer = QPdfWriter(str(tmp_path / "printed.pdf"))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialogs.expect(printer)
    opened.furniture.acts.print_preview()
    dialogs.expect(None)
    opened.furniture.acts.print_preview()
    del printer
    dialogs.asked.clear()
    assert (tmp_path / "printed.pdf").stat().st_size > 5000
    assert opened.furniture.status.message.text() == "The preview was sent to the printer."


@pytest.fixture
def office(tmp_path):
    """A stand-in for LibreOffice, which waits for a sign."""
    program = tmp_path / "soffice"
    program.write_text('#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\n'
                       f'while [ ! -e "{tmp_path}/go" ]; do sleep 0.02; done\n'
                       f'[ -s "{tmp_path}/go" ] || echo "%PDF" > "$2/paper.pdf"\n')
    program.chmod(0o755)
    return program


@pytest.fixture
def with_office(shown, opened, dialogs, office, private_home):
    opened.furniture.screen.previewing.setParent(None)
    for signal in (shown.print_wanted, shown.pdf_wanted, shown.pages_wanted, shown.pages_stopped):
        signal.disconnect()
    opened.furniture.screen.previewing = Previewing(opened.panel.work, shown, dialogs, private_home,
                                                    opened.filing.folder, str(office))
    shown.offer_pages(True)
    return shown


def test_exact_pages_are_made_meanwhile_one_goes_on_and_opened_in_the_viewer(with_office, dialogs, qtbot, tmp_path,
                                                                            opened):
    with_office.pages_button.setFocus()
    with_office.pages_button.click()
    assert with_office.stop_button.isVisible() and with_office.stop_button.hasFocus()
    assert not with_office.pages_button.isEnabled()
    opened.panel.session.edit(FieldPath("title"), "Meanwhile")
    (tmp_path / "go").touch()
    qtbot.waitUntil(lambda: bool(dialogs.told("open_file")))
    ((path,),) = dialogs.told("open_file")
    assert path.suffix == ".pdf" and path.name.startswith("26-00041") and "DRAFT" in path.name
    assert not with_office.stop_button.isVisible() and with_office.pages_button.isEnabled()


def test_exact_pages_can_be_stopped(with_office, dialogs, qtbot, opened):
    with_office.pages_button.click()
    with_office.stop_button.click()
    assert not with_office.stop_button.isVisible() and not opened.furniture.screen.previewing.pages.is_busy
    qtbot.wait(50)
    assert dialogs.asked == []


def test_pages_that_could_not_be_made_are_told(with_office, dialogs, qtbot, tmp_path):
    with_office.pages_button.click()
    (tmp_path / "go").write_text("nothing")
    qtbot.waitUntil(lambda: bool(dialogs.told("tell")))
    assert "LibreOffice could not make the pages." in str(dialogs.told("tell")[0][0])
    assert with_office.pages_button.isEnabled()


def test_closing_the_draft_stops_what_is_being_made(with_office, opened):
    with_office.pages_button.click()
    pages = opened.furniture.screen.previewing.pages
    opened.filing.close_draft()
    assert not pages.is_busy


def test_without_libreoffice_the_button_is_not_there_and_the_menu_says_why(shown, opened, dialogs, private_home):
    opened.furniture.screen.previewing = Previewing(opened.panel.work, shown, dialogs, private_home,
                                                    opened.filing.folder, "")
    shown.offer_pages(False)
    assert not shown.pages_button.isVisible()
    opened.furniture.acts.show_exact_pages()
    assert dialogs.told("tell_words")[0][0] == "Exact pages need LibreOffice"


def test_the_preview_comes_by_key(opened, qtbot):
    opened.furniture.menus.preview.trigger()
    assert opened.panel.preview.isVisible() and opened.furniture.menus.preview.shortcut().toString() == "Ctrl+Shift+V"


def test_a_preview_that_takes_its_time_waits_for_a_longer_pause(qtbot, dressed):
    def slow(output):
        time.sleep(0.06)
        return "<p>One</p>"

    panel = PreviewPanel([PAPER], slow)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.refresh()
    assert PAUSE < panel._pause.interval() <= LONGEST_PAUSE
