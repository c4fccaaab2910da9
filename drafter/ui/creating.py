"""Creating papers, as the officer meets it: which, what is in the way, whose edits give way, what was made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path as FilePath

from drafter.app.desk import Desk
from drafter.app.papers import Result, Wanted, offers
from drafter.model.draft import Path
from drafter.model.failure import Failure
from drafter.model.problem import Problem
from drafter.ui.dialogs import Dialogs
from drafter.ui.papers_dialog import PapersQuestion
from drafter.ui.places import place_name


def create_papers(desk: Desk, dialogs: Dialogs, folder: FilePath, chosen: Sequence[str], *,
                  as_draft: bool) -> Path | None:
    """Ask, make, tell. `folder` and `chosen` are proposals. The path of a problem to go to, if that is wanted."""
    from drafter.app.generate import before_signature

    work = desk.work
    if work is None:
        return None
    session = work.session
    left = before_signature(session.problems)
    wanted = dialogs.which_papers(PapersQuestion(
        offers(session.answers, session.problems, work.pack), folder, len(left), as_draft or bool(left),
        tuple(chosen),
        lambda output_id, format_, draft: desk.proposed_name(output_id, format_, as_draft=draft),
        desk.wanted.get(session.draft.id)))
    if isinstance(wanted, Wanted):
        desk.wanted[session.draft.id] = wanted
        dialogs.papers_made([_make(desk, dialogs, wanted, *paper) for paper in wanted.papers], _more(wanted))
        return None
    return left[0].path if wanted is not None and left else None


def _make(desk: Desk, dialogs: Dialogs, wanted: Wanted, output_id: str, format_: str) -> Result:
    from drafter.app.generate import NotReady
    from drafter.app.paper_files import Changed

    work = desk.work
    output = work.pack.form.output(output_id) if work else None
    title = output.title if output else output_id
    try:
        target = wanted.folder / desk.proposed_name(output_id, format_, as_draft=wanted.as_draft)
        share = wanted.share and format_ == "docx"
        made = desk.create(output_id, target, as_draft=wanted.as_draft, share=share)
        if isinstance(made, Changed):
            answer = dialogs.file_changed(made)
            if answer is None:
                return Result(title, None, f"{made.path.name} was left as it is.")
            made = desk.create(output_id, target, as_draft=wanted.as_draft, share=share, when_changed=answer)
    except Failure as failure:
        return Result(title, None, str(failure))
    if isinstance(made, NotReady):
        return Result(title, None, _first(desk, made.problems))
    if isinstance(made, Changed):
        return Result(title, None, made.sentence)
    return Result(title, made.path, made.note)


def _first(desk: Desk, problems: Sequence[Problem]) -> str:
    """The first thing to put right, and how many more there are."""
    answers = desk.work.session.answers if desk.work else None
    first = problems[0]
    more = f" ({len(problems) - 1} more)" if len(problems) > 1 else ""
    return f"{place_name(first.path, answers)}: {first.message}{more}" if answers else first.message


def _more(wanted: Wanted) -> list[str]:
    return ["Marked DRAFT on every page." if wanted.as_draft else "Nothing has been sent to anyone."]
