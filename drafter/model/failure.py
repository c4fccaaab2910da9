"""What goes wrong outside a draft. A failure says what happened and what to do; a fault is a form author's slip."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class Failure(Exception):
    """Something could not be done. Its text is what an officer reads: what happened, then what to do."""

    def __init__(self, what: str, advice: str = "") -> None:
        super().__init__(f"{what} {advice}".strip())
        self.what, self.advice = what, advice


@dataclass(frozen=True, slots=True)
class Fault:
    """A slip in a form, a wording or a layout: the file, the place in it, and a sentence."""

    file: str
    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}: " + (f"{self.place}: " if self.place else "") + self.sentence


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """" Did you mean 'reasons'?", or nothing where no known word is near."""
    import difflib  # noqa: PLC0415  (only when something goes wrong: not before the first paint)

    near = difflib.get_close_matches(word, [one for one in known if one != word], n=1, cutoff=0.6)
    return f" Did you mean '{near[0]}'?" if near else ""
