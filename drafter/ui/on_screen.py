"""The one draft on the screen, or the start page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from drafter.ui.file_places import usual_folder

if TYPE_CHECKING:
    from drafter.app.desk import Desk
    from drafter.app.work import Work
    from drafter.model.draft import Path
    from drafter.ui.dialogs import Dialogs
    from drafter.ui.previewing import Previewing
    from drafter.ui.work_panel import WorkPanel


class OnScreen(QObject):
    """`panel` shows the draft, `previewing` is what is done with its preview; both are there together or not at all.

    `changed` tells that others are there, or none. A new panel is not painted before those who listen are done.
    """

    changed = Signal()

    def __init__(self, stack: QStackedWidget, desk: Desk, dialogs: Dialogs, parent: QObject) -> None:
        super().__init__(parent)
        self._stack, self._desk, self._dialogs = stack, desk, dialogs
        self.panel: WorkPanel | None = None
        self.previewing: Previewing | None = None

    def show(self, work: Work) -> None:
        """Instead of what was there. What shows a draft is imported when the first one is shown."""
        from drafter.ui.previewing import Previewing
        from drafter.ui.work_panel import WorkPanel

        self.clear()
        panel = WorkPanel(work, self._dialogs, self._is_slow)
        self.panel = panel
        self.previewing = Previewing(work, panel.preview, self._dialogs, self._desk.home,
                                     partial(usual_folder, self._desk))
        self.changed.emit()
        self._stack.addWidget(panel)
        self._stack.setCurrentWidget(panel)
        panel.view.page.focus_first()

    def clear(self) -> None:
        """No draft; the start page is what is left."""
        if self.panel is not None:
            self.leave()
            self._stack.removeWidget(self.panel)
            self.panel.deleteLater()
            self.panel = self.previewing = None
        self.changed.emit()

    def leave(self) -> None:
        """Nothing of the draft stays open beside the window."""
        if self.previewing is not None:
            self.previewing.leave()

    def settle(self) -> None:
        """Take over what was typed in the last moment."""
        if self.panel:
            self.panel.view.flush()
            self.panel.explaining.keep_typed()

    def take_over(self) -> None:
        """As `settle`, while typing may go on."""
        if self.panel:
            self.panel.view.take_over()

    def go_on_at(self, place: Path | None) -> None:
        """What was recovered is shown where it was worked on."""
        if self.panel and place is not None:
            self.panel.view.go_to(place)

    def _is_slow(self) -> bool:
        return self._desk.saver is not None and self._desk.saver.is_slow
