"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

from invoice_desk.errors import NotWritten


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a temporary file beside `path`, then put it in place of `path` in one step.

    The folder is made where it is missing. A file that stood there keeps its permissions.
    Raises NotWritten with the file's name and the system's reason; then `path` is as it was before.
    """
    _check_name(path)
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
        temporary.chmod(_mode_of(path))
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


def _check_name(path: Path) -> None:
    """Raise NotWritten where the name holds a zero character or half a character."""
    try:
        path.lstat()
    except ValueError as error:
        raise _not_written(path, OSError("no file can have this name")) from error
    except OSError:
        return


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


def _mode_of(path: Path) -> int:
    """Return the permissions of `path`, or those a new file of this user gets (mkstemp gives 0600)."""
    if path.is_file():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
