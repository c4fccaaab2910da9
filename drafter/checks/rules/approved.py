"""Clauses made from the council's approved wordings: gaps still open, wordings that were retired or changed since."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from drafter.checks.messages import quoted
from drafter.checks.rule import Case, Finding, Rule
from drafter.checks.rules.clauses import clauses_of
from drafter.checks.settings import field_of
from drafter.model.clause_library import ApprovedClause, came_from
from drafter.model.draft import Path
from drafter.model.fields import APPROVED_WORDING, IN_BRACES
from drafter.model.figures import printed_date
from drafter.model.problem import Fix

GAP = re.compile(r"\[(?=[^\[\]\n]*[^\W\d_])[^\[\]\n]{1,120}\]")
"""Words in square brackets. A year alone is how a judgment is cited: "[2024] EWHC 123"."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ClauseGap(Rule):
    """Square brackets mark what an approved wording leaves to be filled in; a decision that is signed has none."""

    code = "clause_gap"
    family = "words"
    looks_at = "Each clause and sub-clause, for a gap in square brackets."
    why = "A decision with a gap in it decides nothing that anybody could carry out."
    sentence = "{words} is a gap in the clause. Write what goes there."

    clauses: str = field_of("clauses")

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, text in case.texts_of((self.clauses,)):
            for gap in dict.fromkeys(GAP.findall(text) if "[" in text else ()):
                yield Finding(path, {"words": quoted(gap)})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class WordingRetired(Rule):
    """A clause that was made from a wording which the council has since taken out of use."""

    code = "wording_retired"
    family = "decision"
    severity = "must_explain"
    stages = ("proposed",)
    local = True
    looks_at = "Each clause that was made from a wording of the library."
    fix = "Keeps the clause as the council's or the officer's own wording, and asks no more where it came from."
    why = "A wording is retired because the law or the council's practice changed; an old one may decide too little."
    sentence = "Clause {clause} was made from {wording}, a wording that was retired on {day}. {instead}"

    clauses: str = field_of("clauses")

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, name, wording, _ in _made_from(case, self.clauses):
            if wording.retired is not None and wording.retired <= case.today:
                yield Finding(path, {"clause": name, "wording": quoted(wording.title),
                                     "day": printed_date(wording.retired), "instead": _instead(wording, case)},
                              (_own_wording(path),))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class WordingChanged(Rule):
    """A clause that was made from an approved wording as it stood before it was last changed."""

    code = "wording_changed"
    family = "decision"
    severity = "advice"
    stages = ("proposed",)
    local = True
    looks_at = "Each clause that was made from a wording of the library."
    why = "The council words its decisions alike, so that they are read and carried out alike."
    sentence = ("The wording {wording} was changed on {day}, after clause {clause} was made from it. Compare "
                "the two.")

    clauses: str = field_of("clauses")

    def findings(self, case: Case) -> Iterator[Finding]:
        for path, name, wording, since in _made_from(case, self.clauses):
            if wording.is_current(case.today) and since is not None and since < wording.since:
                yield Finding(path, {"clause": name, "wording": quoted(wording.title),
                                     "day": printed_date(wording.since)})


def _made_from(case: Case, field: str) -> Iterator[tuple[Path, str, ApprovedClause, date | None]]:
    """The clauses that note where they came from: their text, their letter, the wording, and since when it stood so."""
    if not case.answers.form.clauses:
        return
    rows = case.answers.draft.rows(field)
    for clause in clauses_of(case, field):
        row = rows.row(clause.row)
        wording_id, since = came_from(row.cells.get(APPROVED_WORDING)) if row else ("", None)
        wording = case.answers.form.clause(wording_id)
        if wording is not None and (since != wording.since or _is_left_of(wording, clause.text)):
            yield Path(field, clause.row, "text"), clause.name, wording, since


def _own_wording(path: Path) -> Fix:
    return Fix("It is our own wording now", ((Path(path.field, path.row, APPROVED_WORDING), None),))


def _is_left_of(wording: ApprovedClause, text: str) -> bool:
    """Whether three words running of the wording, outside its gaps, still stand in the clause. A wording without so
    many words of its own cannot be told from others."""
    own = [run for part in IN_BRACES.split(wording.text)[::2] for run in _threes(part)]
    return not own or not set(own).isdisjoint(_threes(text))


def _threes(text: str) -> list[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return list(zip(words, words[1:], words[2:], strict=False))


def _instead(wording: ApprovedClause, case: Case) -> str:
    """What to use today: a wording that took its place may be retired by now, or may not be in force yet."""
    form, passed = case.answers.form, {wording.id}
    after = form.clause(wording.instead)
    while after is not None and after.id not in passed and not after.is_current(case.today):
        passed.add(after.id)
        after = form.clause(after.instead)
    use = f"Use {quoted(after.title)} instead." if after is not None and after.is_current(case.today) else ""
    return f"{use} {wording.note}".strip() or "No wording takes its place today."
