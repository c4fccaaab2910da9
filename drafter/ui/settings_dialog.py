"""The settings, drawn from their list. Nothing changes before Save."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path as FilePath

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from drafter.app.settings_list import SETTINGS, Setting
from drafter.storage.atomic import is_folder
from drafter.ui import look
from drafter.ui.room import fit
from drafter.ui.words import plain_label

Box = QComboBox | QLineEdit | QPlainTextEdit
_NO_FOLDER = "There is no folder of this name. Choose another, or leave the box empty."
AskFolder = Callable[[str], FilePath | None]


class SettingsDialog(QDialog):
    """`answer` is what was set, by name, or None. `now` gives each setting as it stands, `forms` ids and titles."""

    def __init__(self, now: Mapping[str, object], forms: Sequence[tuple[str, str]], ask_folder: AskFolder,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self.answer: dict[str, object] | None = None
        self._ask_folder, self._forms = ask_folder, tuple(forms)
        self.boxes: dict[str, Box] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(plain_label("Settings", "heading"))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._groups = QVBoxLayout(inside)
        self._groups.setContentsMargins(0, 0, 6, 0)
        self._groups.setSpacing(12)
        for group in dict.fromkeys(setting.group for setting in SETTINGS):
            self._add_group(group, [one for one in SETTINGS if one.group == group], now)
        self._groups.addStretch(1)
        area.setWidget(inside)
        column.addWidget(area, 1)
        column.addLayout(self._buttons())
        fit(self, 640, 720)

    def _add_group(self, title: str, settings: Sequence[Setting], now: Mapping[str, object]) -> None:
        card = QFrame()
        look.say(card, role="card")
        grid = QGridLayout(card)
        grid.setContentsMargins(18, 12, 18, 14)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, 100)
        grid.setColumnStretch(1, 1)
        grid.addWidget(plain_label(title, "label"), 0, 0, 1, 2)
        row = 1
        for setting in settings:
            label = QLabel(setting.label)
            grid.addWidget(label, row, 0)
            box = self._box(setting, now.get(setting.name))
            label.setBuddy(box)
            box.setAccessibleName(setting.label.replace("&", ""))
            box.setAccessibleDescription(setting.hint)
            self.boxes[setting.name] = box
            if setting.kind == "folder" and isinstance(box, QLineEdit):
                grid.addLayout(self._with_button(box), row, 1)
                row += 1
                self.gone = self._note_below(box)
                grid.addWidget(self.gone, row, 1)
            else:
                grid.addWidget(box, row, 1)
            row += 1
            if setting.hint:
                grid.addWidget(plain_label(setting.hint, "small"), row, 1)
                row += 1
        self._groups.addWidget(card)

    def _box(self, setting: Setting, value: object) -> Box:
        if setting.kind == "words":
            lines = QPlainTextEdit("\n".join(value) if isinstance(value, tuple) else "")
            lines.setTabChangesFocus(True)
            lines.setFixedHeight(lines.fontMetrics().lineSpacing() * 5 + 18)
            return lines
        if setting.kind != "choice":
            return QLineEdit(str(value or ""))
        box = QComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        for one, words in (*setting.choices, *(self._forms if setting.name == "form" else ())):
            box.addItem(words, one)
        if value is not None and box.findData(value) < 0:
            box.addItem(f"{value} %" if isinstance(value, int) else f"{value} (not on this machine)", value)
        box.setCurrentIndex(max(0, box.findData(value)))
        return box

    def _note_below(self, box: QLineEdit) -> QLabel:
        """Says where the folder is not there: at once for the one that was set, else on leaving the box."""
        note = plain_label("", "small")
        self._folder_before = box.text()

        def look_for_it() -> None:
            note.setText("" if not box.text() or is_folder(FilePath(box.text())) else _NO_FOLDER)
            note.setVisible(bool(note.text()))
            box.setAccessibleDescription(" ".join(part for part in (note.text(), self._folder_hint) if part))

        self._folder_hint = box.accessibleDescription()
        self.look_for_folder = look_for_it
        box.editingFinished.connect(look_for_it)
        look_for_it()
        return note

    def _with_button(self, box: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(box, 1)
        button = QPushButton("&Choose…")
        button.setIcon(look.icon("folder-open"))
        button.setAccessibleName("Choose the folder")
        button.clicked.connect(self._choose_folder)
        row.addWidget(button)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(plain_label("They are kept for you alone, on this machine.", "small"), 1)
        save, cancel = QPushButton("Sa&ve"), QPushButton("Cancel")
        look.say(save, role="primary")
        save.setDefault(True)
        save.clicked.connect(self._save)
        cancel.clicked.connect(self.reject)
        row.addWidget(save)
        row.addWidget(cancel)
        return row

    def _choose_folder(self) -> None:
        box = self.boxes["folder"]
        assert isinstance(box, QLineEdit)
        chosen = self._ask_folder(box.text())
        if chosen is not None:
            box.setText(str(chosen))
            self.look_for_folder()

    def _save(self) -> None:
        """Not with a folder that was typed and is not there; one that was set and cannot be reached today may stay."""
        box = self.boxes["folder"]
        self.look_for_folder()
        if self.gone.text() and isinstance(box, QLineEdit) and box.text() != self._folder_before:
            box.setFocus()
            return
        self.answer = {name: _answer(box) for name, box in self.boxes.items()}
        if isinstance(box, QLineEdit):
            self.answer["folder"] = box.text()
        self.accept()


def _answer(box: Box) -> object:
    match box:
        case QComboBox():
            return box.currentData()
        case QPlainTextEdit():
            return tuple(dict.fromkeys(box.toPlainText().split()))
        case QLineEdit():
            return " ".join(box.text().split())
