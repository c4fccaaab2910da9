"""What of a paper is shown on the screen: its preview, the Word file behind its exact pages, its boxes to copy.

What reads layouts is imported when the first one is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.model.answers import Answers
from drafter.model.form import Form, Output

if TYPE_CHECKING:
    from drafter.document.facts import Facts
    from drafter.document.html_layout import Box
    from drafter.document.render import Rendered
    from drafter.storage.packs import Pack

FORMAT, PAGE = "docx", "html"


def previewed(form: Form) -> tuple[Output, ...]:
    """The papers that a preview can show: those that are made as Word files."""
    return tuple(output for output in form.outputs if FORMAT in output.formats)


def preview_of(answers: Answers, pack: Pack, output: Output, facts: Facts) -> str:
    """The words of the paper as HTML. Raises FormError, DocumentError."""
    from drafter.app.packs import refuse_paper_faults
    from drafter.document.preview import preview

    refuse_paper_faults(pack, output)
    return preview(answers, output, pack.templates, facts)


def draft_of(answers: Answers, pack: Pack, output: Output, facts: Facts) -> Rendered:
    """The paper as a Word file marked as a draft, as it stands now. Raises FormError, and DocumentError also for a
    public paper that would give away what is exempt."""
    from drafter.app.packs import refuse_paper_faults
    from drafter.document.release import refuse_unfit
    from drafter.document.render import render

    refuse_paper_faults(pack, output)
    made = render(answers, output, pack.templates, as_draft=True, suffix=FORMAT, facts=facts)
    refuse_unfit(made, answers, output, pack.templates)
    return made


def boxes_of(answers: Answers, pack: Pack, output: Output, facts: Facts) -> tuple[Box, ...]:
    """What the paper holds to be copied, box by box, as it stands now. Raises FormError, DocumentError."""
    from drafter.app.packs import refuse_paper_faults
    from drafter.document.render import boxes

    refuse_paper_faults(pack, output)
    return boxes(answers, output, pack.templates, as_draft=True, facts=facts)
