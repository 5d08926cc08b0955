"""Open an invoice file: the only place from which a file is decoded."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from invoice_desk.errors import BadFile
from invoice_desk.imaging.limits import check_bytes
from invoice_desk.invoice.document import Document, PageInfo

if TYPE_CHECKING:  # pixels and what draws them are loaded with the first page that is decoded
    from invoice_desk.imaging.page import Page

KINDS = "PNG, JPEG, TIFF, WebP, BMP, HEIC or PDF"
SUFFIXES = (
    ".png",
    ".jpg",
    ".jpeg",
    ".jpe",
    ".jfif",
    ".tif",
    ".tiff",
    ".webp",
    ".bmp",
    ".heic",
    ".heif",
    ".pdf",
)
"""The endings of files that can be opened, lower case."""

_PDF_HEAD = 1024  # bytes; ISO 32000-1 annex H.3: readers find %PDF- anywhere in these
_BMP_HEADERS = {
    size.to_bytes(4, "little") for size in (12, 40, 52, 56, 64, 108, 124)
}  # else BM begins a text
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def inspect(path: Path, *, origin: str = "file") -> Document:
    """Return the facts of the file at `path`; its pages are not decoded.

    Raises BadFile: missing, no regular file, empty, too large, of a foreign type, with a wrong
    ending, broken, encrypted, too many pages, or a page that is too large or too small.
    """
    head = _checked_head(path)
    pages = _pages_of(path, is_pdf=_is_pdf(path, head))
    return Document(_sha256(path), path, path.name, origin, pages)


def load_decoders() -> None:
    """Load what decodes pages, which takes a moment, before the first page is asked for."""
    from PIL import Image

    import invoice_desk.imaging.encoding
    import invoice_desk.imaging.pdf_process
    import invoice_desk.imaging.pictures  # noqa: F401 - loaded to be there

    Image.preinit()


def open_page(document: Document, index: int) -> Page:
    """Decode page `index` (from 0) of a document. Raises BadFile; IndexError for a page it has not."""
    if not 0 <= index < len(document.pages):
        raise IndexError(f"{document.name} has no page with index {index}")
    path = document.path
    if _is_pdf(path, _checked_head(path)):
        from invoice_desk.imaging.pdf_process import pdf_page

        return pdf_page(path, index)
    from invoice_desk.imaging.pictures import picture_page

    return picture_page(path, index)


def _pages_of(path: Path, *, is_pdf: bool) -> tuple[PageInfo, ...]:
    if is_pdf:
        from invoice_desk.imaging.pdf_process import pdf_pages

        return pdf_pages(path)
    from invoice_desk.imaging.pictures import picture_pages

    return picture_pages(path)


def _checked_head(path: Path) -> bytes:
    """Return the first bytes of a regular file of a sane size."""
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            what = "is a folder" if stat.S_ISDIR(facts.st_mode) else "is not a regular file"
            raise BadFile(what, where=path, remedy=f"choose a {KINDS} file")
        check_bytes(path, facts.st_size)
        with path.open("rb") as file:
            return file.read(_PDF_HEAD)
    except FileNotFoundError as error:
        raise BadFile("is not there", where=path, remedy="check its name and folder") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadFile(f"cannot be read: {reason}", where=path, remedy="check the file's rights") from error


def _is_pdf(path: Path, head: bytes) -> bool:
    """Tell a PDF from a picture by its first bytes, and refuse what is neither or is named as the other."""
    is_pdf, is_picture = b"%PDF-" in head, _is_picture(head)
    suffix = path.suffix.lower()
    if is_picture and suffix == ".pdf":
        raise BadFile(
            "is a picture with the ending .pdf", where=path, remedy="give it the ending of its kind"
        )
    if is_picture:
        return False
    if is_pdf and suffix in SUFFIXES and suffix != ".pdf":
        raise BadFile(f"is a PDF with the ending {suffix}", where=path, remedy="rename it to end in .pdf")
    if is_pdf:
        return True
    raise BadFile(_foreign(suffix), where=path, remedy=f"use a {KINDS} file")


def _foreign(suffix: str) -> str:
    if suffix in SUFFIXES:
        return f"has the ending {suffix}, but its content is of another kind"
    return f"is not a {KINDS} file"


def _is_picture(head: bytes) -> bool:
    return (
        head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"))
        or (head.startswith(b"BM") and head[14:18] in _BMP_HEADERS)
        or head[:4] in {b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+"}
        or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
        or (head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS)
    )


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BadFile(f"cannot be read: {error.strerror}", where=path) from error
