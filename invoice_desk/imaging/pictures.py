"""Picture files (PNG, JPEG, TIFF, WebP, BMP, HEIC) through Pillow: their facts and their pixels."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from mmap import ACCESS_READ, mmap
from pathlib import Path

import pillow_heif
from PIL import Image

from invoice_desk.errors import BadFile
from invoice_desk.imaging.limits import MAX_PAGES, MAX_PIXELS, SMALLER, check_pages, check_pixels
from invoice_desk.imaging.page import Page, Pixels, protected
from invoice_desk.imaging.silencing import silence_libtiff, silence_warnings
from invoice_desk.imaging.tones import bgr_of
from invoice_desk.imaging.upright import SIDEWAYS, orientation_of, turned_upright
from invoice_desk.invoice.document import PageInfo
from invoice_desk.invoice.geometry import Size

pillow_heif.register_heif_opener()
silence_libtiff()
Image.MAX_IMAGE_PIXELS = MAX_PIXELS  # Pillow refuses twice that before it decodes a byte; we refuse more

FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "BMP", "HEIF")
"""The decoders that Pillow may use: a file of any other kind never reaches a decoder."""

_PAGED = {"TIFF", "HEIF"}  # the frames of the others are moving pictures: their first is the page
_SUBFILE = 254  # TIFF 6.0, NewSubfileType: its lowest bit tells a preview of another page
_MAX_DRAWN = 20 * MAX_PIXELS  # pixels times scans of a JPEG; one of many scans says 20 at most
_SCAN = b"\xff\xda"  # ITU-T T.81, table B.1; within a scan's data ff is followed by 00
_SANE_DPI = (50.0, 1200.0)
_AGAIN = "fetch or scan it again"
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, AttributeError,
           ArithmeticError, struct.error, zlib.error, RuntimeError, AssertionError)  # fmt: skip
_CUT = (
    "truncated",
    "end of file",
    "end-of-file",
    "not enough data",
)  # so decoders say that bytes are missing
_UNPACKS = "decompressed data too large"


def picture_pages(path: Path) -> tuple[PageInfo, ...]:
    """Return the facts of each page, from the headers alone. Raises BadFile."""
    with _opened(path) as image:
        _check_scans(path, image)
        infos = []
        for index, _ in enumerate(_page_frames(image)):
            check_pages(path, index + 1)
            infos.append(_page_info(path, image, index))
        check_pages(path, len(infos))
        return tuple(infos)


def picture_page(path: Path, index: int) -> Page:
    """Decode page `index` (from 0): upright, transparency on white, 8 bits, BGR. Raises BadFile."""
    info, pixels, orientation = _decoded(path, index)
    return Page(info, protected(turned_upright(pixels, orientation)))


def _decoded(path: Path, index: int) -> tuple[PageInfo, Pixels, int]:
    with _opened(path) as image:
        _check_scans(path, image)
        if next(islice(_page_frames(image), index, None), None) is None:
            raise EOFError(f"no page {index}")
        info, orientation = _page_info(path, image, index), orientation_of(image)
        image.load()
        return info, bgr_of(image), orientation


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    """Open a picture; whatever its decoder raises while it is open becomes a BadFile."""
    silence_warnings()
    try:
        with Image.open(path, formats=FORMATS) as image:
            yield image
    except Image.DecompressionBombError as error:
        limit = MAX_PIXELS // 1_000_000
        raise BadFile(f"is too large: over {limit} MP", where=path, remedy=SMALLER) from error
    except MemoryError as error:
        raise BadFile("does not fit into memory", where=path, remedy=SMALLER) from error
    except _BROKEN as error:
        raise BadFile(_what_broke(error), where=path, remedy=_AGAIN) from error


def _what_broke(error: BaseException) -> str:
    words = str(error).lower()
    if isinstance(error, EOFError) or any(sign in words for sign in _CUT):
        return "is cut short: its end is missing"
    if _UNPACKS in words:
        return "holds a description that unpacks to an unsafe size"
    return "is a broken picture"


def _check_scans(path: Path, image: Image.Image) -> None:
    """Raise BadFile for a JPEG that draws its pixels again and again: 234 bytes can take 0.1 s each time."""
    if image.format not in {"JPEG", "MPO"}:
        return
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        scans = _count(content, _SCAN)
    width, height = image.size
    if scans * width * height > _MAX_DRAWN:
        what = f"would take too long to decode: {scans} scans of {width} x {height} pixels"
        raise BadFile(what, where=path, remedy="save it as a PNG")


def _count(content: mmap, sign: bytes) -> int:
    found, at = 0, content.find(sign)
    while at >= 0:
        found, at = found + 1, content.find(sign, at + len(sign))
    return found


def _page_frames(image: Image.Image) -> Iterator[int]:
    """Yield the number of each frame that is a page, with the picture set to it."""
    if image.format not in _PAGED:
        yield 0
        return
    for frame in range(MAX_PAGES * 2 + 1):  # a page may have a preview
        try:
            image.seek(frame)
        except EOFError:
            return
        if not _is_preview(image):
            yield frame


def _is_preview(image: Image.Image) -> bool:
    kind = getattr(image, "tag_v2", {}).get(_SUBFILE, 0)
    return isinstance(kind, int) and bool(kind & 1)


def _page_info(path: Path, image: Image.Image, index: int) -> PageInfo:
    width, height = image.size
    check_pixels(path, width, height)
    if orientation_of(image) in SIDEWAYS:
        width, height = height, width
    return PageInfo(index, Size(width, height), _dpi(image.info.get("dpi")))


def _dpi(found: object) -> float | None:
    try:
        dpi = float(found[0])  # type: ignore[index]
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return None
    return round(dpi, 2) if _SANE_DPI[0] <= dpi <= _SANE_DPI[1] else None
