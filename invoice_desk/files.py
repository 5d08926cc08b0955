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

    The folder is made where it is missing. A file that stood there keeps its permissions; where
    `path` is a link, what it leads to is written and the link stays.
    Raises NotWritten with the file's name and the system's reason; then `path` is as it was before.
    """
    target = _target(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".desk-", suffix=".tmp", dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise _not_written(path, error) from error
    temporary = Path(name)
    try:
        write(temporary)
        _sync(temporary)
        temporary.chmod(_mode_of(target))
        temporary.replace(target)
    except OSError as error:
        raise _not_written(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def check_writable(path: Path) -> None:
    """Raise NotWritten where `write_whole` could not write to `path`, as far as a trial can tell.

    A folder that is missing is not made yet, and nothing is left behind.
    """
    target = _target(path)
    try:
        with tempfile.TemporaryFile(dir=_nearest_folder(target)):
            return
    except OSError as error:
        raise _not_written(path, error) from error


def write_text_whole(path: Path, text: str, *, encoding: str = "utf-8") -> None:
    """Write `text` to `path` whole or not at all, with its newlines as they are. Raises NotWritten."""
    write_bytes_whole(path, text.encode(encoding))


def write_bytes_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` whole or not at all. Raises NotWritten."""

    def write(temporary: Path) -> None:
        temporary.write_bytes(content)

    write_whole(path, write)


def _target(path: Path) -> Path:
    """Return the file that is written: `path`, or what it leads to. Raises NotWritten where none can be."""
    _check_name(path)
    try:
        target = Path(os.path.realpath(path)) if path.is_symlink() else path
        obstacle = _obstacle(target)
    except OSError as error:
        raise _not_written(path, error) from error
    if obstacle:
        raise NotWritten(f"cannot be written: {obstacle}", where=path, remedy="choose another name or folder")
    return target


def _obstacle(target: Path) -> str:
    """Return what stands where a file is to be written, or "" for nothing and for a file."""
    if target.is_dir():
        return "it is a folder"
    if target.is_symlink():
        return "the link leads to itself"
    if target.exists() and not target.is_file():
        return "it is no plain file"
    nearest = _nearest_folder(target)
    return "" if nearest.is_dir() else f"{nearest} is not a folder"


def _nearest_folder(path: Path) -> Path:
    """Return the first of the folders above `path` that is there, whatever it is."""
    return next((one for one in path.absolute().parents if one.exists()), path.absolute().parent)


def _check_name(path: Path) -> None:
    """Raise NotWritten where the name holds a zero character or half a character, or is too long."""
    try:
        path.lstat()
    except ValueError as error:
        raise _not_written(path, OSError("no file can have this name")) from error
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise _not_written(path, error) from error


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
