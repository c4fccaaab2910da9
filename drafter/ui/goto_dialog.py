"""Go to: a few letters of a section or a question, and Enter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from drafter.model.answers import Answers
from drafter.model.draft import Path
from drafter.ui import look
from drafter.ui.check_page import TITLE
from drafter.ui.room import fit

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
PLACE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Place:
    """A question, a section, or, with neither, the check page."""

    words: str
    section: str = ""
    path: Path | None = None


def places(answers: Answers) -> Iterator[Place]:
    """Every section with the questions that are asked in it, then the check page."""
    for section in answers.form.sections:
        yield Place(section.short_name, section.id)
        for field in section.fields:
            if Path(field.id) in answers.asked:
                yield Place(f"{field.label.rstrip(' :')} – {section.short_name}", section.id, Path(field.id))
    yield Place(TITLE)


def matching(all_places: Sequence[Place], typed: str) -> list[Place]:
    """Those that hold every word typed; those that begin with it first."""
    words = typed.casefold().split()
    found = [one for one in all_places if all(word in one.words.casefold() for word in words)]
    return sorted(found, key=lambda one: not one.words.casefold().startswith(typed.casefold().strip()))


class GoToDialog(QDialog):
    """`answer` is the place chosen, or None."""

    def __init__(self, answers: Answers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Go to")
        self.answer: Place | None = None
        self._places = tuple(places(answers))
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(8)
        label = QLabel("&Go to a section or a question")
        look.say(label, role="label")
        self.box = QLineEdit()
        self.box.setAccessibleName("Go to a section or a question")
        self.box.installEventFilter(self)
        label.setBuddy(self.box)
        self.list = QListView()
        self.list.setAccessibleName("Places")
        look.say(self.list, role="framed")
        self.list.setModel(QStandardItemModel(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        for widget in (label, self.box, self.list):
            column.addWidget(widget)
        self.box.textChanged.connect(self._look)
        self.box.returnPressed.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.list.clicked.connect(self._choose)
        self._look()
        fit(self, 560, 460)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move in the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        model = self.list.model()
        assert isinstance(model, QStandardItemModel)
        model.clear()
        for place in matching(self._places, self.box.text()):
            item = QStandardItem(place.words)
            item.setData(place, PLACE)
            model.appendRow(item)
        self.list.setCurrentIndex(model.index(0, 0))
        self.box.setAccessibleDescription(str(self.list.currentIndex().data() or "Nothing of that name"))

    def _choose(self) -> None:
        if self.list.currentIndex().isValid():
            self.answer = self.list.currentIndex().data(PLACE)
            self.accept()
