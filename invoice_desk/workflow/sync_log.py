"""What the syncing did, in lines that a person can read: a file in the desk's folder that stays small."""

from __future__ import annotations

import logging
from collections import deque
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from invoice_desk.errors import shown
from invoice_desk.intake.hiding import redacted

_MOST_BYTES, _KEPT = 1024 * 1024, 3


class SyncLog:
    """The log of one desk. Only who holds the lock of syncing writes it."""

    def __init__(self, path: Path) -> None:
        self._handler = RotatingFileHandler(
            path,
            maxBytes=_MOST_BYTES,
            backupCount=_KEPT,
            encoding="utf-8",
            errors="backslashreplace",
            delay=True,
        )
        self._handler.setFormatter(logging.Formatter("%(message)s"))

    def say(self, source: str, words: str) -> None:
        """Write a line with the time and the source's name; no query of a URL, no second line."""
        when = datetime.now().astimezone().isoformat(sep=" ", timespec="seconds")
        line = f"{when}  {shown(source)}  {shown(redacted(words))}"
        self._handler.handle(logging.LogRecord("sync", logging.INFO, "", 0, line, None, None))

    def close(self) -> None:
        """Close the file."""
        self._handler.close()


def read_log(path: Path, *, source: str | None = None, last: int = 50) -> list[str]:
    """Return the last lines of the log, of one source or of all, oldest first."""
    lines: deque[str] = deque(maxlen=last)
    for part in (path.with_name(f"{path.name}.1"), path):
        if part.exists():
            with part.open(encoding="utf-8", errors="replace") as file:
                lines.extend(line.rstrip("\n") for line in file if _is_of(line, source))
    return list(lines)


def _is_of(line: str, source: str | None) -> bool:
    parts = line.split("  ", 2)
    return source is None or (len(parts) > 1 and parts[1] == shown(source))
