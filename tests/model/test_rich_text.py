"""Paragraphs, lists and tables as values: nothing typed is lost on the way to plain words."""

from hypothesis import given
from hypothesis import strategies as st

from drafter.model.rich_text import (
    EMPTY,
    SAFE_LINK,
    Cell,
    Item,
    Paragraph,
    RichText,
    Run,
    Table,
    count_words,
    from_plain,
    is_blank,
    join,
    lines,
    map_text,
    plain,
)

TABLE = Table(((Cell((Paragraph((Run("Year"),)),)), Cell((Paragraph((Run("Cost"),)),))),
               (Cell((Item("bullet", (Run("2027"),)),)), Cell((Paragraph((Run("£5"),)),)))), title="Costs")
MIXED = RichText((Paragraph((Run("One "), Run("bold", bold=True))), Item("alpha", (Run("first"),), level=2), TABLE))


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\n"))))
def test_every_line_that_holds_anything_becomes_a_paragraph(typed):
    text = from_plain("\n".join(typed))
    assert list(lines(text)) == [line for line in typed if line.strip()]
    assert plain(text) == "\n".join(line for line in typed if line.strip())


def test_plain_words_come_in_reading_order_with_the_cells_of_tables():
    assert plain(MIXED) == "One bold\nfirst\nYear\nCost\n2027\n£5"


def test_blank_means_that_no_paragraph_item_or_cell_holds_anything():
    assert is_blank(EMPTY)
    assert is_blank(RichText((Paragraph((Run(" \n"),)), Table(((Cell(()),),)))))
    assert not is_blank(RichText((Table(((Cell((Paragraph((Run("x"),)),)),),)),)))


def test_joining_keeps_every_block_and_its_id():
    more = from_plain("Two")
    assert join(MIXED, more).blocks == MIXED.blocks + more.blocks


def test_changing_words_keeps_ids_looks_and_places():
    changed = map_text(MIXED, str.upper)
    assert plain(changed) == plain(MIXED).upper()
    assert [block.id for block in changed.blocks] == [block.id for block in MIXED.blocks]
    assert changed.blocks[0].runs[1].bold
    assert changed.blocks[1].level == 2
    assert changed.blocks[2].title == "Costs"


def test_paragraphs_and_items_have_ids_of_their_own():
    ids = [block.id for block in from_plain("a\na\na").blocks]
    assert len(set(ids)) == 3


def test_words_are_counted_as_a_reader_would():
    assert count_words("The council's 5,000 homes – well-kept, e.g. here.") == 7
    assert count_words(" \n ") == 0


def test_only_web_and_mail_addresses_are_safe_links():
    for link in ("https://example.gov.uk/a", "HTTP://example.gov.uk", "mailto:a@example.gov.uk"):
        assert SAFE_LINK.match(link)
    for link in ("javascript:alert(1)", "file:///c:/x", "//host/share", "https://", "https://a b", "https://a\n", ""):
        assert not SAFE_LINK.match(link)
