"""The last look at a paper before it is written: does it say exactly what it should, and nothing that it must not?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath

from drafter.document.context import EXEMPT_WORDS
from drafter.document.draft_mark import WORDS
from drafter.document.leaks import leaks, places_of
from drafter.document.paper import DocumentError, open_paper
from drafter.document.proof import difference, own_words
from drafter.document.render import Rendered
from drafter.model.answers import Answers
from drafter.model.form import Output


def refuse_unfit(rendered: Rendered, answers: Answers, output: Output, templates: FilePath) -> None:
    """Raises DocumentError for a paper that does not read back as it was meant, or would give away what is exempt."""
    slip = difference(rendered.content, rendered.said)
    if slip:
        raise DocumentError(f"'{output.title}' was not written, since it does not read back exactly: {slip}",
                            "Report these words; the draft is safe.")
    if not output.public:
        return
    anyway = _said_anyway(rendered, answers, output, templates)
    found = leaks(answers, rendered.file_name, rendered.content, anyway)
    if found:
        passage = found[0].passage
        where = " and ".join(f"'{label}'" for label in places_of(passage, answers)) or found[0].part
        others = len({leak.passage for leak in found}) - 1
        more = f", and {others} more such passages" if others > 1 else ", and one more such passage" if others else ""
        raise DocumentError(f"'{output.title}' was not written, since it would make public what is marked exempt: "
                            f"'{passage}'{more}.", f"Take the words out of {where}, or out of the exempt part.")


def _said_anyway(rendered: Rendered, answers: Answers, output: Output, templates: FilePath) -> Iterator[str]:
    """What the layout and the wordings say, whatever was answered."""
    yield from (EXEMPT_WORDS, WORDS, output.title)
    yield from own_words(rendered.said.layout)
    suffix = rendered.file_name.rpartition(".")[2]
    yield from open_paper(answers.form, output, templates, suffix).sources.values()
