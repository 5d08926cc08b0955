"""A bell at the door of a running sync: a person asks from another thread that sources are looked at now."""

from __future__ import annotations

import threading
from collections.abc import Collection


class Bell:
    """Rung by one thread, heard by the one that syncs. woken: set until it was heard."""

    def __init__(self) -> None:
        self.woken = threading.Event()
        self._lock = threading.Lock()
        self._asked: set[int] = set()

    def ring(self, sources: Collection[int] = ()) -> None:
        """Ask for a round of these sources now, by their keys; none only lets the desk be looked at anew."""
        with self._lock:
            self._asked.update(sources)
        self.woken.set()

    def take(self) -> frozenset[int]:
        """Return which sources were asked for since the last call."""
        with self._lock:
            asked, self._asked = frozenset(self._asked), set()
        return asked
