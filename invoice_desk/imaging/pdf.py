"""PDF files through PDFium: their facts, their pixels and the characters of their text layer.

This runs in a process of its own (see pdf_process): a PDF of a thousand bytes can make PDFium
take all memory and end the program.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2

from invoice_desk.errors import BadFile
from invoice_desk.imaging.limits import MAX_SIDE, MIN_SIDE, SMALLER, check_pages
from invoice_desk.imaging.page import Page, protected
from invoice_desk.imaging.pdf_letters import page_letters
from invoice_desk.imaging.pdf_pictures import page_pictures
from invoice_desk.invoice.document import PageInfo
from invoice_desk.invoice.geometry import Size

DPI = 200  # a page is rendered so; templates of PDFs are drawn at this size
MAX_RENDERED_PIXELS = 50_000_000  # a poster is rendered at fewer dpi
_POINTS = 72.0  # per inch
_MAX_POINTS = 200_000  # a side; ISO 32000-1 annex C names 14,400, posters have more
_TAIL = 64 * 1024  # bytes at the end that must hold the mark of the end; ISO 32000-1, 7.5.5
_PRINT_AGAIN = "print it to a new PDF and use that"


def pdf_pages(path: Path) -> tuple[PageInfo, ...]:
    """Return the facts of each page without rendering it. Raises BadFile."""
    _check_end(path)
    with _opened(path) as pdf:
        check_pages(path, len(pdf))
        return tuple(_page_info(path, pdf, index) for index in range(len(pdf)))


def pdf_page(path: Path, index: int) -> Page:
    """Render page `index` (from 0) on white and take up its text layer and pictures. Raises BadFile."""
    with _opened(path) as pdf:
        info = _page_info(path, pdf, index)
        with _closing(pdf[index]) as page:
            pictures = page_pictures(path, page, info.size)
            pixels = _rendered(page, info)
            letters = page_letters(page, info.size) if info.has_text_layer else ()
    return Page(info, protected(pixels), letters, pictures)


def _check_end(path: Path) -> None:
    """Raise BadFile where the end is missing: PDFium would mend the file and show empty pages."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _TAIL))
        if b"%%EOF" not in file.read():
            raise BadFile("is cut short: its end is missing", where=path, remedy="fetch or export it again")


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    try:
        with _closing(pypdfium2.PdfDocument(path.absolute())) as pdf:  # it would expand a ~ in front
            yield pdf
    except pypdfium2.PdfiumError as error:
        raise _translated(path, error) from error
    except OSError as error:
        raise BadFile("cannot be read", where=path, remedy="check its name and rights") from error


@contextmanager
def _closing(part: Any) -> Iterator[Any]:  # noqa: ANN401 - pypdfium2 has no types
    try:
        yield part
    finally:
        part.close()


def _translated(path: Path, error: Exception) -> BadFile:
    words = str(error).lower()
    if "password" in words:
        return BadFile("is an encrypted PDF", where=path, remedy="save a copy without a password")
    if "security" in words:
        return BadFile("is a PDF with unknown encryption", where=path, remedy="print it to a new PDF")
    return BadFile("is a broken PDF", where=path, remedy=f"export it again, or {_PRINT_AGAIN}")


def _page_info(path: Path, pdf: Any, index: int) -> PageInfo:  # noqa: ANN401
    width, height = pdf.get_page_size(index)
    which = f"page {index + 1} of the PDF"
    if not (width > 0 and height > 0):
        raise BadFile(f"{which} has no size", where=path, remedy=_PRINT_AGAIN)
    if max(width, height) > _MAX_POINTS:
        inches = f"{width / _POINTS:.0f} x {height / _POINTS:.0f} inches"
        raise BadFile(f"{which} is too large: {inches}", where=path, remedy=SMALLER)
    dpi = _fitting_dpi(width, height)
    size = _size_at(width, height, dpi)
    if min(size.width, size.height) < MIN_SIDE:
        sides = f"{size.width} x {size.height} pixels at {dpi:.0f} dpi"
        raise BadFile(f"{which} is too small to read: {sides}", where=path, remedy=_PRINT_AGAIN)
    with _closing(pdf[index]) as page, _closing(page.get_textpage()) as text:
        return PageInfo(index, size, dpi, has_text_layer=text.count_chars() > 0)


def _fitting_dpi(width: float, height: float) -> float:
    """Return DPI, or less for a page (in points) that would have too many pixels."""
    by_area = math.sqrt(MAX_RENDERED_PIXELS / (width * height)) * _POINTS
    by_side = (MAX_SIDE - 1) / max(width, height) * _POINTS
    return min(float(DPI), by_area, by_side)


def _size_at(width: float, height: float, dpi: float) -> Size:
    return Size(max(1, round(width * dpi / _POINTS)), max(1, round(height * dpi / _POINTS)))


def _rendered(page: Any, info: PageInfo) -> Any:  # noqa: ANN401
    """Return H x W x 3, uint8, BGR of exactly the page's size."""
    scale = (info.dpi or DPI) / _POINTS
    bitmap = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=False)
    pixels = np.array(bitmap.to_numpy()[:, :, :3] if bitmap.n_channels >= 3 else _grey(bitmap))
    bitmap.close()
    wanted = (info.size.width, info.size.height)
    if (pixels.shape[1], pixels.shape[0]) != wanted:
        pixels = np.asarray(cv2.resize(pixels, wanted, interpolation=cv2.INTER_AREA))
    return np.ascontiguousarray(pixels)


def _grey(bitmap: Any) -> Any:  # noqa: ANN401
    return np.repeat(bitmap.to_numpy().reshape(bitmap.height, bitmap.width, 1), 3, axis=2)
