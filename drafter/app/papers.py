"""All papers of a form, as they are chosen in one go: which are made of this draft, which are not and why, and what
became of those that were wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.model.answers import Answers, why_not
from drafter.model.failure import Failure
from drafter.model.form import Output
from drafter.model.problem import Problem

if TYPE_CHECKING:
    from drafter.storage.packs import Pack


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper, and how it can be made. `why_not`: it is no paper of this decision, or not yet. `left`: how many things
    must be put right or explained first. A draft of it can be made all the same."""

    output: Output
    why_not: str = ""
    left: int = 0

    def can_be_made(self, *, as_draft: bool) -> bool:
        return as_draft or not (self.why_not or self.left)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the officer chose: papers as (id of the output, format), where, and whether as drafts. `share`: Word drafts
    carry their answers, so that comments can come back into them."""

    papers: tuple[tuple[str, str], ...]
    folder: Path
    as_draft: bool = False
    share: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """A paper that was made, with what else to tell; without a path one that was not, and why."""

    title: str
    path: Path | None
    words: str = ""


def offers(answers: Answers, problems: Sequence[Problem], pack: Pack) -> tuple[Offer, ...]:
    """Every paper of the form, in its order."""
    return tuple(_offer(output, answers, problems, pack) for output in answers.form.outputs)


def _offer(output: Output, answers: Answers, problems: Sequence[Problem], pack: Pack) -> Offer:
    from drafter.app.generate import in_the_way

    why = why_not(answers, output)
    try:
        return Offer(output, why, 0 if why else len(in_the_way(output, pack, problems)))
    except Failure as failure:
        return Offer(output, str(failure))
