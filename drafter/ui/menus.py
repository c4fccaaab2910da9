"""The menu bar: everything the window can do, each with its key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from drafter.app.recent import Recent
from drafter.storage.settings_files import Theme
from drafter.ui import look
from drafter.ui.filing import Filing
from drafter.ui.header import StageMenu
from drafter.ui.menu_bar import MenuBar, menu_in

Keys = QKeySequence.StandardKey | str
THEME_WORDS: dict[Theme, str] = {"system": "As the &system has it", "light": "&Light", "dark": "&Dark",
                                "contrast": "&High contrast"}

if TYPE_CHECKING:
    from drafter.app.progress import Progress
    from drafter.ui.acts import Acts
    from drafter.ui.text_box import TextBox



class Menus:
    """Fills the menus of the window's bar. What needs a draft is greyed out without one."""

    def __init__(self, window: QMainWindow, bar: MenuBar, acts: Acts, filing: Filing,
                 box: TextBox) -> None:
        self._window, self._acts = window, acts
        self.needing_draft: list[QAction] = []
        self.changing: list[QAction] = []
        self._file(bar.file, acts, filing)
        self._edit(bar.edit, acts, box)
        self._view(bar.view, acts)
        self._go(bar.go, acts)
        self._record(bar.record, acts)
        self._help(bar.help, acts)
        self.show_draft(False, False)

    def show_draft(self, there: bool, may_change: bool) -> None:
        for action in self.needing_draft:
            action.setEnabled(there)
        for action in self.changing:
            action.setEnabled(there and may_change)
        self.stage.setEnabled(there and may_change)
        self.bring.setEnabled(False)
        for action in (self.reading, self.focus):
            action.setChecked(False)
        self.sections.setEnabled(there)

    def _file(self, menu: QMenu, acts: Acts, filing: Filing) -> None:
        self._add(menu, "&New decision", filing.new_draft, QKeySequence.StandardKey.New, "file-plus")
        self._add(menu, "&Open a draft…", filing.ask_draft, QKeySequence.StandardKey.Open, "folder-open")
        self._add(menu, "Start from an &earlier decision…", filing.begin, None, "file-input")
        self._add(menu, "Open a &published record…", filing.ask_record, None, "file-input")
        self.recent = menu_in(menu, "Open &recent")
        menu.addSeparator()
        self.save = self._add(menu, "&Save", filing.save, QKeySequence.StandardKey.Save, "save", changes=True)
        self.save_as = self._add(menu, "Save &as…", filing.save_as, "Ctrl+Shift+S", changes=True)
        self.to_file = self._add(menu, "Save a&utomatically", None, None)
        self.to_file.setCheckable(True)
        self.to_file.triggered.connect(acts.save_of_itself)
        self._add(menu, "&Go back to how it was when I opened it", acts.go_back_to_opening, None, changes=True)
        menu.addSeparator()
        self._add(menu, "&Earlier versions…", filing.show_history, "Ctrl+Shift+H", "clock", draft=True)
        self._add(menu, "Co&mpare with another draft…", filing.compare_with, None, draft=True)
        self._add(menu, "Copies put as&ide…", filing.show_put_aside, None)
        self.bring = self._add(menu, "&Bring to the form as it is now…", filing.bring, None)
        menu.addSeparator()
        self._add(menu, "Se&ttings…", acts.change_settings, "Ctrl+,", "settings")
        menu.addSeparator()
        self._add(menu, "&Close", filing.close_draft, "Ctrl+W", draft=True)
        self._add(menu, "&Quit", acts.quit, "Ctrl+Q")

    def _edit(self, menu: QMenu, acts: Acts, box: TextBox) -> None:
        self.undo = self._add(menu, "&Undo", acts.undo, QKeySequence.StandardKey.Undo, "undo")
        self.redo = self._add(menu, "&Redo", acts.redo, QKeySequence.StandardKey.Redo, "redo")
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        menu.addSeparator()
        self._add(menu, "Cu&t", box.cut, QKeySequence.StandardKey.Cut)
        self._add(menu, "&Copy", box.copy, QKeySequence.StandardKey.Copy, "copy")
        self._add(menu, "&Paste", box.paste, QKeySequence.StandardKey.Paste)
        menu.addSeparator()
        self._add(menu, "&Find and replace…", acts.find_words, "Ctrl+F", "search", draft=True).setShortcuts(
            [QKeySequence("Ctrl+F"), QKeySequence("Ctrl+H")])
        self._add(menu, "Find &next", acts.find_next, "F3", draft=True)
        self._add(menu, "Find pre&vious", acts.find_previous, "Shift+F3", draft=True)
        menu.addSeparator()
        self._add(menu, "Choose a &wording for the decision…", acts.choose_wording, "Ctrl+Shift+C", "book-open",
                  changes=True)
        self.exempt = self._add(menu, "Mark this answer as e&xempt", acts.mark_exempt, "Ctrl+Shift+E", changes=True)

    def _view(self, menu: QMenu, acts: Acts) -> None:
        self._add(menu, "&Sections", acts.show_sections, "F2", "list", draft=True)
        self.side = self._add(menu, "&Problems and left-over lines", None, "Ctrl+Shift+P", draft=True)
        self.side.setCheckable(True)
        self.side.triggered.connect(acts.show_side)
        self.preview = self._add(menu, "Pre&view of the paper", acts.show_preview, "Ctrl+Shift+V", "book-open",
                                 draft=True)
        self._add(menu, "Ti&metable", acts.show_timetable, "Ctrl+Shift+T", "calendar", draft=True)
        self.reading = self._add(menu, "&Read the whole paper", None, "Ctrl+Shift+R", "glasses", draft=True)
        self.focus = self._add(menu, "Nothing beside the pa&ge", None, "F11", draft=True)
        for action, act in ((self.reading, acts.read_paper), (self.focus, acts.focus_mode)):
            action.setCheckable(True)
            action.triggered.connect(act)
        theme = menu_in(menu, "&Theme")
        group = QActionGroup(self._window)
        self.themes: dict[str, QAction] = {}
        for name, words in THEME_WORDS.items():
            action = QAction(words, theme)
            theme.addAction(action)
            action.setCheckable(True)
            action.setData(name)
            group.addAction(action)
            self.themes[name] = action
        group.triggered.connect(self._theme_chosen)

    def _go(self, menu: QMenu, acts: Acts) -> None:
        self._add(menu, "&Next section", acts.next_section, "Ctrl+Down", draft=True).setShortcuts(
            [QKeySequence("Ctrl+Down"), QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        self._add(menu, "&Previous section", acts.previous_section, "Ctrl+Up", draft=True)
        self.sections = menu_in(menu, "&Section")
        self._add(menu, "&Go to…", acts.go_to, "Ctrl+K", "arrow-right", draft=True).setShortcuts(
            [QKeySequence("Ctrl+K"), QKeySequence("Ctrl+G")])
        self._add(menu, "Next pr&oblem", acts.next_problem, "F6", draft=True)
        self._add(menu, "Say &why it is right as it is", acts.give_reason, "F8", changes=True)
        self._add(menu, "Next &misspelling", acts.next_misspelling, "Alt+F7", draft=True)
        self._add(menu, "&Check this section", acts.check_section, "F7", draft=True)

    def _record(self, menu: QMenu, acts: Acts) -> None:
        self._add(menu, "Chec&k and create", acts.check_all, "F9", "clipboard-check", draft=True)
        self._add(menu, "&Create papers…", acts.create_papers, "Ctrl+Shift+W", "file-text", draft=True)
        self._add(menu, "Create &drafts to share…", acts.create_to_share, None, draft=True)
        self._add(menu, "&Paste sheet", acts.show_paste_sheet, "Ctrl+Shift+B", "clipboard-list", draft=True)
        menu.addSeparator()
        self._add(menu, "P&rint the preview…", acts.print_preview, QKeySequence.StandardKey.Print, "printer",
                  draft=True)
        self._add(menu, "Save the preview as PD&F…", acts.save_preview, None, "file-down", draft=True)
        self._add(menu, "&Exact pages", acts.show_exact_pages, None, "book-open", draft=True)
        menu.addSeparator()
        self.stage = StageMenu("&Stage", menu)
        menu.addMenu(self.stage)

    def _help(self, menu: QMenu, acts: Acts) -> None:
        self._add(menu, "&Help for this question", acts.help_here, "F1", "info")
        self._add(menu, "&Guide", acts.show_guide, "Shift+F1", "book-open")
        self._add(menu, "&Tour in five steps", acts.take_tour, None, "lightbulb")
        self._add(menu, "&Keys", self.tell_keys, None)
        self._add(menu, "&About drafter", acts.tell_about, None)

    def show_theme(self, theme: Theme) -> None:
        self.themes[theme].setChecked(True)

    def tell_keys(self) -> None:
        self._acts.tell_keys(self.keys())

    def show_undo(self, undo: str | None, redo: str | None) -> None:
        """What each would take back or do again; None where there is nothing."""
        for action, words, name in ((self.undo, undo, "&Undo"), (self.redo, redo, "&Redo")):
            action.setEnabled(words is not None)
            action.setText(f"{name} {(words or '').replace('&', '&&')}".strip())

    def list_recent(self, drafts: Sequence[Recent], open_one: Callable[[Recent], None]) -> None:
        self.recent.clear()
        for draft in drafts:
            action = self.recent.addAction(draft.name.replace("&", "&&"))
            action.setToolTip(str(draft.path))
            action.triggered.connect(partial(open_one, draft))
        if not drafts:
            self.recent.addAction("No recent drafts").setEnabled(False)

    def list_sections(self, sections: Sequence[Progress], go_to: Callable[[str], None]) -> None:
        self.sections.clear()
        for one in sections:
            action = self.sections.addAction(f"{one.section.short_name.replace('&', '&&')} ({one.words})")
            action.triggered.connect(partial(go_to, one.section.id))

    def keys(self) -> dict[str, list[tuple[str, str]]]:
        """What each key does, by menu, for the help."""
        found: dict[str, list[tuple[str, str]]] = {}
        for top in self._window.menuBar().actions():
            menu = top.menu()
            for action in menu.actions() if isinstance(menu, QMenu) else ():
                if not action.shortcut().isEmpty():
                    words = action.text().replace("&", "").rstrip("…").partition(" typing")[0]
                    keys = ", ".join(one.toString() for one in action.shortcuts())
                    found.setdefault(top.text().replace("&", ""), []).append((words, keys))
        return found

    def _theme_chosen(self, action: QAction) -> None:
        self._acts.choose_theme(action.data())

    def _add(self, menu: QMenu, words: str, act: Callable[[], object] | None, keys: Keys | None, icon: str = "", *,
             draft: bool = False, changes: bool = False) -> QAction:
        action = QAction(words, self._window)
        if icon:
            action.setIcon(look.icon(icon))
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        if act is not None:
            action.triggered.connect(lambda _checked=False: act())
        menu.addAction(action)
        if changes:
            self.changing.append(action)
        elif draft:
            self.needing_draft.append(action)
        return action
