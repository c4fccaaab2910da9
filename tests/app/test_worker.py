"""Beside the window: in order, handed back where the window is, and never a reason to stand still."""

import threading

import pytest

from drafter.app.worker import Worker


@pytest.fixture
def worker(qapp):
    worker = Worker()
    yield worker
    worker.leave()
    assert worker.wait(60)


def test_jobs_are_done_in_order_elsewhere_and_handed_back_here(worker, qtbot):
    heard = []
    for n in range(5):
        worker.do(lambda n=n: (n, threading.current_thread()), heard.append)
    with qtbot.waitSignal(worker.idle):
        assert not worker.is_idle
    assert [n for n, _ in heard] == list(range(5))
    assert {thread for _, thread in heard}.isdisjoint({threading.main_thread()})


def test_an_error_is_handed_back_as_a_value(worker):
    heard = []
    worker.do(lambda: 1 // 0, heard.append)
    assert worker.wait(60) and isinstance(heard[0], ZeroDivisionError)


def test_what_does_not_end_is_not_waited_for_longer_than_said(worker):
    go, heard = threading.Event(), []
    worker.do(go.wait, heard.append)
    assert not worker.wait(0.01) and heard == [] and not worker.is_idle
    go.set()
    assert worker.wait(60) and heard == [True]


def test_what_comes_back_may_ask_for_more_also_after_the_last_call(worker):
    heard = []
    worker.do(lambda: 1, lambda one: worker.do(lambda: one + 1, heard.append))
    worker.leave()
    assert worker.wait(60) and heard == [2]
    worker.do(lambda: 3, heard.append)
    assert worker.wait(60) and heard == [2, 3]
