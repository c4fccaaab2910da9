"""How fast a record is checked, and how the time grows: `python -m tests.benchmarks.checks`.

Processor time, so that other work on the machine counts for little. "cold" is the first check of a text, "again" the
next of the same record, "a key" the check after one more letter. Hostile texts are half a megabyte and a whole one of
whatever a pattern may stumble over: twice the text may take twice the time and no more.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from drafter.checks.check import check
from drafter.model.answers import Answers, read_answers
from drafter.model.draft import Draft, Path
from drafter.model.form import Form
from drafter.model.rich_text import Paragraph, RichText, Run
from drafter.model.timetable import Calendar
from drafter.storage.calendars import calendar_for
from drafter.storage.draft_files import open_draft
from drafter.storage.locations import shipped_root
from drafter.storage.packs import load_pack
from tests.benchmarks.content import draft as draft_of
from tests.benchmarks.content import record
from tests.benchmarks.rows import Row, Settings, at_most, growth

DAY = date(2026, 10, 19)
PAGE = 3000
SENTENCES = ("The footbridge carries some {n} people a day, of whom 310 are pupils; in the year {n} the council spent "
             "£{n},000 on its upkeep, as the Highways Act 1980 asks. It was inspected on 1 October 2026, and the "
             "inspection found that two bearings had failed. ")
HOSTILE = (
    "a", "A", " ", "(", ")", "“", "‘", '"', "0 ", "@", "a@b.", "£1 ", "1/1/", "\n", "abc\nde ", "the the ", "Aa Bb ",
    "£1.5m (£1m and £2m) a total of £9m ", "1 May 2026 to 2 June 2025 ", "will be done on 1 May 2020 ",
    "Care Act 2013 ", "The And Of Act ", "Appendix 3 ", "Cabinet Member for Adult ", "Corporate Director Of And For ",
    "(ABCDE) ", "ABC DEF (ABD) ", "of for and and ", "decision 22/0081 ", "As Cabinet Member for X, I ",
    "And Of Cabinet Committee ", "if this is not a key decision ", "EqIA completed ", "http://a.b/ \\\\a\\b ",
    "£1 a year for five years, total £9 ", "five years from 1 May 2026 to 2 June 2029 ", "943 476 5919 ",
    "to achieve deliver ", "Monday 5 May 2026 ", "tbc XX ",
)


def _processor_ms(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


class _Bench:
    def __init__(self, form: Form, calendar: Calendar, draft: Draft) -> None:
        self.form, self.calendar, self.draft = form, calendar, draft
        reasons = draft.entry(Path("reasons"))
        assert isinstance(reasons, RichText)
        self.reasons = reasons

    def answers(self, *paragraphs: str) -> Answers:
        blocks = (Paragraph((Run(words),), id=f"p{number}") for number, words in enumerate(paragraphs))
        entry = RichText((*self.reasons.blocks, *blocks))
        return read_answers(self.form, self.draft.with_entry(Path("reasons"), entry))

    def check(self, answers: Answers) -> float:
        return _processor_ms(lambda: check(answers, DAY, self.calendar))

    def pages(self, pages: int) -> None:
        have = sum(len(text) for _, text in self.answers().texts())
        count = max(0, pages * PAGE - have) // (3 * len(SENTENCES))
        paragraphs = [SENTENCES.format(n=100 + number) * 3 for number in range(count)]
        answers = self.answers(*paragraphs)
        cold = self.check(answers)
        again = [self.check(answers) for _ in range(30)]
        keys = [self.check(self.answers(*paragraphs, "x" * number)) for number in range(1, 31)]
        print(f"| {pages} | {cold:.1f} | {min(again):.1f} ({statistics.median(again):.1f}) "
              f"| {min(keys):.1f} ({statistics.median(keys):.1f}) |")

    def hostile(self, seed: str) -> None:
        half, whole = (self.check(self.answers(*(seed * (size // len(seed))).split("\n")))
                       for size in (500_000, 1_000_000))
        print(f"| `{seed!r}` | {half:.0f} | {whole:.0f} | {whole / half:.1f} |")


def rows(settings: Settings) -> Iterator[Row]:
    form = load_pack("kent", [shipped_root()]).form
    calendar = calendar_for(form.conventions)
    cold: dict[int, list[float]] = {}
    for size in (1, 10, 100):
        cold[size] = []
        for number in range(settings.rounds(10)):
            said = record(size)  # with other words in each paragraph, so that no reading of it is known
            words = {name: [f"{text} {number}." for text in texts] for name, texts in said.paragraphs.items()}
            answers = read_answers(form, draft_of(form, replace(said, paragraphs=words)))
            cold[size].append(_processor_ms(lambda answers=answers: check(answers, DAY, calendar)))  # type: ignore[misc]
            if size == 1:
                again = [_processor_ms(lambda answers=answers: check(answers, DAY, calendar))  # type: ignore[misc]
                         for _ in range(10)]
    yield at_most("check again, a record of five pages (processor time)", again, 5.0)
    yield at_most("check for the first time (processor time)", cold[1], None)
    yield growth("check for the first time", cold)


def main() -> None:
    form = load_pack("kent", [shipped_root()]).form
    sample = open_draft(shipped_root() / "resources" / "samples" / "sample.decision").draft
    bench = _Bench(form, calendar_for(form.conventions), sample)
    bench.check(bench.answers())
    print("| pages | cold, ms | again, ms: best (median) | a key, ms: best (median) |\n|---|---|---|---|")
    for pages in (2, 5, 20, 50, 100, 200):
        bench.pages(pages)
    print("\n| hostile text of | 0.5 MB, ms | 1 MB, ms | growth |\n|---|---|---|---|")
    for seed in HOSTILE:
        bench.hostile(seed)


if __name__ == "__main__":
    main()
