"""The editor of rich text: a band of tools, the box, and a strip that asks for what a tool needs to know."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from drafter.model.draft import Entry
from drafter.model.fields import FieldBase, RichTextField
from drafter.model.rich_text import EMPTY, SAFE_LINK, RichText, count_words, is_blank, plain
from drafter.ui import look
from drafter.ui.editors import rich_text_edits as edits
from drafter.ui.editors.base import FieldEditor
from drafter.ui.editors.boxes import LineBox
from drafter.ui.editors.rich_text import RichTextBox
from drafter.ui.editors.spelling import Underline
from drafter.ui.editors.tab_order import put_one_after_another
from drafter.ui.editors.tools import Tool, ToolRow
from drafter.ui.words import plain_label


class Band(ToolRow):
    """The tools on top of a box."""

    def __init__(self, name: str) -> None:
        super().__init__()
        look.say(self, role="band")
        self.setAccessibleName(f"Tools for {name}")
        self.row.setContentsMargins(4, 3, 8, 3)


class Strip(QFrame):
    """Asks for one line between the tools and the box: Enter takes it, Escape leaves it."""

    taken = Signal(str)
    left_alone = Signal()

    def __init__(self, removal: str, parent: QWidget) -> None:
        super().__init__(parent)
        look.say(self, role="band")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 8, 6)
        row.setSpacing(8)
        self._label = QLabel()
        self.line = LineBox()
        self._label.setBuddy(self.line)
        self.take = QPushButton("Set")
        self.remove = QPushButton(removal)
        look.say(self.remove, role="quiet")
        self._fault = plain_label("", "error")
        self._fault.hide()
        row.addWidget(self._label)
        row.addWidget(self.line, 1)
        row.addWidget(self.take)
        row.addWidget(self.remove)
        row.addWidget(self._fault)
        self.take.clicked.connect(self._take)
        self.remove.clicked.connect(self._remove)
        self.line.returnPressed.connect(self._take)
        self.hide()

    def ask(self, question: str, text: str) -> None:
        self._label.setText(question)
        self.line.setAccessibleName(question)
        self.line.setText(text)
        self.line.selectAll()
        self.remove.setVisible(bool(text))
        self._fault.hide()
        self.show()
        self.line.setFocus()

    def refuse(self, sentence: str) -> None:
        """What was typed will not do; say why, and keep it."""
        self._fault.setText(sentence)
        self._fault.show()
        self.line.setAccessibleDescription(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left_alone.emit()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        self.taken.emit(self.line.text().strip())

    def _remove(self) -> None:
        self.taken.emit("")


class RichTextEditor(FieldEditor):
    """Paragraphs, lists, small tables, with a count of the words."""

    def __init__(self, field: FieldBase, today: date | None = None, parent: QWidget | None = None, *,
                 small: bool = False) -> None:
        super().__init__(field, today, parent, small=small)
        self.box = RichTextBox(least=3 if small else 6)
        look.say(self.box, role="boxed")
        self.box.typed.connect(self._typed)
        Underline.beneath(self.box, self)
        self.box.said.connect(self.said)
        self.box.link_asked.connect(self._ask_link)
        self.box.cursorPositionChanged.connect(self._show_looks)
        self.box.currentCharFormatChanged.connect(self._show_looks)
        self._frame = QFrame()
        look.say(self._frame, role="box")
        column = QVBoxLayout(self._frame)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self.band = self._make_band()
        self._strip: Strip | None = None
        self._column = column
        for part in (self.band, self.box):
            column.addWidget(part)
        self.body.addWidget(self._frame)
        self._name(self.box)
        self._count()

    def show_problems(self, problems: tuple) -> None:  # type: ignore[type-arg]
        super().show_problems(problems)
        look.say(self._frame, state=self.problem_lines.state)
        look.say(self.box, state="")

    def flush(self) -> None:
        self.box.flush()

    def _show(self, entry: Entry | None) -> None:
        if not isinstance(entry, RichText):
            made = self.field.entry_from_text(entry) if isinstance(entry, str) else EMPTY
            entry = made if isinstance(made, RichText) else EMPTY
        self.box.show_text(entry)
        self._count()

    def _allow(self, editing: bool) -> None:
        self.box.set_read_only(not editing)
        for tool in self.band.tools:
            tool.setEnabled(editing)
        self._close_strip()

    def _typed(self, text: RichText) -> None:
        self._act(None if is_blank(text) else text)
        self._count()

    def _count(self) -> None:
        """How many words there are, beside the guide."""
        words = count_words(plain(self._entry)) if isinstance(self._entry, RichText) else 0
        guide = self.field.words if isinstance(self.field, RichTextField) else None
        aim = f" (aim for {guide[0]:,} to {guide[1]:,})" if guide else ""
        if self.small and guide is None:
            return
        self._words.setText(("1 word" if words == 1 else f"{words:,} words") + aim)

    def _more_to_say(self) -> str:
        guide = self._words.text() if isinstance(self.field, RichTextField) and self.field.words else ""
        return f"{guide} In a list or a table, Ctrl+Tab leaves the box.".strip()

    # -- the band

    def _make_band(self) -> Band:
        band, box = Band(self.field.label), self.box
        self._bold = band.add(Tool("bold", "Bold", "Ctrl+B", can_be_on=True), box.toggle_bold)
        self._italic = band.add(Tool("italic", "Italic", "Ctrl+I", can_be_on=True), box.toggle_italic)
        self._underline = band.add(Tool("underline", "Underline", "Ctrl+U", can_be_on=True), box.toggle_underline)
        band.add_rule()
        self._bullets = band.add(Tool("list", "Bullets", "Ctrl+Shift+L", can_be_on=True), box.toggle_bullets)
        self._numbers = band.add(Tool("list-ordered", "Numbers", "Ctrl+Shift+N", can_be_on=True), box.toggle_numbers)
        kinds = band.add(Tool("chevron-down", "Kind of numbers"))
        menu = QMenu(kinds)
        menu.addAction("1. 2. 3.", self._decimal)
        menu.addAction("a) b) c)", self._alpha)
        menu.addAction("i. ii. iii.", self._roman)
        self._give_menu(kinds, menu)
        self._out = band.add(Tool("indent-decrease", "Level out", "Shift+Tab"), self._level_out)
        self._in = band.add(Tool("indent-increase", "Level in", "Tab"), self._level_in)
        band.add_rule()
        self._link = band.add(Tool("link", "Link", "Ctrl+K", can_be_on=True), self._ask_link)
        table = band.add(Tool("table", "Table", can_be_on=True))
        self._table_tool = table
        self._table_menu = QMenu(table)
        self._table_menu.aboutToShow.connect(self._fill_table_menu)
        self._give_menu(table, self._table_menu)
        band.row.addStretch(1)
        self._words = plain_label("", "muted")
        self._words.setWordWrap(False)
        band.row.addWidget(self._words)
        return band

    def _give_menu(self, tool: Tool, menu: QMenu) -> None:
        tool.setMenu(menu)
        tool.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _show_looks(self) -> None:
        """The tools show how the words at the cursor look."""
        form, box = self.box.currentCharFormat(), self.box
        kind, is_link = box.list_here(), bool(box.link_here())
        for tool, is_on in ((self._bold, form.fontWeight() >= 600), (self._italic, form.fontItalic()),
                            (self._underline, form.fontUnderline() and not form.isAnchor()),
                            (self._bullets, kind == "bullet"), (self._numbers, kind not in ("", "bullet")),
                            (self._link, is_link), (self._table_tool, box.table_here() is not None)):
            if tool.isChecked() != is_on:
                tool.setChecked(is_on)

    def _decimal(self) -> None:
        self.box.set_list("decimal")

    def _alpha(self) -> None:
        self.box.set_list("alpha")

    def _roman(self) -> None:
        self.box.set_list("roman")

    def _level_in(self) -> None:
        self.box.change_level(1)

    def _level_out(self) -> None:
        self.box.change_level(-1)

    # -- links and tables

    def _ask_link(self) -> None:
        self._show_looks()
        self._open_strip("Web address", self.box.link_here(), "Remove the link").taken.connect(self._set_link)

    def _set_link(self, address: str) -> None:
        if address and not SAFE_LINK.match(address):
            address = f"mailto:{address}" if "@" in address and "/" not in address else f"https://{address}"
        if address and not (SAFE_LINK.match(address) and "." in address):
            if self._strip is not None:
                self._strip.refuse("Enter an address such as https://www.example.gov.uk or name@example.gov.uk")
            return
        self.box.set_link(address)
        self._close_strip()

    def _open_strip(self, question: str, text: str, removal: str) -> Strip:
        """Made when it is wanted, between the tools and the box, for the eye and for Tab."""
        self._close_strip()
        self._strip = strip = Strip(removal, self._frame)
        self._column.insertWidget(1, strip)
        put_one_after_another([self.band, strip, self.box])
        strip.left_alone.connect(self._close_strip)
        strip.ask(question, text)
        return strip

    def _close_strip(self) -> None:
        strip, self._strip = self._strip, None
        if strip is None:
            return
        focus = self.window().focusWidget()
        if focus is not None and strip.isAncestorOf(focus):
            self.box.setFocus()
        strip.hide()
        strip.deleteLater()
        self._show_looks()

    def _fill_table_menu(self) -> None:
        self._table_menu.clear()
        if self.box.table_here() is None:
            self._table_menu.addAction("Insert a table", self._insert_table)
            return
        for words, change in (("Add a row below", edits.add_row), ("Add a column to the right", edits.add_column),
                              ("Remove this row", edits.remove_row), ("Remove this column", edits.remove_column),
                              ("Remove the table", edits.remove_table)):
            action = self._table_menu.addAction(words)
            action.setData(change)
            action.triggered.connect(self._change_table)
        self._table_menu.addSeparator()
        self._table_menu.addAction("What the table shows...", self._ask_title)

    def _insert_table(self) -> None:
        self.box.insert_table()
        self.box.setFocus()

    def _change_table(self) -> None:
        self.box.change_table(self.sender().data())  # type: ignore[attr-defined]

    def _ask_title(self) -> None:
        table = self.box.table_here()
        if table is not None:
            strip = self._open_strip("What the table shows", edits.title_of(table), "Remove the title")
            strip.taken.connect(self._set_title)

    def _set_title(self, title: str) -> None:
        self.box.change_table(lambda table, cursor: edits.set_title(table, title))
        self._close_strip()
