"""A new draft from an earlier one: its words come along, and none is taken to hold until it was looked at."""

from datetime import date

from drafter.app.begin import begun_from
from drafter.checks.check import check
from drafter.model.draft import Implication, Path
from drafter.model.rich_text import from_plain


def test_every_answer_comes_along_marked_but_for_those_that_usually_stand(draft_of, kent):
    earlier = draft_of("decided", title="Meals at home", decision_number="24/00001", reasons="They are needed.",
                       decision_maker_title="Leader of the Council", publication_date="1 May 2024", background="")
    new = begun_from(earlier, kent)
    assert new.id != earlier.id and new.stage == "proposed"
    assert set(new.entries) == {"title", "reasons", "decision_maker_title"}
    assert set(new.stale) == {"title", "reasons"}


def test_what_is_written_in_is_no_longer_stale_and_undo_brings_the_mark_back(draft_of, kent):
    new = begun_from(draft_of(title="Meals", legal_implications=Implication("answered", from_plain("The Act."))), kent)
    assert "legal_implications" in new.stale
    touched = new.with_entry(Path("legal_implications", None, "text"), from_plain("The new Act."))
    assert touched.stale == ("title",)


def test_what_is_stale_must_be_put_right_and_one_press_says_that_it_holds(draft_of, kent, answers_of, calendar):
    new = begun_from(draft_of(title="Meals at home"), kent)
    found = next(one for one in check(answers_of(new), date(2026, 11, 2), calendar) if one.code == "stale")
    assert found.severity == "must_fix" and found.path == Path("title")
    (path, entry), = found.fixes[0].edits
    held = new.with_entry(path, entry)
    assert held.entries == new.entries and held.stale == ()


def test_marks_of_exemption_stay_with_the_answers_that_come_along(draft_of, kent):
    earlier = draft_of(title="Meals", decision_number="24/00001")
    earlier = earlier.with_exempt(Path("title"), True).with_exempt(Path("decision_number"), True)
    assert begun_from(earlier, kent).exempt == ("title",)
