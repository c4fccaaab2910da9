"""What the preview of a paper costs beside a bare QTextBrowser that shows the same HTML, and how it grows."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from datetime import date
from functools import partial

from PySide6.QtWidgets import QApplication, QTextBrowser

from drafter.app.facts import facts_for
from drafter.app.preview import preview_of
from drafter.model.answers import read_answers
from drafter.storage.calendars import calendar_for
from drafter.storage.locations import shipped_root
from drafter.storage.packs import load_pack
from tests.benchmarks.content import draft, record
from tests.benchmarks.rows import Row, Settings, beside, growth, in_turns

SIZES = {1: 40, 10: 10, 100: 3}


def rows(settings: Settings) -> Iterator[Row]:
    application = QApplication([])
    pack = load_pack("kent", [shipped_root()])
    output = pack.form.output("proposed_record")
    assert output is not None
    ours, bare = QTextBrowser(), QTextBrowser()
    for browser in (ours, bare):
        browser.resize(620, 768)
        browser.show()
    taken: dict[int, list[float]] = {}
    for size, rounds in SIZES.items():
        answers = read_answers(pack.form, draft(pack.form, record(size)))
        facts = facts_for(answers, date(2026, 11, 2), calendar_for(pack.form.conventions), {})
        html = preview_of(answers, pack, output, facts)

        def show(browser: QTextBrowser, html: str) -> None:
            browser.setHtml(html)
            application.processEvents()

        def preview(answers=answers, facts=facts) -> None:  # type: ignore[no-untyped-def]
            show(ours, preview_of(answers, pack, output, facts))

        taken[size], theirs = in_turns(settings.rounds(rounds), preview, partial(show, bare, html))
        yield beside(f"preview, {size}x", "a bare QTextBrowser, the same HTML", taken[size], theirs)
    yield growth("preview", taken)
