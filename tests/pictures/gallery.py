"""Every dialog with something in it: for the pictures, and for the audits, which look at all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path as FilePath

from PySide6.QtWidgets import QWidget

from drafter.app.both_changed import both_changed
from drafter.app.bringing import report
from drafter.app.next_steps import next_steps
from drafter.app.papers import Result, offers
from drafter.app.recovering import Left
from drafter.app.wordings import WordingQuestion
from drafter.model.comparison import compare
from drafter.model.draft import Draft, Path
from drafter.model.fields import ClausesField
from drafter.storage.draft_files import OpenedDraft
from drafter.storage.history import Version
from drafter.storage.recovery import RecoveryCopy
from drafter.storage.settings_files import Settings
from drafter.ui.about import AboutDialog
from drafter.ui.bring_dialog import BringDialog
from drafter.ui.compare_dialog import CompareDialog
from drafter.ui.conflict_dialog import ConflictDialog
from drafter.ui.crash import CrashDialog
from drafter.ui.dialogs import Question
from drafter.ui.goto_dialog import GoToDialog
from drafter.ui.guide_window import GuideWindow
from drafter.ui.history_dialog import HistoryDialog, MomentDialog
from drafter.ui.keys_dialog import KeysDialog
from drafter.ui.made_dialog import MadeDialog
from drafter.ui.main_window import MainWindow
from drafter.ui.name_dialog import NameDialog
from drafter.ui.papers_dialog import PapersDialog, PapersQuestion
from drafter.ui.recovery_dialog import RecoveryDialog
from drafter.ui.settings_dialog import SettingsDialog
from drafter.ui.wording_dialog import WordingDialog


def dialogs(window: MainWindow, folder: FilePath) -> dict[str, Callable[[], QWidget]]:
    """What makes each of them, by name. The window has a draft open; papers are said to lie in `folder`."""
    assert window.panel is not None
    session, pack = window.panel.session, window.panel.work.pack
    before, form = session.draft, session.form
    clauses = form.field("decision_clauses")
    assert isinstance(clauses, ClausesField)
    mine, theirs = (_changed(before, words) for words in ("Mine", "Theirs"))

    def made(as_draft: bool) -> QWidget:
        results = [Result("Proposed record of decision", folder / "26-00041 Proposed record of decision.docx"),
                   Result("Urgency notice", None, "The normal route is taken.")]
        after = next_steps(session.answers, session.problems, session.calendar, results[0].title, as_draft=as_draft)
        return MadeDialog(results, after, print, window)

    def papers() -> QWidget:
        question = PapersQuestion(offers(session.answers, session.problems, pack), folder, 2, False,
                                  ("proposed_record",), lambda *about: "Record.docx")
        return PapersDialog(question, lambda now: None, window)

    def recovery() -> QWidget:
        left = [Left(RecoveryCopy(folder / one, folder / one), one, "today, 14:02", compare(before, mine, form))
                for one in ("Harbour Road footbridge", "Meals at home")]
        dialog = RecoveryDialog(left, window)
        dialog._show(left[0])
        return dialog

    def aside() -> QWidget:
        left = [Left(RecoveryCopy(folder / one, folder / one), one, "2 November, 14:02", compare(before, mine, form))
                for one in ("Harbour Road footbridge", "Meals at home")]
        return RecoveryDialog(left, window, aside=True)

    def history() -> QWidget:
        kept = [Version(folder, datetime(2026, 11, 2, 14, minute, tzinfo=UTC), "saved", "", 1) for minute in (5, 2)]
        return HistoryDialog(kept, mine, form, lambda _version: before, session.today, True, window)

    def conflict() -> QWidget:
        opened = OpenedDraft(theirs, folder / "Harbour Road.decision", "")
        return ConflictDialog(both_changed(before, mine, opened, form), window)

    def bring() -> QWidget:
        newer = replace(form, version=f"{form.version}a", sha256="", sections=form.sections[1:], rules=())
        return BringDialog(report(before, pack, replace(pack, form=newer), session.today), window)

    def sheet() -> QWidget:
        assert window.furniture.screen.previewing is not None
        window.furniture.acts.show_paste_sheet()
        assert window.furniture.screen.previewing.sheet is not None
        return window.furniture.screen.previewing.sheet

    return {
        "made-signed": lambda: made(False), "made-draft": lambda: made(True), "papers": papers,
        "recovery": recovery, "aside": aside, "history": history, "conflict": conflict, "paste-sheet": sheet,
        "bring": bring,
        "wording": lambda: WordingDialog(WordingQuestion(session.answers, clauses, None, session.today), window),
        "moment": lambda: MomentDialog(window), "name": lambda: NameDialog(window),
        "compare": lambda: CompareDialog("From one to the other", compare(before, mine, form), window),
        "question": lambda: Question("Harbour Road.decision could not be saved.", "error", [
            "The disk is full. Free some space.", "Nothing is lost: the draft is still in the window."],
            [("Try again", "again"), ("Save as…", "elsewhere"), ("Keep a copy and close", "keep"),
             ("Back to the draft", None)], window),
        "settings": lambda: SettingsDialog(asdict(Settings()), window.desk.forms(), lambda now: None, window),
        "keys": lambda: KeysDialog(window.furniture.menus.keys(), window),
        "go-to": lambda: GoToDialog(session.answers, window),
        "guide": lambda: GuideWindow(window), "about": lambda: AboutDialog(window),
        "crash": lambda: CrashDialog("drafter 0.1.0\n\ndrafter/ui/page.py:12 in show\nKeyError",
                                     "A copy of it is offered on the start page.", window),
    }


def _changed(draft: Draft, title: str) -> Draft:
    title_field = Path("title")
    return draft.with_entry(title_field, title).with_exempt(title_field, title == "Theirs")
