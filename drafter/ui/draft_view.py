"""One draft on the screen: its sections, the page of one of them, and what is left to put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from drafter.app.attention import Attention
from drafter.app.progress import progress
from drafter.app.session import Session
from drafter.model.draft import Path
from drafter.model.problem import Problem
from drafter.ui import look
from drafter.ui.check_page import CheckPage
from drafter.ui.editors.spelling import next_misspelling
from drafter.ui.editors.tab_order import put_after
from drafter.ui.preview_panel import PreviewPanel
from drafter.ui.section_list import SectionList
from drafter.ui.section_page import SectionPage
from drafter.ui.section_place import SectionPlace
from drafter.ui.side_pane import LEFT_OVER, PREVIEW, PROBLEMS, TIMETABLE, SidePane
from drafter.ui.timetable_panel import TimetablePanel

if TYPE_CHECKING:
    from drafter.ui.goto_dialog import Place

ROOM_FOR_SIDE = 1270
"""Windows narrower than this, in pixels at the usual size of text, show the side pane only when asked."""
ROOM_FOR_SECTIONS = 940
"""Below this the list of sections makes room too, as on a small screen at 200 %, and is shown when asked for. With the
side pane there it makes room below `ROOM_FOR_SIDE`, and below `ROOM_FOR_BOTH` the pane takes the place of the page."""
ROOM_FOR_BOTH = 1000
LEVELS = 8
"""More than widgets stand within each other on any page."""


class DraftView(QWidget):
    """Pages are built on their first visit. `said` carries a sentence, and whether undo takes it back;
    `check_built` the list of problems of the check page."""

    said = Signal(str, bool)
    side_shown = Signal(bool)
    reading_shown = Signal(bool)
    section_shown = Signal()
    sign_wanted = Signal()
    share_wanted = Signal()
    papers_wanted = Signal()
    wording_wanted = Signal(object)
    check_built = Signal(object)

    def __init__(self, session: Session, preview: PreviewPanel, read_only: bool = False,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.read_only = session, read_only
        self.attention = Attention()
        self._pages: dict[str, SectionPage] = {}
        self.check: CheckPage | None = None
        self._problem_at = -1
        self._side_wanted: bool | None = None
        self._side_shown = self._alone = self._reading = False
        self.last_place: Path | None = None
        self.sections = SectionList()
        self.stack = QStackedWidget()
        self.side = SidePane(preview, TimetablePanel(session))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self.place = SectionPlace(self.sections, across, self)  # first, so that Tab comes to it first
        across.addWidget(self.stack, 1)
        across.addWidget(self.side)
        self.sections.chosen.connect(self.show_section)
        self.sections.entered.connect(self._enter)
        self.sections.check_wanted.connect(self.show_check)
        self.side.chosen.connect(self.go_to)
        self.side.fix_chosen.connect(self._fix)
        self.side.said.connect(self._said)
        self.side.problems.inside.read_only = read_only
        session.changed.connect(self.refresh)
        session.changed.connect(preview.follow)
        session.acted.connect(self.go_to)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        self.refresh()
        self.show_section(session.form.sections[0].id)

    @property
    def page(self) -> SectionPage:
        """The page of the section one is in, or was in last."""
        return self._page

    @property
    def is_checking(self) -> bool:
        """Whether the whole draft is looked at, rather than a section."""
        return self.check is not None and self.stack.currentWidget() is self.check

    def refresh(self) -> None:
        """Bring lists and the page on screen in line with the draft; the other pages when they are shown."""
        session = self.session
        problems, hidden = self.attention.parted(session.problems)
        self.sections.show_progress(progress(session.answers, session.problems, hidden))
        self.side.show_problems(problems, session.answers)
        page = self.stack.currentWidget()
        if isinstance(page, SectionPage | CheckPage):
            page.show_session()

    def show_section(self, section_id: str) -> None:
        """Go to a section; scroll and cursor of each page stay as they were left."""
        self.flush()
        self.attention.settle()
        before = self.stack.currentWidget()
        page = self._pages.get(section_id) or self._build(section_id)
        scroll = {one: one.verticalScrollBar().value() for one in self._pages.values()}
        self._page = page
        self.stack.setCurrentWidget(page)
        self._set_side(self._side_shown)
        for one, value in scroll.items():  # a page that goes moves its focus, and scrolls to it
            one.verticalScrollBar().setValue(value)
        self.sections.show_current(section_id)
        self.refresh()
        self._lay_out()
        if page is not before:
            page.visited()
            self.section_shown.emit()

    def _lay_out(self) -> None:
        """Qt lays a page out a few levels at each turn of the loop. Painted meanwhile, cards would be pressed flat: so
        the turns are taken before anything is painted."""
        for _ in range(LEVELS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def show_check(self) -> None:
        """The whole draft before it goes out; read out from its heading."""
        self.flush()
        self.attention.settle()
        self._make_way()
        if self.check is None:
            self.check = self._build_check()
        self.stack.setCurrentWidget(self.check)
        self._set_side(self._side_shown)
        self.sections.show_current(None)
        self.refresh()
        self._lay_out()
        self.check.focus_heading()
        self.section_shown.emit()

    def _build_check(self) -> CheckPage:
        check = CheckPage(self.session)
        check.chosen.connect(self.go_to)
        check.fix_chosen.connect(self._fix)
        check.change_wanted.connect(self.enter_section)
        check.sign_wanted.connect(self.sign_wanted)
        check.share_wanted.connect(self.share_wanted)
        check.papers_wanted.connect(self.papers_wanted)
        check.groups.read_only = self.read_only
        self.check_built.emit(check.groups)
        self.stack.addWidget(check)
        put_after(check, self.side)
        return check

    def _build(self, section_id: str) -> SectionPage:
        ids = [section.id for section in self.session.form.sections]
        at = ids.index(section_id)
        following = self.session.form.sections[at + 1].short_name if at + 1 < len(ids) else ""
        page = SectionPage(self.session.form.sections[at], self.session, self.attention, following, self.read_only,
                           self.stack)
        page.next_wanted.connect(self.next_section)
        page.settled.connect(self._settled)
        page.said.connect(self.said)
        page.reason_wanted.connect(self._give_reason_for)
        page.wording_wanted.connect(self.wording_wanted)
        self._pages[section_id] = page
        self.stack.addWidget(page)
        put_after(page, self.side)
        return page

    def enter_section(self, section_id: str) -> None:
        """Go there to write: one may type at once."""
        self.show_section(section_id)
        self.page.focus_first()

    def _enter(self) -> None:
        self._make_way()
        self.enter_section(self.page.section.id)

    def _make_way(self) -> None:
        """For the page: the list may be over it, the whole paper or the side pane in its place."""
        self.place.close()
        self.read(False)
        if self.stack.isHidden():
            self.show_side(False)

    def next_section(self) -> None:
        self._step(1)

    def previous_section(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        """From section to section; what comes after the last is the check of them all."""
        ids = [section.id for section in self.session.form.sections]
        to = (len(ids) if self.is_checking else ids.index(self.page.section.id)) + by
        if 0 <= to < len(ids):
            self.enter_section(ids[to])
        elif to == len(ids):
            self.show_check()

    def go_to(self, path: Path) -> None:
        """Show the place and put the cursor there. For the whole draft, or a place nobody knows, all stays as it is."""
        section = self.session.form.section_of(path.field)
        if section is not None:
            self._make_way()
            self.show_section(section.id)
            self.page.focus_on(path)

    def go_to_place(self, place: Place) -> None:
        if place.path is not None:
            self.go_to(place.path)
        elif place.section:
            self.enter_section(place.section)
        else:
            self.show_check()

    def next_problem(self) -> None:
        """Round and round through what must be fixed or explained, beginning after the place one is in."""
        self.flush()
        places = list(dict.fromkeys(p.path for p in self.session.problems if p.severity != "advice" and p.is_open))
        if not places:
            self.said.emit("Nothing must be fixed or explained.", False)
            return
        here = self.page.path_in_focus()
        at = next((n for n, place in enumerate(places) if here is not None and place.field == here.field), None)
        self._problem_at = (self._problem_at if at is None else self._last_of(places, at)) + 1
        self.go_to(places[self._problem_at % len(places)])

    def give_reason(self) -> None:
        """To the box for the reason: of what must be explained in the question one is in, or else of the first."""
        self.flush()
        self.attention.settle()
        self.refresh()
        found = [p for p in self.session.problems if p.severity == "must_explain" and p.is_open]
        if not found:
            self.said.emit("Nothing has to be explained.", False)
            return
        here = self.last_place
        self._give_reason_for(next((p for p in found if here and p.path.field == here.field), found[0]))

    def _give_reason_for(self, problem: Problem) -> None:
        self.show_side(True)
        self.side.show_tab(PROBLEMS)
        self.side.problems.focus_reason(problem)

    def _last_of(self, places: list[Path], at: int) -> int:
        """The problem last gone to, where it is in the field one is in; else that field's last."""
        same = [n for n, place in enumerate(places) if place.field == places[at].field]
        return self._problem_at if self._problem_at in same else same[0]

    def toggle_exempt(self, place: Path) -> None:
        """Mark the answer, or the row one is in, exempt; or take the mark away."""
        field = self.session.form.field(place.field)
        if field is None or field.exempt:
            self.said.emit("This answer is always exempt.", False)
            return
        marked = Path(place.field, place.row) if place.row else Path(place.field)
        exempt = str(marked) not in self.session.draft.exempt
        self.session.set_exempt(marked, exempt)
        name = self.session.label(marked)
        self.said.emit(f"{name}: left out of public papers." if exempt else f"{name}: no longer exempt.", True)

    def next_misspelling(self) -> bool:
        """Mark the next underlined word of the page; False where there is none."""
        return next_misspelling(self.page, QApplication.focusWidget())

    def help_here(self) -> bool:
        """Unfold or fold why the question is asked. False where one is in none that says so."""
        return not self.is_checking and self.last_place is not None and self.page.toggle_help(self.last_place)

    def flush(self) -> None:
        """Take over at once what was typed in the last moment, as a step of its own."""
        self.take_over()
        self.session.end_typing()

    def take_over(self) -> None:
        """The same while typing goes on: neither the cursor nor the step of the history ends."""
        if isinstance(page := self.stack.currentWidget(), SectionPage):
            page.flush()

    def show_side(self, wanted: bool) -> None:
        """The officer's wish goes before the room there is."""
        self._side_wanted = wanted
        self.read(False)
        if wanted and self.is_checking:
            self.side.show_tab(PREVIEW)
        self._set_side(wanted)

    def _set_side(self, shown: bool) -> None:
        """The check page lists the problems itself."""
        self._side_shown = shown
        repeats = self.is_checking and self.side.is_showing_problems
        self.side.setVisible(self._reading or (shown and not repeats and not self._alone))
        self._share_room()
        self.side_shown.emit(shown)

    def _share_room(self) -> None:
        """No page is ever cut off at its side: what goes first is what keys and menus reach as well."""
        beside = not self.side.isHidden()
        room = self.width() >= look.scaled(ROOM_FOR_SIDE if beside else ROOM_FOR_SECTIONS)
        self.place.share(room and not self._alone and not self._reading)
        alone = beside and (self._reading or self.width() < look.scaled(ROOM_FOR_BOTH))
        self.stack.setVisible(not alone)
        self.side.give_room(self.width(), alone)

    def focus_mode(self, wanted: bool) -> None:
        """The page alone, with nothing beside it; or all as it was."""
        self._alone = wanted
        if self._reading:
            self.read(False)
        self._set_side(self._side_shown)

    def read(self, wanted: bool) -> None:
        """The whole paper in the place of the page; or the page again, with the cursor where it was."""
        if wanted == self._reading:
            return
        self._reading = wanted
        self.reading_shown.emit(wanted)
        if wanted:
            self.flush()
            self.side.show_tab(PREVIEW)
        self._set_side(self._side_shown)
        if wanted:
            self.side.preview.view.setFocus()
        elif not self.is_checking:
            self.page.focus_first()

    def show_left_over(self) -> None:
        self.show_side(True)
        self.side.show_tab(LEFT_OVER)

    def show_preview(self) -> None:
        self.flush()
        self.show_side(True)
        self.side.show_tab(PREVIEW)

    def show_timetable(self) -> None:
        self.flush()
        self.show_side(True)
        self.side.show_tab(TIMETABLE)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text takes more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._divide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._divide()
        super().resizeEvent(event)

    def _divide(self) -> None:
        if self._side_wanted is None:
            self._set_side(self.width() >= look.scaled(ROOM_FOR_SIDE))
        self._share_room()

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Menus take the focus; what they act on is the question one was in before."""
        if new is not None and (place := self.page.path_in_focus()) is not None:
            self.last_place = place

    def _settled(self) -> None:
        if self.attention.settle():
            self.refresh()

    def _fix(self, fix: object) -> None:
        self.session.apply_fix(fix)  # type: ignore[arg-type]
        self.said.emit("Done.", True)

    def _said(self, words: str) -> None:
        self.said.emit(words, False)
