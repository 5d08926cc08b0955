"""Work in the background: a generator drained on a thread of its own. The only place with a QThread."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import suppress
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal, Slot
from shiboken6 import isValid

from invoice_desk.errors import DeskError, Problem, Stopped, bug
from invoice_desk.progress import IsStopped

_LOG = logging.getLogger(__name__)
_NICE = 5  # of 19

_RUNNING: set[Job] = set()  # whoever started one may be gone before it ends: a thread must not go with it

Work = Callable[[IsStopped], Generator[object, None, None]]
"""Makes the generator that does the work; it is given whom to ask whether a person stopped it."""


class Job(QObject):
    """One piece of work. Exactly one of finished, failed and cancelled is said, once, and `ended` after it.

    told: whatever the generator yields; failed: a Problem. A job is started once.
    """

    told = Signal(object)
    finished = Signal()
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._thread = QThread()
        self._worker = _Worker(work, self._stop)
        self._worker.moveToThread(self._thread)
        self._thread.started.connect(self._worker.run)
        self._worker.told.connect(self._pass_on)
        self._worker.over.connect(self._end)
        self.destroyed.connect(partial(_wait_for, self._thread, self._stop))
        self._thread.finished.connect(self._tell_end)
        self._problem: Problem | None = None

    def start(self) -> None:
        """Begin."""
        _RUNNING.add(self)
        self._thread.start()

    def cancel(self) -> None:
        """Ask the work to stop between two steps; what is finished is kept."""
        self._stop.set()

    @property
    def is_running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._thread.isRunning()

    def close(self) -> None:
        """Stop the work and wait for it, as when the window closes. Nothing more is said."""
        self._worker.told.disconnect(self._pass_on)
        self._worker.over.disconnect(self._end)
        self._thread.finished.disconnect(self._tell_end)
        self.cancel()
        self._thread.quit()
        self._thread.wait()
        _RUNNING.discard(self)

    @Slot(object)
    def _pass_on(self, event: object) -> None:
        self.told.emit(event)

    @Slot(object)
    def _end(self, problem: Problem | None) -> None:
        self._problem = problem
        self._thread.quit()

    @Slot()
    def _tell_end(self) -> None:
        """Say how it ended, once its thread has: nobody waits for it until then."""
        self._thread.wait()
        _RUNNING.discard(self)
        if self._problem is not None:
            self.failed.emit(self._problem)
        elif self._stop.is_set():
            self.cancelled.emit()
        else:
            self.finished.emit()
        self.ended.emit()


class _Worker(QObject):
    """Lives in the thread and drains the generator there."""

    told = Signal(object)
    over = Signal(object)

    def __init__(self, work: Work, stop: threading.Event) -> None:
        super().__init__()
        self._work, self._stop = work, stop

    @Slot()
    def run(self) -> None:
        """Drain the generator; say at the end what went wrong, or None."""
        problem: Problem | None = None
        steps: Generator[object, None, Any] | None = None
        _stand_back()
        try:
            steps = self._work(self._stop.is_set)
            for event in steps:
                self.told.emit(event)
                if self._stop.is_set():
                    break
        except Stopped:
            self._stop.set()
        except DeskError as error:
            problem = error.problem
        except Exception as error:  # noqa: BLE001 - a bug is one message, never the end of the program
            _LOG.exception("unexpected error in the background")
            problem = bug(error)
        finally:
            problem = _closed(steps) or problem
        self.over.emit(problem)


def _stand_back() -> None:
    """Let the screen's thread have a core before this one. Qt's own priorities do nothing on Linux."""
    if sys.platform == "linux":  # elsewhere the priority is that of the whole process
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)


def _wait_for(thread: QThread, stop: threading.Event, _job: object = None) -> None:
    """End the thread of a job that is deleted, as with a window that nobody closed: Qt would abort."""
    stop.set()
    if isValid(thread):  # at the end of the program it may be gone before its job
        thread.quit()
        thread.wait()


def _closed(steps: Generator[object, None, Any] | None) -> Problem | None:
    """Close a generator, so that its `finally` runs; return what went wrong in there."""
    if steps is None:
        return None
    try:
        steps.close()
    except DeskError as error:
        return error.problem
    return None
