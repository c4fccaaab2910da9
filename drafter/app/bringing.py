"""Bringing a draft to another form: first the report of what that changes for it, then the step itself. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from drafter.app import files, versions
from drafter.app.generate import check_draft
from drafter.model.brought import DraftChange, brought_to
from drafter.model.draft import Draft, FormVersion
from drafter.model.failure import Failure
from drafter.model.form import Form
from drafter.model.form_changes import form_changes
from drafter.model.problem import Problem

if TYPE_CHECKING:
    from drafter.storage.draft_files import OpenedDraft
    from drafter.storage.packs import Pack

TOLD = ("rule ", "clause", "calendar", "clock", "paper ")
"""Which differences of two forms concern every draft, whatever is written in it."""


class Line(NamedTuple):
    """A sentence of a report, and the officer's own words that it is about."""

    words: str
    holds: str = ""


@dataclass(frozen=True)
class Report:
    """What bringing a draft to the form of `pack` changes for it; `draft` is what it is then. `found` is what the check
    says then and did not say before, `settled` what it does not say any more; `general` tells of rules, clauses, days
    and papers. `was` is the form that it is on."""

    was: FormVersion
    pack: Pack
    draft: Draft
    answers: tuple[DraftChange, ...]
    found: tuple[Problem, ...]
    settled: tuple[Problem, ...]
    general: tuple[str, ...]

    @property
    def title(self) -> str:
        form = self.pack.form
        if self.was.id != form.id:
            return f"From the form “{self.was.id}”, version {self.was.version}, to “{form.id}”, version {form.version}"
        if self.was.version != form.version:
            return f"From version {self.was.version} of the form “{form.id}” to version {form.version}"
        return f"From the form “{form.id}”, version {form.version}, as it was to what it is now"

    def groups(self) -> list[tuple[str, list[Line]]]:
        """The report under its headings; none that is empty."""
        form = self.pack.form
        new = [Line(one.sentence) for one in self.answers if one.what == "new"]
        groups = [("What you wrote", [Line(one.sentence, one.holds) for one in self.answers if one.what != "new"]),
                  ("New questions", new),
                  ("What the check says then", [Line(_problem(one, form)) for one in self.found]),
                  ("What it does not say any more", [Line(_problem(one, form)) for one in self.settled]),
                  ("Rules, days and papers", [Line(words) for words in self.general])]
        return [(heading, lines) for heading, lines in groups if lines]


def report(draft: Draft, old: Pack | None, new: Pack, today: date) -> Report:
    """`old` is the pack that the draft was written on; None where nobody has it any more."""
    brought = brought_to(draft, old.form if old is not None else None, new.form)
    before = check_draft(draft, old.form, today) if old is not None else ()
    after = check_draft(brought.draft, new.form, today) if old is not None else ()
    asked = {one.path for one in brought.changes if one.what in ("new", "choice", "gone")}
    return Report(draft.form, new, brought.draft, brought.changes,
                  tuple(one for one in _not_in(after, before) if one.path not in asked), _not_in(before, after),
                  tuple(_general(old, new)) if old is not None and old.form.id == new.form.id else ())


def written_on(draft: Draft, pack: Pack) -> Pack | None:
    """The pack, where it is the one that the draft was written on; a draft written by hand names no files of it."""
    form, was = pack.form, draft.form
    return pack if was.id == form.id and (was.sha256 or form.sha256) == form.sha256 else None


def is_on(draft: Draft, form: Form) -> bool:
    """Whether the draft was last edited with exactly this form."""
    return draft.form == form.form_version


def bring(opened: OpenedDraft, to: Report, home: Path) -> files.Saved:
    """The draft's file on the other form. What it held is kept as a version first: where that cannot be done, it is a
    Failure and nothing is written. Raises as `files.save`."""
    trouble = versions.keep_file(opened.path, opened.sha256, opened.draft.id, home, "brought")
    if trouble:
        raise Failure(trouble, "The draft was left as it is.")
    return files.save(to.draft, opened, to.pack, home)


def _general(old: Pack, new: Pack) -> list[str]:
    from drafter.storage.packs import changed_files

    told = [str(one) for one in form_changes(old.form, new.form) if one.place.startswith(TOLD)]
    worded = len(changed_files(old, new))
    if worded:
        told.append(f"{worded} layouts or wordings of the papers changed." if worded > 1 else
                    "One layout or wording of the papers changed.")
    return told


def _not_in(some: tuple[Problem, ...], others: tuple[Problem, ...]) -> tuple[Problem, ...]:
    known = {(one.code, one.path, one.message) for one in others if one.is_open}
    return tuple(one for one in some if one.is_open and (one.code, one.path, one.message) not in known)


def _problem(problem: Problem, form: Form) -> str:
    """With the question first: what it is about is not always in the sentence. One that the form no longer asks has
    no words for it any more."""
    field = form.at(problem.path) or form.field(problem.path.field)
    return (f"{field.label}: " if field else "") + problem.message + (f" [{problem.source}]" if problem.source else "")
