"""Every page of every form, in every theme: named, described, large enough, focus seen, readable, in reading order."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QTextEdit,
    QWidget,
)

import drafter.ui
from drafter.model.draft import Path
from drafter.storage.locations import shipped_root
from drafter.storage.packs import find_packs
from drafter.ui import look
from drafter.ui.section_page import SectionPage
from drafter.ui.tour import Tour
from drafter.ui.tour_steps import tour_steps
from tests.pictures.gallery import dialogs

AA, AA_LARGE = 4.5, 3.0
"""Contrast by WCAG 2.2, for text and for large text."""
LEAST = 24
"""Pixels of a target, by WCAG 2.2."""
PARTS = ("sections", "side", "header", "status", "ways")
"""What a window is made of: each part is read in its order, one after the other."""
FORMS = tuple(find_packs([shipped_root()]))


def reachable(root: QWidget) -> Iterator[QWidget]:
    """What Tab reaches inside `root`, in Tab's order."""
    widget = root.nextInFocusChain()
    for _ in range(5000):
        if widget is root:
            return
        inside_combo = isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), QComboBox)
        if (widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
                and root.isAncestorOf(widget) and not inside_combo and widget.focusProxy() is None):
            yield widget
        widget = widget.nextInFocusChain()
    raise AssertionError("the focus chain does not come back")


def name_of(widget: QWidget) -> str:
    if widget.accessibleName():
        return widget.accessibleName()
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def audit(page: QWidget) -> Iterator[str]:
    """The findings of one page as it stands on the screen; none on a page as it should be."""
    stops = list(reachable(page))
    for widget in stops:
        name = name_of(widget).strip()
        if not name:
            yield f"without a name: {type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        if type(widget) is QScrollArea and widget.property("role") != "read":  # it is read by its keys
            yield f"a scroll area takes the focus: {name}"
        if min(widget.width(), widget.height()) < LEAST:
            yield f"smaller than {LEAST} pixels: {name} {widget.width()} x {widget.height()}"
    for before, after in pairwise(stops):
        if _area(after, page).bottom() < _area(before, page).top() and _same_column(before, after, page):
            yield f"Tab goes up from {name_of(before)} to {name_of(after)}"
    yield from _labels(page)
    yield from _contrasts(page)
    yield from _focus(page, stops)


def _labels(page: QWidget) -> Iterator[str]:
    """What a label stands for is called as it says, up to a comma: what follows explains."""
    for label in page.findChildren(QLabel):
        if label.isVisible() and label.buddy() is not None:
            said, name = label.text().replace("&&", "\0").replace("&", "").replace("\0", "&"), name_of(label.buddy())
            whole = said.removesuffix(" (optional)").rstrip(":")
            if name not in (whole, whole.split(",")[0]):
                yield f"called {name!r} and labelled {said!r}"


def _described(page: SectionPage) -> Iterator[str]:
    """An answer is called as its label, and described by its problem and its hint."""
    for binding in page.bindings:
        control, label = binding.editor.control, binding.field.label
        if control.accessibleName() != label:
            yield f"called {control.accessibleName()!r}: {label!r}"
        due = (binding.field.hint, *binding.editor.problem_lines.sentences)
        yield from (f"{label!r} is not described by {one!r}" for one in due
                    if one not in control.accessibleDescription())


def _area(widget: QWidget, root: QWidget) -> QRect:
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


def _same_column(one: QWidget, other: QWidget, root: QWidget) -> bool:
    """Whether the two stand in the same part of a window: list, page and side pane are read one after the other."""
    def part(widget: QWidget) -> QWidget | None:
        around: QWidget | None = widget
        while around is not None and around is not root:
            if isinstance(around, QScrollArea) or around.objectName() in PARTS:
                return around
            around = around.parentWidget()
        return None
    return part(one) is part(other)


def _focus(page: QWidget, stops: list[QWidget]) -> Iterator[str]:
    """What changes differs from what was there by 3 to 1, over as many pixels as a line along it."""
    for widget in stops:
        page.window().setFocus()
        before = _picture(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        after = _picture(widget)
        changed = Counter(zip(before, after, strict=True)) if len(before) == len(after) else Counter()
        seen = sum(count for (one, other), count in changed.items()
                   if one != other and _contrast(_luminance(one), _luminance(other)) >= AA_LARGE)
        if seen < min(widget.width(), 2 * widget.height()):
            yield f"focus is not seen: {name_of(widget)}"


def _picture(widget: QWidget) -> memoryview:
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return memoryview(bytes(image.constBits())).cast("I")


def _contrasts(page: QWidget) -> Iterator[str]:
    """Of the words as they are painted, each within the space for words alone: no edge, ring or icon passes for them.
    The colour they stand on, and the one that differs from it most."""
    picture = page.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or not widget.isEnabled():
            continue
        for words, area in written(widget):
            seen = area.intersected(widget.visibleRegion().boundingRect())
            if not words.strip() or seen.width() < 8 or seen.height() < 8:
                continue
            found = contrast_in(picture.copy(seen.translated(widget.mapTo(page, QPoint(0, 0)))))
            points = widget.fontInfo().pointSizeF()
            needed = AA_LARGE if points >= 18 or (points >= 14 and widget.fontInfo().bold()) else AA
            if found < needed:
                yield f"contrast {found:.2f}: {words[:40]!r}"


def written(widget: QWidget) -> Iterator[tuple[str, QRect]]:
    """The words on a widget, what stands in an empty box among them, and the space they have within it."""
    if isinstance(widget, QLabel):
        yield widget.text(), widget.contentsRect()
    elif isinstance(widget, QAbstractButton):
        yield widget.text(), _after_the_icon(widget)
    elif isinstance(widget, QComboBox):
        if widget.lineEdit() is None:  # else it is a box of its own
            option = QStyleOptionComboBox()
            widget.initStyleOption(option)
            field = QStyle.SubControl.SC_ComboBoxEditField
            yield widget.currentText() or widget.placeholderText(), widget.style().subControlRect(
                QStyle.ComplexControl.CC_ComboBox, option, field, widget).adjusted(4, 4, -4, -4)
    elif isinstance(widget, QLineEdit):
        option = QStyleOptionFrame()
        widget.initStyleOption(option)
        yield widget.text() or widget.placeholderText(), widget.style().subElementRect(
            QStyle.SubElement.SE_LineEditContents, option, widget)
    elif isinstance(widget, QTextEdit | QPlainTextEdit):
        yield widget.toPlainText() or widget.placeholderText(), widget.viewport().geometry()
    elif isinstance(widget, QTabBar):
        for tab in range(widget.count()):
            yield widget.tabText(tab), widget.tabRect(tab).adjusted(6, 4, -6, -6)
    elif isinstance(widget, QAbstractItemView):
        model, at = widget.model(), widget.viewport().pos()
        for row in range(model.rowCount() if model is not None else 0):
            index = model.index(row, 0)
            words = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data() or ""
            begin = 6 if type(widget.itemDelegate()) is QStyledItemDelegate else 60  # past the sign that is painted
            yield str(words), widget.visualRect(index).translated(at).adjusted(begin, 4, -14, -4)


def _after_the_icon(button: QAbstractButton) -> QRect:
    """Inside the edge and the ring; past the sign of a radio button, or the icon."""
    inside = button.rect().adjusted(5, 5, -30 if button.property("role") == "menu" else -5, -5)
    words = button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, button.text()).width()
    if isinstance(button, QRadioButton | QCheckBox):
        return inside.adjusted(30, 0, 0, 0)
    if button.icon().isNull():
        return inside
    if button.property("role") in ("quiet", "fold", "step", "door", "words"):  # from the left
        return inside.adjusted(button.iconSize().width() + 4, 0, 0, 0)
    return inside.adjusted(max(button.iconSize().width(), inside.width() - words), 0, 0, 0)


def contrast_in(picture: QImage) -> float:
    colours = Counter(memoryview(picture.constBits()).cast("I"))
    ground = _luminance(colours.most_common(1)[0][0])
    return max(_contrast(_luminance(one), ground) for one in colours)


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


_LINEAR = [n / 255 / 12.92 if n <= 10 else ((n / 255 + 0.055) / 1.055) ** 2.4 for n in range(256)]


def _luminance(colour: int) -> float:
    red, green, blue = colour >> 16 & 255, colour >> 8 & 255, colour & 255
    return 0.2126 * _LINEAR[red] + 0.7152 * _LINEAR[green] + 0.0722 * _LINEAR[blue]


@pytest.fixture(params=look.THEMES)
def theme(request, dressed):
    look.wear(dressed, request.param)
    yield request.param
    look.wear(dressed, "light")


@pytest.fixture
def tall(window):
    """Tall enough that nothing of a page is out of sight."""
    window.resize(1366, 2600)
    return window


def test_the_audit_finds_what_is_wrong(qtbot, dressed):
    page = QWidget()
    qtbot.addWidget(page)
    faint = QLabel("Hard to read", page)
    faint.setStyleSheet(f"color: {look.TOKENS['border']}")
    QLineEdit(page).move(0, 40)
    small = QWidget(page)
    small.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    small.setGeometry(120, 40, 20, 20)
    page.resize(200, 100)
    page.show()
    found = list(audit(page))
    assert any(one.startswith("contrast 1.") and "Hard to read" in one for one in found)
    assert any(one.startswith("without a name: QLineEdit") for one in found)
    assert any(one.startswith("smaller than 24") for one in found)
    assert any(one.startswith("focus is not seen") for one in found)


FAINT = {"light": "#dddddd", "dark": "#333333", "contrast": "#222222"}
"""Words of that colour are not read in the theme."""


def _list(words: str) -> QListWidget:
    made = QListWidget()
    made.addItem(words)
    return made


def _combo(words: str, *, editable: bool) -> QComboBox:
    made = QComboBox()
    made.setEditable(editable)
    made.addItem(words)
    return made


def _line(words: str) -> QLineEdit:
    made = QLineEdit()
    made.setPlaceholderText(words)
    return made


def _tabs(words: str) -> QTabBar:
    made = QTabBar()
    made.addTab(words)
    return made


KINDS: dict[str, Callable[[str], QWidget]] = {
    "label": QLabel, "button": QPushButton, "radio": QRadioButton, "tick": QCheckBox, "line": QLineEdit,
    "placeholder": _line, "text": QTextEdit, "plain": QPlainTextEdit, "list": _list, "tabs": _tabs,
    "combo": lambda words: _combo(words, editable=False), "search": lambda words: _combo(words, editable=True)}


@pytest.mark.parametrize("kind", KINDS)
def test_faint_words_are_found_on_each_kind_of_widget_and_theme(qtbot, theme, kind):
    page = QWidget()
    page.setObjectName("page")
    qtbot.addWidget(page)
    widget = KINDS[kind]("Hard to read in the words alone")
    widget.setParent(page)
    widget.setGeometry(10, 10, 300, 60)
    page.resize(320, 80)
    page.show()
    widget.setFocus()
    assert not [one for one in _contrasts(page) if "Hard" in one]
    faint = FAINT[theme]
    widget.setStyleSheet(f"* {{ color: {faint}; placeholder-text-color: {faint}; }}"
                         f"QAbstractItemView::item, QTabBar::tab {{ color: {faint}; }}")
    assert [one for one in _contrasts(page) if "Hard" in one]


@pytest.mark.parametrize("form", FORMS)
def test_every_section_of_a_form_passes_empty_and_with_its_problems_shown(tall, theme, form):
    tall.filing.shown.emit(tall.desk.new(form))
    view, found = tall.panel.view, []
    for section in view.session.form.sections:
        view.enter_section(section.id)
        view.page.check_section()
        QApplication.processEvents()
        found += [f"{section.id}: {one}" for one in (*audit(tall), *_described(view.page))]
    assert not found, "\n".join(sorted(set(found)))


def test_every_section_of_the_sample_passes(tall, theme, sample):
    tall.filing.open_draft(sample)
    view, found = tall.panel.view, []
    for section in view.session.form.sections:
        view.enter_section(section.id)
        for binding in view.page.bindings:
            if binding.isVisible() and binding.help.isVisible():
                binding.help.button.setChecked(True)
        QApplication.processEvents()
        found += [f"{section.id}: {one}" for one in audit(view)]
    assert not found, "\n".join(sorted(set(found)))


def test_the_check_page_and_the_start_page_pass(tall, theme, sample):
    tall.filing.open_draft(sample)
    view = tall.panel.view
    view.show_check()
    QApplication.processEvents()
    found = [f"ready: {one}" for one in audit(tall)]
    view.session.edit(Path(view.session.form.title_field), None)
    view.show_check()
    QApplication.processEvents()
    found += [f"not ready: {one}" for one in audit(tall)]
    tall.desk.clear()
    tall.filing.closed.emit()
    QApplication.processEvents()
    found += [f"start: {one}" for one in audit(tall)]
    assert not found, "\n".join(sorted(set(found)))


def test_every_dialog_passes(tall, theme, sample, tmp_path):
    tall.filing.open_draft(sample)
    found = []
    for name, make in dialogs(tall, tmp_path).items():
        dialog = make()
        dialog.resize(dialog.width(), dialog.height() + 1200)
        dialog.show()
        QApplication.processEvents()
        found += [f"{name}: {one}" for one in audit(dialog)]
        dialog.close()
    assert not found, "\n".join(sorted(set(found)))


def test_the_gallery_holds_every_dialog_there_is(tall, sample, tmp_path):
    tall.filing.open_draft(sample)
    there = {one for module in pkgutil.iter_modules(drafter.ui.__path__, "drafter.ui.") if not module.ispkg
             for one in vars(importlib.import_module(module.name)).values()
             if isinstance(one, type) and issubclass(one, QDialog) and one.__module__ == module.name}
    shown = set()
    for make in dialogs(tall, tmp_path).values():
        dialog = make()
        shown.add(type(dialog))
        dialog.close()
    assert there - shown == set(), "tests/pictures/gallery.py shows each, for the pictures and for this audit"


def test_what_stands_beside_over_and_below_a_page_passes(tall, theme, sample, qtbot):
    """Preview, timetable, the bar to find with, the list over the page, the tour."""
    tall.filing.open_draft(sample)
    found = []

    def look_at(name: str, part: QWidget) -> None:
        QApplication.processEvents()
        found.extend(f"{name}: {one}" for one in audit(part))

    tall.furniture.acts.show_preview()
    look_at("preview", tall)
    tall.furniture.acts.show_timetable()
    look_at("timetable", tall)
    tall.furniture.acts.find_words()
    QApplication.processEvents()
    found += [one for one in audit(tall.panel.finding) if "from Replace with" not in one]  # the two boxes come first
    tall.panel.finding.leave()
    tall.resize(900, 1600)
    tall.panel.view.show_side(False)
    tall.furniture.acts.show_sections()
    QApplication.processEvents()
    assert tall.panel.view.sections.isVisible()
    found += [f"sections: {one}" for one in _contrasts(tall.panel.view.sections)]
    look_at("header", tall.panel.header)
    tall.resize(1366, 900)
    tour = Tour(tour_steps(tall.panel, tall.furniture.status), tall)
    for step in range(5):
        look_at(f"tour {step}", tour.card)
        tour.next.click()
    assert not found, "\n".join(sorted(set(found)))


def test_what_an_answer_is_not_called_and_described_by_is_found(tall):
    tall.filing.shown.emit(tall.desk.new(FORMS[0]))
    page = tall.panel.view.page
    page.check_section()
    assert not list(_described(page))
    first, second = (binding.editor.control for binding in page.bindings[:2])
    first.setAccessibleName("Another")
    second.setAccessibleDescription("")
    assert [one.split()[0] for one in _described(page)][:2] == ["called", repr(page.bindings[1].field.label).split()[0]]


def test_colour_luminance_is_that_of_the_standard():
    assert _luminance(QColor("white").rgb() & 0xFFFFFF) == pytest.approx(1)
    assert _luminance(0) == 0
