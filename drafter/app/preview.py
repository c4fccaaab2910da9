"""The preview of a paper: which papers have one, its words as HTML, and the Word file behind its exact pages.

What reads layouts is imported when the first preview is wanted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.model.answers import Answers
from drafter.model.form import Form, Output

if TYPE_CHECKING:
    from drafter.document.render import Rendered
    from drafter.storage.packs import Pack

FORMAT = "docx"


def previewed(form: Form) -> tuple[Output, ...]:
    """The papers that a preview can show: those that are made as Word files."""
    return tuple(output for output in form.outputs if FORMAT in output.formats)


def preview_of(answers: Answers, pack: Pack, output: Output) -> str:
    """The words of the paper as HTML. Raises FormError, DocumentError."""
    from drafter.app.packs import refuse_paper_faults
    from drafter.document.preview import preview

    refuse_paper_faults(pack, output)
    return preview(answers, output, pack.templates)


def draft_of(answers: Answers, pack: Pack, output: Output) -> Rendered:
    """The paper as a Word file marked as a draft, as it stands now. Raises FormError, DocumentError."""
    from drafter.app.packs import refuse_paper_faults
    from drafter.document.render import render

    refuse_paper_faults(pack, output)
    return render(answers, output, pack.templates, as_draft=True, suffix=FORMAT)
