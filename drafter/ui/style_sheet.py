"""The style sheet, written once with the names of colours, and the small pictures it needs.

Qt's style sheets take pictures by file name only. The pictures (radio buttons, ticks, chevrons) depend on the theme, so
they are handed to Qt as resources in memory: no file is written anywhere.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

from PySide6.QtCore import qRegisterResourceData

_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" viewBox="0 0 20 20" fill="none">'
_TICK = ('<path d="M5.6 10.4l3 3 5.8-6.4" stroke="{mark}" stroke-width="2.2" stroke-linecap="round" '
         'stroke-linejoin="round"/>')
_CHEVRON = '<path d="{line}" stroke="{text}" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>'
_PICTURES = {
    "radio-off": '<circle cx="10" cy="10" r="8.2" fill="{surface}" stroke="{edge}" stroke-width="1.6"/>',
    "radio-on": '<circle cx="10" cy="10" r="8.2" fill="{surface}" stroke="{accent}" stroke-width="1.8"/>'
                '<circle cx="10" cy="10" r="4.6" fill="{accent}"/>',
    "tick-off": '<rect x="1.8" y="1.8" width="16.4" height="16.4" rx="3" fill="{surface}" stroke="{edge}" '
                'stroke-width="1.6"/>',
    "tick-on": '<rect x="1.8" y="1.8" width="16.4" height="16.4" rx="3" fill="{accent}" stroke="{accent}" '
               'stroke-width="1.6"/>' + _TICK,
    "down": _CHEVRON.replace("{line}", "M5 7.5l5 5 5-5"),
    "up": _CHEVRON.replace("{line}", "M5 12.5l5-5 5 5"),
    "right": _CHEVRON.replace("{line}", "M7.5 5l5 5-5 5"),
    "left": _CHEVRON.replace("{line}", "M12.5 5l-5 5 5 5"),
}
_kept: dict[str, tuple[bytes, bytes, bytes]] = {}


def register_indicators(theme: str, tokens: Mapping[str, str]) -> None:
    """Hand the theme's pictures to Qt, once. Qt keeps pointing at these bytes, so they are kept here."""
    if theme in _kept:
        return
    files: dict[str, bytes] = {}
    for name, drawing in _PICTURES.items():
        for suffix, edge in (("", "outline"), ("-focus", "focus"), ("-disabled", "border")):
            accent = tokens["faint" if suffix == "-disabled" else "accent"]
            text = tokens["faint" if suffix == "-disabled" else "text"]
            svg = _HEAD + drawing.format(edge=tokens[edge], accent=accent, surface=tokens["surface"], text=text,
                                         mark=tokens["on_accent"]) + "</svg>"
            if suffix == "-focus":
                svg = svg.replace('stroke-width="1.6"', 'stroke-width="3"').replace('"1.8"', '"3"')
            files[f"{theme}-{name}{suffix}.svg"] = svg.encode()
    _kept[theme] = compiled(files)
    tree, names, data = _kept[theme]
    qRegisterResourceData(1, tree, names, data)


def compiled(files: Mapping[str, bytes]) -> tuple[bytes, bytes, bytes]:
    """The files in Qt's resource format, version 1: a root folder, its children sorted by the hash of their names."""
    names, data, nodes = b"", b"", []
    for name in files:
        place = len(names)
        names += struct.pack(">HI", len(name), _hash(name)) + name.encode("utf-16-be")
        nodes.append((_hash(name), struct.pack(">IHHHI", place, 0, 0, 1, len(data))))
        data += struct.pack(">I", len(files[name])) + files[name]
    root = struct.pack(">IHII", 0, 2, len(nodes), 1)
    return root + b"".join(node for _, node in sorted(nodes)), names, data


def _hash(name: str) -> int:
    value = 0
    for character in name:
        value = (value << 4) + ord(character)
        value ^= (value & 0xF0000000) >> 23
        value &= 0x0FFFFFFF
    return value


def style_sheet(theme: str, tokens: Mapping[str, str], text_size: float) -> str:
    """The whole style sheet. Text sizes are points, so that the system's text scaling works."""
    sizes = {"small": f"{text_size * 0.92:.2f}pt", "base": f"{text_size:.2f}pt", "big": f"{text_size * 1.1:.2f}pt",
             "title": f"{text_size * 1.2:.2f}pt", "heading": f"{text_size * 1.7:.2f}pt"}
    return _STYLE % {**tokens, **sizes, "at": f":/{theme}-"}


_STYLE = """
QMainWindow, QDialog, QScrollArea#page, QWidget#page { background: %(window)s; }
QWidget#page, QScrollArea { border: none; }
QToolTip { background: %(surface)s; color: %(text)s; border: 1px solid %(outline)s; padding: 5px 7px; }

QFrame#header { background: %(surface)s; border: none; border-bottom: 1px solid %(border)s; }
QFrame#sections { background: %(surface)s; border: none; border-right: 1px solid %(border)s; }
QFrame#side { background: %(surface)s; border: none; border-left: 1px solid %(border)s; }
QFrame#side QScrollArea, QWidget#panel { background: %(surface)s; }
QFrame#ways { background: %(surface)s; border: none; border-top: 1px solid %(border)s; }
QFrame#status { background: %(surface)s; border: none; border-top: 1px solid %(border)s; }

QLabel { background: transparent; }
QLabel[role="heading"] { font-size: %(heading)s; font-weight: 600; }
QLabel[role="title"] { font-size: %(title)s; font-weight: 600; }
QLabel[role="label"] { font-size: %(big)s; font-weight: 600; }
QLabel[role="part"] { font-weight: 600; }
QLabel[role="hint"], QLabel[role="muted"] { color: %(muted)s; }
QLabel[role="introduction"] { color: %(muted)s; font-size: %(big)s; }
QLabel[role="error"] { color: %(error)s; font-weight: 600; }
QLabel[role="warning"] { color: %(warning)s; font-weight: 600; }
QLabel[role="success"] { color: %(success)s; }
QLabel[role="small"] { color: %(muted)s; font-size: %(small)s; }
QLabel[role="link"] { color: %(accent)s; }
QLabel[role="badge"] { color: %(muted)s; background: %(sunken)s; border: 1px solid %(border)s; border-radius: 9px;
    padding: 1px 8px; font-size: %(small)s; }

QFrame[role="card"] { background: %(surface)s; border: 1px solid %(border)s; border-radius: 8px; }
QFrame[role="drop"] { background: %(accent)s; border: none; border-radius: 2px; }
QFrame[role="row"] { background: %(sunken)s; border: 1px solid %(border)s; border-radius: 6px; }
QFrame[role="band"] { background: %(sunken)s; border: none; border-bottom: 1px solid %(border)s; }
QFrame[role="box"] { background: %(surface)s; border: 1px solid %(outline)s; border-radius: 4px; }
QFrame[role="problem"] { border: none; border-bottom: 1px solid %(border)s; }
QFrame[role="notice"] { background: %(accent_soft)s; border: none; border-left: 4px solid %(accent)s; }
QFrame[role="notice"]:focus { border: 3px solid %(focus)s; border-left: 4px solid %(accent)s; }
QFrame[role="notice"][state="error"] { background: %(error_soft)s; border-left-color: %(error)s; }
QFrame[role="notice"][state="warning"] { background: %(warning_soft)s; border-left-color: %(warning)s; }
QFrame[role="cell"] { border: none; }
QFrame[role="field"] { border: none; border-left: 4px solid transparent; }
QFrame[role="field"][state="error"] { border-left-color: %(error)s; }
QFrame[role="field"][state="warning"] { border-left-color: %(warning)s; }
QFrame[role="rule"] { background: %(border)s; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="rule-upright"] { background: %(border)s; border: none; max-width: 1px; min-width: 1px; }
QFrame[role="cell"] { border: none; background: transparent; }
QFrame[role="example"] { border: none; border-left: 3px solid %(border)s; }
QFrame[role="example"][state="good"] { border-left-color: %(success)s; }
QFrame[role="example"][state="poor"] { border-left-color: %(error)s; }
QFrame[role="row"][state="error"], QFrame[role="box"][state="error"] { border: 2px solid %(error)s; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDateEdit, QComboBox {
    background: %(surface)s; color: %(text)s; placeholder-text-color: %(muted)s; border: 1px solid %(outline)s;
    border-radius: 4px; padding: 6px 8px; selection-background-color: %(accent)s; selection-color: %(on_accent)s; }
QLineEdit, QComboBox, QDateEdit, QSpinBox { min-height: 20px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDateEdit:focus, QComboBox:focus {
    border: 3px solid %(focus)s; padding: 4px 6px; }
QLineEdit[state="error"], QPlainTextEdit[state="error"], QTextEdit[state="error"], QComboBox[state="error"],
QDateEdit[state="error"], QSpinBox[state="error"] { border: 2px solid %(error)s; padding: 5px 7px; }
QLineEdit[state="error"]:focus, QPlainTextEdit[state="error"]:focus, QTextEdit[state="error"]:focus,
QComboBox[state="error"]:focus { border: 3px solid %(error)s; padding: 4px 6px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled, QLineEdit:read-only {
    background: %(sunken)s; color: %(muted)s; border-color: %(border)s; }
QTextEdit[role="boxed"], QPlainTextEdit[role="boxed"], QLineEdit[role="boxed"] { border: none; padding: 6px 8px; }
QTextEdit[role="boxed"]:focus, QPlainTextEdit[role="boxed"]:focus { border: 3px solid %(focus)s; padding: 3px 5px;
    border-radius: 4px; }
QTextEdit[role="paper"] { border: none; border-top: 1px solid %(border)s; border-bottom: 1px solid %(border)s;
    padding: 0; }
QTextEdit[role="paper"]:focus { border: 3px solid %(focus)s; padding: 0; }
QLineEdit[role="within"], QLineEdit[role="within"]:focus { border: none; padding: 0; background: transparent; }

QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url(%(at)sdown.svg); width: 16px; height: 16px; }
QComboBox::down-arrow:disabled { image: url(%(at)sdown-disabled.svg); }
QComboBox QAbstractItemView, QAbstractItemView[role="popup"] { background: %(surface)s; color: %(text)s;
    border: 1px solid %(outline)s; outline: none; padding: 3px; selection-background-color: %(accent_soft)s;
    selection-color: %(text)s; }
QComboBox QAbstractItemView::item, QListView[role="popup"]::item { min-height: 26px; padding: 2px 8px; }
QSpinBox::up-arrow { image: url(%(at)sup.svg); width: 12px; height: 12px; }
QSpinBox::down-arrow { image: url(%(at)sdown.svg); width: 12px; height: 12px; }

QRadioButton, QCheckBox { spacing: 9px; padding: 4px 6px 4px 4px; border: 3px solid transparent; border-radius: 6px;
    background: transparent; }
QRadioButton:focus, QCheckBox:focus { border-color: %(focus)s; }
QRadioButton::indicator, QCheckBox::indicator { width: 20px; height: 20px; }
QRadioButton::indicator:unchecked { image: url(%(at)sradio-off.svg); }
QRadioButton::indicator:checked { image: url(%(at)sradio-on.svg); }
QRadioButton::indicator:unchecked:hover { image: url(%(at)sradio-off-focus.svg); }
QRadioButton::indicator:unchecked:disabled { image: url(%(at)sradio-off-disabled.svg); }
QRadioButton::indicator:checked:disabled { image: url(%(at)sradio-on-disabled.svg); }
QCheckBox::indicator:unchecked { image: url(%(at)stick-off.svg); }
QCheckBox::indicator:checked { image: url(%(at)stick-on.svg); }
QCheckBox::indicator:unchecked:hover { image: url(%(at)stick-off-focus.svg); }
QCheckBox::indicator:unchecked:disabled { image: url(%(at)stick-off-disabled.svg); }
QCheckBox::indicator:checked:disabled { image: url(%(at)stick-on-disabled.svg); }

QPushButton { background: %(surface)s; color: %(text)s; border: 1px solid %(outline)s; border-radius: 5px;
    padding: 7px 14px; min-height: 20px; font-weight: 600; }
QPushButton { qproperty-iconSize: 26px 18px; }
QPushButton[role="fold"], QPushButton[role="quiet"] { qproperty-iconSize: 18px 18px; }
QPushButton:hover { background: %(accent_soft)s; border-color: %(accent)s; }
QPushButton:pressed { background: %(border)s; }
QPushButton:focus { border: 3px solid %(focus)s; padding: 5px 12px; }
QPushButton:disabled { color: %(faint)s; border-color: %(border)s; }
QPushButton::menu-indicator { image: url(%(at)sdown.svg); width: 14px; height: 14px; right: 10px;
    subcontrol-position: right center; subcontrol-origin: padding; }
QPushButton[role="menu"] { padding-right: 32px; }
QPushButton[role="menu"]:focus { padding-right: 30px; }
QPushButton[role="primary"] { background: %(accent)s; color: %(on_accent)s; border: 1px solid %(accent)s; }
QPushButton[role="primary"]:hover { background: %(accent_strong)s; border-color: %(accent_strong)s; }
QPushButton[role="primary"]:focus { border: 5px double %(on_accent)s; padding: 3px 10px; }
QPushButton[role="primary"]:disabled { background: %(sunken)s; border: 1px dashed %(outline)s; color: %(muted)s; }
QPushButton[role="quiet"] { background: transparent; color: %(accent)s; border: 1px solid transparent;
    padding: 4px 6px; font-weight: 400; text-align: left; }
QPushButton[role="quiet"]:hover { text-decoration: underline; background: %(accent_soft)s; }
QPushButton[role="quiet"]:focus { border: 3px solid %(focus)s; padding: 2px 4px; }
QPushButton[role="words"] { background: transparent; border: 1px solid transparent; padding: 0; font-weight: 400;
    text-align: left; }
QPushButton[role="words"]:hover { background: %(accent_soft)s; }
QPushButton[role="words"]:focus { border: 3px solid %(focus)s; padding: 0; }
QPushButton[role="fold"] { background: transparent; border: 1px solid transparent; padding: 5px 4px; text-align: left; }
QPushButton[role="fold"]:hover { background: %(accent_soft)s; }
QPushButton[role="fold"]:focus { border: 3px solid %(focus)s; padding: 3px 2px; }
QPushButton[role="step"] { background: transparent; border: 1px solid transparent; border-radius: 6px;
    padding: 7px 8px; text-align: left; }
QPushButton[role="step"]:hover { background: %(sunken)s; }
QPushButton[role="step"]:checked { background: %(accent_soft)s; color: %(accent)s; }
QPushButton[role="step"]:focus { border: 3px solid %(focus)s; padding: 5px 6px; }
QPushButton[role="door"] { text-align: left; padding: 16px 18px; border-radius: 8px; border-color: %(border)s; }
QPushButton[role="door"]:hover { border-color: %(accent)s; }
QPushButton[role="door"]:focus { border: 3px solid %(focus)s; padding: 14px 16px; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 4px;
    min-width: 20px; min-height: 20px; }
QToolButton:hover { background: %(accent_soft)s; }
QToolButton:checked { background: %(accent_soft)s; border-color: %(accent)s; }
QToolButton:focus { border: 3px solid %(focus)s; padding: 2px; }
QToolButton::menu-indicator { image: none; }

QMenuBar { background: %(surface)s; padding: 1px 6px; border-bottom: 1px solid %(border)s; }
QMenuBar::item { background: transparent; padding: 5px 9px; border-radius: 4px; }
QMenuBar::item:selected { background: %(accent_soft)s; }
QMenu { background: %(surface)s; border: 1px solid %(outline)s; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: %(accent_soft)s; color: %(text)s; }
QMenu::item:disabled { color: %(faint)s; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: %(border)s; margin: 4px 6px; }

QListView, QTreeView, QTableView { background: transparent; border: none; outline: none; }
QListView[role="framed"], QTableView { background: %(surface)s; border: 1px solid %(outline)s; border-radius: 4px; }
QListView[role="framed"]:focus { border: 3px solid %(focus)s; }
QListView[role="framed"]::item { min-height: 26px; padding: 1px 6px; color: %(text)s; }
QListView[role="framed"]::item:selected, QListView[role="framed"]::item:hover { background: %(accent_soft)s; }
QListView::indicator { width: 18px; height: 18px; }
QListView::indicator:unchecked { image: url(%(at)stick-off.svg); }
QListView::indicator:checked { image: url(%(at)stick-on.svg); }
QHeaderView::section { background: %(sunken)s; color: %(muted)s; border: none; border-bottom: 1px solid %(border)s;
    padding: 6px 8px; font-weight: 600; }

QProgressBar { background: %(border)s; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: %(success)s; border-radius: 3px; }

QScrollArea[role="read"], QListView[role="read"] { border: 3px solid transparent; }
QScrollArea[role="read"]:focus, QListView[role="read"]:focus { border: 3px solid %(focus)s; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: %(faint)s; border-radius: 4px; margin: 2px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: %(outline)s; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTabBar::tab { background: transparent; color: %(muted)s; padding: 9px 7px; border: none;
    border-bottom: 3px solid transparent; font-weight: 600; }
QTabBar::tab:selected { color: %(accent)s; border-bottom-color: %(accent)s; }
QTabBar::tab:selected:focus { border: 3px solid %(focus)s; padding: 6px 4px 9px 4px; }
QCalendarWidget QWidget { alternate-background-color: %(sunken)s; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: %(surface)s; }
QCalendarWidget QToolButton { color: %(text)s; font-weight: 600; min-height: 24px; padding: 3px 6px; }
QCalendarWidget QToolButton#qt_calendar_prevmonth { qproperty-icon: url(%(at)sleft.svg); min-width: 24px; }
QCalendarWidget QToolButton#qt_calendar_nextmonth { qproperty-icon: url(%(at)sright.svg); min-width: 24px; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QAbstractItemView { background: %(surface)s; border: none; padding: 0;
    selection-background-color: %(accent)s; selection-color: %(on_accent)s; }
QSplitter::handle { background: %(border)s; }
"""
