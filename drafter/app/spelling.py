"""The speller for a draft: the list that comes with the program, the council's words, the names in the draft, the
officer's own words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from drafter.model.answers import Answers
from drafter.model.failure import Failure
from drafter.model.problem import Problem
from drafter.storage.word_lists import common_words, own_words

if TYPE_CHECKING:
    from drafter.checks.spelling import Speller


def speller(answers: Answers, home: Path) -> tuple[Speller, str]:
    """With a sentence where the officer's own words had to be left aside. Raises Failure where there is no list."""
    from drafter.checks.spelling import speller_for

    note, own = "", frozenset[str]()
    try:
        own = own_words(home)
    except Failure as failure:
        note = str(failure)
    return speller_for(answers, common_words(), own), note


def with_spelling(problems: tuple[Problem, ...], answers: Answers, home: Path) -> tuple[Problem, ...]:
    """The problems, and each unknown word as advice after them, with what may have been meant. Without a list of words
    the problems alone."""
    from drafter.checks.spelling import spelling_problems, with_suggestions

    try:
        words = speller(answers, home)[0]
    except Failure:
        return problems
    return (*problems, *(with_suggestions(one, answers, words) for one in spelling_problems(answers, words)))
