"""Colours one can read by, pictures that are there, and words others wrote that are never markup."""

import re
from itertools import product

import pytest
from PySide6.QtCore import QFile, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QRadioButton, QWidget

from drafter.storage.locations import resources
from drafter.ui import look
from drafter.ui.style_sheet import style_sheet


def luminance(colour: str) -> float:
    parts = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
             for one in QColor(colour).getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def undressed_after(dressed):
    yield dressed
    look.wear(dressed, "light")


@pytest.mark.parametrize("theme", look.THEMES)
def test_text_can_be_read_on_every_ground_it_stands_on(theme):
    tokens = look.COLOURS[theme]
    texts = ["text", "muted", "accent", "error", "warning", "success"]
    poor = [(text, ground, round(contrast(tokens[text], tokens[ground]), 2))
            for text, ground in product(texts, ["window", "surface", "sunken"])
            if contrast(tokens[text], tokens[ground]) < 4.5]
    poor += [(text, ground) for text, ground in (("text", "accent_soft"), ("accent", "accent_soft"),
                                                 ("muted", "accent_soft"), ("error", "error_soft"),
                                                 ("text", "error_soft"), ("text", "warning_soft"),
                                                 ("warning", "warning_soft"), ("on_accent", "accent"),
                                                 ("on_accent", "accent_strong"))
             if contrast(tokens[text], tokens[ground]) < 4.5]
    assert poor == []


@pytest.mark.parametrize("theme", look.THEMES)
def test_edges_of_boxes_and_the_ring_of_focus_stand_out(theme):
    tokens = look.COLOURS[theme]
    assert [(name, ground) for name, ground in product(["outline", "focus"], ["surface", "window", "sunken"])
            if contrast(tokens[name], tokens[ground]) < 3] == []


def test_all_themes_name_the_same_colours():
    assert len({tuple(sorted(tokens)) for tokens in look.COLOURS.values()}) == 1


@pytest.mark.parametrize("theme", look.THEMES)
def test_every_picture_of_the_style_sheet_is_there(undressed_after, theme):
    look.wear(undressed_after, theme)
    pictures = set(re.findall(r"url\((.+?)\)", style_sheet(theme, look.TOKENS, 10)))
    assert pictures and all(QFile.exists(picture) for picture in pictures)


def inked(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
            if image.pixelColor(x, y).alpha() == 255}


def test_a_checked_button_looks_other_than_an_unchecked_one_in_every_theme(undressed_after, qtbot):
    for theme, kind in product(look.THEMES, (QRadioButton, QCheckBox)):
        look.wear(undressed_after, theme)
        page = QWidget()
        qtbot.addWidget(page)
        button = kind("Yes", page)
        button.resize(80, 32)
        page.show()
        unchecked = button.grab().toImage()
        button.setChecked(True)
        checked = button.grab().toImage()
        accent, edge = look.TOKENS["accent"], look.TOKENS["outline"]
        assert accent in inked(checked) and accent not in inked(unchecked), (theme, kind)
        assert edge in inked(unchecked), (theme, kind)


def test_an_icon_takes_the_colour_of_the_theme_it_is_painted_in(undressed_after):
    icon = look.icon("circle-alert", "error")
    for theme in look.THEMES:
        look.wear(undressed_after, theme)
        assert inked(icon.pixmap(QSize(48, 48)).toImage()) == {look.TOKENS["error"]}
        assert inked(icon.pixmap(QSize(48, 48), QIcon.Mode.Disabled).toImage()) == {look.TOKENS["faint"]}


def test_an_icon_is_drawn_anew_at_every_scale():
    icon = look.icon("file-text")
    assert [icon.pixmap(QSize(16, 16), scale).width() for scale in (1, 2, 3)] == [16, 32, 48]


def test_every_icon_file_draws_something(dressed):
    names = [file.stem for file in (resources() / "icons").glob("*.svg")]
    assert len(names) > 25
    for name in names:
        image = QImage(32, 32, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        look.paint_icon(painter, name, "text", image.rect())
        painter.end()
        assert inked(image), name


def test_a_state_said_later_is_drawn(dressed, qtbot):
    label = QLabel("Reasons")
    qtbot.addWidget(label)
    label.show()
    look.say(label, role="error")
    assert look.TOKENS["error"] in inked(label.grab().toImage())
    look.say(label, role="")
    assert look.TOKENS["error"] not in inked(label.grab().toImage())


@pytest.mark.parametrize(("setting", "theme"), [("light", "light"), ("dark", "dark"), ("contrast", "contrast")])
def test_a_theme_that_was_set_goes_before_the_system(setting, theme):
    assert look.system_theme(setting) == theme


def test_text_sizes_are_points_so_that_they_follow_the_system():
    assert "px;" not in "".join(re.findall(r"font-size:[^;]*;", style_sheet("light", look.TOKENS, 10)))
    assert "font-size: 17.00pt" in style_sheet("light", look.TOKENS, 10)
    assert "font-size: 34.00pt" in style_sheet("light", look.TOKENS, 20)


@pytest.mark.parametrize("theme", look.THEMES)
def test_the_words_of_a_main_button_that_cannot_be_pressed_can_be_read(theme, qtbot, undressed_after):
    look.wear(undressed_after, theme)
    button = QPushButton("Keep the reason")
    qtbot.addWidget(button)
    look.say(button, role="primary")
    button.setEnabled(False)
    button.show()
    image = button.grab().toImage()
    inside = [image.pixelColor(x, y).name() for x in range(8, image.width() - 8) for y in range(8, image.height() - 8)]
    ground = max(set(inside), key=inside.count)
    assert max(contrast(one, ground) for one in set(inside)) > 4
