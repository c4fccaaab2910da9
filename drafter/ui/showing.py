"""What the window says of the draft: its title, its menus, the line at its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from drafter.ui.menus import Menus
from drafter.ui.on_screen import OnScreen
from drafter.ui.status_line import StatusLine

if TYPE_CHECKING:
    from drafter.app.desk import Desk


class Showing(QObject):
    """Keeps them in line with the draft on the screen, and with what becomes of its file."""

    def __init__(self, window: QMainWindow, desk: Desk, screen: OnScreen, menus: Menus, status: StatusLine) -> None:
        super().__init__(window)
        self._window, self._desk, self._screen, self._menus, self._status = window, desk, screen, menus, status
        self._told = ""

    def show_another(self) -> None:
        """Another draft is there, or none."""
        panel = self._screen.panel
        work = panel.work if panel else None
        self._menus.show_draft(work is not None, work is not None and not work.read_only)
        if work is not None:
            self._menus.save_as.setEnabled(work.opened is None or not work.opened.newer)
            self._menus.bring.setEnabled(work.may_be_brought)
        self._status.clear()
        self._status.setVisible(work is not None)
        self.show_state()
        self.show_history()

    def show_state(self) -> None:
        from drafter.app.earliest import earliest_words

        panel = self._screen.panel
        if panel:
            session = panel.session
            self._menus.stage.show_stage(session.draft.stage)
            self._status.show_earliest(earliest_words(session.answers, session.calendar))
        self._show_title()

    def show_history(self) -> None:
        panel = self._screen.panel
        stack = panel.session.undo_stack if panel else None
        self._menus.show_undo(stack.undoText() if stack and stack.canUndo() else None,
                              stack.redoText() if stack and stack.canRedo() else None)

    def show_saved(self, note: str) -> None:
        self._show_own()
        if self._screen.panel:
            self._screen.panel.saved_now()
        self.show_state()
        self._status.say(note or "Saved.")

    def show_done(self, words: str) -> None:
        """A step that can be undone."""
        if self._screen.panel:
            self._screen.panel.show_work()
        self._status.say(words, True)

    def show_kept(self, note: str = "") -> None:
        self._show_own()
        panel = self._screen.panel
        if panel is None:
            return
        panel.show_work()
        panel.tell()
        self._show_title()
        trouble = str(panel.work.trouble or panel.work.copy_trouble or "")
        if note or trouble not in ("", self._told):
            self._status.say(note or trouble)
        self._told = trouble

    def show_other_form(self) -> None:
        """The same draft on another form, or back on the one before: its pages are built anew."""
        work = self._desk.work
        if work is not None:
            self._screen.show(work)
            words = "The draft is on the form as it is now." if not work.may_be_brought else (
                "The draft is back on the form that it was on.")
            self._status.say(words, True)

    def list_sections(self) -> None:
        if self._screen.panel:
            view = self._screen.panel.view
            self._menus.list_sections(view.sections.model.progress, view.enter_section)

    def _show_own(self) -> None:
        """What was only read can be changed once it has a file of the officer's own."""
        panel = self._screen.panel
        if panel and panel.view.read_only and not panel.work.read_only:
            self._screen.show(panel.work)

    def _show_title(self) -> None:
        work = self._screen.panel.work if self._screen.panel else None
        self._window.setWindowTitle(f"{work.name}[*] – drafter" if work else "drafter")
        self._window.setWindowModified(work is not None and not work.is_saved)
