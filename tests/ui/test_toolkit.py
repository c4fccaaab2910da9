"""What the toolkit must not do to the interpreter."""

import sys

from PySide6.QtWidgets import QLabel


def test_a_call_that_returns_nothing_loses_no_reference_to_none(qtbot):
    """PySide6 6.12.0 drops one at every such call, and so aborts Python 3.10 and 3.11 after some thousand."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(500):
        label.setText("drafter")
    assert before - sys.getrefcount(None) < 100
