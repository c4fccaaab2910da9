"""Whether an installed drafter is whole: `drafter --self-test`, for whoever builds or installs it.

It opens the window, reads every form, makes every paper of the samples in every format and goes through their pages,
all in a folder of its own that is removed again. Nothing of the person's own is read or written. The
first paint is told at once: whoever listens can time it from outside.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

from drafter.model.failure import Failure
from drafter.storage.locations import resources, shipped_root
from drafter.ui.display import why_no_window
from drafter.ui.run import open_window


def self_test(roots: Sequence[Path]) -> int:
    """Try everything that an installation must bring; raises Failure at the first gap."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if reason := why_no_window():
        raise Failure(reason)
    _paint_window(roots)
    import tempfile

    with tempfile.TemporaryDirectory(prefix="drafter-") as folder:
        home = Path(folder)
        os.environ["DRAFTER_HOME"] = folder
        samples = sorted((resources() / "samples").glob("*.decision"))
        if not samples:
            raise _gap("The sample drafts are missing.")
        everywhere = [*roots, shipped_root()]
        forms = _forms(everywhere)
        papers = sum(_papers(sample, everywhere, home) for sample in samples)
        pages = sum(_pages(sample, roots, home) for sample in samples)
    print(f"drafter is whole: {pages} pages, {papers} papers; forms: {', '.join(forms)}.")
    return 0


def _paint_window(roots: Sequence[Path]) -> None:
    """The first window, as on a first start: with a private folder that is not there yet."""
    os.environ["DRAFTER_HOME"] = str(resources() / "nobody's")
    application = QApplication([])
    painted: list[bool] = []

    def tell() -> None:
        print("The window is painted.", flush=True)
        painted.append(True)

    window = open_window(application, None, roots, painted=tell)
    while not painted:
        application.processEvents()
    if window.grab().isNull():
        raise _gap("The window cannot be drawn.")
    window.close()


def _pages(sample: Path, roots: Sequence[Path], home: Path) -> int:
    """Open a copy of the sample and show every page of its form; returns how many there are."""
    from drafter.ui.dialogs import Dialogs

    class NoDialogs(Dialogs):
        """Nobody is there to read one."""

        def tell(self, failure: Failure) -> None:
            raise failure

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    copy = home / sample.name
    copy.write_bytes(sample.read_bytes())
    window = open_window(application, None, roots, NoDialogs())
    window.furnish()
    window.filing.open_draft(copy)
    if window.panel is None:
        raise _gap(f"The sample '{sample.name}' cannot be opened.")
    sections = window.panel.session.answers.form.sections
    for section in sections:
        window.panel.view.enter_section(section.id)
        application.processEvents()
        if window.grab().isNull():
            raise _gap(f"The page '{section.title}' cannot be drawn.")
    window.close()
    return len(sections)


def _forms(roots: Sequence[Path]) -> list[str]:
    """The ids of the forms, after a look for slips in each."""
    from drafter.app.packs import all_faults
    from drafter.storage.errors import FormError
    from drafter.storage.packs import find_packs

    packs = find_packs(roots)
    for form_id, folder in packs.items():
        if faults := all_faults(folder):
            raise FormError(f"The form '{form_id}' cannot be used.", faults)
    return list(packs)


def _papers(sample: Path, roots: Sequence[Path], home: Path) -> int:
    """Make every paper in every format, as a draft: so each can be made, whatever the sample decides."""
    from datetime import date

    from drafter.app.files import open_file
    from drafter.app.generate import Made, create
    from drafter.app.packs import pack_for

    draft = open_file(sample).draft
    pack = pack_for(draft, roots, home).pack
    folder = home / f"papers of {sample.stem}"
    folder.mkdir()
    formats = [(output, suffix) for output in pack.form.outputs for suffix in output.formats]
    for output, suffix in formats:
        made = create(draft, pack, output.id, folder / f"{output.id}.{suffix}", beside=sample, today=date.today(),
                      home=home, as_draft=True)
        if not isinstance(made, Made):
            raise _gap(f"'{output.title}' cannot be made of the sample '{sample.name}'.")
    return len(formats)


def _gap(what: str) -> Failure:
    return Failure(what, "Install drafter again.")
