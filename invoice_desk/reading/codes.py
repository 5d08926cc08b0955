"""QR codes and bar codes: zxing-cpp first, then OpenCV's QR detector."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from invoice_desk.imaging.page import Crop, Page, Pixels
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.reading import Reading
from invoice_desk.reading.reader import Region

MAX_TEXT = 8_000  # characters; the largest QR code holds 7,089
_FORMATS = ("QRCode", "DataMatrix", "Code128", "EAN13", "EAN8", "PDF417")
_MARGIN = 16  # pixels of quiet zone left around a code that needs a second look


@dataclass(frozen=True, slots=True)
class Found:
    """A decoded code: symbology as zxing names it ("QRCode", "Code128", ...), text, box on the page."""

    format: str
    text: str
    box: Box


class CodeReader:
    """Reads what a QR, Data Matrix, Code 128, EAN or PDF417 code says. Serves many threads."""

    name = "codes"

    def read(self, regions: Sequence[Region]) -> Iterator[Reading | None]:
        """Yield the text of the largest code in each region, or None where none can be decoded."""
        for region in regions:
            found = find_codes(region.crop, is_thorough=True)
            best = max(found, key=lambda one: one.box.area, default=None)
            index = region.crop.page.info.index
            yield None if best is None else Reading(best.text, 1.0, self.name, index, best.box)


def find_page_codes(page: Page, *, is_thorough: bool = False) -> tuple[Found, ...]:
    """Return all codes of a page, from top to bottom; `is_thorough` as in `find_codes`."""
    return find_codes(page.crop(page.size.box), is_thorough=is_thorough)


def find_codes(crop: Crop, *, is_thorough: bool) -> tuple[Found, ...]:
    """Return the codes in a crop, with boxes on its page, from top to bottom.

    Where zxing-cpp sees a QR code that it cannot decode, OpenCV tries just there. `is_thorough` also
    looks for codes that stand upright, and for QR and Data Matrix codes white on black, and lets
    OpenCV search all of the crop where zxing-cpp sees no code; that takes six times as long.
    """
    if crop.box.is_empty:
        return ()
    grey = crop.grey
    found, damaged = _by_zxing(grey, is_thorough=is_thorough)
    for box in damaged:
        found += _by_opencv(grey, box)
    if is_thorough and not found:
        found = _by_opencv(grey, Box(0, 0, grey.shape[1], grey.shape[0]))
    dx, dy = crop.box.x0, crop.box.y0
    placed = {Found(one.format, one.text, one.box.moved(dx=dx, dy=dy).clipped(crop.box)) for one in found}
    return tuple(sorted(placed, key=lambda one: (one.box.y0, one.box.x0, one.text)))


def _by_zxing(grey: Pixels, *, is_thorough: bool) -> tuple[list[Found], list[Box]]:
    """Return what zxing-cpp decodes, and where it sees QR codes that it cannot decode."""
    import zxingcpp

    formats = zxingcpp.barcode_formats_from_str(",".join(_FORMATS))
    found, damaged = [], []
    results = zxingcpp.read_barcodes(
        np.ascontiguousarray(grey),
        formats=formats,
        try_rotate=is_thorough,
        try_invert=is_thorough,
        text_mode=zxingcpp.TextMode.Plain,  # else a newline comes as the four letters <LF>
        return_errors=True,
    )
    for result in results:
        name, box = result.format.name, _around(_corners(result.position))
        if result.valid and result.text:
            found.append(Found(name, result.text[:MAX_TEXT], box))
        elif name == "QRCode":
            damaged.append(box)
    return found, damaged


def _corners(position: Any) -> np.ndarray[Any, Any]:  # noqa: ANN401 - zxingcpp has no types
    names = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return np.array([[corner.x, corner.y] for corner in names])


def _by_opencv(grey: Pixels, box: Box) -> list[Found]:
    """Return what OpenCV's QR detector decodes in a part of the pixels."""
    area = box.grown(_MARGIN).clipped(Box(0, 0, grey.shape[1], grey.shape[0]))
    part = np.ascontiguousarray(grey[area.y0 : area.y1, area.x0 : area.x1])
    try:
        is_found, texts, corners, _ = cv2.QRCodeDetector().detectAndDecodeMulti(part)
    except (cv2.error, UnicodeDecodeError):  # curve fitting fails without a code; texts not in UTF-8
        return []
    if not is_found or corners is None:
        return []
    pairs = zip(texts, np.asarray(corners), strict=True)
    boxes = [(text, _around(points).moved(dx=area.x0, dy=area.y0)) for text, points in pairs if text]
    return [Found("QRCode", text[:MAX_TEXT], box) for text, box in boxes]


def _around(points: np.ndarray[Any, Any]) -> Box:
    """Return the box that holds the corners: of bar codes they are the last pixels with ink."""
    x0, y0 = np.floor(points.min(axis=0)).astype(int).clip(0)
    x1, y1 = np.floor(points.max(axis=0)).astype(int).clip(0) + 1
    return Box(int(x0), int(y0), int(x1), int(y1))
