"""What `drafter explain` does to a draft: it says to findings, named by code and place, why they may stand.

    drafter explain DRAFT two_actions@decision_clauses[row].text "The council's constitution joins them."
    drafter explain DRAFT worth_answering                       dismisses the advice of that code
    drafter explain DRAFT two_actions --again                   asks again
"""

from __future__ import annotations

from datetime import date

from drafter.app.generate import check_draft
from drafter.model.draft import Draft
from drafter.model.failure import Failure, did_you_mean
from drafter.model.form import Form
from drafter.model.problem import Problem
from drafter.storage.locations import user_folder


def with_explanation(draft: Draft, form: Form, finding: str, reason: str, *, who: str, today: date,
                     again: bool = False) -> Draft:
    """The draft after what was said to each finding of that code at that place.

    Raises Failure for a finding that there is not, one that stands at several places where none was named, and words
    that give no reason.
    """
    from drafter.checks.explaining import ask_again, explain

    problems = check_draft(draft, form, today, user_folder())
    named = _named(problems, finding)
    wanted = [one for one in named if one.is_open != again]
    if again and not wanted:
        raise Failure(f"Nothing was said to '{finding}' yet.")
    for problem in wanted or named:
        draft = ask_again(draft, problem) if again else explain(draft, problem, reason, who, today, problems)
    return draft


def _named(problems: tuple[Problem, ...], finding: str) -> list[Problem]:
    code, at, place = finding.partition("@")
    same = [one for one in problems if one.code == code]
    if not same:
        raise Failure(f"Nothing of the code '{code}' was found.{did_you_mean(code, {one.code for one in problems})}",
                      "drafter check --format json names what was.")
    places = list(dict.fromkeys(str(one.path) for one in same))
    if not at and len(places) > 1:
        raise Failure(f"'{code}' was found at {len(places)} places.", f"Name one: {code}@{places[0]}, for example.")
    here = [one for one in same if not at or str(one.path) == place]
    if not here:
        raise Failure(f"'{code}' was not found at '{place}'.{did_you_mean(place, places)}",
                      f"It was found at {', '.join(places)}.")
    return here
