"""Files that are still on their way: what came of one, and what says which version it was of."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from invoice_desk.errors import NotWritten


def forget(target: Path) -> None:
    """Remove what came of a file, and what says which version it was of."""
    with suppress(OSError):
        target.unlink(missing_ok=True)
        mark_of(target).unlink(missing_ok=True)


def mark_of(target: Path) -> Path:
    """Return the file beside `target` that holds the ETag of what came so far."""
    return target.with_name(f"{target.name}.mark")


def not_kept(target: Path, error: OSError) -> NotWritten:
    """Return the error of this machine's disk."""
    return NotWritten(
        f"a fetched file cannot be kept: {error.strerror or error}",
        where=target.parent,
        remedy="make room on the disk",
    )
