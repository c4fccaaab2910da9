"""What a record can hold is let through untouched; what Word refuses is taken out and counted."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from drafter.model.characters import printable

ANY_TEXT = st.text(st.characters())
ORDINARY = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cn", "Cs", "Zl", "Zp"),
                                 exclude_characters="\ufeff\ufffc"))


@given(ANY_TEXT)
def test_whatever_is_left_can_stand_in_xml(text):
    kept, _ = printable(text)
    element = etree.Element("t")
    element.text = kept
    assert (etree.fromstring(etree.tostring(element, encoding="utf-8")).text or "") == kept


@given(ORDINARY)
def test_ordinary_text_is_not_changed(text):
    assert printable(text) == (text, 0)


@given(ANY_TEXT)
def test_making_it_printable_twice_changes_nothing_more(text):
    kept, _ = printable(text)
    assert printable(kept) == (kept, 0)


@given(ORDINARY, ORDINARY)
def test_each_character_taken_out_is_counted(before, after):
    assert printable(f"{before}\x00\x07{after}\ud800") == (before + after, 3)


def test_every_kind_of_line_break_becomes_one():
    assert printable("a\r\nb\rc\x0bd\x0ce\u2028f\u2029g\x85h\ni") == ("a\nb\nc\nd\ne\nf\ng\nh\ni", 0)


def test_halves_of_a_pair_are_joined_and_a_lone_half_goes():
    assert printable("\ud83d\ude00 and \ude00") == ("\U0001f600 and ", 1)


def test_tabs_nonbreaking_spaces_and_other_scripts_stay():
    text = "a\tb\u00a0c “quoted” £3m שלום مرحبا 👩‍🚀"
    assert printable(text) == (text, 0)
