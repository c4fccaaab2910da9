"""When a draft is put into safety: after a pause, and at every beat while typing goes on."""

import pytest

from drafter.app.autosave import LONGEST, PAUSE, Autosave


@pytest.fixture(autouse=True)
def _application(qapp):
    return qapp


def test_the_pause_is_two_seconds_and_typing_goes_on_ten_at_most():
    made = Autosave()
    assert (PAUSE, LONGEST) == (2_000, 10_000)
    assert (made._pause.interval(), made._beat.interval()) == (PAUSE, LONGEST)


def test_it_asks_once_after_a_pause(qtbot):
    made = Autosave(pause=1)
    made.start()
    asked = []
    made.due.connect(lambda: asked.append(1))
    with qtbot.waitSignal(made.due):
        made.note_change()
        made.note_change()
    qtbot.wait(20)
    assert asked == [1]


def test_it_asks_while_typing_never_pauses(qtbot):
    made = Autosave(pause=600_000, longest=5)
    made.start()
    made.note_change()
    with qtbot.waitSignals([made.due, made.due]):
        pass
    assert not made._pause.isActive(), "what was asked for at the beat need not be asked for again"


def test_without_a_draft_it_asks_for_nothing(qtbot):
    made = Autosave(pause=0, longest=1)
    with qtbot.assertNotEmitted(made.due, wait=20):
        made.note_change()
        made.now()
        made.start()
        made.note_change()
        made.stop()
