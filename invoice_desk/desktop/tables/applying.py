"""Many values put into the table one after another, in slices so short that the window stays fluid."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from invoice_desk.desktop.words.filling import fill
from invoice_desk.desktop.words.floor_words import problem_words, remedy_words
from invoice_desk.errors import Problem
from invoice_desk.invoice.record import Value

_SLICE = 0.03  # seconds of work before the window has its turn
_QUOTED = 3  # refused values that are named in the message


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text that is wanted for a field of an invoice. value: what it shall mean, where that is known."""

    id: int
    field: str
    text: str
    value: Value | None = None


class Applier(QObject):
    """Puts values in, each a change of its own; those that are refused are told of together.

    put: puts one in, with the number of its step, and returns why it was refused; problem: a
    Problem; finished: how many were taken.
    """

    problem = Signal(object)
    finished = Signal(int)

    def __init__(self, put: Callable[[Wanted, int], Problem | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._put = put
        self._waiting: deque[tuple[Wanted, int]] = deque()
        self._refused: list[Problem] = []
        self._taken, self._step = 0, 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._work)

    @property
    def is_busy(self) -> bool:
        """Whether values still wait."""
        return bool(self._waiting)

    def apply(self, wanted: Iterable[Wanted]) -> None:
        """Put these in, behind those that still wait; what takes a moment only is done at once."""
        self._step += 1
        self._waiting.extend((one, self._step) for one in wanted)
        if not self._timer.isActive():
            self._work()

    def finish(self) -> None:
        """Put in all that waits, before the window closes."""
        self._timer.stop()
        while self._waiting:
            self._put_next()
        self._report()

    def _work(self) -> None:
        end = time.monotonic() + _SLICE
        while self._waiting and time.monotonic() < end:
            self._put_next()
        if self._waiting:
            self._timer.start(0)
        else:
            self._report()

    def _put_next(self) -> None:
        one, step = self._waiting.popleft()
        refused = self._put(one, step)
        if refused is None:
            self._taken += 1
        else:
            self._refused.append(refused)

    def _report(self) -> None:
        taken, refused = self._taken, self._refused
        self._taken, self._refused = 0, []
        if refused:
            self.problem.emit(refused[0] if len(refused) == 1 else self._together(refused, taken))
        self.finished.emit(taken)

    def _together(self, refused: list[Problem], taken: int) -> Problem:
        what = fill(self.tr("%1 of %2 values were not taken"), len(refused), len(refused) + taken)
        named = "; ".join(problem_words(one) for one in refused[:_QUOTED])
        more = "; …" if len(refused) > _QUOTED else ""
        return Problem("Refused", f"{what}: {named}{more}", remedy=remedy_words(refused[0]))
