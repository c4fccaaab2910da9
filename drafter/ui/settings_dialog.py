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
from drafter.ui import look
from drafter.ui.room import fit
from drafter.ui.words import plain_label

Box = QComboBox | QLineEdit | QPlainTextEdit
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
            if setting.kind == "folder":
                grid.addLayout(self._with_button(box), row, 1)
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
        for one, words in (*setting.choices, *(self._forms if setting.name == "form" else ())):
            box.addItem(words, one)
        box.setCurrentIndex(max(0, box.findData(value)))
        return box

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

    def _save(self) -> None:
        self.answer = {name: _answer(box) for name, box in self.boxes.items()}
        self.accept()


def _answer(box: Box) -> object:
    match box:
        case QComboBox():
            return box.currentData()
        case QPlainTextEdit():
            return tuple(dict.fromkeys(box.toPlainText().split()))
        case QLineEdit():
            return " ".join(box.text().split())
