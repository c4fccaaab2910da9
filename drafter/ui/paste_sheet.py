"""The boxes of the publishing system in their order, each with a way to copy it, in a window that stays beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from drafter.model.failure import Failure
from drafter.ui import look
from drafter.ui.editors.tab_order import put_in_tab_order
from drafter.ui.room import fit
from drafter.ui.sign import Sign
from drafter.ui.words import plain_label

if TYPE_CHECKING:
    from drafter.document.html_layout import Box

PAUSE = 250
"""Milliseconds without typing before the boxes follow the draft."""
_LONGEST = 500
"""Letters of a box that are shown. All of it is copied."""
_GAP = re.compile(r"\[(TO BE COMPLETED: |AWAITING )")
"""What a draft shows in the place of a missing answer. It must not reach a public page."""

MakeBoxes = Callable[[], Sequence["Box"]]
"""The boxes as the draft has them now. Raises a Failure."""


class PasteSheet(QDialog):
    """Follows the draft: a box that changes after it was copied says so."""

    def __init__(self, title: str, make: MakeBoxes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._make = make
        self.cards: list[_BoxCard] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.refresh)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 12)
        column.setSpacing(10)
        top = QVBoxLayout()
        top.setContentsMargins(22, 0, 22, 0)
        top.setSpacing(2)
        top.addWidget(plain_label(title, "heading"))
        self.count = plain_label("", "muted")
        top.addWidget(self.count)
        column.addLayout(top)
        self.trouble = plain_label("", "error")
        self.trouble.setContentsMargins(22, 0, 22, 0)
        self.trouble.hide()
        column.addWidget(self.trouble)
        self._area = QScrollArea()
        self._area.setObjectName("page")
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._area, 1)
        row = QHBoxLayout()
        row.setContentsMargins(22, 0, 22, 0)
        row.addWidget(plain_label("Enter copies a box and goes to the next one.", "small"), 1)
        self.close_button = QPushButton("Close")
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.close)
        row.addWidget(self.close_button)
        column.addLayout(row)
        fit(self, 620, 680)
        self.refresh()

    def follow(self) -> None:
        """The draft has changed."""
        self._pause.start()

    def refresh(self) -> None:
        self._pause.stop()
        try:
            boxes = tuple(self._make())
        except Failure as failure:
            self.trouble.setText(f"{failure} The boxes below are as they were before.")
            self.trouble.show()
            return
        self.trouble.hide()
        if [card.place for card in self.cards] != [(box.group, box.label) for box in boxes]:
            self._build(boxes)
        for card, box in zip(self.cards, boxes, strict=True):
            card.show_box(box)
        self._show_count()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        first = next((card for card in self.cards if card.copy_button.isEnabled()), None)
        (first.copy_button if first else self.close_button).setFocus()

    def _build(self, boxes: Sequence[Box]) -> None:
        inside = QWidget()
        inside.setObjectName("page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(22, 4, 22, 12)
        column.setSpacing(10)
        before = {card.place: card for card in self.cards}
        self.cards = [_BoxCard(box, before.get((box.group, box.label))) for box in boxes]
        group = ""
        for card, box in zip(self.cards, boxes, strict=True):
            card.copied.connect(self._copied)
            if box.group != group:
                column.addWidget(plain_label(box.group, "label"))
                group = box.group
            column.addWidget(card)
        column.addStretch(1)
        self._area.setWidget(inside)
        put_in_tab_order(self, [*self.cards, self.close_button])

    def _copied(self) -> None:
        """On to the next one, which is brought into sight."""
        self._show_count()
        at = next((n for n, card in enumerate(self.cards) if card.copy_button.hasFocus()), None)
        if at is not None:
            after = [card for card in self.cards[at + 1:] if card.copy_button.isEnabled()]
            target = after[0].copy_button if after else self.close_button
            target.setFocus(Qt.FocusReason.TabFocusReason)
            if after:
                self._area.ensureWidgetVisible(after[0], 0, 40)

    def _show_count(self) -> None:
        full = [card for card in self.cards if card.has_words]
        done = sum(card.is_copied for card in full)
        self.count.setText(f"{done} of {len(full)} boxes copied. Boxes without words stay empty.")


class _BoxCard(QFrame):
    """One box: its label, its words, and whether they were copied as they are now."""

    copied = Signal()

    def __init__(self, box: Box, before: _BoxCard | None = None) -> None:
        super().__init__()
        self.place, self._box, self.has_gap = (box.group, box.label), box, False
        self.copied_text: str | None = before.copied_text if before else None
        look.say(self, role="card")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 10, 10)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(plain_label(box.label, "part"), 1)
        self._sign = Sign("circle-check", "success", 16)
        self.state = QLabel()
        row.addWidget(self._sign)
        row.addWidget(self.state)
        self.copy_button = QPushButton("Copy")
        self.copy_button.setIcon(look.icon("copy"))
        self.copy_button.setAutoDefault(True)
        self.copy_button.setAccessibleName(f"Copy {box.label}" + (f", {box.group}" if box.group else ""))
        self.copy_button.clicked.connect(self._copy)
        row.addWidget(self.copy_button)
        column.addLayout(row)
        self.words = plain_label("")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.words)

    @property
    def has_words(self) -> bool:
        return bool(self._box.text)

    @property
    def is_copied(self) -> bool:
        return self.copied_text == self._box.text

    def show_box(self, box: Box) -> None:
        self._box = box
        shown = box.text if len(box.text) <= _LONGEST else f"{box.text[:_LONGEST]}…"
        self.words.setText(shown or "Nothing to copy here.")
        look.say(self.words, role="" if shown else "muted")
        self.has_gap = _GAP.search(box.text) is not None
        self.copy_button.setEnabled(bool(shown) and not self.has_gap)
        self._show_state()

    def _copy(self) -> None:
        """As text and with its lists and bold, whichever the other box takes."""
        data = QMimeData()
        data.setText(self._box.text)
        data.setHtml(self._box.html)
        QGuiApplication.clipboard().setMimeData(data)
        self.copied_text = self._box.text
        self._show_state()
        self.copied.emit()

    def _show_state(self) -> None:
        words = self._state_words()
        good = self.is_copied and not self.has_gap
        self.state.setText(words)
        look.say(self.state, role="success" if good else "warning")
        self._sign.show_sign(*(("circle-check", "success") if good else ("triangle-alert", "warning")))
        self._sign.setVisible(bool(words))
        said = " ".join(self._box.text[:200].split())
        self.copy_button.setAccessibleDescription(f"{words}. {said}" if words else said)

    def _state_words(self) -> str:
        if self.has_gap:
            return "Not complete yet"
        if self.copied_text is None:
            return ""
        return "Copied" if self.is_copied else "Changed since you copied it"
