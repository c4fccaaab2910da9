"""Nothing turns red under the officer's hands, and what was put right goes at once."""

from drafter.app.attention import Attention
from drafter.model.draft import Path
from drafter.model.problem import Problem


def problem(field: str, code: str = "x", row: str | None = None) -> Problem:
    return Problem(code, "must_fix", Path(field, row), code)


def test_problems_of_the_field_being_written_wait_until_it_is_left():
    attention = Attention()
    attention.write_in("title", [])
    found = [problem("title"), problem("reasons")]
    assert attention.visible(found) == (problem("reasons"),)
    assert attention.parted(found) == ((problem("reasons"),), (problem("title"),))
    assert attention.settle()
    assert attention.visible(found) == tuple(found)


def test_problems_that_were_there_before_stay_until_they_are_put_right():
    attention = Attention()
    attention.write_in("title", [problem("title", "long"), problem("title", "verb")])
    attention.write_in("title", [problem("title", "new")])
    assert attention.visible([problem("title", "long"), problem("title", "new")]) == (problem("title", "long"),)


def test_going_on_in_another_field_lets_the_first_one_speak():
    attention = Attention()
    attention.write_in("title", [])
    attention.write_in("reasons", [])
    assert attention.visible([problem("title"), problem("reasons")]) == (problem("title"),)


def test_where_nothing_was_written_there_is_nothing_to_settle():
    assert not Attention().settle()


def test_where_something_was_written_is_remembered_after_it_was_left():
    attention = Attention()
    attention.write_in("title", [])
    attention.settle()
    attention.write_in("reasons", [])
    assert attention.written == {"title", "reasons"}
