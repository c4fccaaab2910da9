"""How far the sections have come: few words, and a blank answer is never called a problem."""

import pytest

from drafter.app.progress import progress, summary
from drafter.model.answers import read_answers
from drafter.model.conditions import Equals
from drafter.model.draft import Draft, FormVersion, Implication, Path
from drafter.model.fields import ImplicationField, LineField, YesNoField
from drafter.model.form import Form, Section
from drafter.model.problem import Problem
from drafter.model.rich_text import from_plain

FORM = Form(id="small", version="1", title="Record", council="Anyshire", sections=(
    Section(id="about", title="About", fields=(
        LineField(id="title", label="Title", required=True), LineField(id="number", label="Number", required=True),
        YesNoField(id="urgent", label="Urgent"))),
    Section(id="urgency", title="Urgency", fields=(
        LineField(id="why", label="Why", required=True, when=Equals("urgent", "yes")),)),
    Section(id="legal", title="Legal", fields=(ImplicationField(id="legal", label="Legal", required=True),)),
    Section(id="more", title="More", fields=(LineField(id="note", label="Note"),)),
))


def states(problems=(), writing=(), **entries):
    draft = Draft(FormVersion("small", "1"), entries=entries)
    return progress(read_answers(FORM, draft), problems, writing)


def must(field: str, severity="must_fix") -> Problem:
    return Problem("any", severity, Path(field), "Mend it")


def test_a_blank_form_has_nothing_wrong_with_it():
    told = states([must("title"), must("number"), must("legal")])
    assert [one.status for one in told] == ["not_started", "not_needed", "not_started", "not_needed"]
    assert [one.words for one in told] == ["Not started", "Not needed", "Not started", "Optional"]
    assert summary(told) == "0 of 2 ready"


def test_a_section_begun_says_how_much_is_answered():
    about = states([must("number")], title="Park")[0]
    assert (about.status, about.words, about.count) == ("in_progress", "In progress", "1 of 2")


def test_an_answer_that_is_wrong_is_a_problem_and_a_missing_one_beside_it_is_not():
    told = states([must("title"), must("number")], title="TBC")
    assert (told[0].status, told[0].count) == ("problem", "1 problem")
    assert summary(told) == "0 of 2 ready, 1 with a problem"


def test_an_answer_half_written_is_neither_ready_nor_a_problem_yet():
    half = must("title")
    about = states([half], writing=[half], title="TB", number="26/00001")[0]
    assert (about.status, about.count) == ("in_progress", "1 of 2")


def test_what_is_begun_and_lacks_a_part_does_not_count_as_answered():
    lacks = Problem("missing", "must_fix", Path("legal", None, "text"), "Write it")
    legal = states([lacks], legal=Implication("answered"))[2]
    assert (legal.status, legal.count) == ("in_progress", "")


def test_a_section_is_ready_once_nothing_must_be_fixed_and_says_what_is_to_be_explained():
    about = states([must("title", "must_explain"), must("number", "advice")], title="Park", number="26/00001")[0]
    assert (about.status, about.count) == ("ready", "1 to explain")


@pytest.mark.parametrize(("whom", "words"), [("Legal  Services", "Waiting for Legal Services"),
                                             ("", "Waiting for others")])
def test_waiting_is_said_with_the_name_and_is_not_ready(whom, words):
    told = states([must("legal")], legal=Implication("waiting", waiting_for=whom))
    assert (told[2].status, told[2].words) == ("waiting", words)
    assert summary(told) == "0 of 2 ready, 1 waiting for others"


def test_an_implication_is_ready_when_written():
    assert states(legal=Implication("answered", from_plain("The Act")))[2].status == "ready"


def test_a_section_is_needed_as_soon_as_one_of_its_questions_is_asked():
    assert states(urgent="yes")[1].status == "not_started"
