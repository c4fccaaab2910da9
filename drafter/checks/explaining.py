"""What the officer said to findings: which of them stand explained, and how one is explained or asked about again.

An explanation holds for a finding of the same rule at the same place, about the same text: the words that the finding
is about, or else the whole answer and the sentence it was given for. Nothing keeps track of what was explained: it is
worked out again from the draft, so an edit opens the finding again, and taking the edit back closes it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from hashlib import sha256

from drafter.checks.messages import quoted
from drafter.checks.wording import gives_no_reason
from drafter.model.characters import printable
from drafter.model.draft import Draft, Explanation, plain_entry
from drafter.model.failure import Failure
from drafter.model.problem import Problem

_LENGTH = 16
"""Hexadecimal digits of a digest. It tells texts apart; it guards nothing."""


def explained(problems: Iterable[Problem], draft: Draft) -> tuple[Problem, ...]:
    """The problems, each with what was said to it. What must be fixed cannot be explained; what must be explained is
    so by somebody: a reason without a name stays in the draft, and waits for one."""
    said = {(one.code, one.path, one.about): one for one in draft.explanations}
    spoken_to = {(one.code, one.path) for one in draft.explanations}

    def with_words(problem: Problem) -> Problem:
        place = problem.code, str(problem.path)
        found = said.get((*place, about(problem, draft))) if place in spoken_to else None
        holds = found is not None and (problem.severity == "advice" or (found.reason and found.who))
        return replace(problem, explained=found) if holds and problem.severity != "must_fix" else problem

    return tuple(map(with_words, problems)) if said else tuple(problems)


def about(problem: Problem, draft: Draft) -> str:
    """A digest of the text that a finding is about; spaces and line ends make no difference."""
    text = problem.about or f"{plain_entry(draft.entry(problem.path))}\n{problem.message}"
    return sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def explain(draft: Draft, problem: Problem, reason: str, who: str, when: date,
            others: Collection[Problem] = ()) -> Draft:
    """The draft with the reason why the finding stands; "" dismisses advice.

    What was said there to a text that is no longer so goes, unless it belongs to one of the `others` found. Raises
    Failure where there is nothing to explain, or the words give no reason.
    """
    words = " ".join(printable(reason)[0].split())
    if problem.severity == "must_fix":
        raise Failure("This must be put right; a reason does not make up for it.", problem.message)
    if gives_no_reason(words) and (words or problem.severity == "must_explain"):
        raise Failure(f"{quoted(words)} gives no reason." if words else "There is no reason yet.",
                      "Say in a sentence why it is right as it is.")
    new = Explanation(problem.code, str(problem.path), about(problem, draft), words, " ".join(who.split()), when)
    standing = {about(one, draft) for one in others if _place(one) == _place(problem)} - {new.about}
    kept = tuple(one for one in draft.explanations
                 if (one.code, one.path) != _place(problem) or one.about in standing)
    return replace(draft, explanations=(*kept, new))


def ask_again(draft: Draft, problem: Problem) -> Draft:
    """The draft without what was said to the finding."""
    digest = about(problem, draft)
    return replace(draft, explanations=tuple(one for one in draft.explanations
                                             if (one.code, one.path, one.about) != (*_place(problem), digest)))


def said_before(draft: Draft, problem: Problem, others: Collection[Problem] = ()) -> str:
    """The reason that was given there last, for a text that has changed since; "" where there is none, or where it
    belongs to one of the `others` found."""
    standing = {one.explained.id for one in others if one.explained is not None}
    return next((one.reason for one in reversed(draft.explanations)
                 if (one.code, one.path) == _place(problem) and one.id not in standing), "")


def _place(problem: Problem) -> tuple[str, str]:
    return problem.code, str(problem.path)
