"""One file of a Drive into a file here: gone on with where it broke off, and checked by size and MD5."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from invoice_desk.intake.downloading import MOST_BYTES, md5_of
from invoice_desk.intake.drive.choice import DriveChoice
from invoice_desk.intake.drive.client import Ask, Drive
from invoice_desk.intake.drive.faults import NO_ANSWER, translated
from invoice_desk.intake.drive.files import PDF, found_of
from invoice_desk.intake.drive.walking import get_file
from invoice_desk.intake.faults import BadItem, Gone, TryLater
from invoice_desk.intake.source import Found, Report
from invoice_desk.intake.unfinished import forget, mark_of, not_kept

_PIECE = 64 * 1024
_PARTIAL, _NO_RANGE = 206, 416
_SLOWEST, _GRACE = 4 * 1024, 60.0  # bytes a second, and seconds beside them, that Google has for a file
_MOST_EXPORTED = 32 * 1024 * 1024  # bytes; Google's own limit is 10 MB of exported content
_NEXT_ROUND = 60.0  # seconds; longer than is waited for at once, so that the new version is listed first
_TAIL = 1024


def fetch(drive: Drive, choice: DriveChoice, found: Found, target: Path, report: Report) -> None:
    """Bring a file into `target`, as it was listed. Raises the kin of SourceFault, NotWritten, or
    what `report` raises; what came so far stays then, unless it is wrong.
    """
    try:
        if found.details.get("as") == PDF:
            _export(drive, found, target, report)
        elif found.size == 0:
            _empty(target)
        else:
            _download(drive, found, target, report)
    except Gone as fault:
        raise _gone(drive, found, fault) from None
    if found.size != 0:
        _check(drive, choice, found, target)


def _gone(drive: Drive, found: Found, fault: Gone) -> Gone | TryLater:
    """Return whether a file is gone that did not come: it counts as gone only if Drive names it no more."""
    try:
        file = get_file(drive, found.id, where=found.name)
    except Gone:
        return fault
    if file.get("trashed"):
        return Gone("lies in the bin of Google Drive", where=found.name)
    return TryLater("is there, but did not come (404)", where=found.name)


def _download(drive: Drive, found: Found, target: Path, report: Report) -> None:
    """Bring the bytes that are missing."""
    start = _came(found, target)
    if start and start == found.size:
        return
    headers = {"range": f"bytes={start}-"} if start else {}
    ask: Ask = lambda drive: drive.files().get_media(fileId=found.id, supportsAllDrives=True)  # noqa: E731
    with drive.opened(ask, headers=headers, where=found.name) as response:
        if response.status_code == _NO_RANGE:
            forget(target)
            raise TryLater("what came of it before does not fit any more", where=found.name)
        begin = _begin(response, start, found, target)
        _mark(found, target)
        most = MOST_BYTES if found.size is None else found.size
        _write(response, found, target, report, begin=begin, most=most)


def _came(found: Found, target: Path) -> int:
    """Return how many bytes of this very version are there; without a hash nothing could prove the rest."""
    with suppress(OSError, ValueError):
        is_same = mark_of(target).read_text(encoding="utf-8") == _name_of(found)
        if is_same and found.details.get("md5"):
            size = target.stat().st_size
            return size if found.size is None or size <= found.size else 0
    return 0


def _begin(response: Any, start: int, found: Found, target: Path) -> int:  # noqa: ANN401 - of requests
    """Return at which byte the answer begins: where we are, if it says exactly that, else 0."""
    _check_kind(response, found)
    if response.status_code != _PARTIAL:
        return 0
    said = re.match(r"bytes (\d{1,18})-", response.headers.get("content-range", ""))
    if said is None or int(said[1]) != start:
        forget(target)
        raise TryLater("Google sent another part of it than was asked for", where=found.name)
    return start


def _check_kind(response: Any, found: Found) -> None:  # noqa: ANN401 - of requests
    """Raise TryLater where a web page comes in place of a file: a network's, not Google's."""
    kind = response.headers.get("content-type", "")
    if kind.startswith("text/html") and not found.kind.startswith("text/html"):
        raise TryLater(NO_ANSWER, where=found.name, is_everywhere=True)


def _mark(found: Found, target: Path) -> None:
    try:
        mark_of(target).write_text(_name_of(found), encoding="utf-8")
    except OSError as error:
        raise not_kept(target, error) from error


def _name_of(found: Found) -> str:
    return f"{found.id} {found.version}"


def _write(
    response: Any,  # noqa: ANN401 - of requests
    found: Found,
    target: Path,
    report: Report,
    *,
    begin: int,
    most: int,
) -> None:
    at = begin
    try:
        out = target.open("ab" if begin else "wb")
    except OSError as error:
        raise not_kept(target, error) from error
    with _closing(out, target):
        for piece in _pieces(response, found, most):
            at += len(piece)
            if at > most:
                _end(out, target)
                forget(target)
                raise _longer(found, most)
            try:
                out.write(piece)
            except OSError as error:
                raise not_kept(target, error) from error
            report(len(piece))


class _closing:  # noqa: N801 - it reads as a word
    """Closes a file; that its last bytes find no room is said like for the others."""

    def __init__(self, out: BinaryIO, target: Path) -> None:
        self._out, self._target = out, target

    def __enter__(self) -> None:
        """Do nothing."""

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is not None:
            with suppress(OSError):
                self._out.close()
            return
        _end(self._out, self._target)


def _end(out: BinaryIO, target: Path) -> None:
    try:
        out.close()
    except OSError as error:
        raise not_kept(target, error) from error


def _pieces(response: Any, found: Found, most: int) -> Iterator[bytes]:  # noqa: ANN401 - of requests
    """Give the body in pieces. The time that it may take is counted here alone, not what `report` waits."""
    left = _GRACE + most / _SLOWEST
    pieces = response.iter_content(_PIECE)
    while True:
        begun = time.monotonic()
        with translated(found.name):
            piece = next(pieces, None)
        if piece is None:
            return
        left -= time.monotonic() - begun
        if left < 0:
            raise TryLater("came too slowly", where=found.name)
        yield piece


def _check(drive: Drive, choice: DriveChoice, found: Found, target: Path) -> None:
    """Raise TryLater where what came is not what the listing said; what is wrong is thrown away."""
    try:
        size = target.stat().st_size
        if found.size is not None and size < found.size:
            raise TryLater(f"broke off after {size} of {found.size} bytes", where=found.name)
        is_right = not found.details.get("md5") or md5_of(target) == found.details["md5"]
    except OSError as error:
        raise not_kept(target, error) from error
    if not is_right:
        forget(target)
        raise _altered(drive, choice, found)


def _altered(drive: Drive, choice: DriveChoice, found: Found) -> TryLater:
    """Say whether it was changed there, or on its way here. Raises Gone."""
    now = found_of(get_file(drive, found.id, where=found.name), choice)
    if now.version == found.version:
        return TryLater("was altered on its way here", where=found.name)
    return TryLater(
        "was changed in Google Drive while it was fetched",
        where=found.name,
        remedy="its new version comes with the next round",
        after=_NEXT_ROUND,
    )


def _longer(found: Found, most: int) -> BadItem | TryLater:
    if found.size is None:
        return BadItem(f"is larger than {most // (1024 * 1024)} MB", where=found.name)
    return TryLater("is longer than Google's listing says", where=found.name)


def _empty(target: Path) -> None:
    """Let a file without bytes be there, so that it is told as what it is; Google gives none of its none."""
    forget(target)
    try:
        target.touch()
    except OSError as error:
        raise not_kept(target, error) from error


def _export(drive: Drive, found: Found, target: Path, report: Report) -> None:
    """Have Google make a PDF. It says neither length nor hash, but a PDF says where it ends."""
    forget(target)
    ask: Callable[[Any], Any] = lambda drive: drive.files().export_media(fileId=found.id, mimeType=PDF)  # noqa: E731
    with drive.opened(ask, headers={}, where=found.name) as response:
        _check_kind(response, found)
        _write(response, found, target, report, begin=0, most=_MOST_EXPORTED)
    try:
        with target.open("rb") as file:
            head = file.read(_TAIL)
            file.seek(max(0, target.stat().st_size - _TAIL))
            tail = file.read()
    except OSError as error:
        raise not_kept(target, error) from error
    if b"%PDF-" not in head or b"%%EOF" not in tail:
        forget(target)
        raise TryLater("Google's PDF of it did not come whole", where=found.name)
