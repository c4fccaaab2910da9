"""The rows of the one table: what drafter takes beside a peer or a floor, in the same run and in turns."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

Kind = Literal["times", "exponent", "ms", "missing"]


class Settings(NamedTuple):
    """`quick`: fewer turns, for a look. `npm`: where the npm packages are, or are to be kept. `novelwriter`: a Python
    that has novelWriter, which brings another Qt along."""

    quick: bool = False
    npm: Path | None = None
    novelwriter: Path | None = None

    def rounds(self, many: int) -> int:
        return max(2, many // 5) if self.quick else many


@dataclass(frozen=True)
class Row:
    """`figure` is what is held against `most`: how many times what `against` takes ("times"), how fast the time grows
    with the length ("exponent"), or the time itself ("ms"). Of a peer that is not there, `against` says why."""

    subject: str
    against: str
    ours: str = ""
    theirs: str = ""
    figure: float = 0.0
    best: float = 0.0
    most: float | None = None
    kind: Kind = "times"

    @property
    def reached(self) -> str:
        if self.most is None or self.kind == "missing":
            return ""
        by = [name for name, figure in (("the median", self.figure), ("the best", self.best)) if figure <= self.most]
        return "yes" if len(by) == 2 else f"by {by[0]}" if by else "no"

    def line(self) -> str:
        if self.kind == "missing":
            return f"| {self.subject} | {self.against} | | | | | |"
        figure = f"{self._told(self.figure)} ({self._told(self.best)})"
        cells = (self.subject, self.against, self.ours, self.theirs, figure,
                 "" if self.most is None else self._told(self.most), self.reached)
        return f"| {' | '.join(cells)} |"

    def _told(self, figure: float) -> str:
        if self.kind == "times" and figure < 0.5:
            return f"1/{1 / figure:.1f}"
        return f"{figure:.1f} ms" if self.kind == "ms" else f"{figure:.2f}"


HEADING = "| | beside | drafter | the other | median (best) | at most | reached |\n|---|---|---|---|---|---|---|"


def beside(subject: str, against: str, ours: Sequence[float], theirs: Sequence[float], most: float | None = None,
          unit: str = "ms") -> Row:
    """How many times what the other takes."""
    return Row(subject, against, shown(ours, unit), shown(theirs, unit),
               statistics.median(ours) / statistics.median(theirs), min(ours) / min(theirs), most)


def at_most(subject: str, taken: Sequence[float], most: float | None) -> Row:
    """Milliseconds, with nobody beside."""
    return Row(subject, "", shown(taken), "", statistics.median(taken), min(taken), most, "ms")


def growth(subject: str, taken: dict[int, Sequence[float]], most: float = 1.1) -> Row:
    """The exponent with which the time grows up to a hundred times the length: 1 is a straight line."""
    def exponent(of: Callable[[Sequence[float]], float]) -> float:
        return math.log(of(taken[100]) / of(taken[1])) / math.log(100)

    said = " / ".join(f"{statistics.median(taken[size]):.3g}" for size in sorted(taken))
    return Row(f"{subject}, growth", "itself at 1x / 10x / 100x", f"{said} ms", "", exponent(statistics.median),
               exponent(min), most, "exponent")


def missing(subject: str, why: str) -> Row:
    return Row(subject, why, kind="missing")


def shown(taken: Sequence[float], unit: str = "ms") -> str:
    return f"{statistics.median(taken):.3g} ({min(taken):.3g}) {unit}"


def in_turns(rounds: int, *works: Callable[[], object]) -> list[list[float]]:
    """Milliseconds of each; whatever else the machine does slows all alike. Who begins changes."""
    taken: list[list[float]] = [[] for _ in works]
    for number in range(rounds):
        for turn in range(len(works)):
            which = (number + turn) % len(works)
            begin = time.perf_counter()
            works[which]()
            taken[which].append(1000 * (time.perf_counter() - begin))
    return taken
