"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from invoice_desk.errors import NotWritten


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a temporary file beside `path`, then put it in place of `path` in one step.

    The folder is made where it is missing. Raises NotWritten with the file's name and the
    system's reason; then `path` is as it was before.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".desk-", suffix=".tmp", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise _not_written(path, error) from error
    temporary = Path(name)
    try:
        write(temporary)
        _sync(temporary)
        temporary.chmod(_usual_mode())
        temporary.replace(path)
    except OSError as error:
        raise _not_written(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def write_text_whole(path: Path, text: str, *, encoding: str = "utf-8") -> None:
    """Write `text` to `path` whole or not at all, with its newlines as they are."""

    def write(temporary: Path) -> None:
        temporary.write_bytes(text.encode(encoding))

    write_whole(path, write)


def _not_written(path: Path, error: OSError) -> NotWritten:
    reason = error.strerror or str(error)
    return NotWritten(
        f"cannot be written: {reason}",
        where=path,
        remedy="close it where it is open, or choose another folder",
    )


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _usual_mode() -> int:
    """Return the permissions a new file of this user gets (mkstemp gives 0600)."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
