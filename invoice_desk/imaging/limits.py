"""How large a file and a page may be, and the errors that say so."""

from __future__ import annotations

from pathlib import Path

from invoice_desk.errors import BadFile

MAX_FILE_BYTES = 300 * 1024 * 1024
MAX_PAGES = 500
MAX_PIXELS = 200_000_000
MAX_SIDE = 32_767  # pixels; Tesseract and OpenCV count in 16 bits
MIN_SIDE = 16  # pixels; no line of print is smaller

SMALLER = "scan it at a lower resolution, or save it smaller"


def check_bytes(path: Path, size: int) -> None:
    """Raise BadFile where a file holds no byte or more than MAX_FILE_BYTES."""
    if size == 0:
        raise BadFile("is empty (0 bytes)", where=path, remedy="fetch or scan it again")
    if size > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // 1024 // 1024
        raise BadFile(f"is {size / 1024 / 1024:.0f} MB; the limit is {limit} MB", where=path, remedy=SMALLER)


def check_pages(path: Path, pages: int) -> None:
    """Raise BadFile where a file has no page or more than MAX_PAGES."""
    if pages < 1:
        raise BadFile("has no page", where=path, remedy="export it again")
    if pages > MAX_PAGES:
        raise BadFile(f"has more than {MAX_PAGES} pages", where=path, remedy="split it")


def check_pixels(path: Path, width: int, height: int) -> None:
    """Raise BadFile where a picture is too small to hold print or too large to be decoded safely."""
    size = f"{width} x {height} pixels"
    if min(width, height) < MIN_SIDE:
        raise BadFile(
            f"is too small to read: {size}, each side needs {MIN_SIDE}",
            where=path,
            remedy="scan it at 150 dpi or more",
        )
    if max(width, height) > MAX_SIDE:
        raise BadFile(f"is too long: {size}, a side may have {MAX_SIDE}", where=path, remedy=SMALLER)
    if width * height > MAX_PIXELS:
        limit = MAX_PIXELS // 1_000_000
        raise BadFile(
            f"is too large: {size} are {width * height / 1e6:.0f} MP, the limit is {limit} MP",
            where=path,
            remedy=SMALLER,
        )
