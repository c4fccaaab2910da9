"""Creating papers, as the officer meets it: which, what is in the way, whose edits give way, what was made."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.app.desk import Desk
from drafter.app.next_steps import NextSteps, next_steps
from drafter.app.papers import Result, Wanted, offers
from drafter.model.answers import Answers, why_not
from drafter.model.draft import Path
from drafter.model.failure import Failure
from drafter.model.form import Output
from drafter.model.problem import Problem
from drafter.ui.filing import Filing
from drafter.ui.papers_dialog import PapersQuestion
from drafter.ui.places import place_name


def create_papers(filing: Filing, chosen: Sequence[str], *, as_draft: bool) -> Path | None:
    """Ask, make, tell. `chosen` is a proposal. The path of a problem to go to, if that is wanted."""
    from drafter.app.generate import before_signature

    desk, work = filing.desk, filing.desk.work
    if work is None:
        return None
    session = work.session
    left = before_signature(session.problems)
    wanted = filing.dialogs.which_papers(PapersQuestion(
        offers(session.answers, session.problems, work.pack), filing.folder(), len(left), as_draft or bool(left),
        tuple(chosen),
        lambda output_id, format_, draft: desk.proposed_name(output_id, format_, as_draft=draft),
        desk.wanted.get(session.draft.id)))
    if isinstance(wanted, Wanted):
        desk.wanted[session.draft.id] = wanted
        _make_all(filing, wanted)
        return None
    return left[0].path if wanted is not None and left else None


def create_record(filing: Filing, *, as_draft: bool) -> None:
    """The record itself, in one go: for signature, or as a draft to share that carries its answers."""
    work = filing.desk.work
    record = _record(work.session.answers) if work is not None else None
    if record is not None:
        _make_all(filing, Wanted(((record.id, record.formats[0]),), filing.folder(), as_draft, as_draft))


def _record(answers: Answers) -> Output | None:
    """The paper that holds every answer, at the stage that the draft has reached."""
    papers = [output for output in answers.form.outputs if not why_not(answers, output)]
    return next((output for output in reversed(papers) if output.whole), papers[0] if papers else None)


def _make_all(filing: Filing, wanted: Wanted) -> None:
    """One after the other beside the window; who does not wait for one gets no further ones."""
    results: list[Result] = []
    for number, paper in enumerate(wanted.papers, 1):
        words = f" ({number} of {len(wanted.papers)})" if len(wanted.papers) > 1 else ""
        made = _make(filing, wanted, *paper, words)
        if made is None:
            results += [Result(_title(filing, one), None, "You did not wait for it.") for one, _ in
                        wanted.papers[number - 1:]]
            break
        results.append(made)
    filing.dialogs.papers_made(results, _steps(filing.desk, wanted, results))


def _title(filing: Filing, output_id: str) -> str:
    output = filing.desk.work.pack.form.output(output_id) if filing.desk.work else None
    return output.title if output else output_id


def _make(filing: Filing, wanted: Wanted, output_id: str, format_: str, words: str) -> Result | None:
    from drafter.app.generate import NotReady
    from drafter.app.paper_files import Changed

    desk, title = filing.desk, _title(filing, output_id)
    try:
        target = wanted.folder / desk.proposed_name(output_id, format_, as_draft=wanted.as_draft)
        share = wanted.share and format_ == "docx"
        doing = f"Creating {title}{words}"
        made = filing.beside(doing, desk.creating(output_id, target, as_draft=wanted.as_draft, share=share))
        if isinstance(made, Changed):
            answer = filing.dialogs.file_changed(made)
            if answer is None:
                return Result(title, None, f"{made.path.name} was left as it is.")
            made = filing.beside(doing, desk.creating(output_id, target, as_draft=wanted.as_draft, share=share,
                                                      when_changed=answer))
    except Failure as failure:
        return Result(title, None, str(failure))
    if isinstance(made, NotReady):
        return Result(title, None, _first(desk, made.problems))
    if isinstance(made, Changed):
        return Result(title, None, made.sentence)
    return None if made is None else Result(title, made.path, made.note)


def _first(desk: Desk, problems: Sequence[Problem]) -> str:
    """The first thing to put right, and how many more there are."""
    answers = desk.work.session.answers if desk.work else None
    first = problems[0]
    more = f" ({len(problems) - 1} more)" if len(problems) > 1 else ""
    return f"{place_name(first.path, answers)}: {first.message}{more}" if answers else first.message


def _steps(desk: Desk, wanted: Wanted, results: Sequence[Result]) -> NextSteps:
    made = [result.title for result in results if result.path is not None]
    work = desk.work
    if work is None or not made:
        return NextSteps()
    session = work.session
    return next_steps(session.answers, session.problems, session.calendar, made[0], as_draft=wanted.as_draft)
