"""What goes on in the background: which invoices are being read and how far, and how many wait."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from invoice_desk.workflow.done import Done, InvoiceProgress

_SHOWN_MS = 150  # how often what is new is shown


@dataclass(frozen=True, slots=True)
class Going:
    """An invoice that is being read. share: how far, 0..1."""

    id: int
    name: str
    share: float


class Activity(QObject):
    """Keeps what the work tells, and says it a few times a second. changed: something is new."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._going: dict[int, Going] = {}
        self.words = ""
        self.done = self.total = 0
        self.seconds: float | None = None
        self.waiting_paused = 0
        self.is_paused = False
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self.changed)

    @property
    def going(self) -> tuple[Going, ...]:
        """The invoices that are being read now."""
        return tuple(self._going.values())

    @property
    def shares(self) -> Mapping[int, float]:
        """How far each of them is, by its number."""
        return {one.id: one.share for one in self._going.values()}

    @property
    def waiting(self) -> int:
        """How many invoices wait to be read."""
        return self.waiting_paused if self.is_paused else max(0, self.total - self.done - len(self._going))

    def begin(self, words: str) -> None:
        """Note that a piece of work begins."""
        self.words, self.done, self.total, self.seconds = words, 0, 0, None
        self.is_paused = False
        self._note()

    def go_on(self, done: int, total: int, _name: str, seconds: float | None) -> None:
        """Note how far it is."""
        self.done, self.total, self.seconds = done, total, seconds
        self._note()

    def note_going(self, progress: InvoiceProgress) -> None:
        """Note how far one invoice is."""
        share = progress.done / progress.total if progress.total else 0.0
        self._going[progress.id] = Going(progress.id, progress.subject, min(1.0, share))
        self._note()

    def note_done(self, done: Done) -> None:
        """Note that one is read, or failed."""
        self._going.pop(done.id, None)
        self._note()

    def pause(self, waiting: int) -> None:
        """Note that a person paused it, and how many wait."""
        self.is_paused, self.waiting_paused = True, waiting
        self._note()

    def rest(self) -> None:
        """Note that nothing runs."""
        self._going.clear()
        self.words, self.seconds = "", None
        self.changed.emit()

    def _note(self) -> None:
        if not self._timer.isActive():
            self._timer.start()
