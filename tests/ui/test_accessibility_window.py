"""Everything can be reached by key, is called by name, is large enough, shows its focus, and comes in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QScrollArea, QWidget

from drafter.app.both_changed import both_changed
from drafter.app.next_steps import NextSteps
from drafter.app.papers import Result, offers
from drafter.app.recovering import Left
from drafter.model.comparison import compare
from drafter.model.draft import Path as FieldPath
from drafter.storage.draft_files import OpenedDraft
from drafter.storage.history import Version
from drafter.storage.recovery import RecoveryCopy
from drafter.ui import look
from drafter.ui.compare_dialog import CompareDialog
from drafter.ui.conflict_dialog import ConflictDialog
from drafter.ui.history_dialog import HistoryDialog
from drafter.ui.made_dialog import MadeDialog
from drafter.ui.papers_dialog import PapersDialog, PapersQuestion
from drafter.ui.recovery_dialog import RecoveryDialog


def reachable(root: QWidget) -> Iterator[QWidget]:
    """What Tab reaches inside `root`, in Tab's order."""
    widget = root.nextInFocusChain()
    while widget is not root:
        tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        inside_combo = isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), QComboBox)
        if tab and widget.isVisible() and widget.isEnabled() and root.isAncestorOf(widget) and not inside_combo:
            yield widget
        widget = widget.nextInFocusChain()


def name_of(widget: QWidget) -> str:
    """What a screen reader calls it."""
    if widget.accessibleName():
        return widget.accessibleName()
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def place(widget: QWidget, root: QWidget) -> QPoint:
    return widget.mapTo(root, QPoint(0, 0))


@pytest.fixture
def opened(window, sample):
    assert window.filing.open_draft(sample)
    return window


def pages(window) -> Iterator[tuple[str, QWidget]]:
    for section in window.panel.session.form.sections:
        window.panel.view.show_section(section.id)
        QApplication.processEvents()
        yield section.id, window.panel.view.page


def test_everything_tab_reaches_has_a_name(opened):
    nameless = [f"{name}: {type(widget).__name__}" for name, _ in pages(opened) for widget in reachable(opened)
                if not name_of(widget).strip()]
    assert nameless == []


def test_everything_on_the_start_page_has_a_name_and_comes_in_order(window):
    found = list(reachable(window.start))
    assert [name_of(one) for one in found[:3]] == ["Start a new decision", "Open a draft or a record",
                                                   "Start from an earlier decision"]
    assert all(name_of(one) for one in found)


def test_no_scroll_area_takes_the_focus_for_itself(opened):
    assert [name for name, _ in pages(opened) for widget in reachable(opened) if type(widget) is QScrollArea] == []


def test_every_target_is_24_pixels_or_more(opened):
    small = {(name, name_of(widget), widget.width(), widget.height()) for name, page in pages(opened)
             for widget in reachable(opened) if min(widget.width(), widget.height()) < 24}
    assert small == set()


def test_tab_goes_through_the_questions_in_reading_order(opened):
    for name, page in pages(opened):
        fields = [binding for binding in page.bindings if binding.isVisible()]
        order = [next(n for n, one in enumerate(fields) if one.isAncestorOf(widget))
                 for widget in reachable(page) if any(one.isAncestorOf(widget) for one in fields)]
        assert order == sorted(order), name
        tops = [place(one, page).y() for one in fields]
        assert tops == sorted(tops), name


def test_tab_goes_through_header_sections_page_and_side_pane_in_this_order(opened):
    view = opened.panel.view
    opened.panel.session.edit(FieldPath("decision_number"), "wrong")
    opened.panel.session.edit(FieldPath("title"), "x" * 400)
    for name, page in pages(opened):
        parts = [opened.panel.header, view.sections, page, view.side]
        order = [n for widget in reachable(opened) for n, part in enumerate(parts) if part.isAncestorOf(widget)]
        assert order == sorted(order) and {0, 1, 3} <= set(order), name
    tops = [place(widget, view.side).y() for widget in reachable(view.side)]
    assert tops == sorted(tops) and len(tops) > 3


def test_the_name_of_an_answer_is_its_label(opened):
    for _, page in pages(opened):
        for binding in page.bindings:
            if binding.isVisible():
                assert binding.editor.control.accessibleName() == binding.field.label


def test_an_error_is_read_out_with_the_box_it_belongs_to(opened):
    page = opened.panel.view.page
    binding = next(one for one in page.bindings if one.field.id == "decision_number")
    opened.panel.session.edit(FieldPath("decision_number"), "wrong")
    page.check_section()
    said = binding.editor.control.accessibleDescription()
    assert "Enter two digits for the year" in said and binding.field.hint in said


@pytest.mark.parametrize("theme", look.THEMES)
def test_focus_is_seen_on_everything(opened, dressed, theme):
    look.wear(dressed, theme)
    try:
        unseen = []
        for section in ("basics", "decision", "legal"):
            opened.panel.view.show_section(section)
            opened.panel.view.page.check_section()
            QApplication.processEvents()
            for widget in list(reachable(opened)):
                opened.setFocus()
                before = widget.grab().toImage()
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                QApplication.processEvents()
                if isinstance(widget, QWidget) and widget.grab().toImage() == before:
                    unseen.append(f"{section}: {name_of(widget)}")
        assert sorted(set(unseen)) == []
    finally:
        look.wear(dressed, "light")


SAFETY = ["history", "conflict", "recovery", "aside", "compare"]
SURFACES = ["preview", "papers", "made", "sheet", *SAFETY]


@pytest.fixture
def surface(opened, qtbot, tmp_path):
    """What stands beside or above the form: the preview, the two dialogs of papers, the paste sheet, and the windows in
    which two states of a draft are seen."""
    def show(name: str) -> QWidget:
        if name == "preview":
            opened.furniture.acts.show_preview()
            opened.panel.preview.show_working(True)
            shown = opened.panel.preview
        elif name == "sheet":
            opened.furniture.acts.show_paste_sheet()
            shown = opened.furniture.screen.previewing.sheet
        elif name in SAFETY:
            shown = safety_dialog(name, opened.panel.session)
            qtbot.addWidget(shown)
        else:
            shown = papers_dialog() if name == "papers" else made_dialog(tmp_path)
            qtbot.addWidget(shown)
        shown.show()
        shown.window().activateWindow()
        qtbot.waitUntil(shown.window().isActiveWindow)
        QApplication.processEvents()
        return shown

    def papers_dialog() -> QWidget:
        session = opened.panel.session
        question = PapersQuestion(offers(session.answers, session.problems, opened.panel.work.pack), tmp_path, 2, False,
                                  ("proposed_record",), lambda *about: "Record.docx")
        return PapersDialog(question, lambda folder: None)

    return show


def safety_dialog(name: str, session) -> QWidget:
    before, form = session.draft, session.form
    mine, theirs = (before.with_entry(FieldPath("title"), words).with_exempt(FieldPath("title"), words == "Theirs")
                    for words in ("Mine", "Theirs"))
    differs = compare(before, mine, form)
    if name == "compare":
        return CompareDialog("From one to the other", differs)
    if name == "conflict":
        return ConflictDialog(both_changed(before, mine, OpenedDraft(theirs, Path("Road.decision"), ""), form))
    if name in ("recovery", "aside"):
        left = [Left(RecoveryCopy(Path(one), Path(one)), one, "today, 14:02", differs) for one in ("Road", "Park")]
        dialog = RecoveryDialog(left, aside=name == "aside")
        dialog._show(left[0])
        return dialog
    kept = [Version(Path(), datetime(2026, 11, 2, 14, n, tzinfo=UTC), "saved", "", 1) for n in (5, 2)]
    return HistoryDialog(kept, mine, form, lambda _version: before, session.today, True)


def made_dialog(folder) -> QWidget:
    return MadeDialog([Result("Record", folder / "Record.docx"), Result("Notice", folder / "Notice.docx"),
                       Result("Urgency notice", None, "The normal route is taken.")],
                      NextSteps("", ("Send it.",), "Subject: Record"), print)


@pytest.mark.parametrize("name", SURFACES)
def test_papers_and_preview_are_reached_by_name_in_reading_order_and_are_large_enough(surface, name):
    root = surface(name)
    if root.isWindow():
        root.resize(root.width(), root.layout().totalHeightForWidth(root.width()) + 6000)  # nothing is scrolled away
        QApplication.processEvents()
    found = list(reachable(root))
    assert len(found) >= 2
    assert [type(one).__name__ for one in found if not name_of(one).strip() or type(one) is QScrollArea] == []
    names = [name_of(one) for one in found]
    assert len(set(names)) == len(names)
    assert [name_of(one) for one in found if min(one.width(), one.height()) < 24] == []
    tops = [place(one, root).y() + one.height() // 2 for one in found]
    assert all(later >= earlier - 12 for earlier, later in pairwise(tops)), list(zip(names, tops, strict=True))


@pytest.mark.parametrize("theme", look.THEMES)
@pytest.mark.parametrize("name", SURFACES)
def test_focus_is_seen_on_papers_and_preview(surface, dressed, name, theme):
    look.wear(dressed, theme)
    try:
        root = surface(name)
        unseen = []
        for widget in list(reachable(root)):
            if (focused := root.window().focusWidget()) is not None:
                focused.clearFocus()
            QApplication.processEvents()
            before = widget.grab().toImage()
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            QApplication.processEvents()
            if widget.grab().toImage() == before:
                unseen.append(name_of(widget))
        assert unseen == []
    finally:
        look.wear(dressed, "light")


@pytest.mark.parametrize("name", SURFACES)
def test_labels_of_papers_and_preview_never_read_words_as_markup(surface, name):
    root = surface(name)
    rich = [label.text() for label in root.findChildren(QLabel)
            if label.text() and label.textFormat() != Qt.TextFormat.PlainText]
    assert rich == []


def test_tab_goes_through_the_preview_in_the_side_panes_place(opened):
    view = opened.panel.view
    opened.furniture.acts.show_preview()
    for _, page in pages(opened):
        parts = [opened.panel.header, view.sections, page, view.side.tabs, opened.panel.preview]
        order = [n for widget in reachable(opened) for n, part in enumerate(parts)
                 if part is widget or part.isAncestorOf(widget)]
        assert order == sorted(order) and 4 in order


def test_the_menus_letters_differ_from_those_of_every_page(opened):
    menus = [one.text()[one.text().index("&") + 1].lower() for one in opened.menuBar().actions()]
    assert len(set(menus)) == len(menus)
    for name, page in pages(opened):
        texts = [binding.editor.label.text() for binding in page.bindings if binding.isVisible()]
        texts += [button.text() for button in page.findChildren(QAbstractButton)
                  if button.isVisible() and "&" in button.text().replace("&&", "")]
        letters = [text.replace("&&", "")[text.replace("&&", "").index("&") + 1].lower() for text in texts
                   if "&" in text.replace("&&", "")]
        assert len(set(letters)) == len(letters) and not set(letters) & set(menus), name


def test_changing_the_page_by_key_reads_the_heading_out_and_lets_one_type_at_once(opened, qtbot, monkeypatch):
    said = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    opened.furniture.acts.next_section()
    page = opened.panel.view.page
    assert said == ["Is it a key decision?"] and name_of(page.heading) == said[0]
    assert page.path_in_focus() == FieldPath("key_decision")
    opened.panel.session.edit(FieldPath("urgency_route"), "normal")
    opened.panel.view.show_section("urgency")
    assert page.heading.text() == "Is it a key decision?"
    opened.furniture.acts.previous_section()
    opened.furniture.acts.previous_section()
    assert opened.panel.view.page is page and page.path_in_focus() == FieldPath("key_decision")
