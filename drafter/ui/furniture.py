"""All that the first picture of the window does without: made once it is painted, and put together here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from drafter.app.autosave import Autosave
from drafter.ui.acts import Acts
from drafter.ui.dialogs import Dialogs
from drafter.ui.filing import Filing
from drafter.ui.menus import Menus
from drafter.ui.on_screen import OnScreen
from drafter.ui.recents import Recents
from drafter.ui.showing import Showing
from drafter.ui.status_line import StatusLine
from drafter.ui.text_box import TextBox

if TYPE_CHECKING:
    from drafter.app.desk import Desk
    from drafter.app.work import Work
    from drafter.storage.settings_files import Settings
    from drafter.ui.menu_bar import MenuBar
    from drafter.ui.start_page import StartPage


class Furniture(QObject):
    """Its parts know of each other no more than they are given; who hears whom is said here and nowhere else."""

    def __init__(self, window: QMainWindow, desk: Desk, dialogs: Dialogs | None, bar: MenuBar, start: StartPage,
                 stack: QStackedWidget) -> None:
        super().__init__(window)
        self._start, self._stack = start, stack
        start.furnish()
        self.dialogs = dialogs or Dialogs(window)
        self.status = StatusLine()
        self.status.hide()
        self.autosave = Autosave(self)
        self.screen = OnScreen(stack, desk, self.dialogs, self)
        self.filing = Filing(desk, self.dialogs, self.screen, self)
        self.acts = Acts(window, self.filing, self.screen, self.autosave, self.status)
        self.menus = Menus(window, bar, self.acts, self.filing, TextBox(self))
        self.showing = Showing(window, desk, self.screen, self.menus, self.status)
        self.recents = Recents(self.filing, start.recent, self.menus, self)
        self._connect()

    def show_settings(self, settings: Settings) -> None:
        self.menus.show_theme(settings.theme)
        self.menus.to_file.setChecked(settings.autosave_to_file)

    def leave(self) -> None:
        """The window is closed: nothing begins any more."""
        self.autosave.stop()
        self.screen.leave()

    def _connect(self) -> None:
        self._start.recent.tour_wanted.connect(self.acts.take_tour)
        self.filing.shown.connect(self._show_new_work)
        self.filing.restored.connect(self.screen.go_on_at)
        self.filing.saved.connect(self.showing.show_saved)
        self.filing.kept.connect(self.showing.show_kept)
        self.filing.slow.connect(self.showing.show_kept)
        self.filing.done.connect(self.showing.show_done)
        self.filing.closed.connect(self._show_start)
        self.autosave.due.connect(self.filing.save_quietly)
        self.autosave.copy_due.connect(self.filing.keep_quietly)
        self.status.undo_wanted.connect(self.acts.undo)
        self.acts.settings_changed.connect(self.show_settings)
        self.menus.stage.stage_chosen.connect(self.acts.set_stage)
        self.menus.sections.aboutToShow.connect(self.showing.list_sections)
        self.screen.changed.connect(self._serve_panel)

    def _show_new_work(self, work: Work) -> None:
        work.session.form_changed.connect(self._show_other_form)
        self.screen.show(work)

    def _show_other_form(self) -> None:
        self.showing.show_other_form()
        self.autosave.note_change()

    def _show_start(self) -> None:
        self.screen.clear()
        self._stack.setCurrentWidget(self._start)
        self.recents.list()
        self._start.new_door.setFocus()

    def _serve_panel(self) -> None:
        """What another panel wants done, and what hears of it."""
        self.autosave.stop()
        panel, previewing = self.screen.panel, self.screen.previewing
        if panel is not None and previewing is not None:
            previewing.said.connect(self.status.say)
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
            panel.view.sign_wanted.connect(self.acts.sign)
            panel.view.share_wanted.connect(self.acts.share)
            panel.view.papers_wanted.connect(self.acts.create_papers)
            panel.view.section_shown.connect(self.status.clear)
            panel.session.changed.connect(self.showing.show_state)
            panel.session.changed.connect(self.autosave.note_change)
            panel.session.history_changed.connect(self.status.clear)
            panel.session.history_changed.connect(self.showing.show_history)
            self.autosave.start()
        self.showing.show_another()
