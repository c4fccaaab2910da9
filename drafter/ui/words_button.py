"""A button with as many words as it takes: they wrap, which the text of an ordinary button does not."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from drafter.model.problem import Fix, Problem
from drafter.ui import look
from drafter.ui.sign import Sign
from drafter.ui.words import plain_label


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
        across.setContentsMargins(10, 6, 10, 6)
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


class FixButton(WordsButton):
    """Puts a problem right with one press."""

    chosen = Signal(object)

    def __init__(self, fix: Fix, problem: Problem, parent: QWidget | None = None) -> None:
        super().__init__([(fix.label, "link")], ("check", "accent"), parent=parent)
        self._fix = fix
        self.setAccessibleDescription(problem.message)
        self.clicked.connect(self._choose)

    def _choose(self) -> None:
        self.chosen.emit(self._fix)
