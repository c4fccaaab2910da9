"""After a crash one goes on where one was."""

from __future__ import annotations

from drafter.app.recovering import worked_on
from drafter.model.draft import Draft, Path, Row, Rows
from drafter.model.rich_text import from_plain
from drafter.storage.form_files import load_form
from drafter.storage.locations import shipped_root

KENT = load_form(shipped_root() / "forms" / "kent")
BASE = Draft(KENT.form_version, entries={"title": "Road", "reasons": from_plain("It floods.")})


def test_it_is_the_first_place_that_differs_from_what_the_copy_began_with() -> None:
    later = BASE.with_entry(Path("reasons"), from_plain("It floods often."))
    assert worked_on(later, BASE, KENT) == Path("reasons")
    clause = Row({"text": "the road"}, "r1")
    place = worked_on(BASE.with_entry(Path("decision_clauses"), Rows((clause,))), BASE, KENT)
    assert place is not None and (place.field, place.row) == ("decision_clauses", "r1")
    assert worked_on(BASE, BASE, KENT) is None


def test_a_draft_that_never_had_a_file_goes_on_at_its_last_answer() -> None:
    assert worked_on(BASE, None, KENT) == Path("reasons")
    assert worked_on(Draft(KENT.form_version), None, KENT) is None
