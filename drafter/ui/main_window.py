"""The frame around everything: start page or draft, menus, and files dropped on it.

What shows a draft is imported when the first one is shown, so that the start page is painted without it.
"""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from drafter.app import recent
from drafter.storage.locations import SUFFIX, sample
from drafter.ui import look
from drafter.ui.menu_bar import MenuBar
from drafter.ui.room import room_for
from drafter.ui.start_page import StartPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QShowEvent

    from drafter.app.autosave import Autosave
    from drafter.app.desk import Desk
    from drafter.app.work import Work
    from drafter.model.base import Stage
    from drafter.model.draft import Path
    from drafter.storage.settings_files import Theme
    from drafter.ui.dialogs import Dialogs
    from drafter.ui.filing import Filing
    from drafter.ui.menus import Menus
    from drafter.ui.previewing import Previewing
    from drafter.ui.status_line import StatusLine
    from drafter.ui.text_box import TextBox
    from drafter.ui.work_panel import WorkPanel

UNSEEN = 500
"""Milliseconds. A window that starts hidden behind others may not be painted; it does not wait for that."""
SESSION_ENDS = 3.0
"""Seconds that are waited for files at the end. What is not in its own file then is kept in the private folder."""


class MainWindow(QMainWindow):
    """Closing never asks "save changes?": a draft that has a name is saved; one that has none is kept, and offered on
    the start page. The same is done of itself while one works, at every pause."""

    dialogs: Dialogs
    filing: Filing
    autosave: Autosave
    box: TextBox
    menus: Menus
    status: StatusLine

    def __init__(self, desk: Desk, dialogs: Dialogs | None = None) -> None:
        """What is painted first; then `when_painted` is called, once. `furnish` brings the rest."""
        super().__init__()
        self.desk, self._given = desk, dialogs
        self.panel: WorkPanel | None = None
        self.previewing: Previewing | None = None
        self._told = ""
        self._is_furnished = False
        self.when_painted: Callable[[], object] | None = None
        self.bar = MenuBar(self)
        self.setMenuBar(self.bar)
        self.start = StartPage()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start)
        whole = QWidget()
        self._column = QVBoxLayout(whole)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.stack, 1)
        self.setCentralWidget(whole)
        self.start.new_wanted.connect(self.new_decision)
        self.start.open_wanted.connect(self.open_any)
        self.start.earlier_wanted.connect(self.begin)
        self.setMinimumSize(600, 380)
        self.resize(QSize(1280, 800).boundedTo(room_for(self)))
        self._show_title()

    def furnish(self) -> None:
        """All that the first picture of the window does without. A door that is opened before brings it too."""
        if self._is_furnished:
            return
        self._is_furnished = True
        from drafter.app.autosave import Autosave
        from drafter.ui.dialogs import Dialogs
        from drafter.ui.filing import Filing
        from drafter.ui.menus import Menus
        from drafter.ui.status_line import StatusLine
        from drafter.ui.text_box import TextBox

        self.dialogs = self._given or Dialogs(self)
        self.filing = Filing(self.desk, self.dialogs, self.settle, self)
        self.autosave = Autosave(self)
        self.box = TextBox(self)
        self.status = StatusLine()
        self.status.hide()
        self._column.addWidget(self.status)
        self.menus = Menus(self, self.bar, self, self.filing)
        self.start.furnish()
        self.setAcceptDrops(True)
        self._connect()

    def _connect(self) -> None:
        self.start.recent.tour_wanted.connect(self.take_tour)
        self.start.recent.chosen.connect(self._open_recent)
        self.start.recent.removed.connect(self._remove_recent)
        self.filing.shown.connect(self._show_new_work)
        self.filing.restored.connect(self._go_on_at)
        self.filing.saved.connect(self._show_saved)
        self.filing.kept.connect(self._show_kept)
        self.filing.slow.connect(self._show_kept)
        self.filing.done.connect(self._show_done)
        self.filing.closed.connect(self._show_start)
        self.autosave.due.connect(self.save_quietly)
        self.autosave.copy_due.connect(self.keep_quietly)
        self.status.undo_wanted.connect(self.undo)
        self.menus.stage.stage_chosen.connect(self._set_stage)
        self.menus.recent.aboutToShow.connect(self._list_recent)
        self.menus.sections.aboutToShow.connect(self._list_sections)

    def after_first_paint(self, file: FilePath | None = None) -> None:
        """What reads files waits until the window is on the screen."""
        from drafter.storage.private import why_not_kept

        self.furnish()
        known, damage = recent.settings_or_damage(self.desk.home)
        self.menus.themes[known.theme].setChecked(True)
        self.menus.to_file.setChecked(known.autosave_to_file)
        if file is None or not self.filing.open_draft(file):
            self._list_start()
        self.filing.recover(told=file)
        if file is None:
            self._list_start()
        if damage is not None:
            self.dialogs.tell(damage)
        elif words := why_not_kept(self.desk.home):
            self.status.say(words)

    def new_decision(self) -> None:
        self.furnish()
        self.filing.new_draft()

    def open_any(self) -> None:
        self.furnish()
        self.filing.ask_any()

    def begin(self) -> None:
        self.furnish()
        self.filing.begin()

    def come_forward(self, file: FilePath | None = None) -> None:
        """A second start: this window shows itself, and opens the file unless it is the one on the screen. While a
        question is on the screen, the file waits for its answer."""
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QDialog

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        question = QApplication.activeModalWidget()
        if isinstance(question, QDialog):
            question.finished.connect(lambda _code: QTimer.singleShot(0, self, lambda: self.come_forward(file)))
        elif file is not None and not self.filing.has_open(file):
            self.filing.open_draft(file)

    def settle(self) -> None:
        """Take over what was typed in the last moment."""
        if self.panel:
            self.panel.view.flush()
            self.panel.explaining.keep_typed()

    def save_quietly(self) -> None:
        """Put what is on the screen into safety, also what was typed in the last moment, while typing may go on."""
        if self.panel:
            self.panel.view.take_over()
            self.filing.save_quietly()

    def keep_quietly(self) -> None:
        """A copy of what is on the screen, while typing goes on."""
        if self.panel:
            self.panel.view.take_over()
            self.filing.keep_quietly()

    def end_session(self) -> None:
        """The session may be about to end: what is on the screen goes into safety at once. It may also go on."""
        self.save_quietly()
        if self.desk.saver is not None:
            self.desk.saver.wait(SESSION_ENDS)
        self.desk.wait(SESSION_ENDS)

    def put_away(self) -> None:
        """The program ends, and nobody is asked: what cannot be saved now is kept, and offered when it starts again."""
        self.end_session()
        self._leave_desk()

    # -- what the menus do ---------------------------------------------------------------------------------------

    def undo(self) -> None:
        self.settle()
        if self.panel:
            self.panel.session.undo_stack.undo()

    def redo(self) -> None:
        self.settle()
        if self.panel:
            self.panel.session.undo_stack.redo()

    def cut(self) -> None:
        self.box.cut()

    def copy(self) -> None:
        self.box.copy()

    def paste(self) -> None:
        self.box.paste()

    def go_back_to_opening(self) -> None:
        self.settle()
        self.autosave.now()
        if self.panel:
            self.panel.session.go_back_to_opening()
            self.status.say("The draft is as it was when you opened it.", True)

    def save_of_itself(self, wanted: bool) -> None:
        """Whether the draft's own file is written without being asked; a copy of what is typed is always kept."""
        if not self.filing.attempt(lambda: recent.autosave_to_file(wanted, self.desk.home)):
            self.menus.to_file.setChecked(not wanted)
            return
        if self.desk.work is not None:
            self.desk.work.to_file = wanted
        self.status.say("The file is saved automatically." if wanted else
                        "The file is saved when you ask for it. A copy of what you type is always kept.")
        self.save_quietly()

    def find_words(self) -> None:
        if self.panel:
            self.settle()
            self.panel.finding.open()

    def find_next(self) -> None:
        if self.panel:
            self.panel.finding.go_on()

    def find_previous(self) -> None:
        if self.panel:
            self.panel.finding.go_back()

    def go_to(self) -> None:
        if self.panel:
            place = self.dialogs.where_to_go(self.panel.session.answers)
            if place is not None:
                self.panel.view.go_to_place(place)

    def choose_wording(self) -> None:
        if self.panel:
            self.panel.wording.choose(self.panel.view.last_place)

    def mark_exempt(self) -> None:
        """The answer one is in, or its row; done again, the mark goes."""
        if self.panel and self.panel.view.last_place is not None:
            self.panel.view.toggle_exempt(self.panel.view.last_place)
        else:
            self.status.say("Go to an answer first, then mark it as exempt.")

    def create_papers(self) -> None:
        self._create(False)

    def create_to_share(self) -> None:
        self._create(True)

    def check_all(self) -> None:
        if self.panel:
            self.panel.view.show_check()

    def show_paste_sheet(self) -> None:
        self.settle()
        if self.previewing:
            self.previewing.show_sheet()

    def print_preview(self) -> None:
        self.settle()
        if self.previewing:
            self.previewing.print_it()

    def save_preview(self) -> None:
        self.settle()
        if self.previewing:
            self.previewing.save_pdf()

    def show_exact_pages(self) -> None:
        self.show_preview()
        if self.previewing:
            self.previewing.show_pages()

    def show_preview(self) -> None:
        if self.panel:
            self.panel.view.show_preview()

    def show_timetable(self) -> None:
        if self.panel:
            self.panel.view.show_timetable()

    def read_paper(self, wanted: bool) -> None:
        if self.panel:
            self.panel.view.read(wanted)

    def focus_mode(self, wanted: bool) -> None:
        if self.panel:
            self.panel.header.setVisible(not wanted)
            self.panel.view.focus_mode(wanted)

    def next_section(self) -> None:
        if self.panel:
            self.panel.view.next_section()

    def previous_section(self) -> None:
        if self.panel:
            self.panel.view.previous_section()

    def next_problem(self) -> None:
        if self.panel:
            self.panel.view.next_problem()

    def give_reason(self) -> None:
        if self.panel:
            self.panel.view.give_reason()

    def check_section(self) -> None:
        if self.panel:
            self.panel.view.page.check_section()

    def next_misspelling(self) -> None:
        if self.panel and not self.panel.view.next_misspelling():
            self.status.say("No word on this page looks misspelt.")

    def help_here(self) -> None:
        """For the question one is in; elsewhere the guide."""
        if self.panel is None or not self.panel.view.help_here():
            self.show_guide()

    def show_guide(self) -> None:
        from drafter.ui.guide_window import GuideWindow

        GuideWindow(self).show()

    def take_tour(self) -> None:
        """Through the draft on the screen, or through the sample."""
        from drafter.ui.tour import Tour
        from drafter.ui.tour_steps import tour_steps

        if self.panel is not None or self.filing.open_draft(sample()):
            assert self.panel is not None
            Tour(tour_steps(self.panel, self.status), self)

    def show_sections(self) -> None:
        if self.panel:
            self.panel.view.place.toggle()

    def show_side(self, wanted: bool) -> None:
        if self.panel:
            self.panel.view.show_side(wanted)

    def choose_theme(self, theme: Theme) -> None:
        self.filing.attempt(lambda: recent.choose_theme(theme, self.desk.home))
        self.menus.themes[recent.settings(self.desk.home).theme].setChecked(True)
        self._dress()

    def change_settings(self) -> None:
        from dataclasses import asdict

        from drafter.app.my_words import change_my_words, my_words
        from drafter.app.settings_list import MY_WORDS

        now, words = recent.settings(self.desk.home), my_words(self.desk.home)
        chosen = self.dialogs.which_settings({**asdict(now), MY_WORDS: words}, self.desk.forms())
        if chosen is not None:
            wanted = chosen.pop(MY_WORDS, words)
            if isinstance(wanted, tuple) and self.filing.attempt(
                    lambda: change_my_words(words, wanted, self.desk.home)) and self.panel:
                self.panel.spelling.load()
            self.filing.attempt(lambda: recent.choose(self.desk.home, **chosen))
            self.menus.themes[recent.settings(self.desk.home).theme].setChecked(True)
            self._dress()

    def tell_keys(self) -> None:
        self.dialogs.tell_keys(self.menus.keys())

    def tell_about(self) -> None:
        self.dialogs.tell_about()

    def quit(self) -> None:
        self.close()

    # -- what Qt calls -------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(UNSEEN, self, self._is_seen)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.when_painted is not None:
            QTimer.singleShot(0, self, self._is_seen)  # once what lies within is painted as well

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_furnished:
            return
        event.setAccepted(self.filing.leave())
        if event.isAccepted():
            self._leave_desk()

    def changeEvent(self, event: QEvent) -> None:
        if self._is_furnished and event.type() == event.Type.ActivationChange and not self.isActiveWindow():
            self.autosave.now()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.filing.open_draft(path))

    def _dress(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            look.dress(application, recent.settings(self.desk.home))

    def _is_seen(self) -> None:
        then, self.when_painted = self.when_painted, None
        if then is not None:
            then()

    # -- for itself ----------------------------------------------------------------------------------------------

    def _show_new_work(self, work: Work) -> None:
        work.session.form_changed.connect(self._show_other_form)
        self._show_work(work)

    def _go_on_at(self, place: Path | None) -> None:
        """What was recovered is shown where it was worked on."""
        if self.panel and place is not None:
            self.panel.view.go_to(place)

    def _show_other_form(self) -> None:
        """The same draft on another form, or back on the one before."""
        if self.desk.work is not None:
            self._show_work(self.desk.work)
            self.autosave.note_change()
            words = "The draft is on the form as it is now." if not self.desk.work.may_be_brought else (
                "The draft is back on the form that it was on.")
            self.status.say(words, True)

    def _leave_desk(self) -> None:
        """Others may open the draft from now on."""
        self.autosave.stop()
        if self.previewing is not None:
            self.previewing.leave()
        self.desk.clear()
        self.desk.wait(SESSION_ENDS)

    def _show_work(self, work: Work) -> None:
        from drafter.ui.previewing import Previewing
        from drafter.ui.work_panel import WorkPanel

        self._drop_panel()
        panel = WorkPanel(work, self.dialogs, self._is_slow)
        self.panel = panel
        self.previewing = Previewing(work, panel.preview, self.dialogs, self.desk.home, self.filing.folder)
        self.previewing.said.connect(self.status.say)
        panel.header.open_wanted.connect(self.filing.ask_draft)
        panel.header.create_wanted.connect(panel.view.show_check)
        panel.save_as_wanted.connect(self.filing.save_as)
        panel.try_again_wanted.connect(self.filing.open_again)
        panel.resolve_wanted.connect(self.filing.resolve)
        panel.look_at_copy_wanted.connect(self.filing.look_at_copy)
        panel.bring_wanted.connect(self.filing.bring)
        panel.view.said.connect(self.status.say)
        panel.spelling.said.connect(self.status.say)
        panel.explaining.said.connect(self.status.say)
        panel.view.side_shown.connect(self.menus.side.setChecked)
        panel.view.reading_shown.connect(self.menus.reading.setChecked)
        panel.view.sign_wanted.connect(self._sign)
        panel.view.share_wanted.connect(self._share)
        panel.view.papers_wanted.connect(self.create_papers)
        panel.view.section_shown.connect(self.status.clear)
        panel.session.changed.connect(self._show_state)
        panel.session.changed.connect(self.autosave.note_change)
        panel.session.history_changed.connect(self.status.clear)
        panel.session.history_changed.connect(self._show_history)
        self.menus.show_draft(True, not work.read_only)
        self.menus.save_as.setEnabled(work.opened is None or not work.opened.newer)
        self.menus.bring.setEnabled(work.may_be_brought)
        self.stack.addWidget(panel)
        self.stack.setCurrentWidget(panel)
        self.status.clear()
        self.status.show()
        self._show_state()
        self._show_history()
        self.autosave.start()
        panel.view.page.focus_first()

    def _show_start(self) -> None:
        self._drop_panel()
        self.stack.setCurrentWidget(self.start)
        self._list_start()
        self.start.new_door.setFocus()
        self._show_title()

    def _drop_panel(self) -> None:
        self.autosave.stop()
        if self.panel is not None and self.previewing is not None:
            self.previewing.leave()
            self.stack.removeWidget(self.panel)
            self.panel.deleteLater()
            self.panel = self.previewing = None
        self.menus.show_draft(False, False)
        self._show_history()
        self.status.hide()

    def _show_state(self) -> None:
        from drafter.app.earliest import earliest_words

        if self.panel:
            session = self.panel.session
            self.menus.stage.show_stage(session.draft.stage)
            self.status.show_earliest(earliest_words(session.answers, session.calendar))
        self._show_title()

    def _is_slow(self) -> bool:
        return self.desk.saver is not None and self.desk.saver.is_slow

    def _show_title(self) -> None:
        work = self.panel.work if self.panel else None
        self.setWindowTitle(f"{work.name}[*] – drafter" if work else "drafter")
        self.setWindowModified(work is not None and not work.is_saved)

    def _show_history(self) -> None:
        stack = self.panel.session.undo_stack if self.panel else None
        self.menus.show_undo(stack.undoText() if stack and stack.canUndo() else None,
                             stack.redoText() if stack and stack.canRedo() else None)

    def _show_saved(self, note: str) -> None:
        self._show_own()
        if self.panel:
            self.panel.saved_now()
        self._show_state()
        self.status.say(note or "Saved.")

    def _show_done(self, words: str) -> None:
        if self.panel:
            self.panel.show_work()
        self.status.say(words, True)

    def _show_own(self) -> None:
        """What was only read can be changed once it has a file of the officer's own."""
        if self.panel and self.panel.view.read_only and not self.panel.work.read_only:
            self._show_work(self.panel.work)

    def _show_kept(self, note: str = "") -> None:
        self._show_own()
        if self.panel is None:
            return
        self.panel.show_work()
        self.panel.tell()
        self._show_title()
        trouble = str(self.panel.work.trouble or self.panel.work.copy_trouble or "")
        if note or trouble not in ("", self._told):
            self.status.say(note or trouble)
        self._told = trouble

    def _list_recent(self) -> None:
        self.menus.list_recent(recent.recent_drafts(self.desk.home, self.desk.today()), self._open_recent)

    def _list_sections(self) -> None:
        if self.panel:
            view = self.panel.view
            self.menus.list_sections(view.sections.model.progress, view.enter_section)

    def _open_recent(self, draft: recent.Recent) -> None:
        if draft.copy is not None:
            self.filing.restore(draft.copy)
            self._list_start()
        else:
            self.filing.open_draft(draft.path)

    def _remove_recent(self, draft: recent.Recent) -> None:
        recent.remove(draft, self.desk.home)
        self._list_start()

    def _list_start(self) -> None:
        self.start.recent.show_recent(recent.recent_drafts(self.desk.home, self.desk.today()))

    def _create(self, as_draft: bool) -> None:
        from drafter.ui.creating import create_papers

        self.settle()
        self.autosave.now()
        if self.panel is None:
            return
        shown = self.panel.preview.paper
        place = create_papers(self.filing, [shown.id] if shown else [], as_draft=as_draft)
        if place is not None:
            self.panel.view.go_to(place)

    def _sign(self) -> None:
        self._record(False)

    def _share(self) -> None:
        self._record(True)

    def _record(self, as_draft: bool) -> None:
        from drafter.ui.creating import create_record

        self.settle()
        self.autosave.now()
        create_record(self.filing, as_draft=as_draft)

    def _set_stage(self, stage: Stage) -> None:
        if self.panel:
            self.panel.session.set_stage(stage)


def _dropped(event: QDropEvent) -> FilePath | None:
    """The one draft that is being dropped."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = FilePath(urls[0].toLocalFile())
    return path if path.suffix.lower() == SUFFIX else None
