"""The originals: each file as it came, kept by the hash of its bytes, written once and read-only."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from invoice_desk.errors import BadFile, NotWritten

_READ_ONLY = 0o444
_CHUNK = 1024 * 1024
_SUFFIX_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


class Originals:
    """The folder of the originals: ab/abcdef….pdf, where abcdef… is the SHA-256 of the bytes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path_of(self, sha256: str, suffix: str) -> Path:
        """Return where the original with this hash lies, or would."""
        return self._folder / sha256[:2] / f"{sha256}{suffix}"

    def keep(self, file: Path, *, sha256: str, suffix: str, is_proved: bool = False) -> Path:
        """Copy a file whose hash is known, whole or not at all; return where it lies. What is there stays.

        suffix: of the name under which the desk knows it; is_proved: what is there stays only where its
        bytes are still those that it was kept with.

        Raises BadFile where the file has changed since it was hashed or cannot be read, NotWritten.
        """
        target = self.path_of(sha256, suffix)
        if _is_whole(target, file) and (not is_proved or self.is_whole(sha256, suffix)):
            return target
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".taking-", dir=target.parent)
        except OSError as error:
            raise _not_written(target, error) from error
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as out:
                found = _copy(file, out.fileno())
                os.fsync(out.fileno())
            if found != sha256:
                raise BadFile("was changed while it was taken in", where=file, remedy="add it again")
            temporary.chmod(_READ_ONLY)
            temporary.replace(target)
            _sync_folder(target.parent)
        except OSError as error:
            raise _not_written(target, error) from error
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        return target

    def is_whole(self, sha256: str, suffix: str) -> bool:
        """Whether the original is there with the bytes that its name says."""
        try:
            with self.path_of(sha256, suffix).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:
            return False


def suffix_of(name: str) -> str:
    """Return the ending of a file name, small and harmless: at most 8 letters and digits, or ""."""
    suffix = Path(name).suffix.lower()
    letters = suffix[1:]
    is_plain = 0 < len(letters) <= 8 and set(letters) <= _SUFFIX_LETTERS
    return suffix if is_plain else ""


def _is_whole(target: Path, file: Path) -> bool:
    """Whether the original is there; a file half as long, which no write of ours leaves, is written anew."""
    try:
        return target.stat().st_size == file.stat().st_size
    except OSError:
        return False


def _copy(file: Path, out: int) -> str:
    """Copy a file into a descriptor; return the SHA-256 of what was copied. Raises BadFile, OSError."""
    digest = hashlib.sha256()
    try:
        source = file.open("rb")
    except OSError as error:
        raise _not_read(file, error) from error
    with source:
        while True:
            try:
                chunk = source.read(_CHUNK)
            except OSError as error:
                raise _not_read(file, error) from error
            if not chunk:
                return digest.hexdigest()
            digest.update(chunk)
            view = memoryview(chunk)
            while view:
                view = view[os.write(out, view) :]


def _sync_folder(folder: Path) -> None:
    """Make the new name outlast a power cut; Windows has no such call and needs none."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _not_read(file: Path, error: OSError) -> BadFile:
    return BadFile(
        f"cannot be read: {error.strerror or error}", where=file, remedy="check the file and add it again"
    )


def _not_written(target: Path, error: OSError) -> NotWritten:
    return NotWritten(
        f"the original cannot be kept: {error.strerror or error}",
        where=target.parent.parent,
        remedy="make room on the disk, or give yourself the right to write there",
    )
