"""File names that say what is in the file and that Windows takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.document.file_names import file_name
from drafter.model.answers import Answers
from drafter.model.form import Output


@pytest.mark.parametrize(("pattern", "title", "number", "name"), [
    ("{decision_number} Proposed record - {title}", "Park", "26/00041", "26-00041 Proposed record - Park.docx"),
    ("{decision_number} Proposed record - {title}", "", "26/00041", "26-00041 Proposed record.docx"),
    ("{decision_number} Proposed record - {title}", "Park", "", "Proposed record - Park.docx"),
    ("{decision_number} - {title} - x", "", "", "x.docx"),
    ("{title}", "Smith & Sons: phase 2", "", "Smith & Sons - phase 2.docx"),
    ("{title}", 'a<1>c:d"e/f\\g|h?i*j', "", "a1c-de-f-ghij.docx"),
    ("{title}", "Depot at <b>Harrietsham</b><br />: less than < 3", "", "Depot at Harrietsham - less than 3.docx"),
    ("{title}", "CON", "", "_CON.docx"), ("{title}", "lpt1.txt", "", "_lpt1.txt.docx"),
    ("{title}", "Ends in dots...", "", "Ends in dots.docx"), ("{title}", "???", "", "Proposed record of decision.docx"),
    ("{title}", "\u202egnp.exe", "", "gnp.exe.docx"),
])
def test_a_name(pattern: str, title: str, number: str, name: str, record: Output,
                filled: Callable[..., Answers]) -> None:
    assert file_name(filled(title=title, decision_number=number), replace(record, file_name=pattern)) == name


def test_a_draft_says_so_in_its_name(record: Output, filled: Callable[..., Answers]) -> None:
    assert file_name(filled(title="Park"), record, as_draft=True) == "Proposed record - Park - DRAFT.docx"


def test_a_long_title_is_cut_at_a_word(record: Output, filled: Callable[..., Answers]) -> None:
    name = file_name(filled(title="word " * 60), record, as_draft=True)
    assert len(name) <= 120 and name.endswith("word word - DRAFT.docx")


@given(title=st.text(max_size=300))
def test_any_title_makes_a_legal_name(title: str, record: Output, filled: Callable[..., Answers]) -> None:
    name = file_name(filled(title=title), replace(record, file_name="{title}"))
    stem = name.removesuffix(".docx")
    assert 0 < len(name) <= 120 and stem == stem.strip(" .")
    assert not set(name) & set('<>:"/\\|?*') and all(ord(letter) > 31 for letter in name)
    name.encode("utf-8")
