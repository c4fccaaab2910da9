"""A button with as many words as it takes: they wrap, which the text of an ordinary button does not."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from drafter.ui import look
from drafter.ui.editors.problem_lines import plain_label
from drafter.ui.sign import Sign


class WordsButton(QPushButton):
    """Lines of words, each with its role, beside a sign. It is read out as the first line; the rest describes it."""

    def __init__(self, lines: list[tuple[str, str]], sign: tuple[str, str] | None = None, role: str = "words",
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look.say(self, role=role)
        self.setAutoDefault(True)
        lines = [line for line in lines if line[0]]
        self.setAccessibleName(lines[0][0])
        self.setAccessibleDescription(" ".join(words for words, _ in lines[1:]))
        across = QHBoxLayout(self)
        across.setContentsMargins(10, 8, 10, 8)
        across.setSpacing(10)
        if sign:
            picture = Sign(*sign, 18)
            across.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        self.labels: list[QLabel] = []
        for words, line_role in lines:
            label = plain_label(words, line_role)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
            self.labels.append(label)
        across.addLayout(column, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else super().heightForWidth(width)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalSizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 30)
