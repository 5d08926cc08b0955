"""Pictures made one after the other on a thread of their own: the last one asked for first."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Hashable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from invoice_desk.desktop.jobs import Job
from invoice_desk.progress import IsStopped


class PictureLine(QObject):
    """What waits to be pictured. made: its subject, and the QImage, or None where there can be none.

    A subject that waits, or is being made, is not asked for twice; one that was scrolled past long ago
    is forgotten, and may be asked for again.
    """

    made = Signal(object, object)

    def __init__(
        self,
        make: Callable[[Hashable], QImage | None],
        *,
        most: int,
        pause: int,
        parent: QObject | None = None,
    ) -> None:
        """make: is called on the thread; most: subjects that wait at a time; pause: milliseconds after the
        last one came into sight, so that a flick makes nothing.
        """
        super().__init__(parent)
        self._make, self._most = make, most
        self._waiting: deque[Hashable] = deque()
        self._asked: set[Hashable] = set()
        self._job: Job | None = None
        self._is_closed = False
        self._pause = QTimer(self, singleShot=True, interval=pause)
        self._pause.timeout.connect(self._begin)

    @property
    def is_busy(self) -> bool:
        """Whether something waits or is being made."""
        return bool(self._asked)

    def ask(self, subject: Hashable) -> None:
        """Let a subject be pictured."""
        if subject in self._asked or self._is_closed:
            return
        self._asked.add(subject)
        self._waiting.append(subject)
        while len(self._waiting) > self._most:
            self._asked.discard(self._waiting.popleft())
        self._pause.start()

    def forget(self) -> None:
        """Forget all that waits; what is being made is still told."""
        self._waiting.clear()
        self._asked.clear()

    def close(self) -> None:
        """Wait for the one that is being made; no more are made."""
        self._is_closed = True
        self._pause.stop()
        self.forget()
        if self._job is not None:
            self._job.close()
            self._job = None

    def _begin(self) -> None:
        if self._job is not None or not self._waiting or self._is_closed:
            return
        self._job = job = Job(self._work, self)
        job.told.connect(self._tell)
        job.ended.connect(self._end)
        job.start()

    def _work(self, _is_stopped: IsStopped) -> Generator[object, None, None]:
        while self._waiting:
            try:
                subject = self._waiting.pop()
            except IndexError:  # the screen's thread took the last one
                return
            yield subject, self._make(subject)

    def _tell(self, answer: tuple[Hashable, QImage | None]) -> None:
        self._asked.discard(answer[0])
        self.made.emit(*answer)

    def _end(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
        self._job = None
        self._begin()
