"""Work in the background: events come in order, one end is said, a stop is heard, a bug is one message."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Generator

from pytestqt.qtbot import QtBot

from invoice_desk.desktop.jobs import Job
from invoice_desk.errors import BadFile, Problem
from invoice_desk.progress import IsStopped


def listened(job: Job) -> list[object]:
    """Return a list that fills with all that a job says."""
    said: list[object] = []
    job.told.connect(said.append)
    job.finished.connect(lambda: said.append("finished"))
    job.cancelled.connect(lambda: said.append("cancelled"))
    job.failed.connect(said.append)
    return said


def test_events_come_in_order_and_then_the_end(qtbot: QtBot) -> None:
    job = Job(lambda is_stopped: (number for number in range(5)))
    said = listened(job)
    with qtbot.waitSignal(job.ended):
        job.start()
    assert said == [0, 1, 2, 3, 4, "finished"]
    assert not job.is_running


def test_the_work_is_done_on_another_thread(qtbot: QtBot) -> None:
    def work(is_stopped: IsStopped) -> Generator[object, None, None]:
        yield threading.get_ident()

    job = Job(work)
    said = listened(job)
    with qtbot.waitSignal(job.ended):
        job.start()
    assert said[0] != threading.get_ident()


def test_a_stop_is_heard_and_the_generator_is_closed(qtbot: QtBot) -> None:
    is_closed = threading.Event()

    def work(is_stopped: IsStopped) -> Generator[object, None, None]:
        try:
            while True:
                yield "step"
                time.sleep(0.002)
        finally:
            is_closed.set()

    job = Job(work)
    said = listened(job)
    job.told.connect(lambda _: job.cancel())
    with qtbot.waitSignal(job.ended):
        job.start()
    assert is_closed.is_set()
    assert said[-1] == "cancelled"


def test_a_problem_is_said_once(qtbot: QtBot) -> None:
    def work(is_stopped: IsStopped) -> Generator[object, None, None]:
        yield 1
        raise BadFile("is broken", where="a.pdf")

    job = Job(work)
    said = listened(job)
    with qtbot.waitSignal(job.ended):
        job.start()
    assert said == [1, Problem("BadFile", "is broken", "a.pdf")]


def test_a_bug_is_one_message(qtbot: QtBot) -> None:
    def work(is_stopped: IsStopped) -> Generator[object, None, None]:
        yield 1 // 0

    job = Job(work)
    said = listened(job)
    with qtbot.waitSignal(job.ended):
        job.start()
    assert "ZeroDivisionError" in str(said[-1])


def test_closing_waits_for_the_work_and_says_nothing_more(qtbot: QtBot) -> None:
    def work(is_stopped: IsStopped) -> Generator[object, None, None]:
        while not is_stopped():
            time.sleep(0.002)
            yield "step"

    job = Job(work)
    said = listened(job)
    job.start()
    qtbot.waitUntil(lambda: len(said) > 2)
    job.close()
    many = len(said)
    qtbot.wait(20)
    assert not job.is_running
    assert len(said) == many
    assert "cancelled" not in said


def test_twenty_thousand_events_do_not_end_the_process() -> None:
    """PySide6 6.12.0 on Python 3.11 aborted after some thousand emits."""
    code = """
from PySide6.QtCore import QCoreApplication
from invoice_desk.desktop.jobs import Job
application = QCoreApplication([])
count = [0]
def add(_): count[0] += 1
job = Job(lambda is_stopped: (True for _ in range(20_000)))
job.told.connect(add)
job.ended.connect(application.quit)
job.start()
application.exec()
assert count[0] == 20_000, count
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)
