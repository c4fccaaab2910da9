"""Creating a paper, as the officer meets it: what is in the way, where it goes, what was made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path as FilePath

from drafter.app.desk import Desk
from drafter.model.draft import Path
from drafter.model.failure import Failure
from drafter.model.form import Output
from drafter.model.problem import Problem
from drafter.ui.dialogs import Dialogs
from drafter.ui.places import place_name


def create_paper(desk: Desk, output: Output, dialogs: Dialogs, folder: FilePath, *, as_draft: bool) -> Path | None:
    """Ask, make, tell. `folder` is where the file is proposed. The path of a problem to go to, if that is wanted."""
    work = desk.work
    if work is None:
        return None
    left = [p for p in work.session.problems if p.severity == "must_fix"]
    if left and not as_draft:
        answer = dialogs.not_ready(_sentences(desk, left))
        if answer == "go":
            return left[0].path
        if answer is None:
            return None
        as_draft = True
    from drafter.app.generate import Made

    suffix = output.formats[0]
    title = f"Create a draft of: {output.title}" if as_draft else f"Create: {output.title}"
    try:
        name = desk.proposed_name(output.id, suffix)
        target = dialogs.where_to_create(str(folder / (f"DRAFT {name}" if as_draft else name)), title, suffix)
        if target is None:
            return None
        made = desk.create(output.id, target, as_draft=as_draft, when_changed="replace")
    except Failure as failure:
        dialogs.tell(failure)
        return None
    if isinstance(made, Made):
        dialogs.made("The draft to share was created" if as_draft else "The Word record was created", made.path,
                     _more(as_draft, made.note))
    return None


def _sentences(desk: Desk, problems: Sequence[Problem]) -> list[str]:
    answers = desk.work.session.answers if desk.work else None
    return [f"{place_name(p.path, answers)}: {p.message}" if answers else p.message for p in problems]


def _more(as_draft: bool, note: str) -> list[str]:
    words = ["It carries the word DRAFT on every page." if as_draft else
             "Nothing has been sent to anyone. Send it for signature when you are ready."]
    return [*words, note] if note else words
