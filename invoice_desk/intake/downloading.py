"""One file by HTTP into a file here: gone on with where it broke off, and checked by size and hash."""

from __future__ import annotations

import base64
import hashlib
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from urllib3.response import BaseHTTPResponse

from invoice_desk.intake.answers import whole_number
from invoice_desk.intake.faults import BadItem, TryLater
from invoice_desk.intake.hiding import redacted
from invoice_desk.intake.kinds import HEAD, sniff
from invoice_desk.intake.source import Report
from invoice_desk.intake.unfinished import forget, mark_of, not_kept
from invoice_desk.intake.web import Web, pieces_of

MOST_BYTES = 200 * 1024 * 1024
"""The largest file that is fetched; what is larger is no invoice."""

_PARTIAL, _NO_RANGE = 206, 416
_SLOWEST = 4 * 1024  # bytes a second over the whole file, beside a minute of grace
_GRACE = 60.0
_MD5_BYTES = 16


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to come. where: the redacted address, for messages; match: an ETag it must still have.

    size, md5 (hex): of the whole file, None and "" where nobody said them.
    """

    url: str
    size: int | None = None
    md5: str = ""
    match: str = ""
    most: int = MOST_BYTES

    @property
    def where(self) -> str:
        """The address as it may be shown."""
        return redacted(self.url)


@dataclass(frozen=True, slots=True)
class Came:
    """What the answer said of the file: its name by Content-Disposition, "" for none."""

    name: str


def download(web: Web, wanted: Wanted, target: Path, report: Report) -> Came:
    """Bring a file into `target`. What is there is gone on with where the server proves it the same.

    Raises the kin of SourceFault, NotWritten, or what `report` raises; what came so far stays then,
    unless it is wrong.
    """
    if wanted.size is not None and wanted.size > wanted.most:
        raise _too_large(wanted)
    headers = _headers(wanted, target)
    with web.opened(wanted.url, headers=headers) as response:
        if response.status == _NO_RANGE:
            forget(target)
            raise TryLater("what came of it before does not fit any more", where=wanted.where)
        start = _start(response, target)
        _check_length(response, start, wanted)
        _mark(target, response)
        wanted = replace(wanted, md5=wanted.md5 or _md5_said(response))
        _write(response, wanted, target, start, report)
    _check_whole(wanted, target)
    return Came(_name_in(response.headers.get("content-disposition") or ""))


def _headers(wanted: Wanted, target: Path) -> dict[str, str]:
    headers = {"If-Match": wanted.match} if wanted.match else {}
    mark = _marked(target)
    if mark and target.exists() and (size := target.stat().st_size):
        headers |= {"Range": f"bytes={size}-", "If-Range": mark}
    return headers


def _marked(target: Path) -> str:
    try:
        return mark_of(target).read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""


def _mark(target: Path, response: BaseHTTPResponse) -> None:
    """Keep a strong ETag; without one nothing proves later that the rest is of the same version."""
    tag = response.headers.get("etag") or ""
    try:
        if tag.startswith('"') and tag.isascii():
            mark_of(target).write_text(tag, encoding="ascii")
        else:
            mark_of(target).unlink(missing_ok=True)
    except OSError as error:
        raise not_kept(target, error) from error


def _start(response: BaseHTTPResponse, target: Path) -> int:
    """Return at which byte the answer begins: where we are, if it says exactly that, else 0."""
    if response.status != _PARTIAL:
        return 0
    found = re.match(r"bytes (\d{1,18})-", response.headers.get("content-range") or "")
    there = target.stat().st_size if target.exists() else 0
    if found is None or int(found[1]) != there:
        forget(target)
        raise TryLater("the server answers with another part than it was asked for")
    return there


def _check_length(response: BaseHTTPResponse, start: int, wanted: Wanted) -> None:
    said = whole_number(response.headers.get("content-length") or "")
    if said is not None and start + said > wanted.most:
        raise _too_large(wanted)


def _md5_said(response: BaseHTTPResponse) -> str:
    """Return the MD5 of the whole file in hexadecimal digits where the answer says it, else "".

    Of a part, Content-MD5 is that of the part; Azure says the whole one's in a header of its own.
    """
    said = response.headers.get("x-ms-blob-content-md5") or ""
    if not said and response.status != _PARTIAL:
        said = response.headers.get("content-md5") or ""
    return hex_of(said)


def hex_of(md5: str) -> str:
    """Return an MD5 that came in base64 in hexadecimal digits, "" where it is none."""
    try:
        raw = base64.b64decode(md5, validate=True)
    except ValueError:
        return ""
    return raw.hex() if len(raw) == _MD5_BYTES else ""


def _too_large(wanted: Wanted) -> BadItem:
    many = wanted.most // (1024 * 1024)
    return BadItem(
        f"is larger than {many} MB",
        where=wanted.where,
        remedy="if it is an invoice all the same, make it smaller",
    )


def _write(response: BaseHTTPResponse, wanted: Wanted, target: Path, start: int, report: Report) -> None:
    at, head = start, b""
    most = wanted.most if wanted.size is None else wanted.size
    try:
        out = target.open("ab" if start else "wb")
    except OSError as error:
        raise not_kept(target, error) from error
    with out:
        for piece in _in_time(response, wanted):
            if at < HEAD:
                head = _sniffed(head + piece, at, wanted)
            at += len(piece)
            if at > most:
                out.close()
                forget(target)
                raise _longer(wanted)
            _put(out, piece, target)
            report(len(piece))


def _in_time(response: BaseHTTPResponse, wanted: Wanted) -> Iterator[bytes]:
    """Give the body in pieces. The time that it may take is the server's: what `report` waits for the
    bandwidth that a person chose does not count. Raises TryLater.
    """
    left = _GRACE + (wanted.size or wanted.most) / _SLOWEST
    pieces = pieces_of(response, where=wanted.where)
    while True:
        begun = time.monotonic()
        piece = next(pieces, b"")
        left -= time.monotonic() - begun
        if not piece:
            return
        if left < 0:
            raise TryLater("came too slowly", where=wanted.where)
        yield piece


def _sniffed(head: bytes, at: int, wanted: Wanted) -> bytes:
    """Stop early where the first bytes are of no invoice: the rest of a film need not come."""
    if at == 0 and len(head) >= HEAD and not sniff(head) and not head.lstrip()[:1] == b"<":
        raise BadItem(
            "is no invoice by its content", where=wanted.where, remedy="put an image or a PDF there"
        )
    return head


def _put(out: object, piece: bytes, target: Path) -> None:
    try:
        out.write(piece)  # type: ignore[attr-defined]
    except OSError as error:
        raise not_kept(target, error) from error


def _longer(wanted: Wanted) -> BadItem | TryLater:
    if wanted.size is None:
        return _too_large(wanted)
    return TryLater("is longer than the listing says: perhaps it was changed just now", where=wanted.where)


def _check_whole(wanted: Wanted, target: Path) -> None:
    """Raise TryLater where what came is not what the listing said; then it begins anew."""
    try:
        size = target.stat().st_size
        if wanted.size is not None and size != wanted.size:
            forget(target)
            raise TryLater(f"{size} of {wanted.size} bytes came", where=wanted.where)
        if wanted.md5 and md5_of(target) != wanted.md5:
            forget(target)
            raise TryLater("was altered on its way here", where=wanted.where)
    except OSError as error:
        raise not_kept(target, error) from error


def md5_of(path: Path) -> str:
    """Return the MD5 of a file in hexadecimal digits; it proves a transfer and protects nothing."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def _name_in(disposition: str) -> str:
    """Return the file name of a Content-Disposition header, RFC 6266; "" for none, and for what is none."""
    from email.message import Message

    message = Message()
    message["content-disposition"] = disposition
    try:
        return message.get_filename("") if disposition else ""
    except (ValueError, TypeError, LookupError):  # the parser of Python's falls over some that are broken
        return ""
