"""The one door from answers to a paper: a layout, wordings as text, and what does not fit in either."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path as FilePath

from drafter.document.context import Words
from drafter.document.facts import NO_FACTS, Facts
from drafter.document.file_names import name_of
from drafter.document.html_layout import Box
from drafter.document.paper import SHARED, WORDING, DocumentError, Paper, open_paper, refusing
from drafter.document.proof import Said
from drafter.document.record import write_record
from drafter.model.answers import Answers, read_answers, why_not, without_exempt
from drafter.model.base import STAGES
from drafter.model.failure import Fault
from drafter.model.form import Form, Output


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished paper: what to call it, its bytes, and what they are to be proved against."""

    file_name: str
    content: bytes
    said: Said = field(repr=False, compare=False)


def render(answers: Answers, output: Output, templates: FilePath, *, as_draft: bool = False, suffix: str = "docx",
           facts: Facts = NO_FACTS, carried: bytes = b"") -> Rendered:
    """The paper that an output makes of the answers.

    It holds nothing that is not read in it. Only a draft in Word that goes out for comments may carry more: with
    `carried`, the draft as JSON, it has that and a hidden bookmark round every place.
    A public output gets them without anything exempt. A draft is marked as one and shows what is still missing; where
    a due answer is missing otherwise, or the paper is not needed, it is not made. Raises DocumentError.
    """
    if carried and (not as_draft or suffix != "docx"):
        raise DocumentError("Only a draft in Word carries its answers.", "Make it as a draft, in .docx.")
    paper, words = opened(answers, output, templates, as_draft, suffix, facts)
    title = _title(words.public, output)
    with refusing(paper):
        contents = paper.contents(words)
        content = (paper.page.page(contents, title, as_draft).encode() if paper.is_html else
                   write_record(paper.layout, contents, title, as_draft, carried))
    said = Said(paper.page if paper.is_html else paper.layout, contents, title, as_draft, carried)
    return Rendered(name_of(words.public, output, suffix, as_draft=as_draft), content, said)


def boxes(answers: Answers, output: Output, templates: FilePath, *, as_draft: bool = False,
          facts: Facts = NO_FACTS) -> tuple[Box, ...]:
    """What an output holds to be copied, box by box, in its order; none where it has no boxes. Raises DocumentError."""
    if "html" not in output.formats:
        return ()
    paper, words = opened(answers, output, templates, as_draft, "html", facts)
    with refusing(paper):
        return paper.page.boxes(paper.contents(words))


def output_faults(form: Form, output: Output, templates: FilePath) -> tuple[Fault, ...]:
    """What does not fit in the layouts and the wordings of an output."""
    try:
        found = (fault for suffix in output.formats for fault in open_paper(form, output, templates, suffix).faults())
        return tuple(dict.fromkeys(found))
    except DocumentError as error:
        return (Fault(f"templates/{templates.name}/{output.id}", "", str(error)),)


def unused_wordings(form: Form, templates: FilePath) -> tuple[Fault, ...]:
    """Shared wordings that no paper has a place for: their name is a slip, or they are no longer needed. Asked once
    the papers have no faults."""
    papers = [open_paper(form, output, templates, suffix) for output in form.outputs for suffix in output.formats]
    used = {paper.slot_name(slot) for paper in papers for slot in paper.slots}
    names = sorted(file.stem for file in (templates / SHARED).glob(f"*{WORDING}"))
    return tuple(Fault(f"templates/{templates.name}/{SHARED}/{name}{WORDING}", "", "No paper has a place for it.")
                 for name in names if name not in used)


def printed_fields(form: Form, output: Output, templates: FilePath) -> frozenset[str]:
    """The ids of the fields that an output can print. Raises DocumentError."""
    paper = open_paper(form, output, templates, output.formats[0])
    paper.refuse_faults()
    return frozenset(name for name in paper.printed if form.field(name) is not None)


def opened(answers: Answers, output: Output, templates: FilePath, as_draft: bool, suffix: str,
            facts: Facts) -> tuple[Paper, Words]:
    """The layout and wordings of an output, and the words that it may print."""
    if suffix not in output.formats:
        raise DocumentError(f"'{output.title}' cannot be made as .{suffix}.",
                            f"It is made as .{', .'.join(output.formats)}.")
    why = why_not(answers, output)
    if why and not as_draft:
        raise DocumentError(f"'{output.title}' is not made: {why}")
    paper = open_paper(answers.form, output, templates, suffix)
    paper.refuse_faults()
    seen = _foreseen(answers, output) if why else answers
    public = without_exempt(seen) if output.public else seen
    return paper, Words(seen, public, output, as_draft, facts, why)


def _foreseen(answers: Answers, output: Output) -> Answers:
    """The answers as a draft shows them before the paper is made: at the first stage to come at which it is."""
    for stage in STAGES[STAGES.index(answers.draft.stage) + 1:]:
        later = read_answers(answers.form, answers.draft.with_stage(stage))
        if not why_not(later, output):
            return later
    return answers


def _title(answers: Answers, output: Output) -> str:
    form = answers.form
    said = " ".join(filter(None, (answers.text(form.number_field), answers.text(form.title_field))))
    return f"{output.title}: {said}" if said else output.title
