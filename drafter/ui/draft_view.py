"""One draft on the screen: its sections, the page of one of them, and what is left to put right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from drafter.app.attention import Attention
from drafter.app.progress import progress
from drafter.app.session import Session
from drafter.model.draft import Path
from drafter.ui.editors.spelling import next_misspelling
from drafter.ui.editors.tab_order import put_after
from drafter.ui.preview_panel import PreviewPanel
from drafter.ui.section_list import SectionList
from drafter.ui.section_page import SectionPage
from drafter.ui.side_pane import LEFT_OVER, PREVIEW, PROBLEMS, TIMETABLE, SidePane
from drafter.ui.timetable_panel import TimetablePanel

ROOM_FOR_SIDE = 1270
"""Windows narrower than this, in pixels, show the side pane only when asked."""
ROOM_FOR_SECTIONS = 940
"""Below this the list of sections makes room too, as on a small screen at 200 %; the menu and the keys go on. With the
side pane there it makes room below `ROOM_FOR_SIDE`, and below `ROOM_FOR_BOTH` the pane takes the place of the page."""
ROOM_FOR_BOTH = 1000


class DraftView(QWidget):
    """Pages are built on their first visit. `said` carries a sentence, and whether undo takes it back."""

    said = Signal(str, bool)
    side_shown = Signal(bool)
    section_shown = Signal()
    create_wanted = Signal()

    def __init__(self, session: Session, preview: PreviewPanel, read_only: bool = False,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.read_only = session, read_only
        self.attention = Attention()
        self._pages: dict[str, SectionPage] = {}
        self._problem_at = -1
        self._side_wanted: bool | None = None
        self.last_place: Path | None = None
        self.sections = SectionList()
        self.stack = QStackedWidget()
        self.side = SidePane(preview, TimetablePanel(session))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.sections)
        across.addWidget(self.stack, 1)
        across.addWidget(self.side)
        self.sections.chosen.connect(self.show_section)
        self.sections.entered.connect(self._enter)
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
        page = self.stack.currentWidget()
        assert isinstance(page, SectionPage)
        return page

    def refresh(self) -> None:
        """Bring lists and the page on screen in line with the draft; the other pages when they are shown."""
        session = self.session
        problems = self.attention.visible(session.problems)
        hidden = [problem for problem in session.problems if problem not in problems]
        self.sections.show_progress(progress(session.answers, session.problems, hidden))
        self.side.show_problems(problems, session.answers)
        if isinstance(page := self.stack.currentWidget(), SectionPage):
            page.show_session()

    def show_section(self, section_id: str) -> None:
        """Go to a section; scroll and cursor of each page stay as they were left."""
        self.flush()
        self.attention.settle()
        before = self.stack.currentWidget()
        page = self._pages.get(section_id) or self._build(section_id)
        scroll = {one: one.verticalScrollBar().value() for one in self._pages.values()}
        self.stack.setCurrentWidget(page)
        for one, value in scroll.items():  # a page that goes moves its focus, and scrolls to it
            one.verticalScrollBar().setValue(value)
        self.sections.show_current(section_id)
        self.refresh()
        if page is not before:
            page.visited()
            self.section_shown.emit()

    def _build(self, section_id: str) -> SectionPage:
        ids = [section.id for section in self.session.form.sections]
        at = ids.index(section_id)
        following = self.session.form.sections[at + 1].short_name if at + 1 < len(ids) else ""
        page = SectionPage(self.session.form.sections[at], self.session, self.attention, following, self.read_only,
                           self.stack)
        page.next_wanted.connect(self.next_section)
        page.create_wanted.connect(self.create_wanted)
        page.settled.connect(self._settled)
        page.said.connect(self.said)
        self._pages[section_id] = page
        self.stack.addWidget(page)
        put_after(page, self.side)
        return page

    def enter_section(self, section_id: str) -> None:
        """Go there to write: one may type at once."""
        self.show_section(section_id)
        self.page.focus_first()

    def _enter(self) -> None:
        self.page.focus_first()

    def next_section(self) -> None:
        self._step(1)

    def previous_section(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        ids = [section.id for section in self.session.form.sections]
        to = ids.index(self.page.section.id) + by
        if 0 <= to < len(ids):
            self.show_section(ids[to])
            self.page.focus_first()

    def go_to(self, path: Path) -> None:
        """Show the place and put the cursor there. For the whole draft, or a place nobody knows, all stays as it is."""
        section = self.session.form.section_of(path.field)
        if section is not None:
            if self.stack.isHidden():  # the side pane had its place
                self.show_side(False)
            self.show_section(section.id)
            self.page.focus_on(path)

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
        self.show_side(True)
        self.side.show_tab(PROBLEMS)
        self.side.problems.focus_reason(next((p for p in found if here and p.path.field == here.field), found[0]))

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

    def help_here(self) -> None:
        """Unfold or fold why the question is asked."""
        if self.last_place is not None:
            self.page.toggle_help(self.last_place)

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
        self._set_side(wanted)

    def _set_side(self, shown: bool) -> None:
        self.side.setVisible(shown)
        self._share_room()
        self.side_shown.emit(shown)

    def _share_room(self) -> None:
        """No page is ever cut off at its side: what goes first is what keys and menus reach as well."""
        beside = not self.side.isHidden()
        self.sections.setVisible(self.width() >= (ROOM_FOR_SIDE if beside else ROOM_FOR_SECTIONS))
        alone = beside and self.width() < ROOM_FOR_BOTH
        self.stack.setVisible(not alone)
        self.side.give_room(self.width(), alone)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._side_wanted is None:
            self._set_side(self.width() >= ROOM_FOR_SIDE)
        self._share_room()
        super().resizeEvent(event)

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
