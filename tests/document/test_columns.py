"""How wide the columns of a table are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafter.document.columns import column_widths
from drafter.model.rich_text import Cell, Paragraph, Run, Table


def table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(tuple(Cell((Paragraph((Run(text),)),)) for text in row) for row in rows))


def test_a_column_of_sentences_gets_the_room_that_a_column_of_single_words_leaves() -> None:
    wide, narrow = column_widths(table(("What was checked", "Found"), ("Every due question has an answer", "No")), 2,
                                 9000)
    assert wide > 3 * narrow


def test_like_columns_are_alike() -> None:
    assert column_widths(table(("2026", "2027"), ("1,000", "2,000")), 2, 9000) == (4500, 4500)


def test_a_name_is_not_broken_beside_sentences() -> None:
    """A face as broad as Georgia at 10 points needs about 60 points for this name; cells have margins of 10 in all."""
    ward, *_ = column_widths(table(("Ward", "Told on", "What they said"),
                                   ("Westmarsh", "2 October 2026", "Both members asked for a minibus. " * 5)), 3, 9000)
    assert ward >= 1400


def test_words_have_their_room_before_sentences_share_the_rest() -> None:
    word = "Constitutionally"
    widths = column_widths(table((word, *("A sentence that goes on and on. " * 9,) * 5)), 6, 9000)
    assert widths[0] > max(widths[1:])


def test_a_long_word_does_not_starve_the_other_columns() -> None:
    _, name = column_widths(table(("SHA-256", "File"), ("a" * 5_000, "Record of decision.docx")), 2, 9000)
    assert name > 2500


@given(st.lists(st.lists(st.text(max_size=200), min_size=1, max_size=9), min_size=1, max_size=5),
       st.integers(2_000, 20_000))
def test_widths_fill_the_table_and_none_is_nothing(rows: list[list[str]], width: int) -> None:
    columns = max(map(len, rows))
    widths = column_widths(table(*map(tuple, rows)), columns, width)
    assert len(widths) == columns and sum(widths) == width and min(widths) > 0


def test_a_date_is_not_broken_where_sentences_stand_beside_it() -> None:
    sentence = "5 working days after publication on 2 November 2026 end on 9 November 2026"
    _, day, _, _ = column_widths(table(("Date", "Day", "Count", "Source"),
                                       (sentence, "10 November 2026", sentence, sentence)), 4, 9412)
    assert day >= 16 * 105
