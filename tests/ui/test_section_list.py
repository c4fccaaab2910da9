"""The list of sections: every status in words and as a picture, and any order of going through."""

import pytest
from PySide6.QtCore import Qt

from drafter.app.progress import Progress
from drafter.model.form import Section
from drafter.ui import look
from drafter.ui.section_list import SIGNS, SectionList

ROWS = [Progress(Section(id="basics", title="What is decided", name="The basics"), "ready", "Ready"),
        Progress(Section(id="key", title="Is it key?", name="Key decision"), "in_progress", "In progress", "1 of 2"),
        Progress(Section(id="legal", title="The law", name="Legal"), "waiting", "Waiting for Legal Services"),
        Progress(Section(id="reasons", title="Why", name="Reasons"), "problem", "There is a problem", "2 problems"),
        Progress(Section(id="urgency", title="Urgent", name="Urgency"), "not_needed", "Not needed")]


@pytest.fixture
def sections(qtbot, dressed):
    made = SectionList()
    qtbot.addWidget(made)
    made.show_progress(ROWS)
    made.resize(282, 500)
    made.show()
    made.activateWindow()
    return made


def test_the_status_is_read_out_in_words(sections):
    said = [sections.model.index(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(len(ROWS))]
    assert said == ["The basics: Ready", "Key decision: In progress, 1 of 2", "Legal: Waiting for Legal Services",
                    "Reasons: There is a problem, 2 problems", "Urgency: Not needed"]
    assert sections.summary.text() == "1 of 4 ready, 1 waiting for others, 1 with a problem"
    assert (sections.bar.value(), sections.bar.maximum()) == (1, 4)


def test_no_two_statuses_share_a_picture():
    pictures = [sign for sign, _ in SIGNS.values()]
    assert len(set(pictures)) == len(pictures) == 6


def test_each_status_is_painted_in_its_colour(sections):
    image = sections.list.viewport().grab().toImage()
    for row, one in enumerate(ROWS):
        area = sections.list.visualRect(sections.model.index(row))
        colours = {image.pixelColor(x, y).name() for x in range(area.left(), area.left() + 50)
                   for y in range(area.top(), area.bottom())}
        assert look.TOKENS[SIGNS[one.status][1]] in colours, one.words


def test_a_click_and_the_arrow_keys_choose_a_section(sections, qtbot):
    with qtbot.waitSignal(sections.chosen) as chosen:
        qtbot.mouseClick(sections.list.viewport(), Qt.MouseButton.LeftButton,
                         pos=sections.list.visualRect(sections.model.index(1)).center())
    assert chosen.args == ["key"]
    with qtbot.waitSignal(sections.chosen) as chosen:
        qtbot.keyClick(sections.list, Qt.Key.Key_Down)
    assert chosen.args == ["legal"]


def test_showing_where_one_is_chooses_nothing(sections, qtbot):
    with qtbot.assertNotEmitted(sections.chosen):
        sections.show_current("reasons")
    assert sections.list.currentIndex().row() == 3


def test_a_change_of_one_status_keeps_the_place_in_the_list(sections):
    sections.show_current("reasons")
    changed = [*ROWS[:3], Progress(ROWS[3].section, "ready", "Ready"), ROWS[4]]
    sections.show_progress(changed)
    assert sections.list.currentIndex().row() == 3
    assert sections.summary.text() == "2 of 4 ready, 1 waiting for others"


def test_a_long_name_and_a_long_wait_are_shortened_and_told_in_full_by_the_tip(sections):
    long = Progress(Section(id="x", title="T" * 200, name="N" * 200), "waiting", "Waiting for " + "w" * 200)
    sections.show_progress([long])
    assert sections.list.viewport().grab().width() <= sections.width() == 294
    assert "w" * 200 in sections.model.index(0).data(Qt.ItemDataRole.ToolTipRole)
