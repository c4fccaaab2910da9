"""Earlier versions of the draft: when and why each was kept, what has changed since, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from drafter.app.versions import told
from drafter.model.comparison import Comparison, compare
from drafter.model.draft import Draft
from drafter.model.failure import Failure
from drafter.model.form import Form, Section
from drafter.ui import look
from drafter.ui.comparison_view import ComparisonView
from drafter.ui.room import fit
from drafter.ui.words import plain_label

if TYPE_CHECKING:
    from drafter.storage.history import Version

VERSION = Qt.ItemDataRole.UserRole
Answer = tuple[Literal["whole"], "Version"] | tuple[Section, "Version"] | Literal["name", "forget"]


class HistoryDialog(QDialog):
    """`answer` is what shall be done: a version, or one section of it, restored; this moment named; all forgotten."""

    def __init__(self, versions: Sequence[Version], now: Draft, form: Form, open_version: Callable[[Version], Draft],
                 today: date, may_change: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answer: Answer | None = None
        self._now, self._form, self._open, self._may_change = now, form, open_version, may_change
        self.setWindowTitle("Earlier versions")
        self.setAccessibleName("Earlier versions of this draft")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(plain_label("Earlier versions of this draft", "heading"))
        column.addWidget(plain_label(
            "They are kept on this computer alone, and never travel with the file. One version is compared with the "
            "draft as it is now, two with each other.", "muted"))
        self.list = self._list(versions, today)
        self.view = ComparisonView()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._beside(self.list))
        split.addWidget(self.view)
        split.setStretchFactor(1, 1)
        split.setSizes([350, 560])
        column.addWidget(split, 1)
        column.addLayout(self._buttons())
        fit(self, 980, 660)
        selection = self.list.selectionModel()
        selection.selectionChanged.connect(self._chosen)
        if versions:
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        self.list.setFocus()
        self._show()

    def _list(self, versions: Sequence[Version], today: date) -> QListView:
        shown = QListView()
        look.say(shown, role="framed")
        shown.setAccessibleName("Versions")
        shown.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        shown.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        shown.setWordWrap(True)
        shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        model = QStandardItemModel(shown)
        for version in versions:
            item = QStandardItem(told(version, today))
            item.setData(version, VERSION)
            item.setIcon(look.icon("save" if version.name else "clock", "accent" if version.name else "muted"))
            model.appendRow(item)
        shown.setModel(model)
        return shown

    def _beside(self, shown: QListView) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 10, 0)
        heading = plain_label("&Versions, the newest first", "label")
        heading.setBuddy(shown)
        column.addWidget(heading)
        column.addWidget(shown, 1)
        return whole

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        keep = QPushButton("&Keep this moment…")
        keep.setIcon(look.icon("save"))
        keep.clicked.connect(partial(self._end, "name"))
        forget = QPushButton("Re&move all…")
        forget.clicked.connect(partial(self._end, "forget"))
        forget.setEnabled(self.list.model().rowCount() > 0)
        row.addWidget(keep)
        row.addWidget(forget)
        row.addStretch(1)
        self.section = QPushButton("Restore one &section")
        look.say(self.section, role="menu")
        self.sections = QMenu(self.section)
        self.section.setMenu(self.sections)
        self.whole = QPushButton("&Restore this version")
        look.say(self.whole, role="primary")
        self.whole.clicked.connect(self._restore)
        close = QPushButton("&Close")
        close.clicked.connect(self.reject)
        for button in (self.section, self.whole, close):
            row.addWidget(button)
        return row

    def _selected(self) -> list[Version]:
        """The older one first."""
        rows = sorted((index.row() for index in self.list.selectionModel().selectedIndexes()), reverse=True)
        return [self.list.model().index(row, 0).data(VERSION) for row in rows]

    def _chosen(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self._show()

    def _show(self) -> None:
        versions = self._selected()
        comparison: Comparison | None = None
        if not versions:
            self.view.show_words("No version is kept yet." if not self.list.model().rowCount() else
                                 "Choose a version to see what has changed since, or two to compare them.")
        elif len(versions) > 2:
            self.view.show_words("Choose one version, or two to compare them.")
        else:
            comparison = self._compare(versions)
        may = comparison is not None and len(versions) == 1 and self._may_change and bool(comparison.changes)
        self.whole.setEnabled(may)
        self.sections.clear()
        changed = {one.id for one in comparison.sections} if comparison is not None else set()
        for section in self._form.sections if may else ():
            if section.id in changed:
                action = self.sections.addAction(section.short_name.replace("&", "&&"))
                action.triggered.connect(partial(self._restore_section, section))
        self.section.setEnabled(bool(self.sections.actions()))

    def _compare(self, versions: Sequence[Version]) -> Comparison | None:
        try:
            drafts = [self._open(version) for version in versions]
        except Failure as failure:
            self.view.show_words(str(failure))
            return None
        before, after = drafts[0], drafts[1] if len(drafts) > 1 else self._now
        comparison = compare(before, after, self._form)
        since = "between the two" if len(drafts) > 1 else "since then"
        self.view.show_comparison(comparison, f"What changed {since}: {comparison.sentence}")
        return comparison

    def _restore(self) -> None:
        self._end(("whole", self._selected()[0]))

    def _restore_section(self, section: Section, _checked: bool = False) -> None:
        self._end((section, self._selected()[0]))

    def _end(self, answer: Answer, _checked: bool = False) -> None:
        self.answer = answer
        self.accept()


class MomentDialog(QDialog):
    """What to call the draft as it is now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keep this moment")
        self.setAccessibleName("Keep this moment")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(8)
        label = plain_label("&Name of this moment, such as “as sent to Legal”", "label")
        self.name = QLineEdit()
        self.name.setMaxLength(80)
        self.name.setMinimumWidth(420)
        self.name.setAccessibleName("Name of this moment")
        label.setBuddy(self.name)
        column.addWidget(label)
        column.addWidget(self.name)
        column.addSpacing(6)
        row = QHBoxLayout()
        row.addStretch(1)
        keep = QPushButton("&Keep it")
        look.say(keep, role="primary")
        keep.setDefault(True)
        keep.clicked.connect(self.accept)
        cancel = QPushButton("&Cancel")
        cancel.clicked.connect(self.reject)
        row.addWidget(keep)
        row.addWidget(cancel)
        column.addLayout(row)
        self.name.setFocus()
