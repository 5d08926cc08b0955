"""Processes that read invoices beside the window: kept warm between two batches, and never in its way."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from invoice_desk.extraction.threads import default_threads
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.digit_models import DigitModels
from invoice_desk.workflow.reading_process import ReadingProcess
from invoice_desk.workflow.settings import Settings

_Choice = tuple[Settings, Path]

MOST = 4  # processes, unless the settings name a number: each holds its own readers and networks


def processes(asked: int | None) -> int:
    """Return how many processes read at once. asked: what the settings say, None for one a core."""
    return max(1, asked or min(default_threads(), MOST))


class ReadingCrew:
    """Reading processes that are lent out one by one. One that has ended is started anew by itself.

    Those that were started with other settings, or another digit model, are ended.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.Lock()
        self._free: list[tuple[_Choice, ReadingProcess]] = []
        self._is_closed = False

    @contextmanager
    def borrowed(self) -> Iterator[ReadingProcess]:
        """Give a process for the body; it is kept for the next one who asks."""
        choice = self._choice()
        process = self._taken(choice) or ReadingProcess(choice[0], self._desk.store.folder.models)
        try:
            yield process
        finally:
            with self._lock:
                is_kept = not self._is_closed
                if is_kept:
                    self._free.append((choice, process))
            if not is_kept:
                process.close()

    def _choice(self) -> _Choice:
        """Return what processes are started with now."""
        return self._desk.settings, DigitModels(self._desk.store.folder.models).readable()

    def _taken(self, choice: _Choice) -> ReadingProcess | None:
        """Take a free process that was started so; end those that were not."""
        with self._lock:
            outdated = [process for known, process in self._free if known != choice]
            self._free = [one for one in self._free if one[0] == choice]
            found = self._free.pop()[1] if self._free else None
        for process in outdated:
            process.close()
        return found

    def rest(self) -> None:
        """End the processes that nobody uses; the memory of their networks is free again."""
        with self._lock:
            free, self._free = self._free, []
        for _choice, process in free:
            process.close()

    def close(self) -> None:
        """End them all; one that is still lent ends when it comes back."""
        self._is_closed = True
        self.rest()
