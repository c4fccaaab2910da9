"""What a save costs beside the least that any safe save could cost: `python -m tests.benchmarks.saving`.

The floor is a bare write of the same bytes to a new file, fsync, replace, fsync of the folder: no serialising, no look
at what is there, nothing read back. Floor and save take turns in one folder of one disk (`--folder`, or where the
system keeps temporary files), so that whatever else the disk does slows both alike. Every save is of another draft: one
sentence was typed since the last one, or all of it is new.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from drafter.model.draft import Draft, FormVersion
from drafter.model.rich_text import Paragraph, RichText, Run
from drafter.storage.draft_files import format_draft, open_draft, save_draft
from drafter.storage.draft_heads import heads
from tests.benchmarks.rows import Row, Settings, beside, growth

FIELDS = ("purpose", "proposed_decision", "reasons", "background", "alternatives", "financial_implications",
          "legal_implications", "equalities", "data_protection", "climate", "other")
SENTENCE = "The contract for Marsh Road is let for five years, and the £214,000 are met from the highways budget. "
SIZES = {"30 KB": 30, "500 pages (1 MB)": 1024, "10 MB": 10240}
ROUNDS = {"30 KB": 400, "500 pages (1 MB)": 20, "10 MB": 5}
MOST = 1.5
"""How many times the floor a save of 30 KB may take."""


@dataclass
class Taken:
    """Milliseconds of one kind of work: by the clock, and of the processor alone."""

    name: str
    times: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)

    def once(self, work: Callable[[], object]) -> None:
        start, worked = time.perf_counter(), time.process_time()
        work()
        self.times.append((time.perf_counter() - start) * 1000)
        self.worked.append((time.process_time() - worked) * 1000)

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    @property
    def shown(self) -> str:
        return f"{self.median:.2f} ({min(self.times):.2f})"


def draft(kilobytes: int, number: int) -> Draft:
    """A draft of that size, with another number in every paragraph."""
    paragraphs = kilobytes * 1024 // len(FIELDS) // (3 * len(SENTENCE))
    return Draft(FormVersion("kent", "1"), "measured", entries={name: RichText(tuple(
        Paragraph((Run(f"{SENTENCE * 3}[{number}.{place}]"),), f"{place:08x}") for place in range(paragraphs)))
        for name in FIELDS})


def typed(before: Draft, number: int) -> Draft:
    """One more sentence in one field."""
    reasons = before.entries["reasons"]
    assert isinstance(reasons, RichText)
    last = Paragraph((Run(f"It is typed for the {number}th time."),), "00ffffff")
    return Draft(before.form, before.id, entries={**before.entries, "reasons": RichText((*reasons.blocks[:-1], last))})


def bare(path: Path, content: bytes) -> None:
    new = path.with_suffix(".new")
    handle = os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    os.write(handle, content)
    os.fsync(handle)
    os.close(handle)
    new.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def measure(folder: Path, kilobytes: int, rounds: int) -> list[Taken]:
    floor, typing, anew, opening = Taken("floor"), Taken("a sentence typed"), Taken("all new"), Taken("open")
    path, before = folder / "measured.decision", draft(kilobytes, 0)
    over = save_draft(before, path, over=None)
    for number in range(1, rounds + 1):
        after, other = typed(before, number), draft(kilobytes, number)
        content = format_draft(after)
        floor.once(lambda content=content: bare(folder / "bare", content))  # type: ignore[misc]
        for taken, one in ((typing, after), (anew, other)):
            def save(one: Draft = one) -> None:
                nonlocal over
                over = save_draft(one, path, over=over)
            taken.once(save)
        if number % 10 == 1:
            opening.once(lambda: open_draft(path))
    path.unlink()
    return [floor, typing, anew, opening]


def listing(folder: Path, count: int) -> Taken:
    taken, content = Taken("list"), format_draft(draft(30, 1))
    for number in range(count):
        (folder / f"{number:05}.decision").write_bytes(content)
    for _ in range(3):
        taken.once(lambda: heads(folder))
    return taken


def rows(settings: Settings) -> Iterator[Row]:
    taken: dict[int, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="drafter-save") as made:
        for size, kilobytes, rounds in ((1, 30, 200), (10, 300, 40), (100, 3000, 10)):
            floor, typing, anew, _ = measure(Path(made), kilobytes, settings.rounds(rounds))
            taken[size] = typing.times
            yield beside(f"save {kilobytes} KB, a sentence typed", "write, fsync, replace, fsync of the folder",
                         typing.times, floor.times, MOST if size == 1 else None)
            if size == 1:
                yield beside(f"save {kilobytes} KB, all new", "the same", anew.times, floor.times, MOST)
    yield growth("save", taken)


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m tests.benchmarks.saving", description=__doc__,
                                        formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--folder", type=Path, help="on which disk")
    with tempfile.TemporaryDirectory(prefix="drafter-save", dir=arguments.parse_args().folder) as made:
        print(f"{date.today():%d %B %Y}; {platform.platform()}; Python {platform.python_version()}. Milliseconds: the "
              "median, and the best in brackets.\n")
        print("| draft | floor | save, a sentence typed | save, all new | the processor | times the floor | open |")
        print("|---|---|---|---|---|---|---|")
        for name, kilobytes in SIZES.items():
            floor, typing, anew, opening = measure(Path(made), kilobytes, ROUNDS[name])
            print(f"| {name} | {floor.shown} | {typing.shown} | {anew.shown} | {statistics.median(anew.worked):.2f} "
                  f"({min(anew.worked):.2f}) | {anew.median / floor.median:.2f} "
                  f"({min(anew.times) / min(floor.times):.2f}) | {opening.shown} |", flush=True)
            if kilobytes == SIZES["30 KB"]:
                reached = "yes" if max(typing.median, anew.median) <= MOST * floor.median else "no"
        print(f"\n30 KB at most {MOST} times the floor, all new: {reached}. "
              f"The heads of 10,000 drafts: {listing(Path(made), 10_000).shown}.")


if __name__ == "__main__":
    main()
