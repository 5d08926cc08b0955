"""How many invoices of a batch are read, and how long the others take; a pause does not begin it anew."""

from __future__ import annotations

import time

_TOO_FEW = 2  # invoices from which nothing follows for the others


class Tally:
    """Counts one batch. read, total: invoices."""

    def __init__(self) -> None:
        self.read = self.total = 0
        self._before = 0  # read until the pause
        self._start = 0.0

    @property
    def is_running(self) -> bool:
        """Whether it counts."""
        return self._start > 0

    def begin(self, waiting: int) -> None:
        """Count so many more; from the start where the batch before was not paused."""
        self.read = self._before
        self.total = self.read + waiting
        self._start = time.monotonic()

    def count(self) -> None:
        """Count one that is read."""
        self.read += 1

    def end(self, *, is_paused: bool) -> None:
        """End; after a pause the next batch goes on from here."""
        self._before = self.read if is_paused else 0
        self._start = 0.0

    def seconds_left(self) -> float | None:
        """Return how long the others take at the speed of those before; None while that is unknown."""
        now_read = self.read - self._before
        if now_read < _TOO_FEW:
            return None
        return max(0, self.total - self.read) * (time.monotonic() - self._start) / now_read
