"""Any number of several: check boxes while they fit, else a list with a filter."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from drafter.model.draft import Entry, Path, plain_entry
from drafter.model.fields import FieldBase, MultiChoiceField
from drafter.ui import look
from drafter.ui.editors.base import FieldEditor
from drafter.ui.editors.boxes import LineBox
from drafter.ui.editors.choice import offered

FEW = 8
_ID = Qt.ItemDataRole.UserRole


class MultiChoiceEditor(FieldEditor):
    """What the two looks share: what is ticked, in the form's order, then what the form does not know."""

    def __init__(self, field: MultiChoiceField, today: date | None = None, parent: QWidget | None = None, *,
                 small: bool = False) -> None:
        super().__init__(field, today, parent, small=small)
        self._choice_field = field
        self._words = {choice.id: choice.words for choice in offered(field, today)}
        self._ticked: list[str] = []

    def _read(self, entry: Entry | None) -> list[str]:
        """The ids ticked. Words the form does not know stay as they are, and can be unticked."""
        parts = entry if isinstance(entry, tuple) else (plain_entry(entry),) if entry else ()
        ids = []
        for part in parts:
            known = self._choice_field.choice(part)
            ids.append(known.id if known else part)
            self._words.setdefault(ids[-1], known.words if known else part)
        return ids

    def _tick(self, choice_id: str, ticked: bool) -> None:
        if ticked != (choice_id in self._ticked):
            kept = {*self._ticked, choice_id} if ticked else set(self._ticked) - {choice_id}
            self._ticked = [known for known in self._words if known in kept]
            self._act(tuple(self._ticked) or None)


class CheckBoxesEditor(MultiChoiceEditor):
    def __init__(self, field: MultiChoiceField, today: date | None = None, parent: QWidget | None = None, *,
                 small: bool = False) -> None:
        super().__init__(field, today, parent, small=small)
        self.boxes: dict[str, QCheckBox] = {}
        self._editing = True
        area = QWidget()
        self._column = QVBoxLayout(area)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for choice_id in self._words:
            self._add(choice_id)
        area.setFocusProxy(next(iter(self.boxes.values())))
        self.body.addWidget(area)
        self._name(area)

    def _add(self, choice_id: str) -> None:
        box = QCheckBox(self._words[choice_id].replace("&", "&&"))
        box.setProperty("choice", choice_id)
        box.setEnabled(self._editing)
        box.clicked.connect(self._clicked)
        self.boxes[choice_id] = box
        self._column.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)

    def _show(self, entry: Entry | None) -> None:
        self._ticked = self._read(entry)
        for choice_id in self._words:
            if choice_id not in self.boxes:
                self._add(choice_id)
            self.boxes[choice_id].setChecked(choice_id in self._ticked)
        self._describe()

    def _allow(self, editing: bool) -> None:
        self._editing = editing
        for box in self.boxes.values():
            box.setEnabled(editing)

    def _clicked(self, ticked: bool) -> None:
        box = self.sender()
        if isinstance(box, QCheckBox):
            self._tick(str(box.property("choice")), ticked)

    def _describe(self) -> None:
        super()._describe()
        for choice_id, box in getattr(self, "boxes", {}).items():
            box.setAccessibleName(f"{self.field.label}: {self._words[choice_id]}")
            box.setAccessibleDescription(self._control.accessibleDescription() if self._control else "")


class FilteredListEditor(MultiChoiceEditor):
    """A list of ticks with a box above it that narrows it down; Enter ticks what is left when it is one."""

    def __init__(self, field: MultiChoiceField, today: date | None = None, parent: QWidget | None = None, *,
                 small: bool = False) -> None:
        super().__init__(field, today, parent, small=small)
        self.filter = LineBox()
        self.filter.setPlaceholderText("Type to find")
        self.filter.setAccessibleName(f"Find in: {field.label}")
        self.filter.typed.connect(self._narrow)
        self.filter.returnPressed.connect(self._tick_only_one)
        self.list = QListWidget()
        look.say(self.list, role="framed")
        self.list.setFixedHeight(208)
        self.list.installEventFilter(self)
        for choice_id in self._words:
            self._add(choice_id)
        self.list.setCurrentRow(0)
        self.list.itemChanged.connect(self._changed)
        self.body.addWidget(self.filter)
        self.body.addWidget(self.list)
        self._name(self.list)
        self._count()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter ticks as the space bar does."""
        if (watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
                and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()):
            self._flip(self.list.currentItem())
            return True
        return super().eventFilter(watched, event)

    def _add(self, choice_id: str) -> None:
        item = QListWidgetItem(self._words[choice_id])
        item.setData(_ID, choice_id)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(n) for n in range(self.list.count())]

    def _show(self, entry: Entry | None) -> None:
        self._ticked = self._read(entry)
        there = {item.data(_ID) for item in self._items()}
        self.list.blockSignals(True)
        for choice_id in self._words:
            if choice_id not in there:
                self._add(choice_id)
        for item in self._items():
            ticked = item.data(_ID) in self._ticked
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        self._count()

    def _allow(self, editing: bool) -> None:
        self.filter.setEnabled(editing)
        self.list.setEnabled(editing)

    def _flip(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            ticked = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)

    def _changed(self, item: QListWidgetItem) -> None:
        self._tick(item.data(_ID), item.checkState() == Qt.CheckState.Checked)
        self._count()

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().split()
        for item in self._items():
            item.setHidden(not all(word in item.text().casefold() for word in wanted))

    def _tick_only_one(self) -> None:
        left = [item for item in self._items() if not item.isHidden()]
        if len(left) == 1:
            self._flip(left[0])

    def _count(self) -> None:
        names = [self._words[choice_id] for choice_id in self._ticked]
        self.tell("None chosen" if not names else f"Chosen: {'; '.join(names)}")

    def focus_on(self, path: Path) -> QWidget:
        self.filter.setFocus()
        return self.filter


def multi_choice_editor(field: FieldBase, today: date | None = None, parent: QWidget | None = None, *,
                        small: bool = False) -> FieldEditor:
    """The editor that suits how many there are to choose from."""
    assert isinstance(field, MultiChoiceField)
    kind = CheckBoxesEditor if 0 < len(field.choices) <= FEW else FilteredListEditor
    return kind(field, today, parent, small=small)
