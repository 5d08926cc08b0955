"""The work that runs beside the window: files taken in, invoices read, exports; one at a time."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from invoice_desk.desktop.jobs import Job, Work
from invoice_desk.errors import Problem
from invoice_desk.export.options import ExportOptions
from invoice_desk.invoice.filed import Arrival
from invoice_desk.progress import IsStopped, Progress
from invoice_desk.store.documents import count_waiting
from invoice_desk.store.searching import Filter, count
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.digit_models import DigitModels
from invoice_desk.workflow.exporting import Exported, Selection, export_invoices
from invoice_desk.workflow.fitting import choose_fitting
from invoice_desk.workflow.queue import Done, read_waiting
from invoice_desk.workflow.taking_in import Taken, take_in

_CHANGED_MS = 300  # lists are asked anew at most so often while work runs


@dataclass(frozen=True, slots=True)
class _Waiting:
    """How many invoices are about to be read."""

    invoices: int


class DeskWork(QObject):
    """Runs what takes long. New files and waiting invoices are worked off one after the other.

    began: in words; progressed: done, total, name, seconds left or None; taken: a Taken; done: a Done;
    exported: an Exported; changed: something on the desk is new; failed: a Problem; idle: nothing runs.
    """

    began = Signal(str)
    progressed = Signal(int, int, str, object)
    taken = Signal(object)
    done = Signal(object)
    exported = Signal(object)
    changed = Signal()
    failed = Signal(object)
    idle = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._arrivals: list[Arrival] = []
        self._is_reading_wanted = self._is_paused = False
        self._read, self._total, self._start = 0, 0, 0.0
        self._changed = QTimer(self, singleShot=True, interval=_CHANGED_MS)
        self._changed.timeout.connect(self.changed)

    @property
    def is_running(self) -> bool:
        """Whether something runs."""
        return self._job is not None

    @property
    def is_paused(self) -> bool:
        """Whether a person stopped the reading; what waits is read when it is asked for again."""
        return self._is_paused

    def add(self, arrivals: Sequence[Arrival]) -> None:
        """Take files in, and read what then waits."""
        self._arrivals.extend(arrivals)
        self.read()

    def read(self) -> None:
        """Read what waits, once what runs now has ended."""
        self._is_reading_wanted, self._is_paused = True, False
        self._next()

    def export(self, path: Path, selection: Selection, options: ExportOptions, *, has_crops: bool) -> bool:
        """Write invoices to a file; False where other work runs, which a person is told."""
        if self._job is not None:
            return False
        self._run(
            self.tr("Exporting"),
            lambda is_stopped: export_invoices(
                self._desk, path, selection, options, has_crops=has_crops, is_stopped=is_stopped
            ),
        )
        return True

    def cancel(self) -> None:
        """Stop what runs between two steps; what is finished is kept, what is not waits."""
        self._is_reading_wanted, self._is_paused = False, True
        self._arrivals.clear()
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """Stop what runs and wait for it."""
        self._changed.stop()
        if self._job is not None:
            self._job.close()
            self._job = None

    def _next(self) -> None:
        if self._job is not None:
            return
        if self._arrivals:
            arrivals, self._arrivals = self._arrivals, []
            work: Work = lambda is_stopped: take_in(self._desk, arrivals, is_stopped=is_stopped)  # noqa: E731
            self._run(self.tr("Taking in"), work)
        elif self._is_reading_wanted:
            self._is_reading_wanted = False
            self._read, self._total = 0, 0
            self._run(self.tr("Reading"), self._reading)
        else:
            self.idle.emit()

    def _reading(self, is_stopped: IsStopped) -> Generator[object, None, None]:
        """Choose templates for what waits without one, count, and read: all off the screen's thread."""
        choose_fitting(self._desk)
        broken = DigitModels(self._desk.store.folder.models).problem()
        if broken is not None:
            yield broken
        with self._desk.reading() as connection:
            waiting = count_waiting(connection)
        if waiting:
            yield _Waiting(waiting)
            yield from read_waiting(self._desk, threads=self._desk.settings.threads, is_stopped=is_stopped)

    def _run(self, words: str, work: Work) -> None:
        job = Job(work, self)
        job.told.connect(self._hear)
        job.failed.connect(self._fail)
        job.ended.connect(self._end)
        self._job = job
        self.began.emit(words)
        job.start()

    def _hear(self, told: object) -> None:
        match told:
            case _Waiting():
                self._total, self._start = told.invoices, time.monotonic()
            case Taken():
                self.taken.emit(told)
                self._note_change()
            case Done():
                self._read += 1
                self.done.emit(told)
                self.progressed.emit(self._read, self._total, told.name, self._seconds_left())
                self._note_change()
            case Exported():
                self.exported.emit(told)
                self._note_change()
            case Problem():
                self.failed.emit(told)
            case Progress() if not self._start:
                self.progressed.emit(told.done, told.total, told.subject, None)

    def _seconds_left(self) -> float | None:
        left = self._total - self._read
        return left * (time.monotonic() - self._start) / self._read if self._read > 1 else None

    def _note_change(self) -> None:
        if not self._changed.isActive():
            self._changed.start()

    def _fail(self, problem: Problem) -> None:
        self.failed.emit(problem)

    def _end(self) -> None:
        self._job = None
        self._start = 0.0
        self.changed.emit()
        self._next()


def is_empty(desk: Desk) -> bool:
    """Whether the desk has no invoice at all, deleted ones aside."""
    from invoice_desk.invoice.filed import State

    with desk.reading() as connection:
        return count(connection, Filter(states=frozenset(State))) == 0
