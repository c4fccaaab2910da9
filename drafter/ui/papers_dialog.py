"""The one place where papers are chosen: which, in which format, for signature or as drafts, and into which folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path as FilePath

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from drafter.app.papers import Offer, Wanted
from drafter.ui import look
from drafter.ui.room import fit
from drafter.ui.sign import Sign
from drafter.ui.words import OneLine, plain_label

FORMATS = {"docx": "Word", "html": "Web page"}
GO = "go"
"""The answer that leads to the first thing to put right."""


@dataclass(frozen=True)
class PapersQuestion:
    """What the dialog is about. `left` says how many things must be put right or explained; `chosen` are the papers
    ticked at first; `name_of` what the file of a paper will be called, from its id, its format and whether it is a
    draft. What was wanted `before` of this draft is proposed again: papers, formats, folder."""

    offers: tuple[Offer, ...]
    folder: FilePath
    left: int
    as_draft: bool
    chosen: tuple[str, ...]
    name_of: Callable[[str, str, bool], str]
    before: Wanted | None = None


class PapersDialog(QDialog):
    """`answer` is what is wanted, GO, or None."""

    def __init__(self, question: PapersQuestion, ask_folder: Callable[[str], FilePath | None],
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Create papers")
        self.answer: Wanted | str | None = None
        self._question, self._ask_folder = question, ask_folder
        self._folder = question.before.folder if question.before else question.folder
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(plain_label("Create papers", "heading"))
        column.addWidget(plain_label("All are made of this one draft. Nothing is sent to anyone.", "muted"))
        column.addLayout(self._ways())
        self._notice = self._left_to_do()
        column.addWidget(self._notice)
        self.rows = [_PaperRow(offer, question.name_of) for offer in question.offers]
        column.addWidget(self._list(), 1)
        column.addLayout(self._where())
        column.addLayout(self._buttons())
        for row in self.rows:
            row.propose(question)
            row.changed.connect(self._count)
        self._show_way()
        fit(self, 780, 330 + 58 * len(self.rows))
        first = next((row.tick for row in self.rows if row.tick.isChecked()), self.draft_way)
        first.setFocus()

    @property
    def _as_draft(self) -> bool:
        return self.draft_way.isChecked()

    def _ways(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        self.final_way = QRadioButton("For &signature or publication")
        self.draft_way = QRadioButton("&Drafts to share: marked DRAFT on every page, with gaps shown")
        (self.draft_way if self._question.as_draft else self.final_way).setChecked(True)
        self.draft_way.toggled.connect(self._show_way)
        self.share = QCheckBox("Word drafts c&arry their answers, hidden, so that comments can come back")
        self.share.setChecked(self._question.before is not None and self._question.before.share)
        inset = QHBoxLayout()
        inset.setContentsMargins(32, 0, 0, 0)
        inset.addWidget(self.share)
        column.addWidget(self.final_way)
        column.addWidget(self.draft_way)
        column.addLayout(inset)
        return column

    def _left_to_do(self) -> QFrame:
        notice = QFrame()
        look.say(notice, role="notice", state="error")
        row = QHBoxLayout(notice)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(Sign("circle-alert", "error", 18))
        left = self._question.left
        things = "One thing" if left == 1 else f"{left} things"
        row.addWidget(plain_label(f"{things} must be put right or explained before papers can be made for "
                                 "signature."), 1)
        self.go_button = QPushButton("&Go to the first")
        self.go_button.clicked.connect(self._go)
        row.addWidget(self.go_button)
        return notice

    def _list(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QFrame()
        look.say(inside, role="card")
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(0)
        for row in self.rows:
            column.addWidget(row)
        column.addStretch(1)
        area.setWidget(inside)
        return area

    def _where(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Sign("folder-open", "muted", 18))
        words = plain_label("Folder:", "part")
        words.setWordWrap(False)
        row.addWidget(words)
        self.place = OneLine()
        row.addWidget(self.place, 1)
        self.folder_button = QPushButton("C&hange folder…")
        self.folder_button.clicked.connect(self._choose_folder)
        row.addWidget(self.folder_button)
        self._show_folder()
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        self.create_button = QPushButton("&Create")
        look.say(self.create_button, role="primary")
        self.create_button.setDefault(True)
        self.create_button.clicked.connect(self._create)
        cancel = QPushButton("Cancel")
        cancel.clicked.connect(self.reject)
        row.addWidget(self.create_button)
        row.addWidget(cancel)
        return row

    def _show_way(self) -> None:
        for row in self.rows:
            row.show_way(self._as_draft)
        self.share.setVisible(self._as_draft)
        self._notice.setVisible(bool(self._question.left) and not self._as_draft)
        self._count()

    def _count(self) -> None:
        number = len(self._papers())
        kind = "draft" if self._as_draft else "paper"
        self.create_button.setText(f"&Create {number} {kind}{'' if number == 1 else 's'}" if number else "&Create")
        self.create_button.setEnabled(bool(number))

    def _papers(self) -> tuple[tuple[str, str], ...]:
        return tuple((row.offer.output.id, one) for row in self.rows if row.is_wanted for one in row.formats)

    def _choose_folder(self) -> None:
        chosen = self._ask_folder(str(self._folder))
        if chosen is not None:
            self._folder = chosen
            self._show_folder()

    def _show_folder(self) -> None:
        self.place.setText(str(self._folder))
        self.place.setToolTip(str(self._folder))
        self.folder_button.setAccessibleDescription(f"Now: {self._folder}")

    def _go(self) -> None:
        self.answer = GO
        self.accept()

    def _create(self) -> None:
        share = self._as_draft and self.share.isChecked()
        self.answer = Wanted(self._papers(), self._folder, self._as_draft, share)
        self.accept()


class _PaperRow(QFrame):
    """One paper: a box to tick, its formats where it has several, and what its file is called or why it is not made."""

    changed = Signal()

    def __init__(self, offer: Offer, name_of: Callable[[str, str, bool], str]) -> None:
        super().__init__()
        self.offer, self._name_of, self._wish, self._as_draft = offer, name_of, False, False
        look.say(self, role="problem")
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 5, 0, 7)
        across.setSpacing(10)
        column = QVBoxLayout()
        column.setSpacing(0)
        self.tick = QCheckBox(offer.output.title.replace("&", "&&"))
        self.tick.clicked.connect(self.wish)
        self.more = plain_label("", "small")
        self.more.setContentsMargins(36, 0, 0, 0)
        column.addWidget(self.tick)
        column.addWidget(self.more)
        across.addLayout(column, 1)
        self.choice = self._choice()
        if self.choice is not None:
            across.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignTop)

    def _choice(self) -> QComboBox | None:
        formats = self.offer.output.formats
        if len(formats) < 2:
            return None
        choice = QComboBox()
        choice.setAccessibleName(f"Format of {self.offer.output.title}")
        for one in formats:
            choice.addItem(FORMATS.get(one, f".{one}"), (one,))
        choice.addItem(" and ".join(FORMATS.get(one, f".{one}") for one in formats), formats)
        choice.currentIndexChanged.connect(self._told)
        return choice

    @property
    def is_wanted(self) -> bool:
        return self._wish and self.tick.isEnabled()

    @property
    def formats(self) -> tuple[str, ...]:
        return tuple(self.choice.currentData()) if self.choice is not None else self.offer.output.formats[:1]

    def propose(self, question: PapersQuestion) -> None:
        """Ticked and with the formats as it was wanted before, or else as it is proposed."""
        name = self.offer.output.id
        if question.before is None:
            self.wish(name in question.chosen)
            return
        formats = tuple(format_ for paper, format_ in question.before.papers if paper == name)
        choice = self.choice
        if choice is not None:
            at = next((at for at in range(choice.count()) if tuple(choice.itemData(at)) == formats), 0)
            choice.setCurrentIndex(at)
        self.wish(bool(formats))

    def wish(self, wanted: bool) -> None:
        self._wish = wanted
        self._told()

    def show_way(self, as_draft: bool) -> None:
        """What cannot be made this way cannot be ticked, and says why; the wish comes back with the way."""
        self._as_draft = as_draft
        possible = self.offer.can_be_made(as_draft=as_draft)
        self.tick.setEnabled(possible)
        if self.choice is not None:
            self.choice.setEnabled(possible)
        self._told()

    def _told(self) -> None:
        self.tick.setChecked(self.is_wanted)
        words = self._words()
        self.more.setText(words)
        self.tick.setAccessibleDescription(words)
        self.changed.emit()

    def _words(self) -> str:
        offer = self.offer
        if offer.why_not:
            return f"{'Not due: ' if self._as_draft else ''}{offer.why_not}"
        if not self.tick.isEnabled():
            things = "one thing" if offer.left == 1 else f"{offer.left} things"
            return f"Not yet: {things} must be put right or explained first."
        return ", ".join(self._name_of(offer.output.id, one, self._as_draft) for one in self.formats)
