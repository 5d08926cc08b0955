"""Files of this machine and its network shares: copied while nobody writes them, or moved out of the way."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from invoice_desk.intake.faults import Gone, RightsRefused, SourceFault, TryLater
from invoice_desk.intake.source import Report
from invoice_desk.intake.unfinished import forget, not_kept

_PIECE = 1024 * 1024

Expected = tuple[int, int]
"""The size in bytes and the time in nanoseconds that a file had when it was listed."""


def copy_file(path: Path, target: Path, report: Report, *, expected: Expected) -> None:
    """Copy a file that looks as listed, before and after. Raises the kin of SourceFault, NotWritten."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise _not_read(path, error) from error
    with file:
        _check(path, os.fstat(file.fileno()), expected)
        _copy(file.fileno(), path, target, report, most=expected[0])
        try:
            _check(path, path.stat(), expected)
        except OSError as error:
            raise _not_read(path, error) from error
    if target.stat().st_size != expected[0]:
        forget(target)
        raise TryLater("was written to while it was copied", where=path)


def _copy(descriptor: int, path: Path, target: Path, report: Report, *, most: int) -> None:
    """Copy what a file holds; one that grows as fast as it is copied would have no end. Raises TryLater."""
    try:
        out = target.open("wb")
    except OSError as error:
        raise not_kept(target, error) from error
    with out:
        while True:
            try:
                piece = os.read(descriptor, _PIECE)
            except OSError as error:
                raise _not_read(path, error) from error
            if not piece:
                return
            most -= len(piece)
            if most < 0:
                raise TryLater("is still being written", where=path)
            try:
                out.write(piece)
            except OSError as error:
                raise not_kept(target, error) from error
            report(len(piece))


def move_aside(path: Path, folder: Path, *, expected: Expected) -> None:
    """Move a file into a folder, under a name of its own if one is there. Raises the kin of SourceFault.

    A file that was written to since it was taken stays where it is.
    """
    try:
        if not path.exists():
            return
        _check(path, path.stat(), expected)
        folder.mkdir(parents=True, exist_ok=True)
        shutil.move(path, _free(folder, path))
    except OSError as error:
        raise RightsRefused(
            f"is on the desk, but cannot be moved: {error.strerror or error}",
            where=path,
            remedy="give yourself the right to write in both folders",
        ) from error


def _free(folder: Path, path: Path) -> Path:
    """Return a name in a folder that no file has."""
    target, number = folder / path.name, 2
    while target.exists():
        target = folder / f"{path.stem} ({number}){path.suffix}"
        number += 1
    return target


def _check(path: Path, facts: os.stat_result, expected: Expected) -> None:
    if (facts.st_size, facts.st_mtime_ns) != expected:
        raise TryLater("is still being written", where=path)


def _not_read(path: Path, error: OSError) -> SourceFault:
    if isinstance(error, FileNotFoundError):
        return Gone("is no longer there", where=path)
    if isinstance(error, PermissionError):
        return RightsRefused(
            f"cannot be read: {error.strerror or error}",
            where=path,
            remedy="close it where it is open, or give yourself the right to read it",
        )
    return TryLater(f"cannot be read: {error.strerror or error}", where=path)
