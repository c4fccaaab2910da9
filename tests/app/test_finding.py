"""Find and replace across the draft: every text, each look kept, as one step."""

from hypothesis import given
from hypothesis import strategies as st

from drafter.app.finding import Found, Wanted, find, replaced
from drafter.model.draft import Implication, Path, Row, Rows
from drafter.model.rich_text import Cell, Item, Paragraph, RichText, Run, Table, from_plain, plain


def found_in(answers, words, **how):
    return [(str(one.path), one.number) for one in find(answers, Wanted(words, **how))]


def test_every_text_is_looked_through_in_the_order_of_the_form(filled):
    answers = filled(title="The pier", reasons="The pier is old. A pier.", decision_maker_title="Member for Piers",
                     decision_clauses=Rows((Row({"verb": "AGREE", "text": "to mend the pier"}, "c1"),)),
                     legal_implications=Implication("answered", from_plain("Pier Act.")))
    assert found_in(answers, "pier") == [("title", 0), ("decision_clauses[c1].text", 0), ("reasons", 0), ("reasons", 1),
                                         ("legal_implications.text", 0)]
    assert found_in(answers, "pier", match_case=True) == [("title", 0), ("decision_clauses[c1].text", 0),
                                                          ("reasons", 0), ("reasons", 1)]
    assert found_in(answers, "pie", whole_words=True) == [] == found_in(answers, "")


def test_what_is_hidden_or_chosen_from_a_list_is_left_alone(filled):
    answers = filled(key_decision="no", urgency_reason="The pier.", decision_maker_title="Leader of the Council")
    assert found_in(answers, "pier") == [] == found_in(answers, "Leader")


def test_a_replacement_keeps_looks_links_and_ids_and_may_cross_them(filled):
    text = RichText((Paragraph((Run("The East "), Run("Pier", bold=True), Run(" closes.")), "p1"),
                     Item("bullet", (Run("see the "), Run("pier", link="https://example.gov.uk/pier")), id="i1"),
                     Table(((Cell((Paragraph((Run("Pier"),), "p2"),)),),), "Costs", "t1")))
    draft = replaced(filled(reasons=text), Wanted("pier"), "harbour")
    assert draft.entries["reasons"] == RichText((
        Paragraph((Run("The East "), Run("harbour", bold=True), Run(" closes.")), "p1"),
        Item("bullet", (Run("see the "), Run("harbour", link="https://example.gov.uk/pier")), id="i1"),
        Table(((Cell((Paragraph((Run("harbour"),), "p2"),)),),), "Costs", "t1")))
    across = replaced(filled(reasons=text), Wanted("East Pier", match_case=True), "Quay")
    assert across.entries["reasons"].blocks[0].runs == (Run("The Quay"), Run(" closes."))


def test_one_place_alone_is_replaced(filled):
    answers = filled(reasons="one pier, two pier, three pier")
    draft = replaced(answers, Wanted("pier"), "quay", Found(Path("reasons"), 1))
    assert plain(draft.entries["reasons"]) == "one pier, two quay, three pier"


def test_nothing_found_changes_nothing(filled):
    answers = filled(title="Road")
    assert replaced(answers, Wanted("pier"), "quay") is answers.draft


def test_signs_that_mean_something_to_a_search_are_only_signs(filled):
    answers = filled(title=r"Cost (a+b) \1 $1 [x]")
    assert replaced(answers, Wanted("(a+b) \\1"), "\\g<0>").entries["title"] == "Cost \\g<0> $1 [x]"


runs = st.lists(st.builds(Run, st.text("ab -", min_size=1, max_size=6), st.booleans()), min_size=1, max_size=5)


@given(runs, st.text("ab", min_size=1, max_size=2), st.text("xy", max_size=3))
def test_the_words_are_those_of_a_plain_replacement(filled, made, old, new):
    text = RichText((Paragraph(tuple(made)),))
    after = replaced(filled(reasons=text), Wanted(old, match_case=True), new).entries.get("reasons", text)
    assert plain(after) == plain(text).replace(old, new)
