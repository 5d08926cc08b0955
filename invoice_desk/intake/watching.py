"""Wakes the syncing when something moves in a watched folder; where no events come, its interval does."""

from __future__ import annotations

import threading
from collections.abc import Collection
from pathlib import Path

_STEP = 500  # milliseconds after which the thread looks whether it is to end
_GRACE = 5.0


class Watcher:
    """Watches folders on a thread of its own. A network share that sends no events is no error."""

    def __init__(self, woken: threading.Event) -> None:
        self._woken = woken
        self._folders: frozenset[Path] = frozenset()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def watch(self, folders: Collection[Path]) -> None:
        """Watch these folders from now on, and no others; those that are not there now are left out."""
        wanted = frozenset(one for one in folders if one.is_dir())
        is_alive = self._thread is not None and self._thread.is_alive()
        if wanted == self._folders and (is_alive or not wanted):
            return
        self.close()
        self._folders = wanted
        if wanted:
            self._stop = threading.Event()
            self._thread = threading.Thread(
                target=self._run, args=(wanted, self._stop), name="watching", daemon=True
            )
            self._thread.start()

    def close(self) -> None:
        """End the thread."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(_GRACE)
        self._thread, self._folders = None, frozenset()

    def _run(self, folders: frozenset[Path], stop: threading.Event) -> None:
        from watchfiles import watch

        try:
            for _ in watch(*folders, stop_event=stop, rust_timeout=_STEP, raise_interrupt=False):
                self._woken.set()
        except (OSError, RuntimeError):  # a folder went away, or the system has no more watches to give
            return
