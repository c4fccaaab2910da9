"""What bringing a draft to its form as it is now would change: to read, and to do or leave."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from drafter.app.bringing import Line, Report
from drafter.ui import look
from drafter.ui.room import fit
from drafter.ui.words import plain_label


class BringDialog(QDialog):
    """Accepted where the draft shall be brought. Nothing that was written goes, whatever the answer."""

    def __init__(self, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Bring to the form as it is now")
        self.setAccessibleName(report.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(plain_label(report.title, "heading"))
        column.addWidget(plain_label("Nothing that you wrote is lost. The draft as it is now is kept among its earlier "
                                     "versions, and the step can be undone.", "muted"))
        self.view = QScrollArea()
        self.view.setWidgetResizable(True)
        self.view.setAccessibleName("What changes")
        look.say(self.view, role="read")
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setWidget(_changes(report))
        column.addWidget(self.view, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        self.bring = QPushButton("&Bring this draft to the new form")
        look.say(self.bring, role="primary")
        self.bring.setDefault(True)
        self.bring.clicked.connect(self.accept)
        self.leave = QPushButton("&Stay on the form it is on")
        self.leave.clicked.connect(self.reject)
        row.addWidget(self.bring)
        row.addWidget(self.leave)
        column.addLayout(row)
        fit(self, 760, 600)
        self.view.setFocus()


def _changes(report: Report) -> QWidget:
    page = QWidget()
    page.setObjectName("panel")
    column = QVBoxLayout(page)
    column.setContentsMargins(4, 4, 12, 4)
    column.setSpacing(8)
    groups = report.groups()
    if not groups:
        column.addWidget(plain_label("Nothing changes for this draft."))
    for heading, lines in groups:
        column.addWidget(plain_label(heading, "title"))
        for line in lines:
            column.addWidget(_line(line))
    column.addStretch(1)
    return page


def _line(line: Line) -> QFrame:
    frame = QFrame()
    look.say(frame, role="row")
    column = QVBoxLayout(frame)
    column.setContentsMargins(10, 8, 10, 8)
    column.setSpacing(4)
    column.addWidget(plain_label(line.words))
    if line.holds:
        held = plain_label(line.holds, "muted")
        held.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(held)
    return frame
