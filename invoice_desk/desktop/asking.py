"""Questions to the desk, answered off the screen's thread: the latest counts, an earlier answer is void."""

from __future__ import annotations

from collections.abc import Callable, Generator

from PySide6.QtCore import QObject, Signal

from invoice_desk.desktop.jobs import Job
from invoice_desk.progress import IsStopped

Question = Callable[[], object]


class Asking(QObject):
    """One question at a time. answered: its subject and the answer; failed: a Problem; rested: none is open.

    The answer to an earlier question is void where a later one has another subject. One on the same
    subject is shown, though a newer one follows: or what changes all the time would never be seen.
    """

    answered = Signal(object, object)
    failed = Signal(object)
    rested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._asked: object = None
        self._next: tuple[object, Question] | None = None
        self._is_over = False

    @property
    def is_open(self) -> bool:
        """Whether an answer is still to come."""
        return self._job is not None

    def ask(self, subject: object, question: Question) -> None:
        """Ask; one that waits is forgotten for it. After `close` nothing is asked."""
        if self._is_over:
            return
        self._next = (subject, question)
        if self._job is None:
            self._begin()

    def close(self) -> None:
        """Wait for what is being asked; nothing more is answered."""
        self._next, self._is_over = None, True
        if self._job is not None:
            self._job.close()
            self._job = None

    def _begin(self) -> None:
        if self._next is None:
            self.rested.emit()
            return
        (self._asked, question), self._next = self._next, None

        def work(_is_stopped: IsStopped) -> Generator[object, None, None]:
            yield (question(),)

        self._job = job = Job(work)
        job.told.connect(self._take)
        job.failed.connect(self.failed)
        job.ended.connect(self._end)
        job.start()

    def _take(self, told: tuple[object]) -> None:
        if self._next is None or self._next[0] == self._asked:
            self.answered.emit(self._asked, told[0])

    def _end(self) -> None:
        self._job = None
        self._begin()
