"""One line, or a box that wraps; and the lines that say back what they were understood to mean."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from drafter.model.draft import Entry, plain_entry
from drafter.model.fields import FieldBase, LineField
from drafter.ui.editors.base import FieldEditor
from drafter.ui.editors.boxes import GrowingBox, LineBox
from drafter.ui.editors.spelling import Underline
from drafter.ui.words import plain_label

_FIGURE_WIDTH = 240


class LineEditor(FieldEditor):
    """Text without paragraphs."""

    def __init__(self, field: FieldBase, today: date | None = None, parent: QWidget | None = None, *,
                 small: bool = False) -> None:
        super().__init__(field, today, parent, small=small)
        is_long = isinstance(field, LineField) and field.long
        self.box: LineBox | GrowingBox = GrowingBox(least=1 if small else 2) if is_long else LineBox()
        self.box.typed.connect(self._typed)
        self.box.said.connect(self.said)
        self.body.addWidget(self.box)
        self._name(self.box)
        Underline.beneath(self.box, self)

    def _show(self, entry: Entry | None) -> None:
        self.box.show_text(_words(entry))
        self._after(entry)

    def _allow(self, editing: bool) -> None:
        self.box.setReadOnly(not editing)

    def _typed(self, text: str) -> None:
        self._act(text or None)
        self._after(text)

    def _after(self, entry: Entry | None) -> None:
        """How long it is, when the form sets a limit and it comes near."""
        limit = self.field.max_length if isinstance(self.field, LineField) else None
        if limit is not None:
            used = len(_words(entry).strip())
            words = f"{used} of {limit} characters" if used <= limit else f"{used - limit} characters too many"
            self.tell(words if used > limit * 2 // 3 else "")


class FigureEditor(FieldEditor):
    """An amount, a number: kept as typed, and said back beside it as it is understood."""

    def __init__(self, field: FieldBase, today: date | None = None, parent: QWidget | None = None, *,
                 small: bool = False) -> None:
        super().__init__(field, today, parent, small=small)
        self.box = LineBox()
        if not small:
            self.box.setFixedWidth(_FIGURE_WIDTH)
        self.box.typed.connect(self._typed)
        self.box.said.connect(self.said)
        self._echo = plain_label("", "hint")
        self.row = QHBoxLayout()
        self.row.setSpacing(6)
        self.row.addWidget(self.box)
        if not small:
            self.row.addWidget(self._echo, 1)
        self.body.addLayout(self.row)
        self._name(self.box)

    def _show(self, entry: Entry | None) -> None:
        self.box.show_text(_words(entry))
        self._say_back()

    def _allow(self, editing: bool) -> None:
        self.box.setReadOnly(not editing)

    def _typed(self, text: str) -> None:
        self._act(text or None)
        self._say_back()

    def _say_back(self) -> None:
        text = self.box.text().strip()
        words = self._meaning(text) if text else ""
        if self.small:
            self.tell(words)
        else:
            self._echo.setText(words)
            self._describe()

    def _meaning(self, text: str) -> str:
        """What the text is understood to mean, where that is more than it says."""
        value = self.field.read(text)
        words = self.field.display(value) if value is not None else ""
        return "" if words == text else words

    def _more_to_say(self) -> str:
        return self._echo.text()


def _words(entry: Entry | None) -> str:
    """The words of an entry of any kind: a draft may hold what another version of the form asked for."""
    return "" if entry is None else entry if isinstance(entry, str) else plain_entry(entry)
