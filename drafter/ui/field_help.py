"""Why we ask, and what a good answer looks like: folded away beneath a question until it is wanted."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from drafter.model.fields import FieldBase
from drafter.ui import look
from drafter.ui.words import plain_label


class FieldHelp(QWidget):
    """Hidden altogether where the form says nothing. The texts are built when first unfolded."""

    def __init__(self, field: FieldBase, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._texts: QFrame | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 0, 0, 0)
        self._column.setSpacing(4)
        self.button = QPushButton(_title(field))
        look.say(self.button, role="quiet")
        self.button.setCheckable(True)
        self.button.setIcon(look.icon("chevron-right", "accent"))
        self.button.setAccessibleName(f"{_title(field)}: {field.label}")
        self.button.toggled.connect(self._unfold)
        self._column.addWidget(self.button)
        if not has_help(field):
            self.hide()

    def _unfold(self, wanted: bool) -> None:
        self.button.setIcon(look.icon("chevron-down" if wanted else "chevron-right", "accent"))
        if self._texts is None:
            self._texts = _texts(self._field)
            self._column.addWidget(self._texts)
        self._texts.setVisible(wanted)


def has_help(field: FieldBase) -> bool:
    return bool(field.why or field.good_example or field.poor_example)


def _title(field: FieldBase) -> str:
    examples = bool(field.good_example or field.poor_example)
    return ("Why we ask, and examples" if examples else "Why we ask") if field.why else "Examples"


def _texts(field: FieldBase) -> QFrame:
    texts = QFrame()
    column = QVBoxLayout(texts)
    column.setContentsMargins(8, 0, 0, 6)
    column.setSpacing(8)
    if field.why:
        column.addWidget(plain_label(field.why))
    for title, text, state in (("A good answer", field.good_example, "good"),
                               ("An answer that comes back", field.poor_example, "poor")):
        if text:
            column.addWidget(_example(title, text, state))
    if field.law:
        column.addWidget(plain_label(field.law, "muted"))
    return texts


def _example(title: str, text: str, state: str) -> QFrame:
    frame = QFrame()
    look.say(frame, role="example", state=state)
    column = QVBoxLayout(frame)
    column.setContentsMargins(12, 2, 0, 2)
    column.setSpacing(2)
    heading = QLabel(title)
    look.say(heading, role="part")
    column.addWidget(heading)
    column.addWidget(plain_label(text))
    return frame
