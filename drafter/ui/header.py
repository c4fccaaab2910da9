"""The strip on top of a draft: what it is, how far it has come, whether it is saved, and the two things one does."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from drafter.model.base import STAGES, Stage
from drafter.ui import look
from drafter.ui.sign import Sign
from drafter.ui.words import OneLine

STAGE_WORDS: dict[Stage, str] = {"proposed": "Proposed", "decided": "Decided", "published": "Published"}


class StageMenu(QMenu):
    """How far the decision has come; one of three."""

    stage_chosen = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._group = QActionGroup(self)
        self._actions: dict[str, QAction] = {}
        for stage in STAGES:
            action = QAction(f"&{STAGE_WORDS[stage]}", self)
            self.addAction(action)
            action.setCheckable(True)
            action.setData(stage)
            self._group.addAction(action)
            self._actions[stage] = action
        self._group.triggered.connect(self._chosen)

    def show_stage(self, stage: Stage) -> None:
        self._actions[stage].setChecked(True)

    def _chosen(self, action: QAction) -> None:
        self.stage_chosen.emit(action.data())


class Header(QFrame):
    open_wanted = Signal()
    create_wanted = Signal()
    sections_wanted = Signal()
    stage_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 9, 16, 9)
        row.setSpacing(12)
        self.sections = QPushButton("&Sections")
        self.sections.setIcon(look.icon("list"))
        self.sections.setToolTip("The list of sections (F2)")
        self.sections.clicked.connect(self.sections_wanted)
        self.sections.hide()
        row.addWidget(self.sections)
        row.addWidget(Sign("file-text", "accent", 28))
        words = QVBoxLayout()
        words.setSpacing(0)
        self.title = OneLine("title")
        self.subject = OneLine("muted")
        words.addWidget(self.title)
        words.addWidget(self.subject)
        row.addLayout(words, 1)
        self._saved_sign = Sign("circle-check", "success", 18)
        self.saved = QLabel()
        row.addWidget(self._saved_sign)
        row.addWidget(self.saved)
        self.stage = QPushButton()
        self.stage_menu = StageMenu("Stage", self)
        self.stage_menu.stage_chosen.connect(self.stage_chosen)
        self.stage.setMenu(self.stage_menu)
        look.say(self.stage, role="menu")
        self.open = QPushButton("Open…")
        self.open.setIcon(look.icon("folder-open"))
        self.open.clicked.connect(self.open_wanted)
        self.create_button = QPushButton("Check and create")
        self.create_button.setIcon(look.icon("clipboard-check", "on_accent"))
        look.say(self.create_button, role="primary")
        self.create_button.clicked.connect(self.create_wanted)
        for button in (self.stage, self.open, self.create_button):
            row.addWidget(button)

    def show_draft(self, title: str, subject: str, stage: Stage) -> None:
        self.title.setText(title)
        self.subject.setText(subject)
        self.subject.setToolTip(subject)
        self.stage.setText(STAGE_WORDS[stage])
        self.stage.setAccessibleName(f"Stage: {STAGE_WORDS[stage]}")
        self.stage.setToolTip("How far the decision has come")
        self.stage_menu.show_stage(stage)

    def show_saved(self, words: str, is_saved: bool, more: str = "") -> None:
        self.saved.setText(words)
        self.saved.setToolTip(more)
        self.saved.setAccessibleDescription(more)
        look.say(self.saved, role="success" if is_saved else "muted")
        self._saved_sign.show_sign("circle-check" if is_saved else "circle-dot", "success" if is_saved else "muted")
