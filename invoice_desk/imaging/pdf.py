"""PDF files through PDFium: their facts, their pixels and the characters of their text layer."""

from __future__ import annotations

import ctypes
import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from invoice_desk.errors import BadFile
from invoice_desk.imaging.limits import MAX_PIXELS, MAX_SIDE, MIN_SIDE, SMALLER, check_pages
from invoice_desk.imaging.page import Page, protected
from invoice_desk.imaging.pdf_letters import page_letters
from invoice_desk.invoice.document import PageInfo
from invoice_desk.invoice.geometry import Box, Size

DPI = 200  # a page is rendered so; templates of PDFs are drawn at this size
MAX_RENDERED_PIXELS = 50_000_000  # a poster is rendered at fewer dpi
_POINTS = 72.0  # per inch
_MAX_OBJECTS = 20_000  # page objects looked at for pictures

_PDFIUM = threading.RLock()  # the library is one state machine for the whole process: one caller at a time


def pdf_pages(path: Path) -> tuple[PageInfo, ...]:
    """Return the facts of each page without rendering it. Raises BadFile."""
    with _opened(path) as pdf:
        check_pages(path, len(pdf))
        return tuple(_page_info(path, pdf, index) for index in range(len(pdf)))


def pdf_page(path: Path, index: int) -> Page:
    """Render page `index` (from 0) on white and take up its text layer and pictures. Raises BadFile."""
    with _opened(path) as pdf:
        info = _page_info(path, pdf, index)
        with _closing(pdf[index]) as page:
            pictures = _pictures(path, page, info.size)
            pixels = _rendered(page, info)
            letters = page_letters(page, info.size) if info.has_text_layer else ()
    return Page(info, protected(pixels), letters, pictures)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    with _PDFIUM:
        try:
            with _closing(pypdfium2.PdfDocument(path)) as pdf:
                yield pdf
        except pypdfium2.PdfiumError as error:
            raise _translated(path, error) from error


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
    return BadFile(
        "is a broken PDF", where=path, remedy="export it again, or print it to a new PDF and use that"
    )


def _page_info(path: Path, pdf: Any, index: int) -> PageInfo:  # noqa: ANN401
    width, height = pdf.get_page_size(index)
    if not (0 < width < 1e6 and 0 < height < 1e6):
        raise BadFile(f"page {index + 1} of the PDF has no size", where=path, remedy="print it to a new PDF")
    dpi = _fitting_dpi(width, height)
    size = _size_at(width, height, dpi)
    if min(size.width, size.height) < MIN_SIDE:
        raise BadFile(f"page {index + 1} of the PDF is too small to read", where=path)
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


def _pictures(path: Path, page: Any, size: Size) -> tuple[Box, ...]:  # noqa: ANN401
    """Return where pictures stand on the page, in its pixels; a picture over MAX_PIXELS is refused."""
    found = []
    page_width, page_height = page.get_size()
    for number, item in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4)):
        if number >= _MAX_OBJECTS:
            break
        _check_picture(path, item)
        left, bottom, right, top = item.get_bounds()
        found.append(
            Box(
                round(left / page_width * size.width),
                round((page_height - top) / page_height * size.height),
                round(max(left, right) / page_width * size.width),
                round((page_height - min(bottom, top)) / page_height * size.height),
            ).clipped(size.box)
        )
    return tuple(found)


def _check_picture(path: Path, item: Any) -> None:  # noqa: ANN401
    width, height = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(item, width, height)
    if width.value * height.value > MAX_PIXELS:
        size = f"{width.value} x {height.value} pixels"
        raise BadFile(f"holds a picture of {size}, too large to be decoded", where=path, remedy=SMALLER)
