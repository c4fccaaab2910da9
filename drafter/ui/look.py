"""How drafter looks: the colours by name, the palette and style sheet made from them, and the icons.

One set of words everywhere. Widgets say what they are with dynamic properties, and the style sheet does the rest:

* `role` on a label: "heading", "title", "label", "hint", "muted", "error", "warning", "success", "badge";
* `role` on a button: "primary", "quiet" (looks like a link), "tool"; without one it is an ordinary button;
* `role` on a frame: "card", "band" (a strip of tools on top of a box), "box" (an edge of its own, as an input has),
  "notice", "row" (a card within a card);
* `state` "error" or "warning" on an input, a box or a row.

`say(widget, role=..., state=...)` sets them. Icons are painted with the colour of the moment, so that a change of theme
needs no widget's help.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from drafter.ui.drawings import renderer
from drafter.ui.style_sheet import register_indicators, style_sheet

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QIcon, QPainter
    from PySide6.QtWidgets import QWidget

    from drafter.storage.settings_files import Settings

Theme = Literal["light", "dark", "contrast"]
THEMES: tuple[Theme, ...] = get_args(Theme)

COLOURS: dict[Theme, dict[str, str]] = {
    "light": {
        "window": "#f3f5f9", "surface": "#ffffff", "sunken": "#f5f7fa", "border": "#d8dde6", "outline": "#76808f",
        "text": "#1b222c", "muted": "#535d6b", "faint": "#8b95a5",
        "accent": "#0b5cad", "accent_strong": "#084a8c", "on_accent": "#ffffff", "accent_soft": "#e4eefa",
        "error": "#b3261e", "error_soft": "#fdeeec", "warning": "#855800", "warning_soft": "#fff5de",
        "success": "#187138", "success_soft": "#e6f4ea", "focus": "#0b5cad",
    },
    "dark": {
        "window": "#14171c", "surface": "#1c222b", "sunken": "#161b22", "border": "#323b49", "outline": "#7c8899",
        "text": "#e9edf3", "muted": "#a5afbd", "faint": "#738094",
        "accent": "#6fb3f6", "accent_strong": "#9accfa", "on_accent": "#0b1622", "accent_soft": "#1d3450",
        "error": "#ff8f85", "error_soft": "#3a2023", "warning": "#f2c14e", "warning_soft": "#352b14",
        "success": "#6fd48e", "success_soft": "#16301f", "focus": "#8cc4fa",
    },
    "contrast": {
        "window": "#000000", "surface": "#000000", "sunken": "#000000", "border": "#ffffff", "outline": "#ffffff",
        "text": "#ffffff", "muted": "#ffffff", "faint": "#cfcfcf",
        "accent": "#1aebff", "accent_strong": "#9df6ff", "on_accent": "#000000", "accent_soft": "#00363c",
        "error": "#ff9a9a", "error_soft": "#3a0000", "warning": "#ffff00", "warning_soft": "#2b2b00",
        "success": "#3ff23f", "success_soft": "#002b00", "focus": "#ffff00",
    },
}

TOKENS: dict[str, str] = dict(COLOURS["light"])
"""The colours of the theme in use, by name. Changed in place by `wear`, so it may be imported."""


TEXT_SIZE = 10.0
"""Points of running text."""


def wear(application: QApplication, theme: Theme, text_size: float = TEXT_SIZE) -> None:
    """Dress the whole application. `text_size` is the size of running text, in points."""
    TOKENS.update(COLOURS[theme])
    font = application.font()
    font.setPointSizeF(text_size)
    application.setFont(font)
    application.setPalette(palette(theme))
    register_indicators(theme, TOKENS)
    application.setStyleSheet(style_sheet(theme, TOKENS, text_size))


def scaled(pixels: int) -> int:
    """As many more pixels as the text in use is larger than usual; never fewer."""
    return round(pixels * max(1.0, QApplication.font().pointSizeF() / TEXT_SIZE))


def dress(application: QApplication, settings: Settings) -> None:
    """Dress it as the officer has set it."""
    wear(application, system_theme(settings.theme), _points(settings))


def dress_first(application: QApplication, settings: Settings) -> None:
    """For the first picture of the window. Asking Qt for the system's theme takes all of its namespace, a tenth of what
    a bare window takes; its palette, not yet changed, tells light from dark at once. `dress_again` asks."""
    theme = settings.theme
    if theme == "system":
        theme = "dark" if application.palette().window().color().lightness() < 128 else "light"
    wear(application, theme, _points(settings))


def dress_again(application: QApplication, settings: Settings) -> None:
    """Once the window is on the screen: another theme only where the first guess was wrong."""
    if COLOURS[system_theme(settings.theme)]["window"] != TOKENS["window"]:
        dress(application, settings)


def _points(settings: Settings) -> float:
    return TEXT_SIZE * min(max(settings.text_size, 80), 250) / 100


def system_theme(setting: str = "system") -> Theme:
    """The theme that the setting ("system", "light", "dark" or "contrast") asks for on this machine."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication

    if setting in THEMES:
        return setting
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is not None and accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def palette(theme: Theme) -> QPalette:
    colours = {name: QColor(value) for name, value in COLOURS[theme].items()}
    made = QPalette()
    role = QPalette.ColorRole
    for which, name in ((role.Window, "window"), (role.WindowText, "text"), (role.Base, "surface"),
                        (role.AlternateBase, "sunken"), (role.Text, "text"), (role.Button, "surface"),
                        (role.ButtonText, "text"), (role.Highlight, "accent"), (role.HighlightedText, "on_accent"),
                        (role.PlaceholderText, "muted"), (role.ToolTipBase, "surface"), (role.ToolTipText, "text"),
                        (role.Link, "accent"), (role.LinkVisited, "accent"), (role.Mid, "border"),
                        (role.Dark, "outline"), (role.Light, "surface"), (role.Midlight, "border"),
                        (role.Shadow, "outline"), (role.BrightText, "error"), (role.Accent, "accent")):
        made.setColor(which, colours[name])
    for which in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, colours["faint"])
    return made


def say(widget: QWidget, **properties: str) -> None:
    """Set the words by which the style sheet knows the widget; redrawn only if one of them changed."""
    from PySide6.QtCore import Qt

    changed = [name for name, value in properties.items() if (widget.property(name) or "") != value]
    for name in changed:
        widget.setProperty(name, properties[name])
    if changed and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def say_new(widget: QWidget, role: str) -> None:
    """The same of a widget that was just made: nothing is drawn yet, and Qt is asked nothing before the first paint."""
    widget.setProperty("role", role)


def icon(name: str, colour: str = "text") -> QIcon:
    """A Lucide icon in the colour of that name, crisp at any scale, in whatever theme is worn when it is painted."""
    from drafter.ui.token_icon import token_icon

    return token_icon(name, colour, TOKENS)


def paint_icon(painter: QPainter, name: str, colour: str, area: QRect) -> None:
    """Draw an icon directly, as the delegates of lists do."""
    renderer(name, TOKENS[colour]).render(painter, QRectF(area))
