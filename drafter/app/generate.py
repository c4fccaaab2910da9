"""What creating a paper means: look for problems, render, read back, write - in this order; nothing is written half."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.app.carried import carried_draft
from drafter.app.facts import facts_for
from drafter.app.files import suffix
from drafter.app.packs import refuse_paper_faults
from drafter.app.paper_files import Changed, WhenChanged, write_paper
from drafter.app.spelling import with_spelling
from drafter.model.answers import read_answers, why_not
from drafter.model.draft import Draft
from drafter.model.failure import Failure, did_you_mean
from drafter.model.form import Form, Output
from drafter.model.problem import Problem
from drafter.storage.atomic import is_folder
from drafter.storage.calendars import calendar_for
from drafter.storage.errors import CannotWrite
from drafter.storage.paper_log import papers_made, remember_paper

if TYPE_CHECKING:
    from drafter.storage.packs import Pack


@dataclass(frozen=True)
class Made:
    """A paper on the disk."""

    path: Path
    sha256: str
    note: str = ""


@dataclass(frozen=True)
class NotReady:
    """Nothing was written: these problems must be fixed, or explained, first."""

    problems: tuple[Problem, ...]


def check_draft(draft: Draft, form: Form, today: date, home: Path | None = None) -> tuple[Problem, ...]:
    """What is left to put right; with the private folder of whoever asks, the spelling too."""
    from drafter.checks.check import check

    answers = read_answers(form, draft)
    problems = check(answers, today, calendar_for(form.conventions))
    return problems if home is None else with_spelling(problems, answers, home)


def in_the_way(output: Output, pack: Pack, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """What stands in the way of the paper: all that must be fixed or explained, where it is made for signature; else
    what must be fixed in what it prints. A notice goes out long before the reasons are written. Raises DocumentError.
    """
    from drafter.document.render import printed_fields

    if output.signed:
        return before_signature(problems)
    left = tuple(problem for problem in problems if problem.severity == "must_fix")
    if not left:
        return ()
    printed = printed_fields(pack.form, output, pack.templates)
    return tuple(problem for problem in left if problem.path.field in printed)


def before_signature(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """What must be put right or explained before anything is signed."""
    return tuple(problem for problem in problems if problem.severity != "advice" and problem.is_open)


def create(draft: Draft, pack: Pack, output_id: str, target: Path | None, *, beside: Path, today: date,
           home: Path, as_draft: bool = False, share: bool = False,
           when_changed: WhenChanged = "ask") -> Made | NotReady | Changed:
    """Make a paper of the draft, which is not changed; the private folder remembers what was made of it.

    `target` is a file, whose suffix chooses the format, or a folder; None: beside the draft's own file `beside`, under
    the name that the form gives it. A draft to `share` carries its answers, to come back with comments.
    `home` is the private folder, where a file that is replaced is kept. Raises FormError, DocumentError, CannotWrite;
    Failure for a paper or a format that there is not.
    """
    output = _output(pack.form, output_id)
    format_ = _format(output, target)
    answers = read_answers(pack.form, draft)
    refuse_paper_faults(pack, output)
    if not as_draft and not why_not(answers, output):
        left = in_the_way(output, pack, check_draft(draft, pack.form, today))
        if left:
            return NotReady(left)
    from drafter.document.release import refuse_unfit
    from drafter.document.render import render

    made = papers_made(draft.id, home)
    rendered = render(answers, output, pack.templates, as_draft=as_draft, suffix=format_,
                      carried=carried_draft(answers, output) if share else b"",
                      facts=facts_for(answers, today, calendar_for(pack.form.conventions), made))
    refuse_unfit(rendered, answers, output, pack.templates)
    path = _place(target, beside, rendered.file_name, format_)
    written = write_paper(path, rendered.content, made, beside, home, when_changed)
    return written if isinstance(written, Changed) else _remembered(draft, Made(*written), home)


def _remembered(draft: Draft, made: Made, home: Path) -> Made:
    """A log that cannot be written is no reason to have no paper."""
    try:
        remember_paper(draft.id, made.path.name, made.sha256, home)
        return made
    except CannotWrite as error:
        return replace(made, note=f"{made.note} Drafter will not know this paper again: {error}".strip())


def _output(form: Form, output_id: str) -> Output:
    output = form.output(output_id)
    if output is None:
        known = [one.id for one in form.outputs]
        raise Failure(f"The form '{form.id}' makes no paper '{output_id}'.{did_you_mean(output_id, known)}",
                      f"The papers are: {', '.join(known)}." if known else "")
    return output


def _format(output: Output, target: Path | None) -> str:
    if target is None or is_folder(target) or not suffix(target):
        return output.formats[0]
    wanted = suffix(target)[1:]
    if wanted not in output.formats:
        raise Failure(f"'{output.title}' cannot be made as .{wanted}.",
                      f"Choose a name that ends in .{' or .'.join(output.formats)}.")
    return wanted


def _with_suffix(target: Path, format_: str) -> Path:
    return target if suffix(target) else target.with_name(f"{target.name}.{format_}")


def _place(target: Path | None, beside: Path, file_name: str, format_: str) -> Path:
    if target is None:
        return beside.parent / file_name
    return target / file_name if is_folder(target) else _with_suffix(target, format_)
