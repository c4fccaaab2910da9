"""Whether an installed drafter is whole: `drafter --self-test`, for whoever builds or installs it.

It opens the window, goes through the pages of the sample, reads every form and makes every paper of the sample in
every format, all in a folder of its own that is removed again. Nothing of the person's own is read or written. Each
step is told when it is done: whoever listens can time the first paint from outside.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from drafter.model.failure import Failure
from drafter.storage.locations import resources, shipped_root

SAMPLES = "samples"


def self_test(roots: Sequence[Path]) -> int:
    """Try everything that an installation must bring. Prints what was tried; raises Failure at the first gap."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with _own_home() as home:
        samples = sorted((resources() / SAMPLES).glob("*.decision"))
        if not samples:
            raise Failure("The sample drafts are missing.", "Install drafter again.")
        everywhere = [*roots, shipped_root()]
        pages = _pages(samples[0], roots, home)
        forms = _forms(everywhere)
        papers = sum(_papers(sample, everywhere, home) for sample in samples)
    print(f"drafter is whole: a window with {pages} pages, {forms} {_plural(forms, 'form')}, {papers} papers.")
    return 0


@contextmanager
def _own_home() -> Iterator[Path]:
    """A private folder for this run alone, and the person's own again after it."""
    before = os.environ.get("DRAFTER_HOME")
    with tempfile.TemporaryDirectory(prefix="drafter-") as folder:
        os.environ["DRAFTER_HOME"] = folder
        try:
            yield Path(folder)
        finally:
            if before is None:
                del os.environ["DRAFTER_HOME"]
            else:
                os.environ["DRAFTER_HOME"] = before


def _forms(roots: Sequence[Path]) -> int:
    from drafter.app.packs import all_faults
    from drafter.storage.errors import FormError
    from drafter.storage.packs import find_packs

    packs = find_packs(roots)
    if not packs:
        raise Failure("The forms are missing.", "Install drafter again.")
    for form_id, folder in packs.items():
        faults = all_faults(folder)
        if faults:
            raise FormError(f"The form '{form_id}' cannot be used.", faults)
    return len(packs)


def _papers(sample: Path, roots: Sequence[Path], home: Path) -> int:
    """Every paper of the sample, in every format, as a draft: then each can be made, whatever the sample decides."""
    from drafter.app.files import open_file
    from drafter.app.generate import Made, create
    from drafter.app.packs import pack_for

    draft = open_file(sample).draft
    pack = pack_for(draft, roots, home).pack
    made = 0
    for output in pack.form.outputs:
        for suffix in output.formats:
            target = home / "papers" / sample.stem / f"{output.id}.{suffix}"
            target.parent.mkdir(parents=True, exist_ok=True)
            paper = create(draft, pack, output.id, target, beside=sample, today=date.today(), home=home, as_draft=True)
            if not isinstance(paper, Made) or not target.stat().st_size:
                raise Failure(f"'{output.title}' could not be made of the sample.", "Install drafter again.")
            made += 1
    return made


def _pages(sample: Path, roots: Sequence[Path], home: Path) -> int:
    """Open the window, then a copy of the sample in it, and show every page of its form; returns how many there are."""
    from PySide6.QtWidgets import QApplication

    from drafter.ui.display import why_no_window
    from drafter.ui.run import open_window

    if reason := why_no_window():
        raise Failure(reason)
    application = QApplication([])
    window = open_window(application, None, roots)
    application.processEvents()
    _drawn(window.grab().isNull(), "start page")
    print("The window is painted.", flush=True)
    copy = home / sample.name
    copy.write_bytes(sample.read_bytes())
    window.filing.open_draft(copy)
    if window.panel is None:
        raise Failure("The window opened, but not the sample in it.", "Install drafter again.")
    sections = window.panel.session.answers.form.sections
    for section in sections:
        window.panel.view.enter_section(section.id)
        application.processEvents()
        _drawn(window.grab().isNull(), section.title)
    window.close()
    return len(sections)


def _drawn(is_null: bool, page: str) -> None:
    if is_null:
        raise Failure(f"The page '{page}' cannot be drawn.", "Install drafter again.")


def _plural(count: int, word: str) -> str:
    return word if count == 1 else f"{word}s"
