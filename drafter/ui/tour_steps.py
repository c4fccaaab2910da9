"""What the tour says, and of what."""

from __future__ import annotations

from drafter.ui.status_line import StatusLine
from drafter.ui.tour import Step
from drafter.ui.work_panel import WorkPanel


def tour_steps(panel: WorkPanel, status: StatusLine) -> tuple[Step, ...]:
    view = panel.view
    return (
        Step("Sections, in any order", "Each says how far it has come. Go to any of them by a click, or with "
             "Ctrl+Up and Ctrl+Down.", lambda: view.sections),
        Step("A few questions at a time", "Nothing turns red while you type. Each question tells why it is asked, and "
             "shows an answer that is good and one that comes back.", lambda: view.page.card),
        Step("What is left, and the paper as it reads", "Problems name the law and lead to their question; many are "
             "mended with one press. The preview follows what you write.", lambda: view.side),
        Step("Check and create", "Everything in one place before it goes out: what is left, the whole record, and the "
             "buttons that make the Word files.", lambda: view.sections.check),
        Step("Saved by itself, sent to nobody", "The draft is saved as you pause. Nothing leaves this laptop. F1 helps "
             "with a question; this tour is in the Help menu.", lambda: status),
    )
