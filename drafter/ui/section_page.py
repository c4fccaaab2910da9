"""A page generated from the form: what is asked in one section, each question with its editor.

The only place that binds editors to the session.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from drafter.app.attention import Attention
from drafter.app.progress import is_unanswered
from drafter.app.session import Session
from drafter.model.draft import Path
from drafter.model.fields import FieldBase
from drafter.model.form import Section
from drafter.model.problem import STALE, Problem
from drafter.ui import look
from drafter.ui.announce import announce
from drafter.ui.column import column_of
from drafter.ui.editors import FieldEditor
from drafter.ui.editors.tab_order import put_after
from drafter.ui.field_binding import FieldBinding
from drafter.ui.finish_bar import FinishBar
from drafter.ui.section_summary import SectionSummary
from drafter.ui.words import plain_label


class SectionPage(QScrollArea):
    """Problems of answers that were begun are shown once their field is left; what is missing altogether is said when
    the officer comes back to a page where something was written, or asks for the check."""

    next_wanted = Signal()
    settled = Signal()
    went = Signal(object)
    wording_wanted = Signal(object)
    said = Signal(str, bool)
    reason_wanted = Signal(object)

    def __init__(self, section: Section, session: Session, attention: Attention, next_section: str = "",
                 read_only: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section, self.session, self.attention = section, session, attention
        self._visited = self._told = False
        self._read_only = read_only
        self.reviewed = self._was_visited = False
        self.setObjectName("page")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = column_of(self)
        self.heading = plain_label(section.title, "heading")
        self.heading.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.heading.setAccessibleName(section.title)
        column.addWidget(self.heading)
        if section.introduction:
            column.addWidget(plain_label(section.introduction, "introduction"))
        self.summary = SectionSummary(session.form)
        self.summary.chosen.connect(self.focus_on)
        self.summary.rebuilt.connect(self._order_summary)
        column.addWidget(self.summary)
        self.nothing = plain_label("Nothing is asked here for this decision. What you answer in other sections may "
                                   "change that.", "introduction")
        column.addWidget(self.nothing)
        self.card = QFrame()
        look.say(self.card, role="card")
        self._fields = QVBoxLayout(self.card)
        self._fields.setContentsMargins(12, 22, 24, 24)
        self._fields.setSpacing(24)
        column.addWidget(self.card)
        self.bindings = [self._bind(field, read_only) for field in section.fields]
        self.finish = FinishBar(next_section or "check and create", not read_only)
        self.finish.finished.connect(self._finished)
        self.finish.later.connect(self._later)
        column.addWidget(self.finish)
        column.addStretch(1)
        self._letters()
        self.show_session()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def _bind(self, field: FieldBase, read_only: bool) -> FieldBinding:
        binding = FieldBinding(field, self.session, self.attention, read_only, self.card)
        binding.left.connect(self.settled)
        binding.said.connect(self.said)
        binding.wording_wanted.connect(self.wording_wanted)
        binding.editor.called.connect(self._follow)
        binding.editor.reason_wanted.connect(self.reason_wanted)
        self._fields.addWidget(binding)
        return binding

    def _letters(self) -> None:
        """Alt and a letter goes to a question; the letters of the menus and the buttons are taken."""
        taken = set("fevgrhkns")
        for binding in self.bindings:
            binding.editor.offer_mnemonic(taken)

    def show_session(self) -> None:
        """Bring every question in line with the draft. Nothing jumps: what is the same is left alone."""
        problems = self.attention.visible(self.session.problems)
        for binding in self.bindings:
            binding.show_session(tuple(p for p in problems if p.path.field == binding.field.id and self._tells(p)))
        anything = any(Path(binding.field.id) in self.session.answers.asked for binding in self.bindings)
        self.card.setVisible(anything)
        self.nothing.setVisible(not anything)
        left = self._must_fix()
        self.summary.update_problems(left)
        self._told = self._told and bool(left)
        self.finish.show_state(asked=anything, told=self._told)

    def _tells(self, problem: Problem) -> bool:
        if problem.severity == "advice" or problem.code == STALE or not problem.is_open:
            return False
        return self.reviewed or not is_unanswered(problem, self.session.answers)

    def _order_summary(self) -> None:
        """Its links were made last, and come first."""
        put_after(self.heading, self.summary)

    def _must_fix(self) -> list[Problem]:
        here = {field.id for field in self.section.fields}
        return [p for p in self.session.problems if p.path.field in here and p.severity == "must_fix"]

    def check_section(self) -> None:
        """Say all that is left here, at the top, with links."""
        self.flush()
        self.reviewed = True
        self.attention.settle()
        self.settled.emit()
        self.show_session()
        self.summary.show_problems(self._must_fix())
        self.verticalScrollBar().setValue(0)
        self.summary.setFocus()
        announce(self, self.summary.accessibleName())

    def _finished(self) -> None:
        """What is left is listed once; after that the same button goes on."""
        self.flush()
        if self._must_fix() and not self._told and not self._read_only:
            self._told = True
            self.check_section()
            return
        self.session.set_later(self.section.id, False)
        self.next_wanted.emit()

    def _later(self) -> None:
        self.flush()
        self.session.set_later(self.section.id, True)
        self.next_wanted.emit()

    def visited(self) -> None:
        """The page comes on screen. Once something was written here, what is missing is said on coming back; where the
        officer only passed through, nothing turns red."""
        if self._was_visited and any(field.id in self.attention.written for field in self.section.fields):
            self.reviewed = True
            self.show_session()
        self._was_visited = True

    def flush(self) -> None:
        for binding in self.bindings:
            binding.editor.flush()

    def focus_heading(self) -> None:
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Where typing may begin: the cursor goes where it was on this page, else into the first question. The heading
        is read out. Where nothing can be typed it takes the focus itself."""
        before = self.focusWidget()
        first = next((one for one in self.bindings if not one.isHidden()), None)
        if self._read_only or first is None:
            self.focus_heading()
            return
        announce(self, self.section.title)
        if self._visited and before is not None and any(one.isAncestorOf(before) for one in self.bindings):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:  # on a first visit Qt has already chosen the first button of the page
            self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
            self.focus_on(Path(first.field.id))
        self._visited = True

    def focus_on(self, path: Path) -> None:
        """Put the cursor where the path points, and bring it into view."""
        binding = next((one for one in self.bindings if one.field.id == path.field), None)
        if binding is None:
            return
        target = binding.editor.focus_on(path)
        self.went.emit(path)
        QTimer.singleShot(0, target, lambda: self._bring(binding, target))

    def _bring(self, binding: FieldBinding, target: QWidget) -> None:
        if target.height() < self.viewport().height():
            self.ensureWidgetVisible(binding.editor.label, 20, 40)
        self.ensureWidgetVisible(target, 20, 40)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """The page follows the cursor wherever keys take it. Where the mouse is pressed is in sight already, and a
        window that comes to the front again stays as it was."""
        by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        page = self.widget()
        if old is not None and new is not None and not by_mouse and page is not None and page.isAncestorOf(new):
            self._follow(new)

    def _follow(self, target: QWidget) -> None:
        """Once cards that have just come have their place."""
        QTimer.singleShot(0, target, lambda: self._keep_in_sight(target))

    def _keep_in_sight(self, target: QWidget) -> None:
        """With its label where both have room."""
        around: QWidget | None = target
        while around is not None and not isinstance(around, FieldEditor):
            around = around.parentWidget()
        if around is not None and around.height() <= self.viewport().height() - 40:
            self.ensureWidgetVisible(around, 20, 20)
        self.ensureWidgetVisible(target, 20, 20)

    def toggle_help(self, path: Path) -> bool:
        """Whether there is help for it."""
        binding = next((one for one in self.bindings if one.field.id == path.field), None)
        if binding is None or binding.help.isHidden():
            return False
        binding.help.button.toggle()
        return True

    def path_in_focus(self) -> Path | None:
        return next((path for one in self.bindings if (path := one.editor.path_in_focus()) is not None), None)
