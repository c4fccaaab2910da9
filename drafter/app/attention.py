"""What the officer is writing at this moment, so that nothing turns red under their hands."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.model.problem import Problem


class Attention:
    """While a field is being written, its new problems wait; those put right go at once."""

    def __init__(self) -> None:
        self.field = ""
        self.written: set[str] = set()
        """The fields that were written in since the draft was opened."""
        self._before: tuple[Problem, ...] = ()

    def write_in(self, field: str, problems: Sequence[Problem]) -> None:
        """The officer begins, or goes on, to write in the field; `problems` are those before this keystroke."""
        self.written.add(field)
        if field != self.field:
            self.field = field
            self._before = tuple(p for p in problems if p.path.field == field)

    def settle(self) -> bool:
        """The field was left. Whether anything may have to be shown now."""
        was, self.field, self._before = self.field, "", ()
        return bool(was)

    def visible(self, problems: Sequence[Problem]) -> tuple[Problem, ...]:
        """The problems that may be shown now, in their order."""
        return self.parted(problems)[0]

    def parted(self, problems: Sequence[Problem]) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
        """The problems that may be shown now, and those that wait; each in their order."""
        before = {(p.code, p.path, p.message) for p in self._before}
        shown: list[Problem] = []
        waiting: list[Problem] = []
        for problem in problems:
            waits = problem.path.field == self.field and (problem.code, problem.path, problem.message) not in before
            (waiting if waits else shown).append(problem)
        return tuple(shown), tuple(waiting)
