"""What the menus and their keys do with the draft on the screen, and with the program; files are `filing`'s."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QMainWindow

from drafter.app import recent
from drafter.storage.locations import sample
from drafter.ui import look
from drafter.ui.filing import Filing
from drafter.ui.on_screen import OnScreen
from drafter.ui.status_line import StatusLine

if TYPE_CHECKING:
    from drafter.app.autosave import Autosave
    from drafter.model.base import Stage
    from drafter.storage.settings_files import Theme
    from drafter.ui.previewing import Previewing
    from drafter.ui.work_panel import WorkPanel


class Acts(QObject):
    """What needs a draft does nothing without one. `settings_changed` carries the settings as they are kept now, also
    where what was chosen could not be."""

    settings_changed = Signal(object)

    def __init__(self, window: QMainWindow, filing: Filing, screen: OnScreen, autosave: Autosave,
                 status: StatusLine) -> None:
        super().__init__(window)
        self._window, self.filing, self.screen, self.autosave, self.status = window, filing, screen, autosave, status
        self._desk, self._dialogs = filing.desk, filing.dialogs

    @property
    def panel(self) -> WorkPanel | None:
        return self.screen.panel

    @property
    def previewing(self) -> Previewing | None:
        return self.screen.previewing

    def undo(self) -> None:
        self.screen.settle()
        if self.panel:
            self.panel.session.undo_stack.undo()

    def redo(self) -> None:
        self.screen.settle()
        if self.panel:
            self.panel.session.undo_stack.redo()

    def go_back_to_opening(self) -> None:
        self.screen.settle()
        self.autosave.now()
        if self.panel:
            self.panel.session.go_back_to_opening()
            self.status.say("The draft is as it was when you opened it.", True)

    def save_of_itself(self, wanted: bool) -> None:
        """Whether the draft's own file is written without being asked; a copy of what is typed is always kept."""
        kept = self.filing.attempt(lambda: recent.autosave_to_file(wanted, self._desk.home))
        self._put_to_use()
        if not kept:
            return
        self.status.say("The file is saved automatically." if wanted else
                        "The file is saved when you ask for it. A copy of what you type is always kept.")
        self.filing.save_quietly()

    def find_words(self) -> None:
        if self.panel:
            self.screen.settle()
            self.panel.finding.open()

    def find_next(self) -> None:
        if self.panel:
            self.panel.finding.go_on()

    def find_previous(self) -> None:
        if self.panel:
            self.panel.finding.go_back()

    def go_to(self) -> None:
        if self.panel:
            place = self._dialogs.where_to_go(self.panel.session.answers)
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
        self.screen.settle()
        if self.previewing:
            self.previewing.show_sheet()

    def print_preview(self) -> None:
        self.screen.settle()
        if self.previewing:
            self.previewing.print_it()

    def save_preview(self) -> None:
        self.screen.settle()
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

        GuideWindow(self._window).show()

    def take_tour(self) -> None:
        """Through the draft on the screen, or through the sample."""
        from drafter.ui.tour import Tour
        from drafter.ui.tour_steps import tour_steps

        if self.panel is not None or self.filing.open_draft(sample()):
            assert self.panel is not None
            Tour(tour_steps(self.panel, self.status), self._window)

    def show_sections(self) -> None:
        if self.panel:
            self.panel.view.place.toggle()

    def show_side(self, wanted: bool) -> None:
        if self.panel:
            self.panel.view.show_side(wanted)

    def choose_theme(self, theme: Theme) -> None:
        self.filing.attempt(lambda: recent.choose_theme(theme, self._desk.home))
        self._put_to_use()

    def change_settings(self) -> None:
        from dataclasses import asdict

        from drafter.app.my_words import change_my_words, my_words
        from drafter.app.settings_list import MY_WORDS

        now, words = recent.settings(self._desk.home), my_words(self._desk.home)
        chosen = self._dialogs.which_settings({**asdict(now), MY_WORDS: words}, self._desk.forms())
        if chosen is not None:
            wanted = chosen.pop(MY_WORDS, words)
            if isinstance(wanted, tuple) and self.filing.attempt(
                    lambda: change_my_words(words, wanted, self._desk.home)) and self.panel:
                self.panel.spelling.load()
            self.filing.attempt(lambda: recent.choose(self._desk.home, **chosen))
            self._put_to_use()

    def tell_keys(self, keys: dict[str, list[tuple[str, str]]]) -> None:
        self._dialogs.tell_keys(keys)

    def tell_about(self) -> None:
        self._dialogs.tell_about()

    def quit(self) -> None:
        self._window.close()

    def _put_to_use(self) -> None:
        settings, application = recent.settings(self._desk.home), QApplication.instance()
        if isinstance(application, QApplication):
            look.dress(application, settings)
        if self._desk.work is not None:
            self._desk.work.to_file = settings.autosave_to_file
        self.settings_changed.emit(settings)

    def _create(self, as_draft: bool) -> None:
        from drafter.ui.creating import create_papers

        self.screen.settle()
        self.autosave.now()
        if self.panel is None:
            return
        shown = self.panel.preview.paper
        place = create_papers(self.filing, [shown.id] if shown else [], as_draft=as_draft)
        if place is not None:
            self.panel.view.go_to(place)

    def sign(self) -> None:
        self._record(False)

    def share(self) -> None:
        self._record(True)

    def _record(self, as_draft: bool) -> None:
        from drafter.ui.creating import create_record

        self.screen.settle()
        self.autosave.now()
        create_record(self.filing, as_draft=as_draft)

    def set_stage(self, stage: Stage) -> None:
        if self.panel:
            self.panel.session.set_stage(stage)
