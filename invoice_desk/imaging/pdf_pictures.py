"""Where a PDF page shows embedded pictures, and the refusal of those too large to be decoded."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium

from invoice_desk.errors import BadFile
from invoice_desk.imaging.limits import MAX_PIXELS, SMALLER
from invoice_desk.invoice.geometry import Box, Size

_MAX_PICTURES = 20_000  # looked at on one page
_MAX_DEPTH = 4  # of forms in forms

Point = tuple[float, float]


def page_pictures(path: Path, page: Any, size: Size) -> tuple[Box, ...]:  # noqa: ANN401 - pypdfium2 has no types
    """Return the boxes of an open page's pictures, in pixels of its picture of `size`.

    Raises BadFile for a picture of more than MAX_PIXELS.
    """
    items = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_MAX_DEPTH)
    found = []
    for item in islice(items, _MAX_PICTURES):
        _check_pixels(path, item)
        box = _box_around(_pixels_of(page, size, _corners(item)), size)
        if box is not None:
            found.append(box)
    return tuple(found)


def _check_pixels(path: Path, item: Any) -> None:  # noqa: ANN401
    width, height = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(item, width, height)
    if width.value * height.value > MAX_PIXELS:
        size = f"{width.value} x {height.value} pixels"
        raise BadFile(f"holds a picture of {size}, too large to be decoded", where=path, remedy=SMALLER)


def _corners(item: Any) -> list[Point]:  # noqa: ANN401
    """Return the corners of an object in points of the page: a form's parts lie in the form's own space."""
    left, bottom, right, top = item.get_bounds()
    corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
    form = item.container
    while form is not None:
        matrix = form.get_matrix()
        corners = [matrix.on_point(x, y) for x, y in corners]
        form = form.container
    return corners


def _pixels_of(page: Any, size: Size, points: list[Point]) -> Iterator[Point]:  # noqa: ANN401
    """Yield the pixel of each point: PDFium knows the page's turn and crop box."""
    for x, y in points:
        px, py = ctypes.c_int(), ctypes.c_int()
        if math.isfinite(x) and math.isfinite(y):
            pdfium.FPDF_PageToDevice(page, 0, 0, size.width, size.height, 0, x, y, px, py)
            yield px.value, py.value


def _box_around(points: Iterator[Point], size: Size) -> Box | None:
    """Return the part of the page around `points`; None where there is none."""
    found = list(points)
    if len(found) < 4:
        return None
    xs, ys = [round(x) for x, _ in found], [round(y) for _, y in found]
    box = Box(min(xs), min(ys), max(xs), max(ys)).clipped(size.box)
    return None if box.is_empty else box
