"""Processes that read invoices beside the window: kept warm between two batches, and never in its way."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from invoice_desk.workflow.reading_process import ReadingProcess
from invoice_desk.workflow.settings import Settings

MOST = 4  # processes, unless the settings name a number: each holds its own readers and networks


class ReadingCrew:
    """Reading processes that are lent out one by one. One that has ended is started anew by itself."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._free: list[ReadingProcess] = []
        self._is_closed = False

    @contextmanager
    def borrowed(self) -> Iterator[ReadingProcess]:
        """Give a process for the body; it is kept for the next one who asks."""
        with self._lock:
            process = self._free.pop() if self._free else ReadingProcess(self._settings)
        try:
            yield process
        finally:
            with self._lock:
                is_kept = not self._is_closed
                if is_kept:
                    self._free.append(process)
            if not is_kept:
                process.close()

    def rest(self) -> None:
        """End the processes that nobody uses; the memory of their networks is free again."""
        with self._lock:
            free, self._free = self._free, []
        for process in free:
            process.close()

    def close(self) -> None:
        """End them all; one that is still lent ends when it comes back."""
        self._is_closed = True
        self.rest()
