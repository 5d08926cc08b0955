"""The work that runs beside the window: files taken in, invoices read, and errands beside them."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from invoice_desk.desktop.background.errands import Errands
from invoice_desk.desktop.background.tally import Tally
from invoice_desk.desktop.jobs import Job, Work
from invoice_desk.errors import Problem
from invoice_desk.export.options import ExportOptions
from invoice_desk.invoice.filed import Arrival
from invoice_desk.progress import Progress
from invoice_desk.workflow.accepting import Accepted
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.desk_process import DeskProcess
from invoice_desk.workflow.done import Done, InvoiceProgress, Waiting
from invoice_desk.workflow.exporting import Exported, Selection, export_invoices
from invoice_desk.workflow.reading_crew import ReadingCrew
from invoice_desk.workflow.taking_in import Taken

_CHANGED_MS = 1000  # lists are asked anew at most so often while work runs
_CREW_MS = 120_000  # after the last invoice: then the reading processes end, and their memory is free


class DeskWork(QObject):
    """Runs what takes long. New files and waiting invoices are worked off one after the other.

    began: in words; progressed: done, total, name, seconds left or None; going: an InvoiceProgress;
    taken: a Taken; done: a Done; exported: an Exported; paused: how many invoices wait; changed: the
    numbers of the invoices that are new or other, None for any; failed: a Problem; idle: nothing runs.
    """

    began = Signal(str)
    progressed = Signal(int, int, str, object)
    going = Signal(object)
    taken = Signal(object)
    done = Signal(object)
    exported = Signal(object)
    paused = Signal(int)
    changed = Signal(object)
    failed = Signal(object)
    idle = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.crew = ReadingCrew(desk)
        self._process = DeskProcess(desk)
        self._job: Job | None = None
        self._arrivals: list[Arrival] = []
        self._taking: list[Arrival] = []  # those of the job that runs which are not yet taken in
        self._hold = threading.Event()
        self._is_reading_wanted = self._is_paused = False
        self._tally = Tally()
        self._touched: set[int] | None = set()
        self._changed = QTimer(self, singleShot=True, interval=_CHANGED_MS)
        self._changed.timeout.connect(self._tell_changed)
        self._rest = QTimer(self, singleShot=True, interval=_CREW_MS)
        self._rest.timeout.connect(self._end_processes)
        self.errands = Errands(self)
        self.errands.began.connect(self._begin_errand)
        self.errands.told.connect(self._hear)
        self.errands.failed.connect(self.failed)
        self.errands.ended.connect(self._note_all)
        self.errands.idle.connect(self._tell_idle)

    @property
    def is_running(self) -> bool:
        """Whether something runs."""
        return self._job is not None or self.errands.is_running

    @property
    def is_paused(self) -> bool:
        """Whether a person paused or stopped it; what waits is read when it is asked for again."""
        return self._is_paused

    def add(self, arrivals: Sequence[Arrival]) -> None:
        """Take files in, and read what then waits."""
        self._arrivals.extend(arrivals)
        self.read()

    def read(self) -> None:
        """Read what waits, once what runs now has ended; a pause is over."""
        self._is_reading_wanted, self._is_paused = True, False
        self._hold.clear()
        self._next()

    def export(self, path: Path, selection: Selection, options: ExportOptions, *, has_crops: bool) -> None:
        """Write invoices to a file."""
        self.errands.run(
            self.tr("Exporting"),
            lambda is_stopped: export_invoices(
                self._desk, path, selection, options, has_crops=has_crops, is_stopped=is_stopped
            ),
        )

    def pause(self) -> None:
        """Finish the invoices that are being read and begin no other; files that wait are kept in mind."""
        self._is_paused, self._is_reading_wanted = True, False
        self._hold.set()
        if self._job is not None and self._taking:
            self._job.cancel()

    def cancel(self) -> None:
        """Stop what runs between two steps; what is finished is kept, what is not waits."""
        self._is_reading_wanted, self._is_paused = False, True
        self._arrivals.clear()
        self._taking = []
        self.errands.cancel()
        if self._job is not None:
            self._job.cancel()

    def rest_soon(self) -> None:
        """End the reading processes in a while, where nothing asks for them until then."""
        if not self.is_running:
            self._rest.start()

    def close(self) -> None:
        """Stop what runs and wait for it."""
        self._changed.stop()
        self._rest.stop()
        self.errands.close()
        if self._job is not None:
            self._job.close()
            self._job = None
        self.crew.close()
        self._process.close()

    def _next(self) -> None:
        if self._job is not None:
            return
        if self._arrivals and not self._is_paused:
            self._taking, self._arrivals = self._arrivals, []
            arrivals = list(self._taking)
            self._run(
                self.tr("Taking in"),
                lambda is_stopped: self._process.take_in(arrivals, is_stopped=is_stopped),
            )
        elif self._is_reading_wanted:
            self._is_reading_wanted = False
            self._run(
                self.tr("Reading"),
                lambda is_stopped: self._process.read(is_stopped=is_stopped, is_held=self._hold.is_set),
            )
        else:
            self._rest.start()
            self._tell_idle()

    def _end_processes(self) -> None:
        """Free the memory of what reads: it is started anew when it is asked for."""
        self.crew.rest()
        self._process.close()

    def _run(self, words: str, work: Work) -> None:
        job = Job(work, self)
        job.told.connect(self._hear)
        job.failed.connect(self._fail)
        job.ended.connect(self._end)
        self._job = job
        self._rest.stop()
        self.began.emit(words)
        job.start()

    def _hear(self, told: object) -> None:
        match told:
            case Waiting():
                self._note_waiting(told.invoices)
            case Taken():
                self._taking = self._taking[1:]
                self.taken.emit(told)
                self._note_change(told.id)
            case Done():
                self._tally.count()
                self.done.emit(told)
                self._tell_progress(told.name)
                self._note_change(told.id)
            case Exported():
                self.exported.emit(told)
                self._note_all()
            case Accepted():
                self._note_change(told.id)
            case Problem():
                self.failed.emit(told)
            case InvoiceProgress():
                self.going.emit(told)
            case Progress() if not self._tally.is_running:
                self.progressed.emit(told.done, told.total, told.subject, None)

    def _note_waiting(self, many: int) -> None:
        if self._hold.is_set():
            self.paused.emit(many + len(self._arrivals))
            return
        self._tally.begin(many)
        if many:
            self._tell_progress("")

    def _tell_progress(self, name: str) -> None:
        tally = self._tally
        self.progressed.emit(tally.read, tally.total, name, tally.seconds_left())

    def _note_change(self, key: int | None) -> None:
        if self._touched is not None and key is not None:
            self._touched.add(key)
        if not self._changed.isActive():
            self._changed.start()

    def _note_all(self) -> None:
        self._touched = None
        self._tell_changed()

    def _tell_changed(self) -> None:
        touched, self._touched = self._touched, set()
        self._changed.stop()
        self.changed.emit(frozenset(touched) if touched is not None else None)

    def _begin_errand(self, words: str) -> None:
        if self._job is None:
            self.began.emit(words)

    def _fail(self, problem: Problem) -> None:
        """Tell why nothing goes on; files that were not taken in wait until a person lets it go on."""
        if self._taking:
            self.pause()
        self.failed.emit(problem)

    def _end(self) -> None:
        self._job = None
        self._tally.end(is_paused=self._is_paused)
        self._arrivals[:0] = self._taking  # those that a pause left over
        self._taking = []
        self._note_all()
        self._next()

    def _tell_idle(self) -> None:
        if not self.is_running:
            self.idle.emit()
            if self._is_paused and self._arrivals:
                self.paused.emit(len(self._arrivals))
