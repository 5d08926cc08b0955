"""Work that runs beside the reading: accepting, exports, reports, imports; one piece after the other."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QObject, Signal

from invoice_desk.desktop.jobs import Job, Work


class Errands(QObject):
    """Pieces of work that wait for each other.

    began: in words; told: whatever the work yields; failed: a Problem; ended: a piece has; idle: none waits.
    """

    began = Signal(str)
    told = Signal(object)
    failed = Signal(object)
    ended = Signal()
    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._waiting: deque[tuple[str, Work]] = deque()

    @property
    def is_running(self) -> bool:
        """Whether something runs or waits."""
        return self._job is not None or bool(self._waiting)

    def run(self, words: str, work: Work) -> None:
        """Do a piece of work once those before it have ended."""
        self._waiting.append((words, work))
        self._next()

    def cancel(self) -> None:
        """Stop what runs and forget what waits."""
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """Stop what runs and wait for it."""
        self._waiting.clear()
        if self._job is not None:
            self._job.close()
            self._job = None

    def _next(self) -> None:
        if self._job is not None:
            return
        if not self._waiting:
            self.idle.emit()
            return
        words, work = self._waiting.popleft()
        self._job = job = Job(work, self)
        job.told.connect(self.told)
        job.failed.connect(self.failed)
        job.ended.connect(self._end)
        self.began.emit(words)
        job.start()

    def _end(self) -> None:
        self._job = None
        self.ended.emit()
        self._next()
