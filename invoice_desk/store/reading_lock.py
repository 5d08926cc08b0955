"""Who reads: of all windows and commands on a desk one at a time, so that no invoice is read twice."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from invoice_desk.errors import DeskBusy, NotWritten


@contextmanager
def reading_lock(path: Path, *, done: str = "its invoices are being read") -> Iterator[None]:
    """Hold a lock for the body; the system frees it when the program ends, however it ends.

    done: what its holder does, for the message.

    Raises DeskBusy with the holder's words where another program has it, NotWritten.
    """
    holder = path.with_suffix(".txt")
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise DeskBusy(
            f"{done} by {_read(holder)}",
            where=path.parent,
            remedy="wait for it, or stop it there",
        ) from error
    except OSError as error:
        raise NotWritten(
            f"cannot be locked: {error.strerror or error}",
            where=path.parent,
            remedy="give yourself the right to write in this folder",
        ) from error
    try:
        _sign(holder)
        yield
    finally:
        with suppress(OSError):
            holder.unlink(missing_ok=True)
        lock.release()


def _sign(holder: Path) -> None:
    """Say who has the lock; where that cannot be written, the lock holds all the same."""
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    with suppress(OSError):
        holder.write_text(f"process {os.getpid()} on {socket.gethostname()} since {when}", encoding="utf-8")


def _read(holder: Path) -> str:
    try:
        with holder.open(encoding="utf-8", errors="replace") as file:
            return file.read(200) or "another program"
    except OSError:
        return "another program"
